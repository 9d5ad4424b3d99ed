"""From the text of a CSV file to typed columns, strictly by the declared schema."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from comparative.evidence.packages import Field

# A table saved from pandas has 5000.0 where a column of whole numbers has blanks: the same number.
_INTEGER = re.compile(r"(-?[0-9]+)(\.0+)?")
_YEAR = re.compile(r"([0-9]{4})(\.0+)?")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_PRECISION = {4: "year", 7: "month", 10: "day"}

RULES = {
    "integer": "is not a whole number; write digits only, such as 5000",
    "number": "is not a number; write digits with a decimal point, such as 41.6",
    "year": "is not a year; write four digits, such as 2022",
    "date": "is not a day of the calendar; write YYYY-MM-DD, such as 2022-11-05",
    "period": "is not a date of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY",
}


def read(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    """Return the cells of a CSV file as text.

    Parameters
    ----------
    path : pathlib.Path
        A CSV file in UTF-8.

    Returns
    -------
    header : list of str
    rows : list of list of str
        One list per record; blank lines are empty lists.
    lines : list of int
        Line of the file on which each record begins, as a text editor counts, the header being line 1.

    Raises
    ------
    OSError, UnicodeDecodeError, csv.Error
        If the file cannot be opened, is not UTF-8, or has an unbalanced quote.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        header = next(reader, [])
        rows, lines, start = [], [], reader.line_num + 1
        for row in reader:
            rows.append(row)
            lines.append(start)
            start = reader.line_num + 1
    return header, rows, lines


def convert(field: Field, texts: Sequence[str]) -> tuple[pd.Series, list[tuple[int, str]]]:
    """Return a column as its declared type, with the cells that are not of it.

    The type of the result follows from the declaration alone, never from the data: integers and years are
    ``int64`` where every row must have one and ``float64`` otherwise, booleans ``bool`` or ``boolean``, dates
    ``datetime64[ns]``, everything else text with missing values.

    Parameters
    ----------
    field : Field
        The declaration.
    texts : sequence of str
        The cells; an empty cell is unknown.

    Returns
    -------
    column : pandas.Series
        Typed values; missing where the cell is empty or wrong.
    problems : list of (int, str)
        Position of each cell that could not be read and the rule it breaks.

    Examples
    --------
    >>> column, problems = convert(Field("seats", "integer"), ["98", "", "1O7"])
    >>> column.tolist()
    [98.0, nan, nan]
    >>> problems
    [(2, 'is not a whole number; write digits only, such as 5000')]
    """
    problems: list[tuple[int, str]] = []
    parse, rule = _parser(field)
    values: list[Any] = []
    for position, text in enumerate(texts):
        value = parse(text) if text else None
        if value is None and (text or field.required):
            problems.append((position, rule if text else "must not be empty"))
        values.append(value)
    return _series(field, values, bool(problems)), problems


def _parser(field: Field) -> tuple[Any, str]:
    kind = field.type
    if field.reduced:
        return first_day, RULES["period"]
    if kind in ("integer", "year"):
        pattern = _INTEGER if kind == "integer" else _YEAR
        return (lambda text: int(match[1]) if (match := pattern.fullmatch(text)) else None), RULES[kind]
    if kind == "number":
        return (lambda text: float(text) if _NUMBER.fullmatch(text) else None), RULES[kind]
    if kind == "date":
        return (lambda text: first_day(text) if _DAY.fullmatch(text) else None), RULES[kind]
    if kind == "boolean":
        known = dict.fromkeys(field.true_values, True) | dict.fromkeys(field.false_values, False)
        return known.get, f"must be {' or '.join(known)}"
    return (lambda text: text), "must not be empty"


def first_day(text: str) -> date | None:
    """Return the first day of a year, month or day written in ISO 8601, or None if it is not one.

    Examples
    --------
    >>> first_day("2009-02")
    datetime.date(2009, 2, 1)
    >>> first_day("2023-02-30") is None
    True
    """
    if not _PERIOD.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
    except ValueError:
        return None
    # Outside these years a pandas timestamp overflows; a rule that old is a slip of the pen.
    return day if 1700 <= day.year <= 2199 else None


def precision(texts: Sequence[str]) -> pd.Series:
    """Return how exact each date is: year, month or day; missing where the cell is empty.

    Examples
    --------
    >>> precision(["2009", "2022-11-05"]).tolist()
    ['year', 'day']
    """
    return pd.Series([_PRECISION.get(len(text)) for text in texts], dtype=object)


def _series(field: Field, values: list[Any], faulty: bool) -> pd.Series:
    if field.type == "date" or field.reduced:
        days = np.array([np.datetime64("NaT") if v is None else v for v in values], dtype="datetime64[D]")
        return pd.Series(days.astype("datetime64[ns]"))
    certain = field.required and not faulty
    if field.type in ("integer", "year"):
        return pd.Series(values, dtype="int64" if certain else "float64")
    if field.type == "number":
        return pd.Series(values, dtype="float64")
    if field.type == "boolean":
        return pd.Series(values, dtype="bool" if certain else "boolean")
    return pd.Series([np.nan if value is None else value for value in values], dtype=object)
