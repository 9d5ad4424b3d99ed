"""Voting power: how often a party's seats decide, not how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import factorial
from typing import Any

import pandas as pd

__all__ = ["MAJORITIES", "banzhaf", "majority", "shapley_shubik"]

MAJORITIES = {"1/2": Fraction(1, 2), "2/3": Fraction(2, 3), "3/4": Fraction(3, 4)}
"""Majorities that constitutions ask for."""


def majority(house: int, share: str = "1/2") -> int:
    """Fewest seats that make a majority: more than half, or at least two thirds or three quarters.

    Examples
    --------
    >>> [majority(98, share) for share in MAJORITIES], [majority(145, share) for share in MAJORITIES]
    ([50, 66, 74], [73, 97, 109])
    """
    if share not in MAJORITIES:
        raise ValueError(f"no majority of {share!r}; there are {', '.join(MAJORITIES)}")
    if house < 1:
        raise ValueError(f"a house has one seat or more, not {house}")
    part = MAJORITIES[share] * house
    return int(part) + 1 if share == "1/2" else -(-part.numerator // part.denominator)


def banzhaf(seats: Mapping[Any, int] | pd.Series, quota: int, *, absolute: bool = False) -> pd.Series:
    """Banzhaf index: a party's share of all decisive positions in winning coalitions.

    Counted exactly: coalitions by their seats, one party after the other, in whole numbers.

    Parameters
    ----------
    seats : mapping or Series
        Seats by party; an independent member is a party of one.
    quota : int
        Seats that carry a motion.
    absolute : bool
        Give the Penrose measure instead: the probability of being decisive when all others are equally
        likely to be for or against.

    Returns
    -------
    Series
        Power by party, from 0 to 1; normalised to a sum of 1 unless `absolute`.

    Raises
    ------
    ValueError
        If a number of seats is negative or not whole, or no coalition can reach the quota.

    Notes
    -----
    Penrose (1946), Banzhaf (1965); generating functions after Brams and Affuso (1976).

    Examples
    --------
    >>> banzhaf({"A": 4, "B": 2, "C": 1}, 4).to_dict()
    {'A': 1.0, 'B': 0.0, 'C': 0.0}
    >>> banzhaf({"A": 4, "B": 3, "C": 2}, 5).round(4).to_dict()
    {'A': 0.3333, 'B': 0.3333, 'C': 0.3333}
    """
    weights = _weights(seats, quota)
    total = sum(weights.values())
    ways = [1] + [0] * total
    for w in weights.values():
        for s in range(total, w - 1, -1):
            ways[s] += ways[s - w]
    swings = {}
    for w in set(weights.values()):
        without = _divide(ways, w)
        swings[w] = sum(without[max(0, quota - w) : quota]) if w else 0
    decisive = {party: swings[w] for party, w in weights.items()}
    scale = 2 ** (len(weights) - 1) if absolute else sum(decisive.values())
    return pd.Series({party: n / scale for party, n in decisive.items()}, dtype=float, name="banzhaf")


def shapley_shubik(seats: Mapping[Any, int] | pd.Series, quota: int) -> pd.Series:
    """Shapley-Shubik index: how often a party turns a growing coalition into a winning one.

    Parameters, result and errors as in :func:`banzhaf`; all orders of joining are equally likely.

    Notes
    -----
    Shapley and Shubik (1954).

    Examples
    --------
    >>> shapley_shubik({"A": 50, "B": 49, "C": 1}, 51).round(4).to_dict()
    {'A': 0.6667, 'B': 0.1667, 'C': 0.1667}
    """
    weights = _weights(seats, quota)
    n, total = len(weights), sum(weights.values())
    orders = [factorial(k) * factorial(n - 1 - k) for k in range(n)]
    power = {}
    kinds = Counter(weights.values())
    for w in kinds:
        others = kinds - Counter([w])
        # ways[k][s]: coalitions of k others with s seats
        ways = [[0] * (total + 1) for _ in range(n)]
        ways[0][0] = 1
        joined = 0
        for v, times in others.items():
            for _ in range(times):
                joined += 1
                for k in range(joined, 0, -1):
                    row, fewer = ways[k], ways[k - 1]
                    for s in range(v, total + 1):
                        if fewer[s - v]:
                            row[s] += fewer[s - v]
        decisive = sum(
            order * sum(row[max(0, quota - w) : quota]) for order, row in zip(orders, ways, strict=True)
        )
        power[w] = decisive / factorial(n) if w else 0.0
    return pd.Series({party: power[w] for party, w in weights.items()}, dtype=float, name="shapley_shubik")


def _divide(ways: list[int], weight: int) -> list[int]:
    """Coalitions by seats without one party of that weight."""
    if weight == 0:
        return [n // 2 for n in ways]
    without = list(ways)
    for s in range(weight, len(ways)):
        without[s] -= without[s - weight]
    return without


def _weights(seats: Mapping[Any, int] | pd.Series, quota: int) -> dict[Any, int]:
    weights = {}
    for party, n in dict(seats).items():
        if n != n or n < 0 or int(n) != n:
            raise ValueError(f"{party}: {n} is no number of seats")
        weights[party] = int(n)
    if not 1 <= quota <= sum(weights.values()):
        raise ValueError(f"a quota of {quota} cannot be carried or missed by {sum(weights.values())} seats")
    return weights
