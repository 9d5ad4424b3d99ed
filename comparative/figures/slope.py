"""Slope: numbers before and after, one line each."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, measure, spread, wrap
from comparative.figures.scales import Key, Number, legend, legend_height
from comparative.figures.style import (
    ACCENT,
    FAINT,
    INK,
    MUTED,
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
from comparative.language import translate

__all__ = ["slope"]

_LOOKS = {"rise": (SERIES[0], "-"), "fall": (SERIES[1], (0, (6, 2))), "same": (MUTED, (0, (2, 1.6)))}
_LEADER = 26.0


@house
def slope(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    before: str = "before",
    after: str = "after",
    group: str | None = None,
    role: str | None = None,
    ends: tuple[str, str] = ("", ""),
    words: tuple[str, str, str] | None = None,
    number: Number = plain,
    width: float = WIDTH,
) -> Picture:
    """Draw a line from each number before to the number after, in panels with a scale of their own.

    The scales are square roots, so that small numbers do not vanish beside great ones; the numbers themselves
    stand at both ends.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per line.
    label, before, after : str
        Columns with the name of the number and its two values, 0 or more.
    group : str, optional
        Column with the heading of a panel, in order of appearance.
    role : str, optional
        Column; rows with ``"focus"`` are stressed.
    ends : tuple of str
        What the two ends are (dates, texts of law).
    words : tuple of str, optional
        Legend words for lines that rise, fall and stay; default "rises", "falls", "stays".
    number : callable
        Writes a number in the reader's language.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or a value is missing or negative.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["seats", "posts"], "before": [107, 3], "after": [98, 5]})
    >>> [t.get_text() for t in slope(frame).texts][-4:]
    ['seats  107', 'posts  3', '98', '5']
    """
    told = words or (translate("rises"), translate("falls"), translate("stays"))
    frame = require(frame, "slope", label=label, before=before, after=after, group=group, role=role)
    start, end = numbers(frame, "slope", before), numbers(frame, "slope", after)
    names, roles, blocks = texts(frame, label), texts(frame, role), texts(frame, group)
    bad = ~(np.isfinite(start) & np.isfinite(end) & (start >= 0) & (end >= 0))
    if bad.any():
        raise FigureError(f"slope: {names[int(bad.argmax())]!r} needs two values of 0 or more")
    ways = np.where(end > start, "rise", np.where(end < start, "fall", "same"))
    keys = [
        Key(word, *(_LOOKS[way][0], "", _LOOKS[way][1]))
        for way, word in zip(_LOOKS, told, strict=True)
        if way in ways
    ]
    limit = width * 0.55
    left_words = [wrap(f"{n} {number(a)}", limit, SMALL) for n, a in zip(names, start, strict=True)]
    left_words = [
        text if "\n" in text else f"{name}  {number(a)}"
        for text, name, a in zip(left_words, names, start, strict=True)
    ]
    right_words = [number(b) for b in end]
    column = max(measure(w, SMALL, True) for w in left_words) + 4
    gutter = max([measure(w, SMALL, True) for w in right_words]) + 4
    left, right = column + _LEADER, width - gutter - _LEADER
    right = max(right, left + 60)
    head = SMALL * LINE + 6 if any(ends) else 0.0
    panels: list[tuple[str, list[int], list[float], float, float]] = []
    y = legend_height(keys, width) + (8 if keys else 2) + head
    for block in dict.fromkeys(blocks):
        rows = [i for i, b in enumerate(blocks) if b == block]
        title = wrap(block, width - 8, TEXT, True) if block else ""
        y += (14 if panels else 0) + (TEXT * LINE * (title.count("\n") + 1) + 6 if title else 0)
        heights = [SMALL * LINE * (left_words[i].count("\n") + 1) + 3 for i in rows]
        high = max(sum(heights), 70.0)
        panels.append((title, rows, heights, y, y + high))
        y += high
    fig = Picture(width, y + 6)
    below = legend(fig, keys)
    if any(ends):
        write(fig, column, below + 4, ends[0], size=SMALL, align="right", anchor="top", soft=True)
        far = max(width - 2, measure(ends[1], SMALL) + 2)
        write(fig, far, below + 4, ends[1], size=SMALL, align="right", anchor="top", soft=True)
    for title, rows, heights, top, bottom in panels:
        if title:
            write(fig, 2, top - 6, title, bold=True, anchor="bottom")
        ax = panel(fig, left, top, right, bottom)
        roots = np.sqrt(np.concatenate([start[rows], end[rows]]))
        low, high = float(roots.min()), float(roots.max())
        low, high = (low - 1, high + 1) if low == high else (low, high)
        ax.set_xlim(0, 1)
        ax.set_ylim(low, high)
        ax.xaxis.set_visible(False)
        ax.yaxis.set_visible(False)
        ax.axvline(0, color=INK, alpha=FAINT, lw=1, zorder=-1)
        ax.axvline(1, color=INK, alpha=FAINT, lw=1, zorder=-1)

        scale = (bottom - top) / (high - low)
        left_y = bottom - (np.sqrt(start) - low) * scale
        right_y = bottom - (np.sqrt(end) - low) * scale
        order = sorted(range(len(rows)), key=lambda k: (-start[rows[k]], -end[rows[k]], rows[k]))
        places = spread([left_y[rows[k]] for k in order], [heights[k] for k in order], top, bottom)
        for k, place in zip(order, places, strict=True):
            i = rows[k]
            bold = roles[i] == "focus"
            colour, dash = (ACCENT, "-") if bold else _LOOKS[ways[i]]
            ax.plot([0, 1], np.sqrt([start[i], end[i]]), color=colour, ls=dash, lw=2.2, zorder=2)
            for x, value in ((0, start[i]), (1, end[i])):
                ax.plot([x], [np.sqrt(value)], ls="", marker="o", ms=7, color=colour, zorder=3, clip_on=False)
            _leader(fig, column + 3, place, left - 6, left_y[i])
            write(fig, column, place, left_words[i], size=SMALL, bold=bold, align="right")
        first = {end[i]: right_y[i] for i in sorted(rows, key=lambda i: -end[i])}  # one text per value
        places = spread(list(first.values()), [SMALL * LINE + 1] * len(first), top - 4, bottom + 4)
        for (value, y), place in zip(first.items(), places, strict=True):
            bold = any(roles[i] == "focus" and end[i] == value for i in rows)
            _leader(fig, right + 6, y, right + _LEADER - 3, place)
            write(fig, right + _LEADER, place, number(value), size=SMALL, bold=bold)
    return fig


def _leader(fig: Picture, x0: float, y0: float, x1: float, y1: float) -> None:
    """Draw a thin line from a label to its point."""
    fig.add_artist(Line2D([x0, x1], [y0, y1], color=INK, alpha=0.35, lw=0.9, transform=fig.px, zorder=1))
