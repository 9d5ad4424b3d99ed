"""Everything that is wrong with the datasets, found in one go.

The tables are held to their declarations (:mod:`.conformity`, by frictionless) and to each other
(:mod:`.crosschecks`); this module reads the files and keeps one fault per cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from comparative.evidence import cells, packages
from comparative.evidence.conformity import nonconformities
from comparative.evidence.crosschecks import Content, contradictions
from comparative.evidence.errors import EvidenceError, Fault, suggestion


def check(root: str | Path | None = None, *, in_order: bool = False) -> list[Fault]:
    """Return everything that is wrong with the datasets; see :func:`comparative.evidence.check`."""
    base = Path(root) if root is not None else packages.root()
    if not base.is_dir():
        raise EvidenceError(f"no datasets at {base}: not a folder")
    faults: list[Fault] = []
    nonconforming: list[Fault] = []
    contents: list[Content] = []
    for subject, folder in packages.folders(base).items():
        package, descriptor, found = _package(base, subject, folder)
        faults += found
        if package is None:
            continue
        readable = []
        for table in package.tables.values():
            content, found = _content(base, table)
            faults += found
            if content is not None:
                readable.append(content)
        nonconforming += nonconformities(base, folder, descriptor, readable)
        contents += readable
    faults += _undescribed(base)
    # What we say of a source or a place tells more than that a foreign key was missed, so it comes first.
    return _one_per_cell([*faults, *contradictions(contents, in_order=in_order), *nonconforming])


def _one_per_cell(faults: list[Fault]) -> list[Fault]:
    # Several rules can catch the same slip; the first to do so is the most specific.
    kept: dict[tuple[str, int, str], Fault] = {}
    for fault in faults:
        kept.setdefault((fault.file, fault.row, fault.column), fault)
    return sorted(kept.values())


def _package(
    base: Path, subject: str, folder: Path
) -> tuple[packages.Package | None, dict[str, Any], list[Fault]]:
    path = folder / packages.DESCRIPTOR
    file = path.relative_to(base).as_posix()
    if not path.is_file():
        return None, {}, [Fault(file, 0, "", "", "is missing: it declares the tables of the folder")]
    try:
        descriptor = packages.read_descriptor(path)
        package = packages.build(subject, folder, descriptor)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return None, {}, [Fault(file, line, "", "", f"is not YAML: {error.problem}")]
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, {}, [Fault(file, 0, "", "", f"is not YAML in UTF-8: {error}")]
    except EvidenceError as error:
        return None, {}, [Fault(file, 0, "", "", str(error))]
    declared = {table.path.name for table in package.tables.values()}
    undeclared = [
        Fault(csv_file.relative_to(base).as_posix(), 0, "", "", f"is not declared in {file}: add a resource")
        for csv_file in sorted(folder.glob("*.csv"))
        if csv_file.name not in declared
    ]
    return package, descriptor, undeclared


def _undescribed(base: Path) -> Iterator[Fault]:
    for folder in sorted(path for path in base.iterdir() if path.is_dir()):
        if any(folder.rglob("*.csv")) and not (folder / packages.DESCRIPTOR).is_file():
            yield Fault(
                f"{folder.name}/{packages.DESCRIPTOR}",
                0,
                "",
                "",
                "is missing: it declares the tables of the folder",
            )


def _content(base: Path, table: packages.Table) -> tuple[Content | None, list[Fault]]:
    """Return the cells of a table if they can be told apart, and what is wrong with the file."""
    file = table.path.relative_to(base).as_posix()
    if not table.path.is_file():
        declared_in = (table.path.parent / packages.DESCRIPTOR).relative_to(base).as_posix()
        return None, [Fault(file, 0, "", "", f"is declared in {declared_in} but missing")]
    faults = list(_encoding(file, table.path.read_bytes()))
    try:
        header, rows, lines = cells.read(table.path)
    except UnicodeDecodeError:
        return None, faults
    except csv.Error as error:
        return None, [*faults, Fault(file, 0, "", "", f"is not CSV: {error}; check the quotes")]
    names = [field.name for field in table.fields]
    if found := list(_header(file, header, names)):
        return None, [*faults, *found]
    whole: list[int] = []
    for position, (row, line) in enumerate(zip(rows, lines, strict=True)):
        if len(row) == len(names):
            whole.append(position)
        elif not row:
            faults.append(Fault(file, line, "", "", "is a blank line: remove it"))
        else:
            rule = f"has {len(row)} cells instead of {len(names)}; quote a cell that holds a comma"
            column = names[len(row)] if len(row) < len(names) else names[-1]
            faults.append(Fault(file, line, column, ",".join(row), rule))
    return Content(file, table, [rows[i] for i in whole], [lines[i] for i in whole], lines), faults


def _encoding(file: str, content: bytes) -> Iterator[Fault]:
    if content.startswith(b"\xef\xbb\xbf"):
        yield Fault(file, 1, "", "", "begins with a byte order mark: save as UTF-8 without BOM")
        content = content[3:]
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = content[error.start : error.end].hex(" ")
        yield Fault(file, line, "", wrong, "is not UTF-8: save the file as UTF-8")
    if b"\r" in content:
        line = content.count(b"\n", 0, content.index(b"\r")) + 1
        yield Fault(file, line, "", "", "ends with CR LF: save with line ends LF")
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        yield Fault(file, line, "", "", "holds a NUL byte: remove it")
    if content and not content.endswith(b"\n"):
        yield Fault(file, content.count(b"\n") + 1, "", "", "ends without a line end: add one")


def _header(file: str, header: list[str], names: list[str]) -> Iterator[Fault]:
    for name in header:
        if name not in names:
            rule = f"is not a declared column{suggestion(name, names)}; declare it in {packages.DESCRIPTOR}"
            yield Fault(file, 1, name or "(no name)", name, rule)
        elif header.count(name) > 1:
            yield Fault(file, 1, name, name, "heads two columns")
    for name in names:
        if name not in header:
            yield Fault(file, 1, name, "", "is declared but missing from the header")
    if header != names and sorted(header) == sorted(names):
        at = next(i for i, (found, name) in enumerate(zip(header, names, strict=True)) if found != name)
        yield Fault(
            file,
            1,
            header[at],
            header[at],
            f"stands where {names[at]!r} is declared: keep the declared order",
        )
    for name in header:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) and name in names:
            yield Fault(file, 1, name, name, "must be lower case with underscores")
