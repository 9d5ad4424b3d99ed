"""A slip in the datasets is named by file, line and column, once, with what would be right."""

from pathlib import Path

import pytest

from comparative import evidence

THRESHOLDS = "party_registration/thresholds.csv"

# file, row (by column values), column, wrong value, words the rule must say
SLIPS = [
    pytest.param(
        THRESHOLDS, {"place": "EST"}, "threshold_count", "5OO", "whole number", id="letter in a number"
    ),
    pytest.param(THRESHOLDS, {"place": "EST"}, "threshold_count", "-500", "at least", id="negative count"),
    pytest.param(
        THRESHOLDS, {"place": "EST"}, "threshold_count", "1 000", "whole number", id="thousands separator"
    ),
    pytest.param(THRESHOLDS, {"place": "EST"}, "threshold_share_pct", "101", "100", id="more than all"),
    pytest.param(
        THRESHOLDS, {"place": "EST"}, "threshold_share_pct", "0,4", "decimal point", id="decimal comma"
    ),
    pytest.param(THRESHOLDS, {"place": "EST"}, "source_id", "", "empty", id="no source"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "source_id", "hrw-2005", "'hrw-2004'", id="unknown source"),
    pytest.param(
        THRESHOLDS, {"place": "EST"}, "source_id", "hrw-2004; wb-pop", "semicolons", id="space in sources"
    ),
    pytest.param(THRESHOLDS, {"place": "EST"}, "source_id", "wb-pop;wb-pop", "twice", id="source twice"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "place", "ETS", "ISO 3166", id="unknown ISO code"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "place", "", "empty", id="no place"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "rule_id", "", "empty", id="blank key"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "valid_from", "2022-13-01", "calendar", id="thirteenth month"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "valid_from", "2023-02-30", "calendar", id="30 February"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "valid_from", "5.11.2022", "YYYY-MM-DD", id="local date"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "status", "memory", "source", id="recollection"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "status", "sein", "'seen'", id="misspelt status"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "requirement_type", "member", "'members'", id="unknown type"),
    pytest.param(THRESHOLDS, {"place": "EST"}, "note", " trailing ", "space", id="space around text"),
    pytest.param("population.csv", {"place": "KAZ", "year": "2022"}, "year", "22", "year", id="short year"),
    pytest.param(
        "population.csv", {"place": "KAZ", "year": "2022"}, "population_persons", "", "empty", id="blank"
    ),
    pytest.param("places.csv", {"place": "KAZ"}, "alpha2", "KA", "must be KZ", id="wrong two-letter code"),
    pytest.param("places.csv", {"place": "KAZ"}, "former_soviet", "true", "yes or no", id="foreign boolean"),
    pytest.param("places.csv", {"place": "US-CT"}, "parent", "CAN", "country of US-CT", id="wrong country"),
    pytest.param("places.csv", {"place": "KAZ"}, "region", "Azia", "'Asia'", id="unknown region"),
    pytest.param("claims.csv", {"verdict": "confirmed"}, "verdict", "true", "one of", id="unknown verdict"),
    pytest.param(
        "claims.csv", {"verdict": "confirmed"}, "source_id", "", "confirmed by", id="verdict on no word"
    ),
    pytest.param("claims.csv", {"verdict": "confirmed"}, "subject", "party", "folder", id="unknown subject"),
    pytest.param("claims.csv", {"place": "EST"}, "place", "EST;XXX", "ISO 3166", id="unknown among several"),
    pytest.param(
        "sources.csv", {"source_id": "parlgov"}, "url", "www.parlgov.org", "pattern", id="not an address"
    ),
]


@pytest.mark.parametrize(("file", "row", "column", "wrong", "says"), SLIPS)
def test_a_wrong_cell_is_named_once(datasets, file, row, column, wrong, says):
    line = datasets.change(file, row, **{column: wrong})
    found = [f for f in datasets.faults() if (f.file, f.row, f.column) == (file, line, column)]
    assert len(found) == 1
    assert found[0].value == wrong
    assert says in found[0].rule
    assert f"{file}, line {line}, column {column}" in str(found[0])


def test_one_slip_is_one_fault(datasets):
    datasets.change(THRESHOLDS, {"place": "EST"}, threshold_count="5OO")
    assert len(datasets.faults()) == 1


def test_a_slip_that_check_names_stops_loading_too(datasets):
    line = datasets.change(THRESHOLDS, {"place": "EST"}, threshold_count="5OO")
    with pytest.raises(
        evidence.EvidenceError, match=rf"{THRESHOLDS}, line {line}, column threshold_count: '5OO'"
    ):
        evidence.load("party_registration", "thresholds")


