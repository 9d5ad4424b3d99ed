"""What single provisions change: bodies named anew, numbers, institutions concerned, and their fate."""

from __future__ import annotations

import numpy as np
import pandas as pd

from comparative.measures.amendments.balance import BRANCHES, CHAMBERS

__all__ = ["by_fate", "concerned", "in_order", "numeric_changes", "renaming", "touched"]


def in_order(provisions: pd.DataFrame) -> pd.DataFrame:
    """Return the changes in the order of the printed annex.

    Examples
    --------
    >>> rows = pd.DataFrame({"annex_row": [None, 2, 1], "amendment_id": ["L", "b", "a"]})
    >>> in_order(rows)["amendment_id"].tolist()
    ['a', 'b', 'L']
    """
    return provisions.sort_values(["annex_row", "amendment_id"], kind="stable").reset_index(drop=True)


def touched(provisions: pd.DataFrame) -> pd.DataFrame:
    """List for each change, in the order of the annex, whom it widens and whom it narrows.

    A shift that parliament gains or loses as a whole is not repeated for its chambers.

    Parameters
    ----------
    provisions : DataFrame
        Table provisions.

    Returns
    -------
    DataFrame
        The rows with ``widens`` and ``narrows``, tuples of branches and chambers.

    Examples
    --------
    >>> rows = pd.DataFrame({"annex_row": [1], "amendment_id": ["a"],
    ...     **{f"effect_{b}": [0] for b in (*BRANCHES, *CHAMBERS)}})
    >>> found = touched(rows.assign(effect_parliament=1, effect_senate=1, effect_president=-1))
    >>> found[["widens", "narrows"]].values.tolist()
    [[('parliament',), ('president',)]]
    """
    rows = in_order(provisions)
    signs = rows[[f"effect_{name}" for name in (*BRANCHES, *CHAMBERS)]].astype(int)
    signs.columns = pd.Index([*BRANCHES, *CHAMBERS])
    for chamber in CHAMBERS:
        signs[chamber] = signs[chamber].where(signs[chamber] != signs["parliament"], 0)
    names = signs.columns.to_numpy()
    for column, sign in (("widens", 1), ("narrows", -1)):
        rows[column] = [tuple(names[hit]) for hit in signs.to_numpy() == sign]
    return rows


def renaming(provisions: pd.DataFrame) -> pd.DataFrame:
    """Count changes that only rename a body, by section of the Constitution.

    Returns
    -------
    DataFrame
        ``section`` in the order of the annex, ``renamings``, ``n`` (all changes) and ``share``.

    Examples
    --------
    >>> rows = pd.DataFrame({"annex_row": [1, 2], "amendment_id": ["a", "b"], "section": "VI",
    ...     "terminology_only": [True, False]})
    >>> renaming(rows).values.tolist()
    [['VI', 1, 2, 0.5]]
    """
    ordered = in_order(provisions)
    grouped = ordered.groupby("section", sort=False)["terminology_only"]
    counts = pd.DataFrame({"renamings": grouped.sum().astype(int), "n": grouped.size()})
    return counts.assign(share=counts["renamings"] / counts["n"]).reset_index()


def concerned(provisions: pd.DataFrame) -> pd.DataFrame:
    """Count changes by article and institution concerned; a change that concerns three counts three times.

    Returns
    -------
    DataFrame
        ``section``, ``heading`` (order of the annex), ``institution`` (most often concerned first),
        ``changes`` and the ``source_id`` of the rows.

    Examples
    --------
    >>> rows = pd.DataFrame({"annex_row": [1, 2], "amendment_id": ["a", "b"], "section": "VI",
    ...     "heading": "71", "institutions": ["president;senate", "president"], "source_id": "annex"})
    >>> concerned(rows)[["institution", "changes"]].values.tolist()
    [['president', 2], ['senate', 1]]
    """
    long = in_order(provisions).assign(institution=lambda p: p["institutions"].str.split(";"))
    long = long.explode("institution", ignore_index=True)
    ranks = long["institution"].value_counts()
    grouped = long.groupby(["section", "heading", "institution"], sort=False)
    counts = grouped.agg(changes=("amendment_id", "size"), source_id=("source_id", "first")).reset_index()
    rows = {heading: i for i, heading in enumerate(dict.fromkeys(counts["heading"]))}
    order = np.lexsort(
        (counts["institution"], -counts["institution"].map(ranks), counts["heading"].map(rows))
    )
    return counts.iloc[order].reset_index(drop=True)


def numeric_changes(provisions: pd.DataFrame) -> pd.DataFrame:
    """Return each number that the amendments touch once, with what happens to it.

    Parameters
    ----------
    provisions : DataFrame
        Table provisions.

    Returns
    -------
    DataFrame
        The rows with a number, the first of those that repeat it, and ``direction``: rise, fall, same, new
        (no number before), dropped (none after).

    Examples
    --------
    >>> rows = pd.DataFrame({"annex_row": [1, 2, 3], "amendment_id": ["a", "b", "c"],
    ...     "attribute": ["seats", "seats", "days"],
    ...     "value_before": [15, 15, 30], "value_after": [10, 10, None]})
    >>> numeric_changes(rows)["direction"].tolist()
    ['fall', 'dropped']
    """
    rows = in_order(provisions)
    rows = rows[rows["attribute"].notna()].drop_duplicates("attribute").copy()
    before, after = rows["value_before"].astype(float), rows["value_after"].astype(float)
    rows["direction"] = np.select(
        [before.isna(), after.isna(), after > before, after < before],
        ["new", "dropped", "rise", "fall"],
        default="same",
    )
    return rows.reset_index(drop=True)


def by_fate(provisions: pd.DataFrame, fate: pd.DataFrame) -> pd.DataFrame:
    """Count articles and their coded changes by what the next constitution did with the article.

    An article is judged as a whole: that it changed does not say that each coded change went.

    Parameters
    ----------
    provisions : DataFrame
        Table provisions.
    fate : DataFrame
        Table fate_2026.

    Returns
    -------
    DataFrame
        ``fate_2026`` (kept, changed, abolished, expired), ``articles``, ``changes`` and their ``renamings``.

    Raises
    ------
    ValueError
        If an article of `provisions` has no fate.

    Examples
    --------
    >>> rows = pd.DataFrame({"article": ["6", "6"], "terminology_only": [True, False]})
    >>> by_fate(rows, pd.DataFrame({"article": ["6"], "fate_2026": ["kept"]})).values.tolist()[0]
    ['kept', 1, 2, 1]
    """
    coded = provisions[provisions["article"].notna()]
    lost = sorted(set(coded["article"]) - set(fate["article"]))
    if lost:
        raise ValueError(f"no fate is known for article {', '.join(lost)}")
    joined = coded.merge(fate[["article", "fate_2026"]], on="article")
    grouped = joined.groupby("fate_2026")["terminology_only"]
    counts = pd.DataFrame(
        {
            "articles": fate["fate_2026"].value_counts(),
            "changes": grouped.size(),
            "renamings": grouped.sum().astype(int),
        }
    )
    counts = counts.reindex(["kept", "changed", "abolished", "expired"]).fillna(0).astype(int)
    return counts.rename_axis("fate_2026").reset_index()
