"""The verdict engine against published numbers, exact fractions, enumeration and known limits."""

from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from comparative import evidence
from comparative.measures import juries
from comparative.measures.juries import Bench, accurate, condorcet, feddersen_pesendorfer, verdict

PUBLISHED = evidence.load("jury_systems", "published_results").set_index("result_id")
SYSTEMS = evidence.load("jury_systems", "systems")
TODAY = evidence.load("jury_systems", "systems", as_of="2026-10-31")
ELEVEN = Bench(lay=10, professional=1, required=6)

printed = pd.read_csv(
    evidence.packages.root() / "jury_systems" / "published_results.csv", dtype=str, keep_default_na=False
).set_index("result_id")["value"]


# Published results, to the digits printed.


@pytest.mark.parametrize("wrong", range(13))
def test_published_distribution_of_errors(wrong):
    assert f"{juries.votes(12, 0.2)[wrong]:.12f}" == printed[f"PR-BIN-{wrong:02}"]


@pytest.mark.parametrize(("result", "required"), [("PR-BIN-MAJ", 7), ("PR-BIN-ALL", 12)])
def test_published_majority_and_unanimity(result, required):
    row = PUBLISHED.loc[result]
    assert (row["n_jurors"], row["votes_required"]) == (12, required)
    found = verdict(Bench(lay=12, required=required), p_lay=accurate(row["juror_accuracy_p"]))
    assert f"{found.convict_innocent:.12f}" == printed[result]


def test_condorcet_direction():
    """PR-CJT-DIR: above one half more voters help, below one half a single voter is best."""
    sizes = [1, 3, 5, 25, 101, 1001]
    good, bad = ([condorcet(n, p) for n in sizes] for p in (0.55, 0.45))
    assert good == sorted(good)
    assert bad == sorted(bad, reverse=True)
    assert condorcet(200_001, 0.51) == pytest.approx(1, abs=1e-9)


def test_strategic_voting_numbers():
    """METHODS anchors; the laboratory study rounds the first two to 0.314 and 0.651."""
    three, six = (feddersen_pesendorfer(n, 0.7, 0.5) for n in (3, 6))
    assert [round(e.vote_after_innocent, 5) for e in (three, six)] == [0.31425, 0.65109]
    assert [round(e.convict_innocent, 4) for e in (three, six)] == [0.1406, 0.1863]


def test_strategic_unanimity_raises_both_errors():
    """PR-FP-ABS: an innocent is convicted oftener as the jury grows, and other rules do better on both."""
    growing = [feddersen_pesendorfer(n, 0.8, 0.9).convict_innocent for n in (4, 6, 12, 24)]
    assert growing == sorted(growing)
    unanimous, most = feddersen_pesendorfer(12, 0.8, 0.5), feddersen_pesendorfer(12, 0.8, 0.5, 7)
    assert most.convict_innocent < unanimous.convict_innocent
    assert most.acquit_guilty < unanimous.acquit_guilty


@pytest.mark.parametrize(("p", "q"), [(0.8, 0.5), (0.7, 0.9), (0.6, 0.5)])
def test_strategic_unanimity_limit(p, q):
    """The limit for large juries that Feddersen and Pesendorfer prove."""
    acquit = 1 - ((1 - q) * (1 - p) / (q * p)) ** ((1 - p) / (2 * p - 1))
    assert feddersen_pesendorfer(4000, p, q).acquit_guilty == pytest.approx(acquit, abs=2e-3)


def test_deliberation_numbers():
    curve = juries.deliberation(PUBLISHED.reset_index())
    assert round(curve.convicts(0.5), 4) == 0.2732
    talked = juries.after_talk(curve, 12, 0.8).set_index("reading").loc["after deliberation"]
    assert round(talked["convict_guilty"], 3) == 0.875
    assert round(talked["convict_innocent"], 3) == 0.027
    assert curve.convicts(3 / 12) == pytest.approx(0.019374050959, abs=1e-9)


# The benches on record.


def test_world_table_anchors():
    table = juries.benches(TODAY)
    assert (len(table), table["place"].nunique()) == (39, 24)
    found = juries.risks(table, p_lay=accurate(0.8))
    own = verdict(ELEVEN, p_lay=accurate(0.8))
    assert round(own.convict_guilty, 6) == 0.988346
    assert round(own.convict_innocent, 6) == 0.011654
    assert (found["convict_innocent"] > own.convict_innocent * (1 + 1e-9)).sum() == 14
    assert round(verdict(Bench(10, 1, 7), p_lay=accurate(0.8)).convict_innocent, 6) == 0.001965


