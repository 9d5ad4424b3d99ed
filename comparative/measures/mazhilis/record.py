"""The elections as they were: official seats recomputed, disproportionality, swings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from comparative.measures.disproportionality import indices
from comparative.measures.power import MAJORITIES, majority
from comparative.measures.seats import allocate

__all__ = [
    "Count",
    "count",
    "elected",
    "formula_fit",
    "party_names",
    "proportionality",
    "reproduced",
    "swings",
]

FORMULAS = ("hare", "sainte_lague", "dhondt")
"""Formulas compared with official seats."""


@dataclass(frozen=True)
class Count:
    """The list votes of one election.

    Attributes
    ----------
    election_id : str
        Which election.
    votes : Series
        List votes by party, most first.
    against_all : float
        Votes against all, 0 where the ballot had no such line.
    names : dict
        Party to its name at the time.
    rows : DataFrame
        The rows of evidence used.
    """

    election_id: str
    votes: pd.Series
    against_all: float
    names: dict[str, str]
    rows: pd.DataFrame

    @property
    def largest(self) -> str:
        """Party with the most votes."""
        return str(self.votes.index[0])

    @property
    def valid(self) -> float:
        """Votes for parties and against all: the base of the official percentages."""
        return float(self.votes.sum() + self.against_all)

    @property
    def year(self) -> int:
        """Year of the election."""
        return int(self.election_id[-4:])


def count(results: pd.DataFrame, election: str | int) -> Count:
    """Return the list votes of an election.

    Parameters
    ----------
    results : DataFrame
        Table ``mazhilis_seats/results``.
    election : str or int
        Its id, or its year.

    Raises
    ------
    ValueError
        If there is no such election with votes; the message lists those there are.

    Examples
    --------
    >>> rows = pd.DataFrame({"election_id": "KAZ-2023", "row_type": ["party", "party", "against_all"],
    ...     "party_id": ["A", "B", "AGAINST"], "party_name": ["A", "B", "Against all"],
    ...     "list_votes": [10, 80, 10]})
    >>> found = count(rows, 2023)
    >>> found.largest, found.against_all, found.valid
    ('B', 10.0, 100.0)
    """
    counted = results[results["list_votes"].notna()]
    mine = counted[counted["election_id"].isin([election, f"KAZ-{election}"])]
    if mine.empty:
        known = ", ".join(sorted(counted["election_id"].unique()))
        raise ValueError(f"no votes of an election {election!r}; there are {known}")
    parties = mine[mine["row_type"] == "party"].sort_values(
        ["list_votes", "party_id"], ascending=[False, True]
    )
    return Count(
        mine["election_id"].iloc[0],
        parties.set_index("party_id")["list_votes"].astype("int64"),
        float(mine.loc[mine["row_type"] == "against_all", "list_votes"].sum()),
        dict(zip(parties["party_id"], parties["party_name"], strict=True)),
        mine,
    )


def elected(results: pd.DataFrame, election: str) -> pd.DataFrame:
    """Return the chamber that was elected: `party_id` and `seats`, parties by size, then all others.

    Examples
    --------
    >>> rows = pd.DataFrame({"election_id": "KAZ-2023", "row_type": ["independents", "party", "party"],
    ...     "party_id": ["IND", "B", "A"], "total_seats": [7, 6, 62]})
    >>> elected(rows, "KAZ-2023")["party_id"].tolist()
    ['A', 'B', 'IND']
    """
    mine = results[(results["election_id"] == election) & (results["total_seats"] > 0)]
    mine = mine.assign(apart=mine["row_type"] != "party", seats=mine["total_seats"].astype("int64"))
    mine = mine.sort_values(["apart", "seats", "party_id"], ascending=[True, False, True], ignore_index=True)
    return mine[["party_id", "seats"]]


def party_names(results: pd.DataFrame, lists: pd.DataFrame, language: str) -> dict[str, str]:
    """Name every party in a language: as on the ballot of 2026, else as at its last election.

    A party without a name in the language keeps the English one.
    """
    field = "party_name" if language == "en" else f"party_name_{language}"
    names: dict[str, str] = {}
    for table in (results.sort_values("election_id"), lists):
        column = field if field in table else "party_name"
        names.update(zip(table["party_id"], table[column], strict=True))
    return names


def reproduced(
    elections: pd.DataFrame, results: pd.DataFrame, formulas: tuple[str, ...] = FORMULAS
) -> pd.DataFrame:
    """Compute the list seats of every election by several formulas, beside the official ones.

    The threshold of the day is applied to all valid votes, against all included.

    Parameters
    ----------
    elections, results : DataFrame
        Tables of ``mazhilis_seats``; elections without votes are passed over.
    formulas : tuple of str
        Names in `comparative.measures.seats.FORMULAS`.

    Returns
    -------
    DataFrame
        One row per election and party: `election_id`, `election_date`, `party_id`, `party_name`,
        `list_votes`, `vote_share` (of valid votes, 0 to 1), `official` (list seats), one column per formula,
        `source_id`.
    """
    parts = []
    for row in _held(elections, results):
        votes = count(results, row["election_id"])
        parties = votes.rows[votes.rows["row_type"] == "party"].set_index("party_id").loc[votes.votes.index]
        frame = parties[["party_name", "list_votes", "source_id"]].assign(
            election_id=row["election_id"],
            election_date=row["election_date"],
            vote_share=votes.votes / votes.valid,
            official=parties["list_seats"].astype("int64"),
        )
        for formula in formulas:
            frame[formula] = allocate(
                votes.votes,
                int(row["list_seats"]),
                formula=formula,
                threshold=row["threshold_pct"] / 100,
                against_all=votes.against_all,
                minimum_parties=0 if np.isnan(row["minimum_parties"]) else int(row["minimum_parties"]),
            )
        parts.append(frame.reset_index())
    columns = [
        "election_id",
        "election_date",
        "party_id",
        "party_name",
        "list_votes",
        "vote_share",
        "official",
    ]
    return pd.concat(parts, ignore_index=True)[[*columns, *formulas, "source_id"]]


def formula_fit(seats: pd.DataFrame, formulas: tuple[str, ...] = FORMULAS) -> pd.DataFrame:
    """Count the elections whose official seats each formula gives.

    Parameters
    ----------
    seats : DataFrame
        From :func:`reproduced`.
    formulas : tuple of str
        Its columns to compare.

    Returns
    -------
    DataFrame
        Per formula: `elections`, `exact` (elections with every party's seats right), `seats_moved` (seats
        in other hands, all elections), `misses` (ids of the elections missed).

    Examples
    --------
    >>> seats = pd.DataFrame({"official": [3, 1], "hare": [3, 1], "dhondt": [4, 0]})
    >>> fit = formula_fit(seats.assign(election_id="1"), ("hare", "dhondt"))
    >>> fit[["exact", "seats_moved"]].to_numpy().tolist()
    [[1, 0], [0, 1]]
    """
    rows = []
    for formula in formulas:
        off = (seats[formula] - seats["official"]).abs().groupby(seats["election_id"]).sum()
        rows.append(
            {
                "formula": formula,
                "elections": len(off),
                "exact": int((off == 0).sum()),
                "seats_moved": int(off.sum() // 2),
                "misses": list(off.index[off > 0]),
            }
        )
    return pd.DataFrame(rows).set_index("formula")


def proportionality(elections: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Compute the indices of disproportionality of every election, list tier and whole house.

    Seats of the whole house are compared with list votes, the only votes known; independents and members
    elected by the Assembly of the People are groups without list votes.

    Returns
    -------
    DataFrame
        One row per election, `tier` (list, house) and `base` (parties, with_against_all): the columns of
        :func:`comparative.measures.disproportionality.indices`, and `election_date`, `seats`,
        `largest_seats`, `largest_share` (0 to 1), `majority` (largest of 1/2, 2/3, 3/4 that the first party
        holds alone, else empty), `source_id`.
    """
    parts = []
    for row in _held(elections, results):
        votes = count(results, row["election_id"])
        rows = results[
            (results["election_id"] == row["election_id"]) & (results["row_type"] != "against_all")
        ]
        everyone = rows.set_index("party_id")["list_votes"].fillna(0.0)
        for tier, column in (("list", "list_seats"), ("house", "total_seats")):
            seats = rows.set_index("party_id")[column].fillna(0).astype("int64")
            seats = seats if tier == "house" else seats[votes.votes.index]
            first, house = int(seats[votes.largest]), int(seats.sum())
            held = [share for share in MAJORITIES if first >= majority(house, share)]
            found = indices(everyone[seats.index], seats, against_all=votes.against_all).reset_index()
            parts.append(
                found.assign(
                    election_id=row["election_id"],
                    election_date=row["election_date"],
                    tier=tier,
                    seats=house,
                    largest_seats=first,
                    largest_share=first / house,
                    majority=held[-1] if held else "",
                    source_id=row["source_id"],
                )
            )
    return pd.concat(parts, ignore_index=True)


