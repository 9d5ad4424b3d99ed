"""Indices of malapportionment: how far the seats of units depart from their residents."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from comparative.measures import inequality

__all__ = ["Weights", "majority_share", "max_min_ratio", "residents_per_seat", "samuels_snyder", "weights"]


@dataclass(frozen=True)
class Weights:
    """How unequal the weights of units in a chamber are.

    Attributes
    ----------
    units, seats, residents : int
        Regions, their seats, their residents.
    malapportionment : float
        Share of seats held by units not entitled to them by residents (:func:`samuels_snyder`).
    gini : float
        Gini index of seats per resident.
    ratio : float
        Most residents per seat over fewest; infinite if a unit has no seat.
    majority_share : float
        Smallest share of residents whose units hold a majority of seats (:func:`majority_share`).
    most, fewest : str
        Units with the most and the fewest residents per seat.
    most_residents, fewest_residents : float
        Their residents per seat.
    """

    units: int
    seats: int
    residents: int
    malapportionment: float
    gini: float
    ratio: float
    majority_share: float
    most: str
    fewest: str
    most_residents: float
    fewest_residents: float


def samuels_snyder(residents: ArrayLike, seats: ArrayLike) -> float:
    """Return the share of seats allocated to units that would not receive them by residents alone.

    Half the sum of the absolute differences between each unit's share of seats and of residents.

    Parameters
    ----------
    residents, seats : array_like, shape (n,)
        Of each unit.

    Returns
    -------
    float
        0 where seats follow residents, towards 1.

    Raises
    ------
    ValueError
        If a number is negative, not finite, or all are zero.

    References
    ----------
    Samuels, D. and Snyder, R. (2001). The value of a vote: malapportionment in comparative perspective.
    British Journal of Political Science 31, 651-671.

    Examples
    --------
    >>> samuels_snyder([300, 100], [2, 2])
    0.25
    """
    people, places = checked(residents, seats)
    return float(np.abs(places / places.sum() - people / people.sum()).sum() / 2)


def max_min_ratio(residents: ArrayLike, seats: ArrayLike) -> float:
    """Return residents per seat where they are most, over residents per seat where they are fewest.

    Parameters
    ----------
    residents, seats : array_like, shape (n,)
        Of each unit.

    Returns
    -------
    float
        Infinite if a unit has no seat.

    Examples
    --------
    >>> max_min_ratio([300, 100], [2, 2]), max_min_ratio([300, 100], [2, 0])
    (3.0, inf)
    """
    people, places = checked(residents, seats)
    return inequality.max_min_ratio(places / people)


def majority_share(residents: ArrayLike, seats: ArrayLike) -> float:
    """Return the smallest share of residents whose units together hold more than half of the seats.

    Whole units are combined, which takes a dynamic programme over seats, not a sort: the known index of
    Dauer and Kelsay adds units in order of residents per seat and can overshoot.

    Parameters
    ----------
    residents, seats : array_like, shape (n,)
        Of each unit; seats are whole numbers.

    Returns
    -------
    float

    References
    ----------
    Dauer, M. J. and Kelsay, R. G. (1955). Unrepresentative states. National Municipal Review 44, 571-575.

    Examples
    --------
    >>> majority_share([100, 200, 300], [2, 2, 2])
    0.5
    """
    people, places = checked(residents, seats)
    if (places != np.round(places)).any():
        raise ValueError("seats are whole numbers")
    whole = places.astype(int)
    total = int(whole.sum())
    # fewest[s]: fewest residents whose units hold exactly s seats
    fewest = np.full(total + 1, np.inf)
    fewest[0] = 0
    for own, held in zip(people, whole, strict=True):
        with_unit = np.full(total + 1, np.inf)
        with_unit[held:] = fewest[: total + 1 - held] + own
        fewest = np.minimum(fewest, with_unit)
    return float(fewest[total // 2 + 1 :].min() / people.sum())


def weights(frame: pd.DataFrame, *, seats: str = "seats") -> Weights:
    """Summarise how unequal the weights of units are.

    Parameters
    ----------
    frame : DataFrame
        One row per unit: `place`, `population_persons` and a column of seats.
    seats : str
        That column.

    Returns
    -------
    Weights

    Examples
    --------
    >>> frame = pd.DataFrame({"place": ["A", "B"], "population_persons": [300, 100], "seats": [2, 2]})
    >>> found = weights(frame)
    >>> found.ratio, found.most, found.malapportionment, found.gini
    (3.0, 'A', 0.25, 0.25)
    """
    people, places = checked(frame["population_persons"], frame[seats])
    per_seat = residents_per_seat(people, places)
    names = frame["place"].astype(str).tolist()
    top, bottom = int(np.argmax(per_seat)), int(np.argmin(per_seat))
    return Weights(
        len(frame),
        int(places.sum()),
        int(people.sum()),
        samuels_snyder(people, places),
        inequality.gini(places / people, people),
        max_min_ratio(people, places),
        majority_share(people, places),
        names[top],
        names[bottom],
        float(per_seat[top]),
        float(per_seat[bottom]),
    )


def residents_per_seat(residents: ArrayLike, seats: ArrayLike) -> np.ndarray:
    """Return residents per seat of each unit, infinite where a unit has none.

    Examples
    --------
    >>> residents_per_seat([300, 100], [2, 0]).tolist()
    [150.0, inf]
    """
    people, places = checked(residents, seats)
    with np.errstate(divide="ignore"):
        return people / places


def checked(residents: ArrayLike, seats: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    people, places = np.asarray(residents, dtype=float), np.asarray(seats, dtype=float)
    if people.shape != places.shape or people.ndim != 1 or people.size == 0:
        raise ValueError("residents and seats are lists of the same length, of at least one unit")
    for name, numbers in (("residents", people), ("seats", places)):
        if not np.isfinite(numbers).all() or (numbers < 0).any() or not numbers.any():
            raise ValueError(f"{name} are finite numbers of 0 or more, not all 0")
    if not (people > 0).all():
        raise ValueError("each unit has residents")
    return people, places
