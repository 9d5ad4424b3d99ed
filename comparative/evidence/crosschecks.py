"""Tables against each other and against the world: sources, places, keys, dates, layers, possible values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from comparative.evidence.cells import convert
from comparative.evidence.citing import split
from comparative.evidence.errors import Fault, suggestion
from comparative.evidence.layers import overlaps
from comparative.evidence.packages import SHARED, Field, Table

# Codes that ISO 3166 reserves for users, in use for places it does not list.
_USER_ASSIGNED = {"XKX": "XK"}


@dataclass(frozen=True, eq=False)
class Content:
    """The cells of one table as text.

    Parameters
    ----------
    file : str
        Path relative to the datasets folder.
    table : Table
        Its declaration.
    rows : list of list of str
        The records with as many cells as there are columns.
    lines : list of int
        Line of the file on which each of `rows` begins.
    record_lines : list of int
        The same for all records, blank and ragged ones included.
    """

    file: str
    table: Table
    rows: list[list[str]]
    lines: list[int]
    record_lines: list[int]

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """The cells of each column."""
        return {field.name: [row[i] for row in self.rows] for i, field in enumerate(self.table.fields)}

    @cached_property
    def converted(self) -> dict[str, tuple[pd.Series, list[tuple[int, str]]]]:
        """The typed values of each column and the cells that are not of its type."""
        return {field.name: convert(field, self.texts[field.name]) for field in self.table.fields}

    def values(self, column: str) -> pd.Series:
        """Return the typed values of a column."""
        return self.converted[column][0]

    def fault(self, position: int, column: str, rule: str) -> Fault:
        """Return a fault of the cell in the row at `position`."""
        return Fault(self.file, self.lines[position], column, self.texts[column][position], rule)

    def line_of_record(self, number: int) -> int | None:
        """Return the line of record `number`, the header being record 1; None if it is blank or ragged."""
        line = self.record_lines[number - 2]
        return line if line in self._whole else None

    @cached_property
    def _whole(self) -> frozenset[int]:
        return frozenset(self.lines)


def contradictions(contents: list[Content], *, in_order: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with tables that may each conform to their declaration.

    Parameters
    ----------
    contents : list of Content
        Every table that could be read.
    in_order : bool, default False
        Also hold that rows are sorted by key.

    Yields
    ------
    Fault
    """
    shared = {content.table.name: content for content in contents if content.table.subject == SHARED}
    for content in contents:
        yield from _memory(content)
        yield from _types(content)
        yield from _keys(content)
        yield from _spaces(content)
        yield from _possible(content)
        yield from _layers(content)
        yield from _sums(content)
        if "sources" in shared:
            yield from _sources(content, shared["sources"])
        if "places" in shared:
            yield from _places(content, shared["places"])
        if in_order:
            yield from _order(content)
    if "places" in shared:
        yield from _codes(shared["places"])
    if "claims" in shared:
        yield from _claims(shared["claims"], {content.table.subject for content in contents} - {SHARED})


def _memory(content: Content) -> Iterator[Fault]:
    for position, status in enumerate(content.texts.get("status", ())):
        if status == "memory":
            rule = "does not enter the datasets: find a source, or leave the row out"
            yield content.fault(position, "status", rule)


def _types(content: Content) -> Iterator[Fault]:
    for column, (_, problems) in content.converted.items():
        for position, rule in problems:
            yield content.fault(position, column, rule)


def _keys(content: Content) -> Iterator[Fault]:
    unique = [(field.name,) for field in content.table.fields if field.constraints.get("unique")]
    for columns in dict.fromkeys([content.table.key, *unique]):
        if not columns:
            yield Fault(content.file, 0, "", "", "has no primaryKey in its declaration")
            continue
        seen: dict[tuple[str, ...], int] = {}
        for position, key in enumerate(zip(*(content.texts[name] for name in columns), strict=True)):
            for name, text in zip(columns, key, strict=True):
                if not text and columns == content.table.key:
                    yield content.fault(position, name, "must not be empty: it is part of the key")
            if key in seen and any(key):
                what = " and ".join(columns)
                yield content.fault(
                    position, columns[0], f"repeats the {what} of line {seen[key]}: keys are unique"
                )
            seen.setdefault(key, content.lines[position])


def _spaces(content: Content) -> Iterator[Fault]:
    for column, texts in content.texts.items():
        for position, text in enumerate(texts):
            if text != text.strip():
                yield content.fault(position, column, "has a space or line break around it: remove it")


def _possible(content: Content) -> Iterator[Fault]:
    for field in content.table.fields:
        percentage = field.unit == "percent" or field.name.endswith("_pct")
        if field.type not in ("integer", "number"):
            continue
        values = content.values(field.name).to_numpy(dtype=float, na_value=np.nan)
        # A column that may be negative or above a hundred says so by a bound of its own.
        if "minimum" not in field.constraints and (percentage or field.type == "integer"):
            for position in np.flatnonzero(values < 0):
                what = "a percentage" if percentage else "a count"
                yield content.fault(int(position), field.name, f"must not be negative: it is {what}")
        if "maximum" not in field.constraints and percentage:
            for position in np.flatnonzero(values > 100):
                yield content.fault(int(position), field.name, "must be at most 100: it is a percentage")


