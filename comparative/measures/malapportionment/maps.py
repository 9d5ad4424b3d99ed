"""Residents and voters on the maps of their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from comparative.measures.citations import cited
from comparative.measures.malapportionment.indices import weights

__all__ = ["by_map", "by_voters", "on_map"]


def on_map(
    people: pd.DataFrame,
    regions: pd.DataFrame,
    as_of: str,
    *,
    borders: str | pd.Timestamp | None = None,
    sums: Sequence[str] = ("population_persons",),
) -> pd.DataFrame:
    """Count residents on the map of an earlier day: regions not yet formed belong to those they came from.

    Parameters
    ----------
    people : DataFrame
        `place`, `population_persons`, `source_id`: residents on today's map; with a column `date`,
        those of the day nearest to `as_of` (of two as near, the earlier) are taken.
    regions : DataFrame
        Table regions: `place`, `valid_from`, `formed_from`, `source_id`.
    as_of : str
        Day of the map.
    borders : str or Timestamp, optional
        Another day for the map alone.
    sums : sequence of str
        Columns of `people` to add up.

    Returns
    -------
    DataFrame
        `place`, the columns of `sums`, `source_id` of the regions that existed, sorted by place; `date` of
        the count where `people` has it.

    Examples
    --------
    >>> regions = pd.DataFrame({"place": ["A", "B"], "valid_from": pd.to_datetime([None, "2022-06-08"]),
    ...     "formed_from": [None, "A"], "source_id": ["law", "law"]})
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [30, 10], "source_id": "stat"})
    >>> on_map(people, regions, "2022-06-07")[["place", "population_persons"]].to_numpy().tolist()
    [['A', 40]]
    """
    counted = "date" in people
    if counted:
        distance = (people["date"] - pd.Timestamp(as_of)).abs()
        nearest: pd.Timestamp = people.loc[distance == distance.min(), "date"].min()
        people = people[people["date"] == nearest]
    found = people[["place", *sums, "source_id"]].merge(
        regions[["place", "valid_from", "formed_from"]], on="place"
    )
    later = found["valid_from"].gt(pd.Timestamp(as_of if borders is None else borders))
    found["place"] = found["formed_from"].where(later, found["place"])
    grouped = found.groupby("place")
    result = pd.DataFrame(
        {
            **{column: grouped[column].sum() for column in sums},
            "source_id": grouped["source_id"].agg(cited),
        }
    ).reset_index()
    return result.assign(date=nearest) if counted else result


def by_map(people: pd.DataFrame, regions: pd.DataFrame, seats: int) -> pd.DataFrame:
    """Measure the weights of regions with equal seats on each map there has been, residents held fixed.

    Parameters
    ----------
    people, regions : DataFrame
        As in :func:`on_map`, with residents of one day.
    seats : int
        Seats of each region.

    Returns
    -------
    DataFrame
        One row per map with `since` (the day it came in force, missing for the first known) and the fields of
        :class:`Weights`.

    Examples
    --------
    >>> regions = pd.DataFrame({"place": ["A", "B"], "valid_from": pd.to_datetime([None, "2022-06-08"]),
    ...     "formed_from": [None, "A"], "source_id": ["law", "law"]})
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [30, 10], "source_id": "stat"})
    >>> by_map(people, regions, 2)[["units", "ratio"]].to_numpy().tolist()
    [[1.0, 1.0], [2.0, 3.0]]
    """
    since = sorted(regions["valid_from"].dropna().unique())
    days = [pd.NaT, *since]
    first = since[0] - pd.Timedelta(days=1) if since else pd.Timestamp("1900-01-01")
    maps = [on_map(people, regions, str(first if pd.isna(day) else day)) for day in days]
    rows = [asdict(weights(found.assign(seats=seats))) for found in maps]
    return pd.DataFrame(rows).assign(since=pd.to_datetime(days))


def by_voters(people: pd.DataFrame, voters: pd.DataFrame, seats: int) -> pd.DataFrame:
    """Set registered voters per seat beside residents per seat, for the regions where both are known.

    Parameters
    ----------
    people : DataFrame
        `place`, `population_persons`, `source_id`.
    voters : DataFrame
        `place`, `registered_voters`, `source_id`.
    seats : int
        Seats of each region.

    Returns
    -------
    DataFrame
        `place`, `residents_per_seat`, `voters_per_seat`, `voters_per_resident`, `source_id`;
        most voters first.

    Examples
    --------
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [300, 100], "source_id": "stat"})
    >>> voters = pd.DataFrame({"place": ["A"], "registered_voters": [150], "source_id": ["register"]})
    >>> by_voters(people, voters, 2)[["place", "voters_per_seat", "source_id"]].to_numpy().tolist()
    [['A', 75.0, 'stat;register']]
    """
    found = people.merge(voters, on="place", suffixes=("", "_voters"))
    return pd.DataFrame(
        {
            "place": found["place"],
            "residents_per_seat": found["population_persons"] / seats,
            "voters_per_seat": found["registered_voters"] / seats,
            "voters_per_resident": found["registered_voters"] / found["population_persons"],
            "source_id": found["source_id"] + ";" + found["source_id_voters"],
        }
    ).sort_values("voters_per_seat", ascending=False, ignore_index=True)
