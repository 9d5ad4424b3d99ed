"""Which rule a US state applies to each kind of donor, beside what the seed says of it."""

from __future__ import annotations

import pandas as pd

from comparative.measures.donations.states import CONTRIBUTORS, per_cycle

__all__ = ["against_seed", "class_counts", "named_by_seed", "rule_classes"]

# The seed's counts: kind of donor, and the classes they take together.
_CLAIMED = {
    "states_without_individual_limit": ("individual", ("no_limit",)),
    "states_with_individual_limit": ("individual", ("limited",)),
    "party_no_limit": ("state_party", ("no_limit",)),
    "party_conditional": ("state_party", ("conditional",)),
    "party_limited": ("state_party", ("same_as_individual", "separate_limit")),
    "party_same_as_individual": ("state_party", ("same_as_individual",)),
    "party_separate_limit": ("state_party", ("separate_limit",)),
    "corporate_ban": ("corporation", ("prohibited",)),
    "corporate_unlimited": ("corporation", ("no_limit",)),
    "corporate_limited": ("corporation", ("same_as_individual", "separate_limit")),
    "corporate_same_as_individual": ("corporation", ("same_as_individual",)),
    "corporate_other_limit": ("corporation", ("separate_limit",)),
}
_PLAIN = {"unlimited": "no_limit", "prohibited": "prohibited", "conditional": "conditional"}


def rule_classes(limits: pd.DataFrame) -> pd.DataFrame:
    """Put every state in one class for each kind of donor.

    Parameters
    ----------
    limits : DataFrame
        Table us_state_limits.

    Returns
    -------
    DataFrame
        Columns place, contributor, class, source_id. Classes: no_limit, prohibited, conditional; of
        individuals limited; of others same_as_individual (amount, period and amount per cycle equal for every
        office) or separate_limit, which also holds a state that limits the donor for some offices only.

    Examples
    --------
    >>> limits = pd.DataFrame({"place": "A", "contributor": ["individual", "pac"], "office": "governor",
    ...     "rule": "limited", "amount_usd": [500.0, 900.0], "primary_amount_usd": None,
    ...     "period": "per_cycle", "chamber_exists": True, "source_id": "law"})
    >>> rule_classes(limits)["class"].tolist()
    ['limited', 'separate_limit']
    """
    rows = per_cycle(limits[limits["chamber_exists"].astype(bool)])
    rules = rows.groupby(["place", "contributor"])["rule"].agg(["nunique", "first"])
    terms = ["amount_usd", "amount_cycle_usd", "period"]
    individual = rows[rows["contributor"].eq("individual")].set_index(["place", "office"])[terms]
    beside = rows.join(individual, on=["place", "office"], rsuffix="_individual")
    equal = pd.concat(
        [(beside[term] == beside[f"{term}_individual"]).fillna(False) for term in terms], axis=1
    ).all(axis=1)
    same = equal.groupby([beside["place"], beside["contributor"]]).all()
    found = rules.rename(columns={"first": "rule"}).reset_index()
    found["class"] = found["rule"].map(_PLAIN).where(found["nunique"].eq(1))
    limited = found["class"].isna()
    pairs = pd.MultiIndex.from_frame(found[["place", "contributor"]])
    alike = pd.Series(same.reindex(pairs).to_numpy(), index=found.index)
    found.loc[limited, "class"] = alike[limited].map({True: "same_as_individual", False: "separate_limit"})
    found.loc[limited & found["contributor"].eq("individual"), "class"] = "limited"
    cited = rows.groupby(["place", "contributor"])["source_id"].agg(lambda ids: ";".join(dict.fromkeys(ids)))
    found["source_id"] = cited.reindex(pairs).to_numpy()
    return found.drop(columns=["rule", "nunique"])


def class_counts(classes: pd.DataFrame) -> pd.DataFrame:
    """Count the states of each class.

    Returns
    -------
    DataFrame, shape (kinds of donor, classes)
        Indexed by contributor; columns no_limit, conditional, same_as_individual, separate_limit, limited,
        prohibited.
    """
    columns = ["no_limit", "conditional", "same_as_individual", "separate_limit", "limited", "prohibited"]
    counts = pd.crosstab(classes["contributor"], classes["class"])
    order = [name for name in CONTRIBUTORS if name in counts.index]
    return counts.reindex(index=order, columns=columns, fill_value=0).rename_axis(columns=None)


def against_seed(classes: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Compare the seed's counts of states with those computed from the rows.

    Parameters
    ----------
    classes : DataFrame
        From :func:`rule_classes`.
    published : DataFrame
        Table us_published_aggregates, cycle 2019-2020.

    Returns
    -------
    DataFrame
        Columns statistic, contributor, class (limited where several are counted together), claimed, computed,
        agrees, source_id (of the claim), in the seed's order.
    """
    claims = published[published["cycle"].eq("2019-2020")].set_index("statistic")
    values, cited = claims["value"].to_dict(), claims["source_id"].to_dict()
    found = [
        {
            "statistic": statistic,
            "contributor": contributor,
            "class": together[0] if len(together) == 1 else "limited",
            "claimed": int(values[statistic]),
            "computed": int((classes["contributor"].eq(contributor) & classes["class"].isin(together)).sum()),
            "source_id": cited[statistic],
        }
        for statistic, (contributor, together) in _CLAIMED.items()
        if statistic in values
    ]
    table = pd.DataFrame(found)
    table.insert(5, "agrees", table["claimed"].eq(table["computed"]))
    return table


def named_by_seed(classes: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Compare the states the seed names under a rule with those the rows put there.

    Parameters
    ----------
    classes : DataFrame
        From :func:`rule_classes`.
    named : DataFrame
        Table us_state_classes.

    Returns
    -------
    DataFrame
        One row per list of names: contributor, class, both, only_seed, only_rows (tuples of place codes).

    Examples
    --------
    >>> classes = pd.DataFrame({"place": ["A", "B"], "contributor": "pac", "class": "no_limit"})
    >>> named = pd.DataFrame({"place": ["B", "C"], "contributor": "pac", "class": "no_limit"})
    >>> named_by_seed(classes, named).iloc[0, 2:].tolist()
    [('B',), ('C',), ('A',)]
    """
    found = []
    for (contributor, name), rows in named.groupby(["contributor", "class"], sort=False):
        inside = classes["contributor"].eq(str(contributor)) & classes["class"].eq(str(name))
        computed, claimed = set(classes.loc[inside, "place"]), set(rows["place"])
        found.append(
            {
                "contributor": contributor,
                "class": name,
                "both": tuple(sorted(computed & claimed)),
                "only_seed": tuple(sorted(claimed - computed)),
                "only_rows": tuple(sorted(computed - claimed)),
            }
        )
    return pd.DataFrame(found)
