"""Sources and claims are found by id, cited as a reader expects, and misnamed ones named back."""

import pytest

from comparative import evidence


def test_citation_leaves_out_what_is_unknown(datasets):
    datasets.append(
        "sources.csv", source_id="zz-1", title="A law", publisher="A press", language="en", kind="law"
    )
    assert evidence.cite("zz-1") == "A press, A law"
    datasets.change("sources.csv", {"source_id": "zz-1"}, year="2020", url="https://example.org/law")
    assert evidence.cite("zz-1") == "A press (2020), A law, https://example.org/law"


def test_sources_of_rows_come_once_and_in_order():
    rules = evidence.load("party_registration", "thresholds")
    found = evidence.sources(rules["source_id"])
    assert found["source_id"].is_unique
    named = [name for cell in rules["source_id"] for name in cell.split(";")]
    assert found["source_id"].tolist() == list(dict.fromkeys(named))
    assert len(evidence.sources()) > len(found)
    assert evidence.sources([]).empty


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: evidence.cite("kisi2021"), "'kisi2022'"),
        (lambda: evidence.cite("kisi2022;adilet2024"), "one source id"),
        (lambda: evidence.cite(""), "one source id"),
        (lambda: evidence.sources(["wb-pop;nothing"]), "'nothing'"),
        (lambda: evidence.claims("donation_cap"), "'donation_caps'"),
        (lambda: evidence.claims(verdict="confirm"), "'confirmed'"),
    ],
)
def test_unknown_names_are_named_back(call, says):
    with pytest.raises(evidence.EvidenceError) as error:
        call()
    assert says in str(error.value)


def test_claims_are_selected_by_subject_and_verdict():
    ledger = evidence.claims()
    parts = [evidence.claims(subject) for subject in evidence.subjects()]
    assert sum(len(part) for part in parts) == len(ledger)
    wrong = evidence.claims(verdict=["contradicted", "outdated"])
    assert set(wrong["verdict"]) == {"contradicted", "outdated"}
