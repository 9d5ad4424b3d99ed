"""Survival curve: the share still going after t, with its confidence band, losses and numbers at risk."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from comparative.figures.curves import Room, end_labels
from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, measure, wrap
from comparative.figures.scales import AXIS, AXIS_LABEL, Key, Number, linear_ticks, pixel, tick_texts
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

__all__ = ["survival"]


@house
def survival(
    frame: pd.DataFrame,
    *,
    time: str = "time",
    survival: str = "survival",
    low: str | None = None,
    high: str | None = None,
    at_risk: str | None = None,
    censored: str | None = None,
    series: str | None = None,
    xlabel: str = "",
    ylabel: str = "",
    at_risk_label: str | None = None,
    censored_label: str | None = None,
    number: Number = plain,
    share_number: Callable[[float], str] = percent,
    width: float = WIDTH,
) -> Picture:
    """Draw survival curves (Kaplan-Meier) as right-continuous steps from 1 at time 0.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per time at which something ended or was lost from view.
    time, survival : str
        Columns with the time (0 or more) and the share surviving it (0 to 1).
    low, high : str, optional
        Columns with the bounds of the confidence interval.
    at_risk : str, optional
        Column with the number at risk just before the time; written below the axis.
    censored : str, optional
        Column with the number censored at the time; a tick on the curve.
    series : str, optional
        Column with the name of the curve.
    xlabel, ylabel : str
        Names of the axes with their units.
    at_risk_label, censored_label : str, optional
        Names of the row of numbers and of the ticks on the curve; default "at risk" and "still going
        when last seen".
    number, share_number : callable
        Write times and shares in the reader's language.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or a share lies outside 0 to 1.

    Examples
    --------
    >>> frame = pd.DataFrame({"time": [1, 3, 11], "survival": [0.9, 0.6, 0.4], "censored": [0, 2, 0]})
    >>> fig = survival(frame, censored="censored", xlabel="years of use")
    >>> len(fig.axes)
    1
    """
    frame = require(
        frame, "survival", time=time, survival=survival, low=low, high=high, at_risk=at_risk,
        censored=censored, series=series,
    )  # fmt: skip
    at_risk_label = translate("at risk") if at_risk_label is None else at_risk_label
    lost_label = translate("still going when last seen") if censored_label is None else censored_label
    names = texts(frame, series)
    ts, ss = numbers(frame, "survival", time), numbers(frame, "survival", survival)
    if np.any((ss < 0) | (ss > 1)):
        raise FigureError(f"survival: shares lie between 0 and 1, not {ss[(ss < 0) | (ss > 1)][0]:g}")
    if np.isnan(ts).any() or np.any(ts < 0):
        raise FigureError(f"survival: times in column {time!r} must be 0 or more, none missing")
    top = float(ts.max()) if ts.max() > 0 else 1.0
    ticks = linear_ticks(0, top * 1.02, 8)
    groups = list(dict.fromkeys(names))
    risk_names = [wrap(g, 150, SMALL) for g in groups] if series else []
    risk_lines = [SMALL * LINE * (n.count("\n") + 1) + 3 for n in risk_names] or [SMALL * LINE + 3]
    room = Room(
        width,
        [280.0],
        keys=[Key(lost_label, INK, "|")] if censored else [],
        ends=[g for g in groups if g],
        left_texts=tick_texts(linear_ticks(0, 1), share_number)
        + ([at_risk_label, *risk_names] if at_risk and series else []),
        xlabel=xlabel,
        ylabels=[ylabel] if ylabel else (),
        extra=(SMALL * LINE + 8 + sum(risk_lines)) if at_risk else 0.0,
    )
    fig, ax = room.fig, room.axes[0]
    room.horizontal(0, 0, top * 1.02, ticks, tick_texts(ticks, number))
    room.vertical(0, 0, 1.0, share_number)
    ends = []
    y_risk = room.bottom + AXIS + (AXIS_LABEL if xlabel else 0) + 4
    if at_risk:
        write(fig, 2, y_risk, at_risk_label, size=SMALL, anchor="top", soft=True)
        y_risk += SMALL * LINE + 2
    for i, name in enumerate(groups):
        mine = np.array([n == name for n in names])
        order = np.flatnonzero(mine)[np.argsort(ts[mine], kind="stable")]
        t, s = ts[order], ss[order]
        colour, dash = look(i) if series else (ACCENT, "-")
        if low and high:
            bounds = [numbers(frame, "survival", c)[order] for c in (low, high)]
            ax.fill_between(
                *_steps(t, bounds[0], top)[:1],
                _steps(t, bounds[0], top)[1],
                _steps(t, bounds[1], top)[1],
                color=colour,
                alpha=0.18,
                lw=0,
                zorder=2,
            )
        x, y = _steps(t, s, top)
        ax.plot(x, y, color=colour, ls=dash, lw=2.6, zorder=4)
        if censored:
            lost = numbers(frame, "survival", censored)[order] > 0
            ax.plot(t[lost], s[lost], ls="", marker="|", ms=12, mew=1.8, color=INK, zorder=5, clip_on=False)
        if name:
            ends.append((top, float(s[-1]), Key(name, colour, "", dash)))
        if at_risk:
            counts = numbers(frame, "survival", at_risk)[order]
            _risk_row(room, ticks, t, counts, number, y_risk, risk_names[i] if series else "")
            y_risk += risk_lines[i if series else 0]
    end_labels(fig, ax, ends, room.right + 6)
    return fig


def _risk_row(
    room: Room,
    ticks: list[float],
    times: np.ndarray,
    counts: np.ndarray,
    number: Number,
    y: float,
    name: str,
) -> None:
    """Numbers at risk just before each tick: those of the next row at or after it."""
    fig, ax = room.fig, room.axes[0]
    if name:
        write(fig, 2, y, name, size=SMALL, anchor="top")
    for tick in ticks:
        later = np.flatnonzero(times >= tick)
        if later.size and not np.isnan(counts[later[0]]):
            text = number(float(counts[later[0]]))
            half = measure(text, SMALL) / 2
            x = min(max(pixel(fig, ax, tick, 0)[0], half + 1), fig.width - half - 1)
            write(fig, x, y, text, size=SMALL, align="center", anchor="top")


def _steps(times: np.ndarray, values: np.ndarray, end: float) -> tuple[np.ndarray, np.ndarray]:
    """Corners of a right-continuous step curve from (0, 1); a gap stays where a value is missing."""
    x = np.concatenate([[0.0], np.repeat(times, 2), [end]])
    y = np.concatenate([[1.0, 1.0], np.repeat(values, 2)])
    return x, y
