"""Verdicts of a bench: exact probabilities of conviction, acquittal and no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from comparative.measures.juries.ballots import plain, share
from comparative.measures.juries.bench import Bench
from comparative.measures.juries.joint import apart, together

__all__ = ["Verdict", "condorcet", "verdict"]


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
    values = np.broadcast_arrays(*lay, *professional, share(rho, "rho"))
    p, judge, r = np.array(values[:2]), np.array(values[2:4]), values[4]  # guilty first, then innocent
    joint = (together if shared else apart)(bench, p, judge, r)
    outcomes = _outcomes(bench)
    found = (outcomes @ joint.reshape(outcomes.shape[1], -1)).reshape(3, *p.shape)
    return Verdict(*[plain(found[outcome, state]) for state in (0, 1) for outcome in (0, 1, 2)])


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
    return plain(stats.binom.sf(bench.required - 1, n, share(p, "p")))


@lru_cache(maxsize=256)
def _outcomes(bench: Bench) -> np.ndarray:
    """Say of each pair (lay votes, votes of judges) whether it convicts, acquits or hangs: 1 or 0."""
    lay, professional = np.indices((bench.lay + 1, bench.professional + 1))
    convicts = (
        (lay + professional >= bench.required)
        & (lay >= bench.lay_required)
        & (professional >= bench.professional_required)
    )
    against = bench.size - lay - professional
    acquits = ~convicts & (against >= (0 if bench.to_acquit is None else bench.to_acquit))
    return np.array([convicts, acquits, ~convicts & ~acquits], dtype=float).reshape(3, -1)


def _pair(p: Sequence[ArrayLike], name: str) -> tuple[np.ndarray, np.ndarray]:
    try:
        guilty, innocent = p
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must be a pair: P(vote for guilt | guilty), P(vote for guilt | innocent)"
        ) from None
    return share(guilty, name), share(innocent, name)
