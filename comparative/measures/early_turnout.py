"""Early voting and turnout: a series, a panel, ranks of states, and what studies say.

None of these shows a cause: early voting spreads over the same years in which turnout moves for other
reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import spearmanr
from scipy.stats import t as student

from comparative.measures.exact_tests import permutation
from comparative.measures.leave_one_out import LeaveOneOut, leave_one_out

__all__ = [
    "Bounds",
    "Ranks",
    "Within",
    "by_direction",
    "permutations",
    "rank_bounds",
    "rank_readings",
    "ranks",
    "series",
    "turnout_panel",
    "within",
    "within_places",
]


def series(korea: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Split turnout into votes before and on election day.

    Parameters
    ----------
    korea : DataFrame
        Table korea.
    as_of : str
        ISO date; later elections are left out.

    Returns
    -------
    DataFrame
        The elections in order of time with ``year``, ``early_pct`` (of electors; zero where there was no
        early voting), ``election_day_pct`` (turnout less that) and ``early_share_pct`` (of those who voted).

    Examples
    --------
    >>> rows = pd.DataFrame({"election_date": pd.to_datetime(["2024-04-10"]), "early_days": [2],
    ...     "turnout_pct": [67.0], "early_of_electors_pct": [31.28]})
    >>> series(rows, as_of="2024-12-31")[["election_day_pct", "early_share_pct"]].round(1).values.tolist()
    [[35.7, 46.7]]
    """
    held = korea[korea["election_date"] <= pd.Timestamp(as_of)]
    held = held.sort_values("election_date", kind="stable", ignore_index=True)
    early = held["early_of_electors_pct"].mask(held["early_days"] == 0, 0.0)
    return held.assign(
        year=held["election_date"].dt.year,
        early_pct=early,
        election_day_pct=held["turnout_pct"] - early,
        early_share_pct=100 * early / held["turnout_pct"],
    )


def permutations(elections: pd.DataFrame, at: int) -> pd.DataFrame:
    """Test mean turnout from a break on against that before, for every first election to begin with.

    Parameters
    ----------
    elections : DataFrame
        ``year, turnout_pct``, in order of time.
    at : int
        Year of the break.

    Returns
    -------
    DataFrame
        One row per first election that leaves two before the break: ``since`` and the attributes of
        :class:`~comparative.measures.exact_tests.Permutation`, with ``p_higher`` and ``p`` (two-sided).

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2008, 2012, 2016, 2020], "turnout_pct": [46.1, 54.2, 58.0, 66.2]})
    >>> permutations(rows, 2016)[["since", "difference", "p_higher"]].round(2).values.tolist()
    [[2008.0, 11.95, 0.17]]
    """
    before = elections.loc[elections["year"] < at, "year"]
    rows = []
    for since in before.iloc[:-1]:
        part = elections[elections["year"] >= since]
        found = permutation(part["turnout_pct"], part["year"] >= at)
        odds = {"p_higher": found.as_high / found.ways, "p": found.as_far / found.ways}
        rows.append({"since": since} | vars(found) | odds)
    return pd.DataFrame(rows)


