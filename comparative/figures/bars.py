"""Bars: horizontal, one per row, plain or made of parts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from comparative.figures.frames import FigureError, numbers, require, texts
from comparative.figures.labels import measure
from comparative.figures.rows import Rows
from comparative.figures.scales import (
    AXIS,
    AXIS_LABEL,
    Key,
    Number,
    across,
    legend,
    legend_height,
    linear_ticks,
    nice_limits,
    pixel,
    tick_texts,
)
from comparative.figures.style import (
    ACCENT,
    MUTED,
    SERIES,
    SMALL,
    WIDTH,
    Picture,
    house,
    panel,
    plain,
    readable_on,
    write,
)
from comparative.language import translate

__all__ = ["bars"]


@house
def bars(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    part: str | None = None,
    quiet: str | None = None,
    role: str | None = None,
    group: str | None = None,
    xlabel: str = "",
    number: Number = plain,
    missing: str | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw horizontal bars from zero in the order given.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per bar or, with `part`, per piece of a bar.
    label, value : str
        Columns with the name of the bar and its length; negative bars run left.
    part : str, optional
        Column with the name of a piece: pieces of a bar are stacked and keyed in order of appearance (or of a
        categorical); they must not be negative.
    quiet : str, optional
        Piece drawn in grey, such as what is unknown.
    role : str, optional
        Column; a bar with ``"focus"`` is stressed.
    group : str, optional
        Column with the heading of a bar; bars of a heading are brought together.
    xlabel : str
        Name of the axis with its unit.
    number : callable
        Writes a number in the reader's language.
    missing : str, optional
        Text for bars without a value; default "not found".
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a bar occurs twice, or a part is negative, or
        there are more than five parts.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["no limit", "limited"], "value": [11, 39]})
    >>> [t.get_text() for t in bars(frame, xlabel="states").texts][-2:]
    ['11', '39']
    """
    missing = translate("not found") if missing is None else missing
    frame = require(frame, "bars", label=label, value=value, part=part, role=role, group=group)
    amounts, names, parts = numbers(frame, "bars", value), texts(frame, label), texts(frame, part)
    if np.isinf(amounts).any():
        raise FigureError(f"bars: {names[int(np.isinf(amounts).argmax())]!r} is infinitely long")
    blocks, roles = texts(frame, group), texts(frame, role)
    cells: dict[tuple[str, str], dict[str, float]] = {}
    stressed = set()
    for amount, name, piece, block, r in zip(amounts, names, parts, blocks, roles, strict=True):
        pieces = cells.setdefault((block, name), {})
        if piece in pieces:
            raise FigureError(
                f"bars: more than one row for {' / '.join(t for t in (block, name, piece) if t)!r}"
            )
        if part and amount < 0:
            raise FigureError(f"bars: the part {piece!r} of {name!r} is negative")
        pieces[piece] = float(amount)
        if r == "focus":
            stressed.add((block, name))
    first = {name: i for i, name in enumerate(dict.fromkeys(blocks))}
    order = sorted(cells, key=lambda k: first[k[0]])
    kinds = list(dict.fromkeys(parts))
    if part and isinstance(frame[part].dtype, pd.CategoricalDtype):
        kinds = [str(c) for c in frame[part].cat.categories if str(c) in kinds]
    if len(kinds) > len(SERIES) + 1:
        raise FigureError(f"bars: {len(kinds)} parts, at most {len(SERIES) + 1} can be told apart")
    fills = dict(zip([k for k in kinds if k != quiet], (*SERIES, MUTED), strict=False)) | {quiet: MUTED}
    keys = [Key(k, fills[k], "", patch=True) for k in kinds] if part else []
    totals = np.array([np.nansum(list(p.values())) for p in cells.values()])
    words = {
        k: missing if all(np.isnan(v) for v in p.values()) else "" if part else number(next(iter(p.values())))
        for k, p in cells.items()
    }

    rows = Rows([k[1] for k in order], [k in stressed for k in order], [k[0] for k in order], width)
    gutter = max(measure(w, SMALL, True) for w in words.values()) + 14
    top = legend_height(keys, width) + (6 if keys else 2)
    bottom = top + rows.height + 2
    fig = Picture(width, bottom + AXIS + (AXIS_LABEL if xlabel else 0))
    left = rows.column + 14 + (gutter if (totals < 0).any() else 0)
    ax = panel(fig, left, top, max(width - gutter, left + 60), bottom)
    low, high = nice_limits(totals, log=False)
    ax.set_xlim(low - (high * 0.02 if low < 0 else 0), high / 1.04 if low >= 0 else high)
    ax.set_ylim(rows.height + 2, 0)
    ax.yaxis.set_visible(False)
    legend(fig, keys)
    rows.draw(fig, top, band=[k in stressed for k in order])
    ticks = linear_ticks(*ax.get_xlim())
    across(fig, ax, ticks, tick_texts(ticks, number), label=xlabel)
    for k, y, room in zip(order, rows.centres, rows.heights, strict=True):
        thick, start = min(room - 7, 20.0), 0.0
        for piece in kinds:
            amount = cells[k].get(piece, np.nan)
            if np.isnan(amount):
                continue
            colour = (ACCENT if k in stressed else SERIES[0]) if not part else fills[piece]
            ax.barh(y, amount, thick, left=start, color=colour, zorder=2)
            if part:
                _inside(fig, ax, start, amount, y, top, number(amount), colour)
            start += amount
        end, word = (start if part else float(next(iter(cells[k].values())))), words[k]
        x = pixel(fig, ax, 0.0 if np.isnan(end) else end, y)[0]
        if word:
            write(
                fig,
                x - 7 if end < 0 else x + 7,
                top + y,
                word,
                size=SMALL,
                bold=k in stressed,
                align="right" if end < 0 else "left",
            )
    return fig


def _inside(fig, ax, start: float, amount: float, y: float, top: float, word: str, colour: str) -> None:  # type: ignore[no-untyped-def]
    """Write the number inside a piece of a bar where it fits."""
    a, b = pixel(fig, ax, start, y)[0], pixel(fig, ax, start + amount, y)[0]
    if measure(word, SMALL) + 8 <= b - a:
        write(fig, (a + b) / 2, top + y, word, size=SMALL, align="center", colour=readable_on(colour))
