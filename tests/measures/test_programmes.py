"""How long programmes of remote voting lasted, how they stood, and why they ended."""

import pandas as pd
import pytest

from comparative import evidence
from comparative.measures import programmes
from comparative.measures.survival import survival

AS_OF = "2026-10-31"


def load(table):
    return evidence.load("internet_voting", table)


@pytest.fixture(scope="module")
def lifetimes():
    return programmes.programme_lifetimes(load("programmes"), as_of=AS_OF)


@pytest.fixture(scope="module")
def paused():
    return programmes.pauses(load("events"), as_of=AS_OF)


def states(as_of):
    halted = programmes.pauses(load("events"), as_of=as_of)
    table = programmes.programme_states(load("programmes"), load("reasons"), halted, as_of=as_of)
    return table.set_index("programme_id")


def test_anchor_all_programmes(lifetimes):
    found = survival(lifetimes)
    assert (found.n, found.ended) == (17, 7)
    assert round(found.at(3)["survival"], 2) == 0.58
    assert (found.median, found.median_low) == (11, 2)


def test_anchor_without_pilots(lifetimes):
    found = survival(programmes.without_pilots(lifetimes))
    assert (found.n, found.ended) == (13, 3)
    assert pd.isna(found.median)


def test_sailau_is_not_remote_and_plans_were_never_used(lifetimes):
    assert not {"KAZ", "FIN", "LTU"} & set(lifetimes["programme_id"])


def test_pauses_of_switzerland_and_france(paused):
    spans = paused.set_index("place")
    assert (spans.loc["FRA", "paused_from"].year, spans.loc["FRA", "resumed"].year) == (2017, 2021)
    assert (spans.loc["CHE", "paused_from"].year, spans.loc["CHE", "resumed"].year) == (2019, 2023)


def test_a_pause_read_as_an_end_shortens_the_programme(lifetimes, paused):
    strict = programmes.pauses_as_ends(lifetimes, paused).set_index("programme_id")
    assert (strict.loc["FRA", "years"], strict.loc["CHE", "years"]) == (5, 16)
    assert strict["ended"].sum() == lifetimes["ended"].sum() + 2
    assert (strict["years"].to_numpy() <= lifetimes["years"].to_numpy()).all()


def test_three_readings(lifetimes, paused):
    table = programmes.lifetime_readings(lifetimes, paused).set_index("reading")
    assert table["n"].tolist() == [17, 13, 17]
    assert table["ended"].tolist() == [7, 3, 9]
    assert table["share"].round(2).tolist() == [0.58, 0.78, 0.58]
    assert (table["low"] < table["share"]).all()
    assert (table["share"] < table["high"]).all()


def test_states_follow_the_day():
    before, during, after = states("2018-06-30"), states("2020-06-30"), states("2024-06-30")
    assert "AUS-NSW" in before.index
    assert before.loc["AUS-NSW", "state"] == during.loc["AUS-NSW", "state"] == "in use"
    assert after.loc["AUS-NSW", "state"] == "abandoned"
    assert [table.loc["CHE", "state"] for table in (before, during, after)] == [
        "open to some voters",
        "paused",
        "open to some voters",
    ]
    assert "USA-UT" not in before.index
    assert before.loc["FIN", "state"] == "plan dropped"
    assert states("2016-12-31").loc["FIN", "state"] == "planned"


def test_distrust_is_one_reason_among_several():
    # The commission named three in November 2011 (Tengrinews).
    named = load("reasons").query("programme_id == 'KAZ' and year == 2011")["reason"]
    assert sorted(named) == ["cost", "distrust", "low take-up"]
    counted = programmes.stated_reasons(load("reasons"), as_of=AS_OF).set_index("reason")
    assert counted.loc["distrust", "programmes"] == 1
    assert counted.loc["security risks", "programmes"] > 1


def test_reasons_stated_later_are_not_known():
    counted = programmes.stated_reasons(load("reasons"), as_of="2012-12-31")
    assert set(counted["reason"]) == {"cost", "distrust", "low take-up"}


def test_stories_in_a_word():
    stories = states(AS_OF)["story"]
    expected = {
        "KAZ": "terminals",
        "FIN": "never used",
        "CAN-ON": "start unknown",
        "NOR": "ended",
        "EST": "running",
    }
    assert {name: stories[name] for name in expected} == expected
    assert states("2018-06-30").loc["AUS-NSW", "story"] == "running"


def test_spans_in_words():
    spans = states(AS_OF)["span"]
    expected = {"KAZ": "2004–2007", "USA-WV": "2018", "CAN-ON": "–2022", "FIN": "", "CHE": "2003–2025"}
    assert {name: spans[name] for name in expected} == expected
    # Seen from 2018, the use of 2021 lies ahead: New South Wales was running, and no last use is claimed.
    then = states("2018-06-30")
    assert then.loc["AUS-NSW", "span"] == "2011–"
    assert pd.isna(then.loc["AUS-NSW", "last_use_year"])


def test_no_events_no_pauses():
    none = programmes.pauses(load("events"), as_of="2010-01-01")
    table = programmes.programme_states(load("programmes"), load("reasons"), none, as_of="2010-01-01")
    assert (table["pause"] == "").all()