def test_a_repeated_key_names_both_lines(datasets):
    first = datasets.change(THRESHOLDS, {"place": "EST"})
    cells = datasets.cells(THRESHOLDS)
    line = datasets.append(THRESHOLDS, **dict(zip(cells[0], cells[first - 1], strict=True)))
    found = [f for f in datasets.faults() if f.column == "rule_id"]
    assert [(f.file, f.row) for f in found] == [(THRESHOLDS, line)]
    assert f"line {first}" in found[0].rule


def test_overlapping_layers_name_the_later_row(datasets):
    places = [
        row["place"] for row in as_dicts(datasets, THRESHOLDS) if row["valid_from"] and not row["valid_to"]
    ]
    earlier = next(
        row for row in as_dicts(datasets, THRESHOLDS) if row["place"] == places[0] and not row["valid_to"]
    )
    line = datasets.append(
        THRESHOLDS, **{**earlier, "rule_id": "ZZZ-99", "valid_from": "2023-01-01", "valid_to": ""}
    )
    found = [f for f in datasets.faults() if f.column == "valid_from"]
    assert [(f.file, f.row) for f in found] == [(THRESHOLDS, line)]
    assert "overlaps" in found[0].rule


def test_layers_that_meet_do_not_overlap(datasets):
    earlier = next(
        row for row in as_dicts(datasets, THRESHOLDS) if row["place"] == "EST" and not row["valid_to"]
    )
    datasets.change(THRESHOLDS, {"rule_id": earlier["rule_id"]}, valid_to="2030-01-01")
    datasets.append(THRESHOLDS, **{**earlier, "rule_id": "EST-99", "valid_from": "2030-01-01"})
    assert datasets.faults() == []


def test_a_rule_cannot_end_before_it_begins(datasets):
    line = datasets.change(THRESHOLDS, {"place": "EST"}, valid_from="2020", valid_to="2019-12-31")
    assert (THRESHOLDS, line, "valid_to") in {(f.file, f.row, f.column) for f in datasets.faults()}


@pytest.mark.parametrize(("cells", "column"), [(3, "valid_to"), (40, "note")])
def test_a_ragged_row_is_named_and_hides_nothing_else(datasets, cells, column):
    rows = datasets.cells(THRESHOLDS)
    rows[4] = (rows[4] + ["more"] * 40)[:cells]
    datasets.write(THRESHOLDS, rows)
    other = datasets.change(THRESHOLDS, {"place": "UZB"}, threshold_count="many")
    assert [(f.row, f.column) for f in datasets.faults() if f.file == THRESHOLDS] == [
        (5, column),
        (other, "threshold_count"),
    ]


def test_lines_are_those_of_an_editor(datasets):
    """A line break within a quoted cell moves the rows below it by a line."""
    datasets.change(THRESHOLDS, {"place": "ARG"}, note="first line\nsecond line")
    record = datasets.change(THRESHOLDS, {"place": "EST"}, threshold_count="5OO")
    lines = datasets.text(THRESHOLDS).split("\n")
    (fault,) = datasets.faults()
    assert fault.row == record + 1
    assert lines[fault.row - 1].startswith("EST-")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        pytest.param("rule_id,", "\ufeffrule_id,", 1, "byte order mark", id="byte order mark"),
        pytest.param("note\n", "note\r\n", 1, "CR LF", id="Windows line ends"),
        pytest.param("note\n", "note\n\n", 2, "blank line", id="blank line"),
        pytest.param("note\n", "note,remark\n", 1, "not a declared column", id="undeclared column"),
        pytest.param("valid_from,valid_to", "valid_to,valid_from", 1, "declared order", id="columns swapped"),
        pytest.param("threshold_count,", "treshold_count,", 1, "'threshold_count'", id="misspelt column"),
    ],
)
def test_a_damaged_file_is_named(datasets, old, new, line, says):
    datasets.replace(THRESHOLDS, old, new)
    assert any(f.file == THRESHOLDS and f.row == line and says in f.rule for f in datasets.faults())


def test_a_file_in_another_encoding_is_named(datasets):
    path = datasets.root / THRESHOLDS
    path.write_bytes(path.read_bytes().replace(b",EST,", ",Ä,".encode("cp1252")))
    assert any(f.file == THRESHOLDS and "UTF-8" in f.rule for f in datasets.faults())


