"""Tile-grid map of the United States: one square per state, roughly where it lies."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import measure
from comparative.figures.scales import Key, Number, legend, legend_height
from comparative.figures.style import (
    INK,
    SEQUENTIAL,
    SMALL,
    SPECIAL,
    WIDTH,
    Picture,
    house,
    panel,
    plain,
    readable_on,
    write,
)
from comparative.language import translate

__all__ = ["tile_grid"]

# Column and row of each state in the widely used arrangement of eleven by eight tiles.
GRID = {
    "AK": (0, 0), "ME": (10, 0),
    "VT": (9, 1), "NH": (10, 1),
    "WA": (0, 2), "ID": (1, 2), "MT": (2, 2), "ND": (3, 2), "MN": (4, 2), "IL": (5, 2), "WI": (6, 2),
    "MI": (7, 2), "NY": (8, 2), "RI": (9, 2), "MA": (10, 2),
    "OR": (0, 3), "NV": (1, 3), "WY": (2, 3), "SD": (3, 3), "IA": (4, 3), "IN": (5, 3), "OH": (6, 3),
    "PA": (7, 3), "NJ": (8, 3), "CT": (9, 3),
    "CA": (0, 4), "UT": (1, 4), "CO": (2, 4), "NE": (3, 4), "MO": (4, 4), "KY": (5, 4), "WV": (6, 4),
    "VA": (7, 4), "MD": (8, 4), "DE": (9, 4),
    "AZ": (1, 5), "NM": (2, 5), "KS": (3, 5), "AR": (4, 5), "TN": (5, 5), "NC": (6, 5), "SC": (7, 5),
    "DC": (8, 5),
    "OK": (3, 6), "LA": (4, 6), "MS": (5, 6), "AL": (6, 6), "GA": (7, 6),
    "HI": (0, 7), "TX": (3, 7), "FL": (8, 7),
}  # fmt: skip
SIGNS = ("o", "D", "^", "X")


@house
def tile_grid(
    frame: pd.DataFrame,
    *,
    place: str = "place",
    value: str | None = "value",
    category: str | None = None,
    text: str | None = None,
    edges: Sequence[float] | None = None,
    number: Number = plain,
    between: str | None = None,
    below: str | None = None,
    above: str | None = None,
    missing: str | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw the 50 states as tiles coloured by class.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per state; states without a row are shown as missing.
    place : str
        Column with the state: ``US-CT`` or ``CT`` (``US-DC`` is drawn only if given).
    value : str or None
        Column with the number that `edges` cut into ordered classes.
    category : str, optional
        Column with categories outside the order ("no limit", "prohibited"); where it says something it goes
        before the value. In order of appearance, or of the categorical's categories.
    text : str, optional
        Column with a second line in the tile; default the value as a number.
    edges : sequence of float, optional
        Inner class limits, ascending (a class contains its lower limit); default five classes of equal count.
    number : callable
        Writes a number in the reader's language.
    between, below, above : str, optional
        Patterns of the legend's classes; default "{low} to {high}", "under {high}", "{low} or more".
    missing : str, optional
        Legend word for states without data; default "not found".
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a state is unknown or occurs twice, a column is missing, the frame is empty, or `edges` do not
        ascend or are more than five.

    Examples
    --------
    >>> frame = pd.DataFrame({"place": ["US-CT", "US-TX"], "value": [250, None]})
    >>> frame["category"] = ["", "no limit"]
    >>> fig = tile_grid(frame, category="category", edges=[1000])
    >>> tile_grid(frame.assign(place=["US-CT", "US-TXX"]))
    Traceback (most recent call last):
    comparative.figures.frames.FigureError: tile_grid: 'US-TXX' in column 'place' is not a US state, did \
you mean 'US-TX'?
    """
    missing = translate("not found") if missing is None else missing
    frame = require(frame, "tile_grid", place=place, value=value, category=category, text=text)
    patterns = (
        translate("under {high}") if below is None else below,
        translate("{low} to {high}") if between is None else between,
        translate("{low} or more") if above is None else above,
    )
    codes = [_state(cell, place) for cell in frame[place]]
    twice = [c for c in dict.fromkeys(codes) if codes.count(c) > 1]
    if twice:
        raise FigureError(f"tile_grid: more than one row for {', '.join('US-' + c for c in twice)}")
    values = numbers(frame, "tile_grid", value) if value else np.full(len(frame), np.nan)
    special = texts(frame, category)
    for i, v in enumerate(values):
        if np.isinf(v) and not special[i]:
            raise FigureError(f"tile_grid: {codes[i]} has an infinite value; name it in a category column")
    notes = texts(frame, text)
    names = list(dict.fromkeys(s for s in special if s))
    if category and isinstance(frame[category].dtype, pd.CategoricalDtype):
        names = [str(c) for c in frame[category].cat.categories if str(c) in names]
    if len(names) > len(SPECIAL):
        raise FigureError(f"tile_grid: {len(names)} categories, at most {len(SPECIAL)}: {', '.join(names)}")
    ordered = values[[not s for s in special]]
    limits = _limits(ordered[np.isfinite(ordered)], edges)
    fills = [SEQUENTIAL[i] for i in np.linspace(0, len(SEQUENTIAL) - 1, len(limits) + 1).round().astype(int)]

    keys = []
    if value and np.isfinite(ordered).any():
        keys += [
            Key(_class_name(limits, i, number, *patterns), fill, "", patch=True)
            for i, fill in enumerate(fills)
        ]
    keys += [Key(n, SPECIAL[i], SIGNS[i], patch=True) for i, n in enumerate(names)]
    known = {c for c, v, s in zip(codes, values, special, strict=True) if s or np.isfinite(v)}
    states = [c for c in GRID if c != "DC" or c in codes]
    if set(states) - known:
        keys.append(Key(missing, "none", "", patch=True))

    gap = 4.0
    side = (width - 4) / 11 - gap
    top = legend_height(keys, width) + 8
    fig = Picture(width, top + 8 * (side + gap) + 2)
    ax = panel(fig, 0, 0, width, fig.height)
    ax.set_xlim(0, width)
    ax.set_ylim(fig.height, 0)
    ax.set_axis_off()
    legend(fig, keys)
    row_of: dict[str, int] = {c: i for i, c in enumerate(codes)}
    for code in states:
        column, line = GRID[code]
        x, y = 2 + column * (side + gap), top + line * (side + gap)
        i = row_of.get(code, -1)
        fill, sign, note = "none", "", ""
        if i >= 0 and special[i]:
            k = names.index(special[i])
            fill, sign, note = SPECIAL[k], SIGNS[k], notes[i]
        elif i >= 0 and np.isfinite(values[i]):
            fill = fills[int(np.searchsorted(limits, values[i], side="right"))]
            note = notes[i] if text else number(values[i])
        ax.add_artist(Rectangle((x, y), side, side, fc=fill, ec=INK, lw=1))
        ink = INK if fill == "none" else readable_on(fill)
        noted = _tile_text(fig, x + side / 2, y + side / 2, side, code, note, ink, lifted=bool(sign))
        if sign:
            at = (x + side - 8, y + 8) if noted else (x + side / 2, y + side / 2 + 11)
            ax.plot(*at, ls="", marker=sign, ms=5 if noted else 8, color=ink)
    return fig


