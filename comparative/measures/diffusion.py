"""How a new practice spreads: growth curves with a free ceiling.

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
    "Curve",
    "compare_curves",
    "fit_curve",
    "fitted_lines",
    "years_since",
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


def fit_curve(name: str, t: ArrayLike, y: ArrayLike, *, highest: float = 1.0) -> Curve:
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
        A ceiling above this is impossible; 1 for shares.

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
    >>> curve = fit_curve("logistic", t, 0.6 / (1 + np.exp(-0.4 * (t - 8))))
    >>> round(curve.ceiling, 3), round(curve.parameters["rate"], 3), round(curve.parameters["midpoint"], 3)
    (0.6, 0.4, 8.0)
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


def compare_curves(t: ArrayLike, y: ArrayLike, *, highest: float = 1.0) -> pd.DataFrame:
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
    >>> compare_curves(t, 0.05 + 0.02 * t)["curve"].iloc[0]
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


def fitted_lines(dates: pd.Series, y: ArrayLike, *, points: int = 80, highest: float = 1.0) -> pd.DataFrame:
    """Trace every growth curve, fitted to all points, over the time observed.

    Parameters
    ----------
    dates : Series of datetime64, shape (n,)
        Days of observation, ascending.
    y : array_like, shape (n,)
        Levels observed.
    points : int
        Points per curve.
    highest : float
        As in :func:`fit_curve`.

    Returns
    -------
    DataFrame, shape (points * curves, 3)
        Columns ``curve, date, level``.

    Examples
    --------
    >>> days = pd.Series(pd.date_range("2005-01-01", periods=8, freq="730D"))
    >>> fitted_lines(days, np.linspace(0.02, 0.4, 8), points=5).shape
    (15, 3)
    """
    t = years_since(dates, dates.iloc[0])
    days = pd.Series(pd.date_range(dates.iloc[0], dates.iloc[-1], periods=points))
    at = years_since(days, dates.iloc[0])
    return pd.concat(
        [
            pd.DataFrame(
                {"curve": name, "date": days, "level": fit_curve(name, t, y, highest=highest).predict(at)}
            )
            for name in CURVES
        ],
        ignore_index=True,
    )


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

    first_guess = np.where(logged, np.log(np.where(logged, start, 1.0)), start)
    found = least_squares(residuals, first_guess, method="lm", xtol=1e-10, ftol=1e-12)
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
