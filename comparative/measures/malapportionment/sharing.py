"""Ways to share the seats of a chamber among regions, from equal by region to equal by resident."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from comparative.measures.malapportionment.indices import checked, residents_per_seat
from comparative.measures.seats import TieError, allocate

__all__ = ["READINGS", "at_least", "each_plus", "proportional", "scenarios", "side_by_side"]

READINGS = ("same_for_each", "same_then_by_residents", "by_residents_with_floor", "by_residents_alone")
"""Ways to share seats among regions, from the most equal by region to the most equal by resident."""


def proportional(residents: ArrayLike, size: int) -> np.ndarray:
    """Share seats by residents alone, by largest remainders (Hare).

    Parameters
    ----------
    residents : array_like, shape (n,)
        Of each unit.
    size : int
        Seats to share.

    Returns
    -------
    ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If the size is negative, or a tie of remainders leaves the last seat open.

    Examples
    --------
    >>> proportional([500, 300, 200], 4).tolist()
    [2, 1, 1]
    """
    people, _ = checked(residents, np.ones_like(np.asarray(residents, dtype=float)))
    if size < 0:
        raise ValueError(f"a chamber has 0 or more seats, not {size}")
    if size == 0:
        return np.zeros(len(people), dtype=int)
    try:
        return allocate(pd.Series(people), size, formula="hare").to_numpy()
    except TieError:
        raise ValueError(
            "two units have the same remainder and one seat is left: the rule does not decide"
        ) from None


def at_least(residents: ArrayLike, size: int, floor: int) -> np.ndarray:
    """Share seats by residents with a floor: units entitled to less get it, the others share the rest.

    Parameters
    ----------
    residents : array_like, shape (n,)
        Of each unit.
    size : int
        Seats to share.
    floor : int
        Fewest seats of a unit.

    Returns
    -------
    ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If the seats do not suffice for the floor.

    Examples
    --------
    >>> at_least([900, 90, 10], 10, 2).tolist()
    [6, 2, 2]
    """
    people, _ = checked(residents, np.ones_like(np.asarray(residents, dtype=float)))
    _enough(len(people), size, floor)
    seats = np.full(len(people), floor)
    free = np.ones(len(people), dtype=bool)
    while free.any():
        seats[free] = proportional(people[free], size - floor * int((~free).sum()))
        short = free & (seats < floor)
        if not short.any():
            break
        seats[short] = floor
        free &= ~short
    return seats


def each_plus(residents: ArrayLike, size: int, each: int) -> np.ndarray:
    """Give each unit the same number of seats and share the rest by residents.

    Parameters
    ----------
    residents : array_like, shape (n,)
        Of each unit.
    size : int
        Seats in all.
    each : int
        Seats of each unit before the rest is shared.

    Returns
    -------
    ndarray of int, shape (n,)

    Examples
    --------
    >>> each_plus([900, 90, 10], 10, 2).tolist()
    [6, 2, 2]
    """
    count = len(np.asarray(residents))
    _enough(count, size, each)
    return each + proportional(residents, size - each * count)


def scenarios(people: pd.DataFrame, size: int, floor: int = 2, *, equal: int = 2) -> pd.DataFrame:
    """Share the seats of an elected chamber among regions in four ways.

    Parameters
    ----------
    people : DataFrame
        `place`, `population_persons`, `source_id`.
    size : int
        Elected seats, except with the same number for each region.
    floor : int
        Fewest seats of a region in the two readings of "at least".
    equal : int
        Seats of each region where all have the same.

    Returns
    -------
    DataFrame
        The rows of `people` for each of :data:`READINGS` in turn, with `reading`, `seats`,
        `residents_per_seat` and `entitlement` (seats by residents, a fraction).

    Examples
    --------
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [900, 100], "source_id": "stat"})
    >>> found = scenarios(people, 10)
    >>> found.groupby("reading", sort=False)["seats"].apply(list).tolist()
    [[2, 2], [7, 3], [8, 2], [9, 1]]
    """
    residents = people["population_persons"].to_numpy(float)
    shared = {
        "same_for_each": np.full(len(people), equal),
        "same_then_by_residents": each_plus(residents, size, floor),
        "by_residents_with_floor": at_least(residents, size, floor),
        "by_residents_alone": proportional(residents, size),
    }
    return pd.concat(
        [
            people.assign(
                reading=reading,
                seats=seats,
                residents_per_seat=residents_per_seat(residents, seats),
                entitlement=residents / residents.sum() * seats.sum(),
            )
            for reading, seats in shared.items()
        ],
        ignore_index=True,
    )


def side_by_side(shared: pd.DataFrame) -> pd.DataFrame:
    """Put the seats of each region under each way to share them side by side.

    Parameters
    ----------
    shared : DataFrame
        From :func:`scenarios`.

    Returns
    -------
    DataFrame
        `place`, `population_persons`, `source_id` and a column for each of :data:`READINGS`; most residents
        first.

    Examples
    --------
    >>> people = pd.DataFrame({"place": ["B", "A"], "population_persons": [100, 900], "source_id": "stat"})
    >>> found = side_by_side(scenarios(people, 10))
    >>> found["place"].tolist(), found["by_residents_alone"].tolist()
    (['A', 'B'], [9, 1])
    """
    keys = ["place", "population_persons", "source_id"]
    wide = shared.pivot_table(index=keys, columns="reading", values="seats", aggfunc="sum")[
        list(READINGS)
    ].reset_index()
    wide.columns.name = None
    return wide.sort_values("population_persons", ascending=False, ignore_index=True)


def _enough(units: int, size: int, floor: int) -> None:
    if floor < 0 or size < floor * units:
        raise ValueError(
            f"{size} seats do not suffice for {floor} in each of {units} regions: "
            f"the chamber needs at least {max(floor, 0) * units}"
        )
