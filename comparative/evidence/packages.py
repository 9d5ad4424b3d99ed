"""The data packages under ``datasets/``: which tables there are and what their columns mean.

Each folder is a Frictionless Data Package, described by the ``datapackage.yaml`` beside its CSV files. The
folder itself, with the tables all subjects share, is the package ``shared``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from comparative.evidence.errors import EvidenceError, suggestion

SHARED = "shared"
"""Name of the package at the root of ``datasets/``."""

DESCRIPTOR = "datapackage.yaml"

RELIED_ON = {
    "sources": ("source_id", "title", "publisher", "year", "url"),
    "places": ("place", "alpha2", "kind", "parent", "region"),
    "population": ("place", "year", "population_persons", "source_id"),
    "claims": ("claim_id", "subject", "place", "verdict", "source_id"),
}
"""Tables and columns of the shared package that this room works with."""

_HERE = Path(__file__).resolve()

TYPES = ("string", "integer", "number", "boolean", "year", "date")
"""Field types in use, of those Table Schema knows."""


@dataclass(frozen=True, eq=False)
class Field:
    """A column as declared in the package: name, meaning, type, unit and constraints."""

    name: str
    type: str
    title: str = ""
    description: str = ""
    unit: str = ""
    reduced: bool = False
    true_values: tuple[str, ...] = ("true",)
    false_values: tuple[str, ...] = ("false",)
    constraints: dict[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Whether every row must have a value."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True, eq=False)
class Table:
    """A CSV file and its declared columns; `layers` identify a rule line across time."""

    subject: str
    name: str
    path: Path
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    layers: tuple[str, ...]
    sums: tuple[dict[str, Any], ...]

    def field(self, name: str) -> Field | None:
        """Return the declared column `name`, or None."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True, eq=False)
class Package:
    """A folder of tables with its title and description."""

    name: str
    title: str
    description: str
    path: Path
    tables: dict[str, Table]


def root() -> Path:
    """Return the folder that holds the datasets.

    ``COMPARATIVE_DATASETS`` in the environment names it; otherwise it is ``datasets/`` of the checkout,
    otherwise the copy inside the installed package.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    EvidenceError
        If none of these holds a data package.
    """
    if named := os.environ.get("COMPARATIVE_DATASETS"):
        candidates = [Path(named)]
    else:
        candidates = [_HERE.parents[2] / "datasets", _HERE.parents[1] / "_datasets"]
    for folder in candidates:
        if (folder / DESCRIPTOR).is_file():
            return folder
    tried = ", ".join(str(folder) for folder in candidates)
    raise EvidenceError(f"no datasets found: none of {tried} holds a {DESCRIPTOR}")


def folders(base: Path) -> dict[str, Path]:
    """Return every package folder under `base` by subject, the shared one included."""
    subjects = {p.parent.name: p.parent for p in sorted(base.glob(f"*/{DESCRIPTOR}"))}
    return {**subjects, SHARED: base}