def _tile_text(
    fig: Picture, x: float, y: float, side: float, code: str, note: str, ink: str, *, lifted: bool
) -> bool:
    """Write the code and, where one fits, the note below it; return whether it did.

    A long note is set smaller. `lifted` leaves room for a sign in its place.
    """
    size = next((s for s in (14.0, 13.0, 12.0, 11.0, 10.0, 9.0) if measure(note, s) <= side - 5), None)
    if note and size is not None:
        write(fig, x, y - 10, code, size=SMALL, bold=True, align="center", colour=ink)
        write(fig, x, y + 10, note, size=size, align="center", colour=ink)
        return True
    write(fig, x, y - 10 if lifted else y, code, size=SMALL, bold=True, align="center", colour=ink)
    return False


def _state(cell: object, column: str) -> str:
    """``CT`` from ``US-CT`` or ``CT``."""
    code = str(cell).removeprefix("US-")
    if code not in GRID:
        near = get_close_matches(code, GRID, n=1, cutoff=0.5)
        hint = f", did you mean 'US-{near[0]}'?" if near else ""
        raise FigureError(f"tile_grid: {cell!r} in column {column!r} is not a US state{hint}")
    return code


def _limits(values: np.ndarray, edges: Sequence[float] | None) -> np.ndarray:
    """Inner limits of the classes."""
    if edges is None:
        if values.size == 0:
            return np.array([])
        return np.unique(np.quantile(values, [0.2, 0.4, 0.6, 0.8], method="higher"))
    limits = np.asarray(edges, dtype=float)
    if np.any(np.diff(limits) <= 0) or len(limits) > len(SEQUENTIAL) - 1:
        raise FigureError(
            f"tile_grid: edges must ascend and be at most {len(SEQUENTIAL) - 1}, not {list(edges)}"
        )
    return limits


def _class_name(limits: np.ndarray, i: int, number: Number, below: str, between: str, above: str) -> str:
    if len(limits) == 0:
        return above.format(low=number(0))
    if i == 0:
        return below.format(high=number(limits[0]))
    if i == len(limits):
        return above.format(low=number(limits[-1]))
    return between.format(low=number(limits[i - 1]), high=number(limits[i]))
