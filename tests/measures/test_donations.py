"""Donation caps, held to what others published and to cases worked by hand."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import donations


@pytest.fixture(scope="module")
def limits():
    return evidence.load("donation_caps", "us_state_limits")


@pytest.fixture(scope="module")
def states():
    return evidence.load("donation_caps", "us_states")


@pytest.fixture(scope="module")
def published():
    return evidence.load("donation_caps", "us_published_aggregates")


@pytest.fixture(scope="module")
def classes(limits):
    return donations.rule_classes(limits)


@pytest.fixture(scope="module")
def prices():
    return evidence.load("donation_caps", "price_levels")


def caps(as_of=None):
    return evidence.load("donation_caps", "caps", as_of=as_of)


# --- US states: what NCSL and the seed published -----------------------------------------------------


def test_medians_minima_and_maxima_are_ncsls_to_the_dollar(limits, published):
    found = donations.against_published(limits, published)
    assert len(found) == 12
    exact = found[found["statistic"] != "mean"]
    assert (exact["gap_usd"] == 0).all(), exact
    assert set(found["n_states"]) == {39}


def test_means_miss_ncsl_by_the_documented_gap_and_no_more(limits, published):
    found = donations.against_published(limits, published)
    means = found[found["statistic"] == "mean"].set_index("office")
    assert means["published_usd"].to_dict() == {"governor": 6126, "state_senate": 2947, "state_house": 2539}
    computed = means["computed_usd"].round(1).to_dict()
    assert computed == {"governor": 6164.9, "state_senate": 2886.2, "state_house": 2542.0}
    assert means["gap_pct"].round(2).to_dict() == {
        "governor": 0.64,
        "state_senate": -2.06,
        "state_house": 0.12,
    }


def test_the_states_at_the_extremes_are_those_ncsl_names(limits):
    stated = {office: donations.summary(limits, office, basis="stated") for office in donations.OFFICES}
    assert stated["governor"].lowest == ("US-AK",)
    assert stated["governor"].highest == ("US-NY",)
    assert stated["state_senate"].lowest == stated["state_house"].lowest == ("US-MT",)
    assert stated["state_senate"].highest == stated["state_house"].highest == ("US-OH",)


def test_an_unpublished_cycle_is_an_error_that_lists_the_cycles(limits, published):
    with pytest.raises(ValueError, match="2019-2020"):
        donations.against_published(limits, published, cycle="1899-1900")


def test_seed_counts_of_states(classes, published):
    found = donations.against_seed(classes, published).set_index("statistic")["computed"]
    assert (found["states_without_individual_limit"], found["states_with_individual_limit"]) == (11, 39)
    assert (found["party_no_limit"], found["party_conditional"], found["party_limited"]) == (19, 4, 27)
    assert (found["corporate_ban"], found["corporate_unlimited"], found["corporate_limited"]) == (22, 5, 23)
    assert (found["party_same_as_individual"], found["corporate_same_as_individual"]) == (8, 18)


def test_only_the_split_of_the_limiting_states_departs_from_the_seed(classes, published):
    found = donations.against_seed(classes, published)
    assert set(found.loc[~found["agrees"], "statistic"]) == {
        "party_same_as_individual",
        "party_separate_limit",
        "corporate_same_as_individual",
        "corporate_other_limit",
    }


def test_states_the_seed_names(classes):
    named = evidence.load("donation_caps", "us_state_classes")
    found = donations.named_by_seed(classes, named).set_index(["contributor", "class"])
    for key in [("individual", "no_limit"), ("corporation", "no_limit"), ("state_party", "conditional")]:
        assert found.loc[key, "only_seed"] == found.loc[key, "only_rows"] == ()
    party = found.loc[("state_party", "same_as_individual")]
    assert party["only_seed"] == ("US-MD", "US-NM")
    assert party["only_rows"] == ("US-AR", "US-KY", "US-MO")


def test_every_state_is_in_one_class_for_each_donor(classes):
    counts = donations.class_counts(classes)
    assert (counts.sum(axis=1) == 50).all()
    assert list(counts.index) == list(donations.CONTRIBUTORS)


def test_seats_add_up_to_the_national_totals(states):
    assert (states["senate_seats"].sum(), states["house_seats"].sum()) == (1972, 5411)


# --- US states: per cycle ----------------------------------------------------------------------------


def test_medians_per_cycle_with_and_without_states_that_set_no_limit(limits):
    found = [donations.summary(limits, office) for office in donations.OFFICES]
    assert [s.median for s in found] == [6000, 3200, 3000]
    assert [s.median_of_all for s in found] == [8000, 5200, 5200]
    assert [s.unlimited for s in found] == [11, 11, 10]  # Nebraska has no lower house


def test_new_york_adds_its_unequal_primary(limits):
    rows = donations.select(limits, "governor").set_index("place")["amount_cycle_usd"]
    assert rows["US-NY"] == 47100 + 22600
    assert (
        donations.select(limits, "state_senate").set_index("place").loc["US-NY", "amount_cycle_usd"] == 19300
    )


def test_a_corporate_ceiling_on_all_gifts_is_not_compared_with_limits_per_candidate(limits):
    found = donations.summary(limits, "governor", "corporation")
    assert (found.n, found.apart, found.prohibited, found.unlimited) == (22, 1, 22, 5)


@pytest.mark.parametrize("office", donations.OFFICES)
@pytest.mark.parametrize("contributor", donations.CONTRIBUTORS)
def test_every_office_and_donor_accounts_for_every_state(limits, office, contributor):
    found = donations.summary(limits, office, contributor)
    states_with_office = 49 if office == "state_house" else 50
    total = found.n + found.unlimited + found.prohibited + found.conditional + found.apart
    assert total == states_with_office
    assert 0 < found.low <= found.median <= found.high
    curve = donations.exceedance(limits, office, contributor)
    assert curve.n == found.n + found.unlimited
    assert (curve.share_above(found.high), curve.share_above(found.low - 1)) == (curve.plateau, 1)
    assert len(donations.sensitivity(limits, office, contributor)) == 5


def test_plateau_is_the_share_without_a_limit(limits):
    plateaus = [donations.exceedance(limits, office).plateau for office in donations.OFFICES]
    assert plateaus == [0.22, 0.22, pytest.approx(10 / 49)]


def test_leaving_out_new_york_moves_the_mean_more_than_the_median(limits):
    found = donations.sensitivity(limits, "governor").set_index("variant")
    every, without = found.loc["all"], found.loc["without New York"]
    assert without["mean_usd"] == pytest.approx((every["mean_usd"] * 39 - 69700) / 38)
    assert without["median_usd"] == every["median_usd"] == 6000
    assert found["n"].to_dict() == {
        "all": 39,
        "without stale figures": 34,
        "without disputed figures": 38,
        "without stale and disputed figures": 33,
        "without New York": 38,
    }


def test_burden_by_hand(limits, states):
    found = donations.burden(limits, states, "state_senate").set_index("place")
    # Montana: 2 x 180 dollars, 57,153 dollars of income, 1,084,225 residents in 50 districts
    assert found.loc["US-MT", "share_of_income"] == pytest.approx(360 / 57153)
    assert found.loc["US-MT", "usd_per_1000_residents"] == pytest.approx(360 / (1084225 / 50) * 1000)
    assert found.index[0] == "US-OH"
    assert len(donations.burden(limits, states, "governor")) == 39


@pytest.mark.parametrize(("office", "contributor"), [("mayor", "individual"), ("governor", "church")])
def test_unknown_office_or_donor_is_named(limits, office, contributor):
    with pytest.raises(ValueError, match=f"{'mayor' if office == 'mayor' else 'church'}.* is unknown"):
        donations.summary(limits, office, contributor)


def test_states_that_limit_individual_gifts_by_year():
    counts = evidence.load("donation_caps", "us_rule_counts")
    found = donations.limiting_states(counts)
    assert (found[["limited", "prohibited", "unlimited", "other"]].sum(axis=1) == 50).all()
    individual = found[found["contributor"] == "individual"].set_index("year")["limited"]
    assert (individual[1996], individual[2018]) == (35, 39)
    assert list(found["contributor"].drop_duplicates()) == list(donations.CONTRIBUTORS)


def test_federal_limits_in_minimum_wages():
    found = donations.federal_multiples(
        evidence.load("donation_caps", "us_federal_limits"),
        evidence.load("donation_caps", "us_federal_minimum_wage"),
    )
    candidate = found[found["recipient"] == "federal_candidate"].set_index(["cycle", "contributor"])
    months = candidate["months_of_minimum_wage"]
    assert round(months["2013-2014", "multicandidate_pac"], 2) == 3.98
    assert round(months["2013-2014", "individual"], 2) == 2.07
    assert round(months["2007-2008", "individual"], 2) == 2.03  # the wage rose in July 2008
    assert math.isnan(months["1995-1996", "individual"])


# --- Population and limits ---------------------------------------------------------------------------


def test_population_elasticity_of_the_limit_for_governor(limits, states):
    found = donations.population_model(limits, states, "governor")
    assert (found.n, round(found.slope, 2), round(found.r_squared, 2)) == (39, 0.50, 0.31)
    assert (round(found.low, 2), round(found.high, 2)) == (0.20, 0.79)
    assert not found.illustration


def test_population_elasticity_with_income_and_chamber_size(limits, states):
    found = donations.population_model(limits, states, "governor", controls=("income", "senate_seats"))
    assert round(found.slope, 2) == 0.53
    assert (round(found.without_one.low, 2), round(found.without_one.high, 2)) == (0.42, 0.59)
    assert found.without_one.n == 39


def test_hc3_errors_against_their_definition(limits, states):
    rows = donations.select(limits, "governor")
    rows = rows[rows["rule"] == "limited"].merge(states, on="place")
    x = np.column_stack([np.ones(len(rows)), np.log(rows["population_2020_persons"])])
    y = np.log(rows["amount_cycle_usd"].to_numpy())
    inverse = np.linalg.inv(x.T @ x)
    residual = y - x @ (inverse @ x.T @ y)
    leverage = np.einsum("ij,jk,ik->i", x, inverse, x)
    meat = (x * ((residual / (1 - leverage)) ** 2)[:, None]).T @ x
    se = math.sqrt((inverse @ meat @ inverse)[1, 1])
    assert donations.population_model(limits, states, "governor").se == pytest.approx(se)


def test_an_exact_power_law_is_recovered():
    n = 20
    population = np.geomspace(5e5, 4e7, n)
    places = [f"US-{i:02d}" for i in range(n)]
    frame = pd.DataFrame({"place": places, "contributor": "individual", "office": "governor"})
    frame = frame.assign(
        rule="limited", amount_usd=2 * population**0.75, primary_amount_usd=np.nan, period="per_cycle"
    ).assign(chamber_exists=True)
    covariates = pd.DataFrame({"place": places, "population_2020_persons": population})
    found = donations.population_model(frame, covariates, "governor")
    assert found.slope == pytest.approx(0.75)
    assert found.r_squared == pytest.approx(1)
    assert found.without_one.high == pytest.approx(found.without_one.low)


def test_a_model_of_too_few_states_is_refused(limits, states):
    few = limits[limits["place"].isin(["US-CA", "US-NY", "US-FL", "US-OH"])]
    with pytest.raises(ValueError, match="too few"):
        donations.population_model(few, states, "governor")
    with pytest.raises(ValueError, match="control 'area' is unknown"):
        donations.population_model(limits, states, "governor", controls=("area",))


# --- Properties --------------------------------------------------------------------------------------

_amounts = st.lists(st.floats(1, 1e6), min_size=1, max_size=40)


def _rows(amounts, unlimited):
    n = len(amounts) + unlimited
    return pd.DataFrame(
        {
            "place": [f"US-{i:03d}" for i in range(n)],
            "contributor": "individual",
            "office": "governor",
            "rule": ["limited"] * len(amounts) + ["unlimited"] * unlimited,
            "amount_usd": [*amounts, *[np.nan] * unlimited],
            "primary_amount_usd": np.nan,
            "period": ["per_cycle"] * len(amounts) + [None] * unlimited,
            "chamber_exists": True,
        }
    )


@given(_amounts, st.integers(0, 20), st.floats(0, 2e6))
def test_exceedance_counts_the_limits_above_an_amount(amounts, unlimited, at):
    found = donations.exceedance(_rows(amounts, unlimited), "governor")
    by_hand = (sum(a > at for a in amounts) + unlimited) / (len(amounts) + unlimited)
    assert found.share_above(at) == pytest.approx(by_hand)
    shares = found.curve["share_above"].to_numpy()
    assert (np.diff(shares) <= 0).all()
    assert shares[-1] == pytest.approx(found.plateau)


@given(_amounts, st.integers(0, 45))
def test_median_of_all_halves_the_states(amounts, unlimited):
    found = donations.summary(_rows(amounts, unlimited), "governor").median_of_all
    n = len(amounts) + unlimited
    assert sum(a > found for a in amounts) + (unlimited if math.isfinite(found) else 0) <= n / 2
    assert sum(a < found for a in amounts) <= n / 2
    if unlimited > len(amounts):
        assert math.isinf(found)


@given(_amounts, st.floats(0.1, 100))
def test_a_change_of_currency_scales_every_figure(amounts, rate):
    plain = donations.summary(_rows(amounts, 3), "governor")
    scaled = donations.summary(_rows([a * rate for a in amounts], 3), "governor")
    assert (scaled.mean, scaled.median, scaled.low) == pytest.approx(
        (plain.mean * rate, plain.median * rate, plain.low * rate)
    )


# --- Countries ---------------------------------------------------------------------------------------


def test_countries_that_compare_at_the_end_of_2022(prices):
    in_force = caps("2022-12-31")
    found = {
        r: donations.one_per_place(
            donations.comparable_caps(in_force, prices, recipient=r), "share_of_output"
        )
        for r in ("party", "candidate")
    }
    assert (len(found["party"]), len(found["candidate"])) == (19, 12)
    assert not {"KAZ", "NLD"} & (set(found["party"]["place"]) | set(found["candidate"]["place"]))


def test_countries_that_compare_in_minimum_wages(prices):
    in_force = caps("2024-12-31")
    found = {
        r: set(
            donations.one_per_place(
                donations.comparable_caps(in_force, prices, recipient=r), "months_of_minimum_wage"
            )["place"]
        )
        for r in ("party", "candidate")
    }
    assert found["party"] == {"LVA", "NLD", "POL", "ROU", "UKR", "USA"}
    assert found["candidate"] == {"NLD", "POL", "UKR", "USA"}


def test_ukraine_in_shares_of_output_by_hand(prices):
    rows = donations.comparable_caps(caps("2021-06-30"), prices).set_index("rule_id")
    us = prices[(prices["place"] == "USA") & (prices["year"] == 2021)].iloc[0]
    level = us["gdp_per_capita_current_usd"] / us["gdp_per_capita_2021_intl_dollar"]
    assert rows.loc["UKR-P-nat-1", "share_of_output"] == pytest.approx(2400000 / 7.30216 / (17846 * level))
    assert rows.loc["UKR-P-nat-1", "months_of_minimum_wage"] == 400


def test_kuna_are_converted_at_the_legal_rate(prices):
    rows = donations.comparable_caps(caps("2022-12-31"), prices).set_index("rule_id")
    croatia = prices[(prices["place"] == "HRV") & (prices["year"] == 2019)].iloc[0]
    expected = 30000 / 7.5345 / croatia["ppp_local_per_intl_dollar"]
    assert rows.loc["HRV-P-nat-1", "amount_intl_dollar"] == pytest.approx(expected)


def test_ceilings_on_the_sum_of_gifts_and_unread_rules_never_enter(prices):
    every = caps()
    for recipient in ("party", "candidate"):
        kept = set(donations.comparable_caps(every, prices, recipient=recipient)["rule_id"])
        rules = every.set_index("rule_id").loc[sorted(kept)]
        assert set(rules["rule"]) == {"limited"}
        assert set(rules["cap_scope"]) == {"per_donor"}
        assert "KAZ" not in set(rules["place"])
    with pytest.raises(ValueError, match="did you mean 'party'"):
        donations.comparable_caps(every, prices, recipient="partys")


def test_amounts_equal_multiple_times_index_wherever_all_three_are_stated():
    rows = caps().dropna(subset=["amount", "multiple", "index_value"])
    assert len(rows) >= 20
    assert np.allclose(rows["multiple"] * rows["index_value"], rows["amount"], rtol=1e-9)


@pytest.mark.parametrize(
    ("rule", "amount", "multiple", "base"),
    [
        ("UKR-P-nat-1", 2_400_000, 400, 6_000),
        ("UKR-P-nat-2", 1_669_200, 400, 4_173),
        ("POL-C-nat-1", 39_000, 15, 2_600),
        ("ROU-P-nat-1", 210_000, 200, 1_050),
        ("LTU-P-nat-1", 8_230, 10, 823),
        ("PRT-P-nat-1", 10_722.5, 25, 428.9),
        ("KAZ-C-nat-1", 320_460_000, 15_000, 21_364),
        ("RUS-P-leg-3", 14_000_000, 0.035, 400_000_000),
        ("RUS-P-nat-3", 280_000, 0.0007, 400_000_000),
    ],
)
def test_published_caps(rule, amount, multiple, base):
    row = caps().set_index("rule_id").loc[rule]
    assert row["amount"] == pytest.approx(amount)
    assert row["multiple"] == pytest.approx(multiple)
    assert row["amount"] / row["multiple"] == pytest.approx(base)


def test_minimum_wages_behind_published_caps(prices):
    wage = prices.set_index(["place", "year"])["minimum_wage_monthly"]
    assert (wage["UKR", 2021], wage["UKR", 2019], wage["POL", 2020]) == (6000, 4173, 2600)


def test_the_dutch_cap_starts_on_the_day_of_its_decree():
    assert donations.donor_rule(caps("2022-12-31"), "NLD", "party") == "unlimited"
    assert donations.donor_rule(caps("2023-01-01"), "NLD", "party") == "limited"


# --- Bans --------------------------------------------------------------------------------------------


def test_bans_read_in_law_override_database_codes():
    matrix = donations.ban_matrix(evidence.load("donation_caps", "bans"), caps("2022-12-31"), 2022).set_index(
        ["place", "donor", "recipient"]
    )
    russia = matrix.loc[("RUS", "corporate", "party")]
    assert (russia["value"], russia["basis"], russia["code_value"]) == ("allowed", "law", "barred")
    assert matrix.loc[("POL", "corporate", "party"), "value"] == "barred"
    assert matrix.loc[("USA", "corporate", "candidate"), "value"] == "barred"
    assert matrix.loc[("IRL", "anonymous", "party"), "value"] == "partly"
    assert ("KAZ", "corporate", "party") not in matrix.index  # not read: neither barred nor allowed


def test_georgias_corporate_ban_lasted_until_2013():
    codes = evidence.load("donation_caps", "bans")

    def value(as_of):
        matrix = donations.ban_matrix(codes, caps(as_of), int(as_of[:4]))
        return matrix.set_index(["place", "donor", "recipient"]).loc[
            ("GEO", "corporate", "candidate"), "value"
        ]

    assert value("2012-12-31") == "barred"
    assert value("2013-07-28") == "barred"
    assert value("2014-12-31") == "allowed"


def test_each_share_of_bans_has_its_own_denominator():
    matrix = donations.ban_matrix(evidence.load("donation_caps", "bans"), caps("2022-12-31"), 2022)
    shares = donations.ban_shares(matrix)
    assert (shares["barred"] + shares["partly"] + shares["allowed"] == shares["known"]).all()
    known = shares.set_index(["donor", "recipient"])["known"]
    assert known["corporate", "party"] > known["anonymous", "party"]
    assert shares["known"].sum() == len(matrix)
    assert shares["share_barred"].between(0, 1).all()


# --- Focus and scenario ------------------------------------------------------------------------------


def test_kazakhstan_published_ceilings_of_2015_add_up():
    rows = evidence.load("donation_caps", "campaign_finance", as_of="2015-06-30").set_index("measure")
    parts = ["ceiling_own_funds", "ceiling_nominator_funds", "ceiling_donations_total"]
    amounts = rows.loc[parts, "amount"]
    assert amounts.tolist() == [106_820_000, 149_548_000, 320_460_000]
    assert amounts.sum() == rows.loc["ceiling_fund_total_nominated", "amount"] == 576_828_000


def test_kazakhstan_ceilings_are_blank_after_the_amendment():
    before = evidence.load("donation_caps", "campaign_finance", as_of="2022-11-04")
    after = evidence.load("donation_caps", "campaign_finance", as_of="2022-11-05")
    assert before["measure"].str.startswith("ceiling_").any()
    assert not after["measure"].str.startswith("ceiling_").any()
    assert donations.donor_rule(caps("2022-11-04"), "KAZ", "candidate") == "aggregate_only"
    assert donations.donor_rule(caps("2022-11-05"), "KAZ", "candidate") == "not_read"


def test_kazakhstan_amounts_are_their_multiples():
    rows = evidence.load("donation_caps", "campaign_finance")
    rows = rows[rows["index_name"].eq("minimum wage")].set_index("entry_id")
    assert np.allclose(rows["multiple"] * rows["index_value"], rows["amount"])
    assert rows.loc["KZ-06", "amount"] == 510_000_000
    assert rows.loc["KZ-06", "multiple"] == 12_000


def test_gifts_reported_in_2020_were_zero_not_missing():
    rows = evidence.load("donation_caps", "campaign_finance")
    gifts = rows[rows["measure"] == "gifts_received"]
    assert gifts["amount"].tolist() == [0.0]


def test_party_money_of_2020_implies_a_ceiling_of_at_least_that_many_wages(prices):
    found = donations.funds_in_minimum_wages(evidence.load("donation_caps", "campaign_finance"), prices)
    assert round(found.set_index("item").loc["Nur Otan", "minimum_wages"], 1) == 14362.9


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("limited", "limited"), ("unlimited", "unlimited"), ("prohibited", "prohibited"),
     ("permitted_limit_not_found", "not_read")],
)  # fmt: skip
def test_donor_rule_by_hand(rule, expected):
    rows = pd.DataFrame({"place": ["XKX"], "recipient": "party", "donor": "natural_person", "rule": rule})
    rows = rows.assign(cap_scope="per_donor", amount=5.0, multiple=np.nan)
    assert donations.donor_rule(rows, "XKX", "party") == expected
    assert donations.donor_rule(rows.assign(amount=np.nan), "XKX", "party") == (
        "limited_amount_unread" if rule == "limited" else expected
    )


@pytest.mark.parametrize("as_of", ["1995-08-30", "2015-12-31", "2022-12-31", "2026-10-31"])
def test_every_country_has_a_rule_name_and_a_scenario_on_any_day(prices, as_of):
    in_force = caps(as_of)
    comparable = donations.comparable_caps(in_force, prices)
    for place in sorted(set(caps()["place"])):
        assert donations.donor_rule(in_force, place, "party")
        found = donations.scenario(100.0, comparable, prices, place, int(as_of[:4]))
        assert found.months.above + found.months.below <= found.months.n
        assert (found.amount is None) == (found.wage is None)


def test_scenario_for_kazakhstan_by_hand(prices):
    comparable = donations.comparable_caps(caps("2022-12-31"), prices)
    found = donations.scenario(100, comparable, prices, "KAZ", 2022)
    assert (found.wage, found.wage_year, found.amount) == (60_000, 2022, 6_000_000)
    # months known: Ukraine 400, Romania 200, USA 29.0, Latvia 20, Poland 15
    assert (found.months.above, found.months.below, found.months.n) == (2, 3, 5)
    assert (found.months.next_above, found.months.next_below) == ("ROU", "USA")
    assert found.output.value == pytest.approx(6_000_000 / 144.29 / (33506 * 77074 / 72679))


@pytest.mark.parametrize("cap", [0, -5, math.nan, math.inf])
def test_a_cap_that_is_none_is_refused(prices, cap):
    with pytest.raises(ValueError, match="above zero"):
        donations.scenario(cap, donations.comparable_caps(caps(), prices), prices, "KAZ", 2022)


@given(st.lists(st.floats(0.01, 1e6), min_size=1, max_size=30), st.floats(0.01, 1e6))
def test_standing_counts_both_sides(values, value):
    others = pd.DataFrame({"place": [f"P{i:02d}" for i in range(len(values))], "v": values})
    found = donations.standing(value, others, "v")
    assert found.above + found.below + sum(v == value for v in values) == found.n == len(values)
    assert found.rank == found.above + 1
    named = others.set_index("place")["v"]
    if found.next_above:
        assert named[found.next_above] == min(v for v in values if v > value)
    if found.next_below:
        assert named[found.next_below] == max(v for v in values if v < value)
