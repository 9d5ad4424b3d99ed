"""Seat formulas against other people's code, published examples and what formulas promise."""

import random
from fractions import Fraction
from functools import cache

import numpy as np
import pandas as pd
import pytest
from apportionment import methods as apportionment
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from votelib.component import divisor as votelib_divisor
from votelib.component import quota as votelib_quota
from votelib.evaluate import proportional as votelib
from votelib.evaluate.core import Tie

from comparative import evidence
from comparative.measures import seats
from comparative.measures.seats import TieError, allocate, simulate

# Elections with parties far apart and close, in small and large houses.
LARGEST_REMAINDER = [name for name, rule in seats.FORMULAS.items() if isinstance(rule, seats.Quota)]
HIGHEST_AVERAGES = [name for name in seats.FORMULAS if name not in LARGEST_REMAINDER]
APPORTIONMENT = {
    "hare": "largest_remainder",
    "dhondt": "dhondt",
    "sainte_lague": "saintelague",
    "modified_sainte_lague": "modified_saintelague",
    "adams": "adams",
    "huntington_hill": "huntington",
}
VOTELIB = {
    **{name: votelib.LargestRemainder(getattr(votelib_quota, name)) for name in LARGEST_REMAINDER[:3]},
    "imperiali": votelib.LargestRemainder("imperiali", on_overaward="subtract"),
    "dhondt": votelib.HighestAverages("d_hondt"),
    "sainte_lague": votelib.HighestAverages("sainte_lague"),
    "modified_sainte_lague": votelib.HighestAverages(
        votelib_divisor.modified_first_coef(votelib_divisor.sainte_lague)
    ),
    "danish": votelib.HighestAverages("danish"),
}
ELECTIONS = 10_000


def elections(n: int, seed: int) -> tuple[list[list[int]], list[int]]:
    """Votes of `n` elections of two to nine parties (absent parties have none) and a house size each."""
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.full(9, 0.7), size=n)
    shares[np.arange(9) >= rng.integers(2, 10, size=n)[:, None]] = 0
    votes = np.rint(shares * 10 ** rng.uniform(4, 7, size=(n, 1))).astype(np.int64)
    votes[:, 0] += 10_000
    return votes.tolist(), rng.choice([1, 2, 3, 4, 5, 7, 10, 12, 17, 29, 98], size=n).tolist()


VOTES, HOUSES = elections(ELECTIONS, 2026)


@cache
def ours(formula: str) -> list[list[int] | None]:
    """Seats of every election, None where parties tie."""
    won: list[list[int] | None] = []
    for row, house in zip(VOTES, HOUSES, strict=True):
        try:
            won.append(list(allocate(dict(enumerate(row)), house, formula=formula).values()))
        except TieError:
            won.append(None)
    assert won.count(None) < 0.01 * ELECTIONS
    return won


@pytest.mark.parametrize("formula", APPORTIONMENT)
def test_allocate_equals_apportionment(formula):
    for row, house, mine in zip(VOTES, HOUSES, ours(formula), strict=True):
        running = [v for v in row if v]
        if mine is not None:  # apportionment gives a tied seat to the first party
            theirs = iter(apportionment.compute(APPORTIONMENT[formula], running, house))
            assert mine == [next(theirs) if v else 0 for v in row], (row, house)


@pytest.mark.parametrize("formula", VOTELIB)
def test_allocate_equals_votelib(formula):
    for row, house, mine in zip(VOTES, HOUSES, ours(formula), strict=True):
        if formula == "imperiali" and max(row) * (house + 2) // sum(row) > house:
            continue  # votelib takes away more than the one party won beyond the house
        won = VOTELIB[formula].evaluate({i: v for i, v in enumerate(row) if v}, house)
        tied = any(isinstance(party, Tie) for party in won)
        assert mine == (None if tied else [won.get(i, 0) for i in range(len(row))]), (row, house)


@pytest.mark.parametrize("formula", seats.FORMULAS)
def test_simulate_equals_allocate_on_every_row(formula):
    for size in sorted(set(HOUSES)):
        mine = [
            (row, won)
            for row, house, won in zip(VOTES, HOUSES, ours(formula), strict=True)
            if house == size and won is not None
        ]
        rows, expected = zip(*mine, strict=True)
        assert simulate(np.array(rows), size, formula=formula).tolist() == list(expected)


