"""Reading pictures back from their SVG: where the ink of each text lies."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from itertools import combinations

import pytest

from comparative import figures

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
PLACED = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)( rotate\(-90\))? scale\(([\d.]+) -[\d.]+\)")


def ink(svg: str) -> list[tuple[float, float, float, float]]:
    """Rectangles (left, top, right, bottom) that the letters of each text cover, in pixels."""
    root = ElementTree.fromstring(svg)
    outlines = {}
    for path in root.iter(f"{SVG}path"):
        if "id" in path.attrib:
            numbers = [float(n) for n in NUMBER.findall(path.attrib["d"])]
            outlines[path.attrib["id"]] = (numbers[0::2], numbers[1::2])
    boxes = []
    for group in root.iter(f"{SVG}g"):
        placed = PLACED.fullmatch(group.get("transform", ""))
        uses = group.findall(f"{SVG}use")
        if not placed or not uses:
            continue
        x, y, scale = float(placed[1]), float(placed[2]), float(placed[4])
        spans = []
        for use in uses:
            xs, ys = outlines[use.attrib["href"][1:]]
            at = float(use.get("x", 0))
            spans.append((at + min(xs), min(ys), at + max(xs), max(ys)))
        left, low = min(s[0] for s in spans) * scale, min(s[1] for s in spans) * scale
        right, high = max(s[2] for s in spans) * scale, max(s[3] for s in spans) * scale
        if placed[3]:  # reading upwards
            boxes.append((x - high, y - right, x - low, y - left))
        else:
            boxes.append((x + left, y - high, x + right, y - low))
    return boxes


@pytest.fixture
def legible() -> Callable[[figures.Picture], list[tuple[float, float, float, float]]]:
    """Assert that no text overlaps another or leaves the canvas; return the texts' boxes."""

    def check(fig: figures.Picture) -> list[tuple[float, float, float, float]]:
        boxes = ink(figures.svg(fig, name="test"))
        assert boxes, "no text at all"
        for box in boxes:
            assert box[0] >= 0, f"text clipped at the left: {box}"
            assert box[1] >= 0, f"text clipped at the top: {box}"
            assert box[2] <= fig.width, f"text clipped at the right: {box}"
            assert box[3] <= fig.height, f"text clipped at the bottom: {box}"
        for a, b in combinations(boxes, 2):
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, f"texts overlap: {a} and {b}"
        return boxes

    return check
