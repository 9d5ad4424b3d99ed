"""The command as a report writer uses it: real processes, real notebooks."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from checkout import ROOT, build, checkout, snapshot

from comparative.press.files import digest_of


def test_parameters_change_the_findings(comparative, tmp_path):
    told = {}
    for name, value in (("focus", "KAZ"), ("focus", "UZB"), ("as_of", "2019-06-30")):
        result = comparative("render", "party_registration", "-p", name, value, "--out", tmp_path, "--json")
        assert result.returncode == 0, result.stderr
        told[value] = json.loads(result.stdout)[0]["findings"]
    assert "Kazakhstan" in told["KAZ"][0]
    assert "5,000" in " ".join(told["KAZ"])
    assert "Uzbekistan" in told["UZB"][0]
    assert "20,000" in " ".join(told["UZB"])
    assert "40,000" in " ".join(told["2019-06-30"])
    assert (tmp_path / "party_registration--focus-UZB.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["party_registration", "-p", "focsu", "UZB"], "did you mean 'focus'"),
        (["party_registration", "-p", "focus", "XYZ"], "known: "),
        (["party_registration", "-p", "as_of", "2022-13-01"], "not a date"),
        (["party_registration", "-p", "focus", "UZB", "-p", "focus", "EST"], "given twice"),
        (["party_registraton"], "did you mean 'party_registration'"),
        (["party_registration", "--each", "plaec"], "nothing to sweep over"),
        (["party_registration", "--each", "place", "-p", "focus", "UZB"], "both set and swept"),
        (["party_registration", "--all"], "not both"),
        (["--scheduler", "tcp://127.0.0.1:1", "party_registration", "--force"], "no Dask scheduler"),
    ],
)
def test_bad_input_exits_2_says_why_and_writes_nothing(comparative, tmp_path, arguments, told):
    folder = tmp_path / "out"
    result = comparative("render", *arguments, "--out", folder)
    assert result.returncode == 2, result.stderr
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert not snapshot(folder)


def test_two_builds_on_different_machines_are_equal_to_the_byte(tmp_path):
    here = {"TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": str(tmp_path / "a")}
    there = {
        "TZ": "America/New_York",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "77",
        "HOME": "/nonexistent",
        "USER": "x",
    }
    first, second = checkout(tmp_path / "one"), checkout(tmp_path / "a much longer path" / "zwei")
    for folder, environment, jobs in ((first, here, "1"), (second, there, "3")):
        result = build(folder, "--all", "-j", jobs, **environment)
        assert result.returncode == 0, result.stderr
    pages = snapshot(first / "reports" / "html")
    assert len(pages) > 1
    assert pages == snapshot(second / "reports" / "html")
    manifest = (first / "reports" / "manifest.json").read_bytes()
    assert manifest == (second / "reports" / "manifest.json").read_bytes()


def test_the_cache_rebuilds_what_changed_and_nothing_else(tmp_path):
    load = "from comparative import evidence\nlen(evidence.load({!r}, {!r}))"
    folder = checkout(
        tmp_path / "c",
        parties=[load.format("party_registration", "party_counts")],
        votes=[load.format("internet_voting", "usage")],
    )

    def explained():
        lines = build(folder, "--explain").stdout.splitlines()
        return dict(line.split(".html: ") for line in lines)

    assert explained() == dict.fromkeys(("parties", "votes"), "not rendered with these parameters before")
    assert build(folder).returncode == 0
    assert explained() == {"parties": "unchanged", "votes": "unchanged"}
    before = snapshot(folder / "reports" / "html")

    table = folder / "datasets" / "party_registration" / "party_counts.csv"
    table.write_text(table.read_text().rsplit("\n", 2)[0] + "\n")  # one row fewer
    assert explained() == {
        "parties": "changed: datasets/party_registration/party_counts.csv",
        "votes": "unchanged",
    }
    assert "(unchanged)" in build(folder, "votes").stdout
    assert build(folder).returncode == 0
    after = snapshot(folder / "reports" / "html")
    assert after["votes.html"] == before["votes.html"]
    assert after["parties.html"] != before["parties.html"]

    (folder / "comparative" / "press" / "templates" / "report.css").write_text("p { color: red }")
    assert all("report.css" in why for why in explained().values())


def test_datasets_that_lie_elsewhere_are_read_and_watched(tmp_path):
    count = (
        "from comparative import evidence\nprint(len(evidence.load('party_registration', 'party_counts')))"
    )
    folder = checkout(tmp_path / "c", counts=[count])
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder / "datasets", elsewhere)
    table = elsewhere / "party_registration" / "party_counts.csv"
    page = folder / "reports" / "html" / "counts.html"
    told = []
    for environment in ({}, {"COMPARATIVE_DATASETS": str(elsewhere)}):
        table.write_text("".join(table.read_text().splitlines(keepends=True)[:-2]))
        assert build(folder, **environment).returncode == 0
        told.append(re.search(r"<pre>(\d+)", page.read_text()).group(1))
    assert int(told[1]) == int(told[0]) - 4
    explained = build(folder, "--explain", COMPARATIVE_DATASETS=str(elsewhere)).stdout
    assert explained == "counts.html: unchanged\n"


def test_a_damaged_cache_costs_time_and_nothing_else(tmp_path):
    folder = checkout(tmp_path / "c", toy=["print('stays')"])
    assert build(folder).returncode == 0
    page = snapshot(folder / "reports" / "html")
    for damaged in (folder / ".cache" / "press").iterdir():
        damaged.write_bytes(b"\x00 damaged")
    shutil.rmtree(folder / "reports" / "html")
    assert build(folder).returncode == 0
    assert snapshot(folder / "reports" / "html") == page


def test_one_failing_report_does_not_stop_the_others(tmp_path):
    folder = checkout(
        tmp_path / "c", good=["print('good')"], bad=["x = 1", "1 / 0"], dies=["import os; os._exit(3)"]
    )
    result = build(folder)
    assert result.returncode == 1
    assert "bad.ipynb, cell 'c2': ZeroDivisionError: division by zero" in result.stderr
    assert "dies.html: the process ended with code 3 at cell 'c1'" in result.stderr
    assert {p.name for p in (folder / "reports" / "html").iterdir()} == {"good.html", "index.html"}
    assert not (folder / "reports" / "manifest.json").exists()


def test_a_hanging_report_is_stopped_and_named(tmp_path):
    folder = checkout(tmp_path / "c", hangs=["import time; time.sleep(600)"], good=["print('good')"])
    result = build(folder, "--timeout", "8")
    assert result.returncode == 1
    assert "hangs.html: no end after 8 seconds; it was at cell 'c1'" in result.stderr
    assert (folder / "reports" / "html" / "good.html").is_file()


def test_a_notebook_cannot_reach_the_network(tmp_path):
    folder = checkout(tmp_path / "c", calls=["import socket; socket.create_connection(('127.0.0.1', 9))"])
    result = build(folder)
    assert result.returncode == 1
    assert "no network while rendering" in result.stderr


LIGHT = """
import sys
from pathlib import Path
from comparative import press

