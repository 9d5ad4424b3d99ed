"""Layers of rules over time: any history of one rule at a time has one rule in force on each day."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative.evidence.errors import EvidenceError
from comparative.evidence.layers import day, in_force, overlaps

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))


def frame(spans):
    return pd.DataFrame(
        {
            "place": "KAZ",
            "valid_from": pd.to_datetime(pd.Series([a for a, _ in spans], dtype=object)),
            "valid_to": pd.to_datetime(pd.Series([b for _, b in spans], dtype=object)),
        }
    )


def history(cuts):
    """Return the layers between consecutive days, the first and last open."""
    return frame(list(zip([None, *cuts], [*cuts, None], strict=True)))


@given(st.lists(days, unique=True, min_size=1, max_size=8).map(sorted), days)
def test_exactly_one_of_successive_rules_is_in_force(cuts, on):
    found = in_force(history(cuts), on)
    assert len(found) == 1
    assert found.index[0] == sum(cut <= on for cut in cuts)


@given(st.lists(days, unique=True, min_size=1, max_size=8).map(sorted), st.randoms())
def test_successive_rules_never_overlap_in_whatever_order_they_stand(cuts, random):
    rules = history(cuts)
    order = list(rules.index)
    random.shuffle(order)
    assert overlaps(rules.loc[order].reset_index(drop=True), ["place"]) == []


@given(
    st.lists(
        st.tuples(st.none() | days, st.none() | days).filter(
            lambda s: s[0] is None or s[1] is None or s[0] < s[1]
        ),
        min_size=1,
        max_size=6,
    ),
    st.lists(days, max_size=20),
)
def test_rules_without_overlap_are_never_in_force_together(spans, probes):
    rules = frame(spans)
    edges = [edge for span in spans for edge in span if edge]
    most = max((len(in_force(rules, on)) for on in [*probes, *edges, date(1980, 1, 1)]), default=0)
    # Two intervals share a day only if they share the first day of one of them, or both are open before.
    assert (most > 1) == bool(overlaps(rules, ["place"]))


@given(days)
def test_the_last_day_is_exclusive(first):
    rule = frame([(first, first + timedelta(days=1))])
    assert len(in_force(rule, first)) == 1
    assert in_force(rule, first + timedelta(days=1)).empty
    assert in_force(rule, first - timedelta(days=1)).empty


def test_rules_of_different_lines_may_coincide():
    rules = frame([(None, None), (None, None)]).assign(donor=["person", "company"])
    assert overlaps(rules, ["place", "donor"]) == []
    assert overlaps(rules, ["place"]) == [(1, 0)]


@given(days)
def test_a_day_may_be_text_date_or_timestamp(value):
    noon = datetime(value.year, value.month, value.day, 12)
    expected = pd.Timestamp(value)
    assert day(value) == day(value.isoformat()) == day(noon) == day(pd.Timestamp(noon)) == expected


@pytest.mark.parametrize(
    "wrong", ["", "2022", "2022-11", "2023-02-29", "05.11.2022", "2022-11-05T00:00", None, 2022, pd.NaT]
)
def test_what_is_not_a_day_is_refused(wrong):
    with pytest.raises(EvidenceError, match="as_of"):
        day(wrong)
