"""How far regions lie apart: product, doctors or beds per head, on the map of any day.

Rates are weighted by the residents they stand for, except over years for which residents of the regions are
not known. A region formed later counts, on an earlier map, with the region it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd

from comparative.measures import inequality
from comparative.measures.citations import cited
from comparative.measures.malapportionment import on_map

__all__ = [
    "Disparity",
    "Lift",
    "by_map",
    "disparity",
    "lift",
    "on_day",
    "over_time",
    "per_resident",
    "regional",
]


@dataclass(frozen=True)
class Disparity:
    """How unequal a rate is over regions.

    Attributes
    ----------
    units : int
        Regions.
    ratio : float
        Highest over lowest.
    highest, lowest : str
        The places.
    highest_rate, lowest_rate : float
        Their rates.
    gini, theil, variation : float
        Indices weighted by residents; the coefficient of variation so weighted is Williamson's (1965).
    between, within : float
        Parts of `theil` between and within kinds of unit (cities, oblasts).
    """

    units: int
    ratio: float
    highest: str
    lowest: str
    highest_rate: float
    lowest_rate: float
    gini: float
    theil: float
    between: float
    within: float
    variation: float


@dataclass(frozen=True)
class Lift:
    """What it takes to bring every region up to a floor.

    Attributes
    ----------
    floor : float
        Rate to which regions are lifted.
    lifted : tuple of str
        Regions below it, the lowest first.
    cost_share : float
        Amount needed, as a share of the amount of all regions.
    ratio_before, ratio_after : float
        Highest rate over lowest; the others keep what they have.
    """

    floor: float
    lifted: tuple[str, ...]
    cost_share: float
    ratio_before: float
    ratio_after: float


def regional(product: pd.DataFrame, population: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return product and residents of the regions in a period.

    Where both product and product per head are published, residents are their quotient; elsewhere they are
    the official counts of 1 January, interpolated to the middle of the period, and product is per head times
    residents.

    Parameters
    ----------
    product : DataFrame
        Table regional_product.
    population : DataFrame
        Table region_population: `place`, `date`, `population_persons`, `source_id`.
    period : str
        A year, or its first half: ``2022``, ``2022-H1``.

    Returns
    -------
    DataFrame
        `place`, `product_kzt_million`, `population_persons`, `rate` (thousand KZT per head), `source_id`.

    Raises
    ------
    ValueError
        If the period is unknown, or residents of its regions are.

    Examples
    --------
    >>> product = pd.DataFrame({"place": ["A", "B"], "period": "2022", "product_kzt_million": [600.0, None],
    ...     "product_per_head_kzt_thousand": [2.0, 3.0], "source_id": "release"})
    >>> counts = pd.DataFrame({"place": ["B", "B"], "date": pd.to_datetime(["2022-01-01", "2023-01-01"]),
    ...     "population_persons": [100_000, 102_000], "source_id": "count"})
    >>> found = regional(product, counts, "2022")
    >>> found[["population_persons", "product_kzt_million"]].round().values.tolist()
    [[300000.0, 600.0], [100997.0, 303.0]]
    """
    found = product[(product["period"] == period) & (product["place"] != "KAZ")].copy()
    if found.empty:
        raise ValueError(
            f"no regional product of {period!r}; there is {', '.join(sorted(set(product['period'])))}"
        )
    rate = found["product_per_head_kzt_thousand"]
    published = found["product_kzt_million"] / rate * 1000
    counted = found["place"].map(_interpolated(population, _middle(period)))
    residents = published.fillna(counted)
    if residents.isna().any():
        raise ValueError(f"residents of the regions in {period} are not known")
    counts = population.groupby("place")["source_id"].first()
    own = found["source_id"] + (";" + found["place"].map(counts)).where(published.isna(), "")
    return pd.DataFrame(
        {
            "place": found["place"],
            "product_kzt_million": rate * residents / 1000,
            "population_persons": residents,
            "rate": rate,
            "source_id": own,
        }
    ).reset_index(drop=True)


