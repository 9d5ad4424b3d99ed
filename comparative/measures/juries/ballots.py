"""How many of a bench vote for guilt: exact distributions, votes independent or correlated."""

from __future__ import annotations

from functools import lru_cache
from math import comb
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

__all__ = ["accurate", "plain", "share", "votes", "votes_of"]

_FEW = 60  # so many ways to vote are still exact in a float, or nearly


def accurate(p: ArrayLike) -> tuple[Any, Any]:
    """Return how often a member votes for guilt who is right with probability `p` either way.

    Parameters
    ----------
    p : float or array
        Probability of the right vote.

    Returns
    -------
    tuple
        P(vote for guilt | guilty) and P(vote for guilt | innocent).

    Examples
    --------
    >>> accurate(0.75)
    (0.75, 0.25)
    """
    return p, plain(1 - np.asarray(p))


def votes(n: int, p: ArrayLike, rho: ArrayLike = 0.0) -> np.ndarray:
    """Return the distribution of the number of votes for guilt among `n` exchangeable members.

    Binomial, or with `rho` above zero beta-binomial: the probability with which members vote for guilt is
    itself drawn, once per trial, from a beta distribution with mean `p`, so that any two votes have
    correlation `rho`.

    Parameters
    ----------
    n : int
        Members.
    p : float or array
        Probability that one member votes for guilt.
    rho : float or array
        Intraclass correlation, 0 (independent) to 1 (all vote as one).

    Returns
    -------
    ndarray, shape (n + 1, ...)
        Probability of 0, 1, ..., n votes; further axes are those of `p` and `rho` broadcast.

    Raises
    ------
    ValueError
        If a probability or the correlation is outside 0 to 1.

    Notes
    -----
    Members are added one at a time, as draws from a Pólya urn: after m members of whom k voted for guilt,
    the next does so with probability (p (1 - rho) + k rho) / (1 - rho + m rho). All terms are positive, so
    nothing cancels.

    References
    ----------
    Skellam, J. G. (1948). A probability distribution derived from the binomial distribution by regarding the
    probability of success as variable between the sets of trials. Journal of the Royal Statistical Society B
    10, 257-261.

    Examples
    --------
    >>> votes(2, 0.5).tolist()
    [0.25, 0.5, 0.25]
    >>> votes(2, 0.5, rho=1).tolist()
    [0.5, 0.0, 0.5]
    """
    return votes_of(n, *np.broadcast_arrays(share(p, "p"), share(rho, "rho")))


def votes_of(n: int, p: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Return what :func:`votes` does, from arrays of one shape known to be probabilities."""
    if n <= _FEW and not rho.any():
        k, ways = _ways(n, p.ndim)
        return ways * p**k * (1 - p) ** (n - k)
    found = np.zeros((n + 1, *p.shape))
    found[0] = 1.0
    for m in range(n):
        k = np.arange(m + 1).reshape(-1, *([1] * p.ndim))
        # The first member is free of the others: the urn's 0/0 at rho = 1 is p.
        yes = p if m == 0 else (p * (1 - rho) + k * rho) / (1 - rho + m * rho)
        no = 1 - p if m == 0 else ((1 - p) * (1 - rho) + (m - k) * rho) / (1 - rho + m * rho)
        now = found[: m + 1]
        more = now * yes
        found[: m + 1] = now * no
        found[1 : m + 2] += more
    return found


@lru_cache(maxsize=256)
def _ways(n: int, dimensions: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of votes 0 to n and the ways to have them, ready to broadcast."""
    shape = (-1, *([1] * dimensions))
    return np.arange(n + 1).reshape(shape), np.array([float(comb(n, k)) for k in range(n + 1)]).reshape(shape)


def share(value: ArrayLike, name: str) -> np.ndarray:
    """Return probabilities as an array, or raise ValueError naming the argument."""
    values = np.asarray(value, dtype=float)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError(f"{name} must lie between 0 and 1, not {value!r}")
    return values


def plain(values: np.ndarray) -> Any:
    """Return a float for a single value."""
    return values.item() if np.ndim(values) == 0 else values
