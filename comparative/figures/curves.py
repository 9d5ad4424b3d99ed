"""What pictures of curves share: room for the axes, names of curves at their ends, bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from comparative.figures.labels import LINE, measure, spread, wrap
from comparative.figures.scales import (
    AXIS,
    AXIS_LABEL,
    Key,
    Number,
    across,
    draw_key,
    legend,
    legend_height,
    linear_ticks,
    log_ticks,
    nice_limits,
    pixel,
    tick_texts,
    up,
)
from comparative.figures.style import INK, SMALL, Picture, panel, write

__all__ = ["Room", "end_labels"]

LABEL_LIMIT = 170.0  # widest name at a curve's end; longer ones break
SAMPLE = 26.0  # a piece of the curve before its name


@dataclass
class Room:
    """A canvas with one or more stacked panels that share the margins.

    Parameters
    ----------
    width : float
        Width of the figure.
    heights : sequence of float
        Height of each panel's plotting area; more where the names at the ends need it.
    keys : sequence of Key
        Legend above the panels.
    ends : sequence of str
        Names to be written at the right of the curves.
    left_texts : sequence of str
        Widest candidates for the vertical axes.
    xlabel : str
        Name of the shared horizontal axis.
    ylabels : sequence of str
        Name of each panel's vertical axis.
    head : float
        Pixels between the first panel and the name of its vertical axis.
    extra : float
        Pixels below the horizontal axis for more rows of text.
    """

    width: float
    heights: Sequence[float]
    keys: Sequence[Key] = ()
    ends: Sequence[str] = ()
    left_texts: Sequence[str] = ()
    xlabel: str = ""
    ylabels: Sequence[str] = ()
    head: float = 0.0
    extra: float = 0.0
    axes: list[Axes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.left = left_margin(self.left_texts)
        self.right = self.width - end_room(self.ends)
        y = legend_height(self.keys, self.width) + (8 if self.keys else 4)
        spans = []
        labels = [wrap(t, self.width - 4, SMALL) for t in self.ylabels] or [""] * len(self.heights)
        self.heights = [max(height, names_height(self.ends) - 8) for height in self.heights]
        for i, (height, label) in enumerate(zip(self.heights, labels, strict=True)):
            y += (SMALL * LINE * (label.count("\n") + 1) + 17 if label else 8) + (self.head if i == 0 else 0)
            spans.append((y, y + height))
            y += height + (AXIS + 8 if i < len(self.heights) - 1 else 0)
        self.bottom = y
        self.fig = Picture(self.width, y + AXIS + (AXIS_LABEL if self.xlabel else 0) + self.extra)
        legend(self.fig, self.keys)
        self.labels = labels
        self.axes = [panel(self.fig, self.left, a, self.right, b) for a, b in spans]

    def vertical(self, i: int, low: float, high: float, number: Number, *, log: bool = False) -> None:
        """Scale, ticks and name of the vertical axis of panel `i`."""
        ax = self.axes[i]
        if log:
            ax.set_yscale("log")
        ax.set_ylim(low, high)
        ticks = log_ticks(low, high, 6) if log else linear_ticks(low, high)
        head = self.head if i == 0 else 0.0
        up(self.fig, ax, ticks, tick_texts(ticks, number), label=self.labels[i], head=head)

    def horizontal(
        self,
        i: int,
        low: float,
        high: float,
        ticks: Sequence[float],
        texts: Sequence[str],
        *,
        grid: bool = False,
    ) -> None:
        """Scale, ticks and, for the last panel, name of the horizontal axis of panel `i`."""
        self.axes[i].set_xlim(low, high)
        last = i == len(self.axes) - 1
        across(self.fig, self.axes[i], ticks, texts, label=self.xlabel if last else "", grid=grid, line=True)


def vertical_texts(values: np.ndarray, number: Number, *, log: bool = False, zero: bool = True) -> list[str]:
    """Tick texts that `Room.vertical` would write for these values, to leave room for them."""
    low, high = nice_limits(values, log=log, zero=zero)
    return tick_texts((log_ticks(low, high, 6) if log else linear_ticks(low, high)), number)


def left_margin(texts: Sequence[str]) -> float:
    """Margin that the texts of a vertical axis need."""
    return max((measure(t, SMALL) for t in texts), default=0.0) + 12


def end_room(ends: Sequence[str]) -> float:
    """Margin that `end_labels` needs right of the panel."""
    wide = max((measure(wrap_end(t), SMALL) for t in ends), default=0.0)
    return wide + SAMPLE + 10 if wide else 16.0


def names_height(ends: Sequence[str]) -> float:
    """Height of the names one below the other."""
    return sum(_name_height(wrap_end(t)) for t in ends)


def _name_height(name: str) -> float:
    return SMALL * LINE * (name.count("\n") + 1) + 3


def wrap_end(text: str) -> str:
    """Break a name for the margin right of the curves."""
    return "\n".join(wrap(line, LABEL_LIMIT, SMALL) for line in text.split("\n"))


def end_labels(fig: Picture, ax: Axes, ends: Sequence[tuple[float, float, Key]], right: float) -> None:
    """Write names at the ends of curves, moved apart where they would overlap.

    Parameters
    ----------
    fig, ax
        Where to draw.
    ends : sequence of (x, y, Key)
        Last point of each curve in data units; its name with the mark that it is drawn with.
    right : float
        Pixel where the names start.
    """
    if not ends:
        return
    box = ax.get_position()
    low, high = fig.height * (1 - box.y1) - 2, fig.height * (1 - box.y0) + 6
    names = [wrap_end(key.text) for _, _, key in ends]
    sizes = [_name_height(name) for name in names]
    points = [pixel(fig, ax, x, y) for x, y, _ in ends]
    centres = spread([y for _, y in points], sizes, low, high)
    leaders = [
        [(x + 3, y), (right - 2, c)]
        for (x, y), c in zip(points, centres, strict=True)
        if abs(c - y) > 3 or right - x > 14
    ]
    fig.add_artist(LineCollection(leaders, colors=INK, alpha=0.4, linewidths=1, transform=fig.px, zorder=-1))
    for (_, _, key), name, centre in zip(ends, names, centres, strict=True):
        draw_key(fig, key, right, centre, SAMPLE - 5)
        write(fig, right + SAMPLE, centre, name, size=SMALL)