def per_resident(
    amounts: pd.DataFrame, people: pd.DataFrame, *, value: str = "value", per: float = 10_000
) -> pd.DataFrame:
    """Set amounts of regions in relation to their residents.

    Parameters
    ----------
    amounts : DataFrame
        `place`, the amounts, `source_id`.
    people : DataFrame
        `place`, `population_persons`, `source_id`, on the same map.
    value : str
        Column of the amounts.
    per : float
        Residents a rate is for.

    Returns
    -------
    DataFrame
        `place`, `value`, `population_persons`, `rate`, `source_id`.

    Examples
    --------
    >>> people = pd.DataFrame({"place": ["A"], "population_persons": [20_000], "source_id": "count"})
    >>> doctors = pd.DataFrame({"place": ["A"], "value": [50], "source_id": "office"})
    >>> per_resident(doctors, people)[["rate", "source_id"]].values.tolist()
    [[25.0, 'office;count']]
    """
    found = amounts.merge(
        people[["place", "population_persons", "source_id"]], on="place", suffixes=("", "_count")
    )
    return pd.DataFrame(
        {
            "place": found["place"],
            "value": found[value],
            "population_persons": found["population_persons"],
            "rate": found[value] / found["population_persons"] * per,
            "source_id": found["source_id"] + ";" + found["source_id_count"],
        }
    )


def disparity(frame: pd.DataFrame, kinds: pd.Series | None = None) -> Disparity:
    """Measure how unequal a rate is over regions.

    Parameters
    ----------
    frame : DataFrame
        `place`, `rate`, `population_persons`.
    kinds : Series, optional
        Kind of unit by place, for the parts of Theil's index.

    Returns
    -------
    Disparity

    References
    ----------
    Williamson, J. G. (1965). Regional inequality and the process of national development. Economic
    Development and Cultural Change 13(4), 1-84.

    Examples
    --------
    >>> frame = pd.DataFrame({"place": ["A", "B"], "rate": [1.0, 3.0], "population_persons": [300, 100]})
    >>> found = disparity(frame)
    >>> found.ratio, found.highest, found.gini, round(found.variation, 4)
    (3.0, 'B', 0.25, 0.5774)
    """
    rates, people = frame["rate"].to_numpy(float), frame["population_persons"].to_numpy(float)
    groups = None if kinds is None else frame["place"].map(kinds).astype(str).tolist()
    parts = inequality.theil(rates, people, groups)
    places = frame["place"].tolist()
    return Disparity(
        len(frame),
        inequality.max_min_ratio(rates),
        places[int(rates.argmax())],
        places[int(rates.argmin())],
        float(rates.max()),
        float(rates.min()),
        inequality.gini(rates, people),
        parts.total,
        parts.between,
        parts.within,
        inequality.variation(rates, people),
    )


def on_day(frame: pd.DataFrame, regions: pd.DataFrame, day: str) -> pd.DataFrame:
    """Put product and residents on the map of a day.

    Parameters
    ----------
    frame : DataFrame
        From :func:`regional`.
    regions : DataFrame
        Table regions of the Senate: `place`, `valid_from`, `formed_from`.
    day : str
        Day of the map.

    Returns
    -------
    DataFrame
        As `frame`, sorted by place.

    Examples
    --------
    >>> regions = pd.DataFrame({"place": ["A", "B"], "valid_from": pd.to_datetime([None, "2022-06-08"]),
    ...     "formed_from": [None, "A"]})
    >>> frame = pd.DataFrame({"place": ["A", "B"], "product_kzt_million": [30.0, 10.0],
    ...     "population_persons": [1000, 1000], "source_id": "stat"})
    >>> on_day(frame, regions, "2022-06-07")[["place", "rate"]].values.tolist()
    [['A', 20.0]]
    """
    found = on_map(frame, regions, day, sums=["product_kzt_million", "population_persons"])
    return found.assign(rate=found["product_kzt_million"] / found["population_persons"] * 1000)


