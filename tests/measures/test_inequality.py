"""Inequality indices, held to hand-worked cases and to what they must satisfy on any data."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative.measures import inequality

rates = st.lists(st.floats(0.01, 1e4), min_size=1, max_size=12)


@st.composite
def weighted(draw):
    values = draw(rates)
    return values, draw(st.lists(st.integers(1, 20), min_size=len(values), max_size=len(values)))


def test_lorenz_by_hand():
    # A household of 4 with 1 each, one of 1 with 6: the poorer 80 percent have 40 percent.
    curve = inequality.lorenz([6.0, 1.0], [1, 4])
    assert curve["unit"].tolist() == [-1, 1, 0]
    assert curve["population_share"].tolist() == [0, 0.8, 1]
    assert curve["value_share"].tolist() == [0, 0.4, 1]
    assert inequality.gini([6.0, 1.0], [1, 4]) == pytest.approx(0.4)


def test_gini_is_the_mean_difference_over_twice_the_mean():
    values = np.array([3.0, 1.0, 4.0, 1.0, 5.0, 9.0])
    pairs = np.abs(values[:, None] - values[None, :]).mean()
    assert inequality.gini(values) == pytest.approx(pairs / (2 * values.mean()))


@given(weighted())
def test_weights_are_copies(case):
    values, copies = case
    spread = np.repeat(values, copies)
    assert inequality.gini(values, copies) == pytest.approx(inequality.gini(spread), abs=1e-9)
    assert inequality.variation(values, copies) == pytest.approx(np.std(spread) / np.mean(spread), abs=1e-9)
    total = inequality.theil(values, copies).total
    assert total == pytest.approx(inequality.theil(spread).total, abs=1e-9)
    assert -1e-12 <= total <= np.log(len(spread)) + 1e-9


@given(weighted(), st.floats(0.1, 1000))
def test_the_unit_of_measurement_does_not_matter(case, factor):
    values, people = case
    scaled = [value * factor for value in values]
    assert inequality.gini(scaled, people) == pytest.approx(inequality.gini(values, people), abs=1e-9)
    assert inequality.max_min_ratio(scaled) == pytest.approx(inequality.max_min_ratio(values))


@given(weighted(), st.data())
def test_theil_splits_into_between_and_within(case, data):
    values, people = np.array(case[0]), np.array(case[1])
    groups = np.array(data.draw(st.lists(st.sampled_from("ab"), min_size=len(values), max_size=len(values))))
    found = inequality.theil(values, people, groups.tolist())
    whole = np.sum(values * people)
    within = sum(
        np.sum((values * people)[groups == g])
        / whole
        * inequality.theil(values[groups == g], people[groups == g]).total
        for g in set(groups)
    )
    assert found.within == pytest.approx(within, abs=1e-9)
    assert found.between >= 0


@pytest.mark.parametrize(
    ("values", "weights"),
    [([], None), ([0.0, 0.0], None), ([-1.0, 2.0], None), ([np.nan], None), ([1.0], [0]), ([1.0, 2.0], [1])],
)
def test_bad_input_is_refused(values, weights):
    with pytest.raises(ValueError, match=r"value|weight"):
        inequality.gini(values, weights)
