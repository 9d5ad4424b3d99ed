"""Waffle: one small square per case, cases of a kind side by side, one row of squares per group."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from comparative.figures.frames import FigureError, numbers, order, require, texts
from comparative.figures.labels import LINE, measure, spread, wrap
from comparative.figures.scales import Key, legend, legend_height
from comparative.figures.style import (
    ACCENT,
    MUTED,
    PAPER,
    SERIES,
    SMALL,
    TEXT,
    WIDTH,
    Picture,
    house,
    panel,
    plain,
    write,
)

__all__ = ["waffle"]

# colour, hollow: any two differ in filling or in a colour that stays apart for every reader
LOOKS = tuple((colour, hollow) for hollow in (False, True) for colour in (*SERIES, MUTED))
_LEAST, _MOST = 19.0, 25.0  # side of a cell, of which the square takes three quarters
_NUMBERS = SMALL * LINE + 3


@house
def waffle(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    part: str = "part",
    value: str = "value",
    role: str | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw every case as a square, kind by kind from the left, the number of each kind above it.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per group and kind; groups stand in order of appearance, kinds in that of the frame or of a
        categorical. A kind keeps its sign in all groups.
    label, part, value : str
        Columns with the group, the kind and the number of cases.
    role : str, optional
        Column; a group with ``"focus"`` is stressed.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a number is negative or not whole, there are no cases at
        all, a kind occurs twice in a group, or there are more than ten kinds.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": "Europe", "part": ["independent", "mixed"], "value": [22, 8]})
    >>> fig = waffle(frame)
    >>> sum(len(line.get_xdata()) for line in fig.axes[0].lines)
    30
    """
    frame = require(frame, "waffle", label=label, part=part, value=value, role=role)
    groups, kinds, counts = texts(frame, label), texts(frame, part), numbers(frame, "waffle", value)
    wrong = ~((counts >= 0) & (counts == np.floor(counts)))
    if wrong.any():
        i = int(wrong.argmax())
        raise FigureError(f"waffle: {kinds[i]!r} of {groups[i]!r} has {counts[i]} cases; give whole numbers")
    if len(set(zip(groups, kinds, strict=True))) < len(groups):
        raise FigureError("waffle: a kind occurs twice in one group")
    if not counts.any():
        raise FigureError("waffle: there are no cases to draw")
    present = {kind for kind, count in zip(kinds, counts, strict=True) if count}
    ordered = [kind for kind in order(frame, part) if kind in present]
    if len(ordered) > len(LOOKS):
        raise FigureError(f"waffle: {len(ordered)} kinds, at most {len(LOOKS)} can be told apart")
    looks = dict(zip(ordered, LOOKS, strict=False))
    keys = [Key(kind, looks[kind][0], "s", hollow=looks[kind][1]) for kind in ordered]
    stressed = {name for name, r in zip(groups, texts(frame, role), strict=True) if r == "focus"}
    cells = {name: dict.fromkeys(ordered, 0) for name in groups}
    for name, kind, count in zip(groups, kinds, counts, strict=True):
        if count:
            cells[name][kind] = int(count)

    heads = {name: wrap(name, width * 0.3, TEXT, name in stressed) for name in cells}
    totals = {name: plain(sum(held.values())) for name, held in cells.items()}
    wide = [max(measure(heads[name], TEXT, name in stressed), measure(totals[name], SMALL)) for name in cells]
    left = max(wide) + 18
    most = max(sum(held.values()) for held in cells.values())
    deep = math.ceil(most / max(1, int((width - left - 4) // _LEAST)))
    cell = min(_MOST, (width - left - 4) / math.ceil(most / deep))
    heights = [
        max(_NUMBERS + deep * cell, (head.count("\n") + 1) * TEXT * LINE + SMALL * LINE) + 12
        for head in heads.values()
    ]
    top = legend_height(keys, width) + 8
    fig = Picture(width, top + sum(heights) - 5)
    ax = panel(fig, 0, 0, width, fig.height)
    ax.set_xlim(0, width)
    ax.set_ylim(fig.height, 0)
    ax.set_axis_off()
    legend(fig, keys)
    for (name, held), high in zip(cells.items(), heights, strict=True):
        head, focus = heads[name], name in stressed
        if focus:
            ax.axhspan(top - 6, top + high - 6, color=ACCENT, alpha=0.1, lw=0, zorder=-5)
        write(fig, left - 14, top, head, bold=focus, align="right", anchor="top")
        below = top + (head.count("\n") + 1) * TEXT * LINE
        write(fig, left - 14, below, totals[name], size=SMALL, align="right", anchor="top", soft=True)
        _squares(fig, ax, (left, top), cell, deep, held, looks)
        top += high
    return fig


def _squares(
    fig: Picture,
    ax: Axes,
    corner: tuple[float, float],
    cell: float,
    deep: int,
    held: dict[str, int],
    looks: dict[str, tuple[str, bool]],
) -> None:
    """Draw the squares of a group from its top left, column by column, with the numbers above."""
    left, top = corner
    start, middles, words = 0, [], []
    for kind, count in held.items():
        if not count:
            continue
        column, line = np.divmod(np.arange(start, start + count), deep)
        x, y = left + (column + 0.5) * cell, top + _NUMBERS + (line + 0.5) * cell
        colour, hollow = looks[kind]
        fill = PAPER if hollow else colour
        ax.plot(x, y, ls="", marker="s", ms=cell * 0.75, mec=colour, mew=1.6, mfc=fill)
        middles.append(float(x.mean()))
        words.append(plain(count))
        start += count
    sizes = [measure(word, SMALL, True) + 5 for word in words]
    for word, middle in zip(words, spread(middles, sizes, left, fig.width - 2), strict=True):
        write(fig, middle, top, word, size=SMALL, bold=True, align="center", anchor="top")
