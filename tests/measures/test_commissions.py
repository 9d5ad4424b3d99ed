"""Election commissions, held to published totals and to sums done by hand."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import commissions


@pytest.fixture(scope="module")
def by_model():
    return commissions.by_model(evidence.load("election_commissions", "models_by_continent"))


@pytest.fixture(scope="module")
def bodies():
    return evidence.load("election_commissions", "bodies", as_of="2022-12-31")


@pytest.fixture(scope="module")
def appointers():
    return evidence.load("election_commissions", "appointers")


@pytest.fixture(scope="module")
def counts():
    return evidence.load("election_commissions", "counts")


def test_totals_are_those_published(by_model):
    total = commissions.in_total(by_model)["places"]
    assert total.to_dict() == {
        "independent": 138,
        "mixed": 28,
        "governmental": 45,
        "no_national_elections": 4,
    }
    assert total.sum() == 215


def test_europe_and_the_percentages_published(by_model):
    europe = by_model[by_model["continent"] == "Europe"].set_index("model")
    assert europe["places"].to_dict() == {
        "independent": 22,
        "mixed": 8,
        "governmental": 18,
        "no_national_elections": 0,
    }
    assert (europe["share"] * 100).round(1).tolist() == [45.8, 16.7, 37.5, 0.0]


def test_continents_come_by_size_and_other_last(by_model):
    assert by_model["continent"].drop_duplicates().tolist() == [
        *("Africa", "Asia", "Europe", "Americas", "Oceania", "Other")
    ]
    assert by_model.groupby("continent")["share"].sum().to_numpy() == pytest.approx(1)


def test_two_lists_agree_on_two_of_five():
    models = evidence.load("election_commissions", "models")
    found, both = commissions.agreement(models, "idea", "wikipedia")
    assert (found.n, found.agree, found.outside) == (5, 2, 3)
    assert both["place"].tolist() == ["ARG", "AUS", "BGD", "BOL", "BRA"]
    assert both.loc[both["agree"], "place"].tolist() == ["AUS", "BGD"]
    assert commissions.agreement(models, "wikipedia", "idea")[0] == found


def test_difference_within_common_classes_is_not_outside():
    models = pd.DataFrame(
        [("A", "x", "mixed"), ("A", "y", "independent"), ("B", "x", "independent"), ("B", "y", "mixed")],
        columns=["place", "classifier", "model"],
    ).assign(source_id="s")
    assert commissions.agreement(models, "x", "y")[0] == commissions.Agreement(2, 0, 0)


def test_share_of_judges_in_six_commissions(bodies):
    found = commissions.judges(bodies).set_index("body_id")["share"].round(3)
    assert found.to_dict() == {
        "ESP-central-1": 0.615,
        "ESP-district-1": 0.6,
        "ESP-regional-1": 0.6,
        "EST-central-1": 0.286,
        "POL-central-2": 0.222,
        "DEU-central-1": 0.182,
    }
    assert commissions.pooled(commissions.judges(bodies)) == commissions.Judges(6, 4, 20, 50, 0.4)


def test_poland_had_judges_only_before_2020():
    before = commissions.judges(evidence.load("election_commissions", "bodies", as_of="2019-12-31"))
    assert before.set_index("place").loc["POL", "share"] == 1


def test_every_commission_whose_seats_are_told_apart_adds_up(appointers):
    found = commissions.seats(evidence.load("election_commissions", "bodies"), appointers)
    assert set(found["body_id"]) == set(appointers["body_id"])
    assert found.groupby("body_id")["share"].sum().to_numpy() == pytest.approx(1)
    kazakh = found[found["place"] == "KAZ"].groupby("body_id")["seats"].sum()
    assert set(kazakh) == {7}


def test_seats_that_do_not_add_up_are_named(bodies, appointers):
    with pytest.raises(ValueError, match="POL-central-2"):
        commissions.seats(bodies, appointers[appointers["appointer"] != "Sejm"])


def test_central_commission_agrees_with_the_posts_of_the_constitutional_rules(appointers):
    posts = evidence.load("constitutional_review", "appointments").query("body == 'election_commission'")
    own = appointers.groupby(["body_id", "branch"])["seats_count"].sum()
    for regime, body in (("reform_2022", "KAZ-central-1"), ("constitution_2026", "KAZ-central-2")):
        rows = posts[posts["regime"] == regime]
        assert rows["posts"].sum() == own[body].sum() == 7
        chambers = rows.loc[rows["post_id"] == "cec_members_chambers", "posts"].sum()
        assert chambers == own[body].get("parliament", 0)
    assert own["KAZ-central-2", "president_and_parliament"] == 6


def test_claimed_numbers_of_uzbekistan_fit_each_other():
    found = commissions.plausibility(5739, 54000, 9, 11)
    assert (found.low, found.high, found.fits) == (51651, 63129, True)
    assert found.each == pytest.approx(9.409, abs=0.001)
    assert not commissions.plausibility(5739, 54000, 9.5, 11).fits


@given(st.integers(1, 9999), st.integers(1, 15), st.integers(0, 10), st.integers(0, 99999))
def test_people_fit_when_and_only_when_the_mean_does(bodies, low, more, people):
    found = commissions.plausibility(bodies, people, low, low + more)
    assert found.fits == (low * bodies <= people <= (low + more) * bodies)


def test_commissions_of_the_akim_elections(counts):
    found = commissions.at_election(counts, "KAZ", "2023-11-05")
    assert found["commissions_count"].tolist() == [3, 17, 42, 1491]
    assert found["commissions_count"].sum() == 1553


def test_by_elections_add_up_to_the_total_reported(counts):
    reported = counts.set_index("count_id").loc["KAZ-2025-10-all", "commissions_count"]
    assert commissions.at_election(counts, "KAZ", "2025-10")["commissions_count"].sum() == reported == 429


def test_territorial_commissions_as_last_counted(counts):
    days = {"2017-01-01": 224, "2021-01-10": 232, "2022-12-31": 239, "2026-11-01": 239}
    for day, number in days.items():
        assert commissions.territorial(counts, "KAZ", day)["commissions_count"].sum() == number
    assert commissions.territorial(counts, "UZB", "2026-11-01").empty


def test_judges_in_every_territorial_commission(bodies):
    known = commissions.judges(bodies)
    found = commissions.sitting(known, 239, 7, 2)
    # 2 of 7 is Estonia's own share, which is not larger
    assert (found.judges, found.members, found.above, found.compared) == (478, 1673, 3, 6)
    with pytest.raises(ValueError, match="8 judges"):
        commissions.sitting(known, 239, 7, 8)


@given(st.integers(0, 6))
def test_one_more_judge_never_has_more_above(k):
    known = pd.DataFrame({"share": [0.615, 0.6, 0.6, 2 / 7, 2 / 9, 2 / 11]})
    assert commissions.sitting(known, 10, 7, k).above >= commissions.sitting(known, 10, 7, k + 1).above
