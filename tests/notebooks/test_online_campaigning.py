"""The notebook on online campaigning says true things for any place, day and scenario."""

import io

import pandas as pd
import pytest
from notebook_runs import told


def text(shown, cell):
    return shown[cell]["text/plain"].replace("\N{NO-BREAK SPACE}", " ")


def test_placements_and_kazakhstan():
    shown = told("online_campaigning")
    placements = text(shown, "findings-placements")
    assert "Of 41 placements of countries, sources were read on 17: 10 are confirmed (59%" in placements
    assert "Between 24% and 83% of all placements" in placements
    assert "at least 11 of the unread must prove right" in placements
    kazakh = text(shown, "findings-kazakhstan")
    assert "the sources support 4 approaches in Kazakhstan. Since 2014: blocking without a court." in kazakh
    assert "until 5 November 2022" in kazakh
    assert "implies 13.8 million users" in kazakh
    assert "Kappa is 0.26" in text(shown, "figure-kappa")


def test_before_the_amendments_of_november_2022():
    shown = told("online_campaigning", focus="GBR", as_of="2022-03-16")
    assert "support 2 approaches in Kazakhstan" in text(shown, "findings-kazakhstan")
    assert "No source that was read supports an approach of United Kingdom" in text(shown, "findings-focus")
    assert "the recommendations print an advertising audience of 72%" in text(shown, "figure-users")


@pytest.mark.parametrize(("pct", "held"), [(0.0, 10), (50.0, 22), (100.0, 34)])
def test_the_scenario_moves_within_the_bounds(pct, held):
    shown = told("online_campaigning", focus="SVK", unread_right_pct=pct)
    assert "do not place Slovakia" in text(shown, "findings-focus")
    data = shown["figure-shares"]["application/vnd.comparative+json"]["data"]
    rows = pd.read_csv(io.StringIO(data)).set_index("label")
    assert rows.loc["in the scenario", "estimate"] == pytest.approx(held / 41)
