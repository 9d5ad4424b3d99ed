"""Killed at any moment, a build leaves whole pages, no process and no litter behind."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
import uuid

import psutil
import pytest
from checkout import build, checkout, snapshot

MARK = "COMPARATIVE_TEST_MARK"
KILLS = 50 if os.environ.get("CI") else 8
FIGURES = [
    "from comparative import evidence, page\npage.begin()",
    "rows = evidence.load('party_registration', 'party_counts')",
    "page.table(rows, name='counts', title='Registers', columns={'place': 'Place', 'n_parties': 'Parties'})",
    "page.sources()",
]


@pytest.fixture
def folder(tmp_path):
    return checkout(tmp_path / "c", **dict.fromkeys(("one", "two", "three", "four"), FIGURES))


def started(folder, *arguments):
    mark = uuid.uuid4().hex
    environment = {**os.environ, "PYTHONPATH": str(folder), MARK: mark}
    command = [sys.executable, "-m", "comparative.cli", "render", *arguments]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        # Tests run in the background of a shell have Ctrl-C turned off, and would pass that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    return process, mark


def survivors(mark):
    """Return the processes of a run that are still there after a moment."""
    for _ in range(100):
        left = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(MARK) == mark and process.status() != psutil.STATUS_ZOMBIE:
                    left.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        if not left:
            return []
        time.sleep(0.1)
    return left


def litter(folder):
    return [p.name for p in folder.rglob("*.part")]


def test_killed_at_random_moments(folder):
    assert build(folder).returncode == 0
    whole = snapshot(folder / "reports" / "html")
    manifest = (folder / "reports" / "manifest.json").read_bytes()
    moments = random.Random(2022)
    begun = time.monotonic()
    build(folder, "--force")
    long = time.monotonic() - begun
    for _ in range(KILLS):
        process, mark = started(folder, "--force")
        time.sleep(moments.uniform(0, long))
        process.kill()
        process.communicate()
        assert survivors(mark) == []
        standing = snapshot(folder / "reports" / "html")
        assert {name: page for name, page in standing.items() if not name.endswith(".part")} == whole
    assert build(folder, "--force").returncode == 0
    assert snapshot(folder / "reports" / "html") == whole
    assert (folder / "reports" / "manifest.json").read_bytes() == manifest
    assert litter(folder) == []


def test_interrupted_it_says_so_and_leaves_nothing_behind(tmp_path):
    folder = checkout(tmp_path / "c", one=FIGURES, endless=["import time", "time.sleep(600)"])
    process, mark = started(folder)
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"interrupted" in told
    assert b"Traceback" not in told
    assert survivors(mark) == []
    assert litter(folder) == []


def test_what_a_killed_run_left_half_written_is_swept(folder):
    assert build(folder, "one").returncode == 0
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for place in (folder / "reports" / "html", folder / ".cache" / "press"):
        (place / f".page.html.{ended.pid}.part").write_text("half a pa")
    assert build(folder, "one").returncode == 0
    assert litter(folder) == []


def test_a_full_disk_gives_one_line_and_keeps_the_page(folder):
    assert build(folder, "one").returncode == 0
    before = snapshot(folder / "reports" / "html")
    # A file may grow to a few bytes only: every write of a page fails, as on a full disk.
    result = build(
        folder, "two", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
    )
    assert result.returncode == 2
    assert result.stderr.startswith("comparative: File too large: ")
    assert result.stderr.endswith("two.html\n")
    assert snapshot(folder / "reports" / "html") == before


def test_a_dask_cluster_gives_the_same_pages_and_survives_a_killed_worker(folder):
    assert build(folder).returncode == 0
    whole = snapshot(folder / "reports" / "html")
    process, mark = started(folder, "--force", "--dask", "-j", "2")
    deadline = time.monotonic() + 60
    killed = False
    while not killed and process.poll() is None and time.monotonic() < deadline:
        for child in psutil.Process(process.pid).children(recursive=True):
            try:
                if "comparative.press.make" in " ".join(child.cmdline()):  # a worker's warm parent
                    child.parent().kill()
                    killed = True
                    break
            except psutil.Error:
                continue
        time.sleep(0.05)
    _, told = process.communicate(timeout=300)
    assert killed
    assert process.returncode == 0, told.decode()
    assert snapshot(folder / "reports" / "html") == whole
    assert survivors(mark) == []
