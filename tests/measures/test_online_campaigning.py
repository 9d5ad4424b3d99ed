"""Placements of the recommendations on online campaigning, held to what was read."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import online_campaigning as campaigning
from comparative.measures.agreement import kappa
from comparative.measures.leave_one_out import leave_one_out
from comparative.measures.rounding import printed
from comparative.measures.social_media import implied_population, implied_users


@pytest.fixture(scope="module")
def regulation():
    return evidence.load("online_campaigning", "regulation")


def test_placements_read_and_confirmed(regulation):
    found = campaigning.checked(regulation)
    assert (found.listed, found.read, found.right, found.unread) == (41, 17, 10, 24)
    assert [round(x, 2) for x in (found.share, found.low, found.high)] == [0.59, 0.33, 0.82]
    assert [round(x, 2) for x in (found.least, found.most)] == [0.24, 0.83]
    verdicts = regulation.loc[regulation["listed"], "verdict"].value_counts()
    assert verdicts.to_dict() == {"unverified": 24, "confirmed": 10, "imprecise": 5, "outdated": 2}


def test_kappa_with_the_unread_as_a_no(regulation):
    found = campaigning.agreement(regulation, "2022-12-31")
    assert found.n == 33 * 12
    assert [round(x, 2) for x in (found.kappa, found.low, found.high)] == [0.26, 0.11, 0.42]
    counts = [campaigning.agreement(regulation, "2022-12-31", unread_right=n).kappa for n in range(25)]
    assert np.all(np.diff(counts) > 0)
    with pytest.raises(ValueError, match="25 of 24"):
        campaigning.agreement(regulation, "2022-12-31", unread_right=25)


def test_how_many_unread_must_prove_right(regulation):
    found = campaigning.checked(regulation)
    more = campaigning.needed(found)
    assert more == 11
    assert (found.right + more) / found.listed > 0.5 >= (found.right + more - 1) / found.listed
    assert campaigning.needed(found, 0.2) == 0
    assert campaigning.needed(found, 0.9) is None


def test_leaving_one_approach_out(regulation):
    read = regulation[regulation["listed"] & regulation["verdict"].ne("unverified")]
    found = leave_one_out(read, lambda part: part["verdict"].eq("confirmed").mean(), by="approach")
    assert (round(found.low, 2), round(found.high, 2)) == (0.5, 0.64)


def test_countries_in_two_groups(regulation):
    assert campaigning.conflicts(regulation) == ["BEL", "GEO", "MNE"]
    lists = regulation[~(regulation["place"].eq("KAZ") & regulation["valid_to"].notna())]
    assert set(campaigning.repeated(lists)) == {"BEL", "DEU", "GBR", "GEO", "KGZ", "MNE", "USA"}
    assert int(lists["listed"].sum()) == 40
    assert lists.loc[lists["listed"], "place"].nunique() == 33


def test_kazakhstan_is_unregulated_until_the_amendments(regulation):
    own = regulation[regulation["place"] == "KAZ"]

    def held(day):
        return set(own.loc[campaigning.on_day(own, day), "approach"])

    assert held("2013-12-31") == {"no_specific_regulation"}
    assert held("2022-11-04") == {"no_specific_regulation", "executive_blocking"}
    assert held("2022-11-05") == {
        "executive_blocking",
        "dedicated_law_liability",
        "provider_accreditation",
        "paid_online_ads_allowed",
    }


def test_belgium_lifted_its_ban_in_february_2014(regulation):
    own = regulation[regulation["place"] == "BEL"]
    before, after = (
        own.loc[campaigning.on_day(own, day), "approach"].tolist() for day in ("2014-02-09", "2014-02-10")
    )
    assert (before, after) == (["paid_online_ads_banned"], ["paid_online_ads_allowed"])


def test_only_what_was_read_is_supported(regulation):
    assert not regulation.loc[regulation["status"] == "seed", "supported"].any()
    assert (regulation["verdict"].eq("unverified") == regulation["status"].eq("seed")).all()
    assert regulation.loc[regulation["verdict"].eq("not_listed"), "listed"].eq(False).all()


def test_a_row_for_each_country_with_all_it_is_listed_under(regulation):
    found = campaigning.by_country(regulation, "2026-10-31").set_index("place")
    assert sum(map(len, found["listed"])) == 41
    assert found.loc["GBR", "held"] == ["identification_of_sponsor"]
    assert found.loc["GBR", "unread"] == ["platform_self_regulation"]
    assert found.loc["BEL", "qualified"] == ["no_specific_regulation", "paid_online_ads_banned"]
    early = campaigning.by_country(regulation, "2022-03-16").set_index("place")
    assert early.loc["GBR", "held"] == []


def test_nothing_listed_is_refused(regulation):
    with pytest.raises(ValueError, match="no row is a placement"):
        campaigning.checked(regulation[~regulation["listed"]])


def test_nothing_read_has_bounds_but_no_share():
    found = campaigning.checked(pd.DataFrame({"listed": [True], "verdict": ["unverified"]}))
    assert np.isnan(found.share)
    assert (found.least, found.most) == (0, 1)


def test_figures_of_the_recommendations_fit_each_other():
    found = implied_users(1.8, 0.15, 11.75, 0.615, 14)
    values = [round(one.value, 3) for one in found.values()]
    assert values == [12.0, 13.8, 19.106, 0.722, 0.733]
    assert found["after"].holds(14)
    assert found["share"].holds(0.72)


def test_the_population_behind_the_figures():
    users = evidence.load("online_campaigning", "users")
    found = implied_population(users, evidence.load("shared", "population")).set_index("figure_id")
    assert round(found.loc["U-02", "implied_million"], 1) == 19.1
    assert found["recorded_million"].notna().sum() == 4


def test_parts_of_the_accredited_media_add_up():
    counts = evidence.load("online_campaigning", "counts").query("place == 'KGZ'")
    for day, total in (("2020-07-01", 210), ("2020-11-01", 217)):
        rows = counts[counts["date"] == day].set_index("metric")["value"]
        assert rows["accredited_all"] == total == rows.drop("accredited_all").sum()


@given(st.lists(st.integers(1, 60), min_size=4, max_size=4))
def test_kappa_of_two_classes_by_hand(counts):
    a, b, c, d = counts
    n = sum(counts)
    observed = (a + d) / n
    expected = ((a + b) * (a + c) + (c + d) * (b + d)) / n**2
    found = kappa([[a, b], [c, d]])
    assert found.kappa == pytest.approx((observed - expected) / (1 - expected))
    assert found.low <= found.kappa <= found.high


def test_kappa_of_a_published_table():
    """Fleiss (1981): 0.68, and the interval SAS prints, 0.5046 to 0.8484."""
    found = kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    assert round(found.kappa, 2) == 0.68
    assert (round(found.low, 4), round(found.high, 4)) == (0.5046, 0.8484)


@pytest.mark.parametrize("table", [[[1, 2]], [[1, -1], [0, 2]], [[0, 0], [0, 0]], [[5, 0], [0, 0]]])
def test_kappa_refuses_what_has_none(table):
    with pytest.raises(ValueError, match="kappa"):
        kappa(table)


@given(st.floats(1, 1e3), st.floats(1, 1e3), st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
def test_a_range_holds_whatever_rounds_to_its_figures(a, b, da, db):
    first, second = printed(a, 0.1), printed(b, 0.1)
    assert (first / second).low * (1 - 1e-12) <= (a + da) / (b + db) <= (first / second).high * (1 + 1e-12)
    assert (first + second).low - 1e-9 <= a + da + b + db <= (first + second).high + 1e-9


def test_a_figure_that_may_be_zero_is_refused():
    with pytest.raises(ValueError, match="not known to be positive"):
        printed(0.05, 0.1)