def test_an_open_quote_is_a_fault(datasets):
    path = datasets.root / THRESHOLDS
    path.write_bytes(path.read_bytes().rstrip(b"\n") + b'\n"never closed\n')
    assert any(f.file == THRESHOLDS and "quotes" in f.rule for f in datasets.faults())


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        pytest.param("datapackage.yaml", "name: shared", "name: [shared", "not YAML", id="broken YAML"),
        pytest.param("datapackage.yaml", "resources:", "resource:", "list of resources", id="no resources"),
        pytest.param("datapackage.yaml", "type: integer", "type: integr", "'integer'", id="unknown type"),
        pytest.param("datapackage.yaml", "path: claims.csv", "path: ../x.csv", "beside", id="path outside"),
        pytest.param("datapackage.yaml", "primaryKey: [claim_id]", "primaryKey: [claim]x", "", id="bad list"),
        pytest.param(
            "datapackage.yaml", "primaryKey: [claim_id]", "primaryKey: [id]", "'id'", id="unknown key"
        ),
        pytest.param("datapackage.yaml", "minimum: 1}", "minimun: 1}", "minimun", id="unknown constraint"),
        pytest.param(
            "datapackage.yaml", "minimum: 1}", "minimum: {a: b}}", "Data Package", id="senseless bound"
        ),
        pytest.param("datapackage.yaml", "{pattern: '[A-Z]{2}'}", "7", "mapping", id="constraints a number"),
        pytest.param("datapackage.yaml", "name: alpha2", "name: place", "twice", id="column twice"),
        pytest.param(
            "datapackage.yaml", "- name: places", "- name: lands", "'places'", id="shared table missing"
        ),
    ],
)
def test_a_damaged_declaration_is_a_fault_not_a_traceback(datasets, file, old, new, says):
    datasets.replace(file, old, new)
    assert any(f.file == file and says in f.rule for f in datasets.faults())


def test_a_missing_and_an_undeclared_file_are_faults(datasets):
    (datasets.root / "population.csv").rename(datasets.root / "residents.csv")
    named = {(f.file, f.row) for f in datasets.faults()}
    assert {("population.csv", 0), ("residents.csv", 0)} <= named


def test_a_folder_without_declaration_is_a_fault(datasets):
    (datasets.root / "jury").mkdir()
    (datasets.root / "jury" / "systems.csv").write_text("place\nKAZ\n", encoding="utf-8")
    assert [f.file for f in datasets.faults()] == ["jury/datapackage.yaml"]


def test_a_removed_source_is_named_wherever_it_was_cited(datasets):
    cells = datasets.cells("sources.csv")
    datasets.write("sources.csv", [row for row in cells if row[0] != "wb-pop"])
    cited = sum("wb-pop" in row[3].split(";") for row in datasets.cells("population.csv"))
    found = [f for f in datasets.faults() if f.file == "population.csv"]
    assert cited == len(found) > 0


def test_a_sum_that_does_not_add_up_is_named(datasets):
    (datasets.root / "votes").mkdir()
    (datasets.root / "votes" / "datapackage.yaml").write_text(
        "name: votes\nresources:\n  - name: count\n    path: count.csv\n"
        "    sums: [{total: all, parts: [paper, online]}]\n"
        "    schema:\n      primaryKey: [year]\n      fields:\n"
        "        - {name: year, type: year}\n        - {name: paper, type: integer}\n"
        "        - {name: online, type: integer}\n        - {name: all, type: integer}\n",
        encoding="utf-8",
    )
    # The 2021 local elections of Estonia, then a slip of ten, then a part that is not known.
    (datasets.root / "votes" / "count.csv").write_text(
        "year,paper,online,all\n2021,313741,273620,587361\n2022,313741,273620,587371\n2023,313741,,587361\n",
        encoding="utf-8",
    )
    found = [(f.row, f.column) for f in datasets.faults()]
    assert found == [(3, "all")]


def test_a_new_country_passes_and_is_loaded(datasets):
    line = datasets.append(
        THRESHOLDS,
        rule_id="CHL-01",
        place="CHL",
        valid_from="2016",
        requirement_type="signatures",
        requirement_stage="registration",
        threshold_count="1000",
        count_precision="approx",
        system="registration",
        system_basis="coder",
        source_id="wb-pop",
        status="seen",
    )
    assert datasets.faults() == []
    added = evidence.load("party_registration", "thresholds", as_of="2022-12-31").iloc[-1]
    assert (added["place"], added["threshold_count"]) == ("CHL", 1000)
    # It stands after the last key, out of order, which only the committed datasets are held to.
    assert [f.row for f in evidence.check(datasets.root, in_order=True)] == [line]


def test_no_datasets_is_an_error(tmp_path):
    with pytest.raises(evidence.EvidenceError, match="not a folder"):
        evidence.check(tmp_path / "nowhere")
    assert [f.file for f in evidence.check(tmp_path)] == ["datapackage.yaml"]


def as_dicts(datasets, file: str) -> list[dict[str, str]]:
    header, *rows = datasets.cells(file)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_faults_come_sorted(datasets):
    datasets.change(THRESHOLDS, {"place": "UZB"}, threshold_count="many", status="")
    datasets.change("claims.csv", {"place": "EST"}, verdict="")
    found = datasets.faults()
    assert found == sorted(found)
    assert {Path(f.file).name for f in found} == {"claims.csv", "thresholds.csv"}