def _layers(content: Content) -> Iterator[Fault]:
    if content.table.field("valid_from") is None or content.table.field("valid_to") is None:
        return
    frame = pd.DataFrame(
        {name: content.values(name) for name in ("valid_from", "valid_to")}
        | {name: content.texts[name] for name in content.table.layers}
    )
    backwards = frame["valid_from"] >= frame["valid_to"]
    for position in np.flatnonzero(backwards):
        start = content.texts["valid_from"][position]
        yield content.fault(int(position), "valid_to", f"must be later than valid_from, {start}")
    if not content.table.layers:
        return
    sound = frame[~backwards]
    for later, earlier in overlaps(sound, content.table.layers):
        at, other = int(sound.index[later]), int(sound.index[earlier])
        span = (
            f"{content.texts['valid_from'][other] or 'open'} to {content.texts['valid_to'][other] or 'open'}"
        )
        line = " ".join(content.texts[name][at] for name in content.table.layers)
        rule = f"overlaps line {content.lines[other]} ({span}): {line} has one rule a day"
        yield content.fault(at, "valid_from", rule)


def _sums(content: Content) -> Iterator[Fault]:
    for rule in content.table.sums:
        total, parts = rule["total"], rule["parts"]
        expected = pd.concat([content.values(part) for part in parts], axis=1).sum(axis=1, skipna=False)
        difference = content.values(total) - expected
        for position in np.flatnonzero(difference.abs() > 0):
            what = f"must be {expected.iloc[position]:.15g}, the sum of {' and '.join(parts)}"
            yield content.fault(int(position), total, what)


def _sources(content: Content, sources: Content) -> Iterator[Fault]:
    known = set(sources.texts["source_id"])
    for column, texts in content.texts.items():
        if content is sources or not (column == "source_id" or column.endswith("_source_id")):
            continue
        for position, text in enumerate(texts):
            ids = split(text)
            if text and ";".join(ids) != text:
                yield content.fault(
                    position, column, "must be ids separated by single semicolons, without spaces"
                )
            for name in ids:
                if name not in known:
                    what = f"names {name!r}, which is" if len(ids) > 1 else "is"
                    rule = f"{what} not in sources.csv{suggestion(name, known)}; add new sources there"
                    yield content.fault(position, column, rule)
            if len(set(ids)) < len(ids):
                yield content.fault(position, column, "names a source twice")


def _places(content: Content, places: Content) -> Iterator[Fault]:
    known = set(places.texts["place"])
    several = content.table.subject == SHARED and content.table.name == "claims"
    for column in ("place", "parent"):
        if content is places and column == "place":
            continue
        for position, text in enumerate(content.texts.get(column, ())):
            for code in split(text) if several else [text]:
                if not code or code in known:
                    continue
                if _iso(code):
                    rule = "is an ISO 3166 code without a row in places.csv: add it there"
                else:
                    rule = f"is not the ISO 3166 code of a place{suggestion(code, known)}"
                yield content.fault(position, column, rule)


def _iso(code: str) -> str | None:
    """Return the alpha-2 code of a country, the code itself of a subdivision, None if it is neither."""
    import pycountry

    if "-" in code:
        return code if pycountry.subdivisions.get(code=code) else None
    country = pycountry.countries.get(alpha_3=code)
    return country.alpha_2 if country else _USER_ASSIGNED.get(code)


def _codes(places: Content) -> Iterator[Fault]:
    alpha2 = dict(zip(places.texts["place"], places.texts["alpha2"], strict=True))
    for position, (code, kind, parent) in enumerate(
        zip(places.texts["place"], places.texts["kind"], places.texts["parent"], strict=True)
    ):
        found = _iso(code)
        if found is None:
            yield places.fault(position, "place", "is not a code of ISO 3166")
        elif kind == "country" and alpha2[code] != found:
            yield places.fault(position, "alpha2", f"must be {found}, the two-letter code of {code}")
        elif (kind == "country") == ("-" in code):
            yield places.fault(position, "kind", "does not fit the code: only subdivisions have a hyphen")
        elif kind != "country" and alpha2.get(parent) != code[:2]:
            yield places.fault(position, "parent", f"must be the country of {code}")


def _claims(claims: Content, subjects: set[str]) -> Iterator[Fault]:
    for position, subject in enumerate(claims.texts["subject"]):
        if subject not in subjects:
            rule = f"must be a folder of the datasets{suggestion(subject, subjects)}"
            yield claims.fault(position, "subject", f"{rule}: {', '.join(sorted(subjects))}")
    for position, (verdict, source) in enumerate(
        zip(claims.texts["verdict"], claims.texts["source_id"], strict=True)
    ):
        if not source and verdict != "unverified":
            yield claims.fault(position, "source_id", f"must not be empty: a claim is {verdict} by a source")


def _order(content: Content) -> Iterator[Fault]:
    keys = [_sortable(content, field) for field in map(content.table.field, content.table.key) if field]
    rows = list(zip(*keys, strict=True))
    for position in range(1, len(rows)):
        if rows[position] < rows[position - 1]:
            first = content.table.key[0]
            yield content.fault(
                position, first, f"must stand before line {content.lines[position - 1]}: sort by key"
            )


def _sortable(content: Content, field: Field) -> list[str] | list[float]:
    if field.type in ("integer", "number", "year"):
        return content.values(field.name).astype(float).fillna(-np.inf).tolist()
    return content.texts[field.name]
