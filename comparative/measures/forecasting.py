"""What a method would have foretold: forecasts on a rolling origin, their errors, a projection from them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import t as student

from comparative.measures.diffusion import CURVES, fit_curve, years_since

__all__ = ["METHODS", "forecast_errors", "project_last_value", "rolling_origin"]

Floats = NDArray[np.float64]

METHODS = ("last value", "linear", "quadratic", *CURVES)
"""Ways to forecast that :func:`rolling_origin` compares, plainest first."""


def rolling_origin(
    dates: pd.Series, y: ArrayLike, *, first_origin: str, level: float = 0.8, highest: float = 1.0
) -> pd.DataFrame:
    """Forecast every later point from every origin, knowing only the points up to that origin.

    Parameters
    ----------
    dates : Series of datetime64, shape (n,)
        Days of observation, ascending.
    y : array_like, shape (n,)
        Levels observed.
    first_origin : str
        The first origin is the last observation on or before this day.
    level : float
        Nominal coverage of the intervals.
    highest : float
        As in :func:`fit_curve`.

    Returns
    -------
    DataFrame
        One row per origin, method (:data:`METHODS`) and later point: ``origin, method, n, target, ahead,
        forecast, low, high, observed, error, covered, ceiling``. ``ahead`` counts observations; ``error`` is
        observed minus forecast. The last origin has no target and gives the ceiling alone.

    Notes
    -----
    Expanding-window evaluation on a rolling origin (Tashman 2000, International Journal of Forecasting 16).
    Intervals: delta method for the curves, least squares for the lines, and for the last value a random walk
    with the root mean square of the steps so far.

    Raises
    ------
    ValueError
        If fewer than six points lie before the first origin.

    Examples
    --------
    >>> days = pd.Series(pd.date_range("2005-01-01", periods=10, freq="730D"))
    >>> table = rolling_origin(days, np.linspace(0.02, 0.2, 10), first_origin="2019-01-01")
    >>> bool(table.query("method == 'linear' and ahead == 1")["error"].abs().max() < 1e-9)
    True
    """
    y = np.asarray(y, dtype=float)
    t = years_since(dates, dates.iloc[0])
    start = int((dates <= pd.Timestamp(first_origin)).sum())
    if start < 6:
        raise ValueError(f"only {start} points lie on or before {first_origin}; curves need six")
    frames = []
    for known in range(start, len(y) + 1):
        for method in METHODS:
            middle, low, high, ceiling = _forecast(method, t[:known], y[:known], t[known:], level, highest)
            frames.append(
                pd.DataFrame(
                    {
                        "origin": dates.iloc[known - 1],
                        "method": method,
                        "n": known,
                        "target": [*dates.iloc[known:]] or [pd.NaT],
                        "ahead": np.arange(1, len(y) - known + 1) if known < len(y) else [0],
                        "forecast": middle if known < len(y) else [np.nan],
                        "low": low if known < len(y) else [np.nan],
                        "high": high if known < len(y) else [np.nan],
                        "observed": y[known:] if known < len(y) else [np.nan],
                        "ceiling": ceiling,
                    }
                )
            )
    table = pd.concat(frames, ignore_index=True)
    table["error"] = table["observed"] - table["forecast"]
    table["covered"] = table["observed"].between(table["low"], table["high"])
    return table


def forecast_errors(
    rolling: pd.DataFrame, *, ahead: int | None = 1, origin: str | None = None
) -> pd.DataFrame:
    """Summarise a rolling origin by method: mean absolute error and how often intervals held.

    Parameters
    ----------
    rolling : DataFrame
        As :func:`rolling_origin` returns.
    ahead : int or None
        Points ahead to keep; None keeps all.
    origin : str, optional
        Day of the only origin to keep.

    Returns
    -------
    DataFrame
        Columns ``method, forecasts, mean_absolute_error, covered, coverage``, smallest error first.

    Raises
    ------
    ValueError
        If no forecast is left.
    """
    kept = rolling[rolling["ahead"] > 0]
    if ahead is not None:
        kept = kept[kept["ahead"] == ahead]
    if origin is not None:
        kept = kept[kept["origin"] == pd.Timestamp(origin)]
    if kept.empty:
        raise ValueError("no forecast can be checked: no observation follows the first origin")
    table = (
        kept.assign(absolute=kept["error"].abs())
        .groupby("method", sort=False)
        .agg(
            forecasts=("error", "size"), mean_absolute_error=("absolute", "mean"), covered=("covered", "sum")
        )
        .reset_index()
    )
    table["coverage"] = table["covered"] / table["forecasts"]
    return table.sort_values("mean_absolute_error", kind="stable", ignore_index=True)


def project_last_value(
    rolling: pd.DataFrame, last: float, targets: pd.DataFrame, *, level: float = 0.8, highest: float = 1.0
) -> pd.DataFrame:
    """Carry the last value forward, with a band as wide as that forecast's past errors.

    Parameters
    ----------
    rolling : DataFrame
        As :func:`rolling_origin` returns.
    last : float
        Last level observed.
    targets : DataFrame
        What is projected, in order of time; row i is i + 1 observations ahead. Its columns are kept.
    level : float
        Nominal coverage.
    highest : float
        Bands stay between 0 and this.

    Returns
    -------
    DataFrame
        The targets with ``ahead, forecast, low, high, errors``; ``errors`` counts the past errors behind
        the band. Targets with too few past errors for the level are left out.

    Notes
    -----
    The half-width is the k-th smallest past absolute error, k = ceil((m + 1) level) of m: split conformal
    prediction (Lei et al. 2018), which covers at least at `level` if errors to come are like those past.
    """
    past = rolling[(rolling["method"] == "last value") & (rolling["ahead"] > 0)]
    rows = []
    for ahead, target in enumerate(targets.to_dict("records"), start=1):
        errors = np.sort(past.loc[past["ahead"] == ahead, "error"].abs().to_numpy())
        rank = int(np.ceil((len(errors) + 1) * level - 1e-9))
        if rank > len(errors):
            break
        half = errors[rank - 1]
        band = {"low": max(last - half, 0.0), "high": min(last + half, highest)}
        rows.append(target | {"ahead": ahead, "forecast": last, **band, "errors": len(errors)})
    columns = [*targets.columns, "ahead", "forecast", "low", "high", "errors"]
    return pd.DataFrame(rows, columns=columns)


def _forecast(
    method: str, t: Floats, y: Floats, ahead: Floats, level: float, highest: float
) -> tuple[Floats, Floats, Floats, float]:
    """Forecast at times `ahead` with an interval, and the ceiling where the method has one."""
    if method == "last value":
        middle = np.full(len(ahead), y[-1])
        step = np.sqrt(np.mean(np.diff(y) ** 2))
        half = student.ppf((1 + level) / 2, len(y) - 1) * step * np.sqrt(np.arange(1, len(ahead) + 1))
        return middle, middle - half, middle + half, np.nan
    if method in CURVES:
        curve = fit_curve(method, t, y, highest=highest)
        return curve.predict(ahead), *curve.interval(ahead, level), curve.ceiling
    degree = {"linear": 1, "quadratic": 2}[method]
    design, new = np.vander(t, degree + 1), np.vander(ahead, degree + 1)
    inverse = np.linalg.inv(design.T @ design)
    weights = inverse @ design.T @ y
    free = len(y) - degree - 1
    noise = np.sum((design @ weights - y) ** 2) / free
    half = student.ppf((1 + level) / 2, free) * np.sqrt(
        noise * (1 + np.einsum("ij,jk,ik->i", new, inverse, new))
    )
    return new @ weights, new @ weights - half, new @ weights + half, np.nan
