"""Render reports: check what was asked for, make what has changed, put each page in place whole."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comparative.press import pool
from comparative.press.cache import Cache, Entry, key_of
from comparative.press.catalogue import ROOT, Report, find
from comparative.press.files import put, sweep
from comparative.press.index import NAME, index
from comparative.press.parameters import ParameterError, resolve

if TYPE_CHECKING:
    from comparative.press.make import Made, MakeError, Order

TIMEOUT = 300.0
"""Seconds a report may take before it is stopped."""


@dataclass(frozen=True)
class Job:
    """One page to make: a report with a value for each parameter."""

    report: Report
    parameters: Mapping[str, Any]

    @property
    def file_name(self) -> str:
        """Name of the page: the report's, and whatever parameter is not at its default."""
        set_apart = [
            f"{p.name}-{_safe(self.parameters[p.name])}"
            for p in self.report.parameters
            if self.parameters[p.name] != p.default
        ]
        return "--".join([self.report.name, *set_apart]) + ".html"

    @property
    def key(self) -> str:
        """What the build cache calls this page."""
        return key_of(self.report.name, self.report.question, dict(self.parameters))


@dataclass(frozen=True)
class Rendered:
    """A page in its place.

    Attributes
    ----------
    job : Job
    path : Path
    why : str
        Why it was made again; empty if the cache still held.
    entry : Entry
        Its inputs by digest, its own digest, its findings.
    """

    job: Job
    path: Path
    why: str
    entry: Entry


@dataclass(frozen=True)
class Failure:
    """A page that was not made, and why; the one before it still stands."""

    job: Job
    message: str


def plan(names: Sequence[str], given: Mapping[str, str]) -> list[Job]:
    """Turn what was asked for into jobs, checking all of it before anything runs.

    Parameters
    ----------
    names : sequence of str
        Reports of the catalogue.
    given : mapping of str to str
        Parameters, for every one of them.

    Returns
    -------
    list of Job

    Raises
    ------
    CatalogueError
        If a report is unknown.
    ParameterError
        If a parameter is, or its value is refused; names the report.
    """
    jobs = []
    for report in map(find, dict.fromkeys(names)):
        try:
            jobs.append(Job(report, resolve(report.parameters, given)))
        except ParameterError as fault:
            raise ParameterError(f"{report.name}: {fault}") from None
    return jobs


def stale(job: Job, cache: Cache, *, force: bool = False) -> str:
    """Say why a page must be made again, or return nothing if the cache still holds.

    Parameters
    ----------
    job : Job
    cache : Cache
    force : bool
        Make it whatever the cache says.

    Returns
    -------
    str
    """
    entry = cache.find(job.key)
    if force:
        return "asked for"
    if entry is None:
        return "not rendered with these parameters before"
    changed = cache.changed(entry)
    if changed:
        return "changed: " + ", ".join(changed)
    return "" if cache.page(entry) is not None else "its page was lost from the cache"


def render(
    jobs: Sequence[Job],
    folder: Path,
    *,
    force: bool = False,
    workers: int | None = None,
    timeout: float = TIMEOUT,
    cache: Cache | None = None,
    done: Callable[[Rendered | Failure], None] = lambda _: None,
) -> list[Rendered | Failure]:
    """Put the pages of `jobs` in `folder`, with an index, making those that have changed.

    Parameters
    ----------
    jobs : sequence of Job
        Made by :func:`plan`.
    folder : Path
        Where the pages go; made if it does not exist.
    force : bool
        Make every page, whatever the cache holds.
    workers : int, optional
        How many run side by side; by default one per core.
    timeout : float
        Seconds one report may take.
    cache : Cache, optional
        By default that of the checkout.
    done : callable
        Told of each page as it is in place or has failed.

    Returns
    -------
    list of Rendered or Failure
        In the order of `jobs`; one failing does not stop the others.

    Raises
    ------
    OSError
        If `folder` cannot be written.
    """
    cache = cache or Cache(ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    results: dict[int, Rendered | Failure] = {}

    def settle(number: int, result: Rendered | Failure) -> None:
        results[number] = result
        done(result)

    due: dict[int, str] = {}
    for number, job in enumerate(jobs):
        why = stale(job, cache, force=force)
        entry = cache.find(job.key)
        page = cache.page(entry) if entry and not why else None
        if entry is None or page is None:
            due[number] = why
        else:
            settle(number, Rendered(job, _place(folder / job.file_name, page), "", entry))
    # The longest first, so that the last to finish is short; a page never made counts as long.
    order = sorted(due, key=lambda number: (-_expected(jobs[number], cache), number))
    for at, answer in _run([_order(jobs[number]) for number in order], workers, timeout):
        job = jobs[order[at]]
        if isinstance(answer, Exception):
            settle(order[at], Failure(job, str(answer)))
            continue
        content = answer.page.encode()
        entry = cache.keep(job.key, content, answer.inputs, answer.findings, answer.seconds)
        settle(order[at], Rendered(job, _place(folder / job.file_name, content), due[order[at]], entry))
    if any(isinstance(result, Rendered) for result in results.values()):
        _place(folder / NAME, index(folder).encode())
    return [results[number] for number in range(len(jobs))]


def _run(orders: list[Order], workers: int | None, timeout: float):  # type: ignore[no-untyped-def]
    if not orders:
        return iter(())
    return pool.run(
        _make,
        orders,
        workers=workers or _cores(),
        timeout=timeout,
        preload=["comparative.press.lean", "comparative.press.make"],
    )


def _make(order: Order, tell: Callable[[str], None]) -> Made | MakeError:
    from comparative.press.make import make  # heavy; already there where the parent is warm

    return make(order, tell)


def _order(job: Job) -> Order:
    from comparative.press.order import Order

    notebook = job.report.notebook.relative_to(ROOT).as_posix()
    return Order(job.report.name, job.report.question, notebook, str(ROOT), dict(job.parameters))


def _expected(job: Job, cache: Cache) -> float:
    entry = cache.find(job.key)
    return entry.seconds if entry else float("inf")


def _place(path: Path, content: bytes) -> Path:
    """Put a page in its place unless it already stands there."""
    if not path.is_file() or hashlib.sha256(path.read_bytes()).digest() != hashlib.sha256(content).digest():
        put(path, content)
    return path


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _safe(value: Any) -> str:
    """Write a parameter's value for a file name: letters, digits, dot, dash."""
    return re.sub(r"[^\w.-]+", "_", str(value)).strip("._") or "_"
