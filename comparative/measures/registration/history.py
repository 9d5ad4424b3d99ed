"""The rules of one place over time, absolute and per head, beside what was announced."""

from __future__ import annotations

from typing import Any

import pandas as pd

__all__ = ["announcements", "regimes"]


def regimes(rules: pd.DataFrame, population: pd.DataFrame, place: str) -> pd.DataFrame:
    """List the requirements a place has had, with the population of the year each began.

    Parameters
    ----------
    rules : DataFrame
        Table thresholds, all layers.
    population : DataFrame
        place, year, population_persons, source_id, all years.
    place : str
        ISO 3166 code.

    Returns
    -------
    DataFrame
        One row per rule, the earliest first: the rule's columns, `start_known` (bool), `begins` (first day in
        force, or the first year with a population where the start was not found), `population_year`,
        `population_persons`, `per_10000_residents`, and `change` (requirement divided by the one before, NaN
        where either is unknown or zero, or where another thing is counted).

    Examples
    --------
    >>> rules = pd.DataFrame({"place": "KAZ", "valid_from": pd.to_datetime(["2002-07-15", "2009-02-01"]),
    ...     "threshold_count": [50000.0, 40000.0], "requirement_type": "members", "source_id": "law"})
    >>> people = pd.DataFrame({"place": "KAZ", "year": [2002, 2009],
    ...     "population_persons": [15656677, 16619846], "source_id": "wb"})
    >>> found = regimes(rules, people, "KAZ")
    >>> found["per_10000_residents"].round(2).tolist(), found["change"].tolist()
    ([31.94, 24.07], [nan, 0.8])
    """
    own = rules[rules["place"] == place].sort_values("valid_from", na_position="first", ignore_index=True)
    people = population[population["place"] == place].sort_values("year")
    begins = own["valid_from"]
    if len(people):
        begins = begins.fillna(pd.Timestamp(year=int(people["year"].iloc[0]), month=1, day=1))
    found = own.assign(start_known=own["valid_from"].notna(), begins=begins)
    nearest = [
        people.loc[(people["year"] - day.year).abs().idxmin()] if len(people) and pd.notna(day) else None
        for day in begins
    ]
    found["population_year"] = pd.array(
        [row["year"] if row is not None else None for row in nearest], "Int64"
    )
    found["population_persons"] = [
        float(row["population_persons"]) if row is not None else None for row in nearest
    ]
    found["per_10000_residents"] = (
        found["threshold_count"] / found["population_persons"].astype(float) * 10_000
    )
    before = found["threshold_count"].shift(1)
    alike = found["requirement_type"].eq(found["requirement_type"].shift(1))
    comparable = alike & before.gt(0) & found["threshold_count"].gt(0)
    found["change"] = (found["threshold_count"] / before).where(comparable)
    if len(people):
        cited = people["source_id"].iloc[0]
        found["source_id"] = [";".join(dict.fromkeys([*ids.split(";"), cited])) for ids in found["source_id"]]
    found.attrs = dict(rules.attrs)
    return found


def announcements(events: pd.DataFrame, place: str) -> pd.DataFrame:
    """List the numbers that were announced and the day each became law.

    Parameters
    ----------
    events : DataFrame
        Table history.
    place : str
        ISO 3166 code.

    Returns
    -------
    DataFrame
        One row per proposal with a number of members, the earliest first: `announced` (day), `members`,
        `law` (first later law with that number, NaT if none is recorded), `months` between the two calendar
        months, instrument and source_id.

    Examples
    --------
    >>> events = pd.DataFrame({"place": "KAZ", "event_type": ["proposal", "law"],
    ...     "event_date": pd.to_datetime(["2022-03-16", "2022-11-05"]), "members_total_min": [5000.0, 5000.0],
    ...     "instrument": ["Address", "Law"], "source_id": ["a", "b"], "status": "seen"})
    >>> announcements(events, "KAZ")[["members", "months"]].values.tolist()
    [[5000.0, 8.0]]
    """
    own = events[(events["place"] == place) & events["members_total_min"].notna()].sort_values("event_date")
    laws = own[own["event_type"] == "law"]
    rows = []
    said: Any
    for said in own[own["event_type"] == "proposal"].itertuples(index=False):
        kept = laws[
            (laws["event_date"] >= said.event_date) & (laws["members_total_min"] == said.members_total_min)
        ]
        law = kept["event_date"].iloc[0] if len(kept) else pd.NaT
        cited = [said.source_id, *kept["source_id"].head(1)]
        rows.append(
            {
                "announced": said.event_date,
                "members": said.members_total_min,
                "law": law,
                "months": _months(said.event_date, law),
                "instrument": said.instrument,
                "source_id": ";".join(dict.fromkeys(";".join(cited).split(";"))),
            }
        )
    return pd.DataFrame(rows, columns=["announced", "members", "law", "months", "instrument", "source_id"])


def _months(start: pd.Timestamp, end: Any) -> float:
    """Count calendar months, the finest unit all dates of the table have."""
    return float((end.year - start.year) * 12 + end.month - start.month) if pd.notna(end) else float("nan")
