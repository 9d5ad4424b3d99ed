"""How unequally something is spread over units: Lorenz curve, Gini and Theil indices, range, variation.

A value is a rate of its unit (output per head, seats per resident); `weights` are the persons it stands for.
Left out, every unit counts alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

__all__ = ["Theil", "gini", "lorenz", "max_min_ratio", "theil", "variation"]


@dataclass(frozen=True)
class Theil:
    """Theil's T and its parts.

    Attributes
    ----------
    total : float
        0 where all values are equal; at most the logarithm of the number of units.
    between, within : float
        Inequality between the groups' means, and within the groups; they add up to the total.
    """

    total: float
    between: float
    within: float


def lorenz(values: ArrayLike, weights: ArrayLike | None = None) -> pd.DataFrame:
    """Return the Lorenz curve, from the units with the lowest value up.

    Parameters
    ----------
    values : array_like, shape (n,)
        Rates, 0 or more.
    weights : array_like, shape (n,), optional
        Persons each rate stands for, more than 0.

    Returns
    -------
    DataFrame, n + 1 rows
        `unit` (position in `values`, -1 for the origin), `population_share` and `value_share`, cumulated from
        0 to 1.

    Raises
    ------
    ValueError
        If there are no values, one is negative or not finite, or all are zero.

    References
    ----------
    Lorenz, M. O. (1905). Methods of measuring the concentration of wealth. Publications of the American
    Statistical Association 9, 209-219.

    Examples
    --------
    >>> lorenz([3.0, 1.0])[["population_share", "value_share"]].to_numpy().tolist()
    [[0.0, 0.0], [0.5, 0.25], [1.0, 1.0]]
    """
    rates, people = _checked(values, weights)
    order = np.argsort(rates, kind="stable")
    amounts = rates * people
    return pd.DataFrame(
        {
            "unit": [-1, *order],
            "population_share": np.append(0.0, np.cumsum(people[order]) / people.sum()),
            "value_share": np.append(0.0, np.cumsum(amounts[order]) / amounts.sum()),
        }
    )


def gini(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the Gini index: twice the area between the Lorenz curve and the diagonal.

    Parameters
    ----------
    values, weights : array_like, shape (n,)
        As in :func:`lorenz`.

    Returns
    -------
    float
        0 where all values are equal, towards 1 where one unit has all.

    Examples
    --------
    >>> gini([1.0, 3.0]), gini([1.0, 3.0], [3, 1])
    (0.25, 0.25)
    >>> gini([2.0, 2.0, 2.0])
    0.0
    """
    curve = lorenz(values, weights)
    x, y = curve["population_share"].to_numpy(), curve["value_share"].to_numpy()
    area = float(np.sum(np.diff(x) * (y[1:] + y[:-1]) / 2))
    return max(1 - 2 * area, 0.0)


def theil(values: ArrayLike, weights: ArrayLike | None = None, groups: Sequence[str] | None = None) -> Theil:
    """Return Theil's T, whole and split by groups.

    Parameters
    ----------
    values, weights : array_like, shape (n,)
        As in :func:`lorenz`.
    groups : sequence of str, shape (n,), optional
        Group of each unit; without it all inequality is within one group.

    Returns
    -------
    Theil

    References
    ----------
    Theil, H. (1967). Economics and Information Theory. North-Holland, chapter 4.

    Examples
    --------
    >>> found = theil([1.0, 1.0, 3.0, 3.0], groups=["a", "a", "b", "b"])
    >>> round(found.total, 4), round(found.between, 4), found.within
    (0.1308, 0.1308, 0.0)
    """
    rates, people = _checked(values, weights)
    names = np.asarray(["" for _ in rates] if groups is None else groups, dtype=str)
    if names.shape != rates.shape:
        raise ValueError(f"{len(rates)} values and {len(names)} groups")
    mean = np.average(rates, weights=people)
    share = rates * people / np.sum(rates * people)
    means = {name: np.average(rates[names == name], weights=people[names == name]) for name in set(names)}
    own = np.array([means[name] for name in names])
    total, between = _entropy(share, rates / mean), _entropy(share, own / mean)
    return Theil(total, between, total - between)


def max_min_ratio(values: ArrayLike) -> float:
    """Return how many times the lowest value the highest is.

    Parameters
    ----------
    values : array_like, shape (n,)
        0 or more.

    Returns
    -------
    float
        Infinite if the lowest value is 0.

    Examples
    --------
    >>> max_min_ratio([2.0, 8.0, 4.0]), max_min_ratio([0.0, 1.0])
    (4.0, inf)
    """
    rates, _ = _checked(values, None)
    return float(rates.max() / rates.min()) if rates.min() > 0 else float("inf")


def variation(values: ArrayLike, weights: ArrayLike | None = None) -> float:
    """Return the coefficient of variation: the standard deviation over the mean, of all units (not a sample).

    Parameters
    ----------
    values, weights : array_like, shape (n,)
        As in :func:`lorenz`.

    Examples
    --------
    >>> variation([1.0, 3.0])
    0.5
    """
    rates, people = _checked(values, weights)
    mean = np.average(rates, weights=people)
    return float(np.sqrt(np.average((rates - mean) ** 2, weights=people)) / mean)


def _entropy(share: np.ndarray, relative: np.ndarray) -> float:
    positive = share > 0  # the limit of x log x at 0 is 0
    return max(float(np.sum(share[positive] * np.log(relative[positive]))), 0.0)


def _checked(values: ArrayLike, weights: ArrayLike | None) -> tuple[np.ndarray, np.ndarray]:
    rates = np.asarray(values, dtype=float)
    people = np.ones_like(rates) if weights is None else np.asarray(weights, dtype=float)
    if rates.ndim != 1 or rates.size == 0:
        raise ValueError("inequality takes a list of at least one value")
    if people.shape != rates.shape:
        raise ValueError(f"{len(rates)} values and {len(people)} weights")
    if not np.isfinite(rates).all() or (rates < 0).any() or not rates.any():
        raise ValueError("inequality takes finite values of 0 or more, not all 0")
    if not np.isfinite(people).all() or (people <= 0).any():
        raise ValueError("weights are finite and more than 0")
    return rates, people
