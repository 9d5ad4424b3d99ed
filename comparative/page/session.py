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


@dataclass(frozen=True)
class _Display:
    """A record that shows itself."""

    record: dict[str, Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {"text/plain": self.record["kind"], "text/html": html.fragment(self.record), MIME: self.record}


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


def remember(record: dict[str, Any]) -> dict[str, Any]:
    """Keep a shown record, so that :func:`sources` can list what the notebook rests on."""
    _shown.append(record)
    return record


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
