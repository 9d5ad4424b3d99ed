"""The committed datasets are sound, in order, readable by any Data Package tool, and documented."""

from pathlib import Path

import frictionless
import pytest
import yaml

from comparative import evidence
from comparative.evidence.dictionary import dictionary
from comparative.evidence.packages import DESCRIPTOR, folders

ROOT = Path(__file__).parents[2]
PACKAGES = folders(ROOT / "datasets")


def test_check_finds_nothing():
    assert [str(fault) for fault in evidence.check(ROOT / "datasets", in_order=True)] == []


@pytest.mark.parametrize("subject", PACKAGES)
def test_frictionless_accepts_the_package(subject):
    report = frictionless.validate(str(PACKAGES[subject] / DESCRIPTOR))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])


@pytest.mark.parametrize("subject", PACKAGES)
def test_packages_tell_what_people_need(subject):
    package = yaml.safe_load((PACKAGES[subject] / DESCRIPTOR).read_text(encoding="utf-8"))
    assert package["title"]
    assert package["description"]
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["name"] == subject.replace("_", "-")
    for table in package["resources"]:
        # The frictionless package of R reads only resources with this profile.
        assert table["profile"] == "tabular-data-resource"
        assert table["title"]
        assert table["description"]
        fields = table["schema"]["fields"]
        assert all(field.get("title") for field in fields)
        if subject != "shared":
            assert [field["name"] for field in fields[-3:]] == ["source_id", "status", "note"]


def test_every_source_is_cited():
    """Only literature and standards, which prose refers to, may stand behind no row."""
    cited = set(evidence.claims()["seed"])
    for subject in PACKAGES:
        for table in evidence.tables(subject):
            frame = evidence.load(subject, table)
            columns = [c for c in frame if c == "source_id" or c.endswith("_source_id")]
            if (subject, table) != ("shared", "sources"):
                cited |= {name for c in columns for cell in frame[c].dropna() for name in cell.split(";")}
    known = evidence.sources().set_index("source_id")["kind"]
    uncited = known[~known.index.isin(cited)]
    assert uncited[~uncited.isin(["academic", "international organisation"])].index.tolist() == []


def test_the_data_dictionary_is_current():
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary(), "run python -m comparative.evidence.dictionary docs/data-dictionary.md"
