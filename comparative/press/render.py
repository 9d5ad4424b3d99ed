"""Render reports: check, run, export, and put each page in place whole."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comparative.press.catalogue import Report, find
from comparative.press.document import ReportExporter
from comparative.press.execute import ExecutionError, execute
from comparative.press.index import NAME, index
from comparative.press.numerals import NumeralError, check_numerals
from comparative.press.parameters import ParameterError, resolve


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


@dataclass(frozen=True)
class Rendered:
    """A page that was made."""

    job: Job
    path: Path


@dataclass(frozen=True)
class Failure:
    """A page that was not made, and why."""

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
    for report in map(find, names):
        try:
            jobs.append(Job(report, resolve(report.parameters, given)))
        except ParameterError as fault:
            raise ParameterError(f"{report.name}: {fault}") from None
    return jobs


def render(
    jobs: Sequence[Job], folder: Path, *, done: Callable[[Rendered | Failure], None] = lambda _: None
) -> list[Rendered | Failure]:
    """Make the pages of `jobs` in `folder`, and the index that lists them.

    Parameters
    ----------
    jobs : sequence of Job
        Made by :func:`plan`.
    folder : Path
        Where the pages go; made if it does not exist.
    done : callable
        Told of each page as it is made or fails.

    Returns
    -------
    list of Rendered or Failure
        In the order of `jobs`; one failing does not stop the others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    results = []
    for result in _made(jobs, folder):
        done(result)
        results.append(result)
    if any(isinstance(result, Rendered) for result in results):
        put(folder / NAME, index(folder))
    return results


def put(path: Path, text: str) -> None:
    """Write a file so that it appears whole or not at all."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with scratch.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


def _made(jobs: Sequence[Job], folder: Path) -> Iterator[Rendered | Failure]:
    exporter = ReportExporter()
    for job in jobs:
        try:
            notebook = execute(job.report.notebook, job.parameters)
            check_numerals(notebook)
        except (ExecutionError, NumeralError) as fault:
            yield Failure(job, str(fault))
            continue
        about = {"name": job.report.name, "question": job.report.question, "parameters": dict(job.parameters)}
        page, _ = exporter.from_notebook_node(notebook, {"report": about})
        path = folder / job.file_name
        put(path, page)
        yield Rendered(job, path)


def _safe(value: Any) -> str:
    """Write a parameter's value for a file name: letters, digits, dot, dash."""
    return re.sub(r"[^\w.-]+", "_", str(value)).strip("._") or "_"
