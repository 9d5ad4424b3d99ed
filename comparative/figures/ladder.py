"""Ladder: one dot per case on a logarithmic scale, the focus stressed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

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
    log_ticks,
    nice_limits,
    pixel,
    tick_texts,
)
from comparative.figures.style import (
    ACCENT,
    FAINT,
    INK,
    MARKERS,
    MUTED,
    PAPER,
    SMALL,
    WIDTH,
    Picture,
    house,
    panel,
    plain,
    write,
)
from comparative.language import translate

__all__ = ["ladder"]


@house
def ladder(
    frame: pd.DataFrame,
    *,
    label: str = "label",
    value: str = "value",
    role: str | None = None,
    group: str | None = None,
    kind: str | None = None,
    xlabel: str = "",
    number: Number = plain,
    zero: str | None = None,
    missing: str | None = None,
    width: float = WIDTH,
) -> Picture:
    """Draw cases as dots on a log scale, from the greatest value down.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row per dot, at best 10 to 50.
    label, value : str
        Columns with the name of the case and its value (0 or more; 0 stands beside the log axis, NaN is
        said in words).
    role : str, optional
        Column with ``"focus"`` (stressed), ``"regime"`` (the focus at another time: hollow, a row of its own
        so that its rank shows) or nothing.
    group : str, optional
        Column that splits the rows into blocks under headings, in order of appearance.
    kind : str, optional
        Column whose values get different markers and a legend (types pooled on one scale).
    xlabel : str
        Name of the scale with its unit.
    number : callable
        Writes a number in the reader's language.
    zero : str, optional
        Text at the place for zeros; default ``number(0)``.
    missing : str, optional
        Text for rows without a value; default "not found".
    width : float
        Pixels.

    Returns
    -------
    Picture
        A `matplotlib.figure.Figure`.

    Raises
    ------
    FigureError
        If a column is missing, the frame is empty, or a value is negative or infinite.

    Examples
    --------
    >>> frame = pd.DataFrame({"label": ["Kazakhstan", "Estonia"], "value": [2.5, 3.7], "role": ["focus", ""]})
    >>> fig = ladder(frame, role="role", xlabel="members per 10,000 residents")
    >>> [text.get_text() for text in fig.texts][:2]
    ['Estonia', 'Kazakhstan']
    """
    missing = translate("not found") if missing is None else missing
    frame = require(frame, "ladder", label=label, value=value, role=role, group=group, kind=kind)
    amounts = numbers(frame, "ladder", value)
    if np.any(amounts < 0) or np.any(np.isinf(amounts)):
        bad = int(np.argmax((amounts < 0) | np.isinf(amounts)))
        raise FigureError(f"ladder: a log scale has no place for {amounts[bad]} ({frame[label].iloc[bad]!r})")
    blocks = texts(frame, group)
    place_of = {name: i for i, name in enumerate(dict.fromkeys(blocks))}
    order = sorted(
        range(len(frame)), key=lambda i: (place_of[blocks[i]], np.isnan(amounts[i]), -amounts[i], i)
    )
    amounts = amounts[order]
    frame = frame.iloc[order]
    names, roles, kinds, blocks = (texts(frame, column) for column in (label, role, kind, group))
    rows = Rows(names, [r == "focus" for r in roles], blocks, width)

    shapes = {name: MARKERS[i % len(MARKERS)] for i, name in enumerate(dict.fromkeys(kinds))}
    keys = [Key(name, MUTED, shape) for name, shape in shapes.items() if name] if len(shapes) > 1 else []
    words = [missing if np.isnan(a) else number(a) for a in amounts]
    gutter = max(measure(w, SMALL, True) for w in words) + 16
    has_zero = bool(np.any(amounts == 0))
    at_zero = number(0) if zero is None else zero
    strip = max(20.0, measure(at_zero, SMALL)) + 30 if has_zero else 0.0

    tall = len(rows.labels) > 25
    top = legend_height(keys, width) + (6 if keys else 2) + (AXIS if tall else 0)
    height = top + rows.height + 4 + AXIS + (AXIS_LABEL if xlabel else 0)
    fig = Picture(width, height)
    left = rows.column + 14 + strip
    ax = panel(fig, left, top, max(width - gutter, left + 60), top + rows.height + 4)
    ax.set_xscale("log")
    ax.set_xlim(*nice_limits(amounts, log=True))
    ax.set_ylim(rows.height + 4, 0)
    ax.yaxis.set_visible(False)

    legend(fig, keys)
    rows.draw(fig, top, band=[r == "focus" for r in roles])
    low, high = ax.get_xlim()
    ticks = log_ticks(low, high)
    across(fig, ax, ticks, tick_texts(ticks, number), label=xlabel, top=tall)
    centre_zero = left - strip / 2
    if has_zero:
        centre_zero = rows.column + 14 + max(20.0, measure(at_zero, SMALL)) / 2
        for y, anchor in [(top + rows.height + 9, "top")] + ([(top - 5, "bottom")] if tall else []):
            write(fig, centre_zero, y, at_zero, size=SMALL, align="center", anchor=anchor, soft=True)

    ys = np.array(rows.centres)
    drawn = amounts > 0
    rails = [[(low, y), (amount, y)] for y, amount in zip(ys[drawn], amounts[drawn], strict=True)]
    ax.add_artist(LineCollection(rails, colors=INK, alpha=FAINT, linewidths=1, zorder=1))
    for marker_role, colour, face, size in (
        ("", MUTED, MUTED, 8.5),
        ("regime", ACCENT, PAPER, 9.5),
        ("focus", ACCENT, ACCENT, 12),
    ):
        for name, shape in shapes.items():
            mine = np.array(
                [
                    (r if r in ("focus", "regime") else "") == marker_role and k == name
                    for r, k in zip(roles, kinds, strict=True)
                ]
            )
            style: dict[str, Any] = {
                "ls": "",
                "marker": shape,
                "ms": size,
                "mfc": face,
                "mec": colour,
                "mew": 2,
            }
            if np.any(mine & drawn):
                ax.plot(amounts[mine & drawn], ys[mine & drawn], clip_on=False, zorder=3, **style)
            for y in ys[mine & (amounts == 0)]:
                fig.add_artist(_dot(fig, centre_zero, top + y, style))
    for amount, y, word, r in zip(amounts, ys, words, roles, strict=True):
        if np.isnan(amount):
            write(fig, rows.column + 14, top + y, word, size=SMALL, soft=True)
            continue
        if amount > 0:
            write(fig, pixel(fig, ax, amount, y)[0] + 11, top + y, word, size=SMALL, bold=r == "focus")
    return fig


def _dot(fig: Picture, x: float, y: float, style: dict[str, Any]) -> Line2D:
    return Line2D([x], [y], transform=fig.px, zorder=3, **style)
