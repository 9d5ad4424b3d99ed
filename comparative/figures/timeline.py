"""Timeline: the value a rule had over time, as steps; what was announced beside what was in force."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from comparative.figures.curves import Room, vertical_texts
from comparative.figures.frames import FigureError, numbers, require
from comparative.figures.labels import LINE, Box, measure, place
from comparative.figures.scales import Key, Number, nice_limits, pixel, text_box, year_ticks
from comparative.figures.style import ACCENT, INK, PAPER, SMALL, WIDTH, Picture, house, plain, write
from comparative.language import translate

__all__ = ["timeline"]


@house
def timeline(
    frame: pd.DataFrame,
    *,
    start: str = "valid_from",
    end: str | None = None,
    value: str = "value",
    announced: str | None = None,
    per_head: str | None = None,
    until: str | pd.Timestamp | None = None,
    ylabel: str = "",
    ylabel_per_head: str = "",
    legend: tuple[str, str] | None = None,
    number: Number = plain,
    log: bool = False,
    width: float = WIDTH,
) -> Picture:
    """Draw a rule's value over time.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per rule period or announcement.
    start, value : str
        Columns with the first day (date) and the value; rows without a value interrupt the line.
    end : str, optional
        Column with the first day after the period; without it, and where empty, a period lasts until the next
        begins or, for the last, until `until`.
    announced : str, optional
        Boolean column: True for a value that was promised or proposed, not law (hollow diamond).
    per_head : str, optional
        Column with the value per head, drawn in a second panel.
    until : date, optional
        Right end of the picture; default the last date in the frame.
    ylabel, ylabel_per_head : str
        Names of the vertical axes with their units.
    legend : (str, str), optional
        Words for what was in force and what was announced; default "in force", "announced".
    number : callable
        Writes a number in the reader's language.
    log : bool
        Whether the first panel is logarithmic.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty or no row has a date and a value.

    Examples
    --------
    >>> frame = pd.DataFrame({"valid_from": ["2002", "2009-02", "2020-05"], "value": [50000, 40000, 20000]})
    >>> len(timeline(frame, until="2022-11-05", ylabel="members").axes)
    1
    """
    frame = require(
        frame, "timeline", start=start, end=end, value=value, announced=announced, per_head=per_head
    )
    frame = frame.assign(
        _start=dates(frame[start], "timeline"),
        _end=dates(frame[end], "timeline") if end else pd.Series(pd.NaT, index=frame.index),
        _value=numbers(frame, "timeline", value),
        _said=frame[announced].fillna(False).astype(bool) if announced else False,
    )
    frame = frame[frame["_start"].notna()].sort_values("_start", kind="stable")
    law, said = frame[~frame["_said"]], frame[frame["_said"] & frame["_value"].notna()]
    if law["_value"].notna().sum() + len(said) == 0:
        raise FigureError(f"timeline: no row has both a date ({start!r}) and a value ({value!r})")
    stop = pd.Timestamp(until) if until is not None else max(frame["_start"].max(), frame["_end"].max())
    if pd.isna(stop):
        stop = frame["_start"].max()
    begin = frame["_start"].min()
    if stop <= begin:
        stop = begin + pd.Timedelta(days=365)
    # An empty end is the start of the next period, or the right edge for the last one.
    ends = law["_end"].fillna(law["_start"].shift(-1)).fillna(stop).clip(upper=stop)  # type: ignore[arg-type]
    spans = [(a, b) for a, b in zip(law["_start"], ends, strict=True)]

    all_values = frame["_value"].to_numpy()
    panels: list[tuple[np.ndarray, str]] = [(law["_value"].to_numpy(), ylabel)]
    texts = vertical_texts(all_values, number, log=log)
    if per_head:
        heads = numbers(law, "timeline", per_head)
        panels.append((heads, ylabel_per_head))
        texts += vertical_texts(heads, number)
    words = (translate("in force"), translate("announced")) if legend is None else legend
    keys = [Key(words[0], ACCENT, "", "-"), Key(words[1], INK, "D", hollow=True)] if len(said) else []
    room = Room(
        width,
        [230.0, 170.0][: len(panels)] if per_head else [290.0],
        keys=keys,
        left_texts=texts,
        ylabels=[label for _, label in panels] if any(label for _, label in panels) else (),
    )
    low_x, high_x = _days(begin), _days(stop)
    air = (high_x - low_x) * 0.02
    ticks = year_ticks(begin, stop)
    for i, (values, _) in enumerate(panels):
        low, high = nice_limits(all_values if i == 0 else values, log=log and i == 0)
        high = high * (high / low) ** 0.08 if log and i == 0 else high + (high - low) * 0.1
        room.horizontal(i, low_x - air, high_x + air, [_days(t) for t in ticks], [str(t.year) for t in ticks])
        room.vertical(i, low, high, number, log=log and i == 0)
        shown = [
            ((_days(a), _days(b)), v) for (a, b), v in zip(spans, values, strict=True) if not np.isnan(v)
        ]
        announcements = (
            [(_days(a), v) for a, v in zip(said["_start"], said["_value"], strict=True)] if i == 0 else []
        )
        _panel(room, i, shown, announcements, number)
    return room.fig


def _panel(
    room: Room,
    i: int,
    spans: list[tuple[tuple[float, float], float]],
    announcements: list[tuple[float, float]],
    number: Number,
) -> None:
    """Draw steps, announcements and their values in panel `i`."""
    fig, ax = room.fig, room.axes[i]
    obstacles: list[Box] = []
    previous: tuple[float, float] | None = None
    for (a, b), v in spans:
        ax.plot([a, b], [v, v], color=ACCENT, lw=3.2, solid_capstyle="butt", clip_on=False, zorder=3)
        x0, y0 = pixel(fig, ax, a, v)
        x1, _ = pixel(fig, ax, b, v)
        obstacles.append(Box(x0, y0 - 3, x1, y0 + 3))
        if previous and abs(previous[0] - a) < 1 and previous[1] != v:
            ax.plot([a, a], [previous[1], v], color=ACCENT, lw=1.4, zorder=2)
            y_before = pixel(fig, ax, a, previous[1])[1]
            obstacles.append(Box(x0 - 2, min(y0, y_before), x0 + 2, max(y0, y_before)))
        previous = (b, v)
    waiting = []
    for a, v in announcements:
        x, y = pixel(fig, ax, a, v)
        obstacles.append(Box(x - 7, y - 7, x + 7, y + 7))
        later = [start for (start, _), law in spans if law == v and start >= a]
        if later:  # from the promise to the day it became law
            ax.plot([a, min(later)], [v, v], color=INK, lw=1.6, ls=(0, (1.5, 2)), zorder=2)
            obstacles.append(Box(x, y - 2, pixel(fig, ax, min(later), v)[0], y + 2))
        else:
            waiting.append((x, y, number(v)))
        fig.add_artist(
            Line2D([x], [y], ls="", marker="D", ms=9, mfc=PAPER, mec=INK, mew=1.8, transform=fig.px, zorder=5)
        )
    labels = [
        ((pixel(fig, ax, a, v)[0] + pixel(fig, ax, b, v)[0]) / 2, pixel(fig, ax, a, v)[1], number(v))
        for (a, b), v in spans
    ]
    labels += waiting
    high = SMALL * LINE
    box = ax.get_position()
    bounds = Box(room.left - 4, fig.height * (1 - box.y1) - 8, fig.width - 2, fig.height * (1 - box.y0) - 2)
    spots = place(
        [(x, y) for x, y, _ in labels],
        [(measure(t, SMALL, True) + 4, high) for _, _, t in labels],
        obstacles,
        bounds,
        gap=5,
    )
    for spot, (_, _, text) in zip(spots, labels, strict=True):
        if spot:
            write(fig, *spot, text, size=SMALL, bold=True, align="center")
            obstacles.append(text_box(*spot, text, SMALL, True))


def dates(column: pd.Series, kind: str) -> pd.Series:
    """Column as dates; ``2009`` and ``2009-02`` are the first day of the period.

    Raises
    ------
    FigureError
        If a cell is not a date; the message names it.
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return column
    known = column.dropna()
    parsed = pd.to_datetime(known.astype(str), format="ISO8601", errors="coerce")
    if parsed.isna().any():
        bad = known[parsed.isna()].iloc[0]
        raise FigureError(
            f"{kind}: {bad!r} in column {column.name!r} is not a date (YYYY, YYYY-MM, YYYY-MM-DD)"
        )
    return parsed.reindex(column.index)


def _days(date: pd.Timestamp) -> float:
    return (date - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)
