"""Plane: cases as points between two measures, named where there is room; a rule's path across it."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from comparative.figures.curves import Room, vertical_texts
from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, Box, measure, place, wrap
from comparative.figures.scales import (
    Key,
    Number,
    linear_ticks,
    log_ticks,
    nice_limits,
    pixel,
    text_box,
    tick_texts,
)
from comparative.figures.style import (
    ACCENT,
    INK,
    MARKERS,
    PAPER,
    SERIES,
    SMALL,
    WIDTH,
    Picture,
    house,
    plain,
    write,
)

__all__ = ["plane"]

_WIDEST = 150.0
_NEAR = 14.0


@house
def plane(
    frame: pd.DataFrame,
    *,
    x: str = "x",
    y: str = "y",
    label: str = "label",
    kind: str | None = None,
    role: str | None = None,
    path_label: str = "",
    xlabel: str = "",
    ylabel: str = "",
    number: Number = plain,
    log_x: bool = False,
    log_y: bool = False,
    width: float = WIDTH,
) -> Picture:
    """Draw points with their names, those of a path joined in the order given.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per point. Points without a value, or not positive on a log axis, are not drawn.
    x, y, label : str
        Columns with the position and the name; points are named in the order of the frame, the focus and the
        path first, and stay without a name where none finds room.
    kind : str, optional
        Column whose values get different markers and a legend.
    role : str, optional
        Column with ``"focus"`` (stressed), ``"path"`` (hollow, joined by a line) or nothing.
    path_label : str
        Legend word for the path.
    xlabel, ylabel : str
        Names of the axes with their units.
    number : callable
        Writes a number in the reader's language.
    log_x, log_y : bool
        Logarithmic axes.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or no point can be drawn.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["6 of 11", "12 of 12"], "x": [0.012, 4e-9], "y": [0.012, 0.93]})
    >>> fig = plane(frame, log_x=True, log_y=True, xlabel="innocents convicted")
    >>> "12 of 12" in [t.get_text() for t in fig.texts]
    True
    """
    frame = require(frame, "plane", x=x, y=y, label=label, kind=kind, role=role)
    xs, ys = numbers(frame, "plane", x), numbers(frame, "plane", y)
    drawn = np.isfinite(xs) & np.isfinite(ys) & ((xs > 0) | (not log_x)) & ((ys > 0) | (not log_y))
    if not drawn.any():
        raise FigureError(f"plane: no row has a place on both axes ({x!r}, {y!r})")
    frame, xs, ys = frame[drawn], xs[drawn], ys[drawn]
    names, roles, kinds = (texts(frame, column) for column in (label, role, kind))
    looks = {
        word: (SERIES[i % len(SERIES)], MARKERS[i % len(MARKERS)])
        for i, word in enumerate(dict.fromkeys(k for k, r in zip(kinds, roles, strict=True) if r != "path"))
    }
    keys = [Key(word, *look) for word, look in looks.items() if word]
    if path_label and "path" in roles:
        keys.append(Key(path_label, ACCENT, "o", (0, (2, 2)), hollow=True))
    room = Room(
        width,
        [420.0],
        keys=keys,
        left_texts=vertical_texts(ys, number, log=log_y),
        xlabel=xlabel,
        ylabels=[ylabel] if ylabel else (),
    )
    fig, ax = room.fig, room.axes[0]
    if log_x:
        ax.set_xscale("log")
    low, high = nice_limits(xs, log=log_x)
    ticks = log_ticks(low, high) if log_x else linear_ticks(low, high)
    room.horizontal(0, low, high, ticks, tick_texts(ticks, number), grid=True)
    room.vertical(0, *nice_limits(ys, log=log_y), number, log=log_y)

    path = np.flatnonzero([r == "path" for r in roles])
    if path.size:
        ax.plot(xs[path], ys[path], color=ACCENT, lw=1.8, ls=(0, (2, 2)), zorder=2)
    spots = [pixel(fig, ax, a, b) for a, b in zip(xs, ys, strict=True)]
    for (a, b), word, r in zip(zip(xs, ys, strict=True), kinds, roles, strict=True):
        colour, shape = (ACCENT, "o") if r == "path" else looks[word]
        focus = r == "focus"
        ax.plot(
            [a],
            [b],
            ls="",
            marker=shape,
            ms=13 if focus else 9,
            mfc=PAPER if r == "path" else ACCENT if focus else colour,
            mec=INK if focus else colour,
            mew=1.8 if focus or r == "path" else 0.6,
            zorder=5 if focus else 4,
            clip_on=False,
        )
    _name(room, spots, names, roles)
    return fig


def _line(spots: list[tuple[float, float]]) -> list[Box]:
    """Small boxes along the path, which names should not cover."""
    boxes = []
    for (a, b), (c, d) in pairwise(spots):
        count = max(1, round(max(abs(c - a), abs(d - b)) / 6))
        steps = [(a + (c - a) * i / count, b + (d - b) * i / count) for i in range(count + 1)]
        boxes += [Box(x - 1, y - 1, x + 1, y + 1) for x, y in steps]
    return boxes


def _name(room: Room, spots: list[tuple[float, float]], names: list[str], roles: list[str]) -> None:
    """Write names where they cover no point, no other name and not the path."""
    fig = room.fig
    box = room.axes[0].get_position()
    bounds = Box(room.left + 2, fig.height * (1 - box.y1) - 2, fig.width - 2, fig.height * (1 - box.y0) - 2)
    first = {"focus": 0, "path": 1}
    order = sorted((i for i, name in enumerate(names) if name), key=lambda i: (first.get(roles[i], 2), i))
    shown = [wrap(names[i], _WIDEST, SMALL, roles[i] == "focus") for i in order]
    found = place(
        [spots[i] for i in order],
        [
            (measure(t, SMALL, roles[i] == "focus") + 6, SMALL * LINE * (t.count("\n") + 1) + 2)
            for i, t in zip(order, shown, strict=True)
        ],
        [Box(a - 7, b - 7, a + 7, b + 7) for a, b in spots]
        + _line([spot for spot, role in zip(spots, roles, strict=True) if role == "path"]),
        bounds,
        gap=8,
    )
    for i, text, spot in zip(order, shown, found, strict=True):
        if spot is None:
            continue
        write(fig, *spot, text, size=SMALL, bold=roles[i] == "focus", align="center")
        around = text_box(*spot, text, SMALL, roles[i] == "focus")
        x, y = spots[i]
        end = min(max(x, around.left), around.right), min(max(y, around.top), around.bottom)
        if hypot(end[0] - x, end[1] - y) > _NEAR:  # a name that stands off is tied to its point
            tie = Line2D(
                *zip((x, y), end, strict=True), color=INK, alpha=0.4, lw=1, transform=fig.px, zorder=1
            )
            fig.add_artist(tie)
