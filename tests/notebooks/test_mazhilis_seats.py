"""The notebook on the Mazhilis says true things for any votes, rule and day."""

from functools import partial

import notebook_runs
import pytest

told = partial(notebook_runs.told, "mazhilis_seats")


def text(shown, cell):
    return shown[cell]["text/plain"]


def test_as_published():
    shown = told()
    record, other = text(shown, "findings-record"), text(shown, "findings-other")
    assert "gives the official seats in 6 of them, Sainte-Laguë in 6, D'Hondt in 2." in record
    assert "58.0% of the list seats and 75.9% of the districts (22 of 29): 62 of 98 seats, 4 short" in record
    assert "fell from 6.53 in 2021 to 2.19 in 2023" in record
    assert "where two thirds are needed 89.8%" in record
    assert "would give AMANAT 28 list seats" in other
    assert "65.2 seats; the 95% range of the district model is 54 to 73" in other
    assert "given AMANAT 83 seats on the votes of 2023 at a threshold of 5%; two thirds are 97." in other
    assert "given AMANAT 96 seats on the votes of 2023 at a threshold of 7%; two thirds are 97." in other
    assert "No result of the election of 23 August 2026 could be found" in other


@pytest.mark.parametrize(
    ("parameters", "cell", "sentence"),
    [
        ({"as_of": "2026-08-01"}, "kurultai", "On 1 August 2026 the election of the Kurultai lay ahead."),
        ({"votes_of": 2021}, "findings-other", "given AMANAT 107 seats on the votes of 2021"),
        ({"votes_of": 2021}, "slope", "In 2021 2 parties of 5 held a larger share of seats than of votes"),
        ({"list_share_pct": 100.0, "formula": "dhondt"}, "designs", "AMANAT would hold 57.0 of 98 seats"),
        ({"list_share_pct": 100.0}, "hemicycle", "AMANAT holds 56 of 98 list seats"),
        ({"focus": "RUS"}, "mixed", "In Russia, 2021, 50% of the seats came from lists"),
        ({"focus": "DEU"}, "mixed", "The share of list seats in 35 mixed chambers runs from 13% to 80%"),
    ],
)
def test_sentences_follow_the_parameters(parameters, cell, sentence):
    assert sentence in text(told(**parameters), cell)


def test_before_the_kurultai_its_rule_is_not_spoken_of():
    shown = told(as_of="2024-06-30")
    assert "145" not in text(shown, "findings-other")
    assert "rule in force" not in shown["designs"]["text/html"]
