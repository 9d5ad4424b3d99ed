"""Estonia's official figures recomputed from counts, and the scenario worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import internet_voting as iv

AS_OF = "2026-10-31"


@pytest.fixture(scope="module")
def elections():
    return iv.shares(evidence.load("internet_voting", "elections"), as_of=AS_OF)


def test_fifteen_shares_of_voters_to_the_printed_digit(elections):
    # valimised.ee for 2005-2023; 2024 and 2025 from ERR's counts on election night.
    printed = [1.9, 5.5, 14.7, 15.8, 24.3, 21.2, 31.3, 30.5, 31.7, 43.8, 46.7, 46.9, 51.1, 41.6, 45.8]
    assert (100 * elections["share_of_voters"]).round(1).tolist() == printed


@pytest.mark.parametrize(
    ("computed", "published", "digit_off"),
    [
        ("share_of_voters", "published_share_of_voters_pct", []),
        # 58,669 of 909,628 is 6.4498%; the office printed 6.5, rounding 6.45 once more.
        ("share_of_eligible", "published_share_of_eligible_pct", ["EST-2009-EP"]),
        ("turnout", "published_turnout_pct", []),
    ],
)
def test_every_printed_share_is_reproduced(elections, computed, published, digit_off):
    known = elections[elections[published].notna()].set_index("election_id")
    assert len(known) >= 8
    differs = (100 * known[computed]).round(1) != known[published]
    assert differs[differs].index.tolist() == digit_off


def test_european_election_of_2019_is_half_of_voters_but_a_sixth_of_the_electorate(elections):
    row = elections.set_index("election_id").loc["EST-2019-EP"]
    assert (round(row["share_of_voters"], 3), round(row["share_of_eligible"], 3)) == (0.467, 0.176)


def test_counts_agree_with_each_other(elections):
    # Submissions are first votes plus repeats; ERR prints 324,301 for 2023.
    known = elections[elections["ivotes_cast_total"].notna()]
    assert (known["ivoters"] + known["ivotes_repeated"]).tolist() == known["ivotes_cast_total"].tolist()
    assert known.set_index("election_id").loc["EST-2023-PAR", "ivotes_cast_total"] == 324_301
    # 2021: 313,741 on paper plus 273,620 counted online are the 587,361 participants (ERR).
    row = elections.set_index("election_id").loc["EST-2021-LOC"]
    assert row["ivotes_counted"] + 313_741 == row["participating_voters"]


def test_later_elections_are_not_used():
    table = evidence.load("internet_voting", "elections")
    held = iv.shares(table, as_of="2019-03-03")
    assert held["election_date"].max() == pd.Timestamp("2019-03-03")
    assert held["election_date"].is_monotonic_increasing
    with pytest.raises(ValueError, match="2005-10-15"):
        iv.shares(table, as_of="2005-10-15")


def test_adoption_reproduces_the_published_fit(elections):
    trend = iv.adoption(elections)
    assert round(trend.per_year, 3) == 0.124
    assert round(trend.standard_error, 3) == 0.016
    assert round(trend.dispersion) == 12_219
    assert trend.n == 15
    assert trend.without_one.low < trend.per_year < trend.without_one.high


def test_adoption_on_one_type_agrees_with_a_binomial_logit_by_hand():
    # One dummy-free line through exact logits: slope 0.5 per year whatever the weights.
    years = np.arange(6.0)
    rows = pd.DataFrame(
        {
            "election_id": list("abcdef"),
            "election_type": "local",
            "years": years,
            "participating_voters": [100, 900, 50, 400, 700, 10],
            "share_of_voters": 1 / (1 + np.exp(2 - 0.5 * years)) + 0.003 * np.array([1, -1, 1, -1, 1, -1]),
        }
    )
    trend = iv.adoption(rows)
    assert trend.per_year == pytest.approx(0.5, abs=0.02)
    assert trend.low < 0.5 < trend.high


def test_adoption_refuses_too_few(elections):
    with pytest.raises(ValueError, match="too few"):
        iv.adoption(elections.head(5))


def test_next_elections_follow_the_terms(elections):
    # Riigikogu and councils sit four years, the European Parliament five.
    due = iv.next_elections(elections)
    assert due["election_type"].tolist() == ["parliament", "european", "local"]
    assert due["election_date"].dt.year.tolist() == [2027, 2029, 2029]


def test_electorate_is_the_last_one_known():
    votes = [
        evidence.load("internet_voting", "national_votes"),
        evidence.load("party_registration", "electorates"),
    ]
    assert iv.electorate(votes, "KAZ", as_of=AS_OF).persons == 12_482_613
    assert iv.electorate(votes, "KAZ", as_of="2024-01-01").persons == 12_035_578
    unknown = iv.electorate(votes, "US-WV", as_of=AS_OF)
    assert not unknown.known
    assert unknown.persons == 1_000_000


def test_scenario_by_hand():
    record = pd.DataFrame({"years": [0.0, 4.0, 8.0], "share_of_voters": [0.02, 0.1, 0.4]})
    paths = iv.scenario(record, start_year=2030, turnout_pct=50, eligible_voters=1_000_000)
    table = paths.set_index(["adoption", "year"])["online_votes"]
    assert table["estonia", 2034] == pytest.approx(50_000)
    assert table["estonia", 2036] == pytest.approx(125_000)
    assert table["slower", 2038] == table["estonia", 2034]
    assert table["faster", 2034] == table["estonia", 2038] == pytest.approx(200_000)
    beyond = paths[paths["beyond_record"]]
    assert set(beyond["adoption"]) == {"faster"}
    assert (beyond["online_votes"] == 200_000).all()


@given(turnout=st.floats(0, 100), eligible=st.integers(1, 10**9), start=st.integers(2025, 2100))
def test_scenario_scales_with_turnout_and_electorate(elections, turnout, eligible, start):
    paths = iv.scenario(elections, start_year=start, turnout_pct=turnout, eligible_voters=eligible)
    assert (paths["online_votes"] <= eligible * turnout / 100 + 1e-6).all()
    assert paths["year"].min() == start
    base = iv.scenario(elections, start_year=start, turnout_pct=100, eligible_voters=1)
    assert np.allclose(paths["online_votes"], base["online_votes"] * eligible * turnout / 100)


def test_scenario_marks_the_chosen_path(elections):
    paths = iv.scenario(elections, start_year=2030, turnout_pct=60, eligible_voters=100, adoption="slower")
    assert set(paths.loc[paths["chosen"], "adoption"]) == {"slower"}
    with pytest.raises(ValueError, match="known: slower, estonia, faster"):
        iv.scenario(elections, start_year=2030, turnout_pct=60, eligible_voters=100, adoption="fast")


@pytest.mark.parametrize(("turnout", "eligible"), [(101, 5), (-1, 5), (50, 0)])
def test_scenario_refuses_the_impossible(elections, turnout, eligible):
    with pytest.raises(ValueError, match=r"turnout_pct|eligible_voters"):
        iv.scenario(elections, start_year=2030, turnout_pct=turnout, eligible_voters=eligible)
