"""What one run of a notebook has shown so far: its start, its sources, its provenance."""

from __future__ import annotations

import datetime
import platform
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from comparative import evidence
from comparative.language import use
from comparative.page import html
from comparative.page.origin import PageError

MIME = "application/vnd.comparative+json"
"""Media type under which every display also gives its record, for the press."""

_LIBRARIES = ("comparative", "pandas", "numpy", "scipy", "statsmodels", "matplotlib", "babel")

_shown: list[dict[str, Any]] = []
_records_only = False


@dataclass(frozen=True)
class _Display:
    """A record that shows itself."""

    record: dict[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return display(self.record, self.record["kind"])


def begin(*, language: str = "en", focus: str | None = None, as_of: str | None = None) -> None:
    """Start a notebook: set its language and check the parameters every notebook has.

    Parameters
    ----------
    language : str
        Language of the report.
    focus : str, optional
        The place the report is about.
    as_of : str, optional
        The day on which rules are compared, ISO 8601.

    Raises
    ------
    PageError
        If the place or the date is unknown.
    LanguageError
        If the language is.

    Examples
    --------
    >>> begin(language="en", focus="KAZ", as_of="2022-12-31")
    """
    use(language)
    if focus is not None and focus not in set(evidence.load("shared", "places")["place"]):
        raise PageError(f"focus {focus!r} is no place in datasets/places.csv; write a code such as KAZ")
    if as_of is not None:
        try:
            datetime.date.fromisoformat(as_of)
        except ValueError:
            raise PageError(f"as_of {as_of!r} is not a date; write it as 2022-12-31") from None
    _shown.clear()


def display(record: dict[str, Any], plain: str) -> dict[str, Any]:
    """Return a record as a display's media types, and keep it for :func:`sources` to list its sources."""
    _shown.append(record)
    bundle = {"text/plain": plain, MIME: record}
    return bundle if _records_only else {**bundle, "text/html": html.fragment(record)}


def records_only() -> None:
    """Leave out the HTML that JupyterLab would show: the press writes its own from the records."""
    global _records_only
    _records_only = True


def sources() -> _Display:
    """List the sources of everything shown so far, each once, in order of appearance."""
    ids = list(dict.fromkeys(source for record in _shown for source in html.sources_of(record)))
    return _Display({"kind": "sources", "entries": html.source_entries(ids)})


def provenance() -> _Display:
    """Say what the run rested on: tables read, with digests, and versions of what computed it."""
    return _Display(
        {
            "kind": "provenance",
            "tables": evidence.opened(),
            "versions": {"Python": platform.python_version()} | {name: version(name) for name in _LIBRARIES},
        }
    )
