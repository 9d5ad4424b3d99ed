"""Bands: which rule each case had over time, as bands of colour with their names."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.patches import Rectangle

from comparative.figures.frames import FigureError, require, texts
from comparative.figures.labels import measure
from comparative.figures.rows import Rows
from comparative.figures.scales import AXIS, Key, across, legend, legend_height, pixel, year_ticks
from comparative.figures.style import (
    INK,
    SEQUENTIAL,
    SMALL,
    SPECIAL,
    WIDTH,
    Picture,
    house,
    panel,
    readable_on,
    write,
)
from comparative.figures.timeline import dates

__all__ = ["bands"]

FILLS = {
    "empty": "none",
    "apart": SPECIAL[0],
    **{str(i): colour for i, colour in enumerate(SEQUENTIAL)},
}


@house
def bands(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    start: str = "valid_from",
    end: str = "valid_to",
    category: str = "category",
    categories: Mapping[str, str],
    group: str | None = None,
    focus: str | None = None,
    since: str | pd.Timestamp | None = None,
    until: str | pd.Timestamp | None = None,
    mark: str | pd.Timestamp | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw one row per case with a band for each period of its rule.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per period.
    label, category : str
        Columns with the case (order of appearance is kept) and the kind of rule.
    start, end : str
        Columns with the first day and the first day after; an empty start runs from the left edge, an empty
        end to the right edge.
    categories : mapping
        Kind of rule -> fill: ``0`` (light) to ``5`` (dark) for ordered kinds, ``empty`` for an outline,
        ``apart`` for a kind outside the order. Its order is that of the legend.
    group : str, optional
        Column with the heading of a case.
    focus : str, optional
        Case to stress.
    since, until : date, optional
        Edges of the picture; by default the first and the last date of the frame.
    mark : date, optional
        Day to mark with a vertical line.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a kind or fill is unknown, or there is no span of time.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["Kazakhstan"] * 2, "valid_from": ["2007", "2022-06-08"],
    ...                       "valid_to": ["2022-06-08", None], "category": ["no rule", "no member"]})
    >>> fig = bands(frame, categories={"no rule": "empty", "no member": "5"}, until="2026-12-31")
    >>> [text.get_text() for text in fig.texts].count("no rule")  # in the legend and in the band
    2
    """
    frame = require(frame, "bands", label=label, start=start, end=end, category=category, group=group)
    unknown = [name for name in categories.values() if name not in FILLS]
    if unknown:
        raise FigureError(f"bands: no fill {unknown[0]!r}; use {', '.join(FILLS)}")
    names, kinds, blocks = texts(frame, label), texts(frame, category), texts(frame, group)
    stray = [kind for kind in kinds if kind not in categories]
    if stray:
        raise FigureError(f"bands: {stray[0]!r} is not among the categories {', '.join(categories)}")
    starts, ends = dates(frame[start], "bands"), dates(frame[end], "bands")
    low = pd.Timestamp(since) if since is not None else min(starts.min(), ends.min())
    high = pd.Timestamp(until) if until is not None else max(starts.max(), ends.max())
    if pd.isna(low) or pd.isna(high) or not low < high:
        raise FigureError("bands: no span of time; give since= and until=")

    heading = dict(zip(names, blocks, strict=True))
    first = {name: i for i, name in enumerate(dict.fromkeys(blocks))}
    cases = sorted(heading, key=lambda name: first[heading[name]])
    rows = Rows(cases, [name == focus for name in cases], [heading[name] for name in cases], width)
    shown = [kind for kind in categories if kind in kinds]
    keys = [Key(kind, FILLS[categories[kind]], "", patch=True) for kind in shown]
    top = legend_height(keys, width) + 8
    tall = len(cases) > 15
    top += AXIS if tall else 0
    bottom = top + rows.height + 2
    fig = Picture(width, bottom + AXIS)
    legend(fig, keys)
    rows.draw(fig, top, band=[name == focus for name in cases])
    ax = panel(fig, rows.column + 12, top, width - 14, bottom)
    ax.set_xlim(_days(low), _days(high))
    ax.set_ylim(rows.height + 2, 0)
    ax.yaxis.set_visible(False)
    ticks = year_ticks(low, high)
    across(fig, ax, [_days(t) for t in ticks], [str(t.year) for t in ticks], top=tall)
    at = {name: i for i, name in enumerate(cases)}
    for name, kind, a, b in zip(names, kinds, starts, ends, strict=True):
        left = _days(low if pd.isna(a) else max(a, low))
        right = _days(high if pd.isna(b) else min(b, high))
        if right <= left:
            continue
        y = top + rows.centres[at[name]]
        x0, x1 = pixel(fig, ax, left, 0)[0], pixel(fig, ax, right, 0)[0]
        half = min(rows.heights[at[name]] - 6, 20) / 2
        fill = FILLS[categories[kind]]
        box = Rectangle((x0, y - half), x1 - x0, 2 * half, fc=fill, ec=INK, lw=1, transform=fig.px, zorder=2)
        fig.add_artist(box)
        if measure(kind, SMALL) + 10 <= x1 - x0:
            ink = INK if fill == "none" else readable_on(fill)
            write(fig, x0 + 5, y, kind, size=SMALL, colour=ink)
    if mark is not None and low <= pd.Timestamp(mark) <= high:
        ax.axvline(_days(pd.Timestamp(mark)), color=INK, lw=1.4, ls=(0, (2, 2)), zorder=3)
    return fig


def _days(date: pd.Timestamp) -> float:
    return (date - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)
