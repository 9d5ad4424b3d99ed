"""Matrix: cases by questions, each answer a symbol with a colour, what was not found plainly so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from comparative.figures.frames import FigureError, order, require, texts
from comparative.figures.labels import LINE, measure, wrap
from comparative.figures.rows import Rows
from comparative.figures.scales import Key, legend, legend_height
from comparative.figures.style import (
    ACCENT,
    FAINT,
    INK,
    MUTED,
    PAPER,
    SERIES,
    SMALL,
    WIDTH,
    Picture,
    house,
    write,
)
from comparative.language import translate

__all__ = ["matrix"]

# marker, colour, hollow: any two differ in shape or filling, so that print and grey screens keep them apart
SYMBOLS = {
    "full": ("s", SERIES[0], False),
    "open": ("s", SERIES[0], True),
    "dot": ("o", SERIES[1], False),
    "ring": ("o", SERIES[1], True),
    "diamond": ("D", SERIES[2], False),
    "lozenge": ("D", SERIES[2], True),
    "triangle": ("^", SERIES[3], False),
    "delta": ("^", SERIES[3], True),
    "cross": ("X", ACCENT, False),
}
NOT_FOUND = Key("", MUTED, "_")


@house
def matrix(
    frame: pd.DataFrame,
    *,
    row: str = "row",
    column: str = "column",
    category: str = "category",
    categories: Sequence[str] | Mapping[str, str] | None = None,
    group: str | None = None,
    focus: Sequence[str] = (),
    text: str | None = None,
    missing: str | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw a table of categories.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per cell. A cell without a row, or with an empty category, is shown as not found.
    row, column, category : str
        Columns with the case, the question and the answer; order of appearance is kept (or that of a
        categorical).
    categories : sequence or mapping, optional
        Order of the answers in the legend, or answer -> symbol, one of ``full``, ``open``, ``dot``, ``ring``,
        ``diamond``, ``lozenge``, ``triangle``, ``delta``, ``cross``.
    group : str, optional
        Column with the heading that a row stands under.
    focus : sequence of str
        Rows to stress.
    text : str, optional
        Column with a short text written beside the symbol.
    missing : str, optional
        Legend word for cells without an answer; default "not found".
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a cell occurs twice, or an answer is not in `categories`.

    Examples
    --------
    >>> frame = pd.DataFrame({"row": ["Kazakhstan", "Estonia"], "column": ["companies"] * 2,
    ...                       "category": ["banned", None]})
    >>> fig = matrix(frame, focus=["Kazakhstan"])
    >>> [t.get_text() for t in fig.texts][:2]
    ['banned', 'not found']
    """
    missing = translate("not found") if missing is None else missing
    frame = require(frame, "matrix", row=row, column=column, category=category, group=group, text=text)
    cells: dict[tuple[str, str], tuple[str, str]] = {}
    for r, c, k, note in zip(
        texts(frame, row), texts(frame, column), texts(frame, category), texts(frame, text), strict=True
    ):
        if (r, c) in cells:
            raise FigureError(f"matrix: more than one row for {r!r}, {c!r}")
        cells[r, c] = (k, note)
    lines, heads = order(frame, row), order(frame, column)
    symbols = _symbols([k for k, _ in cells.values() if k], categories)
    heading_of = dict(zip(texts(frame, row), texts(frame, group), strict=True))
    if group:
        first = {g: i for i, g in enumerate(dict.fromkeys(heading_of[r] for r in lines))}
        lines.sort(key=lambda r: first[heading_of[r]])
    rows = Rows(lines, [r in focus for r in lines], [heading_of[r] for r in lines], width)
    keys = [Key(name, colour, marker, hollow=hollow) for name, (marker, colour, hollow) in symbols.items()]
    if any(not cells.get((r, c), ("", ""))[0] for r in lines for c in heads):
        keys.append(Key(missing, NOT_FOUND.colour, NOT_FOUND.marker))

    left = rows.column + 12
    pitch = (width - left - 2) / len(heads)
    upright = [wrap(h, max(pitch - 6, 30), SMALL) for h in heads]
    words = [word for h in heads for word in h.split()]
    flat = max(t.count("\n") for t in upright) <= 3 and all(measure(w, SMALL) <= pitch - 6 for w in words)
    if not flat:
        upright = [wrap(h, 150, SMALL) for h in heads]
        room = max(measure(t, SMALL) for t in upright) + 10
        line_room = max(t.count("\n") + 1 for t in upright) * SMALL * LINE
        if line_room > pitch:
            upright = [wrap(h, 10_000, SMALL) for h in heads]
            room = max(measure(t, SMALL) for t in upright) + 10
    else:
        room = max(t.count("\n") + 1 for t in upright) * SMALL * LINE + 8
    top = legend_height(keys, width) + 8 + room
    fig = Picture(width, top + rows.height + 4)
    legend(fig, keys)
    rows.draw(fig, top, band=[r in focus for r in lines])
    for j, head in enumerate(upright):
        x = left + (j + 0.5) * pitch
        if flat:
            write(fig, x, top - 5, head, size=SMALL, align="center", anchor="bottom")
        else:
            write(fig, x, top - 7, head, size=SMALL, turned=True)
    for i, r in enumerate(lines):
        y, high = top + rows.centres[i], rows.heights[i]
        for j, c in enumerate(heads):
            x = left + (j + 0.5) * pitch
            answer, note = cells.get((r, c), ("", ""))
            fig.add_artist(
                Rectangle(
                    (left + j * pitch, y - high / 2), pitch, high, fc="none", ec=INK, lw=1, alpha=FAINT,
                    transform=fig.px, zorder=-2,
                )
            )  # fmt: skip
            marker, colour, hollow = symbols.get(answer, (NOT_FOUND.marker, NOT_FOUND.colour, False))
            shift = (measure(note, SMALL) + 6) / 2 if note else 0.0
            if shift * 2 + 14 > pitch:
                note, shift = "", 0.0
            fig.add_artist(
                Line2D(
                    [x - shift], [y], ls="", marker=marker, ms=10, mec=colour, mew=2,
                    mfc=PAPER if hollow else colour, transform=fig.px,
                )
            )  # fmt: skip
            if note:
                write(fig, x - shift + 11, y, note, size=SMALL)
    return fig


def _symbols(
    present: list[str], categories: Sequence[str] | Mapping[str, str] | None
) -> dict[str, tuple[str, str, bool]]:
    """Answer -> marker, colour, hollow."""
    names = list(categories) if categories is not None else list(dict.fromkeys(present))
    unknown = [k for k in dict.fromkeys(present) if k not in names]
    if unknown:
        raise FigureError(f"matrix: {unknown[0]!r} is not in categories ({', '.join(names)})")
    if isinstance(categories, Mapping):
        wrong = [s for s in categories.values() if s not in SYMBOLS]
        if wrong:
            raise FigureError(f"matrix: no symbol {wrong[0]!r}; there are {', '.join(SYMBOLS)}")
        return {name: SYMBOLS[symbol] for name, symbol in categories.items()}
    if len(names) > len(SYMBOLS):
        raise FigureError(f"matrix: {len(names)} answers, at most {len(SYMBOLS)} can be told apart")
    order = ("full", "ring", "diamond", "delta", "cross", "dot", "open", "triangle", "lozenge")
    return {name: SYMBOLS[order[i]] for i, name in enumerate(names)}
