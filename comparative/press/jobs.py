"""What is to be made: reports with parameters, checked in full before anything runs."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from comparative.press.cache import key_of
from comparative.press.catalogue import ROOT, Report, find
from comparative.press.order import Order
from comparative.press.parameters import ParameterError, nearest, resolve


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
        elsewhere = os.environ.get("COMPARATIVE_DATASETS", "")
        return key_of(self.report.name, self.report.question, dict(self.parameters), elsewhere)

    @property
    def order(self) -> Order:
        """The job as plain values, for the process that makes it."""
        notebook = self.report.notebook.relative_to(ROOT).as_posix()
        return Order(self.report.name, self.report.question, notebook, str(ROOT), dict(self.parameters))


def plan(names: Sequence[str], given: Mapping[str, str], each: Sequence[str] = ()) -> list[Job]:
    """Turn what was asked for into jobs, checking all of it before anything runs.

    Parameters
    ----------
    names : sequence of str
        Reports of the catalogue.
    given : mapping of str to str
        Parameters, for every one of them.
    each : sequence of str
        Sweeps: the name of a parameter with a finite set of values, ``place`` for the one that
        takes places, or a grid the catalogue defines for the report.

    Returns
    -------
    list of Job
        Each once, in the order of `names` and of the values.

    Raises
    ------
    CatalogueError
        If a report is unknown.
    ParameterError
        If a parameter is, or its value is refused, or nothing is called as in `each`.

    Examples
    --------
    >>> [job.file_name for job in plan(["party_registration"], {"focus": "UZB"})]
    ['party_registration--focus-UZB.html']
    """
    jobs: dict[str, Job] = {}
    for report in map(find, dict.fromkeys(names)):
        try:
            for point in _points(report, each):
                twice = sorted(set(point) & set(given))
                if twice:
                    raise ParameterError(f"{twice[0]!r} is both set and swept over")
                job = Job(report, resolve(report.parameters, {**given, **point}))
                jobs[job.key] = job
        except ParameterError as fault:
            raise ParameterError(f"{report.name}: {fault}") from None
    return list(jobs.values())


def _points(report: Report, each: Sequence[str]) -> list[dict[str, Any]]:
    """Return the points of the grid that the sweeps span."""
    axes = [axis for name in each for axis in _axes(report, name)]
    return [
        dict(zip([name for name, _ in axes], values, strict=True))
        for values in product(*(v for _, v in axes))
    ]


def _axes(report: Report, name: str) -> list[tuple[str, list[Any]]]:
    if name in report.sweeps:
        return [(parameter, list(values)) for parameter, values in report.sweeps[name].items()]
    for parameter in report.parameters:
        if parameter.name == name or (name == "place" and "places" in parameter.rules):
            allowed = parameter.allowed()
            if allowed is None:
                raise ParameterError(f"{name!r} has no finite set of values to sweep over")
            return [(parameter.name, list(allowed))]
    known = [
        *report.sweeps,
        *(p.name for p in report.parameters if set(p.rules) & {"choices", "places", "languages"}),
    ]
    raise ParameterError(f"there is nothing to sweep over called {name!r}{nearest(name, known)}")


def _safe(value: Any) -> str:
    """Write a parameter's value for a file name: letters, digits, dot, dash."""
    return re.sub(r"[^\w.-]+", "_", str(value)).strip("._") or "_"
