"""Exceedance curve: the share of cases whose value lies above x, with a plateau for the unlimited."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from comparative.figures.curves import Room, end_labels
from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, measure, wrap
from comparative.figures.scales import Number, linear_ticks, log_ticks, nice_limits, pixel
from comparative.figures.style import (
    ACCENT,
    DASHES,
    INK,
    SERIES,
    SMALL,
    WIDTH,
    Picture,
    house,
    plain,
    write,
)

__all__ = ["exceedance", "percent"]


def percent(share: float) -> str:
    """Share as a whole percentage.

    Examples
    --------
    >>> percent(0.224)
    '22%'
    """
    return f"{plain(round(100 * share))}%"


@house
def exceedance(
    frame: pd.DataFrame,
    *,
    value: str = "value",
    share: str = "share",
    series: str | None = None,
    marks: pd.DataFrame | None = None,
    mark_value: str = "value",
    mark_label: str = "label",
    plateau: str = "no limit",
    xlabel: str = "",
    ylabel: str = "",
    number: Number = plain,
    share_number: Callable[[float], str] = percent,
    log: bool = True,
    width: float = WIDTH,
) -> Picture:
    """Draw exceedance curves as right-continuous steps.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per step: at `value` the curve falls to `share` (between 0 and 1), starting from 1. A row with
        an infinite value is allowed and not drawn.
    value, share : str
        Columns.
    series : str, optional
        Column with the name of the curve, written at its end.
    marks : pandas.DataFrame, optional
        Values to mark with a vertical line: columns `mark_value` and `mark_label`.
    plateau : str
        What a last share above 0 means, written with the share at the curve's end.
    xlabel, ylabel : str
        Names of the axes with their units.
    number, share_number : callable
        Write values and shares in the reader's language.
    log : bool
        Whether values are on a log scale (then they must be positive).
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a share lies outside 0 to 1, or a value cannot stand on a
        log scale.

    Examples
    --------
    >>> frame = pd.DataFrame({"value": [500, 1000, 4000], "share": [0.8, 0.5, 0.2]})
    >>> fig = exceedance(frame, xlabel="USD per election")
    >>> any("no limit 20%" in t.get_text() for t in fig.texts)
    True
    """
    frame = require(frame, "exceedance", value=value, share=share, series=series)
    xs, ys, names = (
        numbers(frame, "exceedance", value),
        numbers(frame, "exceedance", share),
        texts(frame, series),
    )
    if np.any((ys < 0) | (ys > 1)):
        raise FigureError(f"exceedance: shares lie between 0 and 1, not {ys[(ys < 0) | (ys > 1)][0]:g}")
    if log and np.any(xs <= 0):
        raise FigureError(f"exceedance: a log scale has no place for {xs[xs <= 0][0]:g}; pass log=False")
    marks = pd.DataFrame({mark_value: [], mark_label: []}) if marks is None else marks
    if len(marks):
        marks = require(marks, "exceedance marks", mark_value=mark_value, mark_label=mark_label)
    mark_xs = numbers(marks, "exceedance marks", mark_value)

    curves: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for name in dict.fromkeys(names):
        mine = np.array([n == name for n in names]) & np.isfinite(xs) & ~np.isnan(ys)
        order = np.argsort(xs[mine], kind="stable")
        curves[name] = (xs[mine][order], ys[mine][order])
    finals = {name: (float(y[-1]) if len(y) else 1.0) for name, (_, y) in curves.items()}
    ends = {
        name: "\n".join(p for p in (name, f"{plateau} {share_number(last)}" if last > 0 else "") if p)
        for name, last in finals.items()
    }
    low, high = nice_limits(np.concatenate([xs, mark_xs]), log=log)
    lines = [wrap(t, 150, SMALL) for t in texts(marks, mark_label)]
    room = Room(
        width,
        [300.0],
        ends=[t for t in ends.values() if t],
        left_texts=[share_number(t) for t in linear_ticks(0, 1)],
        xlabel=xlabel,
        ylabels=[ylabel] if ylabel else (),
        head=_head_height(lines),
    )
    fig, ax = room.fig, room.axes[0]
    if log:
        ax.set_xscale("log")
    ticks = log_ticks(low, high) if log else linear_ticks(low, high)
    room.horizontal(0, low, high, ticks, [number(t) for t in ticks])
    room.vertical(0, 0, 1, share_number)
    _marks(room, mark_xs, lines)
    single = len(curves) == 1
    tips = []
    for i, (name, (x, y)) in enumerate(curves.items()):
        colour = ACCENT if single and not name else SERIES[i % len(SERIES)]
        ax.step(
            np.concatenate([[low], x, [high]]),
            np.concatenate([[1.0], y, y[-1:] if len(y) else [1.0]]),
            where="post",
            color=colour,
            ls=DASHES[i % len(DASHES)],
            lw=2.4,
            zorder=4,
        )
        if ends[name]:
            tips.append((high, finals[name], ends[name], colour))
    end_labels(fig, ax, tips, room.right + 6)
    return fig


def _head_height(lines: list[str]) -> float:
    """Room above the panel for the marks' texts: they may need several storeys."""
    return sum(SMALL * LINE * (t.count("\n") + 1) + 3 for t in lines) if lines else 0.0


def _marks(room: Room, xs: np.ndarray, lines: list[str]) -> None:
    """Vertical lines with their texts above the panel, one storey each where they would touch."""
    fig, ax = room.fig, room.axes[0]
    box = ax.get_position()
    upper, lower = fig.height * (1 - box.y1), fig.height * (1 - box.y0)
    storeys: list[list[tuple[float, float]]] = []
    floor = upper - 4
    for x_data, text in sorted(zip(xs, lines, strict=True)):
        if not np.isfinite(x_data):
            continue
        x = pixel(fig, ax, x_data, 0)[0]
        half = measure(text, SMALL) / 2
        middle = min(max(x, half + 2), fig.width - half - 2)
        level = next(
            (
                i
                for i, taken in enumerate(storeys)
                if all(middle + half + 8 < a or b + 8 < middle - half for a, b in taken)
            ),
            len(storeys),
        )
        if level == len(storeys):
            storeys.append([])
        storeys[level].append((middle - half, middle + half))
        tall = max(SMALL * LINE * (t.count("\n") + 1) for t in lines) + 3
        base = floor - level * tall
        fig.add_artist(_line(fig, x, base, lower))
        write(fig, middle, base - 1, text, size=SMALL, align="center", anchor="bottom")


def _line(fig: Picture, x: float, a: float, b: float):
    from matplotlib.lines import Line2D

    return Line2D([x, x], [a, b], color=INK, lw=1.3, ls=(0, (2, 2)), transform=fig.px, zorder=3)
