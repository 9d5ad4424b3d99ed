"""The press against stock tools: the same notebooks, the same parameters, one run.

(a) stock ``papermill`` and ``jupyter nbconvert`` commands, one report after the other; (b) the same,
two at a time; (c) ``papermill.execute_notebook`` and ``HTMLExporter`` in one process; (d) ours from an
empty cache; (e) ours after one cell of one CSV has changed; (f) ours with nothing changed; (g) the floor:
the notebooks' code cells run by ``exec`` in one warm process without Jupyter, on one core.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import psutil

from comparative.press import Job, catalogue, plan

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ("party_registration", "donation_caps", "internet_voting")
CORES = len(os.sched_getaffinity(0))


def measure(*, sweep: int, few: int) -> str:
    """Measure and return a section of Markdown.

    Parameters
    ----------
    sweep : int
        Reports in the large sweep.
    few : int
        Reports in the small one, on which the stock tools are measured.
    """
    with tempfile.TemporaryDirectory(prefix="comparative-bench-") as scratch:
        folder = _checkout(Path(scratch) / "checkout")
        small, large = _jobs(few), _jobs(sweep)
        stock = {
            "a": _stock(small, 1, folder),
            "b": _stock(small, 2, folder),
            "c": _in_one_process(small, folder),
        }
        lines = [
            "## The press",
            "",
            f"Seconds per report. Stock tools measured on {few} reports, ours on 1, {few} and {sweep}: "
            f"{', '.join(NOTEBOOKS)}, each for many places and days.",
            "",
            "| | reports | seconds a report | (a) is slower by |",
            "| --- | ---: | ---: | ---: |",
        ]

        def row(name: str, count: int, seconds: float) -> None:
            lines.append(f"| {name} | {count} | {seconds:.3f} | {stock['a'] / seconds:.1f} |")

        row("(a) papermill and nbconvert commands, in sequence", few, stock["a"])
        row("(b) the same, two at a time", few, stock["b"])
        row("(c) papermill and HTMLExporter in one process", few, stock["c"])
        for jobs in (small[:1], small, large):
            cold = _ours(folder, jobs, cold=True)
            row("(d) ours, cold", len(jobs), cold / len(jobs))
            _change_one_cell(folder)
            changed = _ours(folder, jobs)
            row("(e) ours, one CSV cell changed", len(jobs), changed / len(jobs))
            same = statistics.median(_ours(folder, jobs) for _ in range(3))
            row("(f) ours, unchanged", len(jobs), same / len(jobs))
            floor = _floor(folder, jobs)
            row("(g) floor: cells run by exec, one process", len(jobs), floor)
        some = large[:60]
        dask = _ours(folder, some, "--force", "--dask")
        pool = _ours(folder, some, "--force")
        # A run of its own: looking at the memory of a process holds it up.
        memory = {"shared": 0.0, "summed": 0.0}
        _ours(folder, large, "--force", peak=memory)
        per_report = cold / len(large)
        lines += ["", f"On {len(large)} reports, with {CORES} cores:", ""]
        lines += [
            f"- (d) is {stock['a'] / per_report:.1f} times faster than (a),"
            f" {stock['b'] / per_report:.1f} than (b) and {stock['c'] / per_report:.1f} than (c).",
            f"- (d) takes {per_report / (floor / CORES):.2f} times (g) divided by the cores.",
            f"- An unchanged rebuild of all {len(large)} takes {same:.2f} s of wall time, start-up included"
            f" (start-up alone: {_start_up(folder):.2f} s).",
            f"- Peak memory of the whole process tree: {memory['shared']:.2f} GiB counting shared pages once,"
            f" {memory['summed']:.2f} GiB as a sum over processes.",
            f"- Dask with {CORES} local workers reaches {pool / dask:.0%} of the local pool's throughput"
            f" on {len(some)} reports, cluster start-up included.",
        ]
        return "\n".join(lines) + "\n"


def _jobs(count: int) -> list[Job]:
    """Return distinct jobs, taking turns among the reports."""
    by_report = []
    for name in NOTEBOOKS:
        report = catalogue()[name]
        focus = next(p for p in report.parameters if p.name == "focus")
        days = ("2022-12-31", "2023-06-30", "2024-06-30", "2025-12-31", "2021-06-30")
        points = product(days, focus.allowed() or [])
        by_report.append([plan([name], {"focus": place, "as_of": day})[0] for day, place in points])
    turns = [job for turn in zip(*by_report, strict=False) for job in turn]
    if len(turns) < count:
        raise SystemExit(f"the catalogue has {len(turns)} distinct reports to measure, {count} are needed")
    return turns[:count]


def _checkout(folder: Path) -> Path:
    """Copy what a build reads, so that changing a CSV changes nothing here."""
    for name in ("comparative", "datasets", "notebooks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_*"))
    (folder / "reports").mkdir()
    shutil.copy(ROOT / "reports" / "catalogue.yml", folder / "reports")
    shutil.copy(ROOT / "requirements.lock", folder)
    return folder


def _environment(folder: Path) -> dict[str, str]:
    # Compiled modules are kept, for all alike, as Python does unless it is told otherwise.
    return {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": ""}


def _stock(jobs: Sequence[Job], at_once: int, folder: Path) -> float:
    """Return the seconds a report takes with the stock commands."""
    out = folder / f"stock-{at_once}"
    out.mkdir()

    def one(numbered: tuple[int, Job]) -> None:
        number, job = numbered
        executed = out / f"{number}.ipynb"
        parameters = [text for name, value in job.parameters.items() for text in ("-p", name, str(value))]
        notebook = folder / "notebooks" / job.report.notebook.name
        commands = (
            ["papermill", str(notebook), str(executed), "--no-progress-bar", *parameters],
            ["jupyter", "nbconvert", "--to", "html", str(executed)],
        )
        for command in commands:
            program = Path(sys.executable).parent / command[0]
            subprocess.run(
                [program, *command[1:]], check=True, capture_output=True, env=_environment(folder), cwd=folder
            )

    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(one, enumerate(jobs)))
    return (time.perf_counter() - started) / len(jobs)


_ONE_PROCESS = """
import json, sys, time
import papermill
from nbconvert import HTMLExporter
jobs = json.loads(sys.stdin.read())
started = time.perf_counter()
for notebook, parameters in jobs:
    executed = papermill.execute_notebook(notebook, None, parameters=parameters, progress_bar=False)
    HTMLExporter().from_notebook_node(executed)
