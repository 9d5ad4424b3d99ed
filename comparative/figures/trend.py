"""Trend: values over time or over a number, by group, with intervals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from comparative.figures.curves import Room, end_labels, vertical_texts
from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.scales import Key, Number, linear_ticks, log_ticks, nice_limits, tick_texts
from comparative.figures.style import ACCENT, INK, MARKERS, SERIES, WIDTH, Picture, house, look, plain

__all__ = ["trend"]


@house
def trend(
    frame: pd.DataFrame,
    *,
    x: str = "year",
    value: str = "value",
    group: str | None = None,
    low: str | None = None,
    high: str | None = None,
    points: str = "both",
    mark: float | None = None,
    xlabel: str = "",
    ylabel: str = "",
    number: Number = plain,
    x_number: Number | None = None,
    log_x: bool = False,
    log_y: bool = False,
    zero: bool = True,
    width: float = WIDTH,
) -> Picture:
    """Draw lines, points or both, one colour, marker and dash per group, each named at its end.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per group and x.
    x, value : str
        Columns with the position (a number such as the year) and the value; a missing value breaks the line.
    group : str, optional
        Column with the name of the line.
    low, high : str, optional
        Columns with interval bounds: a band behind lines, bars behind points alone.
    points : {"both", "line", "points"}
        What to draw.
    mark : float, optional
        x at which to draw a vertical line.
    xlabel, ylabel : str
        Names of the axes with their units.
    number, x_number : callable
        Write values and positions; positions by default as whole numbers without separator (years).
    log_x, log_y : bool
        Logarithmic axes.
    zero : bool
        Whether the vertical axis starts at zero (never on a log axis).
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or `points` is unknown.

    Examples
    --------
    >>> frame = pd.DataFrame({"year": [2014, 2022, 2026], "value": [31, 31, 32]})
    >>> len(trend(frame, ylabel="states").axes)
    1
    """
    if points not in ("both", "line", "points"):
        raise FigureError(f"trend: points={points!r} is none of 'both', 'line', 'points'")
    frame = require(frame, "trend", x=x, value=value, group=group, low=low, high=high)
    xs, ys, names = numbers(frame, "trend", x), numbers(frame, "trend", value), texts(frame, group)
    bounds = [numbers(frame, "trend", c) for c in (low, high)] if low and high else []
    everything = np.concatenate([ys, *bounds])
    write_x = x_number or (plain if log_x else lambda v: f"{v:g}")
    groups = list(dict.fromkeys(names))
    ends = [g for g in groups if g]
    room = Room(
        width,
        [310.0],
        ends=ends,
        left_texts=vertical_texts(everything, number, log=log_y, zero=zero),
        xlabel=xlabel,
        ylabels=[ylabel] if ylabel else (),
    )
    x_low, x_high = nice_limits(xs, log=log_x, zero=False)
    if not log_x:
        x_low -= (x_high - x_low) * 0.03
    if log_x:
        room.axes[0].set_xscale("log")
    ticks = log_ticks(x_low, x_high) if log_x else linear_ticks(x_low, x_high, 8)
    room.horizontal(0, x_low, x_high, ticks, tick_texts(ticks, write_x))
    room.vertical(0, *nice_limits(everything, log=log_y, zero=zero), number, log=log_y)
    ax, tips = room.axes[0], []
    if mark is not None:
        ax.axvline(mark, color=INK, lw=1.2, ls=(0, (2, 2)), zorder=1)
    for i, name in enumerate(groups):
        mine = np.flatnonzero([n == name for n in names])
        mine = mine[np.argsort(xs[mine], kind="stable")]
        colour, dash = look(i) if len(groups) > 1 else (ACCENT, "-")
        shape = MARKERS[i % len(MARKERS)]
        if points == "both" and i <= len(SERIES):  # markers tell them apart, dashes would disturb
            dash = "-"
        if bounds and points == "points":
            ax.vlines(xs[mine], bounds[0][mine], bounds[1][mine], color=colour, lw=1.6, alpha=0.7, zorder=2)
        elif bounds:
            ax.fill_between(
                xs[mine], bounds[0][mine], bounds[1][mine], color=colour, alpha=0.18, lw=0, zorder=1
            )
        ax.plot(
            xs[mine],
            ys[mine],
            color=colour,
            ls="" if points == "points" else dash,
            lw=2.2,
            marker="" if points == "line" else shape,
            ms=7.5,
            zorder=3,
            clip_on=False,
        )
        seen = mine[~np.isnan(ys[mine])]
        if name and seen.size:
            key = Key(name, colour, "" if points == "line" else shape, "" if points == "points" else dash)
            tips.append((float(xs[seen[-1]]), float(ys[seen[-1]]), key))
    end_labels(room.fig, ax, tips, room.right + 6)
    return room.fig
