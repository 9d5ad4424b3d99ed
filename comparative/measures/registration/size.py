"""Whether larger countries ask new parties for more, and what that leads one to expect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm

from comparative.measures.leave_one_out import LeaveOneOut, leave_one_out

__all__ = ["SizeModel", "beside_expectation", "size_model"]

_FEWEST = 5
_ENOUGH = 10


@dataclass(frozen=True)
class SizeModel:
    """Log requirement on log population, fitted to other countries, and what it expects of one.

    Attributes
    ----------
    place : str
        The place the expectation is for; it is not among the `n` fitted.
    n : int
        Countries fitted.
    slope, slope_low, slope_high : float
        Percent of requirement per percent of population, with a heteroskedasticity-robust (HC3) interval.
    r_squared : float
        Share of the variance of the log requirement; NaN if all ask for the same.
    expected, low, high : float
        Requirement expected for the population of `place` (geometric mean), and the prediction interval for
        one more country, in persons.
    level : float
        Level of both intervals.
    count : float
        What the place asks for itself; NaN if it asks for something else, for nothing, or if unknown.
    slope_range, high_range : LeaveOneOut or None
        Range of the slope and of `high` when each country is left out once; None with fewer than six.
    """

    place: str
    n: int
    slope: float = np.nan
    slope_low: float = np.nan
    slope_high: float = np.nan
    r_squared: float = np.nan
    expected: float = np.nan
    low: float = np.nan
    high: float = np.nan
    level: float = 0.95
    count: float = np.nan
    slope_range: LeaveOneOut | None = None
    high_range: LeaveOneOut | None = None

    @property
    def fitted(self) -> bool:
        """Whether there were cases enough to fit anything."""
        return bool(np.isfinite(self.slope))

    @property
    def illustration(self) -> bool:
        """Whether there are under ten cases for the slope, too few to conclude from."""
        return self.n < _ENOUGH

    def position(self, count: float | None = None) -> str:
        """Say where a requirement lies relative to the prediction interval.

        Parameters
        ----------
        count : float, optional
            A requirement; the place's own if left out.

        Returns
        -------
        {"below", "inside", "above", "incomparable"}
        """
        count = self.count if count is None else count
        if np.isnan(count) or np.isnan(self.high):
            return "incomparable"
        return "below" if count < self.low else "above" if count > self.high else "inside"


def size_model(
    burdens: pd.DataFrame,
    place: str,
    *,
    requirement_type: str | None = "members",
    residents: float | None = None,
    level: float = 0.95,
) -> SizeModel:
    """Fit the log requirement on log population without one place, and predict for it.

    Ordinary least squares; the prediction interval assumes normal errors of equal variance on the log scale.
    Countries that ask for no number have no logarithm and are left out.

    Parameters
    ----------
    burdens : DataFrame
        From :func:`comparative.measures.registration.burden`.
    place : str
        The place left out and predicted for.
    requirement_type : str or None
        Type of requirement fitted, conditions of registration only; None pools all types and stages.
    residents : float, optional
        Population to predict for; that of `place` in `burdens` if left out.
    level : float
        Level of the intervals.

    Returns
    -------
    SizeModel
        Unfitted (NaN) with under five countries or without variation in population.

    References
    ----------
    MacKinnon, J. G. and White, H. (1985). Some heteroskedasticity-consistent covariance matrix estimators
    with improved finite sample properties. Journal of Econometrics 29, 305-325 (HC3).

    Examples
    --------
    >>> burdens = pd.DataFrame({"place": list("ABCDEF"), "requirement_type": "members",
    ...     "requirement_stage": "registration", "threshold_count": [10.0, 20, 40, 80, 160, 5000],
    ...     "population_persons": [1e5, 2e5, 4e5, 8e5, 16e5, 32e5]})
    >>> model = size_model(burdens, "F")
    >>> model.n, round(model.slope, 3), round(model.expected), model.position()
    (5, 1.0, 320, 'above')
    """
    usable = burdens["threshold_count"].gt(0) & burdens["population_persons"].gt(0)
    if requirement_type is not None:
        usable &= burdens["requirement_type"].eq(requirement_type)
        usable &= burdens["requirement_stage"].eq("registration")
    others = burdens[usable & burdens["place"].ne(place)]
    own = burdens[burdens["place"] == place]
    if residents is None:
        residents = float(own["population_persons"].iloc[0]) if len(own) else np.nan
    count = float(own.loc[usable, "threshold_count"].iloc[0]) if usable[own.index].any() else np.nan
    if not _fits(others):
        return SizeModel(place, len(others), level=level, count=count)
    fit = _fit(others)
    slope_low, slope_high = fit.get_robustcov_results("HC3", use_t=True).conf_int(1 - level)[1]
    expected, low, high = _predict(others, residents, level)
    ranges: dict[str, LeaveOneOut | None] = {"slope_range": None, "high_range": None}
    if len(others) > _FEWEST:
        ranges["slope_range"] = leave_one_out(others, lambda part: _fit(part).params[1])
        if np.isfinite(residents):
            ranges["high_range"] = leave_one_out(others, lambda part: _predict(part, residents, level)[2])
    return SizeModel(
        place,
        len(others),
        float(fit.params[1]),
        float(slope_low),
        float(slope_high),
        float(fit.rsquared) if others["threshold_count"].max() > others["threshold_count"].min() else np.nan,
        expected,
        low,
        high,
        level,
        count,
        **ranges,
    )


def beside_expectation(model: SizeModel, past: pd.DataFrame) -> pd.DataFrame:
    """Put the requirements a place has had beside what its size leads one to expect.

    Parameters
    ----------
    model : SizeModel
        From :func:`size_model`.
    past : DataFrame
        From :func:`comparative.measures.registration.regimes`.

    Returns
    -------
    DataFrame
        `estimate`, `low`, `high` and `valid_from`: first the expectation with its interval, then one row
        per regime that counts members (a number, no interval).

    Examples
    --------
    >>> past = pd.DataFrame({"requirement_type": ["members"], "threshold_count": [5000.0],
    ...     "valid_from": pd.to_datetime(["2022-11-05"])})
    >>> beside_expectation(SizeModel("KAZ", 18, expected=528, low=23, high=11899), past)["estimate"].tolist()
    [528.0, 5000.0]
    """
    counted = past[past["requirement_type"].eq("members") & past["threshold_count"].gt(0)]
    return pd.DataFrame(
        {
            "estimate": [model.expected, *counted["threshold_count"]],
            "low": [model.low, *[np.nan] * len(counted)],
            "high": [model.high, *[np.nan] * len(counted)],
            "valid_from": pd.to_datetime([pd.NaT, *counted["valid_from"]]),
        }
    )


def _fits(frame: pd.DataFrame) -> bool:
    people = frame["population_persons"]
    return len(frame) >= _FEWEST and bool(people.max() > people.min())


def _fit(frame: pd.DataFrame) -> Any:
    logs = np.log(frame[["threshold_count", "population_persons"]].to_numpy(float))
    return sm.OLS(logs[:, 0], sm.add_constant(logs[:, 1], has_constant="add")).fit()


def _predict(frame: pd.DataFrame, residents: float, level: float) -> tuple[float, float, float]:
    """Return expectation and prediction interval, back on the scale of persons."""
    if not np.isfinite(residents):
        return np.nan, np.nan, np.nan
    at = np.array([[1.0, np.log(residents)]])
    found = _fit(frame).get_prediction(at)
    low, high = np.exp(found.conf_int(obs=True, alpha=1 - level)[0])
    return float(np.exp(found.predicted[0])), float(low), float(high)
