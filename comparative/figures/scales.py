"""Axes: ticks a reader can count with, grid lines, keys."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from comparative.figures.labels import LINE, Box, measure
from comparative.figures.style import FAINT, INK, PAPER, SMALL, Picture, plain, readable_on, write

__all__ = [
    "Key",
    "across",
    "draw_key",
    "legend",
    "legend_height",
    "linear_ticks",
    "log_ticks",
    "nice_limits",
    "pixel",
    "text_box",
    "tick_texts",
    "up",
    "year_ticks",
]

Number = Callable[[float], str]

AXIS = 26.0  # height of a row of tick labels
AXIS_LABEL = 21.0


@dataclass(frozen=True)
class Key:
    """One entry of a legend: what a mark looks like and what it means.

    Parameters
    ----------
    text : str
        Meaning, already in the reader's language.
    colour : str
        Colour of the mark.
    marker : str
        matplotlib marker, ``""`` for none.
    dash : object
        matplotlib line style, ``""`` for no line.
    hollow : bool
        Whether the marker is filled with paper.
    patch : bool
        Whether the mark is a filled square with an outline; a marker stands on it.
    band : bool
        Whether to draw an interval band behind the line.
    """

    text: str
    colour: str = INK
    marker: str = "o"
    dash: Any = ""
    hollow: bool = False
    patch: bool = False
    band: bool = False


def linear_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from `low` to `high`, the ends included if they are round themselves.

    Examples
    --------
    >>> linear_ticks(0, 52)
    [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]
    """
    ticks = MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    slack = (high - low) * 1e-9
    return [float(t) for t in ticks if low - slack <= t <= high + slack]


def log_ticks(low: float, high: float, most: int = 7) -> list[float]:
    """Ticks of a logarithmic axis: 1-2-5 while they are few, then powers of ten, then every nth power.

    Examples
    --------
    >>> log_ticks(1, 90)
    [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]
    >>> log_ticks(0.01, 40000)
    [0.01, 0.1, 1.0, 10.0, 100.0, 1000.0, 10000.0]
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    ticks: list[float] = []
    for factors, step in (((1, 2, 5), 1), ((1, 3), 1), *(((1,), n) for n in range(1, 40))):
        ticks = [float(f"{f}e{e}") for e in range(first, last + 1, step) for f in factors]
        ticks = [t for t in ticks if low * (1 - 1e-9) <= t <= high * (1 + 1e-9)]
        if len(ticks) <= most:
            break
    return ticks


def year_ticks(low: pd.Timestamp, high: pd.Timestamp, most: int = 8) -> list[pd.Timestamp]:
    """First days of evenly spaced years between two dates."""
    years = MaxNLocator(nbins=most, steps=[1, 2, 5, 10], integer=True).tick_values(low.year, high.year)
    first = low.year + (low.dayofyear > 1)
    return [pd.Timestamp(year=int(y), month=1, day=1) for y in years if first <= y <= high.year]


def tick_texts(ticks: Sequence[float], number: Number) -> list[str]:
    """Write ticks, which are round, without the zeros that a formatter adds to keep its digits.

    Examples
    --------
    >>> tick_texts([0.001, 0.5, 10], lambda v: f"{v:.4f}" if v < 1 else f"{v:.0f} km")
    ['0.001', '0.5', '10 km']
    """
    texts = []
    for tick in ticks:
        text, short = number(tick), plain(tick)
        padded = tick % 1 != 0 and text.startswith(short) and not text[len(short) :].strip("0")
        texts.append(short if padded else text)
    return texts


def pixel(fig: Picture, ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Pixel of a data point."""
    px, py = ax.transData.transform((x, y)) * 72 / fig.dpi
    return float(px), float(fig.height - py)


def text_box(x: float, y: float, text: str, size: float, bold: bool = False) -> Box:
    """Rectangle a text takes when centred at pixel (x, y)."""
    w, h = measure(text, size, bold), size * LINE * (text.count("\n") + 1)
    return Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2)


def across(
    fig: Picture,
    ax: Axes,
    ticks: Sequence[float],
    texts: Sequence[str],
    *,
    label: str = "",
    grid: bool = True,
    top: bool = False,
    line: bool = False,
) -> None:
    """Horizontal axis with the given ticks; texts that would touch a neighbour are left out.

    Parameters
    ----------
    fig, ax
        Where to draw.
    ticks : sequence of float
        Positions in data units.
    texts : sequence of str
        One text per tick.
    label : str
        Name of the axis with its unit, set below the right end.
    grid : bool
        Whether faint lines mark the ticks.
    top : bool
        Whether the texts are repeated above, for tall figures.
    line : bool
        Whether a base line closes the panel.
    """
    box = ax.get_position()
    left, right = box.x0 * fig.width, box.x1 * fig.width
    upper, lower = fig.height * (1 - box.y1), fig.height * (1 - box.y0)
    shown: list[tuple[float, str]] = []
    end = -math.inf
    for tick, text in zip(ticks, texts, strict=True):
        x = pixel(fig, ax, tick, ax.get_ylim()[0])[0]
        half = measure(text, SMALL) / 2
        x = min(max(x, half + 1), fig.width - half - 1)
        if text and x - half >= end + 6:
            shown.append((x, text))
            end = x + half
    ax.xaxis.set_major_locator(FixedLocator(list(ticks)))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_visible(False)
    if grid:
        lines = [[(x, upper), (x, lower)] for x in (pixel(fig, ax, t, ax.get_ylim()[0])[0] for t in ticks)]
        fig.add_artist(_lines(fig, lines, zorder=-2))
    if line:
        fig.add_artist(_lines(fig, [[(left, lower), (right, lower)]], alpha=0.6))
    for x, text in shown:
        write(fig, x, lower + 5, text, size=SMALL, align="center", anchor="top", soft=True)
        if top:
            write(fig, x, upper - 5, text, size=SMALL, align="center", anchor="bottom", soft=True)
    if label:
        wide = measure(label, SMALL)
        x = min(max(right, wide + 2), fig.width - 2)
        write(fig, x, lower + AXIS, label, size=SMALL, align="right", anchor="top")


