"""Exceedance curve: the share of cases whose value lies above x, with a plateau for the unlimited."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from comparative.figures.curves import Room, end_labels, end_room, left_margin
from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, measure, wrap
from comparative.figures.scales import Key, Number, linear_ticks, log_ticks, nice_limits, tick_texts
from comparative.figures.style import (
    ACCENT,
    INK,
    SMALL,
    WIDTH,
    Picture,
    house,
    look,
    percent,
    plain,
    write,
)
from comparative.language import translate

__all__ = ["exceedance"]


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
    plateau: str | None = None,
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
        an infinite value is allowed and not drawn; one at 0 lies left of a log axis.
    value, share : str
        Columns.
    series : str, optional
        Column with the name of the curve, written at its end.
    marks : pandas.DataFrame, optional
        Values to mark with a vertical line: columns `mark_value` and `mark_label`.
    plateau : str, optional
        What a last share above 0 means, written with the share at the curve's end; default "no limit".
    xlabel, ylabel : str
        Names of the axes with their units.
    number, share_number : callable
        Write values and shares in the reader's language.
    log : bool
        Whether values are on a log scale.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a share lies outside 0 to 1, or a mark cannot stand on a
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
    plateau = translate("no limit") if plateau is None else plateau
    marks = pd.DataFrame({mark_value: [], mark_label: []}) if marks is None else marks
    if len(marks):
        marks = require(marks, "exceedance marks", mark_value=mark_value, mark_label=mark_label)
    mark_xs = numbers(marks, "exceedance marks", mark_value)
    if log and np.any(mark_xs <= 0):
        raise FigureError(
            f"exceedance: a log scale has no place for the mark {mark_xs.min():g}; pass log=False"
        )

    curves = {name: _curve(xs, ys, np.array([n == name for n in names])) for name in dict.fromkeys(names)}
    finals = {name: float(y[-1]) for name, (_, y) in curves.items()}
    ends = {
        name: "\n".join(p for p in (name, f"{plateau} {share_number(last)}" if last > 0 else "") if p)
        for name, last in finals.items()
    }
    low, high = nice_limits(np.concatenate([xs, mark_xs]), log=log)
    names_at_end = [t for t in ends.values() if t]
    left_texts = tick_texts(linear_ticks(0, 1), share_number)
    # Where the marks stand decides how many storeys of text the head needs, so margins come first.
    left, right = left_margin(left_texts), width - end_room(names_at_end)
    at = np.log(mark_xs / low) / np.log(high / low) if log else (mark_xs - low) / (high - low)
    flags = _flags(left + at * (right - left), texts(marks, mark_label), width)
    room = Room(
        width,
        [300.0],
        ends=names_at_end,
        left_texts=left_texts,
        xlabel=xlabel,
        ylabels=[ylabel] if ylabel else (),
        head=max((flag.lift for flag in flags), default=-4.0) + 4,
    )
    fig, ax = room.fig, room.axes[0]
    if log:
        ax.set_xscale("log")
    ticks = log_ticks(low, high) if log else linear_ticks(low, high)
    room.horizontal(0, low, high, ticks, tick_texts(ticks, number))
    room.vertical(0, 0, 1, share_number)
    _raise_flags(room, flags)
    single = len(curves) == 1
    tips = []
    for i, (name, (x, y)) in enumerate(curves.items()):
        colour, dash = (ACCENT, "-") if single and not name else look(i)
        ax.step(
            np.append(np.maximum(x, low), high),
            np.append(y, y[-1]),
            where="post",
            color=colour,
            ls=dash,
            lw=2.4,
            zorder=4,
        )
        if ends[name]:
            tips.append((high, finals[name], Key(ends[name], colour, "", dash)))
    end_labels(fig, ax, tips, room.right + 6)
    return fig


def _curve(xs: np.ndarray, ys: np.ndarray, mine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Corners of one curve in order, from a share of 1 at minus infinity."""
    kept = mine & ~np.isnan(xs) & (xs < np.inf) & ~np.isnan(ys)
    order = np.argsort(xs[kept], kind="stable")
    return np.append(-np.inf, xs[kept][order]), np.append(1.0, ys[kept][order])


class _Flag(NamedTuple):
    """A mark's line and the text above the panel: pixels, `lift` counted from the panel to the text's top."""

    x: float
    left: float
    text: str
    lift: float


def _flags(xs: np.ndarray, words: list[str], width: float) -> list[_Flag]:
    """Set texts right of their lines in storeys, so that no line crosses the text of another.

    From right to left: a text can then only meet those already set, whose lines stand right of its own.
    """
    flags: list[_Flag] = []
    for x, word in sorted(zip(xs.tolist(), words, strict=True), reverse=True):
        if not np.isfinite(x):
            continue
        text = wrap(word, max(70.0, min(160.0, width - x - 8)), SMALL)
        wide, tall = measure(text, SMALL), SMALL * LINE * (text.count("\n") + 1) + 2
        left = min(x + 5, width - wide - 2)
        above = [f for f in flags if min(f.x, f.left) - 3 < left + wide]
        flags.append(_Flag(x, left, text, max((f.lift for f in above), default=2.0) + tall))
    return flags


def _raise_flags(room: Room, flags: list[_Flag]) -> None:
    """Draw the marks' lines and texts."""
    box = room.axes[0].get_position()
    upper, lower = room.fig.height * (1 - box.y1), room.fig.height * (1 - box.y0)
    for x, left, text, lift in flags:
        room.fig.add_artist(
            Line2D(
                [x, x],
                [upper - lift, lower],
                color=INK,
                lw=1.3,
                ls=(0, (2, 2)),
                transform=room.fig.px,
                zorder=3,
            )
        )
        write(room.fig, left, upper - lift, text, size=SMALL, anchor="top")
