"""Weights of regions under each way to share seats, over sizes of the chamber."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from comparative.measures import inequality
from comparative.measures.malapportionment.indices import weights
from comparative.measures.malapportionment.sharing import READINGS, scenarios

__all__ = ["compare", "curves", "sweep"]


def compare(shared: pd.DataFrame) -> pd.DataFrame:
    """Summarise each way to share seats.

    Parameters
    ----------
    shared : DataFrame
        From :func:`scenarios`.

    Returns
    -------
    DataFrame
        One row per `reading`, indexed by it, with the fields of :class:`Weights`.

    Examples
    --------
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [900, 100], "source_id": "stat"})
    >>> float(compare(scenarios(people, 10)).loc["by_residents_alone", "ratio"])
    1.0
    """
    found = {reading: asdict(weights(part)) for reading, part in shared.groupby("reading", sort=False)}
    return pd.DataFrame.from_dict(found, orient="index").rename_axis("reading")


def curves(shared: pd.DataFrame) -> pd.DataFrame:
    """Return the Lorenz curve of seats over residents for each way to share them.

    Parameters
    ----------
    shared : DataFrame
        From :func:`scenarios`.

    Returns
    -------
    DataFrame
        `reading`, `place` (missing at the origin), `population_share`, `value_share`: regions with the fewest
        seats per resident first.

    Examples
    --------
    >>> people = pd.DataFrame({"place": ["A", "B"], "population_persons": [900, 100], "source_id": "stat"})
    >>> found = curves(scenarios(people, 10))
    >>> found["place"].iloc[1], found["population_share"].iloc[1].item(), found["value_share"].iloc[1].item()
    ('A', 0.9, 0.5)
    """
    parts = []
    for reading, part in shared.groupby("reading", sort=False):
        people = part["population_persons"].to_numpy(float)
        curve = inequality.lorenz(part["seats"].to_numpy(float) / people, people)
        names = [None, *part["place"].iloc[curve["unit"].iloc[1:]]]
        parts.append(curve.drop(columns="unit").assign(reading=reading, place=names))
    return pd.concat(parts, ignore_index=True)[["reading", "place", "population_share", "value_share"]]


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