def test_kazakh_benches_under_each_rule():
    table = juries.thresholds([(9, 2), (10, 1)], p_lay=accurate(0.8), p_professional=accurate(0.9))
    assert sorted(table["required"].unique()) == [6, 7, 8, 9, 10, 11]
    six = table[table["required"] == 6].set_index("lay")
    assert six["convict_innocent"].round(6).tolist() == [0.006865, 0.009012]
    assert six["lay_votes_needed"].tolist() == [4, 5]
    alike = juries.thresholds([(9, 2), (10, 1)], p_lay=accurate(0.8)).groupby("required")["convict_innocent"]
    assert np.allclose(alike.max(), alike.min(), rtol=1e-13)


def test_correlated_votes_of_eleven():
    together = verdict(ELEVEN, p_lay=accurate(0.8), rho=0.2, shared=True).convict_innocent
    assert round(together, 4) == 0.1051
    assert together == pytest.approx(stats.betabinom.sf(5, 11, 0.2 * 4, 0.8 * 4), rel=1e-11)


def test_no_single_ranking():
    """Over the plausible range the rank correlation falls to about 0.8."""
    found = juries.rank_agreement(juries.benches(TODAY))
    assert 0.75 < found["correlation"].min() < 0.82


def test_orderings_hold_at_every_point():
    found = juries.orderings(juries.benches(TODAY), ELEVEN)
    for p, judge, rho in juries.grid()[::9]:
        at = {"p_lay": accurate(p), "p_professional": accurate(judge), "rho": rho}
        own = verdict(ELEVEN, **at).convict_innocent
        risk = juries.risks(found, **at)["convict_innocent"]
        assert (risk[found["order"] == "always lower"] <= own * (1 + 1e-9)).all()
        assert (risk[found["order"] == "always higher"] >= own * (1 - 1e-9)).all()


def test_kazakhstan_needs_an_assumption():
    assert "KAZ" not in set(juries.benches(SYSTEMS)["place"])
    assumed = juries.benches(SYSTEMS, assume={"KAZ": 6})
    own = juries.main_bench(assumed, "KAZ", "2026-10-31")
    assert own["assumed"].all()
    assert own["valid_from"].dt.year.tolist() == [2007, 2010, 2013, 2015, 2023, 2024]
    assert juries.compositions(own)[["lay", "professional"]].to_numpy().tolist() == [[9, 2], [10, 1]]
    with pytest.raises(ValueError, match="12 votes cannot be required of a bench of 11"):
        juries.benches(SYSTEMS, assume={"KAZ": 12})


def test_france_shows_its_history():
    own = juries.main_bench(juries.benches(SYSTEMS), "FRA", "2026-10-31")
    steps = juries.compositions(own)[["size", "required", "lay_votes_needed"]].to_numpy().tolist()
    assert steps == [[12, 8, 5], [9, 6, 3], [9, 7, 4]]
    jury = SYSTEMS[SYSTEMS["system_id"] == "FRA-1811-1941"].iloc[0]
    assert jury["lay_members"] == 12
    lay = [jury["lay_members"], *juries.compositions(own)["lay"]]
    assert list(dict.fromkeys(lay)) == [12, 9, 6]


def test_the_bench_that_stands_for_a_place():
    table = juries.benches(SYSTEMS)
    at = {
        place: juries.main_bench(table, place, "2026-10-31").iloc[-1]["system_id"] for place in ("DEU", "RUS")
    }
    assert at == {"DEU": "DEU-GRSTRK-3", "RUS": "RUS-2018-REG"}
    assert juries.main_bench(table, "FRA", "2015-01-01").iloc[-1]["system_id"] == "FRA-2012-2022-1ST"
    assert juries.main_bench(table, "VEN", "2026-10-31").empty
    assert juries.main_bench(table, "TWN", "2010-01-01").empty


def test_jurisdiction_keeps_the_bill_apart():
    found = juries.jurisdiction(evidence.load("jury_systems", "scope"), as_of="2026-10-31")
    assert found["start"].dt.year.tolist() == [2007, 2010, 2013, 2015, 2023, 2024, 2024]
    assert found.loc[found["proposed"], "lay_members"].tolist() == [11]
    assert found["offence_types"].dropna().tolist() == [14, 35, 44]


