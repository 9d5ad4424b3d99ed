"""Spreading, wrapping and placing texts."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from comparative.figures.glyphs import FAMILY
from comparative.figures.labels import Box, measure, place, spread, wrap

SIZES = st.lists(st.tuples(st.floats(0, 400), st.floats(1, 30)), min_size=1, max_size=12)


@given(SIZES)
def test_spread_labels_are_apart_inside_and_in_order(pairs):
    wanted, sizes = [p[0] for p in pairs], [p[1] for p in pairs]
    centres = spread(wanted, sizes, 0, 400)
    spans = sorted((c - s / 2, c + s / 2) for c, s in zip(centres, sizes, strict=True))
    assert spans[0][0] >= -1e-6
    assert spans[-1][1] <= 400 + 1e-6
    assert all(a[1] <= b[0] + 1e-6 for a, b in pairwise(spans))
    for i, j in combinations(range(len(pairs)), 2):
        if wanted[i] < wanted[j]:
            assert centres[i] < centres[j]


@given(st.lists(st.floats(0, 400), min_size=1, max_size=12))
def test_spread_leaves_alone_what_is_apart(wanted):
    kept = [20.0 + 40 * i for i in range(len(wanted))]
    assert spread(kept, [10.0] * len(kept), 0, 600) == pytest.approx(kept)


def test_spread_moves_as_little_as_possible():
    # Three labels of 10 that want 10, 11, 12: the best places in the sum of squares are 1, 11, 21.
    assert spread([10, 11, 12], [10, 10, 10], -100, 100) == pytest.approx([1, 11, 21])


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=15))
def test_placed_labels_cover_neither_each_other_nor_obstacles(anchors):
    bounds, obstacle = Box(0, 0, 300, 300), Box(100, 100, 200, 200)
    sizes = [(40.0, 15.0)] * len(anchors)
    spots = place(anchors, sizes, [obstacle], bounds)
    boxes = [Box(x - 20, y - 7.5, x + 20, y + 7.5) for x, y in filter(None, spots)]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert not any(box.meets(obstacle) for box in boxes)
    assert all(b.left >= 0 and b.top >= 0 and b.right <= 300 and b.bottom <= 300 for b in boxes)


@given(st.text("абвгдежз ABCDE", max_size=60), st.floats(20, 200))
def test_wrapped_lines_fit_and_lose_no_letter(text, width):
    wrapped = wrap(text, width, 14.0)
    assert all(measure(line, 14.0) <= width for line in wrapped.split("\n") if len(line) > 2)
    assert "".join(wrapped.replace("-\n", "").split()) == "".join(text.split())


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Ұлыбритания", "To VAT, 1,234.5", "То Ту Уа", "Türkiye", "₸ 5 000"])
def test_widths_are_those_of_the_shaped_text(text, bold):
    font = FontProperties(family=list(FAMILY), weight="bold" if bold else "normal", size=100)
    shaped = text_to_path.get_text_width_height_descent(text, font, False)[0]
    assert measure(text, 100.0, bold) == pytest.approx(shaped, rel=0.01)
