"""Organisations by who counts them, and how often a body sits."""

from __future__ import annotations

from datetime import date

import pandas as pd

from comparative.measures.citations import cited

__all__ = ["active_shares", "intervals", "known", "parts"]

_PARTS = ("active", "without_business_number", "inactive", "suspended", "in_liquidation")


def known(counts: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return the counts made by a day.

    An undated count may be later than any day: it is kept only where every dated one is.

    Parameters
    ----------
    counts : DataFrame
        Rows with `counted_on`, missing if the source is undated.
    as_of : str or date
        The day.

    Examples
    --------
    >>> counts = pd.DataFrame({"counted_on": pd.to_datetime(["2021-02-17", "2023-04-01", None])})
    >>> len(known(counts, "2022-12-31")), len(known(counts, "2026-01-01"))
    (1, 3)
    """
    later = counts["counted_on"] > pd.Timestamp(as_of)
    found = counts[~later] if not later.any() else counts[~later & counts["counted_on"].notna()]
    found = found.reset_index(drop=True)
    found.attrs = dict(counts.attrs)
    return found


def active_shares(counts: pd.DataFrame) -> pd.DataFrame:
    """Return registered and active organisations of one counter and one time, with the active share.

    Parameters
    ----------
    counts : DataFrame
        Table organisations: `body`, `indicator`, `counted_on`, `counted_on_precision`, `counter`,
        `organisations`, `exactness`, `source_id`.

    Returns
    -------
    DataFrame
        One row per counter and time with both numbers: `counter`, `counted_on`, `precision`, `registered`,
        `active`, `share`, `exact` (both as printed) and `source_id`; undated counts last.

    Examples
    --------
    >>> counts = pd.DataFrame({"body": "ngo", "indicator": ["registered", "active"], "counter": "ministry",
    ...     "counted_on": pd.Timestamp("2023-04-01"), "counted_on_precision": "month",
    ...     "organisations": [23335, 18204], "exactness": "exact", "source_id": "committee"})
    >>> active_shares(counts)["share"].round(3).tolist()
    [0.78]
    """
    rows = counts[(counts["body"] == "ngo") & counts["indicator"].isin(["registered", "active"])]
    found = []
    for (counter, day), pair in rows.groupby(["counter", "counted_on"], dropna=False, sort=True):
        numbers = pair.set_index("indicator")["organisations"]
        if {"registered", "active"} <= set(numbers.index):
            found.append(
                {
                    "counter": counter,
                    "counted_on": day,
                    "precision": pair["counted_on_precision"].iloc[0],
                    "registered": int(numbers["registered"]),
                    "active": int(numbers["active"]),
                    "share": numbers["active"] / numbers["registered"],
                    "exact": bool((pair["exactness"] == "exact").all()),
                    "source_id": cited(pair["source_id"]),
                }
            )
    columns = ["counter", "counted_on", "precision", "registered", "active", "share", "exact", "source_id"]
    return pd.DataFrame(found, columns=columns).sort_values(
        ["counted_on", "counter"], na_position="last", ignore_index=True
    )


def parts(counts: pd.DataFrame) -> pd.DataFrame:
    """Hold the parts of a register against its total.

    Parameters
    ----------
    counts : DataFrame
        Table organisations.

    Returns
    -------
    DataFrame
        One row per counter and time with the total and every part: `counter`, `counted_on`, `registered`,
        `sum` (of the parts), `difference` (total less sum) and `source_id`.

    Examples
    --------
    >>> counts = pd.DataFrame({"body": "ngo", "indicator": ["registered", "active", "without_business_number",
    ...     "inactive", "suspended", "in_liquidation"], "counter": "ministry", "counted_on": pd.Timestamp(
    ...     "2023-04-01"), "organisations": [23335, 18204, 1742, 2217, 1103, 68], "source_id": "committee"})
    >>> parts(counts)[["sum", "difference"]].to_numpy().tolist()
    [[23334, 1]]
    """
    found = []
    for (counter, day), rows in counts[counts["body"] == "ngo"].groupby(["counter", "counted_on"], sort=True):
        numbers = rows.set_index("indicator")["organisations"]
        if {"registered", *_PARTS} <= set(numbers.index):
            whole, added = int(numbers["registered"]), int(numbers[list(_PARTS)].sum())
            found.append(
                {
                    "counter": counter,
                    "counted_on": day,
                    "registered": whole,
                    "sum": added,
                    "difference": whole - added,
                    "source_id": cited(rows["source_id"]),
                }
            )
    return pd.DataFrame(
        found, columns=["counter", "counted_on", "registered", "sum", "difference", "source_id"]
    )


def intervals(sittings: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return the sittings held by a day, with the days since the one before.

    Parameters
    ----------
    sittings : DataFrame
        Rows with `held_on`.
    as_of : str or date
        The day.

    Returns
    -------
    DataFrame
        The rows in order of time with `days_since`, missing for the first.

    Examples
    --------
    >>> sittings = pd.DataFrame({"held_on": pd.to_datetime(["2022-06-16", "2023-06-17"])})
    >>> intervals(sittings, "2026-01-01")["days_since"].tolist()
    [nan, 366.0]
    """
    held = sittings[sittings["held_on"] <= pd.Timestamp(as_of)].sort_values("held_on", ignore_index=True)
    found = held.assign(days_since=(held["held_on"] - held["held_on"].shift()).dt.days)
    found.attrs = dict(sittings.attrs)
    return found
