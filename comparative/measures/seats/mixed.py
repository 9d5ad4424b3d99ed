"""Mixed systems: a list tier and a district tier, side by side or one making up for the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from comparative.measures.seats.allocation import TieError, _seats, allocate, eligible

__all__ = ["OVERHANG", "compensatory", "parallel"]

OVERHANG = ("absorbed", "kept", "levelled")
"""What becomes of districts won beyond a party's due: the others lose seats, the house grows by them, or the
house grows until all have their due."""


def parallel(
    votes: Mapping[Any, float] | pd.Series,
    list_seats: int,
    districts: Mapping[Any, int] | pd.Series,
    **rules: Any,
) -> pd.DataFrame:
    """Seats where lists and districts are counted apart, as in Kazakhstan in 2004 and 2023.

    Parameters
    ----------
    votes : mapping or Series
        List votes by party.
    list_seats : int
        Seats of the list tier.
    districts : mapping or Series
        Districts won, by party or independent.
    **rules
        Formula, threshold and the rest, as in :func:`comparative.measures.seats.allocate`.

    Returns
    -------
    DataFrame
        `list`, `district` and `total` seats, indexed by party; those without a list come last.

    Raises
    ------
    ValueError
        As `allocate`, or if a number of districts is not a whole number.

    Examples
    --------
    >>> parallel({"A": 60, "B": 40}, 5, {"A": 4, "independent": 1})["total"].to_dict()
    {'A': 7, 'B': 2, 'independent': 1}
    """
    won = _districts(districts)
    lists = dict(allocate(votes, list_seats, **rules))
    return _tiers(lists, won)


def compensatory(
    votes: Mapping[Any, float] | pd.Series,
    seats: int,
    districts: Mapping[Any, int] | pd.Series,
    *,
    overhang: str = "kept",
    **rules: Any,
) -> pd.DataFrame:
    """Seats where lists fill up what districts leave a party short of its due.

    Districts won by candidates without a list, or whose list fails the threshold, are taken off the house
    first, as in Germany and New Zealand.

    Parameters
    ----------
    votes : mapping or Series
        List votes by party.
    seats : int
        Size of the house, both tiers.
    districts : mapping or Series
        Districts won, by party or independent.
    overhang : {"kept", "absorbed", "levelled"}
        Of districts beyond a party's due: the house grows by them (New Zealand); the other lists get fewer
        seats and the house stays (Scotland); or the house grows until nobody has more than is due (Germany
        2013-2021).
    **rules
        As in :func:`comparative.measures.seats.allocate`.

    Returns
    -------
    DataFrame
        `list`, `district`, `total` and `overhang` seats, indexed by party. The house is the sum of `total`.

    Raises
    ------
    ValueError
        As `allocate`; also if districts leave no seats to lists, or levelling would take more than ten
        times the house.

    Examples
    --------
    >>> votes, won = {"A": 40, "B": 60}, {"A": 6}
    >>> [compensatory(votes, 10, won, overhang=kind)["total"].to_dict() for kind in OVERHANG]
    [{'A': 6, 'B': 4}, {'A': 6, 'B': 6}, {'A': 6, 'B': 8}]
    """
    if overhang not in OVERHANG:
        raise ValueError(f"no treatment {overhang!r} of overhang; there are {', '.join(OVERHANG)}")
    house, won = _seats(seats), _districts(districts)
    inside = eligible(votes, **_of_threshold(rules))
    outside = sum(n for party, n in won.items() if party not in inside)
    if house - outside < 1:
        raise ValueError(
            f"{outside} districts went to candidates without a list: none of {house} seats is left"
        )
    lists = {party: votes[party] if party in inside else 0 for party in votes.keys()}  # noqa: SIM118 - a Series too
    rest = {key: value for key, value in rules.items() if key in ("formula", "ties", "seed")}
    if overhang == "levelled":
        due = _levelled(lists, house, outside, won, rest)
    else:
        due = dict(allocate(lists, house - outside, **rest))
    if overhang == "absorbed":
        over: dict[Any, int] = {}
        while extra := [p for p in inside if p not in over and won.get(p, 0) > due[p]]:
            over.update({party: won[party] for party in extra})
            left = house - outside - sum(over.values())
            others = {party: 0 if party in over else lists[party] for party in lists}
            due = dict.fromkeys(lists, 0)
            if left > 0 and any(others.values()):
                due = dict(allocate(others, left, **rest))
            due.update(over)
    beyond = {party: max(0, won.get(party, 0) - due[party]) if party in inside else 0 for party in lists}
    tiers = _tiers({party: max(0, due[party] - won.get(party, 0)) for party in lists}, won)
    if overhang == "absorbed":
        first = dict(allocate(lists, house - outside, **rest))
        beyond = {
            party: max(0, won.get(party, 0) - first[party]) if party in inside else 0 for party in lists
        }
    return tiers.assign(overhang=pd.Series(beyond).reindex(tiers.index, fill_value=0))


def _levelled(lists: dict, house: int, outside: int, won: dict, rules: dict) -> dict:
    """Seats due in the smallest house that covers all districts won; sizes with a tie are passed over."""
    for size in range(house - outside, 10 * house + 1):
        try:
            due = dict(allocate(lists, size, **rules))
        except TieError:
            continue
        if all(won.get(party, 0) <= due[party] for party in lists if lists[party]):
            return due
    raise ValueError(
        f"levelling would take more than {10 * house} seats: a party won districts almost without list votes"
    )


def _tiers(lists: dict, won: dict) -> pd.DataFrame:
    names = [*lists, *(party for party in won if party not in lists)]
    frame = pd.DataFrame(
        {"list": [lists.get(p, 0) for p in names], "district": [won.get(p, 0) for p in names]},
        index=pd.Index(names, name="party"),
    )
    return frame.assign(total=frame["list"] + frame["district"])


def _districts(districts: Mapping[Any, int] | pd.Series) -> dict:
    won = {}
    for party, n in dict(districts).items():
        if n != n or n < 0 or int(n) != n:
            raise ValueError(f"{party}: {n} is no number of districts")
        won[party] = int(n)
    return won


def _of_threshold(rules: dict) -> dict:
    return {"threshold": 0.0} | {key: value for key, value in rules.items() if key != "formula"}
