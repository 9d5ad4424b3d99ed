"""From first votes to verdicts: the share of juries that convict by the share of first votes for guilt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import expit

from comparative.measures.juries.ballots import votes

__all__ = ["Deliberation", "after_talk", "deliberation"]


@dataclass(frozen=True)
class Deliberation:
    """A logistic curve from the share of first votes for guilt to the verdict.

    Attributes
    ----------
    intercept, slope : float
        On the log odds of a verdict of guilty.
    n : int
        Deliberations behind it.
    """

    intercept: float
    slope: float
    n: int

    def convicts(self, share: ArrayLike) -> Any:
        """Return the probability of a verdict of guilty.

        Parameters
        ----------
        share : float or array
            Share of first votes for guilt.

        Returns
        -------
        float or array
        """
        found = expit(self.intercept + self.slope * np.asarray(share, dtype=float))
        return found if np.ndim(found) else float(found)

    def verdict(self, n: int, p: ArrayLike, rho: ArrayLike = 0.0) -> Any:
        """Return the probability that a jury convicts once it has talked.

        Parameters
        ----------
        n : int
            Jurors; the curve was estimated on juries of about twelve.
        p : float or array
            Probability that one first votes for guilt.
        rho : float or array
            Correlation of first votes.

        Returns
        -------
        float or array
        """
        found = np.tensordot(self.convicts(np.arange(n + 1) / n), votes(n, p, rho), axes=1)
        return found if np.ndim(found) else float(found)


def deliberation(published: pd.DataFrame) -> Deliberation:
    """Return the curve whose coefficients are on record.

    Parameters
    ----------
    published : DataFrame
        Table ``jury_systems/published_results``.

    Returns
    -------
    Deliberation

    References
    ----------
    Edwards, B., sate: Scientific Analysis of Trial Errors (R package), ``as.jury.point``.

    Examples
    --------
    >>> published = pd.DataFrame({"metric": ["logit_intercept", "logit_slope"],
    ...     "value": [-6.870279, 11.78409], "sample_size": [2382, None]})
    >>> round(deliberation(published).convicts(0.5), 4)
    0.2732
    """
    rows = published.set_index("metric")
    intercept, slope = rows["value"].astype(float)[["logit_intercept", "logit_slope"]]
    return Deliberation(intercept, slope, int(rows["sample_size"].astype(float)["logit_intercept"]))


def after_talk(curve: Deliberation, n: int, p: ArrayLike, rho: float = 0.0) -> pd.DataFrame:
    """Compare one ballot under unanimity and under a majority with the verdict after deliberation.

    Parameters
    ----------
    curve : Deliberation
        From :func:`deliberation`.
    n : int
        Jurors.
    p : float
        Probability of the right first vote, either way.
    rho : float
        Correlation of first votes.

    Returns
    -------
    DataFrame
        `reading` (``unanimous ballot``, ``majority ballot``, ``after deliberation``), `convict_guilty`,
        `convict_innocent`.

    Examples
    --------
    >>> after_talk(Deliberation(-6.870279, 11.78409, 2382), 12, 0.8).round(3)["convict_guilty"].tolist()
    [0.069, 0.981, 0.875]
    """
    right, wrong = votes(n, p, rho), votes(n, 1 - np.asarray(p), rho)
    need = {"unanimous ballot": n, "majority ballot": n // 2 + 1}
    rows = [(name, right[k:].sum(), wrong[k:].sum()) for name, k in need.items()]
    rows.append(("after deliberation", curve.verdict(n, p, rho), curve.verdict(n, 1 - np.asarray(p), rho)))
    return pd.DataFrame(rows, columns=["reading", "convict_guilty", "convict_innocent"])
