"""How far seats depart from residents: weights of regions in a chamber, and other ways to share its seats.

Units are compared by residents per seat. Equal seats for unequal regions can be a design: the measures say
how far it goes, not whether it should.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from comparative.measures import inequality

__all__ = [
    "READINGS",
    "Weights",
    "at_least",
    "by_voters",
    "each_plus",
    "majority_share",
    "max_min_ratio",
    "on_map",
    "proportional",
    "residents_per_seat",
    "samuels_snyder",
    "scenarios",
    "sweep",
    "weights",
]

READINGS = ("same_for_each", "same_then_by_residents", "by_residents_with_floor", "by_residents_alone")
"""Ways to share seats among regions, from the most equal by region to the most equal by resident."""


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
    people, places = _checked(residents, seats)
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
    people, places = _checked(residents, seats)
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
    people, places = _checked(residents, seats)
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
    people, places = _checked(frame["population_persons"], frame[seats])
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
    people, places = _checked(residents, seats)
    with np.errstate(divide="ignore"):
        return people / places


def on_map(people: pd.DataFrame, regions: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Count residents on the map of an earlier day: regions not yet formed belong to those they came from.

    Parameters
    ----------
    people : DataFrame
        `place`, `population_persons`, `source_id`: residents on today's map.
    regions : DataFrame
        Table regions: `place`, `valid_from`, `formed_from`, `source_id`.
    as_of : str
        Day of the map.

    Returns
    -------
    DataFrame
        `place`, `population_persons`, `source_id` of the regions that existed, sorted by place.

    Examples
    --------
    >>> regions = pd.DataFrame({"place": ["A", "B"], "valid_from": pd.to_datetime([None, "2022-06-08"]),
    ...     "formed_from": [None, "A"], "source_id": ["law", "law"]})
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [30, 10], "source_id": "stat"})
    >>> on_map(people, regions, "2022-06-07")[["place", "population_persons"]].to_numpy().tolist()
    [['A', 40]]
    """
    found = people[["place", "population_persons", "source_id"]].merge(
        regions[["place", "valid_from", "formed_from"]], on="place"
    )
    later = found["valid_from"].gt(pd.Timestamp(as_of))
    found["place"] = found["formed_from"].where(later, found["place"])
    grouped = found.groupby("place")
    return pd.DataFrame(
        {
            "population_persons": grouped["population_persons"].sum(),
            "source_id": grouped["source_id"].agg(";".join).map(_once),
        }
    ).reset_index()


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
    people, _ = _checked(residents, np.ones_like(np.asarray(residents, dtype=float)))
    if size < 0:
        raise ValueError(f"a chamber has 0 or more seats, not {size}")
    quotas = people / people.sum() * size
    seats = np.floor(quotas + 1e-9).astype(int)
    left = size - int(seats.sum())
    rest = np.round(quotas - seats, 9)
    order = np.argsort(-rest, kind="stable")
    if 0 < left < len(order) and rest[order[left - 1]] == rest[order[left]]:
        raise ValueError("two units have the same remainder and one seat is left: the rule does not decide")
    seats[order[:left]] += 1
    return seats


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
    people, _ = _checked(residents, np.ones_like(np.asarray(residents, dtype=float)))
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


def sweep(people: pd.DataFrame, sizes: range, floor: int = 2) -> pd.DataFrame:
    """Measure malapportionment over sizes of the chamber.

    Parameters
    ----------
    people : DataFrame
        `place`, `population_persons`, `source_id`.
    sizes : range
        Numbers of elected seats; those that do not suffice for the floor are left out.
    floor : int
        Fewest seats of a region.

    Returns
    -------
    DataFrame
        `size`, `reading` (all but the first), `malapportionment`, `ratio`.

    Examples
    --------
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [900, 100], "source_id": "stat"})
    >>> found = sweep(people, range(4, 12, 4))
    >>> found[["size", "malapportionment"]].round(2).to_numpy().tolist()[:3]
    [[4.0, 0.4], [4.0, 0.4], [4.0, 0.1]]
    """
    records = []
    for size in sizes:
        if size < floor * len(people):
            continue
        for reading, part in scenarios(people, size, floor).groupby("reading", sort=False):
            if reading != READINGS[0]:
                found = weights(part)
                records.append((size, reading, found.malapportionment, found.ratio))
    return pd.DataFrame(records, columns=["size", "reading", "malapportionment", "ratio"])


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


def _once(ids: str) -> str:
    return ";".join(dict.fromkeys(ids.split(";")))


def _enough(units: int, size: int, floor: int) -> None:
    if floor < 0 or size < floor * units:
        raise ValueError(
            f"{size} seats do not suffice for {floor} in each of {units} regions: "
            f"the chamber needs at least {max(floor, 0) * units}"
        )


def _checked(residents: ArrayLike, seats: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    people, places = np.asarray(residents, dtype=float), np.asarray(seats, dtype=float)
    if people.shape != places.shape or people.ndim != 1 or people.size == 0:
        raise ValueError("residents and seats are lists of the same length, of at least one unit")
    for name, numbers in (("residents", people), ("seats", places)):
        if not np.isfinite(numbers).all() or (numbers < 0).any() or not numbers.any():
            raise ValueError(f"{name} are finite numbers of 0 or more, not all 0")
    if not (people > 0).all():
        raise ValueError("each unit has residents")
    return people, places
