"""How a new practice spreads: growth curves with a free ceiling, and what they would have foretold.

A curve is the ceiling times a shape between 0 and 1. At a given shape the best ceiling is known in
closed form, so that only the two parameters of the shape are searched (variable projection, Golub and
Pereyra 1973): first on a grid, then by least squares. Nothing is random and no start is guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import least_squares
from scipy.stats import t as student

__all__ = [
    "CURVES",
    "METHODS",
    "Curve",
    "compare_curves",
    "fit_curve",
    "forecast_errors",
    "project_last_value",
    "rolling_origin",
]

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Shape:
    """A rise from 0 to 1: its formula and the grid on which its two parameters are first searched."""

    of: Callable[..., Floats]
    names: tuple[str, str]
    grid: Callable[[float], tuple[Floats, Floats]]
    logged: tuple[bool, bool]


def _logistic(t: Floats, rate: Floats, midpoint: Floats) -> Floats:
    return 1 / (1 + np.exp(np.clip(-rate * (t - midpoint), -500, 500)))


def _gompertz(t: Floats, rate: Floats, midpoint: Floats) -> Floats:
    return np.exp(-np.exp(np.clip(-rate * (t - midpoint), -500, 500)))


def _bass(t: Floats, innovation: Floats, imitation: Floats) -> Floats:
    left = np.exp(-(innovation + imitation) * t)
    return (1 - left) / (1 + imitation / innovation * left)


def _sigmoid_grid(span: float) -> tuple[Floats, Floats]:
    return np.geomspace(0.3, 60, 40) / span, np.linspace(-0.5, 2, 51) * span


def _bass_grid(span: float) -> tuple[Floats, Floats]:
    return np.geomspace(1e-4, 10, 41) / span, np.geomspace(1e-4, 60, 41) / span


CURVES = {
    "logistic": _Shape(_logistic, ("rate", "midpoint"), _sigmoid_grid, (True, False)),
    "Gompertz": _Shape(_gompertz, ("rate", "midpoint"), _sigmoid_grid, (True, False)),
    "Bass": _Shape(_bass, ("innovation", "imitation"), _bass_grid, (True, True)),
}
"""Growth curves by name: Verhulst's logistic, Gompertz, and the adoption model of Bass (1969)."""

METHODS = ("last value", "linear", "quadratic", *CURVES)
"""Ways to forecast that :func:`rolling_origin` compares, plainest first."""


@dataclass(frozen=True)
class Curve:
    """A growth curve fitted by least squares.

    Attributes
    ----------
    name : str
        One of :data:`CURVES`.
    n : int
        Number of points.
    ceiling : float
        Level the curve approaches, in the unit of the data.
    parameters : dict of str to float
        The two parameters of the shape: ``rate`` and ``midpoint``, or ``innovation`` and ``imitation``.
    at_limit : bool
        True if the data would push the ceiling above the highest value allowed.
    rss : float
        Residual sum of squares.
    aicc : float
        Akaike's criterion corrected for small samples.
    covariance : ndarray, shape (3, 3)
        Of ceiling and shape parameters; a ceiling held at its limit has none.
    """

    name: str
    n: int
    ceiling: float
    parameters: dict[str, float]
    at_limit: bool
    rss: float
    aicc: float
    covariance: Floats = field(repr=False)

    def predict(self, t: ArrayLike) -> Floats:
        """Return the curve at times `t`, shape ``(len(t),)``."""
        return self.ceiling * CURVES[self.name].of(np.asarray(t, dtype=float), *self.parameters.values())

    def interval(self, t: ArrayLike, level: float = 0.8) -> tuple[Floats, Floats]:
        """Return a prediction interval at times `t`, by the delta method and Student's t."""
        times = np.asarray(t, dtype=float)
        a, b = self.parameters.values()
        slopes = _jacobian(CURVES[self.name], times, self.ceiling, a, b)
        noise = self.rss / (self.n - 3)
        half = student.ppf((1 + level) / 2, self.n - 3) * np.sqrt(
            noise + np.einsum("ij,jk,ik->i", slopes, self.covariance, slopes)
        )
        middle = self.predict(times)
        return middle - half, middle + half


def fit_curve(name: str, t: ArrayLike, y: ArrayLike, *, highest: float = 100.0) -> Curve:
    """Fit a growth curve with a free ceiling by least squares.

    Parameters
    ----------
    name : {"logistic", "Gompertz", "Bass"}
        Logistic ``c / (1 + exp(-r (t - m)))``, Gompertz ``c exp(-exp(-r (t - m)))``, and Bass
        ``c (1 - e) / (1 + q/p e)`` with ``e = exp(-(p + q) t)`` (Bass 1969, Management Science 15).
    t : array_like, shape (n,)
        Times, in years since the start for Bass.
    y : array_like, shape (n,)
        Levels reached, not negative.
    highest : float
        A ceiling above this is impossible; 100 for percentages.

    Returns
    -------
    Curve

    Raises
    ------
    ValueError
        If the curve is unknown, or there are fewer than six points.

    Examples
    --------
    >>> t = np.arange(0, 20, 2.0)
    >>> curve = fit_curve("logistic", t, 60 / (1 + np.exp(-0.4 * (t - 8))))
    >>> round(curve.ceiling, 3), round(curve.parameters["rate"], 3), round(curve.parameters["midpoint"], 3)
    (60.0, 0.4, 8.0)
    """
    if name not in CURVES:
        raise ValueError(f"no curve is called {name!r}; known: {', '.join(CURVES)}")
    t, y = np.asarray(t, dtype=float), np.asarray(y, dtype=float)
    if len(t) < 6:
        raise ValueError(f"a {name} curve needs six points to be compared with others; there are {len(t)}")
    shape = CURVES[name]
    a, b = _search(shape, t, y, highest)
    ceiling = float(_ceiling(shape.of(t, a, b), y, highest))
    rss = float(np.sum((ceiling * shape.of(t, a, b) - y) ** 2))
    at_limit = ceiling >= highest
    slopes = _jacobian(shape, t, ceiling, a, b)
    if at_limit:
        slopes = slopes * [0.0, 1.0, 1.0]
    return Curve(
        name=name,
        n=len(t),
        ceiling=ceiling,
        parameters={shape.names[0]: a, shape.names[1]: b},
        at_limit=bool(at_limit),
        rss=rss,
        aicc=_aicc(rss, len(t), 3),
        covariance=np.asarray(rss / (len(t) - 3) * np.linalg.pinv(slopes.T @ slopes), dtype=float),
    )


