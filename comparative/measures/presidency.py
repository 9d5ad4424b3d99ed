"""What rules say of a president's ties to a party: one scale from "must be a member" to "no member"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

__all__ = [
    "STEPS",
    "Tally",
    "cited_cases",
    "in_order",
    "path",
    "rule_of",
    "spans",
    "step",
    "tally",
]

STEPS = {
    "must_be_member": "must_be_member",
    "no_rule": "no_rule",
    "no_party_post": "no_party_post",
    "no_party_leadership": "no_party_post",
    "no_party_activity": "no_party_activity",
    "suspend_activity": "no_party_activity",
    "suspend_membership": "membership_suspended",
    "sever_ties": "no_membership",
    "resign_membership": "no_membership",
    "no_membership": "no_membership",
}
"""Step of each rule. To hold no post and to lead no party are one step, as are all ways of leaving."""

ORDER = tuple(dict.fromkeys(STEPS.values()))
"""The steps from closest to a party to farthest."""


@dataclass(frozen=True)
class Tally:
    """Rules of a list of countries on one day.

    Attributes
    ----------
    n : int
        Countries with a rule, or with a text found to have none.
    restrict, none, require : int
        Countries that restrict party ties, say nothing, and require membership.
    by_step : dict of str to int
        Countries on each step of :data:`ORDER`.
    no_member : tuple of str
        Places on the last step.
    """

    n: int
    restrict: int
    none: int
    require: int
    by_step: dict[str, int]
    no_member: tuple[str, ...]


def step(rule: str) -> str:
    """Return the step of a rule.

    Parameters
    ----------
    rule : str
        As in table party_rules.

    Returns
    -------
    str
        One of :data:`ORDER`.

    Raises
    ------
    ValueError
        If the rule is unknown.

    Examples
    --------
    >>> step("resign_membership")
    'no_membership'
    """
    if rule not in STEPS:
        raise ValueError(f"no rule {rule!r}; known: {', '.join(STEPS)}")
    return STEPS[rule]


def in_order(rules: pd.DataFrame) -> pd.DataFrame:
    """Return rules with `step` and `rank` (0 to 5, see :data:`ORDER`), farthest from a party first.

    Parameters
    ----------
    rules : DataFrame
        Table party_rules: `place`, `rule`.

    Examples
    --------
    >>> rules = pd.DataFrame({"place": ["POL", "ROU"], "rule": ["no_rule", "no_membership"]})
    >>> in_order(rules)[["place", "step", "rank"]].to_numpy().tolist()
    [['ROU', 'no_membership', 5], ['POL', 'no_rule', 1]]
    """
    steps = rules["rule"].map(step)
    found = rules.assign(step=steps, rank=steps.map(ORDER.index))
    return found.sort_values(["rank", "place"], ascending=[False, True], ignore_index=True)


def tally(rules: pd.DataFrame, *, without: str = "") -> Tally:
    """Count countries by what their rule asks.

    Parameters
    ----------
    rules : DataFrame
        Table party_rules as of a day: one row per place.
    without : str
        A place left out, such as the one compared with the others.

    Returns
    -------
    Tally

    Raises
    ------
    ValueError
        If a place has two rules.

    Examples
    --------
    >>> rules = pd.DataFrame({"place": ["POL", "ROU", "NGA"],
    ...     "rule": ["no_rule", "no_membership", "must_be_member"]})
    >>> found = tally(rules)
    >>> found.restrict, found.none, found.require, found.no_member
    (1, 1, 1, ('ROU',))
    """
    twice = rules.loc[rules["place"].duplicated(), "place"]
    if not twice.empty:
        raise ValueError(f"two rules for {twice.iloc[0]}: load the rules as of a day")
    steps = rules.loc[rules["place"] != without].set_index("place")["rule"].map(step)
    by_step = {name: int((steps == name).sum()) for name in ORDER}
    return Tally(
        len(steps),
        len(steps) - by_step["no_rule"] - by_step["must_be_member"],
        by_step["no_rule"],
        by_step["must_be_member"],
        by_step,
        tuple(sorted(steps.index[steps == "no_membership"])),
    )


def rule_of(rules: pd.DataFrame, place: str) -> str:
    """Return the step of the rule of a place, ``""`` if no rule of it is in the rows.

    Examples
    --------
    >>> rule_of(pd.DataFrame({"place": ["POL"], "rule": ["no_rule"]}), "POL")
    'no_rule'
    """
    rows = rules.loc[rules["place"] == place, "rule"]
    return step(rows.iloc[0]) if len(rows) else ""


def path(rules: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return the rules a place has had, in order of time, with their `step`.

    Parameters
    ----------
    rules : DataFrame
        Table party_rules, all periods.
    place : str
        ISO 3166 code.

    Examples
    --------
    >>> rules = pd.DataFrame({"place": "TUR", "rule": ["no_rule", "sever_ties"],
    ...     "valid_from": pd.to_datetime(["2017", "1982"])})
    >>> path(rules, "TUR")["step"].tolist()
    ['no_membership', 'no_rule']
    """
    rows = rules[rules["place"] == place].sort_values("valid_from", na_position="first", ignore_index=True)
    rows.attrs = dict(rules.attrs)
    return rows.assign(step=rows["rule"].map(step))


