"""Members of election commissions: who names them, and how many of them are judges."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = [
    "Judges",
    "Sitting",
    "judges",
    "pooled",
    "seats",
    "sitting",
]


@dataclass(frozen=True)
class Judges:
    """Judges among the members of several commissions.

    Attributes
    ----------
    commissions, places : int
        Commissions and the countries they belong to.
    judges, members : int
        Summed over the commissions.
    share : float
        Judges to members.
    """

    commissions: int
    places: int
    judges: int
    members: int
    share: float


@dataclass(frozen=True)
class Sitting:
    """What it would take to seat judges in every commission.

    Attributes
    ----------
    judges, members : int
        Seats for judges, and all seats, in all commissions.
    share : float
        Share of the seats.
    above : int
        Commissions compared whose share of judges is higher.
    compared : int
        Commissions compared.
    """

    judges: int
    members: int
    share: float
    above: int
    compared: int


def seats(bodies: pd.DataFrame, appointers: pd.DataFrame) -> pd.DataFrame:
    """Return who names how many members of each body whose seats can all be told apart.

    Parameters
    ----------
    bodies : DataFrame
        Table bodies as of a day: `body_id`, `place`, `level`, `body`, `members_max_count`.
    appointers : DataFrame
        Table appointers: `body_id`, `branch`, `seats_count`, `source_id`.

    Returns
    -------
    DataFrame
        One row for each body and branch, in the order of the body's appointers: `body_id`, `place`,
        `level`, `body`, `branch`, `seats`, `share` of the members, `source_id`.

    Raises
    ------
    ValueError
        If the seats of a body do not add up to its members.

    Examples
    --------
    >>> bodies = pd.DataFrame({"body_id": ["KAZ-central-1"], "place": ["KAZ"], "level": ["central"],
    ...     "body": ["Central Election Commission"], "members_max_count": [7]})
    >>> named = pd.DataFrame({"body_id": "KAZ-central-1", "branch": ["president", "parliament", "parliament"],
    ...     "seats_count": [3, 2, 2], "source_id": "law"})
    >>> seats(bodies, named)[["branch", "seats"]].to_numpy().tolist()
    [['president', 3], ['parliament', 4]]
    """
    rows = bodies[["body_id", "place", "level", "body", "members_max_count"]].merge(
        appointers[["body_id", "branch", "seats_count", "source_id"]], on="body_id"
    )
    total = rows.groupby("body_id")["seats_count"].transform("sum")
    wrong = rows[total != rows["members_max_count"]]
    if not wrong.empty:
        raise ValueError(f"the seats of {wrong['body_id'].iloc[0]} do not add up to its members")
    found = rows.groupby(["body_id", "place", "level", "body", "branch"], sort=False, as_index=False).agg(
        seats=("seats_count", "sum"), source_id=("source_id", "first")
    )
    found["share"] = found["seats"] / found.groupby("body_id")["seats"].transform("sum")
    return found


def judges(bodies: pd.DataFrame) -> pd.DataFrame:
    """Return bodies whose members and judges are both known, with the share of judges, highest first.

    Parameters
    ----------
    bodies : DataFrame
        Table bodies as of a day: `members_min_count`, `members_max_count`, `judges_count`, `body_id`.

    Returns
    -------
    DataFrame
        The rows with `share`.

    Examples
    --------
    >>> bodies = pd.DataFrame({"body_id": ["EST-central-1", "DEU-regional-1"], "members_min_count": [7, None],
    ...     "members_max_count": [7, None], "judges_count": [2, 2]})
    >>> judges(bodies)["share"].round(3).tolist()
    [0.286]
    """
    known = bodies[bodies["judges_count"].notna() & bodies["members_max_count"].notna()]
    rows = known[known["members_min_count"] == known["members_max_count"]]
    rows = rows.assign(share=rows["judges_count"] / rows["members_max_count"])
    rows = rows.sort_values(["share", "body_id"], ascending=[False, True], ignore_index=True)
    rows.attrs = dict(bodies.attrs)
    return rows


def pooled(known: pd.DataFrame) -> Judges:
    """Pool the judges of several bodies.

    Parameters
    ----------
    known : DataFrame
        As :func:`judges` returns, with `place`.

    Returns
    -------
    Judges

    Examples
    --------
    >>> known = pd.DataFrame({"place": ["ESP", "ESP"], "judges_count": [8, 3], "members_max_count": [13, 5]})
    >>> pooled(known)
    Judges(commissions=2, places=1, judges=11, members=18, share=0.6111111111111112)
    """
    seated, members = int(known["judges_count"].sum()), int(known["members_max_count"].sum())
    share = seated / members if members else float("nan")
    return Judges(len(known), known["place"].nunique(), seated, members, share)


def sitting(known: pd.DataFrame, bodies: float, members: float, judges_each: float) -> Sitting:
    """Seat judges in every commission of a country, and place the share among others.

    Parameters
    ----------
    known : DataFrame
        Commissions compared, as :func:`judges` returns.
    bodies, members : float
        Commissions of the country, and members of each.
    judges_each : float
        Judges among the members of each.

    Returns
    -------
    Sitting

    Raises
    ------
    ValueError
        If there would be more judges than members.

    Examples
    --------
    >>> sitting(pd.DataFrame({"share": [0.6, 0.2]}), 239, 7, 2)
    Sitting(judges=478, members=1673, share=0.2857142857142857, above=1, compared=2)
    """
    if not 0 <= judges_each <= members:
        raise ValueError(f"{judges_each} judges do not fit into {members} seats")
    share = judges_each / members
    above = int(known["share"].gt(share).sum())
    return Sitting(int(bodies * judges_each), int(bodies * members), share, above, len(known))
