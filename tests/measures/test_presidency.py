"""Party ties of presidents, held to the texts read."""

import pytest

from comparative import evidence
from comparative.measures import presidency


@pytest.fixture(scope="module")
def rules():
    return evidence.load("presidency", "party_rules")


@pytest.fixture(scope="module")
def in_2022():
    return evidence.load("presidency", "party_rules", as_of="2022-12-31")


def test_rules_of_2022_without_kazakhstan(in_2022):
    found = presidency.tally(in_2022, without="KAZ")
    assert (found.n, found.restrict, found.none, found.require) == (24, 16, 6, 2)
    assert found.no_member == ("ALB", "ARM", "HRV", "MDA", "ROU")
    assert sum(found.by_step.values()) == found.n


def test_of_the_four_cited_cases_three_stood(rules):
    found = presidency.cited_cases(rules, "2022-12-31").set_index("place")
    assert found["restricts"].to_dict() == {"ALB": True, "BLR": True, "EST": True, "TUR": False}
    assert list(found.index[found["full_ban"]]) == ["ALB"]
    before = presidency.cited_cases(rules, "2016-12-31").set_index("place")
    assert before["restricts"].all()


def test_kazakhstan_suspended_then_none_then_barred(rules):
    found = presidency.path(rules, "KAZ")
    assert found["step"].tolist() == ["no_party_activity", "no_rule", "no_membership", "no_membership"]
    assert found["valid_from"].dt.year.tolist() == [1998, 2007, 2022, 2026]
    assert (found["valid_to"].iloc[:-1].to_numpy() == found["valid_from"].iloc[1:].to_numpy()).all()


def test_every_rule_has_a_step_and_every_step_an_order(rules):
    assert set(rules["rule"]) <= set(presidency.STEPS)
    assert presidency.ORDER[0] == "must_be_member"
    assert presidency.ORDER[-1] == "no_membership"


def test_an_unknown_rule_is_named():
    with pytest.raises(ValueError, match="no_hat"):
        presidency.step("no_hat")


def test_two_rules_for_one_place_are_refused(rules):
    with pytest.raises(ValueError, match="as of a day"):
        presidency.tally(rules)


def test_rule_of_a_place_without_a_row(in_2022):
    assert presidency.rule_of(in_2022, "KAZ") == "no_membership"
    assert presidency.rule_of(in_2022, "FRA") == ""


def test_spans_keep_every_rule_and_start_with_the_most_changes(rules):
    found = presidency.spans(rules)
    assert sorted(found["rule_id"]) == sorted(rules["rule_id"])
    assert found["place"].iloc[0] == "KAZ"
    assert found["changes"].is_monotonic_decreasing
    for _, rows in found.groupby("place", sort=False):
        assert rows["valid_from"].is_monotonic_increasing
