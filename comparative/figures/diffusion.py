"""Diffusion curve: a share over time by type, curves fitted to it, what they would project."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from comparative.figures.curves import Room, end_labels, vertical_texts
from comparative.figures.frames import numbers, require, texts
from comparative.figures.scales import Key, Number, nice_limits, year_ticks
from comparative.figures.style import (
    ACCENT,
    DASHES,
    INK,
    MARKERS,
    PAPER,
    SERIES,
    WIDTH,
    Picture,
    house,
    percent,
    plain,
)
from comparative.figures.timeline import dates
from comparative.language import translate

__all__ = ["diffusion"]


@house
def diffusion(
    points: pd.DataFrame,
    *,
    date: str = "date",
    share: str = "share",
    kind: str | None = None,
    preliminary: str | None = None,
    curves: pd.DataFrame | None = None,
    curve: str = "curve",
    curve_date: str = "date",
    curve_share: str = "share",
    low: str | None = None,
    high: str | None = None,
    projected_from: str | pd.Timestamp | None = None,
    rolling: pd.DataFrame | None = None,
    origin: str = "origin",
    rolling_value: str = "value",
    rolling_series: str = "series",
    ylabel: str = "",
    rolling_ylabel: str = "",
    preliminary_label: str | None = None,
    number: Callable[[float], str] = percent,
    rolling_number: Number = plain,
    width: float = WIDTH,
) -> Picture:
    """Draw observed shares, fitted curves with a projection band, and what was fitted from each origin.

    Parameters
    ----------
    points : pandas.DataFrame
        One row per observation: `date`, `share`.
    date, share : str
        Columns of `points`.
    kind : str, optional
        Column with the type of observation (election type): marker and colour.
    preliminary : str, optional
        Boolean column: hollow points.
    curves : pandas.DataFrame, optional
        One row per date and curve.
    curve, curve_date, curve_share : str
        Columns of `curves` with the name (written at the curve's end), the date and the share.
    low, high : str, optional
        Columns of `curves` with the bounds of the band; drawn where both are given.
    projected_from : date, optional
        From here on curves are projections: a vertical line marks the last observation used.
    rolling : pandas.DataFrame, optional
        One row per origin and series for a second panel (ceiling or error by origin).
    origin, rolling_value, rolling_series : str
        Columns of `rolling`; the origin is a date.
    ylabel, rolling_ylabel : str
        Names of the vertical axes.
    preliminary_label : str, optional
        Legend word; default "preliminary".
    number, rolling_number : callable
        Write shares and the second panel's values in the reader's language.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing or `points` is empty.

    Examples
    --------
    >>> points = pd.DataFrame({"date": ["2005-10-16", "2007-03-04"], "share": [0.019, 0.055]})
    >>> len(diffusion(points, ylabel="share of voters").axes)
    1
    """
    points = require(points, "diffusion", date=date, share=share, kind=kind, preliminary=preliminary)
    xs, ys, kinds = _days(points[date]), numbers(points, "diffusion", share), texts(points, kind)
    early = translate("preliminary") if preliminary_label is None else preliminary_label
    hollow = (
        points[preliminary].fillna(False).to_numpy(dtype=bool) if preliminary else np.zeros(len(xs), bool)
    )
    everything_x, everything_y = [xs], [ys]
    fitted: dict[str, dict[str, np.ndarray]] = {}
    if curves is not None:
        curves = require(
            curves,
            "diffusion curves",
            curve=curve,
            curve_date=curve_date,
            curve_share=curve_share,
            low=low,
            high=high,
        )
        fitted = _curves(curves, curve_date, curve_share, curve, low, high)
        for c in fitted.values():
            everything_x.append(c["x"])
            everything_y += [c["y"], c["low"], c["high"]]
    ends = [name for name in fitted if name]
    rolled: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    if rolling is not None:
        rolling = require(
            rolling,
            "diffusion rolling",
            origin=origin,
            rolling_value=rolling_value,
            rolling_series=rolling_series,
        )
        rx, ry = _days(rolling[origin]), numbers(rolling, "diffusion rolling", rolling_value)
        names = texts(rolling, rolling_series)
        for name in dict.fromkeys(names):
            mine = np.array([n == name for n in names])
            order = np.argsort(rx[mine], kind="stable")
            rolled[name] = (rx[mine][order], ry[mine][order])
        ends += [n for n in rolled if n]

    shapes = {k: (MARKERS[i % 6], (*SERIES, INK)[i % 5]) for i, k in enumerate(dict.fromkeys(kinds))}
    keys = [Key(k, colour, shape) for k, (shape, colour) in shapes.items() if k]
    if hollow.any():
        keys.append(Key(early, INK, "o", hollow=True))
    all_y = np.concatenate(everything_y)
    all_x = np.concatenate(everything_x)
    left_texts = vertical_texts(all_y, number)
    if rolled:
        left_texts += vertical_texts(np.concatenate([y for _, y in rolled.values()]), rolling_number)
    room = Room(
        width,
        [280.0, 190.0] if rolled else [330.0],
        keys=keys,
        ends=ends,
        left_texts=left_texts,
        ylabels=[ylabel, rolling_ylabel][: 2 if rolled else 1] if ylabel or rolling_ylabel else (),
    )
    x_low, x_high = float(all_x.min()), float(all_x.max())
    air = max((x_high - x_low) * 0.02, 60.0)
    ticks = year_ticks(_date(x_low - air), _date(x_high + air))
    tick_days = _days(pd.Series(ticks)) if ticks else np.array([])
    for i in range(len(room.axes)):
        room.horizontal(i, x_low - air, x_high + air, list(tick_days), [str(t.year) for t in ticks])
    room.vertical(0, *nice_limits(all_y, log=False), number)
    ax = room.axes[0]
    if projected_from is not None:
        ax.axvline(_days(pd.Series([projected_from]))[0], color=INK, lw=1.2, ls=(0, (2, 2)), zorder=1)
    looks = {
        name: ((ACCENT, INK, *SERIES)[i % 6], DASHES[i % len(DASHES)], MARKERS[i % len(MARKERS)])
        for i, name in enumerate(dict.fromkeys([*fitted, *rolled]))
    }
    tips = []
    for name, c in fitted.items():
        colour, dash, _ = looks[name]
        ax.fill_between(c["x"], c["low"], c["high"], color=colour, alpha=0.16, lw=0, zorder=1)
        ax.plot(c["x"], c["y"], color=colour, ls=dash, lw=2.2, zorder=2)
        seen = np.flatnonzero(~np.isnan(c["y"]))
        if name and seen.size:
            key = Key(name, colour, "", dash)
            tips.append((float(c["x"][seen[-1]]), float(c["y"][seen[-1]]), key))
    end_labels(room.fig, ax, tips, room.right + 6)
    for k, (shape, colour) in shapes.items():
        for empty in (False, True):
            mine = np.array([n == k for n in kinds]) & (hollow == empty)
            face = PAPER if empty else colour
            ax.plot(
                xs[mine], ys[mine], ls="", marker=shape, ms=9, mfc=face, mec=colour, mew=1.8, zorder=4,
                clip_on=False,
            )  # fmt: skip
    if rolled:
        _rolling(room, rolled, looks, rolling_number)
    return room.fig


def _rolling(
    room: Room,
    rolled: dict[str, tuple[np.ndarray, np.ndarray]],
    looks: dict[str, tuple[str, Any, str]],
    number: Number,
) -> None:
    """Draw the second panel: one line per series over the origins."""
    ax, tips = room.axes[1], []
    room.vertical(1, *nice_limits(np.concatenate([y for _, y in rolled.values()]), log=False), number)
    for name, (x, y) in rolled.items():
        colour, dash, shape = looks[name]
        ax.plot(x, y, color=colour, ls=dash, lw=2, marker=shape, ms=6.5, zorder=3, clip_on=False)
        seen = np.flatnonzero(~np.isnan(y))
        if name and seen.size:
            tips.append((float(x[seen[-1]]), float(y[seen[-1]]), Key(name, colour, shape, dash)))
    end_labels(room.fig, ax, tips, room.right + 6)


def _curves(
    curves: pd.DataFrame, date: str, share: str, curve: str, low: str | None, high: str | None
) -> dict[str, dict[str, np.ndarray]]:
    """Each curve's dates, shares and bounds in order of time, the bounds missing where none are given."""
    names = texts(curves, curve)
    x = _days(curves[date])
    columns = {
        "y": numbers(curves, "diffusion curves", share),
        "low": numbers(curves, "diffusion curves", low) if low and high else np.full(len(x), np.nan),
        "high": numbers(curves, "diffusion curves", high) if low and high else np.full(len(x), np.nan),
    }
    result = {}
    for name in dict.fromkeys(names):
        mine = np.flatnonzero([n == name for n in names])
        mine = mine[np.argsort(x[mine], kind="stable")]
        result[name] = {"x": x[mine], **{k: v[mine] for k, v in columns.items()}}
    return result


def _days(column: pd.Series) -> np.ndarray:
    """Dates as days since 1970."""
    stamps = dates(pd.Series(column), "diffusion")
    return ((pd.to_datetime(stamps) - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)).to_numpy(
        dtype=float
    )


def _date(days: float) -> pd.Timestamp:
    return pd.Timestamp("1970-01-01") + pd.Timedelta(days=days)
