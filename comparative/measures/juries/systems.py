"""The benches on record: what their rules imply by themselves, and their risks under assumed accuracies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from comparative.measures.juries.ballots import accurate
from comparative.measures.juries.bench import Bench
from comparative.measures.juries.verdicts import verdict

__all__ = ["benches", "bounds", "distinct", "grid", "main_bench", "orderings", "rank_agreement", "risks"]

# What a reader may find plausible: no source gives the accuracy of a juror anywhere.
ACCURACIES = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
ADVANTAGES = (0.0, 0.05)
CORRELATIONS = (0.0, 0.1, 0.2, 0.3)


def benches(systems: pd.DataFrame, *, assume: Mapping[str, int] | None = None) -> pd.DataFrame:
    """Return the criminal benches whose members and votes are on record, and what the rule alone implies.

    Parameters
    ----------
    systems : DataFrame
        Table ``jury_systems/systems``, all periods or those in force on a day.
    assume : mapping of str to int, optional
        Votes assumed to be needed where those of a place are not on record.

    Returns
    -------
    DataFrame
        Rows of law on criminal cases, in the order given, with further columns: `bench` (:class:`Bench`),
        `lay`, `professional` (those who vote), `required`, `size`, `share` (of votes), `lay_votes_needed`,
        `lay_block`, `judges_suffice` (they convict without a lay vote), `kind` (``mixed bench`` or
        ``jury``), `assumed` (bool).

    Raises
    ------
    ValueError
        If more votes are assumed than a bench has.

    Notes
    -----
    A bench can hang only where the record says that the case is tried again; the votes needed to acquit are
    then taken to be those needed to convict.

    Examples
    --------
    >>> unknown = dict.fromkeys(["votes_required", "lay_votes_min", "professional_votes_min"], np.nan)
    >>> row = {"place": "KAZ", "stage": "law", "criminal": True, "voting": "joint", "lay_members": 10.0,
    ...     "professional_judges": 1.0, "hung_outcome": None, **unknown}
    >>> found = benches(pd.DataFrame([row]), assume={"KAZ": 6})
    >>> int(found["lay_votes_needed"].iloc[0]), bool(found["assumed"].iloc[0])
    (5, True)
    """
    rows = systems[systems["criminal"] & systems["stage"].eq("law") & systems["lay_members"].gt(0)].copy()
    joint = rows["voting"].eq("joint")
    rows = rows[~joint | rows["professional_judges"].notna()]
    joint = joint[rows.index]
    supposed = rows["place"].map(dict(assume or {}))
    rows["assumed"] = rows["votes_required"].isna() & supposed.notna()
    rows["required"] = rows["votes_required"].fillna(supposed)
    rows["professional"] = rows["professional_judges"].where(joint, 0)
    rows = rows.dropna(subset="required")
    found = [_bench(row) for row in rows.to_dict("records")]
    rows["bench"] = pd.Series(found, rows.index, dtype=object)
    rows["lay"] = [bench.lay for bench in found]
    rows["size"] = [bench.size for bench in found]
    rows[["professional", "required"]] = rows[["professional", "required"]].astype(int)
    rows["share"] = rows["required"] / rows["size"]
    rows["lay_votes_needed"] = [bench.lay_votes_needed for bench in found]
    rows["lay_block"] = pd.Series([bench.lay_block for bench in found], rows.index, dtype=float)
    rows["judges_suffice"] = rows["lay_votes_needed"].eq(0)
    rows["kind"] = np.where(rows["professional"] > 0, "mixed bench", "jury")
    return rows.reset_index(drop=True)


_RETRIED = ("mistrial_retrial_possible", "new_jury_then_acquittal")


def _bench(row: dict[Any, Any]) -> Bench:
    lay, professional = (
        0 if pd.isna(row[name]) else row[name] for name in ("lay_votes_min", "professional_votes_min")
    )
    to_acquit = row["required"] if row["hung_outcome"] in _RETRIED else None
    return Bench(row["lay_members"], row["professional"], row["required"], lay, professional, to_acquit)


def risks(
    table: pd.DataFrame,
    *,
    p_lay: Sequence[ArrayLike],
    p_professional: Sequence[ArrayLike] | None = None,
    rho: float = 0.0,
    shared: bool = False,
) -> pd.DataFrame:
    """Add the error risks of each bench under the same assumed accuracies.

    Parameters
    ----------
    table : DataFrame
        From :func:`benches`.
    p_lay, p_professional, rho, shared
        As in :func:`comparative.measures.juries.verdict`; numbers, not grids.

    Returns
    -------
    DataFrame
        `table` with `convict_innocent`, `convict_guilty`, `free_guilty` (the guilty not convicted),
        `hung_guilty` and `hung_innocent` (missing where the record does not say that a bench can hang).

    Examples
    --------
    >>> table = pd.DataFrame({"bench": [Bench(lay=12, required=12)]})
    >>> round(risks(table, p_lay=(0.8, 0.2))["convict_guilty"].item(), 3)
    0.069
    """
    found = [
        verdict(bench, p_lay=p_lay, p_professional=p_professional, rho=rho, shared=shared)
        for bench in table["bench"]
    ]
    can_hang = np.array([bench.to_acquit is not None for bench in table["bench"]], dtype=bool)
    hung_guilty = np.array([v.hung_guilty for v in found], dtype=float)
    hung_innocent = np.array([v.hung_innocent for v in found], dtype=float)
    return table.assign(
        convict_innocent=[float(v.convict_innocent) for v in found],
        convict_guilty=[float(v.convict_guilty) for v in found],
        free_guilty=[float(v.acquit_guilty + v.hung_guilty) for v in found],
        hung_guilty=np.where(can_hang, hung_guilty, np.nan),
        hung_innocent=np.where(can_hang, hung_innocent, np.nan),
    )


def main_bench(table: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return the periods of the bench that stands for a place.

    It is the one of the whole country before one of a part, then the one with most periods on record, then
    the largest.

    Parameters
    ----------
    table : DataFrame
        From :func:`benches`, all periods.
    place : str
        ISO 3166 code.

    Returns
    -------
    DataFrame
        Its rows by first day; none if the place has no bench whose votes are known.
    """
    own = table[table["place"] == place]
    if own.empty:
        return own
    own = own.assign(_part=own["subdivision"].fillna(""))
    lines = own.groupby(["_part", "line"]).agg(periods=("size", "size"), largest=("size", "max"))
    lines["whole"] = lines.index.get_level_values("_part") == ""
    lines = lines.sort_values(["whole", "periods", "largest"], ascending=False, kind="stable")
    part, line = lines.index[0]
    own = own[(own["_part"] == part) & (own["line"] == line)].drop(columns="_part")
    return own.sort_values("valid_from", na_position="first", kind="stable").reset_index(drop=True)


def distinct(table: pd.DataFrame) -> pd.DataFrame:
    """Bring together benches that are the same rule, so that each is drawn once.

    Parameters
    ----------
    table : DataFrame
        From :func:`risks`.

    Returns
    -------
    DataFrame
        One row per rule: `lay`, `professional`, `required`, `size`, `kind`, the risks, `systems` (their
        number) and `places` (list of codes, each once).
    """
    key = ["kind", "lay", "professional", "required", "convict_innocent", "free_guilty"]
    grouped = table.groupby(key, sort=False, as_index=False)
    found = grouped.agg(
        size=("size", "first"),
        convict_guilty=("convict_guilty", "first"),
        systems=("system_id", "size"),
        places=("place", lambda codes: list(dict.fromkeys(codes))),
    )
    return found.sort_values(["convict_innocent", "free_guilty"], kind="stable").reset_index(drop=True)


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
