"""A series before and after a break: segmented regression, with every other break beside it.

The change of level and slope at a known date (interrupted time series). The fit always finds some change at
any date, so that a break means something only beside the breaks that could have been named instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import t as student

__all__ = ["Break", "breaks", "fit_break", "fitted_segments"]

_CASES_PER_SLOPE = 10
_FEWEST = 2  # points that a line needs


@dataclass(frozen=True)
class Break:
    """Two straight lines, one before a break and one from it on.

    Attributes
    ----------
    at : float
        The break: the first point of the second line.
    n, after : int
        Points in all and from the break on.
    before_level, before_slope : float
        Where the first line would stand at the break, and its change per unit of x.
    level, slope : float
        Change of level at the break, and change of slope from it on.
    level_se, slope_se : float
        Their standard errors by ordinary least squares.
    level_low, level_high, slope_low, slope_high : float
        Their 95 percent intervals by Student's t.
    level_hac, slope_hac : float
        Their standard errors after Newey and West; in short series they come out too small. Missing where
        the estimate has no root.
    r_squared : float
    illustration : bool
        True where there are fewer than ten points per slope.
    """

    at: float
    n: int
    after: int
    before_level: float
    before_slope: float
    level: float
    slope: float
    level_se: float
    slope_se: float
    level_low: float
    level_high: float
    slope_low: float
    slope_high: float
    level_hac: float
    slope_hac: float
    r_squared: float
    illustration: bool


def fit_break(
    frame: pd.DataFrame, at: float, *, x: str = "year", value: str = "value", lag: int = 1
) -> Break:
    """Fit a line before and a line after a break.

    ``value = a + b (x - at) + level D + slope D (x - at)``, with D = 1 from the break on.

    Parameters
    ----------
    frame : DataFrame, shape (n, any)
        One row per point, with columns `x` and `value`.
    at : float
        The break.
    x, value : str
        Columns.
    lag : int
        Autocorrelation that the errors of Newey and West allow for.

    Returns
    -------
    Break

    Raises
    ------
    ValueError
        If either side has fewer than two points, or nothing is left over for an error.

    References
    ----------
    Wagner, A. K., Soumerai, S. B., Zhang, F. and Ross-Degnan, D. (2002). Segmented regression analysis of
    interrupted time series studies in medication use research. Journal of Clinical Pharmacy and Therapeutics
    27, 299-309.

    Newey, W. K. and West, K. D. (1987). A simple, positive semi-definite, heteroskedasticity and
    autocorrelation consistent covariance matrix. Econometrica 55, 703-708.

    Examples
    --------
    A line that falls by one a year jumps by ten in 2004 and rises by two a year from there.

    >>> frame = pd.DataFrame({"year": range(2000, 2008), "value": [50, 49, 48, 47, 56, 58, 60, 62]})
    >>> found = fit_break(frame, 2004)
    >>> [round(number, 6) for number in (found.before_slope, found.level, found.slope)]
    [-1.0, 10.0, 3.0]
    """
    xs, ys = frame[x].to_numpy(float), frame[value].to_numpy(float)
    after = int((xs >= at).sum())
    if min(after, len(xs) - after) < _FEWEST:
        raise ValueError(f"{len(xs) - after} points before {at:g} and {after} from it on: a line takes two")
    if len(xs) < 5:
        raise ValueError(f"{len(xs)} points leave nothing over for an error: two lines take four")
    design = _design(xs, at)
    result = sm.OLS(ys, design).fit()
    robust = np.diag(result.get_robustcov_results("HAC", maxlags=lag, use_correction=False).cov_params())
    hac = np.sqrt(np.where(robust > 0, robust, np.nan))
    wide = student.ppf(0.975, len(xs) - design.shape[1]) * result.bse
    return Break(
        at=float(at),
        n=len(xs),
        after=after,
        before_level=float(result.params[0]),
        before_slope=float(result.params[1]),
        level=float(result.params[2]),
        slope=float(result.params[3]),
        level_se=float(result.bse[2]),
        slope_se=float(result.bse[3]),
        level_low=float(result.params[2] - wide[2]),
        level_high=float(result.params[2] + wide[2]),
        slope_low=float(result.params[3] - wide[3]),
        slope_high=float(result.params[3] + wide[3]),
        level_hac=float(hac[2]),
        slope_hac=float(hac[3]),
        r_squared=float(result.rsquared),
        illustration=len(xs) < 2 * _CASES_PER_SLOPE,
    )


def breaks(frame: pd.DataFrame, *, x: str = "year", value: str = "value", lag: int = 1) -> pd.DataFrame:
    """Fit a break at every point that leaves two on either side: the placebos of any one of them.

    Parameters
    ----------
    frame, x, value, lag
        As in :func:`fit_break`.

    Returns
    -------
    DataFrame
        One row per break, in order, with the attributes of :class:`Break`.

    Examples
    --------
    >>> frame = pd.DataFrame({"year": range(2000, 2008), "value": [50, 49, 48, 47, 56, 58, 60, 62]})
    >>> found = breaks(frame)
    >>> found["at"].tolist(), found["r_squared"].idxmax()
    ([2002.0, 2003.0, 2004.0, 2005.0, 2006.0], 2)
    """
    at = sorted(frame[x].astype(float))[_FEWEST : len(frame) - _FEWEST + 1]
    return pd.DataFrame([vars(fit_break(frame, point, x=x, value=value, lag=lag)) for point in at])


def fitted_segments(
    frame: pd.DataFrame, found: Break, *, x: str = "year", value: str = "value"
) -> pd.DataFrame:
    """Return the two lines of a fit at each point, for a picture.

    Returns
    -------
    DataFrame
        Columns `x`, `value`, ``fitted``, ``carried`` (the first line from its last point on, where it would
        have gone) and ``after``, in the order of x.

    Examples
    --------
    >>> frame = pd.DataFrame({"year": range(2000, 2008), "value": [50, 49, 48, 47, 56, 58, 60, 62]})
    >>> fitted_segments(frame, fit_break(frame, 2004))["fitted"].round(6).tolist()
    [50.0, 49.0, 48.0, 47.0, 56.0, 58.0, 60.0, 62.0]
    """
    rows = frame[[x, value]].sort_values(x, kind="stable", ignore_index=True)
    design = _design(rows[x].to_numpy(float), found.at)
    first = design[:, :2] @ [found.before_level, found.before_slope]
    second = design[:, 2:] @ [found.level, found.slope]
    after = rows[x] >= found.at
    return rows.assign(
        fitted=first + second, carried=np.where(after.shift(-1, fill_value=True), first, np.nan), after=after
    )


def _design(xs: np.ndarray, at: float) -> np.ndarray:
    after = (xs >= at).astype(float)
    return np.column_stack([np.ones(len(xs)), xs - at, after, after * (xs - at)])
