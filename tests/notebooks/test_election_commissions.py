"""The notebook on election commissions says true things for any place, day and number of judges."""

import pytest
from notebook_runs import told


def text(shown, cell):
    return shown[cell]["text/plain"].replace("\N{NO-BREAK SPACE}", " ")


def test_kazakhstan_before_the_constitution_of_2026():
    shown = told("election_commissions")
    findings = text(shown, "findings")
    assert "Of 215 countries and territories" in findings
    assert "138 (64.2%)" in findings
    assert "Europe has the smallest share of independent bodies among the continents, 22 of 48" in findings
    assert "largest of governmental ones, 18 of 48" in findings
    assert "International IDEA and Wikipedia agree on 2" in findings
    assert "31 December 2022, 4 of 7 members, was named by: parliament" in findings
    assert "1,553 commissions ran the elections of district akims" in findings
    assert "9.4 members each, within the 9 to 11" in findings
    assert "239 territorial commissions would take 478 judges, 28.6%" in text(shown, "scenario")
    assert "levels add up to 429, the total reported" in text(shown, "by-elections")
    assert text(shown, "judges") == "Judges hold 20 of 50 seats in 6 commissions"


def test_the_constitution_of_2026_changes_who_names():
    shown = told("election_commissions", as_of="2026-07-01")
    assert "6 of 7 members, was named by: President, with consent of parliament" in text(shown, "findings")


def test_poland_when_all_its_members_were_judges():
    shown = told("election_commissions", focus="POL", as_of="2019-06-01", judges_per_commission=7)
    assert "9 of 9 members, was named by: courts" in text(shown, "findings")
    assert "from 18.2% to 100.0%" in text(shown, "findings")
    assert text(shown, "steps").startswith("No number of judges would exceed")
    assert "224 territorial commissions" in text(shown, "scenario")


@pytest.mark.parametrize("focus", ["ITA", "MNG", "USA", "UZB"])
def test_a_place_whose_seats_were_not_read_says_so(focus):
    findings = text(told("election_commissions", focus=focus, as_of="2017-01-01"), "findings")
    assert "Who names how many members of a central commission of" in findings
    assert ("No classification of" in findings) == (focus != "USA")


def test_claims_show_their_verdicts():
    table = told("election_commissions")["claims"]["application/vnd.comparative+json"]
    verdicts = [row["cells"][1]["text"] for row in table["body"]]
    assert len(verdicts) == 26
    assert set(verdicts) == {"confirmed", "contradicted", "imprecise", "outdated", "unverified"}
