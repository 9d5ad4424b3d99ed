"""What a rule asks of a new party, set against the size of the country."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

__all__ = ["Requirement", "burden", "registered_voters", "requirement", "seed_against_law", "systems"]

_PER = 10_000
Ask = Literal["number", "none", "unknown", "absent"]


@dataclass(frozen=True)
class Requirement:
    """What the law of one place asks for on one day.

    Attributes
    ----------
    place : str
        ISO 3166 code.
    ask : {"number", "none", "unknown", "absent"}
        A head-count; no head-count; a rule whose number was not found; no rule in force in the evidence.
    requirement_type, requirement_stage : str
        As in table thresholds; empty if absent.
    count, per_residents, per_voters : float
        The number, and the number per 10,000 residents and voters; NaN where unknown.
    """

    place: str
    ask: Ask
    requirement_type: str = ""
    requirement_stage: str = ""
    count: float = np.nan
    per_residents: float = np.nan
    per_voters: float = np.nan


def burden(
    rules: pd.DataFrame,
    population: pd.DataFrame,
    electorates: pd.DataFrame | None = None,
    *,
    as_of: str | datetime.date,
) -> pd.DataFrame:
    """Set each country's requirement against its residents and voters.

    Parameters
    ----------
    rules : DataFrame
        Table thresholds as of a day: one row per place.
    population : DataFrame
        place, year, population_persons, source_id; the year nearest to `as_of` is taken, of two the earlier.
    electorates : DataFrame, optional
        place, election_date, voters, source_id; the election nearest to `as_of` is taken.
    as_of : str or date
        The day compared.

    Returns
    -------
    DataFrame
        The rules, sorted by place, with `ask` (number, none, unknown), `population_persons`,
        `population_year`, `per_10000_residents`, `voters`, `election_date`, `per_10000_voters`, and
        `source_id` joined. Unknown stays NaN and is never read as zero.

    Raises
    ------
    ValueError
        If a place has two rules.

    Examples
    --------
    >>> rules = pd.DataFrame({"place": ["KAZ"], "requirement_type": "members", "threshold_count": [5000.0],
    ...     "source_id": ["law"]})
    >>> people = pd.DataFrame({"place": ["KAZ"], "year": [2022], "population_persons": [20034609],
    ...     "source_id": ["wb"]})
    >>> found = burden(rules, people, as_of="2022-12-31")
    >>> round(found["per_10000_residents"].item(), 2), found["source_id"].item()
    (2.5, 'law;wb')
    """
    twice = rules.loc[rules["place"].duplicated(), "place"]
    if not twice.empty:
        raise ValueError(
            f"two rules for {twice.iloc[0]}: load the rules as of a day, so that one is in force"
        )
    day = pd.Timestamp(as_of)
    people = _nearest(population, (population["year"] - day.year).abs(), "year")
    people = people.rename(columns={"year": "population_year"})
    found = rules.merge(
        people[["place", "population_year", "population_persons", "source_id"]],
        on="place",
        how="left",
        suffixes=("", "_people"),
    )
    if electorates is not None:
        rolls = _nearest(electorates, (electorates["election_date"] - day).abs(), "election_date")
        rolls = rolls[["place", "election_date", "voters", "source_id"]]
        found = found.merge(rolls, on="place", how="left", suffixes=("", "_voters"))
    else:
        found[["election_date", "voters", "source_id_voters"]] = [pd.NaT, np.nan, None]
    found["source_id"] = _cite(found, "source_id", "source_id_people", "source_id_voters")
    found = found.drop(columns=["source_id_people", "source_id_voters"])
    known = found["threshold_count"].notna()
    found["ask"] = np.select(
        [known & found["threshold_count"].gt(0), known], ["number", "none"], default="unknown"
    )
    found["per_10000_residents"] = found["threshold_count"] / found["population_persons"] * _PER
    found["per_10000_voters"] = found["threshold_count"] / found["voters"] * _PER
    found = found.sort_values("place", ignore_index=True)
    found.attrs = dict(rules.attrs)
    return found


def registered_voters(electorates: pd.DataFrame, place: str, as_of: str | datetime.date) -> float:
    """Return the registered voters of a place at the election nearest to a day.

    Parameters
    ----------
    electorates : DataFrame
        place, election_date, voters.
    place : str
        ISO 3166 code.
    as_of : str or date
        The day.

    Returns
    -------
    float
        NaN if no electorate of the place is known.

    Examples
    --------
    >>> days = pd.to_datetime(["2016-03-20", "2021-01-10"])
    >>> rolls = pd.DataFrame({"place": "KAZ", "election_date": days, "voters": [9810852, 11919241]})
    >>> registered_voters(rolls, "KAZ", "2019-06-30"), registered_voters(rolls, "UZB", "2019-06-30")
    (11919241.0, nan)
    """
    own = electorates[electorates["place"] == place]
    own = _nearest(own, (own["election_date"] - pd.Timestamp(as_of)).abs(), "election_date")
    return float(own["voters"].iloc[0]) if len(own) else float("nan")


def requirement(burdens: pd.DataFrame, place: str) -> Requirement:
    """Return what one place asks for.

    Parameters
    ----------
    burdens : DataFrame
        From :func:`burden`.
    place : str
        ISO 3166 code.

    Returns
    -------
    Requirement
        With ``ask="absent"`` if no rule of the place is in force.

    Examples
    --------
    >>> requirement(pd.DataFrame({"place": []}), "KAZ").ask
    'absent'
    """
    rows = burdens[burdens["place"] == place]
    if rows.empty:
        return Requirement(place, "absent")
    row = rows.iloc[0]
    return Requirement(
        place,
        row["ask"],
        row["requirement_type"],
        row["requirement_stage"],
        float(row["threshold_count"]),
        float(row["per_10000_residents"]),
        float(row["per_10000_voters"]),
    )


def systems(rules: pd.DataFrame) -> pd.DataFrame:
    """Count the places by how a party comes into being.

    Parameters
    ----------
    rules : DataFrame
        Table thresholds as of a day.

    Returns
    -------
    DataFrame
        One row per system, from the lightest: `system` (none, notification, registration, authorisation),
        `n`, `n_stated` (places where the cited text itself says so, not our reading), `places`, source_id.

    Examples
    --------
    >>> rules = pd.DataFrame({"place": ["AUT", "KAZ"], "system": ["notification", "authorisation"],
    ...     "system_basis": ["source", "coder"], "source_id": ["a", "k"]})
    >>> systems(rules)[["system", "n", "n_stated"]].to_numpy().tolist()
    [['notification', 1, 1], ['authorisation', 1, 0]]
    """
    rows = []
    for system in ("none", "notification", "registration", "authorisation"):
        own = rules[rules["system"] == system].sort_values("place")
        if len(own):
            stated = int(own["system_basis"].eq("source").sum())
            ids = ";".join(dict.fromkeys(";".join(own["source_id"]).split(";")))
            rows.append((system, len(own), stated, own["place"].tolist(), ids))
    return pd.DataFrame(rows, columns=["system", "n", "n_stated", "places", "source_id"])


def seed_against_law(seed: pd.DataFrame, rules: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """Set the numbers a seed document prints beside the law and the verdict on the claim.

    Parameters
    ----------
    seed : DataFrame
        Table seed_thresholds.
    rules : DataFrame
        Table thresholds as of a day.
    claims : DataFrame
        Ledger of claims.

    Returns
    -------
    DataFrame
        place, seed_count, seed_type, law_count, law_type, verdict, explanation, source_id; sorted by
        seed_count, then place. A country without a rule in force has an empty law.

    Examples
    --------
    >>> seed = pd.DataFrame({"place": ["EST"], "claim_id": ["c-1"], "threshold_count": [500],
    ...     "requirement_type": ["members"], "source_id": ["seed"]})
    >>> rules = pd.DataFrame({"place": ["EST"], "threshold_count": [500.0], "requirement_type": ["members"],
    ...     "source_id": ["law"]})
    >>> claims = pd.DataFrame({"claim_id": ["c-1"], "verdict": ["confirmed"], "explanation": ["Same."],
    ...     "source_id": ["law"]})
    >>> seed_against_law(seed, rules, claims)[["seed_count", "law_count", "verdict"]].values.tolist()
    [[500, 500.0, 'confirmed']]
    """
    law = rules[["place", "threshold_count", "requirement_type", "source_id"]]
    law = law.rename(columns={"threshold_count": "law_count", "requirement_type": "law_type"})
    found = (
        seed.rename(columns={"threshold_count": "seed_count", "requirement_type": "seed_type"})
        .merge(law, on="place", how="left", suffixes=("", "_law"))
        .merge(
            claims[["claim_id", "verdict", "explanation", "source_id"]],
            on="claim_id",
            how="left",
            suffixes=("", "_claim"),
        )
    )
    found["source_id"] = _cite(found, "source_id", "source_id_law", "source_id_claim")
    columns = [
        "place",
        "seed_count",
        "seed_type",
        "law_count",
        "law_type",
        "verdict",
        "explanation",
        "source_id",
    ]
    return found.sort_values(["seed_count", "place"], ascending=[False, True], ignore_index=True)[columns]


def _nearest(frame: pd.DataFrame, distance: pd.Series, when: str) -> pd.DataFrame:
    """Return one row per place, the one with the smallest distance, of two the earlier."""
    ordered = frame.assign(_distance=distance).sort_values(["place", "_distance", when])
    return ordered.drop_duplicates("place").drop(columns="_distance")


def _cite(frame: pd.DataFrame, *columns: str) -> list[str]:
    """Join the source ids of several columns row by row, each once, in order."""
    rows = frame[list(columns)].fillna("").astype(str).to_numpy()
    return [";".join(dict.fromkeys(filter(None, ";".join(cells).split(";")))) for cells in rows]