results = press.render(press.plan(["good", "bad"], {}), Path("out"))
print(*(type(result).__name__ for result in results))
print(*sorted({"IPython", "matplotlib", "pandas"} & set(sys.modules)))
"""


def test_results_do_not_bring_the_heavy_libraries_into_the_process_that_waits(tmp_path):
    folder = checkout(tmp_path / "checkout", good=["x = 1"], bad=["raise ValueError('no')"])
    place = {**os.environ, "PYTHONPATH": str(folder)}
    result = subprocess.run(
        [sys.executable, "-c", LIGHT], cwd=folder, env=place, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["Rendered", "Failure"]


def test_runs_share_nothing(tmp_path):
    leave = "import pandas; pandas.left = 1; import builtins; builtins.left = 1"
    look = "import pandas, builtins; print(hasattr(pandas, 'left'), hasattr(builtins, 'left'))"
    folder = checkout(tmp_path / "c", a_leaves=[leave], looks=[look])
    assert build(folder, "-j", "1").returncode == 0
    assert "False False" in (folder / "reports" / "html" / "looks.html").read_text()


def test_a_folder_that_cannot_be_written_gives_one_line(comparative, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    result = comparative("render", "party_registration", "--out", blocked / "below")
    assert result.returncode == 2
    assert "file" in result.stderr
    assert "Traceback" not in result.stderr


def test_verify_says_equal_and_shows_the_first_difference(tmp_path):
    folder = checkout(tmp_path / "c", toy=["print('as it was')"])
    assert build(folder).returncode == 0

    def verified():
        command = [sys.executable, "-m", "comparative.cli", "verify"]
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        return subprocess.run(
            command, capture_output=True, text=True, cwd=folder, env=environment, timeout=600
        )

    assert verified().returncode == 0
    page = folder / "reports" / "html" / "toy.html"
    page.write_text(page.read_text().replace("as it was", "as it never was"))
    result = verified()
    assert result.returncode == 1
    assert "it read 'as it never was" in result.stdout
    assert "now reads 'as it was" in result.stdout


def test_the_edition_is_the_pinned_one_where_its_inputs_are(edition):
    pins = json.loads((ROOT / "reports" / "manifest.json").read_text())["reports"]
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    compared = 0
    for name, pin in pins.items():
        inputs = {n: digest_of(ROOT / n) for n in pin["inputs_sha256"] if n != "python"}
        if {**inputs, "python": version} == pin["inputs_sha256"]:
            assert digest_of(edition / name) == pin["page_sha256"], name
            compared += 1
    if not compared:
        pytest.skip("every report has changed since the edition was pinned; `make reports` pins a new one")
