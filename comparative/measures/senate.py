"""Who sat in the Senate by which right, and who holds its powers since."""

from __future__ import annotations

from datetime import date

import pandas as pd

__all__ = ["SHARED", "composition", "fates", "holders_by_regime", "last_seated", "parts"]

SHARED = ("senate", "both_chambers", "president_with_senate_consent")
"""Holders of a power that the Senate decides, shares with the other chamber, or must consent to."""


def composition(senate: pd.DataFrame) -> pd.DataFrame:
    """Return the make-up of the Senate by period with the share appointed.

    Parameters
    ----------
    senate : DataFrame
        Table senate: `valid_from`, `elected_seats`, `appointed_seats`,
        `appointed_on_proposal_of_assembly`, `total_seats`.

    Returns
    -------
    DataFrame
        The periods in order of time with `appointed_share` (missing where there is no Senate).

    Examples
    --------
    >>> rows = pd.DataFrame({"valid_from": pd.to_datetime(["2023-03-19", "2026-07-01"]),
    ...     "appointed_seats": [10, 0], "total_seats": [50, 0]})
    >>> composition(rows)["appointed_share"].tolist()
    [0.2, nan]
    """
    found = senate.sort_values("valid_from", na_position="first", ignore_index=True)
    found.attrs = dict(senate.attrs)
    seated = found["total_seats"].where(found["total_seats"] > 0)
    return found.assign(appointed_share=found["appointed_seats"] / seated)


def parts(senate: pd.DataFrame) -> pd.DataFrame:
    """Return the seats of each period by how they were filled, one row per period and way.

    Parameters
    ----------
    senate : DataFrame
        As in :func:`composition`.

    Returns
    -------
    DataFrame
        The periods that had a Senate with `way` (elected, appointed_by_president, appointed_on_proposal) and
        `seats`; ways without a seat are left out.

    Examples
    --------
    >>> rows = pd.DataFrame({"valid_from": pd.to_datetime(["2023-03-19"]), "elected_seats": [40],
    ...     "appointed_seats": [10], "appointed_on_proposal_of_assembly": [5], "total_seats": [50]})
    >>> parts(rows)[["way", "seats"]].to_numpy().tolist()
    [['elected', 40], ['appointed_by_president', 5], ['appointed_on_proposal', 5]]
    """
    rows = composition(senate)
    seats = {
        "elected": rows["elected_seats"],
        "appointed_by_president": rows["appointed_seats"] - rows["appointed_on_proposal_of_assembly"],
        "appointed_on_proposal": rows["appointed_on_proposal_of_assembly"],
    }
    found = pd.concat([rows.assign(way=way, seats=count) for way, count in seats.items()])
    found["way"] = pd.Categorical(found["way"], list(seats))
    found = found[found["seats"] > 0].sort_values(
        ["valid_from", "way"], na_position="first", ignore_index=True
    )
    found["way"] = found["way"].astype(str)
    return found


def last_seated(senate: pd.DataFrame, day: str | date) -> pd.DataFrame:
    """Return the Senate of a day, or the last one before it if there is none.

    Parameters
    ----------
    senate : DataFrame
        Table senate.
    day : str or date
        The day.

    Returns
    -------
    DataFrame
        One row of the table; empty if no Senate of that day or before is on record.

    Examples
    --------
    >>> rows = pd.DataFrame({"valid_from": pd.to_datetime(["2023-03-19", "2026-07-01"]),
    ...     "total_seats": [50, 0]})
    >>> last_seated(rows, "2026-11-01")["total_seats"].item()
    50
    """
    begun = senate[~senate["valid_from"].gt(pd.Timestamp(day)) & senate["total_seats"].gt(0)]
    found = begun.sort_values("valid_from", na_position="first").tail(1).reset_index(drop=True)
    found.attrs = dict(senate.attrs)
    return found


def fates(powers: pd.DataFrame, before: str | date, after: str | date) -> pd.DataFrame:
    """Return who held each power on one day and who on a later one.

    Parameters
    ----------
    powers : DataFrame
        Table senate_powers: `power`, `kind`, `valid_from`, `valid_to`, `held_by`, `source_id`.
    before, after : str or date
        The two days.

    Returns
    -------
    DataFrame
        One row per power the Senate held on the first day, alone or with others (:data:`SHARED`): `power`,
        `kind`, `held_before`, `held_after`, `source_id` of both.

    Examples
    --------
    >>> powers = pd.DataFrame({"power": "ombudsman", "kind": "appointment",
    ...     "held_by": ["senate", "president_alone"],
    ...     "valid_from": pd.to_datetime([None, "2026-07-01"]),
    ...     "valid_to": pd.to_datetime(["2026-07-01", None]), "source_id": ["old", "new"]})
    >>> fates(powers, "2026-06-30", "2026-07-01")[["power", "held_after", "source_id"]].to_numpy().tolist()
    [['ombudsman', 'president_alone', 'old;new']]
    """
    first, second = (_on(powers, day)[["power", "kind", "held_by", "source_id"]] for day in (before, after))
    found = first.merge(second, on=["power", "kind"], suffixes=("_before", "_after"))
    found = found[found["held_by_before"].isin(SHARED)]
    return pd.DataFrame(
        {
            "power": found["power"],
            "kind": found["kind"],
            "held_before": found["held_by_before"],
            "held_after": found["held_by_after"],
            "source_id": found["source_id_before"] + ";" + found["source_id_after"],
        }
    ).reset_index(drop=True)


def holders_by_regime(powers: pd.DataFrame, days: list[str]) -> pd.DataFrame:
    """Return who held each power on each of several days.

    Parameters
    ----------
    powers : DataFrame
        As in :func:`fates`.
    days : list of str
        One day of each regime.

    Returns
    -------
    DataFrame
        The rows of `powers` in force, with `day`; a power without a row on a day is not in it.

    Examples
    --------
    >>> powers = pd.DataFrame({"power": ["a"], "valid_from": pd.to_datetime([None]),
    ...     "valid_to": pd.to_datetime(["2026-07-01"]), "held_by": ["senate"], "source_id": ["law"]})
    >>> holders_by_regime(powers, ["2022-01-01", "2026-12-31"])[["power", "day"]].to_numpy().tolist()
    [['a', '2022-01-01']]
    """
    return pd.concat([_on(powers, day).assign(day=day) for day in days], ignore_index=True)


def _on(rules: pd.DataFrame, day: str | date) -> pd.DataFrame:
    at = pd.Timestamp(day)
    return rules[~rules["valid_from"].gt(at) & ~rules["valid_to"].le(at)]
