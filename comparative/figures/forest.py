"""Forest: estimates with their intervals, one row each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import measure
from comparative.figures.rows import Rows
from comparative.figures.scales import (
    AXIS,
    AXIS_LABEL,
    Number,
    across,
    linear_ticks,
    log_ticks,
    nice_limits,
    tick_texts,
)
from comparative.figures.style import ACCENT, INK, SERIES, SMALL, WIDTH, Picture, house, panel, plain, write
from comparative.language import translate

__all__ = ["forest"]


@house
def forest(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    estimate: str = "estimate",
    low: str = "low",
    high: str = "high",
    role: str | None = None,
    group: str | None = None,
    reference: float | None = None,
    xlabel: str = "",
    interval: str | None = None,
    missing: str | None = None,
    number: Number = plain,
    log: bool = False,
    width: float = WIDTH,
) -> Picture:
    """Draw a dot and its interval per row, the numbers at the right.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per estimate, drawn in the order given.
    label, estimate, low, high : str
        Columns; an estimate without bounds is a dot, bounds without an estimate a bar.
    role : str, optional
        Column; rows with ``"focus"`` are stressed.
    group : str, optional
        Column with the heading of a row; rows of a heading are brought together.
    reference : float, optional
        Value of a vertical line (no difference, today's rule).
    xlabel : str
        Name of the axis with its unit.
    interval : str, optional
        Pattern of the numbers at the right, ``""`` for none; default "{estimate} ({low} to {high})".
    missing : str, optional
        Text for rows without estimate and bounds; default "not found".
    number : callable
        Writes a number in the reader's language.
    log : bool
        Logarithmic axis.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or a bound is not positive on a log axis.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["population"], "estimate": [0.5], "low": [0.2], "high": [0.79]})
    >>> [t.get_text() for t in forest(frame, reference=0).texts][-1]
    '0.5 (0.2 to 0.79)'
    """
    interval = translate("{estimate} ({low} to {high})") if interval is None else interval
    missing = translate("not found") if missing is None else missing
    frame = require(
        frame, "forest", label=label, estimate=estimate, low=low, high=high, role=role, group=group
    )
    blocks = texts(frame, group)
    first = {name: i for i, name in enumerate(dict.fromkeys(blocks))}
    order = sorted(range(len(frame)), key=lambda i: (first[blocks[i]], i))
    middle, lower, upper = (numbers(frame, "forest", c)[order] for c in (estimate, low, high))
    if log and np.any(np.concatenate([middle, lower, upper]) <= 0):
        raise FigureError("forest: a log axis has no place for 0 or less; pass log=False")
    frame = frame.iloc[order]
    names, roles, blocks = (texts(frame, column) for column in (label, role, group))
    rows = Rows(names, [r == "focus" for r in roles], blocks, width)
    words = [_words(m, a, b, interval, missing, number) for m, a, b in zip(middle, lower, upper, strict=True)]
    gutter = max(measure(w, SMALL, True) for w in words) + 14
    fig = Picture(width, rows.height + 10 + AXIS + (AXIS_LABEL if xlabel else 0))
    left, bottom = rows.column + 14, rows.height + 8
    right = max(width - gutter, left + 120)
    ax = panel(fig, left, 2, right, bottom)
    if log:
        ax.set_xscale("log")
    everything = np.concatenate([middle, lower, upper, [np.nan if reference is None else reference]])
    x_low, x_high = nice_limits(everything, log=log, zero=False)
    if not log:
        x_low -= (x_high - x_low) * 0.04
    ax.set_xlim(x_low, x_high)
    ax.set_ylim(rows.height + 6, 0)
    ax.yaxis.set_visible(False)
    ticks = log_ticks(x_low, x_high) if log else linear_ticks(x_low, x_high)
    across(fig, ax, ticks, tick_texts(ticks, number), label=xlabel)
    rows.draw(fig, 2, band=[r == "focus" for r in roles])
    if reference is not None:
        ax.axvline(reference, color=INK, lw=1.3, ls=(0, (2, 2)), zorder=1)
    ys = np.array(rows.centres)
    for y, m, a, b, r, word in zip(ys, middle, lower, upper, roles, words, strict=True):
        colour = ACCENT if r == "focus" else SERIES[0]
        if not (np.isnan(a) or np.isnan(b)):
            ax.plot([a, b], [y, y], color=colour, lw=3, alpha=0.6, solid_capstyle="butt", zorder=2)
        if not np.isnan(m):
            ax.plot([m], [y], ls="", marker="o", ms=10, color=colour, zorder=3, clip_on=False)
        write(fig, right + 10, 2 + y, word, size=SMALL, bold=r == "focus")
    return fig


def _words(m: float, a: float, b: float, interval: str, missing: str, number: Number) -> str:
    if np.isnan(m) and (np.isnan(a) or np.isnan(b)):
        return missing
    if not interval:
        return ""
    if np.isnan(a) or np.isnan(b):
        return number(m)
    return interval.format(estimate="" if np.isnan(m) else number(m), low=number(a), high=number(b)).strip()
