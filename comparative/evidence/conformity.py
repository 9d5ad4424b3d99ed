"""Tables against their declarations: frictionless judges, in our words.

Frictionless is the reference implementation of Data Package and Table Schema; it knows types, constraints
and foreign keys. What it says of cells is said here with file, line, column and what would be right.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comparative.evidence import packages
from comparative.evidence.cells import RULES
from comparative.evidence.crosschecks import Content
from comparative.evidence.errors import Fault, suggestion


def nonconformities(
    base: Path, folder: Path, descriptor: dict[str, Any], contents: list[Content]
) -> Iterator[Fault]:
    """Yield what does not conform to the package in `folder`.

    Parameters
    ----------
    base : pathlib.Path
        The datasets folder.
    folder : pathlib.Path
        The folder of the package.
    descriptor : dict
        Content of its ``datapackage.yaml``.
    contents : list of Content
        Its tables that could be read; the others are left out.

    Yields
    ------
    Fault
    """
    import frictionless  # takes a third of a second to import, and two more for its plugins

    by_name = {content.table.name: content for content in contents}
    file = (folder / packages.DESCRIPTOR).relative_to(base).as_posix()
    try:
        package = frictionless.Package(_readable(descriptor, set(by_name)), basepath=str(folder))
        report = package.validate(limit_errors=100_000)
    except frictionless.FrictionlessException as exception:
        for error in exception.reasons or [exception.error]:
            yield Fault(file, 0, "", "", f"is not a Data Package: {error.note}")
        return
    except Exception as exception:  # over a declaration that makes no sense, frictionless trips in many ways
        yield Fault(file, 0, "", "", f"cannot be read as a Data Package: {exception}")
        return
    for error in report.errors:
        yield Fault(file, 0, "", "", f"is not a Data Package: {error.note}")
    for task in report.tasks:
        content = by_name[task.name]
        for error in task.errors:
            # Ragged rows, blank lines, headers and repeated keys are named by our own reading of the file.
            if error.type in ("type-error", "constraint-error", "foreign-key"):
                yield from _cell(content, error)
            elif error.type in (
                "source-error",
                "encoding-error",
                "schema-error",
                "resource-error",
                "general-error",
            ):
                yield Fault(content.file, 0, "", "", f"cannot be validated: {error.note}")


def _readable(descriptor: dict[str, Any], names: set[str]) -> dict[str, Any]:
    # A copy without aliases, because frictionless takes descriptors apart while it reads them;
    # a foreign key into a table that cannot be read would only repeat that it cannot be read.
    result = {key: copy.deepcopy(value) for key, value in descriptor.items() if key != "resources"}
    result["resources"] = [copy.deepcopy(r) for r in descriptor["resources"] if r["name"] in names]
    for resource in result["resources"]:
        resource["encoding"] = "utf-8"  # or frictionless guesses
        schema = resource["schema"]
        schema["fields"] = [copy.deepcopy(field) for field in schema["fields"]]
        if keys := schema.get("foreignKeys"):
            schema["foreignKeys"] = [k for k in keys if k["reference"].get("resource") in {"", *names}]
    return result


def _cell(content: Content, error: Any) -> Iterator[Fault]:
    # Frictionless counts records, an editor counts lines. It also counts blank and ragged rows, which our
    # reading has set aside, so the line is looked up among all records.
    line = content.line_of_record(error.row_number)
    if line is None:
        return
    if error.type == "foreign-key":
        column = error.field_names[0]
        other = f"{error.reference_name or content.table.name}.csv"
        target = ", ".join(error.reference_field_names)
        yield Fault(
            content.file, line, column, str(error.field_cells[0]), f"is not in column {target} of {other}"
        )
        return
    column, value = error.field_name, "" if error.cell in (None, "None") else str(error.cell)
    field = content.table.field(column)
    if field is None:
        return
    yield Fault(content.file, line, column, value, _rule(field, error, value))


def _rule(field: packages.Field, error: Any, value: str) -> str:
    if error.type == "type-error":
        if field.type == "boolean":
            return f"must be {' or '.join((*field.true_values, *field.false_values))}"
        return RULES.get(field.type, f"is not a {field.type}")
    match = re.match(r'constraint "(\w+)"', error.note)
    constraint = match.group(1) if match else ""
    bound = field.constraints.get(constraint)
    unit = f" {field.unit}" if field.unit else ""
    match constraint:
        case "required":
            return "must not be empty"
        case "minimum":
            return f"must be at least {bound}{unit}"
        case "maximum":
            return f"must be at most {bound}{unit}"
        case "enum":
            known = [str(item) for item in field.constraints["enum"]]
            return f"must be one of {', '.join(known)}{suggestion(value, known)}"
        case "pattern" if field.reduced:
            return RULES["period"]
        case "pattern":
            return f"must match the pattern {bound}"
        case "minLength":
            return f"must have at least {bound} characters"
        case "maxLength":
            return f"must have at most {bound} characters"
        case _:
            return f"breaks the rule {error.note}"
