"""Ranks of press freedom, compared within one method of the index and never across two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from comparative.measures.citations import cited

__all__ = ["change", "changes", "known", "paths"]


def known(ranks: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return the ranks published by a day: those of earlier years and, from June, of its own.

    The index came out between January and May in every year from 2012.

    Parameters
    ----------
    ranks : DataFrame
        Table press_freedom: `index_year`.
    as_of : str or date
        The day.

    Examples
    --------
    >>> ranks = pd.DataFrame({"index_year": [2025, 2026]})
    >>> [len(known(ranks, day)) for day in ("2026-03-01", "2026-06-01")]
    [1, 2]
    """
    day = pd.Timestamp(as_of)
    found = ranks[ranks["index_year"] <= day.year - (day.month < 6)].reset_index(drop=True)
    found.attrs = dict(ranks.attrs)
    return found


def paths(ranks: pd.DataFrame, places: Sequence[str], since: int) -> pd.DataFrame:
    """Return one line per place that breaks where a year was not read and where the method changes.

    Parameters
    ----------
    ranks : DataFrame
        Table press_freedom: `place`, `index_year`, `rank`, `countries`, `method`.
    places : sequence of str
        Places, in order.
    since : int
        First year.

    Returns
    -------
    DataFrame
        Columns `place`, `year`, `rank`, `behind` (countries ranked behind) and `method`; a row without values
        for each year not read, and half a year before the first rank of a new method.

    Examples
    --------
    >>> ranks = pd.DataFrame({"place": "KAZ", "index_year": [2021, 2022], "rank": [155, 122],
    ...     "countries": 180, "method": ["2013_to_2021", "from_2022"]})
    >>> paths(ranks, ["KAZ"], 2021)[["year", "behind"]].to_numpy().tolist()
    [[2021.0, 25.0], [2021.5, nan], [2022.0, 58.0]]
    """
    shown = ranks[ranks["index_year"] >= since]
    starts = shown.groupby("method")["index_year"].min().sort_values().iloc[1:]
    years = pd.Index(range(since, int(shown["index_year"].max()) + 1), dtype=float)
    rows = years.union(pd.Index(starts - 0.5, dtype=float)).rename("year")
    lines = []
    for place in places:
        own = shown[shown["place"] == place].set_index("index_year")
        own.index = own.index.astype(float)
        line = own[["rank", "countries", "method"]].reindex(rows)
        lines.append(line.assign(place=place, behind=line["countries"] - line["rank"]).reset_index())
    return pd.concat(lines, ignore_index=True)[["place", "year", "rank", "behind", "method"]]


def change(ranks: pd.DataFrame, place: str, since: int, until: int) -> int:
    """Return by how many places a rank number grew between two years of one method.

    Parameters
    ----------
    ranks : DataFrame
        Table press_freedom.
    place : str
        ISO 3166 code.
    since, until : int
        Years of the index.

    Returns
    -------
    int
        Positive if the place fell back.

    Raises
    ------
    ValueError
        If a year was not read, or the two years have different methods or numbers of countries.

    Examples
    --------
    >>> ranks = pd.DataFrame({"place": "KAZ", "index_year": [2021, 2022, 2023], "rank": [155, 122, 134],
    ...     "countries": 180, "method": ["2013_to_2021", "from_2022", "from_2022"]})
    >>> change(ranks, "KAZ", 2022, 2023)
    12
    >>> change(ranks, "KAZ", 2021, 2022)
    Traceback (most recent call last):
        ...
    ValueError: ranks of 2021 and 2022 do not compare: 2013_to_2021 and from_2022
    """
    rows = ranks[ranks["place"] == place].set_index("index_year")
    for year in (since, until):
        if year not in rows.index:
            raise ValueError(f"no rank of {place} in {year}")
    first, last = rows.loc[since], rows.loc[until]
    for name in ("method", "countries"):
        if first[name] != last[name]:
            raise ValueError(f"ranks of {since} and {until} do not compare: {first[name]} and {last[name]}")
    return int(last["rank"] - first["rank"])


def changes(ranks: pd.DataFrame, method: str) -> pd.DataFrame:
    """Return each place's first and last rank under one method.

    Parameters
    ----------
    ranks : DataFrame
        Table press_freedom with `source_id`.
    method : str
        Method of the index; in it every rank is out of one number of countries, or :func:`change` refuses.

    Returns
    -------
    DataFrame
        One row per place with two ranks or more, the greatest fall first: `place`, `first_year`, `before`,
        `last_year`, `after`, `countries`, `change` and `source_id`.

    Examples
    --------
    >>> ranks = pd.DataFrame({"place": ["KAZ", "KAZ", "KGZ"], "index_year": [2022, 2026, 2022],
    ...     "rank": [122, 149, 72], "countries": 180, "method": "from_2022", "source_id": "rsf"})
    >>> changes(ranks, "from_2022")[["place", "before", "after", "change"]].to_numpy().tolist()
    [['KAZ', 122, 149, 27]]
    """
    found = []
    for place, rows in ranks[ranks["method"] == method].groupby("place"):
        rows = rows.sort_values("index_year")
        if len(rows) < 2:
            continue
        first, last = rows.iloc[0], rows.iloc[-1]
        found.append(
            {
                "place": place,
                "first_year": int(first["index_year"]),
                "before": int(first["rank"]),
                "last_year": int(last["index_year"]),
                "after": int(last["rank"]),
                "countries": int(last["countries"]),
                "change": change(rows, str(place), first["index_year"], last["index_year"]),
                "source_id": cited(rows["source_id"]),
            }
        )
    columns = ["place", "first_year", "before", "last_year", "after", "countries", "change", "source_id"]
    return pd.DataFrame(found, columns=columns).sort_values(
        ["change", "place"], ascending=[False, True], ignore_index=True
    )
