"""Text that neither overlaps nor leaves the canvas: measuring, wrapping, spreading, placing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from comparative.figures.glyphs import EM, face, lines

__all__ = ["LINE", "Box", "measure", "place", "spread", "wrap"]

LINE = 1.22
"""Height of a line of text, in font sizes."""


class Box(NamedTuple):
    """A rectangle in figure pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two rectangles share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@lru_cache(maxsize=4096)
def measure(text: str, size: float, bold: bool = False) -> float:
    """Width of the widest line of `text` in pixels at font size `size` (pixels)."""
    return max(face(bold).places(line)[1] for line in lines(text)) * size / EM


@lru_cache(maxsize=1024)
def wrap(text: str, width: float, size: float, bold: bool = False) -> str:
    r"""Break `text` into as few lines of at most `width` pixels as can be, and those about equally long.

    Lines break at spaces; a word that is too long is broken anywhere.

    Examples
    --------
    >>> wrap("without pilots of two years or less", 175, 13.5)
    'without pilots of\ntwo years or less'
    """
    best = _fill(text, width, size, bold)
    narrow, count = width, best.count("\n")
    while count and "-\n" not in best:
        narrow *= 0.92
        tried = _fill(text, narrow, size, bold)
        if tried.count("\n") > count or "-\n" in tried:
            break
        best = tried
    return best


def _fill(text: str, width: float, size: float, bold: bool) -> str:
    rows: list[str] = []
    for word in text.split():
        joined = f"{rows[-1]} {word}" if rows else word
        if rows and measure(joined, size, bold) <= width:
            rows[-1] = joined
            continue
        while measure(word, size, bold) > width and len(word) > 1:
            cut = len(word) - 1
            while cut > 1 and measure(word[:cut] + "-", size, bold) > width:
                cut -= 1
            rows.append(word[:cut] + "-")
            word = word[cut:]
        rows.append(word)
    return "\n".join(rows)


def spread(centres: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move intervals apart along a line, as little as possible in the sum of squares.

    The order of `centres` is kept. Labels that touch form a block whose best place is the mean of what its
    members want, which is isotonic regression by pooling adjacent violators (Ayer et al. 1955).

    Parameters
    ----------
    centres, sizes : sequence of float, shape (n,)
        Where each interval wants its centre, and its length, pixels.
    low, high : float
        Bounds that no interval may cross. If all do not fit they are packed from `low`.

    Returns
    -------
    list of float, shape (n,)
        New centres in the order given.

    Examples
    --------
    >>> spread([10, 12, 50], [10, 10, 10], 0, 100)
    [6.0, 16.0, 50.0]
    >>> spread([1, 1], [10, 10], 0, 100)
    [5.0, 15.0]
    """
    order = sorted(range(len(centres)), key=lambda i: (centres[i], i))
    offset, total = [], 0.0
    for i in order:
        offset.append(total)
        total += sizes[i]
    wanted = [centres[i] - sizes[i] / 2 - off for i, off in zip(order, offset, strict=True)]
    blocks: list[list[float]] = []  # [sum, count]
    for w in wanted:
        blocks.append([w, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            upper = blocks.pop()
            blocks[-1][0] += upper[0]
            blocks[-1][1] += upper[1]
    starts = [s / n for s, n in blocks for _ in range(int(n))]
    room = max(low, high - total)
    result = [0.0] * len(order)
    for i, off, start in zip(order, offset, starts, strict=True):
        result[i] = min(max(start, low), room) + off + sizes[i] / 2
    return result


def place(
    anchors: Sequence[tuple[float, float]],
    boxes: Sequence[tuple[float, float]],
    obstacles: Sequence[Box],
    bounds: Box,
    *,
    gap: float = 7,
) -> list[tuple[float, float] | None]:
    """Find a free place for each label near its anchor, greedily in the order given.

    Parameters
    ----------
    anchors : sequence of (x, y)
        Points the labels belong to, figure pixels.
    boxes : sequence of (width, height)
        Sizes of the labels.
    obstacles : sequence of Box
        What a label must not cover.
    bounds : Box
        Where labels may stand.
    gap : float
        Distance from the anchor to the label in pixels.

    Returns
    -------
    list of (x, y) or None
        Centre of each label; None where no place within reach is free.
    """
    taken = list(obstacles)
    found: list[tuple[float, float] | None] = []
    for (x, y), (width, height) in zip(anchors, boxes, strict=True):
        spot = None
        for centre in _candidates(x, y, width, height, gap):
            box = Box(
                centre[0] - width / 2, centre[1] - height / 2, centre[0] + width / 2, centre[1] + height / 2
            )
            inside = (
                box.left >= bounds.left
                and box.right <= bounds.right
                and box.top >= bounds.top
                and box.bottom <= bounds.bottom
            )
            if inside and not any(box.meets(other) for other in taken):
                spot = centre
                taken.append(box)
                break
        found.append(spot)
    return found


def _candidates(x: float, y: float, width: float, height: float, gap: float) -> list[tuple[float, float]]:
    """Centres to try: above, below, right, left, corners, then the same farther away."""
    spots = []
    for reach in (gap, gap + height, gap + 2 * height):
        up, across = reach + height / 2, reach + width / 2
        spots += [(x, y - up), (x + across, y), (x, y + up), (x - across, y)]
        spots += [(x + sx * width / 2, y + sy * up) for sy in (-1, 1) for sx in (1, -1)]
    return spots