def by_map(frame: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Measure product by volume and per head on each map there has been, the figures held fixed.

    Parameters
    ----------
    frame : DataFrame
        From :func:`regional`.
    regions : DataFrame
        Table regions of the Senate, with `unit_type`.

    Returns
    -------
    DataFrame
        One row per map: `since` (the day it came in force, missing for the first known), `volume_ratio`
        (largest product over smallest) and the fields of :class:`Disparity`.

    Examples
    --------
    >>> regions = pd.DataFrame({"place": ["A", "B"], "valid_from": pd.to_datetime([None, "2022-06-08"]),
    ...     "formed_from": [None, "A"], "unit_type": "oblast"})
    >>> frame = pd.DataFrame({"place": ["A", "B"], "product_kzt_million": [30.0, 10.0],
    ...     "population_persons": [1000, 1000], "source_id": "stat"})
    >>> by_map(frame, regions)[["units", "volume_ratio", "ratio"]].values.tolist()
    [[1.0, 1.0, 1.0], [2.0, 3.0, 3.0]]
    """
    kinds = regions.set_index("place")["unit_type"]
    days = sorted(regions["valid_from"].dropna().unique())
    rows = []
    for since in [pd.NaT, *days]:
        day = days[0] - pd.Timedelta(days=1) if pd.isna(since) else since
        found = on_day(frame, regions, str(day))
        volume = inequality.max_min_ratio(found["product_kzt_million"])
        rows.append({"since": since, "volume_ratio": volume, **asdict(disparity(found, kinds))})
    return pd.DataFrame(rows)


def over_time(product: pd.DataFrame, *, without: Sequence[str] = ()) -> pd.DataFrame:
    """Measure product per head over the years, on the maps of their time, every region alike.

    Parameters
    ----------
    product : DataFrame
        Table regional_product.
    without : sequence of str
        Regions to leave out.

    Returns
    -------
    DataFrame
        One row per period: `period`, `year`, `half` (bool), `units`, `ratio`, `highest`, `lowest`,
        `variation` (not weighted), `source_id`.

    Examples
    --------
    >>> product = pd.DataFrame({"place": ["KZ-1", "KZ-2", "KAZ"], "period": "2022-H1", "source_id": "stat",
    ...     "product_per_head_kzt_thousand": [1.0, 3.0, 2.0]})
    >>> over_time(product)[["year", "half", "units", "ratio", "variation"]].values.tolist()
    [[2022, True, 2, 3.0, 0.5]]
    """
    regions = product[(product["place"] != "KAZ") & ~product["place"].isin(without)]
    rows = []
    for period, part in regions.groupby("period", sort=True):
        rates = part["product_per_head_kzt_thousand"].to_numpy(float)
        places = part["place"].tolist()
        rows.append(
            {
                "period": period,
                "year": int(str(period)[:4]),
                "half": str(period).endswith("H1"),
                "units": len(part),
                "ratio": inequality.max_min_ratio(rates),
                "highest": places[int(rates.argmax())],
                "lowest": places[int(rates.argmin())],
                "variation": inequality.variation(rates),
                "source_id": cited(part["source_id"]),
            }
        )
    return pd.DataFrame(rows)


def lift(frame: pd.DataFrame, share: float) -> Lift:
    """Say what it would take to bring every region up to a share of the mean rate.

    Parameters
    ----------
    frame : DataFrame
        `place`, `rate`, `population_persons`.
    share : float
        Floor as a share of the mean over all residents, 0 to 1.

    Returns
    -------
    Lift

    Examples
    --------
    >>> frame = pd.DataFrame({"place": ["A", "B"], "rate": [1.0, 3.0], "population_persons": [100, 100]})
    >>> lift(frame, 0.75)
    Lift(floor=1.5, lifted=('A',), cost_share=0.125, ratio_before=3.0, ratio_after=2.0)
    """
    rates, people = frame["rate"].to_numpy(float), frame["population_persons"].to_numpy(float)
    floor = share * float(np.average(rates, weights=people))
    raised = np.maximum(rates, floor)
    below = frame[rates < floor].sort_values("rate")["place"]
    return Lift(
        floor,
        tuple(below),
        float(((raised - rates) * people).sum() / (rates * people).sum()),
        inequality.max_min_ratio(rates),
        inequality.max_min_ratio(raised),
    )


def _middle(period: str) -> pd.Timestamp:
    return pd.Timestamp(f"{period[:4]}-{'04-01' if period.endswith('-H1') else '07-02'}")


def _interpolated(population: pd.DataFrame, day: pd.Timestamp) -> dict[str, float]:
    """Return residents by place on a day between two counts."""
    found = {}
    for place, counts in population.sort_values("date").groupby("place"):
        days = counts["date"].to_numpy("datetime64[s]").astype(float)
        at = day.to_datetime64().astype("datetime64[s]").astype(float)
        if days[0] <= at <= days[-1]:
            found[str(place)] = float(np.interp(at, days, counts["population_persons"].to_numpy(float)))
    return found