@pytest.mark.parametrize("formula", seats.FORMULAS)
def test_simulate_equals_allocate_with_every_rule(formula):
    rng = np.random.default_rng(5)
    votes = rng.integers(0, 60, size=(300, 5))  # few voters: ties and parties at the threshold abound
    votes[:, 0] += 20
    against, invalid = rng.integers(0, 40, size=(2, 300))
    rules = {"formula": formula, "threshold": 0.1, "base": "cast", "minimum_parties": 2}
    won = simulate(votes, 11, **rules, exempt=[4], against_all=against, invalid=invalid, ties="lot", seed=3)
    for i, row in enumerate(votes.tolist()):
        alone = allocate(
            dict(enumerate(row)), 11, **rules, exempt=[4], against_all=int(against[i]),
            invalid=int(invalid[i]), ties="lot", seed=[3, i],
        )  # fmt: skip
        assert won[i].tolist() == list(alone.values())


def test_simulate_does_not_depend_on_the_blocks():
    votes = np.random.default_rng(1).dirichlet(np.ones(7), size=40_000)
    assert (simulate(votes, 98)[30_000:] == simulate(votes[30_000:], 98)).all()


def test_published_examples():
    examples = evidence.load("mazhilis_seats", "apportionment_examples")
    examples = examples[examples["method"].isin(seats.FORMULAS)]
    assert examples["method"].nunique() == 5
    for (_, method), rows in examples.groupby(["example_id", "method"]):
        votes = rows.set_index("party_id")["votes"]
        won = allocate(votes, int(rows["house_seats"].iloc[0]), formula=method)
        assert won.tolist() == rows["seats"].tolist()


def test_maslikhats_of_2023_are_filled_by_the_hare_quota():
    lists = evidence.load("mazhilis_seats", "maslikhat_lists").dropna(subset="house_list_seats")
    assert lists["region"].nunique() == 2
    for _, rows in lists.groupby("region"):
        parties = rows[rows["row_type"] == "party"].set_index("party_id")
        against = rows.loc[rows["row_type"] == "against_all", "list_votes"].sum()
        won = allocate(
            parties["list_votes"], int(rows["house_list_seats"].iloc[0]), threshold=0.05, against_all=against
        )
        assert won.to_dict() == parties["list_seats"].astype(int).to_dict()


votes_of = st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any)
houses = st.integers(1, 200)
formulas = st.sampled_from(list(seats.FORMULAS))


def counted(votes: list[int], house: int, formula: str, **rules: object) -> list[int]:
    try:
        return list(allocate(dict(enumerate(votes)), house, formula=formula, **rules).values())
    except TieError:
        assume(False)
        raise


@given(votes_of, houses, formulas)
def test_seats_sum_to_the_house_and_none_without_votes(votes, house, formula):
    assume(formula != "droop" or sum(votes) > house**2)
    won = counted(votes, house, formula)
    assert sum(won) == house
    assert all(n >= 0 for n in won)
    assert all(n == 0 for n, v in zip(won, votes, strict=True) if v == 0)


@given(votes_of, houses)
def test_hare_stays_within_the_quota(votes, house):
    for n, v in zip(counted(votes, house, "hare"), votes, strict=True):
        due = Fraction(v * house, sum(votes))
        assert due.__floor__() <= n <= due.__ceil__()


@given(votes_of, houses, st.sampled_from(HIGHEST_AVERAGES))
def test_divisors_are_house_monotone(votes, house, formula):
    smaller, larger = counted(votes, house, formula), counted(votes, house + 1, formula)
    assert all(a <= b for a, b in zip(smaller, larger, strict=True))


def test_hare_is_not_house_monotone():
    """The Alabama paradox: a party can lose a seat as the house grows."""
    votes = {"A": 6, "B": 6, "C": 2}
    assert allocate(votes, 10)["C"] == 2
    assert allocate(votes, 11)["C"] == 1


@given(votes_of, houses, formulas, st.randoms(use_true_random=False))
def test_anonymity(votes, house, formula, rng: random.Random):
    assume(formula != "droop" or sum(votes) > house**2)
    order = list(range(len(votes)))
    rng.shuffle(order)
    won = counted(votes, house, formula)
    assert counted([votes[i] for i in order], house, formula) == [won[i] for i in order]


@given(votes_of, houses, formulas.filter(lambda name: name != "droop"), st.integers(2, 1000))
def test_homogeneity(votes, house, formula, times):
    assert counted([v * times for v in votes], house, formula) == counted(votes, house, formula)


