"""Requirements by region of the world, and the members a rule forces by region of a country."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from comparative.measures.exact_tests import freeman_halton

__all__ = ["at_least_by_group", "forced_membership", "group_test"]


def at_least_by_group(
    burdens: pd.DataFrame, places: pd.DataFrame, *, group: str = "region", cuts: Sequence[int] = (100, 1000)
) -> pd.DataFrame:
    """Count the countries of each group that ask for at least so many persons.

    All types of requirement are pooled: the question is how many people must be found, not for what.

    Parameters
    ----------
    burdens : DataFrame
        From :func:`comparative.measures.registration.burden`.
    places : DataFrame
        place and the column `group`.
    group : str
        Column of `places`: region (United Nations M49) or former_soviet.
    cuts : sequence of int
        Numbers of persons.

    Returns
    -------
    DataFrame
        One row per group, the largest first: `group`, `n`, and `at_least_<cut>` for each cut. Countries whose
        number was not found are left out.

    Examples
    --------
    >>> burdens = pd.DataFrame({"place": ["A", "B", "C"], "threshold_count": [50.0, 2000.0, None]})
    >>> places = pd.DataFrame({"place": ["A", "B", "C"], "region": ["Asia", "Europe", "Asia"]})
    >>> at_least_by_group(burdens, places).values.tolist()
    [['Asia', 1, 0, 0], ['Europe', 1, 1, 1]]
    """
    known = burdens[burdens["threshold_count"].notna()].merge(
        places[["place", group]], on="place", how="left"
    )
    columns = {f"at_least_{cut}": known["threshold_count"].ge(cut).astype(int) for cut in cuts}
    counted = known.assign(n=1, **columns).groupby(group)[["n", *columns]].sum().reset_index()
    counted = counted.rename(columns={group: "group"})
    return counted.sort_values(["n", "group"], ascending=[False, True], ignore_index=True)


def group_test(counted: pd.DataFrame, cut: int) -> float:
    """Test whether the groups differ in the share that asks for at least so many persons.

    Fisher's exact test, extended to more than two groups (Freeman and Halton 1951).

    Parameters
    ----------
    counted : DataFrame
        From :func:`at_least_by_group`.
    cut : int
        One of its cuts.

    Returns
    -------
    float
        Two-sided p value.

    Examples
    --------
    >>> counted = pd.DataFrame({"group": ["A", "B"], "n": [4, 4], "at_least_100": [4, 0]})
    >>> round(group_test(counted, 100), 4)
    0.0286
    """
    return freeman_halton(counted[f"at_least_{cut}"].tolist(), counted["n"].tolist())


def forced_membership(rules: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Work out how many members the minimum per branch forces, and whether it or the total binds.

    Parameters
    ----------
    rules : DataFrame
        Table thresholds, any layers.
    units : DataFrame
        Table regional_units, all layers: how many regions a country has had.

    Returns
    -------
    DataFrame
        One row per rule with a minimum per branch: place, rule_id, valid_from, valid_to, threshold_count,
        per_region_min_count, `branches` and `branches_low` (the two differ where the law's number of branches
        was not read: all regions of the first day in force, and all regions of the map before), `forced`,
        `share`, `share_low` (forced members as a share of the total; NaN where the number of branches is
        unknown), `binds` (total, both, regional; empty if unknown) and source_id.

    Examples
    --------
    >>> rules = pd.DataFrame({"rule_id": ["KOR-02"], "place": ["KOR"], "valid_from": [pd.NaT],
    ...     "valid_to": [pd.NaT], "threshold_count": [5000.0], "per_region_min_count": [1000.0],
    ...     "min_regions_count": [5.0], "regional_scope": ["stated"], "source_id": ["law"]})
    >>> units = pd.DataFrame({"place": [], "valid_from": [], "valid_to": [], "units_count": []})
    >>> forced_membership(rules, units)[["forced", "share", "binds"]].values.tolist()
    [[5000.0, 1.0, 'both']]
    """
    asked = rules[rules["per_region_min_count"].notna() & rules["threshold_count"].gt(0)]
    found = asked.sort_values(["place", "valid_from"], ignore_index=True)
    branches = [_branches(rule, units[units["place"] == rule["place"]]) for _, rule in found.iterrows()]
    found["branches_low"] = np.array([low for low, _ in branches], float)
    found["branches"] = np.array([high for _, high in branches], float)
    found["forced"] = found["branches"] * found["per_region_min_count"]
    found["share_low"] = found["branches_low"] * found["per_region_min_count"] / found["threshold_count"]
    found["share"] = found["forced"] / found["threshold_count"]
    outcomes = [found["share"].lt(1), found["share"].eq(1), found["share"].gt(1)]
    found["binds"] = np.select(outcomes, ["total", "both", "regional"], default="")
    columns = ["place", "rule_id", "valid_from", "valid_to", "threshold_count", "per_region_min_count"]
    columns += ["branches_low", "branches", "forced", "share_low", "share", "binds", "source_id"]
    found = found[columns]
    found.attrs = dict(rules.attrs)
    return found


def _branches(rule: pd.Series, units: pd.DataFrame) -> tuple[float, float]:
    """Return the fewest and most branches a rule may ask for, NaN if neither was read."""
    if pd.notna(rule["min_regions_count"]):
        return (float(rule["min_regions_count"]),) * 2
    scope, day = rule["regional_scope"], rule["valid_from"]
    if units.empty or pd.isna(day) or scope not in ("every_region", "unread"):
        return np.nan, np.nan
    layers = units.sort_values("valid_from", na_position="first")
    begun = layers[layers["valid_from"].isna() | (layers["valid_from"] <= day)]["units_count"]
    if begun.empty:
        return np.nan, np.nan
    low = begun.iloc[-2] if scope == "unread" and len(begun) > 1 else begun.iloc[-1]
    return float(low), float(begun.iloc[-1])
