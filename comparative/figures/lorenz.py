"""Lorenz curve: what share the least favoured share of people has, beside the line of equality."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from comparative.figures.curves import left_margin
from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, measure, wrap
from comparative.figures.scales import AXIS, AXIS_LABEL, Key, across, draw_key, linear_ticks, up
from comparative.figures.style import (
    INK,
    MARKERS,
    SERIES,
    SMALL,
    WIDTH,
    Picture,
    house,
    look,
    panel,
    percent,
    write,
)
from comparative.language import translate

__all__ = ["lorenz"]

SIDE = 400.0  # of the square panel, less where the names need the room
SAMPLE = 30.0


@house
def lorenz(
    frame: pd.DataFrame,
    *,
    x: str = "population_share",
    y: str = "value_share",
    series: str | None = None,
    xlabel: str = "",
    ylabel: str = "",
    equality: str | None = None,
    share_number: Callable[[float], str] = percent,
    width: float = WIDTH,
) -> Picture:
    """Draw Lorenz curves in a square, the line of equality dashed.

    Parameters
    ----------
    frame : pandas.DataFrame
        Points of each curve in order, from (0, 0) to (1, 1).
    x, y : str
        Columns with the cumulated shares of people and of what they have.
    series : str, optional
        Column with the name of the curve; at most four curves.
    xlabel, ylabel : str
        Names of the axes.
    equality : str, optional
        Name of the diagonal; default "equality".
    share_number : callable
        Writes a share in the reader's language.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a share lies outside 0 to 1, or there are too many curves.

    Examples
    --------
    >>> frame = pd.DataFrame({"population_share": [0, 0.6, 1], "value_share": [0, 0.4, 1]})
    >>> fig = lorenz(frame, xlabel="share of residents", ylabel="share of seats")
    >>> "equality" in [text.get_text() for text in fig.texts]
    True
    """
    frame = require(frame, "lorenz", x=x, y=y, series=series)
    xs, ys, names = numbers(frame, "lorenz", x), numbers(frame, "lorenz", y), texts(frame, series)
    for shares in (xs, ys):
        if not ((shares >= -1e-9) & (shares <= 1 + 1e-9)).all():
            raise FigureError("lorenz: cumulated shares lie between 0 and 1, without gaps")
    groups = list(dict.fromkeys(names))
    if len(groups) > len(SERIES):
        raise FigureError(f"lorenz: {len(groups)} curves, at most {len(SERIES)} can be told apart")
    keys = [
        Key(name, look(i)[0], MARKERS[i], look(i)[1] if i else "-") for i, name in enumerate(groups) if name
    ]
    keys.append(Key(translate("equality") if equality is None else equality, INK, "", (0, (2, 2))))

    ticks = linear_ticks(0, 1)
    words = [share_number(t) for t in ticks]
    left = left_margin(words)
    side = min(SIDE, width * 0.62 - left)
    room = width - left - side - 34 - SAMPLE
    named = [wrap(key.text, room, SMALL) for key in keys]
    top = (SMALL * LINE + 17) if ylabel else 8.0
    heights = [SMALL * LINE * (text.count("\n") + 1) + 9 for text in named]
    fig = Picture(width, max(top + side + AXIS + (AXIS_LABEL if xlabel else 0), top + 12 + sum(heights)))
    ax = panel(fig, left, top, left + side, top + side)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    up(fig, ax, ticks, words, label=wrap(ylabel, width - 4, SMALL).split("\n")[0])
    across(fig, ax, ticks, words, line=True)
    if xlabel:
        wide = measure(xlabel, SMALL)
        right = max(left + side, wide + 2)
        write(fig, right, top + side + AXIS, xlabel, size=SMALL, align="right", anchor="top")
    ax.plot([0, 1], [0, 1], color=INK, lw=1.3, ls=(0, (2, 2)), zorder=2)
    for i, name in enumerate(groups):
        mine = np.array([n == name for n in names])
        colour, dash = look(i)
        ax.plot(
            xs[mine],
            ys[mine],
            color=colour,
            ls=dash if i else "-",
            lw=2.2,
            marker=MARKERS[i],
            ms=5.5,
            zorder=3 + i,
            clip_on=False,
        )
    y_key = top + 10.0
    for key, text, high in zip(keys, named, heights, strict=True):
        draw_key(fig, key, left + side + 26, y_key + SMALL * LINE / 2, SAMPLE - 7)
        write(fig, left + side + 26 + SAMPLE, y_key, text, size=SMALL, anchor="top")
        y_key += high
    return fig
