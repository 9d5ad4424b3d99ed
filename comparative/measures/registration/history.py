"""The rules of one place over time, absolute and per head, beside what was announced."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pandas as pd

__all__ = ["Path", "announcements", "beside_regimes", "path", "regimes"]

_TYPES = ["members", "signatures", "founders", "none"]


@dataclass(frozen=True)
class Path:
    """How the requirement of one place has moved, from the first number known to the last.

    Attributes
    ----------
    n : int
        Regimes whose number is known.
    n_changes : int
        Times the number or what is counted changed from one of them to the next.
    first, last, highest : int
        Positions in the table of regimes; -1 if no number is known. Of equal highest numbers, the first.
    """

    n: int
    n_changes: int
    first: int = -1
    last: int = -1
    highest: int = -1


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
        force; where it was not found, a year before the rule ended; NaT if neither is known),
        `population_year` (nearest to `begins`), `population_persons`, `per_10000_residents`, and
        `change` (requirement divided by the one before, NaN where either is unknown or zero, or where another
        thing is counted).

    Examples
    --------
    >>> days = pd.to_datetime(["2002-07-15", "2009-02-01"])
    >>> rules = pd.DataFrame({"place": "KAZ", "valid_from": days, "valid_to": pd.NaT,
    ...     "threshold_count": [50000.0, 40000.0], "requirement_type": "members", "source_id": "law"})
    >>> people = pd.DataFrame({"place": "KAZ", "year": [2002, 2009],
    ...     "population_persons": [15656677, 16619846], "source_id": "wb"})
    >>> found = regimes(rules, people, "KAZ")
    >>> found["per_10000_residents"].round(2).tolist(), found["change"].tolist()
    ([31.94, 24.07], [nan, 0.8])
    """
    own = rules[rules["place"] == place].sort_values("valid_from", na_position="first", ignore_index=True)
    people = population[population["place"] == place].sort_values("year")
    begins = own["valid_from"].fillna(own["valid_to"] - pd.DateOffset(years=1))
    found = own.assign(start_known=own["valid_from"].notna(), begins=begins)
    years = [_nearest_year(people, day) for day in found["begins"]]
    found["population_year"] = pd.array(years, "Int64")
    by_year = people.drop_duplicates("year").set_index("year")["population_persons"].astype(float)
    found["population_persons"] = found["population_year"].map(by_year).astype(float)
    found["per_10000_residents"] = found["threshold_count"] / found["population_persons"] * 10_000
    before = found["threshold_count"].shift(1)
    alike = found["requirement_type"].eq(found["requirement_type"].shift(1))
    comparable = alike & before.gt(0) & found["threshold_count"].gt(0)
    found["change"] = (found["threshold_count"] / before).where(comparable)
    if len(people):
        cited = people["source_id"].iloc[0]
        found["source_id"] = [";".join(dict.fromkeys([*ids.split(";"), cited])) for ids in found["source_id"]]
    found.attrs = dict(rules.attrs)
    return found


def _nearest_year(people: pd.DataFrame, day: pd.Timestamp) -> int | None:
    if people.empty or pd.isna(day):
        return None
    years = people["year"].to_numpy(int)
    return int(years[abs(years - day.year).argmin()])


def path(past: pd.DataFrame, as_of: str | datetime.date) -> Path:
    """Sum up the requirements a place has had until a day.

    Parameters
    ----------
    past : DataFrame
        From :func:`regimes`.
    as_of : str or date
        Regimes that begin later are left out.

    Returns
    -------
    Path

    Examples
    --------
    >>> past = pd.DataFrame({"valid_from": pd.to_datetime(["1996", "2002", "2009"]),
    ...     "threshold_count": [3000.0, 50000.0, 40000.0], "requirement_type": "members"})
    >>> path(past, "2010-01-01")
    Path(n=3, n_changes=2, first=0, last=2, highest=1)
    """
    begun = past["valid_from"].isna() | past["valid_from"].le(pd.Timestamp(as_of))
    known = past[begun & past["threshold_count"].notna()]
    if known.empty:
        return Path(0, 0)
    steps = known[["threshold_count", "requirement_type"]]
    changes = int((steps != steps.shift(1)).any(axis=1).sum()) - 1
    highest = known["threshold_count"].idxmax()
    return Path(len(known), changes, int(known.index[0]), int(known.index[-1]), int(highest))


def beside_regimes(burdens: pd.DataFrame, past: pd.DataFrame, place: str) -> pd.DataFrame:
    """Put the former and later requirements of one place beside those of all places on one day.

    Parameters
    ----------
    burdens : DataFrame
        From :func:`comparative.measures.registration.burden`.
    past : DataFrame
        From :func:`regimes`, for `place`.
    place : str
        The place in focus.

    Returns
    -------
    DataFrame
        place, requirement_type, requirement_stage, per_10000_residents, valid_from, valid_to, source_id, and
        `role`: focus, regime (the focus at another time), or empty; by type, then from the highest value
        down. Places without a number are left out.

    Examples
    --------
    >>> days = pd.to_datetime(["2022-11-05", None])
    >>> burdens = pd.DataFrame({"place": ["A", "B"], "rule_id": ["A-02", "B-01"], "valid_from": days,
    ...     "valid_to": pd.NaT, "per_10000_residents": [1.0, 2.0], "requirement_type": "members",
    ...     "requirement_stage": "registration", "source_id": "law"})
    >>> past = burdens.head(1).assign(rule_id="A-01", per_10000_residents=9.0)
    >>> beside_regimes(burdens, past, "A")["role"].tolist()
    ['regime', '', 'focus']
    """
    columns = ["place", "requirement_type", "requirement_stage", "per_10000_residents"]
    columns += ["valid_from", "valid_to", "source_id", "role"]
    now = burdens.assign(role=burdens["place"].eq(place).map({True: "focus", False: ""}))
    other = past[~past["rule_id"].isin(burdens["rule_id"])].assign(role="regime")
    parts = [frame.loc[frame["per_10000_residents"].notna(), columns] for frame in (now, other)]
    found = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    found["_type"] = found["requirement_type"].map(_TYPES.index)
    found = found.sort_values(
        ["_type", "per_10000_residents", "place", "valid_from"], ascending=[True, False, True, True]
    )
    return found.drop(columns="_type").reset_index(drop=True)


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