def test_every_system_has_a_source_and_a_layer():
    assert SYSTEMS["source_id"].notna().all()
    for place in ("KAZ", "FRA"):
        assert (
            SYSTEMS.loc[SYSTEMS["place"].eq(place) & SYSTEMS["stage"].eq("law"), "valid_from"].notna().sum()
            >= 5
        )
    ended = SYSTEMS.dropna(subset=["valid_from", "valid_to"])
    assert (ended["valid_from"] < ended["valid_to"]).all()


def test_members_and_votes_agree_with_the_total():
    table = juries.benches(SYSTEMS).dropna(subset="votes_total")
    assert (table["size"] == table["votes_total"]).all()


def test_cases_by_year():
    found = juries.cases_by_year(evidence.load("jury_systems", "kaz_statistics")).set_index("year")
    assert found["cases"].dropna().to_dict() == {2010: 265, 2011: 339, 2012: 276, 2018: 44}
    assert found.loc[2007:2009, ["low", "high"]].to_numpy().tolist() == [[36, 59]] * 3
    assert found.loc[2013:2017, ["cases", "low", "high"]].isna().all(axis=None)


# The engine against enumeration and exact arithmetic.


def enumerated(lay: int, professional: int, p: float, judge: float) -> tuple[np.ndarray, ...]:
    """Every way to vote: lay votes, votes of judges, probability."""
    ballots = np.array(list(product((0, 1), repeat=lay + professional)))
    chance = np.where(np.arange(lay + professional) < lay, p, judge)
    weight = np.where(ballots, chance, 1 - chance).prod(axis=1)
    return ballots[:, :lay].sum(axis=1), ballots[:, lay:].sum(axis=1), weight


@pytest.mark.parametrize("size", range(1, 10))
def test_every_bench_up_to_nine_members(size):
    rates = ((0.83, 0.19), (0.91, 0.07))
    for lay in range(size + 1):
        professional = size - lay
        ways = [enumerated(lay, professional, p, j) for p, j in zip(*rates, strict=True)]
        for required, l_min, p_min in product(range(1, size + 1), range(lay + 1), range(professional + 1)):
            hangs = [None] if l_min + p_min else [None, *range(size - required + 1, size + 1)]
            for to_acquit in hangs:
                bench = Bench(lay, professional, required, l_min, p_min, to_acquit)
                found = verdict(bench, p_lay=rates[0], p_professional=rates[1])
                got = (
                    (found.convict_guilty, found.acquit_guilty, found.hung_guilty),
                    (found.convict_innocent, found.acquit_innocent, found.hung_innocent),
                )
                for (by_lay, by_judges, weight), outcome in zip(ways, got, strict=True):
                    guilty = (by_lay + by_judges >= required) & (by_lay >= l_min) & (by_judges >= p_min)
                    free = ~guilty & (True if to_acquit is None else size - by_lay - by_judges >= to_acquit)
                    expected = [weight[guilty].sum(), weight[free].sum(), weight[~guilty & ~free].sum()]
                    assert outcome == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(("n", "required"), [(11, 6), (12, 12), (15, 8), (60, 41)])
def test_exact_fractions(n, required):
    """To a few units in the last place, against rational arithmetic."""
    p = Fraction(1, 5)
    exact = sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(required, n + 1))
    found = verdict(Bench(lay=n, required=required), p_lay=accurate(0.8)).convict_innocent
    assert found == pytest.approx(float(exact), rel=1e-13)
    assert 1 - condorcet(n, 0.8, n - required + 1) == pytest.approx(float(exact), rel=1e-13, abs=1e-14)


@pytest.mark.parametrize("rho", [0.01, 0.3, 0.9])
def test_correlated_votes_are_beta_binomial(rho):
    a, b = 0.2 * (1 - rho) / rho, 0.8 * (1 - rho) / rho
    assert juries.votes(12, 0.2, rho) == pytest.approx(stats.betabinom.pmf(range(13), 12, a, b), rel=1e-9)


