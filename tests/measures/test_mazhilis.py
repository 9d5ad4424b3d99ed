"""Kazakhstan's elections: official seats reproduced, other rules by hand, published results."""

import numpy as np
import pytest
from scipy import stats

from comparative import evidence
from comparative.measures import mazhilis
from comparative.measures.mazhilis import Design

ELECTIONS = evidence.load("mazhilis_seats", "elections")
RESULTS = evidence.load("mazhilis_seats", "results")
LISTS_2023 = mazhilis.count(RESULTS, 2023)
DISTRICTS = mazhilis.district_record(RESULTS, "KAZ-2023", "AMANAT")


def seats_of(frame, election, formula):
    rows = frame[(frame["election_id"] == election) & (frame[formula] > 0)]
    return rows.sort_values(formula, ascending=False)[formula].tolist()


def test_hare_reproduces_every_election():
    seats = mazhilis.reproduced(ELECTIONS, RESULTS)
    fit = mazhilis.formula_fit(seats)
    assert fit.loc["hare", ["elections", "exact"]].tolist() == [6, 6]
    assert fit.loc["sainte_lague", "exact"] == 6
    assert fit.loc["dhondt", "misses"] == ["KAZ-2004", "KAZ-2012", "KAZ-2021", "KAZ-2023"]
    assert seats_of(seats, "KAZ-2023", "hare") == [40, 8, 6, 6, 5, 4]
    assert seats_of(seats, "KAZ-2021", "hare") == [76, 12, 10]
    assert seats_of(seats, "KAZ-2016", "hare") == [84, 7, 7]
    assert seats_of(seats, "KAZ-2012", "hare") == [83, 8, 7]
    assert seats_of(seats, "KAZ-2007", "hare") == [98]
    assert seats_of(seats, "KAZ-2004", "hare") == [7, 1, 1, 1]
    assert seats_of(seats, "KAZ-2023", "dhondt") == [41, 8, 6, 6, 5, 3]


def test_counts_add_up_and_agree_with_printed_shares():
    for row in ELECTIONS[ELECTIONS["valid_votes"].notna()].itertuples():
        votes = mazhilis.count(RESULTS, row.election_id)
        assert votes.valid == row.valid_votes
        printed = votes.rows.set_index("party_id")["published_vote_pct"].dropna()
        computed = 100 * votes.rows.set_index("party_id")["list_votes"] / votes.valid
        assert (np.abs(computed[printed.index] - printed) < 0.006).all(), row.election_id


def test_disproportionality_of_the_list_tier():
    found = mazhilis.proportionality(ELECTIONS, RESULTS)
    lists = found[found["tier"] == "list"].set_index(["election_id", "base"])["gallagher"].round(2)
    assert lists.xs("parties", level="base").to_dict() == {
        "KAZ-2004": 7.83,
        "KAZ-2007": 9.20,
        "KAZ-2012": 3.13,
        "KAZ-2016": 2.99,
        "KAZ-2021": 6.53,
        "KAZ-2023": 2.19,
    }
    assert lists["KAZ-2023", "with_against_all"] == 4.37
    house = found[(found["tier"] == "house") & (found["base"] == "parties")].set_index("election_id")
    assert house.loc["KAZ-2023", ["largest_seats", "seats", "majority"]].tolist() == [62, 98, "1/2"]
    assert house.loc["KAZ-2021", "majority"] == "2/3"


def test_half_and_half():
    found = mazhilis.chamber(LISTS_2023, Design(98, 49, 0.05), DISTRICTS)
    assert found.lists[found.lists > 0].tolist() == [28, 6, 4, 4, 4, 3]
    assert found.expected == pytest.approx(28 + 49 * 22 / 29)
    assert (found.least, found.low, found.high, found.most) == (28, 54, 73, 77)
    assert found.two_thirds == 66
    assert found.chance == pytest.approx(0.468, abs=0.0005)


def test_district_model_is_beta_binomial():
    """By its definition: binomial wins, their probability drawn from Jeffreys's posterior."""
    model = DISTRICTS.of(49)
    draws = np.random.default_rng(1)
    p = draws.beta(22.5, 7.5, size=200_000)
    wins = draws.binomial(49, p)
    assert model.mean() == pytest.approx(wins.mean(), abs=0.05)
    assert model.sf(37) == pytest.approx((wins > 37).mean(), abs=0.005)


@pytest.mark.parametrize(
    ("year", "threshold", "expected"),
    [
        (2023, 0.05, [83, 17, 13, 13, 11, 8]),
        (2023, 0.07, [96, 19, 15, 15]),
        (2021, 0.05, [107, 16, 14, 8]),
        (2021, 0.07, [113, 17, 15]),
    ],
)
def test_lists_only_with_145_seats(year, threshold, expected):
    found = mazhilis.chamber(mazhilis.count(RESULTS, year), Design(145, 145, threshold), DISTRICTS)
    assert found.lists[found.lists > 0].tolist() == expected
    assert found.two_thirds == 97
    assert found.chance == float(expected[0] >= 97)


