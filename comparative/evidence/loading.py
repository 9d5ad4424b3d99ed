"""Loading a table: typed by its declaration, in force as of a day, its sources kept."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from datetime import date
from functools import cache

import pandas as pd

from comparative.evidence import packages
from comparative.evidence.cells import convert, precision, read
from comparative.evidence.errors import EvidenceError, Fault, suggestion
from comparative.evidence.layers import in_force

STATUSES = ("seen", "disputed", "seed")
"""Standing a fact may have: read in the source, sources differ, only asserted by a source document."""


def load(
    subject: str,
    table: str,
    *,
    as_of: str | date | None = None,
    status: Iterable[str] = STATUSES,
) -> pd.DataFrame:
    """Return a table of the evidence.

    Parameters
    ----------
    subject : str
        Folder of the datasets, such as ``party_registration``; ``shared`` for the tables at its root.
    table : str
        Table of that subject; :func:`tables` lists them.
    as_of : str or datetime.date, optional
        Keep only the rules in force on that day. Needs a table with `valid_from` and `valid_to`.
    status : iterable of str, default all three
        Standing of the rows to keep: ``seen``, ``disputed``, ``seed``. Recollections are never loaded.

    Returns
    -------
    pandas.DataFrame
        The declared columns in their declared types, rows in the order of the file: whole numbers ``int64``
        (``float64`` if the column may be empty), dates ``datetime64[ns]``, text ``object``; unknown is
        missing. A date of reduced precision stands on the first day of its period, and a further column
        `<column>_precision` says ``year``, ``month`` or ``day``. ``attrs`` holds `subject`, `table`, `key`.

    Raises
    ------
    EvidenceError
        If there is no such subject, table, status or day, if the table has no layers to select `as_of`, or if
        a cell is not of its declared type; the message names file, line, column and value.

    Examples
    --------
    >>> claims = load("shared", "claims")
    >>> claims.loc[claims["claim_id"] == "party_registration-01", "verdict"].item()
    'confirmed'
    >>> load("shared", "cliams")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    comparative.evidence.errors.EvidenceError: no table 'cliams' in shared (did you mean 'claims'?); ...
    """
    wanted = (status,) if isinstance(status, str) else tuple(status)
    for name in wanted:
        if name not in STATUSES:
            raise EvidenceError(
                f"no status {name!r}{suggestion(name, STATUSES)}; rows can be {', '.join(STATUSES)}"
            )
    declared = packages.table(subject, table)
    try:
        frame = _typed(declared, packages.stamp(declared.path))
    except FileNotFoundError:
        raise EvidenceError(f"{declared.path} is declared in {packages.DESCRIPTOR} but missing") from None
    if "status" in frame:
        frame = frame[frame["status"].isin(wanted)]
    if as_of is not None:
        if not {"valid_from", "valid_to"} <= set(frame.columns):
            raise EvidenceError(
                f"{subject}/{table} has no columns valid_from and valid_to: load it without as_of"
            )
        frame = in_force(frame, as_of)
    # The typed frame is kept for the next call, so the caller gets a copy.
    frame = frame.reset_index(drop=True).copy()
    frame.attrs = {"subject": subject, "table": table, "key": declared.key}
    return frame


def opened() -> dict[str, str]:
    """Return the tables loaded so far in this process, with the SHA-256 digest of each file.

    Returns
    -------
    dict of str to str
        Path relative to the datasets folder, sorted, and hexadecimal digest.

    Examples
    --------
    >>> _ = load("shared", "places")
    >>> len(opened()["places.csv"])
    64
    """
    base = packages.root()
    digests = {
        path.relative_to(base).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in packages.used()
        if path.suffix == ".csv" and path.is_relative_to(base)
    }
    return dict(sorted(digests.items()))


@cache
def _typed(table: packages.Table, stamp: tuple[int, int]) -> pd.DataFrame:
    def refuse(row: int, column: str, value: str, rule: str) -> EvidenceError:
        file = table.path.name if table.subject == packages.SHARED else f"{table.subject}/{table.path.name}"
        return EvidenceError(str(Fault(file, row, column, value, rule)))

    try:
        header, rows, lines = read(table.path)
    except (csv.Error, UnicodeDecodeError) as error:
        raise refuse(0, "", "", f"cannot be read as CSV in UTF-8: {error}") from None
    names = [field.name for field in table.fields]
    if header != names:
        raise refuse(1, "", ",".join(header), f"must be the declared columns: {','.join(names)}")
    for line, row in zip(lines, rows, strict=True):
        if len(row) != len(names):
            raise refuse(line, "", ",".join(row), f"has {len(row)} cells instead of {len(names)}")
    columns: dict[str, pd.Series] = {}
    exactness: dict[str, pd.Series] = {}
    for field, texts in zip(
        table.fields, zip(*rows, strict=True) if rows else [()] * len(names), strict=True
    ):
        columns[field.name], problems = convert(field, texts)
        if problems:
            position, rule = problems[0]
            raise refuse(lines[position], field.name, texts[position], rule)
        if field.reduced:
            exactness[f"{field.name}_precision"] = precision(texts)
    return pd.DataFrame(columns | exactness)


def subjects() -> list[str]:
    """Return the subjects there is evidence on.

    Returns
    -------
    list of str
        Folders of the datasets, sorted; the tables they share are under ``shared``.

    Examples
    --------
    >>> "party_registration" in subjects()
    True
    """
    return [name for name in packages.folders(packages.root()) if name != packages.SHARED]


def tables(subject: str) -> list[str]:
    """Return the tables of a subject, in the order its package declares them.

    Parameters
    ----------
    subject : str
        A subject, or ``shared``.

    Returns
    -------
    list of str

    Raises
    ------
    EvidenceError
        If there is no such subject.

    Examples
    --------
    >>> tables("shared")
    ['sources', 'places', 'population', 'claims', 'place_names']
    """
    return list(packages.package(subject).tables)


def describe(subject: str, table: str) -> pd.DataFrame:
    """Return what the columns of a table mean.

    Parameters
    ----------
    subject, table : str
        As in :func:`load`.

    Returns
    -------
    pandas.DataFrame
        One row per column: `name`, `title`, `type`, `unit`, `required` (bool), `description`.

    Raises
    ------
    EvidenceError
        If there is no such subject or table.

    Examples
    --------
    >>> describe("shared", "population").set_index("name").loc["population_persons", "unit"]
    'persons'
    """
    fields = packages.table(subject, table).fields
    return pd.DataFrame(
        {
            "name": [field.name for field in fields],
            "title": [field.title for field in fields],
            "type": [field.type for field in fields],
            "unit": [field.unit for field in fields],
            "required": [field.required for field in fields],
            "description": [field.description for field in fields],
        }
    )
