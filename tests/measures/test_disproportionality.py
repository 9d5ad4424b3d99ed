"""Indices against published values and each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import disproportionality as dis

INPUTS = evidence.load("mazhilis_seats", "published_inputs")
PUBLISHED = evidence.load("mazhilis_seats", "published_indices")
CHECKED = PUBLISHED[
    (PUBLISHED["edition"] == "collection") & PUBLISHED["election_id"].isin(INPUTS["election_id"])
]
# The collection was computed from shares of every list; the inputs stop at lists with a printed share.
TOLERANCE = {"gallagher": 0.05, "effective_parties_votes": 0.02, "effective_parties_seats": 0.005}


def computed(row: dict) -> float:
    """Value of one index from the shares and seats behind it."""
    parties = INPUTS[INPUTS["election_id"] == row["election_id"]]
    votes = parties["vote_share_pct"].to_numpy()
    seats = 100 * parties["seats"].to_numpy() / parties["house_seats"].iloc[0]
    return {
        "gallagher": dis.gallagher(votes, seats),
        "effective_parties_votes": dis.effective_number(votes),
        "effective_parties_seats": dis.effective_number(seats),
    }[row["index"]]


@pytest.mark.parametrize(
    "row", CHECKED.to_dict("records"), ids=lambda row: f"{row['election_id']}-{row['index']}"
)
def test_published_values_are_reproduced(row):
    assert computed(row) == pytest.approx(row["published_value"], abs=TOLERANCE[row["index"]])


def test_values_agree_to_the_printed_digit_where_the_inputs_are_complete():
    """Five of the published values rest on parties too small to be among the inputs."""
    off = [
        (row["election_id"], row["index"])
        for row in CHECKED.to_dict("records")
        if round(computed(row), 2) != row["published_value"]
    ]
    assert sorted(off) == [
        ("DEU-2013", "effective_parties_votes"),
        ("DEU-2013", "gallagher"),
        ("NLD-2012", "gallagher"),
        ("NZL-2011", "gallagher"),
        ("POL-2011", "gallagher"),
    ]


def test_by_hand():
    votes, seats = [60, 30, 10], [70, 30, 0]
    assert dis.gallagher(votes, seats) == pytest.approx(10)
    assert dis.loosemore_hanby(votes, seats) == pytest.approx(10)
    assert dis.sainte_lague_index(votes, seats) == pytest.approx(100 / 60 + 100 / 10)
    assert dis.rae(votes, seats) == pytest.approx(20 / 3)
    assert dis.rae([60, 39.8, 0.2], [61, 39, 0], smallest_pct=0.5) == pytest.approx(0.9)
    assert dis.wasted_votes(votes, seats) == 10
    assert dis.sainte_lague_index([100, 0], [90, 10]) == np.inf


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=9))
def test_proportional_houses_have_no_disproportionality(weights):
    share = 100 * np.array(weights) / sum(weights)
    for index in (dis.gallagher, dis.loosemore_hanby, dis.sainte_lague_index, dis.rae, dis.wasted_votes):
        assert index(share, share) == 0
    assert 1 - 1e-9 <= dis.effective_number(share) <= len(weights) + 1e-9


@given(st.lists(st.tuples(st.floats(0.1, 100), st.floats(0.1, 100)), min_size=2, max_size=9))
def test_gallagher_lies_within_loosemore_hanby(pairs):
    votes, seats = (100 * np.array(column) / sum(column) for column in zip(*pairs, strict=True))
    assert dis.gallagher(votes, seats) <= dis.loosemore_hanby(votes, seats) + 1e-9


def test_shares_are_never_rescaled():
    assert dis.effective_number([40, 40]) == pytest.approx(1 / (0.4**2 + 0.4**2))
    assert dis.percentages({"A": 40, "B": 40}, base=100).sum() == 80


def test_parties_are_matched_by_name():
    assert dis.gallagher({"A": 60, "B": 40}, {"B": 40, "A": 60}) == 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: dis.gallagher([0.6, 0.4], [70, 30]), "give percent, not fractions"),
        (lambda: dis.gallagher([60, 50], [70, 30]), "add up to 110 percent"),
        (lambda: dis.gallagher([60, -1], [70, 30]), "-1.0 is no share"),
        (lambda: dis.gallagher([60, np.nan], [70, 30]), "nan is no share"),
        (lambda: dis.gallagher([60, 40], [100]), "2 shares of votes and 1 shares of seats"),
        (lambda: dis.gallagher({"A": 60, "B": 40}, {"A": 100}), "B must have one share"),
        (lambda: dis.gallagher({"A": 100}, [100]), "in the same way"),
        (lambda: dis.percentages([3, 4], base=5), "a base of 5 does not hold"),
        (lambda: dis.percentages([0, 0]), "a base of 0"),
    ],
)
def test_bad_shares_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
