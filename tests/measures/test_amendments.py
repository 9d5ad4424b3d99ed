"""Coded amendments: documented anchors, hand-worked cases, and what must hold for any coding."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import amendments

SUBJECT = "amendments"
FOUR = ["president", "parliament", "judiciary", "citizens"]


@pytest.fixture(scope="module")
def provisions():
    return evidence.load(SUBJECT, "provisions")


@pytest.fixture(scope="module")
def fate():
    return evidence.load(SUBJECT, "fate_2026")


def nets(provisions, **choice):
    return amendments.balance(provisions, **choice).set_index("branch").loc[FOUR, "net"].tolist()


def test_the_size_of_the_coding(provisions):
    assert len(provisions) == 90
    assert provisions["provision_id"].nunique() == 81
    assert provisions["terminology_only"].sum() == 21
    assert amendments.renaming(provisions)[["renamings", "n"]].sum().tolist() == [21, 90]
    assert provisions["annex_row"].nunique() == 54


def test_the_balance_of_power(provisions):
    president = amendments.balance(provisions).set_index("branch").loc["president"]
    assert (president["up"], president["down"], president["net"]) == (2, 16, -14)
    assert nets(provisions) == [-14, 10, 13, 8]


def test_the_balance_by_provision_and_of_checked_rows(provisions):
    assert nets(provisions, unit="provision") == [-12, 10, 12, 8]
    assert nets(provisions, basis="seen") == [-6, 7, 6, 7]
    assert amendments.balance(provisions, basis="seen")["n"].iloc[0] == 29
    assert nets(provisions, basis="without_renamings") == nets(provisions)


def test_no_single_article_turns_the_sign(provisions):
    found = amendments.leave_article_out(provisions, "president")
    assert (found.low, found.high) == (-15, -11)
    assert (found.low_without, found.high_without) == ("71", "87")


def test_variants_repeat_the_balances(provisions):
    table = amendments.variants(provisions).set_index(["basis", "unit"])
    assert table.loc[("all", "change"), FOUR].tolist() == [-14, 10, 13, 8]
    assert table.loc[("all", "provision"), "n"] == 81
    assert table.loc[("without_renamings", "change"), "n"] == 69


def test_renamings_are_coded_as_moving_nothing(provisions):
    renamed = provisions[provisions["terminology_only"].astype(bool)]
    assert not renamed.filter(like="effect_").to_numpy().any()


def test_resampling_is_repeatable_and_stays_between_the_extremes(provisions):
    first, second = (amendments.stability(provisions, "president", draws=2000) for _ in range(2))
    assert first == second
    assert first.below + first.zero + first.above == pytest.approx(1)
    assert first.low <= -14 <= first.high
    assert amendments.stability(provisions, "judiciary", draws=2000).below == 0  # nothing narrows it


def test_what_2026_did_with_the_articles(provisions, fate):
    counts = amendments.by_fate(provisions, fate).set_index("fate_2026")
    assert counts["articles"].to_dict() == {"kept": 8, "changed": 19, "abolished": 5, "expired": 1}
    coded = provisions["article"].notna()
    assert counts["changes"].sum() == coded.sum()
    assert set(evidence.load(SUBJECT, "adopted_articles")["article"]) == set(fate["article"])
    assert set(provisions.loc[coded, "article"]) == set(fate["article"])


def test_an_article_without_a_fate_is_named(provisions, fate):
    with pytest.raises(ValueError, match="article 71"):
        amendments.by_fate(provisions, fate[fate["article"] != "71"])


def test_numbers_are_told_once_and_by_direction(provisions):
    found = amendments.numeric_changes(provisions).set_index("attribute")
    assert found.index.is_unique
    assert found.loc["Senators appointed by the President", "direction"] == "fall"
    assert found.loc["Posts that need consent of the Senate", "direction"] == "rise"
    assert found.loc["Days the Senate has for a law", "direction"] == "same"
    assert found.loc["Share by which the Mazhilis overrides the Senate", "direction"] == "new"
    assert found.loc["Days for a decision", "direction"] == "dropped"


def test_each_change_counts_for_every_institution_it_concerns(provisions):
    found = amendments.concerned(provisions)
    assert found["changes"].sum() == provisions["institutions"].str.split(";").str.len().sum()
    assert found.groupby("institution")["changes"].sum()["constitutional_court"] == 38
    headings = list(dict.fromkeys(found["heading"]))
    assert headings.index("4") < headings.index("44") < headings.index("83") < headings.index("83-1")


def test_the_annex_orders_articles_as_printed(provisions):
    ordered = amendments.in_order(provisions)
    assert ordered["heading"].iloc[0] == "4"
    assert ordered["annex_row"].dropna().is_monotonic_increasing
    assert ordered["heading"].iloc[-1] == "Law art. 3"


@pytest.mark.parametrize("choice", [{"unit": "row"}, {"basis": "checked"}])
def test_an_unknown_choice_is_refused(provisions, choice):
    with pytest.raises(ValueError, match=f"{next(iter(choice.values()))!r} is unknown"):
        amendments.balance(provisions, **choice)


def test_the_listed_effects_are_the_counted_ones(provisions):
    listed = amendments.touched(provisions)
    counts = amendments.balance(provisions).set_index("branch")
    for branch in amendments.BRANCHES:
        assert listed["widens"].map(lambda names, b=branch: b in names).sum() == counts.loc[branch, "up"]
        assert listed["narrows"].map(lambda names, b=branch: b in names).sum() == counts.loc[branch, "down"]
    renamed = listed["terminology_only"].astype(bool)
    assert listed.loc[renamed, ["widens", "narrows"]].map(len).to_numpy().sum() == 0


effects = st.integers(-1, 1)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), effects), min_size=2, max_size=20))
def test_grouping_never_raises_a_count_and_flipping_mirrors_it(cells):
    names = [f"effect_{b}" for b in (*amendments.BRANCHES, *amendments.CHAMBERS)]
    frame = pd.DataFrame(cells, columns=["provision_id", "heading", "effect"])
    frame = frame.assign(
        adopted_check="seen", terminology_only=False, **dict.fromkeys(names, frame["effect"])
    )
    change = amendments.balance(frame).iloc[0]
    grouped = amendments.balance(frame, unit="provision").iloc[0]
    assert grouped["n"] <= change["n"] == change["up"] + change["down"] + change["neutral"]
    assert grouped["up"] <= change["up"]
    assert grouped["down"] <= change["down"]
    mirrored = amendments.balance(frame.assign(**dict.fromkeys(names, -frame["effect"]))).iloc[0]
    assert (mirrored["up"], mirrored["net"]) == (change["down"], -change["net"])
    if len(set(frame["heading"])) > 1:
        loo = amendments.leave_article_out(frame, "president")
        spread = np.abs(frame.groupby("heading")["effect"].sum()).max()
        assert abs(loo.low - change["net"]) <= spread
        assert abs(loo.high - change["net"]) <= spread
