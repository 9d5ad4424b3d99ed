"""Who pays for local government: transfers in budgets, and shares of revenue worked back from changes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from comparative.measures.rounding import Rounded

__all__ = ["Dependence", "dependence", "levels", "structure", "transfer_shares"]

_ROUNDING = 0.05  # changes and percentages are printed with one decimal


@dataclass(frozen=True)
class Dependence:
    """Transfers in a list of budgets.

    Attributes
    ----------
    budgets : int
        Budgets whose transfers are known.
    low, median, high : float
        Shares of transfers in revenue.
    lowest, highest : str
        Names of the units.
    """

    budgets: int
    low: float
    median: float
    high: float
    lowest: str
    highest: str


def transfer_shares(budgets: pd.DataFrame) -> pd.DataFrame:
    """Return the share of transfers in each budget, the least dependent first.

    Parameters
    ----------
    budgets : DataFrame
        Table rural_budgets.

    Returns
    -------
    DataFrame
        The budgets whose transfers are known, with `own_kzt_thousand` and `transfers_share`.

    Examples
    --------
    >>> budgets = pd.DataFrame({"revenue_kzt_thousand": [100, 80], "transfers_kzt_thousand": [90.0, None]})
    >>> transfer_shares(budgets)[["own_kzt_thousand", "transfers_share"]].values.tolist()
    [[10.0, 0.9]]
    """
    known = budgets.dropna(subset="transfers_kzt_thousand")
    return known.assign(
        own_kzt_thousand=known["revenue_kzt_thousand"] - known["transfers_kzt_thousand"],
        transfers_share=known["transfers_kzt_thousand"] / known["revenue_kzt_thousand"],
    ).sort_values("transfers_share", kind="stable", ignore_index=True)


def dependence(budgets: pd.DataFrame) -> Dependence:
    """Summarise how much of revenue is transfers.

    Parameters
    ----------
    budgets : DataFrame
        Table rural_budgets, with `unit_name`.

    Returns
    -------
    Dependence

    Examples
    --------
    >>> budgets = pd.DataFrame({"unit_name": ["A", "B", "C"], "revenue_kzt_thousand": [100, 100, 100],
    ...     "transfers_kzt_thousand": [90, 50, 80]})
    >>> dependence(budgets)
    Dependence(budgets=3, low=0.5, median=0.8, high=0.9, lowest='B', highest='A')
    """
    shares = transfer_shares(budgets)
    share, names = shares["transfers_share"], shares["unit_name"]
    return Dependence(
        len(shares),
        float(share.min()),
        float(share.median()),
        float(share.max()),
        names.iloc[0],
        names.iloc[-1],
    )


def levels(change: float, percent: float, rounding: float = _ROUNDING) -> tuple[Rounded, Rounded]:
    """Work an amount back from its change in money and in percent.

    Parameters
    ----------
    change, percent : float
        Change against the year before, of one sign and not 0.
    rounding : float
        Half a unit of the last printed decimal of both.

    Returns
    -------
    tuple of Rounded
        The amount before and after the change.

    Raises
    ------
    ValueError
        If the signs differ or rounding could make a change vanish.

    Examples
    --------
    >>> before, after = levels(9.6, 7.1)
    >>> round(before.value, 1), round(after.value, 1), round(after.low, 1), round(after.high, 1)
    (135.2, 144.8, 143.1, 146.5)
    """
    if change * percent <= 0 or min(abs(change), abs(percent)) <= rounding:
        raise ValueError(f"no amount follows from a change of {change} and {percent} percent")
    near = (-rounding, 0, rounding)
    corners = [(change + a, percent + b) for a in near for b in near]
    before = [money * 100 / share for money, share in corners]
    after = [start + money for start, (money, _) in zip(before, corners, strict=True)]
    middle = len(corners) // 2
    return tuple(Rounded(ends[middle], min(ends), max(ends)) for ends in (before, after))  # type: ignore[return-value]


def structure(revenue: pd.DataFrame) -> pd.DataFrame:
    """Return shares of revenue: as printed, or worked back from changes for a year and the year before.

    Parameters
    ----------
    revenue : DataFrame
        Table poland_revenue.

    Returns
    -------
    DataFrame
        `year`, `scope`, `category`, `share`, `low`, `high` (bounds from rounding; as `share` where printed),
        `value_pln_bn` (missing where printed as a share), `source_id`, in order of the years.

    Examples
    --------
    >>> revenue = pd.DataFrame({"year": 2020, "scope": "all", "category": ["own", "grants"],
    ...     "source_id": "mf", "change_pln_bn": [10.0, 10.0], "change_pct": [10.0, 10.0],
    ...     "share_pct": None})
    >>> structure(revenue)[["year", "category", "share", "value_pln_bn"]].values.tolist()[:3]
    [[2019, 'own', 0.5, 100.0], [2019, 'grants', 0.5, 100.0], [2020, 'own', 0.5, 110.0]]
    """
    printed = revenue.dropna(subset="share_pct")
    share = printed["share_pct"] / 100
    parts = [printed.assign(share=share, low=share, high=share, value_pln_bn=float("nan"))]
    changed = revenue.dropna(subset="change_pct")
    for year in sorted(changed["year"].unique()):
        group = changed[changed["year"] == year]
        pairs = [levels(*row) for row in group[["change_pln_bn", "change_pct"]].to_numpy(float)]
        for shown, amounts in zip((year - 1, year), zip(*pairs, strict=True), strict=True):
            parts.append(group.assign(year=shown, **_shares(amounts)))
    columns = ["year", "scope", "category", "share", "low", "high", "value_pln_bn", "source_id"]
    found = pd.concat([part[columns] for part in parts if len(part)])
    return found.sort_values("year", kind="stable", ignore_index=True)


def _shares(amounts: tuple[Rounded, ...]) -> dict[str, list[float]]:
    """Return shares with bounds: a part is least where it is low and all others are high."""
    whole = sum(one.value for one in amounts)
    lows, highs = sum(one.low for one in amounts), sum(one.high for one in amounts)
    return {
        "value_pln_bn": [one.value for one in amounts],
        "share": [one.value / whole for one in amounts],
        "low": [one.low / (one.low + highs - one.high) for one in amounts],
        "high": [one.high / (one.high + lows - one.low) for one in amounts],
    }