def read_descriptor(path: Path) -> dict[str, Any]:
    """Return a ``datapackage.yaml`` as a dictionary.

    Raises
    ------
    yaml.YAMLError
        If the file is not YAML.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, Loader=loader)


def build(subject: str, folder: Path, descriptor: Any) -> Package:
    """Return the package a descriptor declares.

    Parameters
    ----------
    subject : str
        Name of the folder.
    folder : pathlib.Path
        The folder.
    descriptor : dict
        Content of its ``datapackage.yaml``.

    Returns
    -------
    Package

    Raises
    ------
    EvidenceError
        If the descriptor is not shaped like a data package of this project; the message says where.
    """
    if not isinstance(descriptor, dict) or not isinstance(descriptor.get("resources"), list):
        raise EvidenceError("must be a data package: a mapping with a list of resources")
    tables: dict[str, Table] = {}
    for number, resource in enumerate(descriptor["resources"], 1):
        if not isinstance(resource, dict) or not {"name", "path", "schema"} <= set(resource):
            raise EvidenceError(f"resource {number} must have a name, a path and a schema")
        name, schema = resource["name"], resource["schema"]
        if not isinstance(name, str):
            raise EvidenceError(f"the name of resource {number} must be text, not {name!r}")
        if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
            raise EvidenceError(f"the schema of resource {name!r} must have a list of fields")
        path = str(resource["path"])
        if Path(path).name != path:
            raise EvidenceError(
                f"the path of resource {name!r} must be a file beside {DESCRIPTOR}, not {path!r}"
            )
        if name in tables:
            raise EvidenceError(f"two resources are named {name!r}")
        fields = tuple(_field(item, name) for item in schema["fields"])
        names = [item.name for item in fields]
        if len(set(names)) < len(names):
            raise EvidenceError(f"resource {name!r} declares a column twice")
        key, layers = _names(schema.get("primaryKey")), _names(resource.get("layers"))
        sums = tuple(resource.get("sums") or ())
        if not all(isinstance(rule, dict) and {"total", "parts"} == set(rule) for rule in sums):
            raise EvidenceError(f"the sums of resource {name!r} must each have a total and parts")
        for column in (*key, *layers, *(c for rule in sums for c in (rule["total"], *_names(rule["parts"])))):
            if column not in names:
                raise EvidenceError(f"resource {name!r} has no column {column!r}{suggestion(column, names)}")
        if layers and not {"valid_from", "valid_to"} <= set(names):
            raise EvidenceError(f"resource {name!r} has layers and needs columns valid_from and valid_to")
        tables[name] = Table(
            subject=subject,
            name=name,
            path=folder / path,
            title=str(resource.get("title", name)),
            description=str(resource.get("description", "")).strip(),
            fields=fields,
            key=key,
            layers=layers,
            sums=sums,
        )
    for name, columns in RELIED_ON.items() if subject == SHARED else ():
        if name not in tables or any(tables[name].field(column) is None for column in columns):
            raise EvidenceError(f"the shared package must have a table {name!r} with {', '.join(columns)}")
    title = str(descriptor.get("title", subject))
    return Package(subject, title, str(descriptor.get("description", "")).strip(), folder, tables)


def _field(item: Any, resource: str) -> Field:
    if not isinstance(item, dict) or not isinstance(item.get("name"), str):
        raise EvidenceError(f"every field of resource {resource!r} must have a name")
    name, kind = item["name"], item.get("type", "string")
    where = f"field {name!r} of resource {resource!r}"
    if kind not in TYPES:
        hint = suggestion(str(kind), TYPES)
        raise EvidenceError(f"{where} has the type {kind!r}; it must be one of {', '.join(TYPES)}{hint}")
    if item.get("precision", "reduced") != "reduced":
        raise EvidenceError(f"{where} has the precision {item['precision']!r}; it can only be reduced")
    reduced = "precision" in item
    if name in ("valid_from", "valid_to") and not (reduced or kind == "date"):
        raise EvidenceError(f"{where} must be a date, or text with precision: reduced")
    constraints = item.get("constraints", {})
    if not isinstance(constraints, dict) or not isinstance(constraints.get("enum", []), list):
        raise EvidenceError(f"the constraints of {where} must be a mapping, and enum a list")
    return Field(
        name=name,
        type=kind,
        title=str(item.get("title", "")),
        description=str(item.get("description", "")).strip(),
        unit=str(item.get("unit", "")),
        reduced=reduced,
        true_values=_names(item.get("trueValues", "true")),
        false_values=_names(item.get("falseValues", "false")),
        constraints=constraints,
    )


def _names(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


@cache
def _package(subject: str, folder: Path, stamp: tuple[int, int]) -> Package:
    path = folder / DESCRIPTOR
    try:
        return build(subject, folder, read_descriptor(path))
    except (yaml.YAMLError, UnicodeDecodeError, EvidenceError) as error:
        raise EvidenceError(f"{path}: {error}; `comparative check` names every fault") from None


_used: set[Path] = set()


def used() -> frozenset[Path]:
    """Return the tables and descriptors used so far, or since :func:`forget`."""
    return frozenset(_used)


def forget() -> None:
    """Forget what was used: another run begins in this process."""
    _used.clear()


def stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file changes: its time of modification and its size.

    Whoever keeps what was read from a file asks this first, so this is where its use is noted.
    """
    _used.add(path)
    status = path.stat()
    return status.st_mtime_ns, status.st_size


def package(subject: str) -> Package:
    """Return the package of a subject.

    Raises
    ------
    EvidenceError
        If there is no such subject; the nearest is suggested.
    """
    base = root()
    folder = base if subject == SHARED else base / subject
    # Listing all folders takes long, and places are named by the hundred.
    if Path(subject).name != subject or not (folder / DESCRIPTOR).is_file():
        known = folders(base)
        raise EvidenceError(
            f"no subject {subject!r} in the datasets{suggestion(subject, known)}; known: {', '.join(known)}"
        )
    return _package(subject, folder, stamp(folder / DESCRIPTOR))


def table(subject: str, name: str) -> Table:
    """Return the declaration of one table.

    Raises
    ------
    EvidenceError
        If there is no such subject or table; the nearest is suggested.
    """
    known = package(subject).tables
    if name not in known:
        raise EvidenceError(
            f"no table {name!r} in {subject}{suggestion(name, known)}; known: {', '.join(known)}"
        )
    return known[name]
