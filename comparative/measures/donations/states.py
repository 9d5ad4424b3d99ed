"""Limits on gifts to candidates in the US states: how high, for whom, and against what.

A limit stands in law per election, per year or per cycle. Published averages mix these amounts as they
are printed; :func:`per_cycle` puts them on one footing first. A state without a limit is a case, not a gap:
its limit is above any amount, so it counts in shares and medians though not in means.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

import numpy as np
import pandas as pd

__all__ = [
    "CONTRIBUTORS",
    "OFFICES",
    "Exceedance",
    "Summary",
    "against_published",
    "burden",
    "exceedance",
    "per_cycle",
    "select",
    "sensitivity",
    "summary",
]

OFFICES = ("governor", "state_senate", "state_house")
CONTRIBUTORS = ("individual", "state_party", "pac", "corporation", "union")

Basis = Literal["stated", "cycle"]

# Times a stated amount can be given over a two-year cycle with one primary and one general election,
# after the codebook of the Campaign Finance Institute (2021). A run-off is not counted.
_TIMES = {"per_election": 2.0, "per_cycle": 1.0, "per_year": 2.0, "election_segment": 1.0}
_FOOTING = {"stated": "amount_usd", "cycle": "amount_cycle_usd"}


@dataclass(frozen=True)
class Summary:
    """Limits of the states for one office and one kind of donor.

    Attributes
    ----------
    n : int
        States with a limit that can be compared.
    mean, median, low, high : float
        USD, over those `n` states.
    lowest, highest : tuple of str
        The states at either end.
    median_of_all : float
        Median when the states without a limit stand above every amount; infinite if they are the majority.
    unlimited, prohibited, conditional, apart : int
        States without a limit; with a ban; free under a condition; with a limit of another kind
        (a ceiling on all gifts of a donor together).
    """

    office: str
    contributor: str
    basis: str
    n: int
    mean: float
    median: float
    low: float
    high: float
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    median_of_all: float
    unlimited: int
    prohibited: int
    conditional: int
    apart: int


@dataclass(frozen=True)
class Exceedance:
    """Share of states whose limit lies above an amount.

    Attributes
    ----------
    curve : DataFrame
        Columns amount_usd (rising, from 0), share_above: the share from that amount on.
    plateau : float
        Share without any limit, which the curve never leaves.
    n, unlimited : int
        States in the curve, and those of them without a limit.
    """

    curve: pd.DataFrame
    plateau: float
    n: int
    unlimited: int

    def share_above(self, amount: float) -> float:
        """Return the share of states where one donor may give more than `amount` USD."""
        at = int(np.searchsorted(self.curve["amount_usd"].to_numpy(), amount, side="right")) - 1
        return 1.0 if at < 0 else float(self.curve["share_above"].iloc[at])


def per_cycle(limits: pd.DataFrame) -> pd.DataFrame:
    """Add what one donor may give a candidate over a whole cycle, primary and general election together.

    Parameters
    ----------
    limits : DataFrame
        Columns amount_usd, primary_amount_usd (where the primary has an amount of its own), period.

    Returns
    -------
    DataFrame
        A copy with amount_cycle_usd: per election twice (or primary plus general), per year twice, per cycle
        and per election segment once. Missing where the period allows no such sum. The arithmetic follows the
        codebook of the Campaign Finance Institute's database of state laws (2021).

    Examples
    --------
    >>> limits = pd.DataFrame({"amount_usd": [47100.0, 1000.0, 5200.0],
    ...     "primary_amount_usd": [22600.0, None, None], "period": ["per_election", "per_year", "per_cycle"]})
    >>> per_cycle(limits)["amount_cycle_usd"].tolist()
    [69700.0, 2000.0, 5200.0]
    """
    amount = limits["amount_usd"].astype(float)
    primary = limits["primary_amount_usd"].astype(float)
    total = amount * limits["period"].map(_TIMES).astype(float)
    split = primary.notna() & limits["period"].eq("per_election")
    return limits.assign(amount_cycle_usd=total.mask(split, primary + amount))


def select(limits: pd.DataFrame, office: str, contributor: str = "individual") -> pd.DataFrame:
    """Return the rows of one office and one kind of donor, in states where that office exists.

    Returns
    -------
    DataFrame
        The rows with amount_cycle_usd (:func:`per_cycle`) and case: the rule, but ``other_ceiling`` for a
        limit that has no amount per cycle (a ceiling on all gifts of a donor together).

    Raises
    ------
    ValueError
        If the office or the kind of donor is unknown, or no row is left.

    Examples
    --------
    >>> select(pd.DataFrame(), "gouvernor")
    Traceback (most recent call last):
        ...
    ValueError: office 'gouvernor' is unknown; did you mean 'governor'?
    """
    for what, given, known in (("office", office, OFFICES), ("contributor", contributor, CONTRIBUTORS)):
        if given not in known:
            near = get_close_matches(str(given), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            raise ValueError(f"{what} {given!r} is unknown; {hint}")
    rows = limits[
        limits["office"].eq(office)
        & limits["contributor"].eq(contributor)
        & limits["chamber_exists"].astype(bool)
    ]
    if rows.empty:
        raise ValueError(f"there are no limits for {office} and {contributor} in these rows")
    rows = per_cycle(rows)
    apart = rows["rule"].eq("limited") & rows["amount_cycle_usd"].isna()
    return rows.assign(case=rows["rule"].mask(apart, "other_ceiling"))


def summary(
    limits: pd.DataFrame, office: str, contributor: str = "individual", *, basis: Basis = "cycle"
) -> Summary:
    """Summarise the limits of the states for one office and one kind of donor.

    Parameters
    ----------
    limits : DataFrame
        Table us_state_limits.
    office : {"governor", "state_senate", "state_house"}
    contributor : {"individual", "state_party", "pac", "corporation", "union"}
    basis : {"stated", "cycle"}
        Amounts as printed in law, or per whole cycle (:func:`per_cycle`).

    Returns
    -------
    Summary

    Raises
    ------
    ValueError
        If a name is unknown or no state sets a comparable limit.

    Examples
    --------
    >>> limits = pd.DataFrame({"place": list("ABC"), "office": "governor", "contributor": "individual",
    ...     "rule": ["limited", "limited", "unlimited"], "amount_usd": [500.0, 2000.0, None],
    ...     "primary_amount_usd": None, "period": ["per_year", "per_election", None], "chamber_exists": True})
    >>> found = summary(limits, "governor")
    >>> found.mean, found.median, found.median_of_all, found.lowest
    (2500.0, 2500.0, 4000.0, ('A',))
    """
    if basis not in _FOOTING:
        raise ValueError(f"basis {basis!r} is unknown; known are {', '.join(_FOOTING)}")
    rows = select(limits, office, contributor)
    comparable = rows[rows["case"].eq("limited")]
    amounts = comparable[_FOOTING[basis]].astype(float)
    if amounts.empty:
        raise ValueError(f"no state sets a comparable limit for {office} and {contributor}")
    counts = rows["case"].value_counts()
    unlimited = int(counts.get("unlimited", 0))
    low, high = amounts.min(), amounts.max()
    return Summary(
        office=office,
        contributor=contributor,
        basis=basis,
        n=len(amounts),
        mean=float(amounts.mean()),
        median=float(amounts.median()),
        low=float(low),
        high=float(high),
        lowest=tuple(comparable.loc[amounts.eq(low), "place"]),
        highest=tuple(comparable.loc[amounts.eq(high), "place"]),
        median_of_all=_median_of_all(amounts, unlimited),
        unlimited=unlimited,
        prohibited=int(counts.get("prohibited", 0)),
        conditional=int(counts.get("conditional", 0)),
        apart=int(counts.get("other_ceiling", 0)),
    )


def against_published(
    limits: pd.DataFrame, published: pd.DataFrame, *, cycle: str = "2019-2020"
) -> pd.DataFrame:
    """Compare published averages with the same figures computed from the rows, as stated in law.

    Parameters
    ----------
    limits : DataFrame
        Table us_state_limits.
    published : DataFrame
        Table us_published_aggregates; rows of `cycle` that give mean, median, min or max by office.
    cycle : str
        The cycle published.

    Returns
    -------
    DataFrame
        Columns office, statistic, published_usd, computed_usd, gap_usd, gap_pct, n_states, source_id, in the
        order of offices. The computed side is never tuned to the published one.

    Raises
    ------
    ValueError
        If nothing was published for the cycle.
    """
    fields = {"mean": "mean", "median": "median", "min": "low", "max": "high"}
    rows = published[
        published["cycle"].eq(cycle)
        & published["office"].isin(OFFICES)
        & published["statistic"].isin(fields)
        & published["convention"].eq("as_stated_in_law")
    ]
    if rows.empty:
        known = ", ".join(sorted(set(published["cycle"])))
        raise ValueError(f"no averages by office were published for cycle {cycle!r}; cycles are {known}")
    own = {office: summary(limits, office, basis="stated") for office in OFFICES}
    found = rows[["office", "statistic", "value", "source_id"]].rename(columns={"value": "published_usd"})
    pairs = list(zip(found["office"], found["statistic"], strict=True))
    found["computed_usd"] = [getattr(own[office], fields[statistic]) for office, statistic in pairs]
    found["gap_usd"] = found["computed_usd"] - found["published_usd"]
    found["gap_pct"] = 100 * found["gap_usd"] / found["published_usd"]
    found["n_states"] = [own[office].n for office in found["office"]]
    order = found["office"].map(OFFICES.index) * 10 + found["statistic"].map(list(fields).index)
    return found.iloc[np.argsort(order.to_numpy(), kind="stable")].reset_index(drop=True)


def burden(
    limits: pd.DataFrame, states: pd.DataFrame, office: str, contributor: str = "individual"
) -> pd.DataFrame:
    """Relate limits per cycle to what people earn and how many a seat represents.

    Parameters
    ----------
    limits, states : DataFrame
        Tables us_state_limits and us_states.
    office, contributor : str
        As in :func:`summary`.

    Returns
    -------
    DataFrame
        One row per limiting state, by falling share: place, amount_cycle_usd, share_of_income (of the median
        household income of a year), usd_per_1000_residents (residents per seat; the governor is one seat),
        source_id.
    """
    rows = select(limits, office, contributor)
    rows = rows[rows["case"].eq("limited")]
    both = rows[["place", "amount_cycle_usd", "source_id"]].merge(
        states.drop(columns=["status", "note"], errors="ignore"), on="place", suffixes=("", "_state")
    )
    seats = 1.0 if office == "governor" else both[office.removeprefix("state_") + "_seats"].astype(float)
    residents = both["population_2020_persons"].astype(float) / seats
    return (
        both.assign(
            share_of_income=both["amount_cycle_usd"] / both["median_household_income_2019_usd"].astype(float),
            usd_per_1000_residents=both["amount_cycle_usd"] / residents * 1000,
            source_id=both["source_id"] + ";" + both["source_id_state"],
        )[["place", "amount_cycle_usd", "share_of_income", "usd_per_1000_residents", "source_id"]]
        .sort_values(["share_of_income", "place"], ascending=[False, True])
        .reset_index(drop=True)
    )


def exceedance(limits: pd.DataFrame, office: str, contributor: str = "individual") -> Exceedance:
    """Trace the share of states whose limit per cycle exceeds an amount, over all amounts.

    States that ban the donor, or free it under a condition, are outside the curve; states without a limit
    exceed every amount, so the curve ends in a plateau. It is one minus the empirical distribution function,
    a full count without sampling error: no band belongs to it.

    Parameters
    ----------
    limits : DataFrame
        Table us_state_limits.
    office, contributor : str
        As in :func:`summary`.

    Returns
    -------
    Exceedance

    Examples
    --------
    >>> limits = pd.DataFrame({"place": list("ABCD"), "office": "governor", "contributor": "individual",
    ...     "rule": ["limited", "limited", "limited", "unlimited"], "primary_amount_usd": None,
    ...     "amount_usd": [500.0, 500.0, 2000.0, None], "period": "per_cycle", "chamber_exists": True})
    >>> found = exceedance(limits, "governor")
    >>> found.curve["share_above"].tolist(), found.plateau, found.share_above(500)
    ([1.0, 0.5, 0.25], 0.25, 0.5)
    """
    rows = select(limits, office, contributor)
    limited = rows["case"].eq("limited")
    unlimited = int(rows["case"].eq("unlimited").sum())
    amounts = np.sort(rows.loc[limited, "amount_cycle_usd"].to_numpy(dtype=float))
    n = len(amounts) + unlimited
    if n == 0:
        raise ValueError(f"no state lets {contributor} give within a comparable limit, or without one")
    steps = np.concatenate([[0.0], np.unique(amounts)])
    above = n - np.searchsorted(amounts, steps, side="right")
    return Exceedance(
        pd.DataFrame({"amount_usd": steps, "share_above": above / n}), unlimited / n, n, unlimited
    )


def sensitivity(limits: pd.DataFrame, office: str, contributor: str = "individual") -> pd.DataFrame:
    """Recompute the summary without rows that may be doubted.

    Returns
    -------
    DataFrame
        One row per variant (all; without stale figures; without disputed figures; without both; without New
        York): variant, n, mean_usd, median_usd, median_of_all_usd, unlimited; per whole cycle.
    """
    stale, disputed = limits["validity"].eq("stale"), limits["status"].eq("disputed")
    variants = {
        "all": limits,
        "without stale figures": limits[~stale],
        "without disputed figures": limits[~disputed],
        "without stale and disputed figures": limits[~stale & ~disputed],
        "without New York": limits[limits["place"].ne("US-NY")],
    }
    found = [(name, summary(rows, office, contributor)) for name, rows in variants.items()]
    return pd.DataFrame(
        [
            {
                "variant": name,
                "n": s.n,
                "mean_usd": s.mean,
                "median_usd": s.median,
                "median_of_all_usd": s.median_of_all,
                "unlimited": s.unlimited,
            }
            for name, s in found
        ]
    )


def _median_of_all(amounts: pd.Series, unlimited: int) -> float:
    """Median with `unlimited` further values above all others."""
    ordered = np.concatenate([np.sort(amounts.to_numpy(dtype=float)), np.full(unlimited, np.inf)])
    middle = ordered[[(len(ordered) - 1) // 2, len(ordered) // 2]]
    return float(np.inf if np.isinf(middle[1]) else middle.mean())
