"""The notebook on donation caps says true things for any country, office, donor and day."""

import pytest
from notebook_runs import told

RECORD = "application/vnd.comparative+json"


def text(shown, cell):
    return shown[cell]["text/plain"]


def numbers(record):
    """Count the numbers with a value in a record."""
    if isinstance(record, list):
        return sum(map(numbers, record))
    if isinstance(record, dict):
        return (record.get("kind") == "number") + sum(map(numbers, record.values()))
    return 0


def test_kazakhstan_after_the_reform():
    shown = told("donation_caps")
    states = text(shown, "findings-states")
    assert "39 of 50 states limited what one individual could give to a candidate for governor" in states
    assert "6,126 USD, mixes amounts" in states
    assert "it is 6,165 USD, a gap of +0.6 percent" in states
    assert "average 10,327 USD against 6,165 USD as printed; half of them are at or below 6,000 USD" in states
    assert "the median is 8,000 USD" in states
    assert "0.50 percent higher (95 percent interval +0.20 to +0.79)" in states
    countries = text(shown, "findings-countries")
    assert (
        "Citizens of Kazakhstan may give to a party; whether one donor's gift is capped could not"
        in countries
    )
    assert "was not read" in text(shown, "focus-money")
    assert "capped at 15,000 minimum wages, 637,500,000 KZT" in text(shown, "focus-money")
    assert "reported 0 KZT in gifts" in text(shown, "focus-money")
    assert "are 3.98 and 2.07 monthly minimum wages for one election" in text(shown, "federal")
    records = [display.get(RECORD, {}) for display in shown.values()]
    assert sum(record.get("kind") in {"figure", "table"} for record in records) >= 10
    assert numbers(records) >= 40


@pytest.mark.parametrize(
    ("parameters", "cell", "sentence"),
    [
        ({"as_of": "2021-12-31"}, "findings-countries", "Kazakhstan cap the sum of all gifts to a candidate"),
        ({"as_of": "2005-01-01"}, "scenario", "minimum wage of Kazakhstan up to 1 January 2005 is not in"),
        ({"cap_minimum_wages": 500.0}, "scenario", "lower than 0 and higher than 5 of the 5"),
        ({"focus": "UZB"}, "findings-countries", "Uzbekistan bars gifts of citizens to a candidate."),
        ({"focus": "UKR"}, "findings-countries", "place 2 of 15 from the top"),
        ({"focus": "DEU"}, "findings-countries", "Germany sets no ceiling on what one citizen may give"),
        ({"focus": "AUT"}, "focus-money", "All gifts to one party together are capped at 750,000 EUR"),
        ({"focus": "NLD", "as_of": "2022-12-31"}, "findings-countries", "Netherlands sets no ceiling"),
        ({"focus": "NLD", "as_of": "2023-01-01"}, "findings-countries", "Netherlands caps what one citizen"),
        ({"office": "state_house"}, "findings-states", "39 of 49 states limited"),
        ({"contributor": "corporation"}, "findings-states", "22 states banned such gifts."),
        (
            {"contributor": "state_party"},
            "findings-states",
            "4 states limited such gifts only under a condition.",
        ),
        ({"contributor": "state_party"}, "model", "need not rise with population"),
    ],
)
def test_sentences_follow_the_parameters(parameters, cell, sentence):
    assert sentence in text(told("donation_caps", **parameters), cell)
