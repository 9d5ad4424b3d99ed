"""Exact tests for small tables of counts."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np

__all__ = ["freeman_halton"]


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
