"""Hemicycle: a chamber seat by seat, parties in sectors, one chamber or several beside each other."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from matplotlib.lines import Line2D

from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import LINE, measure, spread, wrap
from comparative.figures.scales import Key, legend, legend_height
from comparative.figures.style import (
    INK,
    MUTED,
    PAPER,
    SERIES,
    SMALL,
    TEXT,
    WIDTH,
    Picture,
    house,
    plain,
    write,
)

__all__ = ["hemicycle"]

# marker, colour, hollow: any two differ in shape or filling as well as in colour
LOOKS = (
    ("o", SERIES[0], False),
    ("s", SERIES[1], False),
    ("D", SERIES[2], False),
    ("^", SERIES[3], False),
    ("o", SERIES[1], True),
    ("s", SERIES[2], True),
    ("D", SERIES[3], True),
    ("^", SERIES[0], True),
    ("v", MUTED, False),
    ("s", MUTED, True),
)
_HOLLOW = 0.42  # of the radius is left free in the middle
_AROUND = 34.0  # room for the numbers around the arc
_NARROW = 300.0


@house
def hemicycle(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    seats: str = "seats",
    panel: str | None = None,
    marks: Mapping[str, Callable[[int], int]] | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw every seat of a chamber, party by party from the left.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per party (and panel), in the order they sit; a party keeps its sign in all panels.
    label, seats : str
        Columns with the party and its number of seats; rows with no seats only appear in the legend if the
        party has seats elsewhere.
    panel : str, optional
        Column with the name of the chamber, one drawing each, in order of appearance.
    marks : mapping, optional
        Text to the majority it names, as a function of the size of the house: a dashed line crosses the
        benches before the seat, counted from the left, that makes it.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a number of seats is negative or not whole, a chamber has
        no seats, a party occurs twice in one, or there are more than ten parties.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["A", "B"], "seats": [62, 36]})
    >>> fig = hemicycle(frame, marks={"1/2": lambda house: house // 2 + 1})
    >>> sum(len(line.get_xdata()) for line in fig.axes[0].lines if line.get_marker() != "None")
    98
    """
    frame = require(frame, "hemicycle", label=label, seats=seats, panel=panel)
    names, rooms = texts(frame, label), texts(frame, panel)
    held = numbers(frame, "hemicycle", seats)
    wrong = ~((held >= 0) & (held == np.floor(held)))
    if wrong.any():
        i = int(wrong.argmax())
        raise FigureError(f"hemicycle: {names[i]!r} has {held[i]} seats; give whole numbers")
    if len(set(zip(rooms, names, strict=True))) < len(names):
        raise FigureError("hemicycle: a party occurs twice in one chamber")
    parties = list(dict.fromkeys(n for n, s in zip(names, held, strict=True) if s))
    if len(parties) > len(LOOKS):
        raise FigureError(f"hemicycle: {len(parties)} parties, at most {len(LOOKS)} can be told apart")
    looks = dict(zip(parties, LOOKS, strict=False))
    titles = list(dict.fromkeys(rooms))
    keys = [Key(n, looks[n][1], looks[n][0], hollow=looks[n][2]) for n in parties]

    across = 1 if len(titles) == 1 or width < 2 * _NARROW else 2
    wide = width / across
    radius = min(wide / 2, 250.0) - _AROUND
    heads = [wrap(title, wide - 16, TEXT, True) if title else "" for title in titles]
    line = max((h.count("\n") + 1) * TEXT * LINE + 4 if h else 0.0 for h in heads)
    high = line + _AROUND + radius + 22
    top = legend_height(keys, width) + 10
    fig = Picture(width, top + high * math.ceil(len(titles) / across) + 2)
    legend(fig, keys)
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, width)
    ax.set_ylim(fig.height, 0)
    ax.set_axis_off()
    for i, (title, head) in enumerate(zip(titles, heads, strict=True)):
        left, upper = (i % across) * wide, top + (i // across) * high
        if head:
            write(fig, left + wide / 2, upper, head, bold=True, align="center", anchor="top")
        inside = [j for j, room in enumerate(rooms) if room == title and held[j]]
        if not inside:
            raise FigureError(f"hemicycle: {title or 'the chamber'} has no seats")
        centre = (left + wide / 2, upper + line + _AROUND + radius)
        sectors = [(names[j], int(held[j])) for j in inside]
        _benches(fig, ax, centre, radius, sectors, looks, marks or {})
    return fig


def _benches(
    fig: Picture,
    ax: object,
    centre: tuple[float, float],
    radius: float,
    sectors: list[tuple[str, int]],
    looks: dict[str, tuple[str, str, bool]],
    marks: Mapping[str, Callable[[int], int]],
) -> None:
    """Draw one chamber around `centre`, its seats counted at the arc."""
    total = sum(n for _, n in sectors)
    angle, reach, size = _places(total, radius)
    x = centre[0] - np.cos(angle) * reach
    y = centre[1] - np.sin(angle) * reach
    start = 0
    ends = np.append(angle, np.pi)
    middles, words = [], []
    for name, n in sectors:
        marker, colour, hollow = looks[name]
        mine = slice(start, start + n)
        ax.plot(  # type: ignore[attr-defined]
            x[mine], y[mine], ls="", marker=marker, ms=size * (0.9 if marker in "sD" else 1.0), mec=colour,
            mew=1.4, mfc=PAPER if hollow else colour,
        )  # fmt: skip
        first = 0.0 if start == 0 else (ends[start - 1] + ends[start]) / 2
        last = np.pi if start + n == total else (ends[start + n - 1] + ends[start + n]) / 2
        middles.append((first + last) / 2)
        words.append(plain(n))
        start += n
    out = radius + size / 2 + 12
    sizes = [max(measure(word, SMALL, True), SMALL * LINE) + 3 for word in words]
    arcs = spread([m * out for m in middles], sizes, 6, math.pi * out - 6)
    for word, arc in zip(words, arcs, strict=True):
        at = arc / out
        write(
            fig,
            centre[0] - math.cos(at) * out,
            centre[1] - math.sin(at) * out,
            word,
            size=SMALL,
            bold=True,
            align="center",
        )
    inner = radius * _HOLLOW
    cuts: dict[int, list[str]] = {}
    for word, needed in marks.items():
        cuts.setdefault(min(max(needed(total), 1), total) - 1, []).append(word)
    beams = [(angle[cut - 1] + angle[cut]) / 2 if cut else 0.0 for cut in cuts]
    for at in beams:
        ends_of = [
            (centre[0] - math.cos(at) * r, centre[1] - math.sin(at) * r)
            for r in (inner - 6, radius + size / 2)
        ]
        line = Line2D(
            *zip(*ends_of, strict=True), color=INK, lw=1.4, ls=(0, (4, 3)), transform=fig.px, zorder=4
        )
        fig.add_artist(line)
    texts_of = [", ".join(words) for words in cuts.values()]
    wide = [max(measure(text, SMALL), SMALL * LINE) + 4 for text in texts_of]
    back = inner - 8 - max(wide, default=0.0) / 2
    arcs = spread([at * back for at in beams], wide, 0, math.pi * back)
    for text, arc in zip(texts_of, arcs, strict=True):
        at = arc / back
        where = (centre[0] - math.cos(at) * back, centre[1] - math.sin(at) * back)
        write(fig, *where, text, size=SMALL, align="center", soft=True)
    write(fig, *centre, plain(total), size=22, bold=True, align="center", anchor="bottom")


def _places(total: int, radius: float) -> tuple[np.ndarray, np.ndarray, float]:
    """Angle (from the left) and distance of every seat, from left to right, and the size of a seat."""
    inner = radius * _HOLLOW
    # As many benches as make seats stand about as far apart along a bench as benches do.
    best = (math.inf, 0.0, np.array([radius]))
    for rows in range(2, max(3, min(total, 40))):
        reach, gap = np.linspace(inner, radius, rows), (radius - inner) / (rows - 1)
        pitch = math.pi * reach.sum() / total
        best = min(best, (abs(math.log(pitch / gap)), min(pitch, gap), reach), key=lambda tried: tried[0])
    _, apart, reach = best
    exact = total * reach / reach.sum()
    count = np.floor(exact).astype(int)
    for i in np.argsort(-(exact - count), kind="stable")[: total - count.sum()]:
        count[i] += 1
    angles = np.concatenate([np.linspace(0, math.pi, n) if n > 1 else np.full(n, math.pi / 2) for n in count])
    reaches = np.repeat(reach, count)
    order = np.lexsort((-reaches, angles.round(9)))
    return angles[order], reaches[order], min(max(0.7 * apart, 2.5), 13.0)
