"""Exact tests for few cases: tables of counts and differences of means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

__all__ = ["Permutation", "freeman_halton", "permutation"]


def freeman_halton(successes: Sequence[int], totals: Sequence[int]) -> float:
    """Test whether groups share one proportion, without large-sample theory.

    The Freeman-Halton extension of Fisher's exact test to more than two groups: with the margins held fixed,
    the probability of all tables no more likely than the one observed. With two groups it is Fisher's
    two-sided test.

    Parameters
    ----------
    successes : sequence of int, shape (groups,)
        Cases with the property, per group.
    totals : sequence of int, shape (groups,)
        All cases, per group.

    Returns
    -------
    float
        Two-sided p value; 1 if there is one group only or no variation.

    Raises
    ------
    ValueError
        If a group has more successes than cases, or a count is negative.

    References
    ----------
    Freeman, G. H. and Halton, J. H. (1951). Note on an exact treatment of contingency, goodness of fit and
    other problems of significance. Biometrika 38, 141-149.

    Examples
    --------
    Fisher's tea (1935): four of four and none of four is one table in 70, and so is its mirror.

    >>> round(freeman_halton([4, 0], [4, 4]), 4)
    0.0286
    """
    if len(successes) != len(totals) or any(not 0 <= s <= n for s, n in zip(successes, totals, strict=True)):
        raise ValueError(f"successes {list(successes)} do not fit into groups of {list(totals)}")
    wanted = sum(successes)
    # Weights of all tables, group by group: reached[k] lists the weights of tables with k successes so far.
    reached: dict[int, np.ndarray] = {0: np.ones(1)}
    for total in totals:
        ways = [comb(total, k) for k in range(total + 1)]
        following: dict[int, list[np.ndarray]] = {}
        for so_far, weights in reached.items():
            for k in range(min(total, wanted - so_far) + 1):
                following.setdefault(so_far + k, []).append(weights * ways[k])
        reached = {count: np.concatenate(parts) for count, parts in following.items()}
    weights = reached[wanted] / comb(sum(totals), wanted)
    observed = np.prod([comb(n, s) for s, n in zip(successes, totals, strict=True)], dtype=float)
    observed /= comb(sum(totals), wanted)
    # Ties are decided with the tolerance R's fisher.test uses.
    return float(min(1.0, weights[weights <= observed * (1 + 1e-7)].sum()))


@dataclass(frozen=True)
class Permutation:
    """How a difference of means compares with every other way to pick as many values.

    Attributes
    ----------
    n, chosen : int
        Values in all, and in the group.
    difference : float
        Mean of the group minus mean of the others.
    ways : int
        Ways to choose as many.
    as_high, as_far : int
        Ways with a difference at least as high, and at least as far from zero; the group itself counts.
    """

    n: int
    chosen: int
    difference: float
    ways: int
    as_high: int
    as_far: int


def permutation(values: Sequence[float], chosen: Sequence[bool]) -> Permutation:
    """Compare a difference of means with all that another choice of the group would have given.

    The test of Fisher (1935) and Pitman (1937). It takes the values for exchangeable: in a series with a
    trend, later values differ from earlier ones whatever happened in between.

    Parameters
    ----------
    values : sequence of float, shape (n,)
    chosen : sequence of bool, shape (n,)
        Which of them are the group.

    Returns
    -------
    Permutation

    Raises
    ------
    ValueError
        If the group or the rest is empty.

    References
    ----------
    Pitman, E. J. G. (1937). Significance tests which may be applied to samples from any populations.
    Supplement to the Journal of the Royal Statistical Society 4, 119-130.

    Examples
    --------
    >>> permutation([1, 2, 3, 10], [False, False, False, True])
    Permutation(n=4, chosen=1, difference=8.0, ways=4, as_high=1, as_far=1)
    """
    numbers, members = np.asarray(values, float), np.asarray(chosen, bool)
    size = int(members.sum())
    if not 0 < size < len(numbers):
        raise ValueError(f"{size} of {len(numbers)} values chosen: a difference takes a group and others")
    picks = np.array(list(combinations(range(len(numbers)), size)))
    sums = numbers[picks].sum(axis=1)
    differences = sums / size - (numbers.sum() - sums) / (len(numbers) - size)
    observed = float(numbers[members].mean() - numbers[~members].mean())
    # Equal differences may part in the last digits when added up in another order.
    tie = 1e-9 * max(1.0, float(np.abs(numbers).max()))
    return Permutation(
        n=len(numbers),
        chosen=size,
        difference=observed,
        ways=len(picks),
        as_high=int((differences >= observed - tie).sum()),
        as_far=int((np.abs(differences) >= abs(observed) - tie).sum()),
    )