def test_all_lists_with_98_seats():
    lists = {
        formula: mazhilis.chamber(LISTS_2023, Design(98, 98, 0.05, formula), DISTRICTS).lists["AMANAT"]
        for formula in ("hare", "sainte_lague")
    }
    assert lists == {"hare": 56, "sainte_lague": 57}


def test_odds_of_two_thirds():
    found = mazhilis.odds(LISTS_2023, Design(145, 145, 0.05), DISTRICTS, draws=40_000)
    assert found["p_two_thirds"].tolist() == pytest.approx([0.31, 0.22, 0.06], abs=0.012)
    assert found["sd_share"].round(3).tolist() == [0.109, 0.070, 0.035]
    again = mazhilis.odds(LISTS_2023, Design(145, 145, 0.05), DISTRICTS, draws=40_000)
    assert found["p_two_thirds"].tolist() == again["p_two_thirds"].tolist()


def test_odds_spread_as_the_dirichlet_says():
    """The chance of passing the threshold is that of the beta distribution of a party's share."""
    found = mazhilis.odds(LISTS_2023, Design(145, 145, 0.05), DISTRICTS, concentrations=[50], draws=40_000)
    share = LISTS_2023.votes["NSDP"] / LISTS_2023.valid
    passing = stats.beta(50 * share, 50 * (1 - share)).sf(0.05)
    assert found["p_passing"].iloc[0]["NSDP"] == pytest.approx(passing, abs=0.01)


def test_swings_match_the_widest_draws():
    swings = mazhilis.swings(ELECTIONS, RESULTS, "AMANAT", since=2007)["swing"].dropna()
    assert len(swings) == 4
    assert np.sqrt((swings**2).mean()) == pytest.approx(0.109, abs=0.0005)


def test_grid_agrees_with_single_chambers():
    cells = mazhilis.grid(
        LISTS_2023, DISTRICTS, seats=98, list_shares=[0.5, 0.7, 1.0], thresholds=[0.0, 0.05, 0.6]
    )
    assert len(cells) == 6, "no party passes sixty percent"
    now = cells[(cells["list_share"] == 0.7) & (cells["threshold"] == 0.05)].iloc[0]
    assert now[["list_seats", "list_largest", "parties"]].tolist() == [69, 40, 6]
    assert now["expected"] == 62


def test_chambers_of_every_election_and_design():
    counts = [mazhilis.count(RESULTS, year) for year in (2021, 2023)]
    rules = evidence.load("mazhilis_seats", "rules", as_of="2026-10-31")
    designs = mazhilis.designs(ELECTIONS, rules)
    frame = mazhilis.chambers(counts, designs, DISTRICTS).set_index(["election_id", "design"])
    assert frame["list_largest"].to_dict() == {
        ("KAZ-2021", "rule_2022"): 51,
        ("KAZ-2021", "half"): 36,
        ("KAZ-2021", "lists"): 72,
        ("KAZ-2021", "in_force_1"): 107,
        ("KAZ-2021", "in_force_2"): 113,
        ("KAZ-2023", "rule_2022"): 40,
        ("KAZ-2023", "half"): 28,
        ("KAZ-2023", "lists"): 56,
        ("KAZ-2023", "in_force_1"): 83,
        ("KAZ-2023", "in_force_2"): 96,
    }


def test_only_the_rule_of_2022_before_the_kurultai():
    rules = evidence.load("mazhilis_seats", "rules", as_of="2024-01-01")
    assert list(mazhilis.designs(ELECTIONS, rules)) == ["rule_2022", "half", "lists"]


def test_elected_chambers_are_whole():
    for row in ELECTIONS[ELECTIONS["valid_votes"].notna()].itertuples():
        assert mazhilis.elected(RESULTS, row.election_id)["seats"].sum() == row.total_seats
    seated = mazhilis.elected(RESULTS, "KAZ-2023")
    assert seated["party_id"].tolist() == ["AMANAT", "AUYL", "AQJOL", "RESP", "QHP", "NSDP", "IND"]


def test_party_names_follow_the_language():
    lists = evidence.load("mazhilis_seats", "kurultai_lists")
    assert mazhilis.party_names(RESULTS, lists, "en")["AUYL"] == "Auyl"
    assert mazhilis.party_names(RESULTS, lists, "ru")["QHP"] == "Народная партия Казахстана"
    assert mazhilis.party_names(RESULTS, lists, "kk")["ASAR"] == "«Асар» республикалық партиясы"


def test_mixed_systems_are_ranked_by_their_lists():
    ranked = mazhilis.mixed_standing(evidence.load("mazhilis_seats", "mixed_systems"), "KAZ")
    own = ranked[ranked["own"]].set_index("year")["list_share"].round(3)
    assert own.to_dict() == {2023: 0.704, 2004: 0.130}
    assert ranked["list_share"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mazhilis.count(RESULTS, 2026), "no votes of an election 2026; there are KAZ-2004"),
        (lambda: Design(98, 99, 0.05), "99 of 98 seats"),
        (lambda: mazhilis.District(3, 2), "3 of 2 districts"),
        (
            lambda: mazhilis.odds(LISTS_2023, Design(98, 69, 0.05), DISTRICTS, concentrations=[0]),
            "a concentration is above 0",
        ),
    ],
)
def test_what_cannot_be_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()
