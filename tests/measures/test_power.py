"""Power indices against all coalitions counted one by one, and textbook cases."""

from itertools import combinations, permutations
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparative.measures.power import banzhaf, majority, shapley_shubik

games = (
    st.lists(st.integers(0, 12), min_size=1, max_size=6)
    .filter(any)
    .flatmap(lambda weights: st.tuples(st.just(weights), st.integers(1, sum(weights))))
)


def swings(weights: list[int], quota: int) -> list[int]:
    """Coalitions that each party turns from losing to winning, every coalition looked at."""
    counts = []
    for i, weight in enumerate(weights):
        others = [w for j, w in enumerate(weights) if j != i]
        sums = [sum(c) for r in range(len(others) + 1) for c in combinations(others, r)]
        counts.append(sum(s < quota <= s + weight for s in sums))
    return counts


@given(games)
def test_banzhaf_is_every_coalition_counted(game):
    weights, quota = game
    counts = swings(weights, quota)
    power = banzhaf(dict(enumerate(weights)), quota)
    assert power.tolist() == pytest.approx([n / sum(counts) for n in counts])
    penrose = banzhaf(dict(enumerate(weights)), quota, absolute=True)
    assert penrose.tolist() == pytest.approx([n / 2 ** (len(weights) - 1) for n in counts])


@given(games)
@settings(max_examples=40)
def test_shapley_shubik_is_every_order_counted(game):
    weights, quota = game
    pivots = [0] * len(weights)
    for order in permutations(range(len(weights))):
        total = 0
        for i in order:
            total += weights[i]
            if total >= quota:
                pivots[i] += 1
                break
    power = shapley_shubik(dict(enumerate(weights)), quota)
    assert power.tolist() == pytest.approx([n / factorial(len(weights)) for n in pivots])


def test_european_community_of_1958():
    """Luxembourg's vote could never decide."""
    weights = {"DEU": 4, "FRA": 4, "ITA": 4, "NLD": 2, "BEL": 2, "LUX": 1}
    power = banzhaf(weights, 12)
    assert power["LUX"] == 0
    assert power.tolist() == pytest.approx([5 / 21] * 3 + [3 / 21] * 2 + [0])


def test_independents_are_parties_of_one():
    """The Mazhilis of 2023 at two thirds of 98 seats: 62 seats fall four short of deciding alone."""
    house = {"AMANAT": 62, "AUYL": 8, "RESP": 6, "AQJOL": 6, "QHP": 5, "NSDP": 4}
    house |= {f"independent {i}": 1 for i in range(7)}
    assert banzhaf(house, majority(98, "2/3"))["AMANAT"] == pytest.approx(0.898, abs=0.0005)
    assert banzhaf(house, majority(98))["AMANAT"] == 1


def test_hundreds_of_members():
    members = dict.fromkeys(range(435), 1)
    assert banzhaf(members, majority(435))[0] == pytest.approx(1 / 435)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: banzhaf({"A": 5}, 6), "quota of 6"),
        (lambda: banzhaf({"A": 5}, 0), "quota of 0"),
        (lambda: banzhaf({"A": -5}, 1), "no number of seats"),
        (lambda: banzhaf({"A": float("nan")}, 1), "no number of seats"),
        (lambda: majority(98, "3/5"), "no majority of '3/5'"),
        (lambda: majority(0), "one seat or more"),
    ],
)
def test_bad_games_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
