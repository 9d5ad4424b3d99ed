"""The data dictionary: every table and column of the data packages, as a page to read.

``python -m comparative.evidence.dictionary docs/data-dictionary.md`` writes it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from comparative.evidence import packages
from comparative.evidence.packages import Field, Package, Table


def dictionary() -> str:
    """Return the data dictionary in Markdown.

    Returns
    -------
    str
        A section per package, shared tables first, and in it a list of columns per table.

    Examples
    --------
    >>> print(dictionary().splitlines()[0])
    # Data dictionary
    """
    found = [packages.package(subject) for subject in sorted(packages.folders(packages.root()))]
    found.sort(key=lambda package: package.name != packages.SHARED)
    parts = [_INTRODUCTION, *(part for package in found for part in _package(package))]
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """\
# Data dictionary

Generated from the `datapackage.yaml` of each folder of `datasets/` by
`python -m comparative.evidence.dictionary docs/data-dictionary.md`; change it there.

An empty cell means unknown. A starred column is part of the key of its table, and a column in bold type is
never empty. A date written as a year or a month stands for the first day of it."""


def _package(package: Package) -> list[str]:
    folder = "" if package.name == packages.SHARED else f"{package.name}/"
    parts = [f"## {package.title}", f"`datasets/{folder}`", package.description]
    return [part for part in parts if part] + [
        part for table in package.tables.values() for part in _table(folder, table)
    ]


def _table(folder: str, table: Table) -> list[str]:
    parts = [f"### {table.title}", f"`{folder}{table.path.name}`", table.description]
    if table.layers:
        columns = ", ".join(f"`{name}`" for name in table.layers)
        parts.append(f"Rules in layers of time, one in force on any day for the same {columns}.")
    rows = [_field(field, field.name in table.key) for field in table.fields]
    head = ["| Column | Meaning | Type | Unit | Values |", "| --- | --- | --- | --- | --- |"]
    return [part for part in parts if part] + ["\n".join([*head, *rows])]


def _field(field: Field, in_key: bool) -> str:
    name = f"**`{field.name}`**" if field.required or in_key else f"`{field.name}`"
    meaning = ". ".join(text.rstrip(".") for text in (field.title, field.description) if text)
    kind = "date, year or month" if field.reduced else field.type
    cells = [name + (" *" if in_key else ""), meaning, kind, field.unit, _values(field)]
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _values(field: Field) -> str:
    rules = field.constraints
    if field.type == "boolean":
        return ", ".join((*field.true_values, *field.false_values))
    if enum := rules.get("enum"):
        return ", ".join(str(item) for item in enum)
    bounds = [
        f"{word} {rules[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in rules
    ]
    return " ".join(bounds)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8", newline="\n")
