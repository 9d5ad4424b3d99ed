"""Segments: a series of points with a line fitted to each side of a break."""

from __future__ import annotations

import numpy as np
import pandas as pd

from comparative.figures.curves import Room, vertical_texts
from comparative.figures.frames import FigureError, numbers, order, require, texts
from comparative.figures.scales import Key, Number, linear_ticks, nice_limits, tick_texts
from comparative.figures.style import ACCENT, INK, MUTED, SERIES, WIDTH, Picture, house, plain

__all__ = ["segments"]

CARRIED = (0, (2, 2))


@house
def segments(
    frame: pd.DataFrame,
    *,
    x: str = "year",
    value: str = "value",
    fitted: str = "fitted",
    segment: str = "segment",
    carried: str | None = None,
    carried_label: str = "",
    point_label: str = "",
    mark: float | None = None,
    xlabel: str = "",
    ylabel: str = "",
    number: Number = plain,
    zero: bool = True,
    width: float = WIDTH,
) -> Picture:
    """Draw points, the fitted line of each segment, and where the first line would have gone on.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per point; a row without a value carries a line only.
    x, value, fitted : str
        Columns with the position (a number such as the year), the value observed, and the value fitted.
    segment : str
        Column with the name of the line the point belongs to, in order of appearance; at most four.
    carried : str, optional
        Column with the first line carried on past the break: dashed and thin, for it was not observed.
    carried_label, point_label : str
        Legend words for that line and for the points; without words there is no entry.
    mark : float, optional
        x of the break, at which a vertical line is drawn.
    xlabel, ylabel : str
        Names of the axes with their units.
    number : callable
        Writes values in the reader's language.
    zero : bool
        Whether the vertical axis starts at zero.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or there are more segments than colours.

    Examples
    --------
    >>> frame = pd.DataFrame({"year": [2008, 2012, 2016, 2020], "value": [46, 54, 58, 66],
    ...     "fitted": [46, 54, 58, 66], "segment": ["before", "before", "after", "after"]})
    >>> len(segments(frame, mark=2016).axes[0].lines)
    4
    """
    frame = require(frame, "segments", x=x, value=value, fitted=fitted, segment=segment, carried=carried)
    xs, ys, line = (numbers(frame, "segments", column) for column in (x, value, fitted))
    ghost = numbers(frame, "segments", carried) if carried else np.full(len(frame), np.nan)
    names, names_of = order(frame, segment), texts(frame, segment)
    colours = (SERIES[0], ACCENT, *SERIES[1:3])
    if len(names) > len(colours):
        raise FigureError(f"segments: {len(names)} segments, at most {len(colours)} can be told apart")
    keys = [Key(point_label, MUTED, "o", "")] if point_label else []
    keys += [Key(name, colours[i], "", "-") for i, name in enumerate(names) if name]
    if carried_label and np.isfinite(ghost).any():
        keys.append(Key(carried_label, colours[0], "", CARRIED))
    everything = np.concatenate([ys, line, ghost])
    room = Room(
        width,
        [320.0],
        keys=keys,
        left_texts=vertical_texts(everything, number, zero=zero),
        xlabel=xlabel,
        ylabels=[ylabel] if ylabel else (),
    )
    low, high = nice_limits(xs, log=False, zero=False)
    pad = (high - low) * 0.03
    ticks = linear_ticks(low - pad, high, 8)
    room.horizontal(0, low - pad, high + pad, ticks, tick_texts(ticks, lambda v: f"{v:g}"))
    room.vertical(0, *nice_limits(everything, log=False, zero=zero), number)
    ax = room.axes[0]
    if mark is not None:
        ax.axvline(mark, color=INK, lw=1.2, ls=CARRIED, zorder=1)
    along = np.argsort(xs, kind="stable")
    if np.isfinite(ghost).any():
        ax.plot(xs[along], ghost[along], color=colours[0], ls=CARRIED, lw=1.6, zorder=2)
    for i, name in enumerate(names):
        mine = [j for j in along if names_of[j] == name]
        ax.plot(xs[mine], line[mine], color=colours[i], lw=2.6, zorder=2)
    ax.plot(xs, ys, ls="", marker="o", ms=7.5, color=MUTED, zorder=3, clip_on=False)
    return room.fig
