"""Local government and regions of Kazakhstan: published figures, hand-worked cases, properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import akims, local_finance, malapportionment, regional_disparity
from comparative.measures.stated_sums import check_sums


def load(table):
    return evidence.load("local_government", table)


@pytest.fixture(scope="module")
def regions():
    return evidence.load("senate_representation", "regions")


@pytest.fixture(scope="module")
def kinds(regions):
    return regions.set_index("place")["unit_type"]


@pytest.fixture(scope="module")
def population():
    return evidence.load("senate_representation", "region_population")


def product(period, population):
    return regional_disparity.regional(load("regional_product"), population, period)


# --- product of the regions ------------------------------------------------------------------------


def test_first_half_of_2024(population, kinds):
    found = product("2024-H1", population)
    gap = regional_disparity.disparity(found, kinds)
    assert found["product_kzt_million"].max() / found["product_kzt_million"].min() == pytest.approx(
        13.6, abs=0.05
    )
    assert (gap.units, gap.highest, gap.lowest) == (20, "KZ-23", "KZ-61")
    assert gap.ratio == pytest.approx(11.5, abs=0.05)
    assert gap.gini == pytest.approx(0.330, abs=5e-4)
    assert gap.theil == pytest.approx(0.185, abs=5e-4)
    assert gap.between == pytest.approx(0.024, abs=5e-4)
    assert gap.theil == pytest.approx(gap.between + gap.within)
    without = regional_disparity.disparity(found[found["place"] != "KZ-23"])
    assert without.ratio == pytest.approx(5.8, abs=0.05)


def test_the_old_map(population, regions):
    found = regional_disparity.by_map(product("2024-H1", population), regions)
    assert found["units"].tolist() == [16, 17, 20]
    assert found["volume_ratio"].iloc[1] == pytest.approx(11.0, abs=0.05)
    assert found["theil"].iloc[1] == pytest.approx(0.184, abs=5e-4)
    assert found["volume_ratio"].iloc[2] == pytest.approx(13.6, abs=0.05)


def test_products_add_up_to_the_published_total(population):
    assert product("2024-H1", population)["product_kzt_million"].sum() == pytest.approx(52_342_740.3, abs=0.1)
    # Of 2022 nine regions are published; the others are per head times residents.
    assert product("2022", population)["product_kzt_million"].sum() == pytest.approx(103_765_518.2, rel=1e-4)


def test_shares_and_residents_as_published(population):
    found = product("2022", population).set_index("place")["product_kzt_million"]
    assert 100 * found["KZ-75"] / found.sum() == pytest.approx(18.5, abs=0.05)
    assert 100 * found["KZ-33"] / found.sum() == pytest.approx(1.4, abs=0.05)
    residents = product("2024-H1", population).set_index("place")["population_persons"]
    assert residents["KZ-61"] == pytest.approx(2_145_200, rel=1e-3)


def test_the_programme_on_incomes_fits_the_first_half_of_2022(population):
    ratio = regional_disparity.over_time(load("regional_product")).set_index("period")["ratio"]
    assert ratio["2022"] == pytest.approx(11.9, abs=0.05)
    assert round(ratio["2022-H1"]) == 17
    for period, times in (("2022", 8.7), ("2022-H1", 10.4)):
        found = product(period, population).set_index("place")["product_kzt_million"]
        assert found["KZ-75"] / found["KZ-59"] == pytest.approx(times, abs=0.05)


def test_the_map_and_not_the_years_made_the_jump():
    years = regional_disparity.over_time(load("regional_product")).set_index("period")
    bare = regional_disparity.over_time(load("regional_product"), without=["KZ-23"]).set_index("period")
    assert years.loc[["2008", "2017", "2018"], "ratio"].round(1).tolist() == [11.7, 8.8, 14.9]
    assert bare.loc[["2008", "2022"], "ratio"].round(1).tolist() == [8.5, 5.4]
    assert years.loc[["2017", "2018", "2022"], "units"].tolist() == [16, 17, 20]


def test_a_period_without_residents_is_refused(population):
    with pytest.raises(ValueError, match="residents of the regions in 2010"):
        product("2010", population)
    with pytest.raises(ValueError, match="no regional product of '1999'"):
        product("1999", population)


# --- doctors and beds ------------------------------------------------------------------------------


def test_doctors_per_head_are_those_the_statistics_office_printed(population):
    health = load("regional_health")
    people = malapportionment.on_map(
        population, evidence.load("senate_representation", "regions"), "2023-01-01"
    )
    counted = health.query("indicator == 'doctors' and place != 'KAZ' and year == 2022")
    found = regional_disparity.per_resident(counted, people).set_index("place")["rate"]
    printed = health.query("indicator == 'doctors_per_10000' and place != 'KAZ'").set_index("place")["value"]
    assert printed.max() / printed.min() == pytest.approx(3.2, abs=0.05)  # four regions
    assert found.max() / found.min() == pytest.approx(3.1, abs=0.05)  # all twenty
    for place in ("KZ-71", "KZ-75", "KZ-35"):
        assert found[place] == pytest.approx(printed[place], abs=0.05)
    assert counted["value"].sum() == 79_409


def test_beds_of_six_regions(population):
    beds = load("regional_health").query("indicator == 'hospital_beds' and place != 'KAZ'")
    found = regional_disparity.per_resident(beds, product("2024-H1", population))
    assert len(found) == 6
    assert found["rate"].max() / found["rate"].min() == pytest.approx(1.2, abs=0.05)


# --- a floor ---------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.floats(1, 1e4), st.integers(1, 10**6)), min_size=1, max_size=9), st.floats(0, 1))
def test_a_floor_costs_no_more_than_it_must(units, share):
    frame = pd.DataFrame(units, columns=["rate", "population_persons"]).assign(place=range(len(units)))
    found = regional_disparity.lift(frame, share)
    assert 0 <= found.cost_share <= share + 1e-9
    assert found.ratio_after <= found.ratio_before * (1 + 1e-12)
    assert bool(found.lifted) == (found.cost_share > 0)


# --- akims -----------------------------------------------------------------------------------------


def test_posts_filled_by_election():
    found = akims.progress(load("akim_elections"), "2025-12-31")
    assert found["elected"].tolist() == [730, 1668, 2500]
    assert found["posts"].unique().tolist() == [2345]
    assert found["share"].round(3).tolist()[:2] == [0.311, 0.711]
    assert found["possible"].tolist() == [True, True, False]
    assert akims.progress(load("akim_elections"), "2021-07-24").empty


def test_posts_of_parties_leave_a_rest():
    found = akims.party_posts(load("akim_elections"))
    assert found.by_party["nur_otan"] == 627
    assert sum(found.by_party.values()) == 697
    assert found.other == 33


def test_turnout_of_both_tiers():
    found = akims.turnout(load("akim_elections"), "2025-12-31")
    assert found["turnout_pct"].tolist() == [79.1, 62.79]
    assert found["per_post"].round(1).tolist() == [3.1, 2.8]
    assert akims.turnout(load("akim_elections"), "2020-01-01").empty


# --- money -----------------------------------------------------------------------------------------


def test_polish_revenue_worked_back_from_changes():
    found = local_finance.structure(load("poland_revenue")).set_index(["year", "category"])
    assert found.loc[(2020, "own_revenue"), "share"] == pytest.approx(0.476, abs=5e-4)
    assert found.loc[(2019, "own_revenue"), "share"] == pytest.approx(0.486, abs=5e-4)
    for year in (2019, 2020):
        assert found.loc[year, "share"].sum() == pytest.approx(1)
    assert (found["low"] <= found["share"]).all()
    assert (found["share"] <= found["high"]).all()


@given(st.floats(20, 1000), st.floats(3, 30))
def test_levels_bound_the_amount_whose_change_was_printed(before, percent):
    """Whatever amount is printed with one decimal lies within the bounds."""
    change = before * percent / 100
    printed = round(change, 1), round(percent, 1)
    first, second = local_finance.levels(*printed)
    assert first.low - 1e-9 <= before <= first.high + 1e-9
    assert second.low - 1e-9 <= before + change <= second.high + 1e-9


@pytest.mark.parametrize(("change", "percent"), [(1.0, -2.0), (0.0, 0.0), (0.04, 3.0)])
def test_no_amount_follows_from_a_vanishing_change(change, percent):
    with pytest.raises(ValueError, match="no amount follows"):
        local_finance.levels(change, percent)


def test_budgets_are_the_sum_of_their_parts():
    budgets = load("rural_budgets")
    parts = budgets[
        ["tax_kzt_thousand", "nontax_kzt_thousand", "capital_kzt_thousand", "transfers_kzt_thousand"]
    ]
    known = parts.notna().all(axis=1)
    assert np.allclose(parts[known].sum(axis=1), budgets.loc[known, "revenue_kzt_thousand"], atol=0.05)
    found = local_finance.dependence(budgets)
    assert (found.budgets, round(found.low, 2), round(found.high, 2)) == (12, 0.52, 0.95)


def test_sums_agree_but_for_the_round_one():
    found = check_sums(load("stated_sums")).set_index("total")
    assert found.index[~found["agrees"]].tolist() == ["populated_places"]
    assert found.loc["populated_places", "sum"] == 6394
    assert found.loc["local_communities", ["sum", "rival"]].tolist() == [2345, 2346]
    assert found.loc["revenue_sources_2024", "stated"] == 13
