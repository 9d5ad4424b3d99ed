"""The catalogue of reports: which exist, from which notebook, with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from comparative.press.parameters import Parameter, declared, nearest

ROOT = Path(__file__).parents[2]
"""The checkout: notebooks, datasets and reports lie beside the package."""


class CatalogueError(ValueError):
    """The catalogue is at fault, or a report was asked for that it does not hold."""


@dataclass(frozen=True)
class Report:
    """One report of the catalogue.

    Attributes
    ----------
    name : str
        How the report is called on the command line.
    question : str
        What it asks, in one line.
    notebook : Path
        The notebook it is rendered from.
    parameters : tuple of Parameter
        What can be set, as the notebook declares and the catalogue bounds it.
    sweeps : dict
        Grids of parameter values, by name.
    """

    name: str
    question: str
    notebook: Path
    parameters: tuple[Parameter, ...]
    sweeps: Mapping[str, Mapping[str, list[Any]]] = field(default_factory=dict)


def catalogue(path: Path | None = None) -> dict[str, Report]:
    """Read the catalogue.

    Parameters
    ----------
    path : Path, optional
        The catalogue file; by default ``reports/catalogue.yml`` of the checkout.

    Returns
    -------
    dict of str to Report
        By name, in the catalogue's order.

    Raises
    ------
    CatalogueError
        If the file is missing or malformed, or disagrees with a notebook.

    Examples
    --------
    >>> "party_registration" in catalogue()
    True
    """
    return _read(path or ROOT / "reports" / "catalogue.yml")


def find(name: str) -> Report:
    """Return a report by name.

    Raises
    ------
    CatalogueError
        If there is none, naming the nearest.

    Examples
    --------
    >>> find("party_registration").notebook.name
    'party_registration.ipynb'
    """
    reports = catalogue()
    if name not in reports:
        raise CatalogueError(f"no report is called {name!r}{nearest(name, list(reports))}")
    return reports[name]


@cache
def _read(path: Path) -> dict[str, Report]:
    try:
        entries = yaml.safe_load(path.read_text("utf-8"))["reports"]
        return {name: _report(name, entry, path.parent.parent) for name, entry in entries.items()}
    except FileNotFoundError as missing:
        raise CatalogueError(
            f"{missing.filename} does not exist; run inside a checkout of the project"
        ) from None
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as fault:
        raise CatalogueError(f"{path} is not a catalogue of reports: {fault}") from fault


def _report(name: str, entry: dict[str, Any], root: Path) -> Report:
    notebook = root / entry["notebook"]
    rules = entry.get("parameters", {})
    parameters = declared(notebook, rules)
    names = {parameter.name for parameter in parameters}
    for unknown in sorted(set(rules) - names):
        raise CatalogueError(
            f"the catalogue bounds {unknown!r} of {name}, which {notebook.name} does not declare"
            f"{nearest(unknown, sorted(names))}"
        )
    return Report(name, entry["question"], notebook, parameters, entry.get("sweeps", {}))
