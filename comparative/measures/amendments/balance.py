"""Whom a set of amendments widens and narrows, and how much of the balance hangs on the coding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from comparative.measures.leave_one_out import LeaveOneOut, leave_one_out

__all__ = [
    "BRANCHES",
    "CHAMBERS",
    "Stability",
    "balance",
    "leave_article_out",
    "stability",
    "units",
    "variants",
]

BRANCHES = ("president", "parliament", "judiciary", "citizens", "government")
"""Whom a change may widen or narrow."""

CHAMBERS = ("senate", "mazhilis")
"""Parts of parliament, coded apart so that shifts between them do not cancel."""


@dataclass(frozen=True)
class Stability:
    """How often resampled articles give the same sign.

    Attributes
    ----------
    branch : str
        The branch.
    draws : int
        Resamples.
    below, zero, above : float
        Shares of resamples with a net effect below, at and above zero.
    low, high : float
        Range of the middle 95 percent of the net effects.
    """

    branch: str
    draws: int
    below: float
    zero: float
    above: float
    low: float
    high: float


def units(provisions: pd.DataFrame, *, unit: str = "change", basis: str = "all") -> pd.DataFrame:
    """Return the coded units: every change, or each provision with the sign of its changes together.

    Parameters
    ----------
    provisions : DataFrame
        Table provisions.
    unit : {"change", "provision"}
        What counts as one.
    basis : {"all", "seen", "without_renamings"}
        All changes; those a source on the bill or law reports; those that do more than rename.

    Returns
    -------
    DataFrame
        One row per unit with ``heading`` and one column per branch and chamber, -1, 0 or +1.

    Raises
    ------
    ValueError
        If `unit` or `basis` is unknown.

    Examples
    --------
    >>> rows = pd.DataFrame({"provision_id": ["71-3", "71-3"], "heading": "71", "adopted_check": "seen",
    ...     "terminology_only": False, **{f"effect_{b}": [1, -1] for b in (*BRANCHES, *CHAMBERS)}})
    >>> len(units(rows)), units(rows, unit="provision")["president"].tolist()
    (2, [0])
    """
    if unit not in ("change", "provision"):
        raise ValueError(f"unit {unit!r} is unknown; use change or provision")
    kept = {
        "all": lambda p: p["heading"].notna(),
        "seen": lambda p: p["adopted_check"].eq("seen"),
        "without_renamings": lambda p: ~p["terminology_only"].astype(bool),
    }
    if basis not in kept:
        raise ValueError(f"basis {basis!r} is unknown; use {', '.join(kept)}")
    chosen = provisions[kept[basis](provisions)]
    names = [*BRANCHES, *CHAMBERS]
    effects = chosen[[f"effect_{name}" for name in names]].astype(int).set_axis(names, axis=1)
    effects.insert(0, "heading", chosen["heading"].astype(str))
    if unit == "change":
        return effects.reset_index(drop=True)
    grouped = effects.groupby(chosen["provision_id"].to_numpy(), sort=False)
    return pd.concat([grouped["heading"].first(), np.sign(grouped[names].sum())], axis=1).reset_index(
        drop=True
    )


def balance(
    provisions: pd.DataFrame,
    *,
    unit: str = "change",
    basis: str = "all",
    branches: Sequence[str] = BRANCHES,
) -> pd.DataFrame:
    """Count what widens and what narrows each branch.

    Every unit weighs alike: the sums count changes and measure no power.

    Parameters
    ----------
    provisions : DataFrame
        Table provisions.
    unit, basis : str
        As in :func:`units`.
    branches : sequence of str
        Branches or chambers.

    Returns
    -------
    DataFrame
        ``branch``, ``up``, ``down``, ``neutral``, ``net`` (up minus down) and ``n``.

    Examples
    --------
    >>> rows = pd.DataFrame({"provision_id": ["a", "b"], "heading": "71", "adopted_check": "seen",
    ...     "terminology_only": False, **{f"effect_{b}": [-1, 0] for b in (*BRANCHES, *CHAMBERS)}})
    >>> balance(rows).values.tolist()[0]
    ['president', 0, 1, 1, -1, 2]
    """
    effects = units(provisions, unit=unit, basis=basis)
    rows = []
    for branch in branches:
        up, down = int((effects[branch] > 0).sum()), int((effects[branch] < 0).sum())
        rows.append((branch, up, down, len(effects) - up - down, up - down, len(effects)))
    return pd.DataFrame(rows, columns=["branch", "up", "down", "neutral", "net", "n"])


def leave_article_out(
    provisions: pd.DataFrame, branch: str, *, unit: str = "change", basis: str = "all"
) -> LeaveOneOut:
    """Return the range of a branch's net effect when each article or heading is left out once.

    Examples
    --------
    >>> rows = pd.DataFrame({"provision_id": ["a", "b"], "heading": ["71", "72"], "adopted_check": "seen",
    ...     "terminology_only": False, **{f"effect_{b}": [-1, 1] for b in (*BRANCHES, *CHAMBERS)}})
    >>> found = leave_article_out(rows, "president")
    >>> found.low, found.low_without
    (-1.0, '72')
    """
    effects = units(provisions, unit=unit, basis=basis)
    return leave_one_out(effects, lambda part: float(part[branch].sum()), by="heading")


def variants(provisions: pd.DataFrame) -> pd.DataFrame:
    """Return the net effect on each branch under other choices of unit and basis, and without any article.

    Parameters
    ----------
    provisions : DataFrame
        Table provisions.

    Returns
    -------
    DataFrame
        ``unit``, ``basis``, ``n`` and one column per branch and chamber with its net effect.

    Examples
    --------
    >>> rows = pd.DataFrame({"provision_id": "a", "heading": "71", "adopted_check": ["seen", "inferred"],
    ...     "terminology_only": False, **{f"effect_{b}": [-1, -1] for b in (*BRANCHES, *CHAMBERS)}})
    >>> variants(rows).set_index(["unit", "basis"])["president"].to_dict()[("provision", "all")]
    -1
    """
    rows = []
    for basis in ("all", "without_renamings", "seen"):
        for unit in ("change", "provision"):
            counts = balance(provisions, unit=unit, basis=basis, branches=(*BRANCHES, *CHAMBERS))
            rows.append(
                {
                    "unit": unit,
                    "basis": basis,
                    "n": int(counts["n"].iloc[0]),
                    **dict(zip(counts["branch"], counts["net"], strict=True)),
                }
            )
    return pd.DataFrame(rows)


def stability(
    provisions: pd.DataFrame,
    branch: str,
    *,
    unit: str = "change",
    basis: str = "all",
    draws: int = 10_000,
    seed: int = 2022,
) -> Stability:
    """Resample the articles and return how often the net effect keeps its sign.

    The changes are a full count, so this is no error of sampling: it says how much the sign hangs on which
    articles were amended. Articles are drawn whole, with replacement.

    Parameters
    ----------
    provisions : DataFrame
        Table provisions.
    branch : str
        The branch.
    unit, basis : str
        As in :func:`units`.
    draws, seed : int
        Resamples and the seed of their generator.

    Returns
    -------
    Stability

    Examples
    --------
    >>> rows = pd.DataFrame({"provision_id": ["a", "b"], "heading": ["71", "72"], "adopted_check": "seen",
    ...     "terminology_only": False, **{f"effect_{b}": [-1, -1] for b in (*BRANCHES, *CHAMBERS)}})
    >>> found = stability(rows, "president", draws=100)
    >>> found.below, found.low, found.high
    (1.0, -2.0, -2.0)
    """
    effects = units(provisions, unit=unit, basis=basis)
    nets = effects.groupby("heading", sort=True)[branch].sum().to_numpy()
    picked = np.random.default_rng(seed).multinomial(len(nets), np.full(len(nets), 1 / len(nets)), size=draws)
    found = picked @ nets
    low, high = np.quantile(found, [0.025, 0.975], method="inverted_cdf")
    return Stability(
        branch,
        draws,
        float((found < 0).mean()),
        float((found == 0).mean()),
        float((found > 0).mean()),
        float(low),
        float(high),
    )
