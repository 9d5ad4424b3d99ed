"""Spans: periods as bars along the years, one below the other, with what held in each."""

from __future__ import annotations

import pandas as pd

from comparative.figures.frames import FigureError, require, texts
from comparative.figures.labels import measure
from comparative.figures.rows import Rows
from comparative.figures.scales import AXIS, Key, across, legend, legend_height, pixel, year_ticks
from comparative.figures.style import (
    ACCENT,
    INK,
    PAPER,
    SERIES,
    SMALL,
    WIDTH,
    Picture,
    house,
    panel,
    readable_on,
    write,
)
from comparative.figures.timeline import dates

__all__ = ["spans"]


@house
def spans(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    start: str = "valid_from",
    end: str = "valid_to",
    text: str | None = None,
    role: str | None = None,
    group: str | None = None,
    proposed: str | None = None,
    proposed_label: str = "",
    until: str | pd.Timestamp | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw one bar per period in the order given.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per period.
    label, start, end : str
        Columns with what held, its first day and the first day after it; an empty end reaches to `until`, an
        empty start to the left edge, where the bar fades into a dotted line.
    text : str, optional
        Column with a short text written in the bar, or beside it.
    role : str, optional
        Column; a row with ``"focus"`` is stressed.
    group : str, optional
        Column with the heading that a row stands under.
    proposed : str, optional
        Boolean column: what was proposed and is not law is drawn as an outline from its start, where it has
        one, with no end.
    proposed_label : str
        Legend word for proposals.
    until : date, optional
        Right end of the picture; default the last date in the frame.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or no row has a date.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["narrow", "wide"], "valid_from": ["2007", "2010"],
    ...     "valid_to": ["2010", None]})
    >>> len(spans(frame, until="2013-01-01").axes[0].patches)
    2
    """
    frame = require(
        frame,
        "spans",
        label=label,
        start=start,
        end=end,
        text=text,
        role=role,
        group=group,
        proposed=proposed,
    )
    said = frame[proposed].fillna(False).astype(bool).tolist() if proposed else [False] * len(frame)
    starts, ends = dates(frame[start], "spans"), dates(frame[end], "spans")
    known = pd.concat([starts, ends]).dropna()
    if known.empty:
        raise FigureError(f"spans: no row has a date in {start!r} or {end!r}")
    stop = pd.Timestamp(until) if until is not None else known.max()
    begin = min(known.min(), stop - pd.Timedelta(days=365))
    words, notes = texts(frame, label), texts(frame, text)
    focus, blocks = [r == "focus" for r in texts(frame, role)], texts(frame, group)
    first = {name: i for i, name in enumerate(dict.fromkeys(blocks))}
    order = sorted(range(len(frame)), key=lambda i: (first[blocks[i]], i))
    rows = Rows([words[i] for i in order], [focus[i] for i in order], [blocks[i] for i in order], width)
    keys = (
        [Key(proposed_label, INK, "", patch=False, dash=(0, (2, 2)))] if proposed_label and any(said) else []
    )
    top = legend_height(keys, width) + (6 if keys else 2)
    fig = Picture(width, top + rows.height + 6 + AXIS)
    left, right = rows.column + 14, width - 14
    ax = panel(fig, left, top, right, top + rows.height + 4)
    ax.set_xlim(_days(begin), _days(stop))
    ax.set_ylim(rows.height + 4, 0)
    ax.yaxis.set_visible(False)
    legend(fig, keys)
    rows.draw(fig, top, band=[focus[i] for i in order])
    ticks = year_ticks(begin, stop)
    across(fig, ax, [_days(t) for t in ticks], [str(t.year) for t in ticks], line=True)
    for i, y, room in zip(order, rows.centres, rows.heights, strict=True):
        a = begin if pd.isna(starts[i]) else starts[i]
        b = stop if pd.isna(ends[i]) else min(ends[i], stop)
        if a >= stop or (said[i] and pd.isna(starts[i])):
            continue
        thick, colour = min(room - 8, 22.0), ACCENT if focus[i] else SERIES[0]
        ax.barh(
            y,
            _days(b) - _days(a),
            thick,
            left=_days(a),
            fc=PAPER if said[i] else colour,
            ec=INK if said[i] else "none",
            ls=(0, (2, 2)) if said[i] else "-",
            lw=1.5 if said[i] else 0,
            zorder=2,
        )
        if not notes[i]:
            continue
        x0, x1 = pixel(fig, ax, _days(a), y)[0], pixel(fig, ax, _days(b), y)[0]
        wide = measure(notes[i], SMALL) + 8
        inside = wide <= x1 - x0
        ink = INK if said[i] or not inside else readable_on(colour)
        if inside:
            write(fig, (x0 + x1) / 2, top + y, notes[i], size=SMALL, align="center", colour=ink)
        elif x1 + wide <= right:
            write(fig, x1 + 6, top + y, notes[i], size=SMALL, colour=ink)
        elif x0 - wide >= left:
            write(fig, x0 - 6, top + y, notes[i], size=SMALL, align="right", colour=ink)
    return fig


def _days(date: pd.Timestamp) -> float:
    return (date - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)
