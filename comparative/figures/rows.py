"""Pictures made of labelled rows: where each row stands and what is written at its left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.patches import Rectangle

from comparative.figures.labels import LINE, measure, wrap
from comparative.figures.style import ACCENT, SMALL, TEXT, Picture, write

__all__ = ["Rows"]


@dataclass
class Rows:
    """Vertical layout of labelled rows, possibly under headings.

    Parameters
    ----------
    labels : sequence of str
        One per row, in drawing order.
    bold : sequence of bool
        Rows to stress.
    groups : sequence of str
        Heading of each row, rows of a heading being neighbours; ``""`` for none.
    width : float
        Width of the figure; labels take at most two fifths of it.
    """

    labels: Sequence[str]
    bold: Sequence[bool]
    groups: Sequence[str]
    width: float

    def __post_init__(self) -> None:
        self.size = TEXT if len(self.labels) <= 24 else SMALL
        limit = round(self.width * 0.4)
        self.texts = [
            wrap(text, limit, self.size, bold) for text, bold in zip(self.labels, self.bold, strict=True)
        ]
        widths = [measure(text, self.size, bold) for text, bold in zip(self.texts, self.bold, strict=True)]
        self.column = max(widths, default=0.0) + 4
        """Width of the label column."""
        self.heights = [self.size * LINE * (t.count("\n") + 1) + 5 for t in self.texts]
        self.centres: list[float] = []
        """Middle of each row, pixels below the top of the panel."""
        self.headings: list[tuple[float, str]] = []
        y, previous = 0.0, ""
        for height, group in zip(self.heights, self.groups, strict=True):
            if group and group != previous:
                head = wrap(group, self.width - 8, TEXT, True)
                high = TEXT * LINE * (head.count("\n") + 1)
                y += 14 if y else 0
                self.headings.append((y + high / 2, head))
                y += high + 4
                previous = group
            self.centres.append(y + height / 2)
            y += height
        self.height = y
        """Height of all rows with their headings."""

    def draw(self, fig: Picture, top: float, band: Sequence[bool] | None = None) -> None:
        """Write headings and labels; put a faint band of the accent behind the rows in `band`."""
        for y, head in self.headings:
            write(fig, 2, top + y, head, bold=True)
        for i, (y, text, bold) in enumerate(zip(self.centres, self.texts, self.bold, strict=True)):
            write(fig, self.column, top + y, text, size=self.size, bold=bold, align="right")
            if band is not None and band[i]:
                fig.add_artist(
                    Rectangle(
                        (0, top + y - self.heights[i] / 2),
                        self.width,
                        self.heights[i],
                        fc=ACCENT,
                        ec="none",
                        alpha=0.1,
                        transform=fig.px,
                        zorder=-5,
                    )
                )
