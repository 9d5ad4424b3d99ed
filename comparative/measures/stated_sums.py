"""Totals that documents state, against the sum of the parts they give."""

from __future__ import annotations

import pandas as pd

from comparative.measures.citations import cited

__all__ = ["check_sums"]


def check_sums(stated: pd.DataFrame) -> pd.DataFrame:
    """Add up the parts of every total anew.

    Parameters
    ----------
    stated : DataFrame
        `total` (what is counted), `role` (part, stated, rival), `value`, `unit`, `source_id`.

    Returns
    -------
    DataFrame
        One row per total in the order of the table: `parts` (how many), `sum`, `stated`, `difference`,
        `agrees`, `rival` (another total stated, missing if none), `unit`, `source_id`.

    Examples
    --------
    >>> table = pd.DataFrame({"total": "units", "role": ["part", "part", "stated"], "value": [48, 26, 75],
    ...     "unit": "units", "source_id": ["a", "a", "b"]})
    >>> check_sums(table)[["parts", "sum", "stated", "difference", "agrees"]].values.tolist()
    [[2, 74, 75, -1, False]]
    """
    rows = []
    for total, part in stated.groupby("total", sort=False):
        value = part.set_index("role")["value"]
        pieces = value[value.index == "part"]
        rows.append(
            {
                "total": total,
                "parts": len(pieces),
                "sum": pieces.sum(),
                "stated": value["stated"],
                "difference": pieces.sum() - value["stated"],
                "agrees": bool(pieces.sum() == value["stated"]),
                "rival": value.get("rival"),
                "unit": part["unit"].iloc[0],
                "source_id": cited(part["source_id"]),
            }
        )
    return pd.DataFrame(rows)
