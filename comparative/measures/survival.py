"""How long things last when some have not ended yet: the product-limit estimate."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.stats import norm
from statsmodels.duration.survfunc import SurvfuncRight

__all__ = ["Survival", "survival"]


@dataclass(frozen=True)
class Survival:
    """Product-limit (Kaplan-Meier) estimate of the share that lasts longer than so many years.

    Attributes
    ----------
    n, ended : int
        Programmes, and how many of them ended; the others are censored at their last documented use.
    curve : DataFrame
        Columns ``years, at_risk, ended, censored, survival, low, high``, a row per length at which something
        happened, from zero years, where all survive. Bounds are missing while all survive.
    median, median_low, median_high : float
        Years by which half have ended, with the interval; NaN where the curve or a bound stays above half.
    level : float
        Level of the intervals.
    """

    n: int
    ended: int
    curve: pd.DataFrame = field(repr=False)
    median: float
    median_low: float
    median_high: float
    level: float

    def at(self, years: float) -> pd.Series:
        """Return the row of the curve that holds at `years`: survival with its interval.

        Raises
        ------
        ValueError
            If no programme was followed that long.
        """
        if years > self.curve["years"].max():
            raise ValueError(
                f"no programme was followed for {years} years; the longest ran {self.curve['years'].max():g}"
            )
        return self.curve[self.curve["years"] <= years].iloc[-1]


def survival(lifetimes: pd.DataFrame, *, level: float = 0.95) -> Survival:
    """Estimate the share of programmes that last longer than so many years.

    Parameters
    ----------
    lifetimes : DataFrame
        ``years`` (positive) and ``ended`` (bool), one row per programme.
    level : float
        Level of the intervals.

    Returns
    -------
    Survival

    Raises
    ------
    ValueError
        If there is no programme.

    Notes
    -----
    Kaplan and Meier (1958), Journal of the American Statistical Association 53; Greenwood's variance on the
    complementary log-log scale, which keeps bounds between 0 and 1; median by Brookmeyer and Crowley (1982).
    The estimate supposes that those still running are no likelier to end than those that ran as long.

    Examples
    --------
    >>> rows = pd.DataFrame({"years": [1, 2, 3, 4], "ended": [True, False, True, False]})
    >>> survival(rows).curve["survival"].tolist()
    [1.0, 0.75, 0.75, 0.375, 0.375]
    """
    if lifetimes.empty:
        raise ValueError("no programme with known first and last use: nothing to follow")
    years = lifetimes["years"].to_numpy(dtype=float)
    over = lifetimes["ended"].to_numpy(dtype=bool)
    at = np.unique(years)
    curve = pd.DataFrame(
        {
            "years": at,
            "at_risk": [(years >= length).sum() for length in at],
            "ended": [(over & (years == length)).sum() for length in at],
            "censored": [(~over & (years == length)).sum() for length in at],
        }
    )
    start = pd.DataFrame([{"years": 0.0, "at_risk": len(years), "ended": 0, "censored": 0}])
    curve = pd.concat([start, curve], ignore_index=True)
    median = low = high = np.nan
    curve["survival"], curve["low"], curve["high"] = 1.0, np.nan, np.nan
    if over.any():
        estimate = SurvfuncRight(years, over.astype(int))
        position = np.searchsorted(estimate.surv_times, curve["years"], side="right") - 1
        known = position >= 0
        curve.loc[known, "survival"] = estimate.surv_prob[position[known]]
        curve.loc[known, ["low", "high"]] = _bounds(
            estimate.surv_prob[position[known]], estimate.surv_prob_se[position[known]], level
        )
        median = float(estimate.quantile(0.5))
        with np.errstate(divide="ignore", invalid="ignore"):  # statsmodels takes the logarithm of certainties
            low, high = (float(bound) for bound in estimate.quantile_ci(0.5, alpha=1 - level))
    median, low, high = (value if np.isfinite(value) else np.nan for value in (median, low, high))
    return Survival(len(years), int(over.sum()), curve, median, low, high, level)


def _bounds(share: np.ndarray, error: np.ndarray, level: float) -> np.ndarray:
    """Interval on the complementary log-log scale, shape ``(n, 2)``; missing where all or none survive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = norm.ppf((1 + level) / 2) * error / (share * np.abs(np.log(share)))
        bounds = share[:, None] ** np.exp(np.outer(spread, [1, -1]))
    return np.where(np.isfinite(bounds) & ((share > 0) & (share < 1))[:, None], bounds, np.nan)
