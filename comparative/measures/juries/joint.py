"""Lay votes and votes of judges together: correlated within each group, or across the whole bench."""

from __future__ import annotations

from itertools import pairwise
from math import comb

import numpy as np
from scipy import special

from comparative.measures.juries.ballots import votes, votes_of
from comparative.measures.juries.bench import Bench

__all__ = ["apart", "together"]

_NODES = 321
_REACH = 4.0
_TINY = 1e-12  # nearer to certainty or to independence than this is the same in floating point


def apart(bench: Bench, p: np.ndarray, judge: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Joint distribution of lay votes and votes of judges, correlated within each group only."""
    rho = np.broadcast_to(rho, p.shape)
    return votes_of(bench.lay, p, rho)[:, None] * votes_of(bench.professional, judge, rho)[None]


def together(bench: Bench, p: np.ndarray, judge: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Joint distribution of lay votes and votes of judges under one draw for the bench."""
    found, rho = np.empty((bench.lay + 1, bench.professional + 1, *p.shape)), np.broadcast_to(rho, p.shape)
    for at in np.ndindex(p.shape):
        here = (slice(None), slice(None), *at)
        if p[at] == judge[at] or not bench.professional or not bench.lay:
            found[here] = _split(bench, votes(bench.size, p[at] if bench.lay else judge[at], rho[at]))
        elif min(rho[at], 1 - rho[at], p[at], 1 - p[at], judge[at], 1 - judge[at]) < _TINY:
            found[here] = _edge(bench, float(p[at]), float(judge[at]), float(rho[at]))
        else:
            found[here] = _quantiles(bench, float(p[at]), float(judge[at]), float(rho[at]))
    return found


def _split(bench: Bench, total: np.ndarray) -> np.ndarray:
    """Spread a distribution of all votes over lay members and judges who vote alike."""
    return np.array(
        [
            [
                total[i + j] * comb(bench.lay, i) * comb(bench.professional, j) / comb(bench.size, i + j)
                for j in range(bench.professional + 1)
            ]
            for i in range(bench.lay + 1)
        ]
    )


def _edge(bench: Bench, p: float, judge: float, rho: float) -> np.ndarray:
    """Return the joint distribution where a beta distribution degenerates."""
    if rho < 1 - _TINY:  # independent, or one group certain whatever is drawn
        return np.outer(votes(bench.lay, p, rho), votes(bench.professional, judge, rho))
    found = np.zeros((bench.lay + 1, bench.professional + 1))
    found[-1, -1] = min(p, judge)
    found[0, 0] = 1 - max(p, judge)
    found[(-1, 0) if p > judge else (0, -1)] = abs(p - judge)
    return found


def _quantiles(bench: Bench, p: float, judge: float, rho: float) -> np.ndarray:
    """Integrate over the common quantile by the double exponential rule (Takahasi and Mori 1974)."""
    t = np.linspace(-_REACH, _REACH, _NODES)
    below, above = special.expit(np.pi * np.sinh(t)), special.expit(-np.pi * np.sinh(t))
    weight = np.pi * np.cosh(t) * below * above * (t[1] - t[0])
    strength = (1 - rho) / rho
    # Under strong correlation the quantiles leap near 1 - p: pieces end there, where the rule is densest.
    edges = sorted({0.0, 1 - p, 1 - judge, 1.0})
    found = np.zeros((bench.lay + 1, bench.professional + 1))
    for start, end in pairwise(edges):
        width = end - start
        quantile, rest = start + width * below, 1 - end + width * above
        drawn = []
        for n, mean in ((bench.lay, p), (bench.professional, judge)):
            a, b = mean * strength, (1 - mean) * strength
            yes, no = _quantile(a, b, quantile), _quantile(b, a, rest)
            k = np.arange(n + 1)[:, None]
            drawn.append(special.comb(n, k) * yes**k * no ** (n - k))
        found += np.einsum("it,jt,t->ij", *drawn, weight * width)
    return found


def _quantile(a: float, b: float, u: np.ndarray) -> np.ndarray:
    """Quantile of a beta distribution."""
    found = special.betaincinv(a, b, u)
    # SciPy has no answer for some u below 1e-16, where the first term of the series is exact in a float.
    return np.where(np.isnan(found), (u * a * special.beta(a, b)) ** (1 / a), found)
