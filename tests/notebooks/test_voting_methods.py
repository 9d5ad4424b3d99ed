"""The notebook on voting besides election day says true things for any place, day and break."""

import pytest
from notebook_runs import told


def text(shown, cell):
    return shown[cell]["text/plain"]


def test_kazakhstan_has_no_row_and_korea_no_effect():
    shown = told("voting_methods")
    days, turnout = text(shown, "findings-days"), text(shown, "findings-turnout")
    assert "Kazakhstan has no row" in days
    assert "22 days to 11 December 2015 and 22 days to 24 March 2016" in days
    assert "7 phases over 44 days in 2024, and a voter had 1 polling day" in days
    assert "a gap of +16.7 percentage points" in turnout
    assert "an illustration, no estimate of an effect" in turnout
    assert "2 other years fit better, 2008 best of all" in turnout
    assert "The turn precedes early voting" in turnout
    assert "comes from 2 of 35 ways" in turnout
    assert "That cannot be told from none" in turnout


def test_the_best_year_has_no_better_one():
    shown = told("voting_methods", break_year=2008)
    assert "No other year gives a better fit" in text(shown, "findings-turnout")
    assert "the year that fits best" in text(shown, "segments")


def test_a_break_too_late_for_the_day_is_replaced_and_said():
    shown = told("voting_methods", break_year=2020, as_of="2022-11-08", focus="DEU")
    turnout = text(shown, "findings-turnout")
    assert "fewer than two general elections lie from 2020 on; 2016 stands in its place" in turnout
    assert "1985 to 2020" in turnout
    assert "7 phases over 39 days in 2019" in text(shown, "findings-days")
    assert "2024" not in text(shown, "findings-days")


@pytest.mark.parametrize(
    ("focus", "sentence"),
    [
        (
            "KOR",
            "South Korea, early in person: voting begins 5 days before election day and is open on 2 days",
        ),
        ("US-MN", "Minnesota: early voting began 46 days before the election of 8 November 2022"),
        ("US-OR", "Oregon: early voting in 2022, with a first day that differs by county"),
        ("US-AL", "Alabama: no early voting in person without an excuse in 2022"),
        ("AUS", "on how many days it is open was not found"),
        ("IND", "India, phased by territory: 1 day open to a voter"),
        ("GBR", "United Kingdom: no days of voting besides election day are in the evidence"),
    ],
)
def test_the_place_in_focus(focus, sentence):
    assert sentence in text(told("voting_methods", focus=focus), "findings-days")
