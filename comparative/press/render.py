"""Render reports: make what has changed, side by side, and put each page in place whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comparative.press import cluster as dask
from comparative.press import pool
from comparative.press.cache import Cache, Entry
from comparative.press.catalogue import ROOT
from comparative.press.files import digest_of, put, sweep
from comparative.press.index import NAME, index
from comparative.press.jobs import Job

if TYPE_CHECKING:
    from comparative.press.order import Order

EDITION = ROOT / "reports" / "html"
"""Where the pages go if nothing else is said."""

TIMEOUT = 300.0
"""Seconds a report may take before it is stopped."""


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
    if force:
        return "asked for"
    entry = cache.find(job.key)
    if entry is None:
        return "not rendered with these parameters before"
    changed = cache.changed(entry)
    return f"changed: {few(changed)}" if changed else ""


def render(
    jobs: Sequence[Job],
    folder: Path,
    *,
    force: bool = False,
    workers: int | None = None,
    timeout: float = TIMEOUT,
    cluster: str | None = None,
    cache: Cache | None = None,
    done: Callable[[Rendered | Failure], object] = lambda _: None,
) -> list[Rendered | Failure]:
    """Put the pages of `jobs` in `folder`, with an index, making those that have changed.

    Parameters
    ----------
    jobs : sequence of Job
        Made by :func:`comparative.press.plan`.
    folder : Path
        Where the pages go; made if it does not exist.
    force : bool
        Make every page, whatever the cache holds.
    workers : int, optional
        How many run side by side; by default one per core.
    timeout : float
        Seconds one report may take.
    cluster : str, optional
        Address of a Dask scheduler, or ``local``.
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
    cache.sweep()
    results: dict[int, Rendered | Failure] = {}
    due: dict[int, str] = {}

    def settle(number: int, result: Rendered | Failure) -> None:
        results[number] = result
        done(result)

    for number, job in enumerate(jobs):
        due[number] = stale(job, cache, force=force)
        entry = cache.find(job.key)
        if entry is not None and not due[number]:
            path = folder / job.file_name
            if digest_of(path) == entry.page:
                settle(number, Rendered(job, path, "", entry))
            elif (page := cache.page(entry)) is not None:
                settle(number, Rendered(job, _place(path, page), "", entry))
            else:
                due[number] = "its page was lost from the cache"
    # The longest first, so that the last to finish is short; a page never made counts as long.
    order = sorted(due.keys() - results, key=lambda number: (-_expected(jobs[number], cache), number))
    for at, answer in _made([jobs[number].order for number in order], workers, timeout, cluster):
        number, job = order[at], jobs[order[at]]
        if isinstance(answer, Exception):
            settle(number, Failure(job, str(answer)))
        elif differs := cache.differing(answer.inputs):
            settle(number, Failure(job, f"files changed meanwhile, or differ on the cluster: {few(differs)}"))
        else:
            content = answer.page.encode()
            path = _place(folder / job.file_name, content)
            entry = cache.keep(job.key, content, answer.inputs, answer.findings, answer.seconds)
            settle(number, Rendered(job, path, due[number], entry))
    if any(isinstance(result, Rendered) for result in results.values()):
        _place(folder / NAME, index(folder).encode())
    return [results[number] for number in range(len(jobs))]


def few(names: Sequence[str], most: int = 6) -> str:
    """Name the first few of many files.

    Examples
    --------
    >>> few(["a.csv", "b.csv", "c.csv"], 2)
    'a.csv, b.csv and 1 more'
    """
    left = len(names) - most
    return ", ".join(names[:most]) + (f" and {left} more" if left > 0 else "")


def _made(
    orders: list[Order], workers: int | None, timeout: float, cluster: str | None
) -> Iterator[tuple[int, Any]]:
    if not orders:
        return iter(())
    workers = workers or _cores()
    if cluster is not None:
        return dask.run(orders, address=cluster, workers=workers, timeout=timeout)
    return pool.run(pool.make, orders, workers=min(workers, len(orders)), timeout=timeout)


def _expected(job: Job, cache: Cache) -> float:
    entry = cache.find(job.key)
    return entry.seconds if entry else float("inf")


def _place(path: Path, content: bytes) -> Path:
    """Put a page in its place unless it already stands there."""
    if digest_of(path) != hashlib.sha256(content).hexdigest():
        put(path, content)
    return path


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
