"""Registration rules: published numbers, hand-worked cases, and what must hold for any table."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from comparative import evidence
from comparative.measures import registration
from comparative.measures.exact_tests import freeman_halton

SUBJECT = "party_registration"


@pytest.fixture(scope="module")
def rules():
    return evidence.load(SUBJECT, "thresholds")


@pytest.fixture(scope="module")
def people():
    return evidence.population()


def burdens_as_of(day):
    return registration.burden(
        evidence.load(SUBJECT, "thresholds", as_of=day),
        evidence.population(),
        evidence.load(SUBJECT, "electorates"),
        as_of=day,
    )


@pytest.fixture(scope="module")
def in_2022():
    return burdens_as_of("2022-12-31")


# ---- the evidence of 2022


def test_the_comparison_of_2022_has_the_documented_size(in_2022):
    assert len(in_2022) == 49
    assert in_2022["threshold_count"].notna().sum() == 46
    positive = in_2022[in_2022["ask"] == "number"]
    assert positive["requirement_type"].value_counts().to_dict() == {
        "members": 19,
        "founders": 13,
        "signatures": 11,
    }
    assert in_2022["per_10000_voters"].notna().sum() == 28


def test_no_number_and_unknown_number_are_told_apart(in_2022):
    ask = in_2022.set_index("place")["ask"]
    assert set(ask[ask == "none"].index) == {"AUT", "DEU", "GBR"}
    assert set(ask[ask == "unknown"].index) == {"ARG", "MDA", "URY"}
    assert in_2022.set_index("place").loc["MDA", "threshold_count"] != 0


@pytest.mark.parametrize(
    ("law", "year", "members", "per_head"),
    [
        ("KAZ-02", 1996, 3000, 1.83),
        ("KAZ-03", 2002, 50000, 31.94),
        ("KAZ-04", 2009, 40000, 24.07),
        ("KAZ-05", 2020, 20000, 10.27),
        ("KAZ-07", 2022, 5000, 2.50),
    ],
)
def test_members_per_ten_thousand_residents_in_kazakhstan(rules, people, law, year, members, per_head):
    regime = registration.regimes(rules, people, "KAZ").set_index("rule_id").loc[law]
    assert regime["begins"].year == regime["population_year"] == year
    assert regime["threshold_count"] == members
    assert regime["per_10000_residents"] == pytest.approx(per_head, abs=0.005)


def test_the_number_after_the_constitution_of_2026_is_unknown(rules, people):
    last = registration.regimes(rules, people, "KAZ").iloc[-1]
    assert last["begins"] == pd.Timestamp("2026-07-01")
    assert math.isnan(last["threshold_count"])
    assert registration.requirement(burdens_as_of("2026-08-23"), "KAZ").ask == "unknown"


@pytest.mark.parametrize(("threshold", "above"), [(5000, 14), (20000, 4), (40000, 2), (50000, 1)])
def test_how_many_of_45_ask_for_more_than_kazakhstan_did(in_2022, threshold, above):
    found = registration.scenario(in_2022, "KAZ", residents=20034609, threshold=threshold)
    assert (found.pooled.n_above, found.pooled.n) == (above, 45)


def test_kazakhstan_among_those_that_count_members(in_2022):
    found = registration.standing(in_2022, "KAZ", requirement_type="members")
    assert (found.n_above, found.n, found.rank) == (3, 18, 4)


def test_population_explains_next_to_nothing_of_the_requirement(in_2022):
    model = registration.size_model(in_2022, "KAZ")
    assert model.n == 18
    assert model.slope == pytest.approx(-0.108, abs=5e-4)
    assert model.r_squared == pytest.approx(0.02, abs=0.005)
    assert model.expected == pytest.approx(528, abs=0.5)
    assert (model.low, model.high) == (pytest.approx(23, abs=0.5), pytest.approx(11899, abs=0.5))
    assert model.high_range.low == pytest.approx(6088, abs=0.5)
    assert model.high_range.high == pytest.approx(13854, abs=0.5)
    assert model.position() == "inside"
    assert model.position(20000) == "above"
    pooled = registration.size_model(in_2022, "KAZ", requirement_type=None)
    assert pooled.n == 42
    assert pooled.r_squared == pytest.approx(0.0, abs=0.005)


def test_members_that_regional_minima_force(rules):
    units = evidence.load(SUBJECT, "regional_units")
    forced = registration.forced_membership(rules, units).set_index("rule_id")
    shares = forced.loc[["KAZ-03", "KAZ-04", "KAZ-05", "KAZ-07"], "share"]
    assert shares.round(2).tolist() == [0.22, 0.24, 0.51, 0.80]
    assert forced.loc["KAZ-03", "forced"] == 16 * 700
    # That the law of 2022 wants branches everywhere was not read: 20 regions, or the 17 of the map before.
    assert forced.loc["KAZ-07", ["branches_low", "branches"]].tolist() == [17, 20]
    assert forced.loc["KAZ-07", "share_low"] == pytest.approx(0.68)
    assert forced.loc["KOR-02", "binds"] == "both"
    assert forced.loc["RUS-02", "binds"] == ""


def test_registers_before_and_after(rules):
    changes = registration.register_changes(evidence.load(SUBJECT, "party_counts"), rules)
    found = {
        (row.place, row.changed.year): (row.parties_before, row.parties_after) for row in changes.itertuples()
    }
    assert found[("KAZ", 2002)] == (19, 7)
    assert found[("KAZ", 2022)] == (6, 7)
    assert found[("SRB", 2009)] == (575, 81)
    assert found[("RUS", 2012)] == (7, 75)


def test_refusals_keep_their_windows():
    found = registration.refusals(evidence.load(SUBJECT, "register_events")).set_index("event_id")
    assert found.loc["KP-03", ["n_applications", "n_passed", "n_refused"]].tolist() == [11, 7, 4]
    assert found.loc["KP-17", "applicants"] == "one_group"
    assert found.loc["KP-21", "n_open"] == 0


def test_announced_and_enacted():
    found = registration.announcements(evidence.load(SUBJECT, "history"), "KAZ")
    assert found["members"].tolist() == [20000, 5000]
    assert found["law"].dt.strftime("%Y-%m").tolist() == ["2020-05", "2022-11"]
    assert found["months"].tolist() == [5, 8]


def test_the_seed_list_beside_the_law(in_2022):
    found = registration.seed_against_law(
        evidence.load(SUBJECT, "seed_thresholds"), in_2022, evidence.claims(SUBJECT)
    ).set_index("place")
    assert len(found) == 13
    assert found.loc["ROU", ["seed_count", "law_count", "verdict"]].tolist() == [251, 3, "outdated"]
    assert found.loc["SVK", ["seed_type", "law_type"]].tolist() == ["members", "signatures"]
    assert found["verdict"].notna().all()


def test_the_path_of_kazakhstan(rules, people):
    past = registration.regimes(rules, people, "KAZ")
    until = registration.path(past, "2022-12-31")
    assert (until.n, until.n_changes) == (5, 4)
    assert past.loc[until.highest, "threshold_count"] == 50000
    assert past.loc[until.last, "threshold_count"] == 5000
    # The last regime has no number, so the path ends with the one before.
    assert registration.path(past, "2026-12-31") == until
    assert registration.path(past, "2019-06-30").last == until.last - 2


def test_every_regime_of_the_focus_stands_beside_the_others(in_2022, rules, people):
    past = registration.regimes(rules, people, "KAZ")
    found = registration.beside_regimes(in_2022, past, "KAZ")
    assert found["role"].value_counts().to_dict() == {"": 45, "regime": 4, "focus": 1}
    assert not found.duplicated(["place", "valid_from", "per_10000_residents"]).any()


def test_a_rule_without_a_known_start_is_dated_by_its_end(rules, people):
    before, after = (row for _, row in registration.regimes(rules, people, "AZE").iterrows())
    assert not before["start_known"]
    assert before["begins"] == after["begins"] - pd.DateOffset(years=1)
    assert before["population_year"] == 2022
    # Neither start nor end was found: no year, and nothing per head.
    assert registration.regimes(rules, people, "UZB")["per_10000_residents"].isna().all()
    assert registration.path(registration.regimes(rules, people, "AZE"), "2019-06-30").n == 1


def test_systems_count_every_place_once(in_2022):
    found = registration.systems(in_2022).set_index("system")
    assert found["n"].sum() == len(in_2022)
    assert found.loc["notification", "places"] == ["AUT", "GRC", "NLD", "TUR"]
    assert "KAZ" in found.loc["authorisation", "places"]


# ---- every place, several days


@pytest.mark.parametrize("day", ["2003-06-30", "2019-06-30", "2022-12-31", "2024-12-31", "2026-09-30"])
def test_every_place_gets_an_answer_on_every_day(rules, people, day):
    burdens = burdens_as_of(day)
    assert not burdens["place"].duplicated().any()
    for place in rules["place"].unique():
        here = registration.requirement(burdens, place)
        found = registration.standing(burdens, place)
        assert (here.ask in {"number", "none"}) == found.known
        model = registration.size_model(burdens, place)
        assert (model.position() == "incomparable") == (
            here.ask != "number" or here.requirement_type != "members"
        )
        assert len(registration.regimes(rules, people, place)) >= 1


def test_as_of_2019_the_old_rules_are_compared():
    burdens = burdens_as_of("2019-06-30").set_index("place")
    assert burdens.loc["KAZ", "threshold_count"] == 40000
    assert burdens.loc["KAZ", "population_year"] == 2019
    assert burdens.loc["AUS", "threshold_count"] == 500
    assert burdens.loc["MDA", "threshold_count"] == 4000
    assert "XKX" not in burdens.index


def test_a_new_country_joins_ranking_and_model(in_2022, people):
    columns = ["place", "requirement_type", "requirement_stage", "threshold_count", "source_id"]
    new = in_2022.loc[in_2022["place"] == "KAZ", columns].assign(place="FRA", threshold_count=90000.0)
    rules = pd.concat([evidence.load(SUBJECT, "thresholds", as_of="2022-12-31"), new], ignore_index=True)
    more = registration.burden(rules, people, as_of="2022-12-31")
    assert registration.standing(more, "KAZ").n == registration.standing(in_2022, "KAZ").n + 1
    assert registration.standing(more, "KAZ").n_above == registration.standing(in_2022, "KAZ").n_above + 1
    assert registration.size_model(more, "KAZ").n == registration.size_model(in_2022, "KAZ").n + 1


# ---- clear refusals


def test_two_rules_for_a_place_are_refused(rules, people):
    with pytest.raises(ValueError, match="as of a day"):
        registration.burden(rules, people, as_of="2022-12-31")


def test_a_share_of_unknown_voters_is_refused(in_2022):
    with pytest.raises(ValueError, match="electorates"):
        registration.scenario(in_2022, "UZB", residents=3e7, as_share_of_voters=0.1)


@pytest.mark.parametrize("wrong", [{"threshold": -1}, {"as_share_of_voters": 101.0}])
def test_impossible_scenarios_are_refused(in_2022, wrong):
    with pytest.raises(ValueError, match="0 or more"):
        registration.scenario(in_2022, "KAZ", residents=2e7, voters=1e7, **wrong)


def test_too_few_cases_give_no_fit(in_2022):
    few = in_2022[in_2022["place"].isin(["KAZ", "EST", "NZL", "GEO", "AUS"])]
    model = registration.size_model(few, "KAZ")
    assert model.n == 4
    assert not model.fitted
    assert model.position() == "incomparable"


# ---- hand-worked and general


def table(values, kinds=None, stages=None):
    n = len(values)
    return pd.DataFrame(
        {
            "place": [f"P{i:02d}" for i in range(n)],
            "requirement_type": kinds or "members",
            "requirement_stage": stages or "registration",
            "threshold_count": values,
            "population_persons": 1e6,
            "per_10000_residents": np.asarray(values, float) / 100,
        }
    )


def test_standing_by_hand():
    burdens = table(
        [100.0, 100, 50, 200, 0, np.nan], ["members", "members", "founders", "signatures", "none", "members"]
    )
    found = registration.standing(burdens, "P00")
    assert (found.n, found.n_above, found.n_equal, found.rank) == (4, 1, 1, 2)
    assert found.percentile == pytest.approx((2 + 0.5) / 4)
    within = registration.standing(burdens, "P00", requirement_type="members")
    assert (within.n, within.n_equal) == (1, 1)
    assert not registration.standing(burdens, "P05").known


def test_other_stages_stay_out_of_the_comparison_within_a_type():
    burdens = table([1.0, 5, 9], stages=["registration", "registration", "name_registration"])
    assert registration.standing(burdens, "P00", requirement_type="members").n == 1
    assert registration.standing(burdens, "P00").n == 2


amounts = st.lists(st.integers(0, 10**6).map(float), min_size=2, max_size=30)


@given(amounts)
def test_the_others_are_above_below_or_equal(values):
    found = registration.standing(table(values), "P00")
    below = sum(v < values[0] for v in values[1:])
    assert found.n_above + found.n_equal + below == found.n == len(values) - 1
    assert 0 <= found.percentile <= 1


@given(amounts, st.integers(0, 10**6), st.integers(0, 10**6))
def test_asking_for_more_never_leaves_more_countries_above(values, one, other):
    low, high = sorted((one, other))
    burdens = table(values)
    easier = registration.scenario(burdens, "P00", residents=1e6, threshold=low)
    harder = registration.scenario(burdens, "P00", residents=1e6, threshold=high)
    assert harder.pooled.n_above <= easier.pooled.n_above
    assert harder.pooled.percentile >= easier.pooled.percentile


@given(amounts)
def test_a_sweep_agrees_with_its_scenarios(values):
    burdens = table(values)
    curve = registration.sweep(burdens, "P00", residents=1e6)
    for _, part in curve.groupby("pool"):
        assert part["threshold"].is_monotonic_increasing
        assert part["share_above"].is_monotonic_decreasing
        assert part["n_above"].iloc[-1] == 0
    for row in curve[curve["pool"] == "all"].itertuples():
        assert row.n_above == registration.standing(burdens, "P00", value=row.per_10000_residents).n_above


@settings(deadline=None)
@given(st.floats(-2, 2).filter(lambda slope: abs(slope) > 0.01), st.floats(0.1, 100), st.integers(8, 20))
def test_an_exact_power_law_is_recovered(slope, scale, n):
    residents = np.geomspace(1e5, 1e9, n)
    burdens = table(scale * residents**slope).assign(population_persons=residents)
    model = registration.size_model(burdens, "P00")
    assert model.slope == pytest.approx(slope, abs=1e-6)
    assert model.expected == pytest.approx(burdens["threshold_count"].iloc[0], rel=1e-6)
    assert model.slope_range.high - model.slope_range.low < 1e-6


def test_the_focus_never_moves_its_own_expectation(in_2022):
    heavier = in_2022.assign(
        threshold_count=in_2022["threshold_count"].where(in_2022["place"] != "KAZ", 10**6)
    )
    assert registration.size_model(heavier, "KAZ").high == registration.size_model(in_2022, "KAZ").high


@given(st.data())
def test_two_groups_are_fishers_test(data):
    totals = data.draw(st.tuples(st.integers(1, 20), st.integers(1, 20)))
    hits = [data.draw(st.integers(0, total)) for total in totals]
    rows = [[h, t - h] for h, t in zip(hits, totals, strict=True)]
    assert freeman_halton(hits, totals) == pytest.approx(stats.fisher_exact(rows).pvalue, abs=1e-9)


@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_exact_test_ignores_order_and_counts_all_tables(totals, random):
    hits = [random.randint(0, total) for total in totals]
    p = freeman_halton(hits, totals)
    assert 0 < p <= 1
    assert p == pytest.approx(freeman_halton(hits[::-1], totals[::-1]))
    assert p == pytest.approx(freeman_halton([t - h for h, t in zip(hits, totals, strict=True)], totals))


def test_three_groups_by_hand():
    # Margins 2, 2, 2 with 2 hits: 15 tables; (2, 0, 0) and its like are 3 of them, (1, 1, 0) and its like 12.
    assert freeman_halton([2, 0, 0], [2, 2, 2]) == pytest.approx(3 / 15)
    assert freeman_halton([1, 1, 0], [2, 2, 2]) == pytest.approx(1)


def test_counts_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        freeman_halton([3, 0], [2, 2])


def test_groups_leave_out_unknown_numbers():
    burdens = table([50.0, 2000, np.nan, 0])
    places = pd.DataFrame(
        {"place": [f"P{i:02d}" for i in range(4)], "region": ["Asia", "Asia", "Asia", "Europe"]}
    )
    found = registration.at_least_by_group(burdens, places).set_index("group")
    assert found.loc["Asia"].tolist() == [2, 1, 1]
    assert found.loc["Europe"].tolist() == [1, 0, 0]


@given(st.integers(1, 40), st.integers(1, 2000), st.integers(1, 60000))
def test_what_binds_follows_from_the_product(branches, minimum, total):
    assume(minimum * branches < 10**6)
    rules = pd.DataFrame(
        {
            "rule_id": ["X-01"],
            "place": "X",
            "valid_from": pd.NaT,
            "valid_to": pd.NaT,
            "threshold_count": float(total),
            "per_region_min_count": float(minimum),
            "min_regions_count": float(branches),
            "regional_scope": "stated",
            "source_id": "s",
        }
    )
    units = pd.DataFrame({"place": [], "valid_from": [], "valid_to": [], "units_count": []})
    found = registration.forced_membership(rules, units).iloc[0]
    forced = branches * minimum
    assert found["forced"] == forced
    assert found["binds"] == ("total" if forced < total else "both" if forced == total else "regional")


def test_a_count_that_straddles_the_change_is_on_neither_side():
    counts = pd.DataFrame(
        {
            "place": "X",
            "date": pd.to_datetime(["2022-09-01", "2022-11-01", "2023-01-18"]),
            "date_to": pd.to_datetime(["2022-09-30", "2022-11-30", "2023-01-18"]),
            "n_parties": [6, 99, 7],
            "definition": "registered parties",
            "source_id": "s",
        }
    )
    rules = pd.DataFrame(
        {
            "place": "X",
            "valid_from": pd.to_datetime([None, "2022-11-05"]),
            "valid_to": pd.to_datetime(["2022-11-05", None]),
            "threshold_count": [20000.0, 5000.0],
            "requirement_type": "members",
            "source_id": "s",
        }
    )
    found = registration.register_changes(counts, rules)
    assert found[["parties_before", "parties_after"]].to_numpy().tolist() == [[6, 7]]
    assert registration.register_changes(counts, rules, within_years=0.1).empty