print((time.perf_counter() - started) / len(jobs))
"""

_FLOOR = """
import json, sys, time
import comparative.press.lean, comparative.press.make, nbformat
jobs = json.loads(sys.stdin.read())
def cells(notebook):
    found = [c for c in nbformat.read(notebook, 4).cells if c.cell_type == "code"]
    return [compile(c.source, notebook, "exec") for c in found]
compiled = {notebook: cells(notebook) for notebook, _ in jobs}
def run(notebook, parameters):
    names = {}
    for code in compiled[notebook]:
        exec(code, names)
        names.update({k: v for k, v in parameters.items() if k in names})
first = {}
for notebook, parameters in jobs:
    if notebook not in first:
        first[notebook] = run(notebook, parameters)
started = time.perf_counter()
for notebook, parameters in jobs:
    run(notebook, parameters)
print((time.perf_counter() - started) / len(jobs))
"""


def _in_one_process(jobs: Sequence[Job], folder: Path) -> float:
    return _script(_ONE_PROCESS, jobs, folder)


def _floor(folder: Path, jobs: Sequence[Job]) -> float:
    return _script(_FLOOR, jobs, folder)


def _script(code: str, jobs: Sequence[Job], folder: Path) -> float:
    told = [(str(folder / "notebooks" / job.report.notebook.name), dict(job.parameters)) for job in jobs]
    result = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=_environment(folder),
    )
    if result.returncode:
        raise SystemExit(f"a measured script failed:\n{result.stderr[-2000:]}")
    return float(result.stdout.splitlines()[-1])


_RENDER = """
import json, sys
from pathlib import Path
from comparative import press
arguments = json.loads(sys.stdin.read())
jobs = [press.plan([name], given)[0] for name, given in arguments["jobs"]]
results = press.render(jobs, Path("out"), **arguments["options"])
failed = [result for result in results if isinstance(result, press.Failure)]
sys.exit(f"{failed[0].job.file_name}: {failed[0].message}" if failed else 0)
"""


def _ours(
    folder: Path,
    jobs: Sequence[Job],
    *flags: str,
    cold: bool = False,
    peak: dict[str, float] | None = None,
) -> float:
    """Return the wall time of a whole run, start-up included; note in `peak` the memory of its processes."""
    if cold:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        shutil.rmtree(folder / "out", ignore_errors=True)
    options = {
        "force": "--force" in flags,
        "workers": CORES,
        "cluster": "local" if "--dask" in flags else None,
    }
    given = [(job.report.name, {n: str(v) for n, v in job.parameters.items()}) for job in jobs]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _RENDER],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env=_environment(folder),
    )
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, over))
    if peak is not None:
        watcher.start()
    _, told = process.communicate(json.dumps({"jobs": given, "options": options}))
    seconds = time.perf_counter() - started
    over.set()
    if peak is not None:
        watcher.join()
    if process.returncode:
        raise SystemExit(f"our own run failed: {told[-2000:]}")
    return seconds


def _watch(pid: int, peak: dict[str, float], over: threading.Event) -> None:
    """Note the peak memory of a process and all it started, in GiB."""
    while not over.wait(0.25):
        try:
            tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        shared = summed = 0
        for process in tree:
            try:
                memory = process.memory_full_info()
            except psutil.Error:
                continue
            shared += memory.pss
            summed += memory.rss
        peak["shared"] = max(peak["shared"], shared / 2**30)
        peak["summed"] = max(peak["summed"], summed / 2**30)


def _change_one_cell(folder: Path) -> None:
    """Change one cell of a table that some reports read and others do not."""
    table = folder / "datasets" / "party_registration" / "party_counts.csv"
    with table.open("a", encoding="utf-8") as file:
        file.seek(file.tell() - 1)
        file.truncate()
        file.write("!\n")  # the last cell of the last row is a note


def _start_up(folder: Path) -> float:
    """Return the seconds an interpreter takes to start and import the press, doing nothing."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        code = "from comparative import press; press.catalogue()"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=folder, env=_environment(folder))
        times.append(time.perf_counter() - started)
    return statistics.median(times)
