"""The benches on record: what their rules imply by themselves, and their risks under assumed accuracies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from comparative.measures.juries.bench import Bench
from comparative.measures.juries.verdicts import verdict

__all__ = ["benches", "distinct", "main_bench", "regimes", "risks"]


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


def main_bench(table: pd.DataFrame, place: str, as_of: str | pd.Timestamp) -> pd.DataFrame:
    """Return the periods up to a day of the bench that then stands for a place.

    Of the benches in force it is one of the whole country before one of a part, then the one with most
    periods on record, then the largest.

    Parameters
    ----------
    table : DataFrame
        From :func:`benches`, all periods.
    place : str
        ISO 3166 code.
    as_of : str or Timestamp
        The day.

    Returns
    -------
    DataFrame
        Its rows by first day, the last in force on the day; none if the place has no bench whose votes are
        known.
    """
    day = pd.Timestamp(as_of)
    own = table[table["place"].eq(place) & ~table["valid_from"].gt(day)]
    own = own.assign(_part=own["subdivision"].fillna(""), _now=~own["valid_to"].le(day))
    lines = own.groupby(["_part", "line"], as_index=False).agg(
        periods=("size", "size"), largest=("size", "max"), now=("_now", "any")
    )
    lines = lines[lines["now"]].assign(whole=lambda rows: rows["_part"].eq(""))
    if lines.empty:
        return table.head(0)
    best = lines.sort_values(["whole", "periods", "largest"], ascending=False, kind="stable").iloc[0]
    own = own[own["_part"].eq(best["_part"]) & own["line"].eq(best["line"])].drop(columns=["_part", "_now"])
    return own.sort_values("valid_from", na_position="first", kind="stable").reset_index(drop=True)


def regimes(systems: pd.DataFrame, *, as_of: str | pd.Timestamp) -> pd.DataFrame:
    """Return every period on record of a criminal bench with lay members, known in full or not.

    Parameters
    ----------
    systems : DataFrame
        Table ``jury_systems/systems``.
    as_of : str or Timestamp
        Periods that begin later are left out.

    Returns
    -------
    DataFrame
        Rows of law with `judges` (those who vote; 0 beside a jury) and `now` (in force on the day), by
        place, court and first day.
    """
    day = pd.Timestamp(as_of)
    with_lay = systems["model"].isin(["jury", "mixed_collegial", "lay_assessors"])
    rows = systems[
        systems["criminal"] & systems["stage"].eq("law") & with_lay & ~systems["valid_from"].gt(day)
    ]
    judges = rows["professional_judges"].where(rows["voting"].eq("joint"), 0)
    rows = rows.assign(judges=judges, now=~rows["valid_to"].le(day))
    order = ["place", "subdivision", "line", "valid_from"]
    return rows.sort_values(order, na_position="first", kind="stable").reset_index(drop=True)


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
