"""How far two classifications of the same cases agree beyond chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from statsmodels.stats.inter_rater import cohens_kappa

__all__ = ["Agreement", "kappa"]


@dataclass(frozen=True)
class Agreement:
    """Cohen's kappa of a square table.

    Attributes
    ----------
    kappa, low, high : float
        Agreement beyond chance (1 perfect, 0 as by chance) and its large-sample interval at 95 percent.
    n : int
        Cases classified twice.
    observed, expected : float
        Share of cases classified alike, and the share expected by chance.
    """

    kappa: float
    low: float
    high: float
    n: int
    observed: float
    expected: float


def kappa(table: Sequence[Sequence[int]]) -> Agreement:
    """Measure agreement of two classifications beyond chance.

    Parameters
    ----------
    table : array_like, shape (k, k)
        Cases by class in the first (rows) and the second classification (columns).

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If the table is not square, has a negative count, or leaves kappa undefined: no case, or all cases in
        one class of both.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement
    20, 37-46.
    Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). Large sample standard errors of kappa and weighted
    kappa. Psychological Bulletin 72, 323-327.

    Examples
    --------
    Two clinicians diagnose a hundred patients (Fleiss 1981, table 13.1).

    >>> found = kappa([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    >>> round(found.kappa, 2), round(found.observed, 2), round(found.expected, 2)
    (0.68, 0.89, 0.66)
    """
    counts = np.asarray(table, dtype=float)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or (counts < 0).any():
        raise ValueError(f"kappa takes a square table of counts, not {np.asarray(table).tolist()}")
    n = counts.sum()
    expected = float(counts.sum(axis=1) @ counts.sum(axis=0) / n**2) if n else 1.0
    if expected == 1:
        raise ValueError("kappa is undefined: there is no case, or all are in one class of both")
    found = cohens_kappa(counts)
    return Agreement(
        float(found.kappa),
        float(found.kappa_low),
        float(found.kappa_upp),
        int(n),
        float(np.trace(counts) / n),
        expected,
    )