@given(votes_of, houses, formulas)
@settings(max_examples=60)
def test_whole_votes_and_floats_agree(votes, house, formula):
    assume(formula != "droop" or sum(votes) > house**2)
    assert counted([float(v) for v in votes], house, formula) == counted(votes, house, formula)


@given(votes_of, st.integers(1, 40), formulas, st.integers(0, 5))
@example([1, 1, 1], 2, "hare", 0)
def test_lots_fill_the_house_and_can_be_drawn_again(votes, house, formula, seed):
    assume(formula != "droop" or sum(votes) > house**2)
    first, second = (
        counted(votes, house, formula, ties="lot", seed=seed),
        counted(votes, house, formula, ties="lot", seed=seed),
    )
    assert first == second
    assert sum(first) == house


def test_threshold_counts_against_all_and_invalid_as_the_base_says():
    votes = {"A": 890, "B": 60, "C": 50}
    inside = {
        base: seats.eligible(votes, threshold=0.05, base=base, against_all=100, invalid=200)
        for base in seats.BASES
    }
    assert inside == {"parties": ["A", "B", "C"], "valid": ["A", "B"], "cast": ["A"]}
    assert seats.eligible({"A": 95, "B": 5}, threshold=0.05) == ["A", "B"], "exactly at the threshold is in"
    assert seats.eligible(votes, threshold=0.4, exempt=["C"]) == ["A", "C"]


def test_runner_up_is_let_in():
    votes = {"Nur Otan": 95, "Ak Zhol": 3, "Auyl": 2}
    won = allocate(votes, 98, threshold=0.07, minimum_parties=2)
    assert won == {"Nur Otan": 95, "Ak Zhol": 3, "Auyl": 0}


def test_ties_are_named():
    with pytest.raises(TieError, match="B and C tie for one seat") as caught:
        allocate({"A": 60, "B": 20, "C": 20}, 3)
    assert caught.value.parties == ("B", "C")
    assert caught.value.seats == 1
    with pytest.raises(TieError, match="0, 1 and 2 tie for 2 seats") as caught:
        simulate(np.array([[3, 2, 1], [5, 5, 5]]), 5)
    assert "draw 1" in caught.value.__notes__[0]


def test_larger_vote_decides_a_tie():
    votes = {"A": 75, "B": 25}  # remainders of one half each
    with pytest.raises(TieError):
        allocate(votes, 2)
    assert allocate(votes, 2, ties="largest_vote") == {"A": 2, "B": 0}
    with pytest.raises(TieError, match="B and C"):
        allocate({"A": 60, "B": 20, "C": 20}, 3, ties="largest_vote")


def test_lots_are_fair():
    won = simulate(np.tile([50, 50], (4000, 1)), 1, ties="lot", seed=1)
    assert 0.45 < won[:, 0].mean() < 0.55


@pytest.mark.parametrize(
    ("votes", "house", "rules", "message"),
    [
        ({"A": -1, "B": 3}, 3, {}, "A: -1 is no number of votes"),
        ({"A": float("nan")}, 3, {}, "A: nan is no number of votes"),
        ({"A": float("inf")}, 3, {}, "A: inf is no number of votes"),
        ({"A": "many"}, 3, {}, "A: 'many' is no number of votes"),
        ({"A": 1}, 0, {}, "one seat or more"),
        ({"A": 1}, 2.5, {}, "one seat or more"),
        ({"A": 1}, float("nan"), {}, "one seat or more"),
        ({}, 3, {}, "no party has a vote"),
        ({"A": 0}, 3, {}, "no party has a vote"),
        ({"A": 3, "B": 3}, 3, {"threshold": 0.6}, "no party reaches the threshold of 0.6 of valid votes"),
        ({"A": 3}, 3, {"threshold": 5}, "write 0.05 for five percent"),
        ({"A": 3}, 3, {"threshold": float("nan")}, "a threshold is a share"),
        ({"A": 3}, 3, {"base": "all"}, "no base 'all'"),
        ({"A": 3}, 3, {"ties": "coin"}, "no rule 'coin'"),
        ({"A": 3}, 3, {"ties": "lot"}, "needs a seed"),
        ({"A": 3}, 3, {"exempt": ["B"]}, "exempt party B"),
        ({"A": 3}, 3, {"formula": "hamilton"}, "no seat formula 'hamilton'"),
        ({"A": 3, "B": 2}, 98, {"formula": "droop"}, "too few votes"),
        (pd.Series([1, 2], index=["A", "A"]), 3, {}, "A has votes twice"),
    ],
)
def test_bad_input_says_what_is_wrong(votes, house, rules, message):
    with pytest.raises(ValueError, match=message):
        allocate(votes, house, **rules)


