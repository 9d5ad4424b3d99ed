"""How many commissions and people there are, and whether the two fit each other."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = [
    "Plausibility",
    "at_election",
    "plausibility",
    "territorial",
]


@dataclass(frozen=True)
class Plausibility:
    """A number of people against the commissions they are said to have sat in.

    Attributes
    ----------
    each : float
        People to a commission.
    low, high : float
        People that the fewest and the most members would make.
    fits : bool
        Whether the number of people lies between them.
    """

    each: float
    low: float
    high: float
    fits: bool


def plausibility(commissions: float, people: float, fewest: float, most: float) -> Plausibility:
    """Hold a number of people against the size of the commissions they sat in.

    Parameters
    ----------
    commissions, people : float
        How many of each are reported.
    fewest, most : float
        Members of one commission by law.

    Returns
    -------
    Plausibility

    Examples
    --------
    >>> plausibility(100, 950, 9, 11)
    Plausibility(each=9.5, low=900, high=1100, fits=True)
    """
    low, high = commissions * fewest, commissions * most
    return Plausibility(people / commissions, low, high, low <= people <= high)


def at_election(counts: pd.DataFrame, place: str, date: str) -> pd.DataFrame:
    """Return the commissions that worked in one election, level by level.

    Parameters
    ----------
    counts : DataFrame
        Table counts: `place`, `date`, `level`, `scope`, `commissions_count`.
    place, date : str
        Country, and day of the count; a month is its first day.

    Returns
    -------
    DataFrame
        The rows with scope ``election``, the total as reported left out; the fewest commissions first.

    Examples
    --------
    >>> counts = pd.DataFrame({"place": "KAZ", "date": pd.to_datetime("2023-11-05"), "scope": "election",
    ...     "level": ["precinct", "city", "all"], "commissions_count": [1491, 3, 1494]})
    >>> at_election(counts, "KAZ", "2023-11-05")["level"].tolist()
    ['city', 'precinct']
    """
    rows = counts[
        (counts["place"] == place)
        & (counts["date"] == pd.Timestamp(date))
        & (counts["scope"] == "election")
        & (counts["level"] != "all")
    ]
    return rows.sort_values("commissions_count", ignore_index=True)


def territorial(counts: pd.DataFrame, place: str, as_of: str) -> pd.DataFrame:
    """Return the last count of all commissions between the centre and the precincts before a day.

    Parameters
    ----------
    counts : DataFrame
        Table counts.
    place : str
        Country.
    as_of : str
        The day; a count of that day is taken.

    Returns
    -------
    DataFrame
        Its rows, one or, where regional commissions are counted apart, two.

    Examples
    --------
    >>> counts = pd.DataFrame({"place": "KAZ", "date": pd.to_datetime(["2016-03-20"] * 2 + ["2022-06-08"]),
    ...     "level": ["regional", "territorial", "territorial"], "scope": "national",
    ...     "commissions_count": [16, 208, 239]})
    >>> [int(territorial(counts, "KAZ", day)["commissions_count"].sum()) for day in ("2020", "2023")]
    [224, 239]
    """
    rows = counts[
        (counts["place"] == place)
        & (counts["date"] <= pd.Timestamp(as_of))
        & (counts["scope"] == "national")
        & counts["level"].isin(["regional", "territorial"])
    ]
    return rows[rows["date"] == rows["date"].max()]
