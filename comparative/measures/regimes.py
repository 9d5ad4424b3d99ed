"""Rules of one country side by side on chosen days, such as one day of each constitutional regime."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

__all__ = ["changed", "side_by_side"]


def side_by_side(rules: pd.DataFrame, days: Sequence[str], *, keys: Sequence[str]) -> pd.DataFrame:
    """Return the value of each rule on each of several days, one row per rule.

    Parameters
    ----------
    rules : DataFrame
        Rows with `valid_from`, `valid_to`, `value_number`, `value_text`, `source_id` and the `keys`.
    days : sequence of str
        Days of comparison, each a column of the result.
    keys : sequence of str
        Columns that name a rule.

    Returns
    -------
    DataFrame
        The `keys`, a column per day with a number (an int if it is whole) or a text, missing where no rule is
        known, and `source_id` of all days; in order of first appearance.

    Examples
    --------
    >>> rules = pd.DataFrame({"attribute": "term", "value_number": [5.0, 7.0], "value_text": None,
    ...     "valid_from": pd.to_datetime([None, "2022-09-17"]),
    ...     "valid_to": pd.to_datetime(["2022-09-17", None]), "source_id": ["old", "new"]})
    >>> side_by_side(rules, ["2022-06-07", "2026-07-01"], keys=["attribute"]).to_numpy().tolist()
    [['term', 5, 7, 'old;new']]
    """
    found: dict[tuple[str, ...], dict[str, object]] = {}
    cited: dict[tuple[str, ...], dict[str, None]] = {}
    for row in rules.to_dict("records"):
        name = tuple(row[key] for key in keys)
        for day in days:
            if _holds(row["valid_from"], row["valid_to"], day):
                found.setdefault(name, {})[day] = _value(row["value_number"], row["value_text"])
                cited.setdefault(name, {}).update(dict.fromkeys(row["source_id"].split(";")))
    return pd.DataFrame(
        [
            {
                **dict(zip(keys, name, strict=True)),
                **{day: values.get(day) for day in days},
                "source_id": ";".join(cited[name]),
            }
            for name, values in found.items()
        ],
        columns=[*keys, *days, "source_id"],
        dtype=object,
    )


def changed(rules: pd.DataFrame, before: str, after: str, *, keys: Sequence[str]) -> int:
    """Count rules that read differently on two days, among those known on both.

    Parameters
    ----------
    rules : DataFrame
        As in :func:`side_by_side`.
    before, after : str
        The two days.
    keys : sequence of str
        Columns that name a rule.

    Examples
    --------
    >>> rules = pd.DataFrame({"attribute": "term", "value_number": [5.0, 7.0], "value_text": None,
    ...     "valid_from": pd.to_datetime([None, "2022-09-17"]),
    ...     "valid_to": pd.to_datetime(["2022-09-17", None]), "source_id": ["old", "new"]})
    >>> changed(rules, "2022-06-07", "2026-07-01", keys=["attribute"])
    1
    """
    both = side_by_side(rules, [before, after], keys=keys).dropna(subset=[before, after])
    return int((both[before] != both[after]).sum())


def _value(amount: float, text: str) -> object:
    if pd.isna(amount):
        return text
    return int(amount) if float(amount).is_integer() else amount


def _holds(start: pd.Timestamp, end: pd.Timestamp, day: str | date) -> bool:
    at = pd.Timestamp(day)
    return not (start > at) and not (end <= at)  # a missing bound compares as False: open
