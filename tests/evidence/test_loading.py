"""Tables come typed, in force as of a day, with their sources; what is misnamed is named back."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from comparative import evidence
from comparative.evidence.cells import convert, precision
from comparative.evidence.packages import Field

ALL_TABLES = [(s, t) for s in ["shared", *evidence.subjects()] for t in evidence.tables(s)]


@pytest.mark.parametrize(("subject", "table"), ALL_TABLES)
def test_every_table_loads_as_declared(subject, table):
    frame = evidence.load(subject, table)
    declared = evidence.describe(subject, table)
    assert list(frame.columns[: len(declared)]) == list(declared["name"])
    assert set(frame.columns[len(declared) :]) <= {f"{name}_precision" for name in declared["name"]}
    assert list(frame.index) == list(range(len(frame)))
    assert len(frame) > 0
    numeric = {"integer", "number", "year"}
    for field in declared.itertuples():
        kind = frame[field.name].dtype.kind
        if field.type in numeric:
            assert kind == ("i" if field.required and field.type != "number" else "f")
    assert frame.attrs["subject"], frame.attrs["table"] == (subject, table)
    assert not frame.duplicated(list(frame.attrs["key"])).any()


@pytest.mark.parametrize(("subject", "table"), ALL_TABLES)
def test_every_fact_names_its_sources(subject, table):
    frame = evidence.load(subject, table)
    if subject != "shared":
        assert frame["source_id"].notna().all()
        assert set(frame["status"]) <= {"seen", "seed", "disputed"}
        evidence.sources(frame["source_id"])


def test_type_follows_the_declaration_not_the_rows():
    optional, required = Field("n", "integer"), Field("n", "integer", constraints={"required": True})
    assert convert(optional, ["1", "2"])[0].dtype == np.float64
    assert convert(optional, ["", ""])[0].dtype == np.float64
    assert convert(required, ["1", "2"])[0].dtype == np.int64
    assert convert(required, [])[0].dtype == np.int64


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        (Field("x", "integer"), ["1.5", " 1", "1_000", "1e3", "0x1", "٣", "nan", "+1"]),
        (Field("x", "number"), ["1,5", "inf", "nan", ".5", "5.", "1_0", "٣.٥", "50%"]),
        (Field("x", "year"), ["22", "20222", "2022.5", "MMXX"]),
        (Field("x", "date"), ["2022-13-01", "2023-02-30", "2022", "20220101", "2022-W01-1", "1066-10-14"]),
        (Field("x", "string", reduced=True), ["2022-13", "2022-1", "2022-00", "2023-02-29", "22"]),
        (Field("x", "boolean", true_values=("yes",), false_values=("no",)), ["true", "Yes", "1"]),
    ],
)
def test_what_is_not_of_the_type_is_refused(field, wrong):
    column, problems = convert(field, wrong)
    assert [position for position, _ in problems] == list(range(len(wrong)))
    assert column.isna().all()


def test_a_table_saved_from_pandas_is_read(datasets):
    """Pandas writes 500.0 where a column of whole numbers has blanks; check still asks for 500."""
    path = datasets.root / "party_registration" / "thresholds.csv"
    before = evidence.load("party_registration", "thresholds")
    pd.read_csv(path).to_csv(path, index=False, lineterminator="\n")
    pd.testing.assert_frame_equal(evidence.load("party_registration", "thresholds"), before)
    assert {f.column for f in datasets.faults()} >= {"threshold_count"}


def test_reduced_dates_stand_on_their_first_day_and_say_so():
    column, problems = convert(
        Field("valid_from", "string", reduced=True), ["2009", "2020-05", "2022-11-05", ""]
    )
    assert not problems
    assert column.dropna().dt.strftime("%Y-%m-%d").tolist() == ["2009-01-01", "2020-05-01", "2022-11-05"]
    assert precision(["2009", "2020-05", "2022-11-05", ""]).tolist() == ["year", "month", "day", None]


def test_an_answer_is_the_callers_own():
    first = evidence.load("shared", "places")
    first.loc[:, "region"] = "Atlantis"
    assert "Atlantis" not in set(evidence.load("shared", "places")["region"])


def test_an_edit_is_seen_at_once(datasets):
    before = evidence.load("shared", "population")
    datasets.change("population.csv", {"place": "KAZ"}, population_persons="20000000")
    after = evidence.load("shared", "population")
    changed = after["population_persons"] != before["population_persons"]
    assert after.loc[changed, ["place", "population_persons"]].to_numpy().tolist() == [["KAZ", 20000000]]


def test_recollections_and_unwanted_standings_are_left_out(datasets):
    file = "party_registration/thresholds.csv"
    datasets.change(file, {"place": "EST"}, status="memory")
    frame = evidence.load("party_registration", "thresholds")
    assert len(frame) == len(datasets.cells(file)) - 2
    seen = evidence.load("party_registration", "thresholds", status="seen")
    assert set(seen["status"]) == {"seen"}
    assert 0 < len(seen) < len(frame)
    with pytest.raises(evidence.EvidenceError, match="no status 'memory'"):
        evidence.load("party_registration", "thresholds", status=("seen", "memory"))


def test_rules_of_kazakhstan_by_layer():
    """3,000 members in 1996, 50,000 in 2002, 40,000 in 2009, 20,000 in 2020, 5,000 since November 2022."""
    expected = {"2001": 3000, "2005": 50000, "2015": 40000, "2021": 20000, "2023": 5000}
    for year, members in expected.items():
        rules = evidence.load("party_registration", "thresholds", as_of=f"{year}-06-30")
        assert rules.loc[rules["place"] == "KAZ", "threshold_count"].tolist() == [members]


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: evidence.load("party_registraton", "thresholds"), "did you mean 'party_registration'"),
        (lambda: evidence.load("party_registration", "tresholds"), "did you mean 'thresholds'"),
        (
            lambda: evidence.load("party_registration", "thresholds", as_of="2022-13-01"),
            "'2022-13-01' is not a day",
        ),
        (lambda: evidence.load("party_registration", "thresholds", as_of="2022"), "2022-12-31"),
        (lambda: evidence.load("shared", "places", as_of="2022-01-01"), "without as_of"),
        (lambda: evidence.tables("juries"), "known: "),
        (lambda: evidence.describe("shared", "place"), "did you mean 'places'"),
    ],
)
def test_errors_say_what_would_be_right(call, says):
    with pytest.raises(evidence.EvidenceError) as error:
        call()
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rule_id,", "rule,", "line 1: 'rule,"),
        ("note\n", "note\na,b\n", "line 2: 'a,b' has 2 cells"),
        ("note\n", 'note\n"open', "cannot be read as CSV"),
    ],
)
def test_a_damaged_file_is_named(datasets, old, new, says):
    datasets.replace("party_registration/thresholds.csv", old, new)
    with pytest.raises(evidence.EvidenceError) as error:
        evidence.load("party_registration", "thresholds")
    assert "party_registration/thresholds.csv" in str(error.value)
    assert says in str(error.value)


def test_damaged_or_missing_packages_are_named(datasets, monkeypatch, tmp_path):
    (datasets.root / "claims.csv").unlink()
    with pytest.raises(evidence.EvidenceError, match=r"claims\.csv is declared .* but missing"):
        evidence.claims()
    datasets.replace("datapackage.yaml", "name: shared", "name: [shared")
    with pytest.raises(evidence.EvidenceError, match=r"datapackage\.yaml"):
        evidence.places()
    monkeypatch.setenv("COMPARATIVE_DATASETS", str(tmp_path / "nowhere"))
    with pytest.raises(evidence.EvidenceError, match="no datasets found"):
        evidence.subjects()


def test_frames_are_plain_pandas():
    """A layer filter, a merge and a fit must work on what load returns, without nullable surprises."""
    rules = evidence.load("party_registration", "thresholds", as_of="2022-12-31")
    merged = rules.merge(evidence.population(year=2022), on="place", suffixes=("", "_population"))
    per_10000 = merged["threshold_count"] / merged["population_persons"] * 10_000
    assert isinstance(per_10000, pd.Series)
    assert per_10000.to_numpy().dtype == np.float64


def test_importing_evidence_stays_light():
    heavy = ("frictionless", "statsmodels", "matplotlib", "pycountry", "scipy")
    code = (
        "import sys; from comparative import evidence; evidence.load('shared', 'places');"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