def swings(elections: pd.DataFrame, results: pd.DataFrame, party: str, *, since: int) -> pd.DataFrame:
    """Compute how far a party's share of valid votes moved from one election to the next.

    Parameters
    ----------
    elections, results : DataFrame
        Tables of ``mazhilis_seats``.
    party : str
        Its id.
    since : int
        Year of the first election compared.

    Returns
    -------
    DataFrame
        `election_id`, `share` (0 to 1), `swing` (missing for the first), `source_id`. The root mean square of
        `swing` is the size of a typical swing.
    """
    rows = []
    for row in _held(elections, results):
        votes = count(results, row["election_id"])
        if votes.year >= since and party in votes.votes:
            share = votes.votes[party] / votes.valid
            rows.append({"election_id": row["election_id"], "share": share, "source_id": row["source_id"]})
    frame = pd.DataFrame(rows, columns=["election_id", "share", "source_id"])
    return frame.assign(swing=frame["share"].diff())


def _held(elections: pd.DataFrame, results: pd.DataFrame) -> list[dict[str, Any]]:
    """Elections whose votes are known, in order."""
    counted = results.loc[results["list_votes"].notna(), "election_id"].unique()
    held = elections[elections["election_id"].isin(counted)].sort_values("election_date")
    return [{str(key): value for key, value in row.items()} for row in held.to_dict("records")]