def cited_cases(rules: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Hold the cases cited as full bans against the rule in force on a day.

    Parameters
    ----------
    rules : DataFrame
        Table party_rules, all periods: `place`, `rule`, `valid_from`, `valid_to`, `cited_by_seed`.
    as_of : str or date
        The day.

    Returns
    -------
    DataFrame
        One row per cited place, sorted: the rule in force with `step`, `restricts` (party ties at all) and
        `full_ban` (step no_membership).

    Examples
    --------
    >>> rules = pd.DataFrame({"place": ["TUR", "TUR"], "rule": ["sever_ties", "no_rule"],
    ...     "valid_from": pd.to_datetime(["1982", "2017"]), "valid_to": pd.to_datetime(["2017", None]),
    ...     "cited_by_seed": [True, True]})
    >>> cited_cases(rules, "2022-12-31")[["place", "step", "restricts"]].to_numpy().tolist()
    [['TUR', 'no_rule', False]]
    """
    day = pd.Timestamp(as_of)
    places = rules.loc[rules["cited_by_seed"], "place"].unique()
    rows = rules[rules["place"].isin(places) & ~rules["valid_from"].gt(day) & ~rules["valid_to"].le(day)]
    steps = rows["rule"].map(step)
    found = rows.assign(
        step=steps, restricts=~steps.isin(["no_rule", "must_be_member"]), full_ban=steps.eq("no_membership")
    ).sort_values("place", ignore_index=True)
    found.attrs = dict(rules.attrs)
    return found


def spans(rules: pd.DataFrame, *, places: list[str] | None = None) -> pd.DataFrame:
    """Return rules as spans of time for a picture, the place with the most changes first.

    Parameters
    ----------
    rules : DataFrame
        Table party_rules, all periods.
    places : list of str, optional
        Only these.

    Returns
    -------
    DataFrame
        The rows with `step` and `changes` (rules of the place less one); by number of changes, then by the
        last step, then by place and time.

    Examples
    --------
    >>> rules = pd.DataFrame({"place": ["POL", "TUR", "TUR"], "rule": ["no_rule", "sever_ties", "no_rule"],
    ...     "valid_from": pd.to_datetime(["1997", "1982", "2017"])})
    >>> spans(rules)["place"].tolist()
    ['TUR', 'TUR', 'POL']
    """
    rows = rules if places is None else rules[rules["place"].isin(places)]
    rows = rows.sort_values(["place", "valid_from"], na_position="first")
    steps = rows["rule"].map(step)
    ranks = steps.map(ORDER.index)
    last = ranks.groupby(rows["place"]).transform("last")
    changes = rows.groupby("place")["place"].transform("size") - 1
    order = np.lexsort((rows["valid_from"].to_numpy(), rows["place"].to_numpy(str), -last, -changes))
    return rows.assign(step=steps, changes=changes).iloc[order].reset_index(drop=True)
