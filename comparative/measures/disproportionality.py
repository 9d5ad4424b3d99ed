"""How far seats stray from votes.

All indices take shares in percent and give percentage points. Shares are never rescaled: what they are
shares of - votes for parties, or votes for parties and against all - is the caller's to choose and to say,
and :func:`percentages` computes them from counts and a base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

__all__ = [
    "effective_number",
    "gallagher",
    "indices",
    "loosemore_hanby",
    "percentages",
    "rae",
    "sainte_lague_index",
    "wasted_votes",
]

Shares = Mapping[Any, float] | pd.Series | Sequence[float] | np.ndarray


def percentages(counts: Shares, base: float | None = None) -> Any:
    """Express counts as percentages of a base.

    Parameters
    ----------
    counts : mapping, Series or sequence
        Votes or seats by party.
    base : float, optional
        What 100 percent is, such as all valid votes; the sum of `counts` if left out.

    Returns
    -------
    Series, or array for a sequence
        Percent, in the order given.

    Raises
    ------
    ValueError
        If a count is negative or not finite, or the base is zero or less than the sum of the counts.

    Examples
    --------
    >>> percentages({"A": 30, "B": 10}, base=50).to_dict()
    {'A': 60.0, 'B': 20.0}
    """
    series = isinstance(counts, Mapping | pd.Series)
    values = pd.Series(counts, dtype=float) if series else np.asarray(counts, dtype=float)
    _finite(np.asarray(values))
    total = float(np.sum(values))
    whole = total if base is None else float(base)
    if not whole > 0 or total > whole * (1 + 1e-9):
        raise ValueError(f"a base of {whole:g} does not hold counts that add up to {total:g}")
    return 100 * values / whole


def gallagher(votes_pct: Shares, seats_pct: Shares) -> float:
    """Least-squares index, the root of half the sum of squared differences (Gallagher 1991).

    Parameters
    ----------
    votes_pct, seats_pct : mapping, Series or sequence
        Shares of votes and seats in percent, of the same parties.

    Returns
    -------
    float
        Percentage points: 0 where every seat share is the vote share.

    Raises
    ------
    ValueError
        If parties differ, a share is negative or not finite, or shares add up to more than 100 percent or so
        little that they look like fractions.

    Examples
    --------
    >>> round(gallagher([60, 40], [70, 30]), 2)
    10.0
    >>> gallagher({"A": 0.6, "B": 0.4}, {"A": 70, "B": 30})
    Traceback (most recent call last):
    ValueError: shares of votes add up to 1: give percent, not fractions
    """
    votes, seats = _pair(votes_pct, seats_pct)
    return float(np.sqrt(((votes - seats) ** 2).sum() / 2))


def loosemore_hanby(votes_pct: Shares, seats_pct: Shares) -> float:
    """Half the sum of absolute differences: the share of seats in other hands than votes would put them.

    Loosemore and Hanby (1971). Parameters and errors as in :func:`gallagher`.

    Examples
    --------
    >>> loosemore_hanby([60, 30, 10], [70, 30, 0])
    10.0
    """
    votes, seats = _pair(votes_pct, seats_pct)
    return float(np.abs(votes - seats).sum() / 2)


def sainte_lague_index(votes_pct: Shares, seats_pct: Shares) -> float:
    """Sum of squared differences, each divided by the vote share (Gallagher 1991).

    It has no upper bound, and is infinite where seats went to a party without votes. Parameters and errors as
    in :func:`gallagher`.

    Examples
    --------
    >>> sainte_lague_index([50, 50], [60, 40])
    4.0
    """
    votes, seats = _pair(votes_pct, seats_pct)
    apart = votes != seats
    with np.errstate(divide="ignore"):
        return float(((votes[apart] - seats[apart]) ** 2 / votes[apart]).sum())


def rae(votes_pct: Shares, seats_pct: Shares, *, smallest_pct: float = 0.0) -> float:
    """Mean absolute difference over the parties (Rae 1967).

    Parameters
    ----------
    votes_pct, seats_pct
        As in :func:`gallagher`.
    smallest_pct : float
        Parties with a smaller share of votes are left out; Rae left out those under half a percent.

    Examples
    --------
    >>> round(rae([60, 30, 10], [70, 30, 0]), 2)
    6.67
    """
    votes, seats = _pair(votes_pct, seats_pct)
    kept = votes >= smallest_pct
    if not kept.any():
        raise ValueError(f"no party has {smallest_pct} percent of the votes")
    return float(np.abs(votes - seats)[kept].mean())


def effective_number(shares_pct: Shares) -> float:
    """Effective number of parties, one over the sum of squared shares (Laakso and Taagepera 1979).

    Shares that add up to less than 100 percent are taken as they are: the rest counts as parties too small to
    matter.

    Examples
    --------
    >>> effective_number([50, 50]), round(effective_number({"A": 60, "B": 30, "C": 10}), 2)
    (2.0, 2.17)
    """
    values = _shares(shares_pct, "shares")
    return float(1e4 / (values**2).sum())


def wasted_votes(votes_pct: Shares, seats_pct: Shares) -> float:
    """Share of votes for parties that won no seat, in percent of the base of the votes.

    Examples
    --------
    >>> wasted_votes([60, 30, 10], [70, 30, 0])
    10.0
    """
    votes, seats = _pair(votes_pct, seats_pct)
    return float(votes[seats == 0].sum())


def indices(
    votes: Mapping[Any, float] | pd.Series,
    seats: Mapping[Any, float] | pd.Series,
    *,
    against_all: float = 0.0,
) -> pd.DataFrame:
    """Every index from counts, on both bases.

    Parameters
    ----------
    votes, seats : mapping or Series
        Counts by party; a party with seats and no list has 0 votes.
    against_all : float
        Votes against all. On the base ``with_against_all`` they are a party without seats, which they are for
        the voter; on ``parties`` they are left out. Without any, the two bases are one.

    Returns
    -------
    DataFrame
        Indexed by base, columns `gallagher`, `loosemore_hanby`, `sainte_lague_index`, `rae`, `wasted_votes`
        (percentage points or percent), `effective_parties_votes`, `effective_parties_seats` and
        `base_votes`.

    Examples
    --------
    >>> found = indices({"A": 60, "B": 20}, {"A": 8, "B": 2}, against_all=20)
    >>> found["gallagher"].round(2).to_dict()
    {'parties': 5.0, 'with_against_all': 20.0}
    """
    counted = pd.Series(votes, dtype=float)
    won = percentages(seats)
    rows = {}
    for base, extra in (("parties", 0.0), ("with_against_all", float(against_all)))[
        : 2 if against_all else 1
    ]:
        share, held = percentages(counted, counted.sum() + extra), won
        if extra:
            nobody = pd.Series({"against all": 100 * extra / (counted.sum() + extra)})
            share = pd.concat([share, nobody])
            held = pd.concat([won, nobody * 0])
        rows[base] = {
            "gallagher": gallagher(share, held),
            "loosemore_hanby": loosemore_hanby(share, held),
            "sainte_lague_index": sainte_lague_index(share, held),
            "rae": rae(share, held),
            "wasted_votes": wasted_votes(share, held),
            "effective_parties_votes": effective_number(share),
            "effective_parties_seats": effective_number(won),
            "base_votes": counted.sum() + extra,
        }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("base")


def _pair(votes: Shares, seats: Shares) -> tuple[np.ndarray, np.ndarray]:
    """Both as arrays of the same parties in the same order."""
    named = [isinstance(x, Mapping | pd.Series) for x in (votes, seats)]
    if all(named):
        first, second = pd.Series(votes, dtype=float), pd.Series(seats, dtype=float)
        odd = first.index.symmetric_difference(second.index)
        if len(odd) or not first.index.is_unique:
            who = odd[0] if len(odd) else first.index[first.index.duplicated()][0]
            raise ValueError(
                f"{who} must have one share of votes and one of seats: write 0 where there is none"
            )
        votes, seats = first, second.reindex(first.index)
    elif any(named):
        raise ValueError("give votes and seats in the same way: both by party, or both in one order")
    a, b = _shares(votes, "shares of votes"), _shares(seats, "shares of seats")
    if a.shape != b.shape:
        raise ValueError(f"{a.size} shares of votes and {b.size} shares of seats")
    return a, b


def _shares(shares: Shares, what: str) -> np.ndarray:
    values = (
        pd.Series(shares, dtype=float).to_numpy()
        if isinstance(shares, Mapping)
        else np.asarray(shares, float)
    )
    if values.ndim != 1 or values.size == 0:
        raise ValueError(f"{what}: one number per party, not an array of shape {values.shape}")
    _finite(values)
    total = values.sum()
    if total > 100.5:  # published shares are rounded
        raise ValueError(f"{what} add up to {total:g} percent")
    if total <= 1.005:
        raise ValueError(f"{what} add up to {total:g}: give percent, not fractions")
    return values


def _finite(values: np.ndarray) -> None:
    wrong = ~((values >= 0) & np.isfinite(values))
    if wrong.any():
        raise ValueError(f"{values[wrong][0]} is no share or count; it must be zero or more")