def turnout_panel(korea: pd.DataFrame, online: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """Bring together elections of one place, type and way of voting whose early voters and turnout are known.

    Parameters
    ----------
    korea : DataFrame
        As :func:`series` returns.
    online : DataFrame
        Estonian elections as :func:`~comparative.measures.internet_voting.shares` returns them; there the
        early votes counted are those cast online.
    countries : DataFrame
        Table countries, as held by a day; Korea and Estonia in it are left out, being complete elsewhere.

    Returns
    -------
    DataFrame
        Columns ``place, kind, year, early_share_pct`` (of those who voted), ``turnout_pct, group`` and
        ``source_id``, for groups with two elections or more.
    """
    other = countries[~countries["place"].isin([*korea["place"], *online["place"]])]
    rows = pd.concat(
        [
            korea.assign(kind=korea["election_type"]),
            online.assign(
                kind=online["election_type"],
                year=online["election_date"].dt.year,
                early_share_pct=100 * online["share_of_voters"],
                turnout_pct=100 * online["turnout"],
            ),
            other.assign(kind=other["election"], early_share_pct=other["share_of_voters_pct"]),
        ]
    )[["place", "kind", "year", "early_share_pct", "turnout_pct", "source_id", "method"]]
    rows = rows.dropna(subset=["early_share_pct", "turnout_pct"])
    # One way of voting per group; Korea and Estonia have one each.
    rows["group"] = rows["place"] + " " + rows["kind"] + " " + rows.pop("method").fillna("")
    again = rows.groupby("group")["group"].transform("size") > 1
    return rows[again].sort_values(["group", "year"], kind="stable", ignore_index=True)


@dataclass(frozen=True)
class Within:
    """Turnout on the share of early voters, within places and types of election.

    Attributes
    ----------
    n, groups : int
        Elections, and groups of them.
    slope : float
        Percentage points of turnout per percentage point of early voters.
    se, low, high : float
        Standard error, for which each group's mean costs a degree of freedom, and 95 percent interval by
        Student's t; missing without a degree of freedom.
    """

    n: int
    groups: int
    slope: float
    se: float
    low: float
    high: float


def within(panel: pd.DataFrame) -> Within:
    """Regress turnout on the share of early voters with a level of its own for each group.

    Parameters
    ----------
    panel : DataFrame
        As :func:`turnout_panel` returns.

    Returns
    -------
    Within

    Notes
    -----
    The within (fixed-effects) estimator: Wooldridge, J. M. (2010). Econometric Analysis of Cross Section
    and Panel Data, 2nd ed., section 10.5. Its errors take elections for independent; with seven groups,
    errors clustered by group would not be trustworthy.

    Examples
    --------
    Two groups on different levels, both rising by half a point per point.

    >>> panel = pd.DataFrame({"group": ["a", "a", "b", "b"], "early_share_pct": [0, 10, 20, 40],
    ...     "turnout_pct": [50, 55, 80, 90]})
    >>> found = within(panel)
    >>> found.n, found.groups, round(found.slope, 6)
    (4, 2, 0.5)
    """
    gaps = panel[["early_share_pct", "turnout_pct"]].astype(float)
    gaps = gaps - gaps.groupby(panel["group"]).transform("mean")
    groups = int(panel["group"].nunique())
    result = sm.OLS(gaps["turnout_pct"], gaps[["early_share_pct"]]).fit()
    left = len(panel) - groups - 1
    slope, se = float(result.params.iloc[0]), np.nan
    if left:
        se = float(result.bse.iloc[0] * np.sqrt((len(panel) - 1) / left))
    wide = student.ppf(0.975, left) * se if left else np.nan
    return Within(len(panel), groups, slope, se, float(slope - wide), float(slope + wide))


def within_places(panel: pd.DataFrame) -> pd.DataFrame:
    """Fit :func:`within` for all places together, for each alone, and without each.

    Returns
    -------
    DataFrame
        ``reading`` (all, only, without), ``place`` (empty for all) and the attributes of :class:`Within`.
    """
    places = list(dict.fromkeys(panel["place"]))
    parts = [("all", "", panel)]
    parts += [("only", place, panel[panel["place"] == place]) for place in places]
    if len(places) > 1:
        parts += [("without", place, panel[panel["place"] != place]) for place in places]
    return pd.DataFrame(
        [{"reading": reading, "place": place} | vars(within(part)) for reading, place, part in parts]
    )


@dataclass(frozen=True)
class Ranks:
    """Do states that open earlier have higher turnout? The correlation of ranks.

    Attributes
    ----------
    n : int
        States.
    rho : float
        Spearman's coefficient. The states are a full count, so that no sampling error is given.
    without_one : LeaveOneOut
        Its range when each state is left out once.
    """

    n: int
    rho: float
    without_one: LeaveOneOut


def ranks(states: pd.DataFrame) -> Ranks:
    """Correlate the ranks of days before election day and of turnout.

    Parameters
    ----------
    states : DataFrame
        ``place, days_before, turnout_2020_pct``; states without a first day are left out.

    Returns
    -------
    Ranks

    References
    ----------
    Spearman, C. (1904). The proof and measurement of association between two things. American Journal of
    Psychology 15, 72-101.

    Examples
    --------
    >>> rows = pd.DataFrame({"place": list("abcd"), "days_before": [5, 10, 20, None],
    ...     "turnout_2020_pct": [55, 60, 70, 80]})
    >>> found = ranks(rows)
    >>> found.n, round(found.rho, 6)
    (3, 1.0)
    """
    known = states.dropna(subset=["days_before"])
    return Ranks(len(known), _rho(known), leave_one_out(known, _rho))


def rank_readings(states: pd.DataFrame) -> pd.DataFrame:
    """Correlate the ranks under other readings of what a state's first day is.

    Parameters
    ----------
    states : DataFrame
        Fifty states as :func:`~comparative.measures.voting_days.state_days` returns them.

    Returns
    -------
    DataFrame
        Columns ``reading, n, rho``.
    """
    readings = {
        "all_first_days": states,
        "same_day_statewide": states[states["start_precision"] == "statewide"],
        "voting_in_person_first": states[states["first_channel_2022"] == "early_in_person"],
        "not_mostly_by_mail": states[~states["mostly_mail_2022"]],
        "none_counted_as_zero_days": states.assign(
            days_before=states["days_before"].mask(~states["early_in_person_2022"], 0)
        ),
    }
    rows = [(reading, part.dropna(subset=["days_before"])) for reading, part in readings.items()]
    return pd.DataFrame([{"reading": reading, "n": len(part), "rho": _rho(part)} for reading, part in rows])


@dataclass(frozen=True)
class Bounds:
    """Lowest and highest value of an estimate over unresolved rows.

    Attributes
    ----------
    low, high : float
    disputed : int
        Rows for which sources disagree.
    unknown : int
        Rows without a value.
    """

    low: float
    high: float
    disputed: int
    unknown: int


def rank_bounds(states: pd.DataFrame, windows: pd.DataFrame, *, election: str = "2022-11-08") -> Bounds:
    """Bound the correlation of ranks by what sources disagree on or leave open.

    A state for which sources name several first days takes each; a state whose first day was not found takes
    the earliest and the latest of all.

    Parameters
    ----------
    states, windows, election
        As in :func:`~comparative.measures.voting_days.state_days`, the states with its columns.

    Returns
    -------
    Bounds
    """
    day = pd.Timestamp(election)
    rivals = windows[windows["election_date"] == day]
    rivals = rivals.assign(days=(day - rivals["first_day"]).dt.days.astype(float))
    low, high = float(states["days_before"].min()), float(states["days_before"].max())
    held = states[states["early_in_person_2022"]]
    open_, options = [], []
    for index, place, days in zip(
        held.index, held["place"], held["days_before"].to_numpy(float), strict=True
    ):
        named = {low, high} if np.isnan(days) else {days, *rivals.loc[rivals["place"] == place, "days"]}
        if len(named) > 1:
            open_.append(index)
            options.append(sorted(named))
    found = []
    for choice in product(*options):
        tried = states["days_before"].copy()
        tried.loc[open_] = choice
        found.append(_rho(states.assign(days_before=tried).dropna(subset=["days_before"])))
    disputed = int(states.loc[open_, "days_before"].notna().sum())
    return Bounds(min(found), max(found), disputed, len(open_) - disputed)


def by_direction(studies: pd.DataFrame) -> pd.DataFrame:
    """Count studies by way of voting and by what they say of turnout, each piece of research once.

    Returns
    -------
    DataFrame
        Columns ``method, direction, studies``, every pair of both, the commonest method first.

    Examples
    --------
    >>> rows = pd.DataFrame({"method": "postal", "direction": ["higher", "mixed"], "repeats": ["b", None]})
    >>> by_direction(rows).values.tolist()
    [['postal', 'higher', 0], ['postal', 'no_difference', 0], ['postal', 'mixed', 1], ['postal', 'lower', 0]]
    """
    own = studies[studies["repeats"].isna()]
    methods = own["method"].value_counts().sort_index().sort_values(ascending=False, kind="stable").index
    directions = ["higher", "no_difference", "mixed", "lower"]
    pairs = pd.MultiIndex.from_product([methods, directions], names=["method", "direction"])
    counts = own.groupby(["method", "direction"]).size().reindex(pairs, fill_value=0)
    return counts.rename("studies").reset_index()


def _rho(states: pd.DataFrame) -> float:
    return float(spearmanr(states["days_before"], states["turnout_2020_pct"]).statistic)