def compare_curves(t: ArrayLike, y: ArrayLike, *, highest: float = 100.0) -> pd.DataFrame:
    """Fit every growth curve and a straight line to the same points and compare them by AICc.

    Parameters
    ----------
    t, y : array_like, shape (n,)
        Times and levels.
    highest : float
        As in :func:`fit_curve`.

    Returns
    -------
    DataFrame
        Columns ``curve, n, ceiling, at_limit, rss, aicc, delta_aicc``, best first; the straight line has
        no ceiling. AICc after Hurvich and Tsai (1989), the residual variance counted as a parameter.

    Examples
    --------
    >>> t = np.arange(0, 20, 2.0)
    >>> compare_curves(t, 5 + 2 * t)["curve"].iloc[0]
    'linear'
    """
    t, y = np.asarray(t, dtype=float), np.asarray(y, dtype=float)
    fits = [fit_curve(name, t, y, highest=highest) for name in CURVES]
    rows = [
        {"curve": c.name, "ceiling": c.ceiling, "at_limit": c.at_limit, "rss": c.rss, "aicc": c.aicc}
        for c in fits
    ]
    rss = float(np.sum((np.polyval(np.polyfit(t, y, 1), t) - y) ** 2))
    rows.append(
        {"curve": "linear", "ceiling": np.nan, "at_limit": False, "rss": rss, "aicc": _aicc(rss, len(t), 2)}
    )
    table = pd.DataFrame(rows).sort_values("aicc", kind="stable", ignore_index=True)
    table.insert(1, "n", len(t))
    return table.assign(delta_aicc=table["aicc"] - table["aicc"].min())


def rolling_origin(
    dates: pd.Series, y: ArrayLike, *, first_origin: str, level: float = 0.8, highest: float = 100.0
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
    >>> table = rolling_origin(days, np.linspace(2, 20, 10), first_origin="2019-01-01")
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
    rolling: pd.DataFrame, last: float, targets: pd.DataFrame, *, level: float = 0.8, highest: float = 100.0
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


def years_since(dates: pd.Series, start: pd.Timestamp) -> Floats:
    """Return the years of 365.25 days between `start` and each date, shape ``(len(dates),)``."""
    return (dates - start).dt.days.to_numpy(dtype=float) / 365.25


def _search(shape: _Shape, t: Floats, y: Floats, highest: float) -> tuple[float, float]:
    """Find the shape parameters: best point of the grid, then least squares from there."""
    first, second = (axis.ravel() for axis in np.meshgrid(*shape.grid(float(np.ptp(t))), indexing="ij"))
    profile = shape.of(t, first[:, None], second[:, None])
    misfit = np.sum((_ceiling(profile, y, highest)[:, None] * profile - y) ** 2, axis=1)
    best = int(np.argmin(misfit))
    start = np.array([first[best], second[best]])
    logged = np.array(shape.logged)

    def back(theta: Floats) -> Floats:
        # Beyond e^±30 a rate is zero or a step; the clip keeps a flat search finite.
        return np.where(logged, np.exp(np.clip(theta, -30, 30)), theta)

    def residuals(theta: Floats) -> Floats:
        values = shape.of(t, *back(theta))
        return _ceiling(values, y, highest) * values - y

    found = least_squares(
        residuals, np.where(logged, np.log(start), start), method="lm", xtol=1e-10, ftol=1e-12
    )
    a, b = back(found.x) if 2 * found.cost <= misfit[best] else start
    return float(a), float(b)


def _ceiling(profile: Floats, y: Floats, highest: float) -> Floats:
    """Best ceiling at given shapes, shape ``profile.shape[:-1]``: least squares through the origin."""
    square = np.sum(profile**2, axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        best = np.where(square > 0, np.sum(profile * y, axis=-1) / square, 0.0)
    return np.clip(best, 0.0, highest)


def _jacobian(shape: _Shape, t: Floats, ceiling: float, a: float, b: float) -> Floats:
    """Slopes of the curve in ceiling and shape parameters, by forward differences, shape ``(len(t), 3)``."""
    # Forward steps, because a rate near zero must not turn negative.
    step_a, step_b = (max(abs(value), 1e-3) * 1e-5 for value in (a, b))
    level = shape.of(t, a, b)
    by_a = (shape.of(t, a + step_a, b) - level) / step_a
    by_b = (shape.of(t, a, b + step_b) - level) / step_b
    return np.column_stack([level, ceiling * by_a, ceiling * by_b])


def _aicc(rss: float, n: int, parameters: int) -> float:
    k = parameters + 1  # and the residual variance
    return float(n * np.log(rss / n) + 2 * k + 2 * k * (k + 1) / (n - k - 1)) if rss > 0 else -np.inf


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