@pytest.mark.parametrize("rho", [0.05, 0.2, 0.5])
def test_shared_draw_is_the_integral_over_quantiles(rho):
    bench, p, judge = Bench(lay=6, professional=3, required=7, lay_required=4), 0.25, 0.1

    def at(u: float) -> float:
        strength = (1 - rho) / rho
        x, y = (stats.beta.ppf(u, m * strength, (1 - m) * strength) for m in (p, judge))
        votes = [(i, j) for i in range(4, 7) for j in range(4) if i + j >= 7]
        return sum(stats.binom.pmf(i, 6, x) * stats.binom.pmf(j, 3, y) for i, j in votes)

    expected, _ = integrate.quad(at, 0, 1, limit=200)
    found = verdict(bench, p_lay=(0.75, p), p_professional=(0.9, judge), rho=rho, shared=True)
    assert found.convict_innocent == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("rho", [0.0, 0.1, 0.5, 0.9, 1.0])
def test_shared_draw_is_continuous_where_judges_become_alike(rho):
    bench = Bench(lay=10, professional=3, required=8)
    alike = verdict(bench, p_lay=accurate(0.8), rho=rho, shared=True).convict_innocent
    near = verdict(
        bench, p_lay=accurate(0.8), p_professional=accurate(0.8 + 1e-12), rho=rho, shared=True
    ).convict_innocent
    assert near == pytest.approx(alike, rel=1e-8)


# Limits and properties.


def test_full_correlation_equals_one_juror():
    for bench in (ELEVEN, Bench(lay=12, required=12), Bench(lay=6, professional=3, required=5)):
        found = verdict(bench, p_lay=accurate(0.8), rho=1, shared=True)
        assert found.convict_innocent == pytest.approx(0.2, rel=1e-12)
        assert found.convict_guilty == pytest.approx(0.8, rel=1e-12)


def test_unanimity_of_one():
    found = verdict(Bench(lay=1, required=1), p_lay=(0.7, 0.1))
    assert (found.convict_guilty, found.convict_innocent) == (0.7, 0.1)


def test_juries_that_can_hang():
    found = verdict(Bench(lay=12, required=12, to_acquit=12), p_lay=accurate(0.8))
    assert found.hung_guilty == pytest.approx(1 - 0.8**12 - 0.2**12, rel=1e-14)
    assert verdict(Bench(lay=12, required=12), p_lay=accurate(0.8)).hung_guilty == 0


def test_grids_agree_with_single_points():
    p, rho = np.array([0.6, 0.75, 0.9])[:, None], np.array([0.0, 0.2])
    whole = verdict(ELEVEN, p_lay=accurate(p), rho=rho)
    assert whole.convict_innocent.shape == (3, 2)
    one = verdict(ELEVEN, p_lay=accurate(0.75), rho=0.2)
    assert whole.convict_innocent[1, 1] == pytest.approx(one.convict_innocent, rel=1e-14)


RATES = st.tuples(st.floats(0, 1), st.floats(0, 1))


@st.composite
def rules(draw):
    lay, professional = draw(st.integers(0, 12)), draw(st.integers(0, 4))
    if lay + professional == 0:
        lay = 1
    return Bench(
        lay,
        professional,
        draw(st.integers(1, lay + professional)),
        draw(st.integers(0, lay)),
        draw(st.integers(0, professional)),
    )