@pytest.mark.parametrize("formula", seats.FORMULAS)
def test_one_party_takes_all(formula):
    assert allocate({"A": 12_345}, 98, formula=formula) == {"A": 98}
    assert simulate(np.array([[12_345.0, 0.0]]), 98, formula=formula).tolist() == [[98, 0]]


@pytest.mark.parametrize("formula", seats.FORMULAS)
def test_ten_thousand_parties(formula):
    votes = np.random.default_rng(7).permutation(np.arange(1, 10_001)) ** 2
    won = allocate(dict(enumerate(votes.tolist())), 500, formula=formula, ties="lot", seed=1)
    assert sum(won.values()) == 500
    both = simulate(votes[None, :], 500, formula=formula, ties="lot", seed=1)
    assert both.sum() == 500


def test_more_parties_than_seats_where_all_are_due_one():
    assert allocate({"A": 5, "B": 3, "C": 2}, 2, formula="adams") == {"A": 1, "B": 1, "C": 0}


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        (np.array([1, 2]), "draws x parties"),
        (np.array([["a"]]), "must be numbers"),
        (np.array([[1, 2], [3, -4]]), "draw 1, party 1: -4"),
        (np.array([[np.nan, 2]]), "draw 0, party 0: nan"),
        (np.array([[0.0, 0.0]]), "no party has a vote"),
    ],
)
def test_simulate_refuses_what_is_no_vote(votes, message):
    with pytest.raises(ValueError, match=message):
        simulate(votes, 3)


def test_series_keep_their_index():
    votes = pd.Series({"B": 10, "A": 30})
    won = allocate(votes, 4)
    assert isinstance(won, pd.Series)
    assert won.index.equals(votes.index)
    assert won.tolist() == [1, 3]


def test_parallel_adds_the_tiers():
    tiers = seats.parallel({"A": 60, "B": 37, "C": 3}, 10, {"A": 4, "IND": 2}, threshold=0.05)
    assert tiers["total"].to_dict() == {"A": 10, "B": 4, "C": 0, "IND": 2}
    assert tiers["list"].sum() == 10


def test_compensation_gives_lists_what_districts_leave_due():
    tiers = seats.compensatory({"A": 50, "B": 30, "C": 20}, 100, {"A": 45, "B": 5})
    assert tiers["total"].to_dict() == {"A": 50, "B": 30, "C": 20}
    assert tiers["list"].to_dict() == {"A": 5, "B": 25, "C": 20}
    assert tiers["overhang"].sum() == 0


@pytest.mark.parametrize(
    ("overhang", "house", "b"), [("kept", 106, 30), ("absorbed", 100, 26), ("levelled", 111, 33)]
)
def test_overhang(overhang, house, b):
    tiers = seats.compensatory({"A": 50, "B": 30, "C": 20}, 100, {"A": 56}, overhang=overhang)
    assert tiers["total"].sum() == house
    assert tiers.loc["A", "total"] == 56
    assert tiers.loc["B", "total"] == b
    assert tiers.loc["A", "overhang"] == (0 if overhang == "levelled" else 6)


def test_districts_of_independents_come_off_the_house():
    tiers = seats.compensatory({"A": 60, "B": 40, "C": 4}, 20, {"A": 3, "IND": 2, "C": 1}, threshold=0.05)
    assert tiers["total"].to_dict() == {"A": 10, "B": 7, "C": 1, "IND": 2}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: seats.compensatory({"A": 1}, 5, {"IND": 5}), "none of 5 seats is left"),
        (lambda: seats.compensatory({"A": 1}, 5, {"A": 1.5}), "no number of districts"),
        (lambda: seats.compensatory({"A": 1}, 5, {}, overhang="lost"), "no treatment 'lost'"),
        (
            lambda: seats.compensatory({"A": 1, "B": 9999}, 10, {"A": 9}, overhang="levelled"),
            "more than 100 seats",
        ),
    ],
)
def test_mixed_systems_refuse_what_cannot_be(call, message):
    with pytest.raises(ValueError, match=message):
        call()
