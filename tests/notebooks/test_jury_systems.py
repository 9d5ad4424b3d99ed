"""The notebook on juries says true things for any place, day and assumption."""

import pytest
from notebook_runs import told


def text(shown, cell):
    return shown[cell]["text/plain"].replace("\N{NO-BREAK SPACE}", " ")


def test_kazakhstan_under_the_assumptions_of_the_report():
    shown = told("jury_systems")
    rules = text(shown, "findings-rules")
    assert "is an assumption of this report: 6 of 11" in rules
    assert "5 of 10 lay votes are then enough; 6 lay members" in rules
    assert "would convict 98.8% of the guilty and 1.2% of the innocent" in text(shown, "findings-risks")
    assert "of 39 other benches 14 would convict more of the innocent" in text(shown, "findings-risks")
    assert "convicts 88% of the guilty and 2.7% of the innocent" in text(shown, "findings-risks")
    kazakh = text(shown, "findings-kazakhstan")
    assert "from 4 of nine to 5 of ten, if 6 votes convict" in kazakh
    assert "from 0.69% to 0.90%" in kazakh
    assert "went from 14 to 44 between 2015 and 2024" in kazakh


def test_every_number_of_votes_stands_beside_the_assumed_one():
    shown = told("jury_systems", votes_required=9)
    assert "is an assumption of this report: 9 of 11" in text(shown, "findings-rules")
    table = shown["table-thresholds"]["application/vnd.comparative+json"]
    rules = {row["cells"][0]["text"].replace("\N{NO-BREAK SPACE}", " ") for row in table["body"]}
    assert rules == {f"{k} of 11" for k in range(6, 12)}


def test_a_place_whose_votes_are_known_needs_no_assumption():
    shown = told("jury_systems", focus="FRA", rho=0.1)
    assert "France (Cour d'assises, first instance): 7 of 9 votes convict" in text(shown, "findings-rules")
    assert "assumption of this report" not in text(shown, "findings-rules")


def test_a_jury_that_one_juror_can_stop():
    shown = told("jury_systems", focus="USA", p_lay=0.99, p_professional=0.55, rho=0.9)
    assert "1 juror alone can prevent a conviction" in text(shown, "findings-rules")
    assert " 0.0%" not in text(shown, "findings-kazakhstan")


@pytest.mark.parametrize("focus", ["VEN", "KGZ"])
def test_a_place_without_a_known_bench_says_so(focus):
    shown = told("jury_systems", focus=focus, as_of="2012-01-01")
    assert "the bench of Kazakhstan stands in its place" in text(shown, "findings-rules")
