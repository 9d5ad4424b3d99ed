"""Verdicts of a bench of lay members and judges: exact probabilities, votes independent or correlated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

__all__ = ["Bench", "Verdict", "accurate", "condorcet", "verdict", "votes"]

_NODES = 321
_REACH = 4.0
_TINY = 1e-12  # nearer to certainty or to independence than this is the same in floating point


@dataclass(frozen=True)
class Bench:
    """Who votes on guilt, and how many votes it takes.

    Parameters
    ----------
    lay, professional : int
        Members who vote. A judge who only presides over a jury is not counted.
    required : int
        Votes for guilt, of all members, that convict.
    lay_required, professional_required : int
        Votes for guilt that must come from lay members, and from judges, besides.
    to_acquit : int, optional
        Votes against guilt that acquit; fewer, without a conviction, hang the bench. By default whatever
        does not convict acquits.

    Raises
    ------
    ValueError
        If no vote could ever satisfy the rule, or one could convict and acquit at once.

    Examples
    --------
    >>> Bench(lay=6, professional=3, required=7).lay_votes_needed
    4
    >>> Bench(lay=10, professional=1, required=12)
    Traceback (most recent call last):
        ...
    ValueError: 12 votes cannot be required of a bench of 11
    """

    lay: int
    professional: int = 0
    required: int = 1
    lay_required: int = 0
    professional_required: int = 0
    to_acquit: int | None = None

    def __post_init__(self) -> None:
        for name in ("lay", "professional", "required", "lay_required", "professional_required"):
            value = getattr(self, name)
            if int(value) != value or value < 0:
                raise ValueError(f"{name} must be a whole number of 0 or more, not {value!r}")
            object.__setattr__(self, name, int(value))
        if self.size == 0:
            raise ValueError("a bench needs at least one member who votes")
        if not 1 <= self.required <= self.size:
            raise ValueError(f"{self.required} votes cannot be required of a bench of {self.size}")
        if self.lay_required > self.lay:
            raise ValueError(f"{self.lay_required} lay votes cannot be required of {self.lay} lay members")
        if self.professional_required > self.professional:
            raise ValueError(
                f"votes of {self.professional_required} judges cannot be required of {self.professional}"
            )
        if self.to_acquit is None:
            return
        object.__setattr__(self, "to_acquit", int(self.to_acquit))
        if not 1 <= self.to_acquit <= self.size:
            raise ValueError(f"{self.to_acquit} votes cannot acquit on a bench of {self.size}")
        if self.to_acquit + self.required <= self.size:
            raise ValueError(
                f"{self.required} votes to convict and {self.to_acquit} to acquit could both be had "
                f"on a bench of {self.size}"
            )

    @property
    def size(self) -> int:
        """Members who vote."""
        return self.lay + self.professional

    @property
    def unanimous(self) -> bool:
        """Whether every member must vote for guilt."""
        return self.required == self.size

    @property
    def lay_votes_needed(self) -> int:
        """Fewest lay votes that convict when every judge votes for guilt."""
        return max(self.lay_required, self.required - self.professional, 0)

    @property
    def professional_votes_needed(self) -> int:
        """Fewest votes of judges that convict when every lay member votes for guilt."""
        return max(self.professional_required, self.required - self.lay, 0)

    @property
    def lay_block(self) -> int | None:
        """Fewest lay members who can prevent a conviction that all judges want; None if they cannot."""
        return self.lay - self.lay_votes_needed + 1 if self.lay_votes_needed else None

    def _outcomes(self) -> tuple[np.ndarray, np.ndarray]:
        """Whether each pair (lay votes, votes of judges) convicts, and whether it acquits."""
        lay, professional = np.indices((self.lay + 1, self.professional + 1))
        convicts = (
            (lay + professional >= self.required)
            & (lay >= self.lay_required)
            & (professional >= self.professional_required)
        )
        if self.to_acquit is None:
            return convicts, ~convicts
        return convicts, ~convicts & (self.size - lay - professional >= self.to_acquit)


@dataclass(frozen=True)
class Verdict:
    """Probabilities of each outcome for a guilty and for an innocent accused.

    Attributes
    ----------
    convict_guilty, acquit_guilty, hung_guilty : float or array
        Of one who is guilty; they sum to one.
    convict_innocent, acquit_innocent, hung_innocent : float or array
        Of one who is innocent.
    """

    convict_guilty: Any
    acquit_guilty: Any
    hung_guilty: Any
    convict_innocent: Any
    acquit_innocent: Any
    hung_innocent: Any


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
    return p, _plain(1 - np.asarray(p))


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
    p, rho = np.broadcast_arrays(_share(p, "p"), _share(rho, "rho"))
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


def verdict(
    bench: Bench,
    *,
    p_lay: Sequence[ArrayLike],
    p_professional: Sequence[ArrayLike] | None = None,
    rho: ArrayLike = 0.0,
    shared: bool = False,
) -> Verdict:
    """Return the exact probabilities of conviction, acquittal and no verdict.

    Parameters
    ----------
    bench : Bench
        Members and rule.
    p_lay, p_professional : pair of float or array
        P(vote for guilt | guilty) and P(vote for guilt | innocent) of a lay member and of a judge;
        judges are like lay members if left out. Arrays broadcast: whole grids at once.
    rho : float or array
        Correlation of any two votes.
    shared : bool
        False: votes are correlated among lay members and among judges, not across. True: one draw moves the
        whole bench, judges and lay members standing at the same quantile of their distributions.

    Returns
    -------
    Verdict
        Floats, or arrays of the broadcast shape.

    Raises
    ------
    ValueError
        If a probability is outside 0 to 1 or not a pair.

    Examples
    --------
    >>> bench = Bench(lay=10, professional=1, required=6)
    >>> found = verdict(bench, p_lay=(0.8, 0.2))
    >>> round(found.convict_guilty, 6), round(found.convict_innocent, 6)
    (0.988346, 0.011654)
    """
    lay = _pair(p_lay, "p_lay")
    professional = lay if p_professional is None else _pair(p_professional, "p_professional")
    rho = _share(rho, "rho")
    convicts, acquits = bench._outcomes()
    parts: list[Any] = []
    for p, judge in zip(lay, professional, strict=True):
        p, judge, r = np.broadcast_arrays(p, judge, rho)
        joint = _together(bench, p, judge, r) if shared else _apart(bench, p, judge, r)
        hung = ~convicts & ~acquits
        parts += [
            _plain(np.tensordot(which.astype(float), joint, axes=2)) for which in (convicts, acquits, hung)
        ]
    return Verdict(*parts)


def condorcet(n: int, p: ArrayLike, required: int | None = None) -> Any:
    """Return the probability that enough of `n` independent voters are right.

    Parameters
    ----------
    n : int
        Voters.
    p : float or array
        Probability that one is right.
    required : int, optional
        Votes needed; more than half if left out.

    Returns
    -------
    float or array

    Raises
    ------
    ValueError
        If the rule is impossible or `p` is outside 0 to 1.

    References
    ----------
    Condorcet (1785). Essai sur l'application de l'analyse à la probabilité des décisions rendues à la
    pluralité des voix.

    Examples
    --------
    >>> round(condorcet(3, 0.6), 3)
    0.648
    """
    bench = Bench(lay=n, required=n // 2 + 1 if required is None else required)
    # The regularised incomplete beta function stays exact where summing thousands of terms would be slow.
    return _plain(stats.binom.sf(bench.required - 1, n, _share(p, "p")))


def _apart(bench: Bench, p: np.ndarray, judge: np.ndarray, rho: np.ndarray) -> np.ndarray:
    return votes(bench.lay, p, rho)[:, None] * votes(bench.professional, judge, rho)[None]


def _together(bench: Bench, p: np.ndarray, judge: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """Joint distribution of lay votes and votes of judges under one draw for the bench."""
    found = np.empty((bench.lay + 1, bench.professional + 1, *p.shape))
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
            yes, no = special.betaincinv(a, b, quantile), special.betaincinv(b, a, rest)
            k = np.arange(n + 1)[:, None]
            drawn.append(special.comb(n, k) * yes**k * no ** (n - k))
        found += np.einsum("it,jt,t->ij", *drawn, weight * width)
    return found


def _pair(p: Sequence[ArrayLike], name: str) -> tuple[np.ndarray, np.ndarray]:
    try:
        guilty, innocent = p
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must be a pair: P(vote for guilt | guilty), P(vote for guilt | innocent)"
        ) from None
    return _share(guilty, name), _share(innocent, name)


def _share(value: ArrayLike, name: str) -> np.ndarray:
    values = np.asarray(value, dtype=float)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError(f"{name} must lie between 0 and 1, not {value!r}")
    return values


def _plain(values: np.ndarray) -> Any:
    """Return a float for a single value."""
    return values.item() if np.ndim(values) == 0 else values