@settings(max_examples=60, deadline=None)
@given(rules(), RATES, RATES, st.floats(0, 1), st.booleans())
def test_outcomes_sum_to_one(bench, lay, professional, rho, shared):
    found = verdict(bench, p_lay=lay, p_professional=professional, rho=rho, shared=shared)
    assert found.convict_guilty + found.acquit_guilty + found.hung_guilty == pytest.approx(1, abs=1e-9)
    assert found.convict_innocent + found.acquit_innocent + found.hung_innocent == pytest.approx(1, abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(rules(), st.floats(0, 0.99), st.floats(0, 0.01), st.floats(0, 1))
def test_likelier_votes_for_guilt_never_convict_less(bench, p, more, rho):
    low, high = (verdict(bench, p_lay=(x, x), rho=rho).convict_guilty for x in (p, p + more))
    assert high >= low - 1e-12


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 14), st.integers(1, 14), st.floats(0.52, 0.97), st.floats(0.05, 0.95))
def test_strategic_jurors_cannot_do_better(n, k, p, q):
    """Whoever mixes is indifferent, whoever does not has no reason to: checked vote by vote."""
    k = min(k, n)
    found = feddersen_pesendorfer(n, p, q, k)
    rate = {
        "guilty": p * found.vote_after_guilty + (1 - p) * found.vote_after_innocent,
        "innocent": (1 - p) * found.vote_after_guilty + p * found.vote_after_innocent,
    }
    decides = {state: stats.binom.pmf(k - 1, n - 1, min(max(r, 0), 1)) for state, r in rate.items()}
    for signal_right, vote in ((p, found.vote_after_guilty), (1 - p, found.vote_after_innocent)):
        guilty, innocent = decides["guilty"] * signal_right, decides["innocent"] * (1 - signal_right)
        gain = (1 - q) * guilty - q * innocent  # of voting for guilt, times what is common to both
        scale = 1e-9 * (guilty + innocent) + 1e-300
        if vote > 0:
            assert gain >= -scale or found.kind in ("always guilty", "never guilty")
        if vote < 1:
            assert gain <= scale or found.kind in ("always guilty", "never guilty")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"lay": 10, "professional": 1, "required": 12}, "12 votes cannot be required of a bench of 11"),
        ({"lay": 10, "required": 0}, "0 votes cannot be required"),
        ({"lay": 0, "required": 1}, "at least one member"),
        ({"lay": -1, "professional": 3, "required": 1}, "whole number"),
        ({"lay": 3, "required": 1.5}, "whole number"),
        ({"lay": 6, "professional": 3, "required": 5, "lay_required": 7}, "7 lay votes"),
        ({"lay": 6, "professional": 3, "required": 5, "professional_required": 4}, "4 judges"),
        ({"lay": 12, "required": 6, "to_acquit": 6}, "both be had"),
        ({"lay": 12, "required": 12, "to_acquit": 13}, "13 votes cannot acquit"),
    ],
)
def test_impossible_rules_raise(fields, words):
    with pytest.raises(ValueError, match=words):
        Bench(**fields)


@pytest.mark.parametrize(
    "given_values",
    [
        {"p_lay": (1.2, 0.2)},
        {"p_lay": (0.8, -0.1)},
        {"p_lay": 0.8},
        {"p_lay": (0.8, np.nan)},
        {"p_lay": (0.8, 0.2), "rho": 1.5},
        {"p_lay": (0.8, 0.2), "p_professional": (0.8, 2)},
    ],
)
def test_impossible_probabilities_raise(given_values):
    with pytest.raises(ValueError, match=r"between 0 and 1|pair"):
        verdict(ELEVEN, **given_values)


@pytest.mark.parametrize(
    ("n", "p", "q", "k"), [(3, 0.5, 0.5, 3), (3, 1.2, 0.5, 3), (3, 0.7, 1, 3), (3, 0.7, 0.5, 4)]
)
def test_impossible_equilibria_raise(n, p, q, k):
    with pytest.raises(ValueError):  # noqa: PT011
        feddersen_pesendorfer(n, p, q, k)


def test_equivalent_rules_keep_the_limit_and_miss_none():
    target = Bench(lay=12, required=10)
    at = {"p_lay": accurate(0.8), "p_professional": accurate(0.85), "rho": 0.1}
    found = juries.equivalent_rules(ELEVEN, target, **at)
    limit = verdict(target, **at).convict_innocent
    assert (found["convict_innocent"] <= limit * (1 + 1e-9)).all()
    for k in range(1, 12):
        within = verdict(Bench(10, 1, k), **at).convict_innocent <= limit
        assert within == ((found["required"] == k) & (found["lay_required"] == 0)).any()
    assert (found["convict_guilty"] > 0).all()


def test_a_lay_condition_can_stand_in_for_votes():
    found = juries.equivalent_rules(Bench(6, 3, 5), Bench(6, 3, 7), p_lay=accurate(0.8))
    with_lay = found[found["lay_required"] > 0]
    assert with_lay["required"].min() < 7


def test_frontier_is_the_fewest_votes():
    found = juries.frontier(ELEVEN, range(1, 16), p_lay=accurate(0.8)).set_index("size")
    assert found.loc[11, "required"] == 6
    assert found.loc[[1, 2], "required"].isna().all()
    limit = verdict(ELEVEN, p_lay=accurate(0.8)).convict_innocent
    for size, row in found.dropna().iterrows():
        assert row["convict_innocent"] <= limit * (1 + 1e-9)
        fewer = Bench(lay=int(size), required=int(row["required"]) - 1)
        assert verdict(fewer, p_lay=accurate(0.8)).convict_innocent > limit
