"""Rules change: which of them are in force as of a day, and where two claim the same day.

A rule is in force from `valid_from` on, until the day before `valid_to`; an empty bound is open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from comparative.evidence.cells import first_day
from comparative.evidence.errors import EvidenceError


def day(value: str | date) -> pd.Timestamp:
    """Return the day an `as_of` names.

    Parameters
    ----------
    value : str or datetime.date
        A day, as ``YYYY-MM-DD`` or a date.

    Returns
    -------
    pandas.Timestamp

    Raises
    ------
    EvidenceError
        If it is not a day of the calendar.

    Examples
    --------
    >>> day("2019-06-30")
    Timestamp('2019-06-30 00:00:00')
    """
    if isinstance(value, datetime):  # a Timestamp is one too
        value = value.date()
    parsed = value if isinstance(value, date) else None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        parsed = first_day(value)
    if parsed is None or pd.isna(parsed):
        hint = f", such as {value}-12-31" if re.fullmatch("[0-9]{4}", str(value)) else ", such as 2022-11-05"
        raise EvidenceError(f"as_of {value!r} is not a day of the calendar; write YYYY-MM-DD{hint}")
    return pd.Timestamp(parsed)


def in_force(frame: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return the rows in force on a day.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with datetime columns `valid_from` and `valid_to`.
    as_of : str or datetime.date
        The day.

    Returns
    -------
    pandas.DataFrame
        The rows with ``valid_from <= as_of < valid_to``, an empty bound being open.

    Examples
    --------
    >>> rules = pd.DataFrame({
    ...     "members": [40000, 20000],
    ...     "valid_from": pd.to_datetime(["2009-02-06", "2020-05-25"]),
    ...     "valid_to": pd.to_datetime(["2020-05-25", None]),
    ... })
    >>> in_force(rules, "2020-05-25")["members"].tolist()
    [20000]
    """
    on = day(as_of)
    started = frame["valid_from"].isna() | (frame["valid_from"] <= on)
    ended = frame["valid_to"] <= on
    return frame[started & ~ended]


def overlaps(frame: pd.DataFrame, by: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of rows that both claim to be in force on some day.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows with datetime columns `valid_from` and `valid_to` and the columns in `by`.
    by : sequence of str
        Columns that together identify one line of rules over time.

    Returns
    -------
    list of (int, int)
        Positions of the later and of the earlier row, sorted.

    Examples
    --------
    >>> rules = pd.DataFrame({
    ...     "place": ["KAZ", "KAZ"],
    ...     "valid_from": pd.to_datetime(["2002-07-15", "2009-02-06"]),
    ...     "valid_to": pd.to_datetime(["2010-01-01", None]),
    ... })
    >>> overlaps(rules, ["place"])
    [(1, 0)]
    """
    start = frame["valid_from"].fillna(pd.Timestamp.min).to_numpy().astype("int64").tolist()
    end = frame["valid_to"].fillna(pd.Timestamp.max).to_numpy().astype("int64").tolist()
    lines = list(zip(*(frame[name] for name in by), strict=True))
    reach: dict[tuple[Any, ...], int] = {}  # the row of each line that extends furthest so far
    pairs = []
    for position in sorted(range(len(frame)), key=lambda i: (start[i], end[i], i)):
        holder = reach.setdefault(lines[position], position)
        if holder != position and start[position] < end[holder]:
            pairs.append((position, holder))
        if end[position] > end[holder]:
            reach[lines[position]] = position
    return sorted(pairs)
