"""Media, organisations and ranks, held to the published counts and to what may not be compared."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import civil_society, media_register, press_freedom


@pytest.fixture(scope="module")
def media():
    return evidence.load("media_civil_society", "media")


@pytest.fixture(scope="module")
def bodies():
    return evidence.load("media_civil_society", "organisations")


@pytest.fixture(scope="module")
def ranks():
    return evidence.load("media_civil_society", "press_freedom")


@pytest.fixture(scope="module")
def counts(media):
    return media_register.compositions(media).set_index("counted_on")


def test_the_recommended_types_fall_short_of_their_total(counts):
    found = counts.loc["2021-08-01"]
    assert (found["domestic"], found["stated_total"], found["remainder"]) == (4606, 4873, 267)
    assert found["language_base"] == "with_foreign"


def test_the_release_of_2022_adds_up_without_foreign_channels(counts):
    found = counts.loc["2022-01-01"]
    types = [found[name] for name in ("print", "television", "radio", "agencies_and_network_publications")]
    assert types == [3676, 191, 84, 959]
    assert found["domestic"] == found["languages"] == 4910 == 1852 + 853 + 693 + 1512
    assert (found["stated_foreign"], found["with_foreign"]) == (279, 5189)
    assert np.isnan(found["stated_total"])
    assert found["language_base"] == "domestic"


def test_the_count_of_2025_leaves_a_remainder_of_the_same_size(counts):
    assert counts.loc["2025-06-30", "remainder"] == 304


@pytest.mark.parametrize(
    ("base", "before", "after"), [("with_foreign", 12.0, 13.4), ("domestic", 12.7, 14.1)]
)
def test_share_of_media_in_kazakh_only(media, base, before, after):
    found = media_register.language_shares(media, base).query("category == 'kazakh_only'")
    assert (100 * found["none_foreign"]).round(1).tolist() == [before, after]


@pytest.mark.parametrize("base", media_register.BASES)
def test_only_kazakh_moves_one_way_on_either_base(media, base):
    found = media_register.language_changes(media, base).set_index("category")
    assert found["direction"].to_dict() == {
        "kazakh_only": "rises",
        "russian_only": "undetermined",
        "kazakh_and_russian": "undetermined",
        "three_or_more": "undetermined",
    }
    assert np.isnan(found.loc["kazakh_only", "turning"])


def test_turning_points_by_hand(media):
    domestic = media_register.language_changes(media, "domestic").set_index("category")["turning"]
    foreign = media_register.language_changes(media, "with_foreign").set_index("category")["turning"]
    assert domestic["russian_only"] == pytest.approx(899 - 4606 * 853 / 4910)
    assert foreign["russian_only"] == pytest.approx(899 / 4873 * 5189 - 853)


def count(day, types, languages, total):
    names = [*media_register.DOMESTIC, "registered", *media_register.LANGUAGES]
    return pd.DataFrame(
        {
            "counted_on": pd.Timestamp(day),
            "counted_on_precision": "day",
            "dimension": ["type"] * 4 + ["total"] + ["language"] * 4,
            "category": names,
            "media": [*types, total, *languages],
            "source_id": "made",
        }
    )


@given(
    types=st.lists(st.integers(1, 500), min_size=4, max_size=4),
    languages=st.lists(st.integers(1, 500), min_size=4, max_size=4),
    spread=st.randoms(use_true_random=False),
)
def test_bounds_hold_every_way_to_take_foreign_channels_out(types, languages, spread):
    whole, domestic = sum(languages), sum(types)
    if domestic >= whole:
        return
    found = media_register.language_shares(count("2021-01-01", types, languages, whole), "domestic")
    pool = [name for name, n in zip(media_register.LANGUAGES, languages, strict=True) for _ in range(n)]
    kept = spread.sample(pool, domestic)
    for row in found.itertuples():
        assert row.low - 1e-12 <= kept.count(row.category) / domestic <= row.high + 1e-12


def test_languages_that_fit_no_base_are_refused():
    odd = count("2021-01-01", [10, 10, 10, 10], [1, 1, 1, 1], 50)
    with pytest.raises(ValueError, match="2021-01-01 make neither base"):
        media_register.language_shares(odd, "domestic")


def test_an_unknown_base_is_named(media):
    with pytest.raises(ValueError, match="no base 'all'"):
        media_register.language_shares(media, "all")


def test_one_count_has_no_change():
    one = count("2021-01-01", [10, 10, 10, 10], [10, 10, 10, 10], 50)
    assert media_register.language_changes(one, "domestic").empty


def test_totals_tell_kinds_apart(media):
    found = media_register.totals(media)
    kinds = found.groupby("series")["media"].apply(list).to_dict()
    assert kinds["operating"] == [2509, 2763]
    assert kinds["recommendations"] == [3328, 4873]
    assert kinds["registered"] == [7697, 5173, 5189, 4871]
    assert kinds["rounded"] == [2000, 3371, 3500, 5000]


def test_the_register_of_april_2023(bodies):
    found = civil_society.parts(bodies).iloc[0]
    assert (found["registered"], found["sum"], found["difference"]) == (23335, 23334, 1)
    shares = civil_society.active_shares(bodies).set_index(["counter", "counted_on"])
    row = shares.loc[("ministry", pd.Timestamp("2023-04-01"))]
    assert (row["active"], round(row["share"], 3), row["exact"]) == (18204, 0.780, True)


def test_counters_are_not_mixed(bodies):
    found = civil_society.active_shares(bodies)
    assert set(found["counter"]) == {"ministry", "recommendations"}
    assert found.query("counter == 'recommendations'")["share"].round(2).tolist() == [0.63]


def test_undated_counts_wait_for_all_dated_ones(bodies):
    assert civil_society.known(bodies, "2025-06-30")["counted_on"].notna().all()
    assert len(civil_society.known(bodies, "2026-10-31")) == len(bodies)


def test_sittings_of_the_national_kurultai():
    sittings = evidence.load("media_civil_society", "sittings")
    found = civil_society.intervals(sittings, "2026-10-31")
    assert found["days_since"].dropna().tolist() == [366, 272, 364, 312]
    assert len(civil_society.intervals(sittings, "2022-12-31")) == 1


def test_published_ranks(ranks):
    kazakh = ranks[ranks["place"] == "KAZ"].set_index("index_year")["rank"]
    assert kazakh.loc[2020:2025].tolist() == [157, 155, 122, 134, 142, 141]


def test_methods_follow_the_years_of_their_table(ranks):
    since = evidence.load("media_civil_society", "index_methods").set_index("method")["since_year"]
    assert (ranks["index_year"] >= ranks["method"].map(since)).all()
    for method, year in since.items():
        assert not ((ranks["index_year"] >= year) & (ranks["method"].map(since) < year)).any(), method


@pytest.mark.parametrize("years", [(2021, 2022), (2012, 2013)])
def test_no_change_across_methods(ranks, years):
    with pytest.raises(ValueError, match="do not compare"):
        press_freedom.change(ranks, "KAZ", *years)


def test_no_change_out_of_other_numbers_of_countries(ranks):
    with pytest.raises(ValueError, match="do not compare: 179 and 180"):
        press_freedom.change(ranks, "KAZ", 2013, 2016)


def test_a_year_not_read_is_named(ranks):
    with pytest.raises(ValueError, match="no rank of KAZ in 2015"):
        press_freedom.change(ranks, "KAZ", 2015, 2016)


def test_change_under_the_newest_method(ranks):
    found = press_freedom.changes(ranks, "from_2022").set_index("place")
    assert found.loc["KAZ", ["before", "after", "change"]].tolist() == [122, 149, 27]
    assert found.index[0] == "KGZ"


def test_lines_break_at_every_change_of_method_and_gap(ranks):
    lines = press_freedom.paths(ranks, sorted(set(ranks["place"])), 2002)
    for _, line in lines.groupby("place"):
        read = line["behind"].notna().to_numpy()
        years, methods = line["year"].to_numpy(), line["method"].to_numpy()
        for i in range(len(line) - 1):
            if read[i] and read[i + 1]:
                assert methods[i] == methods[i + 1]
                assert years[i + 1] - years[i] == 1


def test_an_index_is_known_from_june(ranks):
    assert press_freedom.known(ranks, "2026-05-31")["index_year"].max() == 2025
    assert press_freedom.known(ranks, "2026-06-01")["index_year"].max() == 2026
