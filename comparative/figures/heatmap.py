"""Heat map: how much stands in each cell of a table, as a shade and a number."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.patches import Rectangle

from comparative.figures.frames import FigureError, numbers, order, require, texts
from comparative.figures.labels import LINE, measure, wrap
from comparative.figures.rows import Rows
from comparative.figures.scales import Number
from comparative.figures.style import (
    FAINT,
    INK,
    SEQUENTIAL,
    SMALL,
    WIDTH,
    Picture,
    house,
    plain,
    readable_on,
    write,
)

__all__ = ["heatmap"]


@house
def heatmap(
    frame: pd.DataFrame,
    *,
    row: str = "row",
    column: str = "column",
    value: str = "value",
    group: str | None = None,
    number: Number = plain,
    width: float = WIDTH,
) -> Picture:
    """Draw a table of amounts as shaded cells, each with its number.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per cell. A cell without a row stays empty.
    row, column, value : str
        Columns with the case, the property and the amount (above 0); order of appearance is kept (or that of
        a categorical). Shades run from the least to the greatest amount by square root.
    group : str, optional
        Column with the heading that a row stands under.
    number : callable
        Writes a number in the reader's language.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, a cell occurs twice, or an amount is not above 0.

    Examples
    --------
    >>> frame = pd.DataFrame({"row": ["71", "72"], "column": ["Court"] * 2, "value": [11, 5]})
    >>> [t.get_text() for t in heatmap(frame).texts]
    ['71', '72', 'Court', '11', '5']
    """
    frame = require(frame, "heatmap", row=row, column=column, value=value, group=group)
    cells: dict[tuple[str, str], float] = {}
    for r, c, amount in zip(
        texts(frame, row), texts(frame, column), numbers(frame, "heatmap", value), strict=True
    ):
        if (r, c) in cells:
            raise FigureError(f"heatmap: more than one row for {r!r}, {c!r}")
        if not 0 < amount < np.inf:
            raise FigureError(f"heatmap: {r!r}, {c!r} holds {amount:g}; leave out cells without an amount")
        cells[r, c] = float(amount)
    lines, heads = order(frame, row), order(frame, column)
    heading_of = dict(zip(texts(frame, row), texts(frame, group), strict=True))
    if group:
        first = {g: i for i, g in enumerate(dict.fromkeys(heading_of[r] for r in lines))}
        lines.sort(key=lambda r: first[heading_of[r]])
    rows = Rows(lines, [False] * len(lines), [heading_of[r] for r in lines], width)
    left = rows.column + 12
    pitch = (width - left - 2) / len(heads)
    upright = [wrap(head, 170, SMALL) for head in heads]
    if max(text.count("\n") + 1 for text in upright) * SMALL * LINE > pitch:
        upright = heads
    top = max(measure(text, SMALL) for text in upright) + 12
    fig = Picture(width, top + rows.height + 4)
    rows.draw(fig, top)
    for j, head in enumerate(upright):
        write(fig, left + (j + 0.5) * pitch, top - 7, head, size=SMALL, turned=True)
    least, most = min(cells.values()), max(cells.values())
    for i, r in enumerate(lines):
        y, high = top + rows.centres[i], rows.heights[i]
        for j, c in enumerate(heads):
            box = (left + j * pitch, y - high / 2)
            outline = Rectangle(
                box, pitch, high, fc="none", ec=INK, lw=1, alpha=FAINT, transform=fig.px, zorder=-2
            )
            fig.add_artist(outline)
            if (r, c) not in cells:
                continue
            amount = cells[r, c]
            shade = SEQUENTIAL[
                round((len(SEQUENTIAL) - 1) * ((amount - least) / ((most - least) or 1)) ** 0.5)
            ]
            fig.add_artist(Rectangle(box, pitch, high, fc=shade, ec="none", transform=fig.px, zorder=-3))
            word = number(amount)
            if measure(word, SMALL) + 2 <= pitch:
                write(fig, box[0] + pitch / 2, y, word, size=SMALL, align="center", colour=readable_on(shade))
    return fig
