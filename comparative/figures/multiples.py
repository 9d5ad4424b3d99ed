"""Small multiples: the same lines under different conditions, side by side on common axes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from comparative.figures.curves import left_margin, vertical_texts
from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, wrap
from comparative.figures.scales import (
    AXIS,
    AXIS_LABEL,
    Key,
    Number,
    across,
    legend,
    legend_height,
    linear_ticks,
    log_ticks,
    nice_limits,
    tick_texts,
    up,
)
from comparative.figures.style import INK, SMALL, WIDTH, Picture, house, look, panel, plain, write

__all__ = ["multiples"]

_NARROWEST = 180.0
_GAP = 22.0
_TALL = 210.0


@house
def multiples(
    frame: pd.DataFrame,
    *,
    x: str = "x",
    value: str = "value",
    series: str = "series",
    panel_by: str = "panel",
    mark: float | None = None,
    xlabel: str = "",
    ylabel: str = "",
    number: Number = plain,
    x_number: Number = plain,
    log: bool = False,
    width: float = WIDTH,
) -> Picture:
    """Draw one panel of lines per condition, all on the same scales.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per panel, series and x.
    x, value, series, panel_by : str
        Columns with the position, the value, the name of the line and the heading of the panel; lines and
        panels stand in order of appearance.
    mark : float, optional
        x at which to draw a vertical line in every panel.
    xlabel, ylabel : str
        Names of the axes with their units.
    number, x_number : callable
        Write values and positions in the reader's language.
    log : bool
        Logarithmic values; those that are not positive are not drawn.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or there are more than ten lines.

    Examples
    --------
    >>> frame = pd.DataFrame({"x": [0.6, 0.9] * 2, "value": [0.2, 0.1, 0.3, 0.2], "series": "6 of 11",
    ...     "panel": ["independent"] * 2 + ["correlated"] * 2})
    >>> len(multiples(frame).axes)
    2
    """
    frame = require(frame, "multiples", x=x, value=value, series=series, panel_by=panel_by)
    xs, ys = numbers(frame, "multiples", x), numbers(frame, "multiples", value)
    names, heads = np.array(texts(frame, series)), np.array(texts(frame, panel_by))
    if log:
        ys = np.where(ys > 0, ys, np.nan)
    lines, panels = list(dict.fromkeys(names)), list(dict.fromkeys(heads))
    if len(lines) > 10:
        raise FigureError(f"multiples: {len(lines)} lines in a panel, at most 10 can be told apart")
    keys = [Key(name, look(i)[0], "", look(i)[1]) for i, name in enumerate(lines) if name]
    left = left_margin(vertical_texts(ys, number, log=log))
    columns = max(1, min(len(panels), int((width - left - 14 + _GAP) // (_NARROWEST + _GAP))))
    wide = (width - left - 14 - _GAP * (columns - 1)) / columns
    titles = [wrap(text, wide, SMALL, True) for text in panels]
    head = max(t.count("\n") + 1 for t in titles) * SMALL * LINE + 8
    rows = -(-len(panels) // columns)
    named = wrap(ylabel, width - 4, SMALL)
    top = legend_height(keys, width) + (8 if keys else 2)
    top += SMALL * LINE * (named.count("\n") + 1) + 8 if ylabel else 0
    fig = Picture(width, top + rows * (head + _TALL + AXIS + 8) + (AXIS_LABEL if xlabel else 0))
    below = legend(fig, keys)
    if ylabel:
        write(fig, 2, below + (8 if keys else 2), named, size=SMALL, anchor="top", soft=True)
    x_low, x_high = nice_limits(xs, log=False, zero=False)
    y_low, y_high = nice_limits(ys, log=log)
    x_ticks = linear_ticks(x_low, x_high, 4)
    y_ticks = log_ticks(y_low, y_high, 6) if log else linear_ticks(y_low, y_high)
    for i, (heading, title) in enumerate(zip(panels, titles, strict=True)):
        row, column = divmod(i, columns)
        start, upper = left + column * (wide + _GAP), top + row * (head + _TALL + AXIS + 8) + head
        ax = panel(fig, start, upper, start + wide, upper + _TALL)
        if log:
            ax.set_yscale("log")
        ax.set_xlim(x_low, x_high)
        ax.set_ylim(y_low, y_high)
        last = i == len(panels) - 1
        across(
            fig,
            ax,
            x_ticks,
            tick_texts(x_ticks, x_number),
            label=xlabel if last else "",
            grid=False,
            line=True,
        )
        up(fig, ax, y_ticks, tick_texts(y_ticks, number) if column == 0 else [""] * len(y_ticks))
        write(fig, start, upper - 6, title, size=SMALL, bold=True, anchor="bottom")
        if mark is not None:
            ax.axvline(mark, color=INK, lw=1.2, ls=(0, (2, 2)), zorder=1)
        for j, name in enumerate(lines):
            mine = np.flatnonzero((heads == heading) & (names == name))
            mine = mine[np.argsort(xs[mine], kind="stable")]
            colour, dash = look(j)
            ax.plot(xs[mine], ys[mine], color=colour, ls=dash, lw=2.2, zorder=3)
    return fig
