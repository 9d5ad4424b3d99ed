"""The notebook on party registration says true things for any place and day, and follows the data."""

import csv
import json
import shutil
from functools import partial

import notebook_runs
import pytest
from checkout import ROOT

told = partial(notebook_runs.told, "party_registration")


def text(shown, cell):
    return shown[cell]["text/plain"]


def test_kazakhstan_after_the_reform():
    shown = told()
    findings = text(shown, "findings")
    assert "On 31 December 2022, Kazakhstan asked a new party for 5,000 members." in findings
    assert "2.50 per ten thousand residents. Of 45 other places with a known number, 14 ask" in findings
    assert "Of the 18 others that make registration depend on members, 3 ask" in findings
    assert "80%" in findings
    assert "68%" in findings
    assert "From 1 July 2026 on, the number asked for in Kazakhstan is not known." in text(shown, "layers")
    displays = [record.get("application/vnd.comparative+json", {}) for record in shown.values()]
    assert sum(record.get("kind") in {"figure", "table"} for record in displays) >= 4


@pytest.mark.parametrize(
    ("parameters", "cell", "sentence"),
    [
        ({"as_of": "2019-06-30"}, "findings", "Kazakhstan asked a new party for 40,000 members."),
        ({"as_of": "2019-06-30"}, "model", "40,000 members lie above the range expected"),
        ({"as_of": "2026-08-23"}, "findings", "no source read gives its number"),
        ({"focus": "UZB"}, "findings", "Uzbekistan asked a new party for 20,000 signatures."),
        ({"focus": "AUT"}, "findings", "asked a new party for no number of supporters"),
        ({"focus": "MEX"}, "findings", "No rule of Mexico in force on 31 December 2022 is in the evidence."),
        ({"focus": "SWE"}, "findings", "not of existing as a party"),
        ({"focus": "URY"}, "timeline", "nothing to draw"),
        ({"focus": "ROU"}, "findings", "from 25,000 members to 3 founders"),
        ({"threshold": 20000}, "scenario-says", "lies above the range"),
        ({"as_share_of_voters": 0.5}, "sweep", "At 59,500 members"),
    ],
)
def test_sentences_follow_the_parameters(parameters, cell, sentence):
    assert sentence in text(told(**parameters), cell)


def test_a_new_country_appears_everywhere(tmp_path, monkeypatch):
    datasets = tmp_path / "datasets"
    shutil.copytree(ROOT / "datasets", datasets)
    table = datasets / "party_registration" / "thresholds.csv"
    with table.open(newline="", encoding="utf-8") as file:
        header = next(csv.reader(file))
    row = {"rule_id": "FRA-01", "place": "FRA", "requirement_type": "members", "threshold_count": "700"}
    row |= {
        "requirement_stage": "registration",
        "system": "registration",
        "source_id": "wb-pop",
        "status": "seen",
    }
    with table.open("a", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerow([row.get(name, "") for name in header])
    monkeypatch.setenv("COMPARATIVE_DATASETS", str(datasets))
    shown = told()
    record = "application/vnd.comparative+json"
    assert "France" in json.dumps(shown["rules"][record])
    assert "FRA" in shown["ladder"][record]["data"]  # the drawing writes names as outlines
    assert "Across 19 countries" in text(shown, "model-says")
    assert "Of 46 other places" in text(shown, "findings")