def up(
    fig: Picture,
    ax: Axes,
    ticks: Sequence[float],
    texts: Sequence[str],
    *,
    label: str = "",
    grid: bool = True,
    head: float = 0.0,
) -> None:
    """Vertical axis: texts left of the panel, its name `head` pixels above them, faint lines across."""
    box = ax.get_position()
    left, right = box.x0 * fig.width, box.x1 * fig.width
    upper = fig.height * (1 - box.y1)
    ax.yaxis.set_major_locator(FixedLocator(list(ticks)))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_visible(False)
    heights = [pixel(fig, ax, ax.get_xlim()[0], t)[1] for t in ticks]
    if grid:
        fig.add_artist(_lines(fig, [[(left, y), (right, y)] for y in heights], zorder=-2))
    for y, text in zip(heights, texts, strict=True):
        if not text:
            continue
        write(fig, left - 8, y, text, size=SMALL, align="right", soft=True)
    if label:
        write(fig, 2, upper - 11 - head, label, size=SMALL, anchor="bottom")


def _lines(
    fig: Picture, segments: Sequence[Any], *, alpha: float = FAINT, zorder: float = -1, width: float = 1
) -> LineCollection:
    return LineCollection(
        list(segments), colors=INK, alpha=alpha, linewidths=width, transform=fig.px, zorder=zorder
    )


def legend_rows(keys: Sequence[Key], width: float) -> list[list[Key]]:
    """Keys in lines that fit `width` pixels."""
    rows: list[list[Key]] = [[]]
    used = 0.0
    for key in keys:
        need = _swatch(key) + measure(key.text, SMALL) + 20
        if rows[-1] and used + need - 20 > width:
            rows.append([])
            used = 0.0
        rows[-1].append(key)
        used += need
    return rows


def legend(fig: Picture, keys: Sequence[Key], *, left: float = 2, top: float = 2) -> float:
    """Draw the keys from the top left and return the pixel below them.

    A picture first asks `legend_height` how much room to leave.
    """
    y = top
    for row in legend_rows(keys, fig.width - left - 2):
        x, middle = left, y + 10
        for key in row:
            swatch = _swatch(key)
            draw_key(fig, key, x, middle, swatch - 7)
            write(fig, x + swatch, middle, key.text, size=SMALL)
            x += swatch + measure(key.text, SMALL) + 20
        y += 23
    return y


def legend_height(keys: Sequence[Key], width: float) -> float:
    """Pixels that `legend` will use."""
    return 23.0 * len(legend_rows(keys, width - 4)) if keys else 0.0


def _swatch(key: Key) -> float:
    return 37.0 if key.dash else 21.0


def draw_key(fig: Picture, key: Key, x: float, y: float, wide: float) -> None:
    """Draw the mark of a key, `wide` pixels from `x` rightwards, around the height `y`."""
    if key.band:
        band = Rectangle((x, y - 7), wide, 14, fc=key.colour, ec="none", alpha=0.2, transform=fig.px)
        fig.add_artist(band)
    fill, ink = key.colour, key.colour
    if key.patch:
        fig.add_artist(Rectangle((x, y - 7), 14, 14, fc=fill, ec=INK, lw=1, transform=fig.px))
        wide, ink = 14.0, INK if fill == "none" else readable_on(fill)
    if key.dash:
        fig.add_artist(Line2D([x, x + wide], [y, y], color=ink, ls=key.dash, lw=2.2, transform=fig.px))
    if key.marker:
        fig.add_artist(
            Line2D(
                [x + wide / 2],
                [y],
                ls="",
                marker=key.marker,
                ms=6.0 if key.patch else 8.5,
                mfc=PAPER if key.hollow else ink,
                mec=ink,
                mew=1.4 if key.patch else 1.8,
                transform=fig.px,
            )
        )


def nice_limits(values: np.ndarray, *, log: bool, zero: bool = True) -> tuple[float, float]:
    """Axis limits around the finite values, with a little air; one value gets a decade or a unit."""
    finite = values[np.isfinite(values) & ((values > 0) | (not log))]
    if finite.size == 0:
        return (1.0, 10.0) if log else (0.0, 1.0)
    low, high = float(finite.min()), float(finite.max())
    if log:
        low, high = (low / 2, high * 2) if low == high else (low, high)
        air = (high / low) ** 0.04
        return low / air, high * air
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - 1, high + 1
    return low, high + (high - low) * 0.04
