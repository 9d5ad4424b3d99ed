"""Balance: what is taken to the left, what is added to the right, and the difference."""

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
    pixel,
)
from comparative.figures.style import INK, PAPER, SERIES, SMALL, WIDTH, Picture, house, panel, plain, write
from comparative.language import translate

__all__ = ["balance"]

FALL, RISE = SERIES[1], SERIES[0]


@house
def balance(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    down: str = "down",
    up: str = "up",
    group: str | None = None,
    words: tuple[str, str, str] | None = None,
    xlabel: str = "",
    number: Number = plain,
    width: float = WIDTH,
) -> Picture:
    """Draw two bars from one middle per row, and a diamond at their difference.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per case, drawn in the order given.
    label : str
        Column with the name of the case.
    down, up : str
        Columns with the amounts that stand left and right of the middle, 0 or more.
    group : str, optional
        Column with the heading of a row; rows of a heading are brought together.
    words : tuple of str, optional
        Legend words for left, right and difference; default "less", "more", "balance".
    xlabel : str
        Name of the axis with its unit.
    number : callable
        Writes a number in the reader's language.
    width : float
        Pixels.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or an amount is negative or missing.

    Examples
    --------
    >>> fig = balance(pd.DataFrame({"label": ["President"], "down": [16], "up": [2]}))
    >>> [t.get_text() for t in fig.texts][-3:]
    ['16', '2', '−14']
    """
    left_word, right_word, net_word = words or (translate("less"), translate("more"), translate("balance"))
    frame = require(frame, "balance", label=label, down=down, up=up, group=group)
    less, more = numbers(frame, "balance", down), numbers(frame, "balance", up)
    bad = ~(np.isfinite(less) & np.isfinite(more) & (less >= 0) & (more >= 0))
    if bad.any():
        name = frame[label].iloc[int(bad.argmax())]
        raise FigureError(f"balance: {name!r} needs two amounts of 0 or more")
    blocks = texts(frame, group)
    first = {name: i for i, name in enumerate(dict.fromkeys(blocks))}
    order = sorted(range(len(frame)), key=lambda i: (first[blocks[i]], i))
    names = texts(frame, label)
    rows = Rows([names[i] for i in order], [False] * len(order), [blocks[i] for i in order], width)
    nets = [_signed(more[i] - less[i], number) for i in order]
    room = max(measure(net, SMALL, True) for net in nets) + 12
    side = max(measure(number(v), SMALL) for v in (*less, *more)) + 16
    keys = [
        Key(left_word, FALL, "", patch=True),
        Key(right_word, RISE, "", patch=True),
        Key(net_word, INK, "D", hollow=True),
    ]
    top = legend_height(keys, width) + 6
    bottom = top + rows.height + 2
    fig = Picture(width, bottom + AXIS + (AXIS_LABEL if xlabel else 0))
    left = rows.column + 14 + side
    ax = panel(fig, left, top, max(width - room - side, left + 60), bottom)
    low, high = max(float(less.max()), 0.0), max(float(more.max()), 0.0)
    reach = (low + high) or 1.0
    ax.set_xlim(-low - reach * 0.02, high + reach * 0.02)
    ax.set_ylim(rows.height + 2, 0)
    ax.yaxis.set_visible(False)
    legend(fig, keys)
    rows.draw(fig, top)
    ticks = linear_ticks(-low, high)
    across(fig, ax, ticks, [number(abs(t)) for t in ticks], label=xlabel)
    ax.axvline(0, color=INK, lw=1.3, zorder=3)
    for i, y, high_px, net in zip(order, rows.centres, rows.heights, nets, strict=True):
        thick = min(high_px - 7, 20.0)
        ax.barh(y, -less[i], thick, color=FALL, zorder=2)
        ax.barh(y, more[i], thick, color=RISE, zorder=2)
        ax.plot(
            [more[i] - less[i]], [y], ls="", marker="D", ms=7.5, mfc=PAPER, mec=INK, mew=1.8, zorder=4,
            clip_on=False,
        )  # fmt: skip
        x_low, x_high = (pixel(fig, ax, v, y)[0] for v in (-less[i], more[i]))
        write(fig, x_low - 11, top + y, number(less[i]), size=SMALL, align="right")
        write(fig, x_high + 11, top + y, number(more[i]), size=SMALL)
        write(fig, width - 2, top + y, net, size=SMALL, bold=True, align="right")
    return fig


def _signed(value: float, number: Number) -> str:
    return f"+{number(value)}" if value > 0 else number(value)
