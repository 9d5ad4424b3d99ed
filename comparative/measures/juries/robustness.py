"""Which conclusions survive every accuracy and correlation that a reader may find plausible."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from comparative.measures.juries.ballots import accurate
from comparative.measures.juries.bench import Bench
from comparative.measures.juries.verdicts import verdict

__all__ = ["bounds", "grid", "ordering_summary", "orderings", "rank_agreement"]

# No source gives the accuracy of a juror anywhere; a range stands in for it.
ACCURACIES = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
ADVANTAGES = (0.0, 0.05)
CORRELATIONS = (0.0, 0.1, 0.2, 0.3)


def grid(p_lay: float | None = None) -> list[tuple[float, float, float]]:
    """List the assumptions over which a conclusion must hold.

    Parameters
    ----------
    p_lay : float, optional
        Keep to this accuracy of lay members; by default 0.6 to 0.9.

    Returns
    -------
    list of (p_lay, p_professional, rho)
        Judges are as accurate as lay members or 5 percentage points more; votes are uncorrelated up to a
        correlation of 0.3.

    Examples
    --------
    >>> len(grid()), grid(0.8)[0]
    (56, (0.8, 0.8, 0.0))
    """
    accuracies = ACCURACIES if p_lay is None else (p_lay,)
    return [(p, p + more, rho) for p, more, rho in product(accuracies, ADVANTAGES, CORRELATIONS)]


def _innocent(bench: Bench) -> np.ndarray:
    """Risk of convicting an innocent at each point of the grid."""
    lay, professional, rho = np.array(grid()).T
    found = verdict(bench, p_lay=accurate(lay), p_professional=accurate(professional), rho=rho)
    return np.asarray(found.convict_innocent)


def bounds(bench: Bench) -> tuple[float, float]:
    """Return the least and the greatest risk of convicting an innocent over the whole grid.

    Examples
    --------
    >>> low, high = bounds(Bench(lay=10, professional=1, required=6))
    >>> low < 0.001 and high > 0.2
    True
    """
    found = _innocent(bench)
    return float(found.min()), float(found.max())


def orderings(table: pd.DataFrame, bench: Bench) -> pd.DataFrame:
    """Say which benches convict innocents oftener than a given one whatever the accuracies.

    Parameters
    ----------
    table : DataFrame
        From :func:`benches`.
    bench : Bench
        The one they are compared with.

    Returns
    -------
    DataFrame
        `table` with `order`: ``always higher``, ``always lower``, ``same`` or ``depends``, over
        :func:`grid`.

    Examples
    --------
    >>> others = [Bench(lay=12, required=12), Bench(lay=2, professional=1, required=2)]
    >>> found = orderings(pd.DataFrame({"bench": others}), Bench(lay=10, professional=1, required=6))
    >>> found["order"].tolist()
    ['always lower', 'depends']
    """
    base, words = _innocent(bench), []
    for other in table["bench"]:
        found = _innocent(other)
        equal = np.isclose(found, base, rtol=1e-9, atol=0)
        if equal.all():
            words.append("same")
        elif (equal | (found > base)).all():
            words.append("always higher")
        elif (equal | (found < base)).all():
            words.append("always lower")
        else:
            words.append("depends")
    return table.assign(order=words)


def ordering_summary(ordered: pd.DataFrame) -> pd.DataFrame:
    """Count how benches compare, and list whose they are.

    Parameters
    ----------
    ordered : DataFrame
        From :func:`orderings`.

    Returns
    -------
    DataFrame
        One row per `order` that occurs: `systems` (number), `rules` (list of (required, size), fewest votes
        first) and `places` (list of codes).
    """
    words = ["always higher", "depends", "same", "always lower"]
    rows = []
    for word in words:
        mine = ordered[ordered["order"] == word]
        if len(mine):
            rules = sorted({(bench.required, bench.size) for bench in mine["bench"]})
            rows.append((word, len(mine), rules, list(dict.fromkeys(mine["place"]))))
    return pd.DataFrame(rows, columns=["order", "systems", "rules", "places"])


def rank_agreement(table: pd.DataFrame) -> pd.DataFrame:
    """Compare how benches rank by risk to the innocent under every two assumptions.

    Members are alike, judges included.

    Parameters
    ----------
    table : DataFrame
        From :func:`benches`.

    Returns
    -------
    DataFrame
        One row per pair of assumptions: `p`, `rho`, `other_p`, `other_rho`, `correlation` (Spearman), least
        agreement first.
    """
    points = list(product(ACCURACIES, CORRELATIONS))
    p, rho = np.array(points).T
    values = np.array(
        [verdict(bench, p_lay=accurate(p), rho=rho).convict_innocent for bench in table["bench"]]
    )
    # Equal rules differ in the last bits once computed for different benches.
    ranks = stats.rankdata(np.round(np.log(values), 9), axis=0)
    matrix = np.corrcoef(ranks.T)
    rows = [
        (*points[i], *points[j], matrix[i, j]) for i in range(len(points)) for j in range(i + 1, len(points))
    ]
    found = pd.DataFrame(rows, columns=["p", "rho", "other_p", "other_rho", "correlation"])
    return found.sort_values("correlation", kind="stable").reset_index(drop=True)
