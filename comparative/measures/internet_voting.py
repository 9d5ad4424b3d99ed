"""Voting over the internet: shares from counts, their growth with time, and a scenario for another place.

Three different counts exist in Estonia: persons who voted online (``ivoters``), online votes counted after
those overridden on paper were removed, and submissions with repeats. The official share of voters, used
here, is persons who voted online over persons who voted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy.stats import t as student

from comparative.measures.diffusion import years_since
from comparative.measures.leave_one_out import LeaveOneOut, leave_one_out

__all__ = [
    "SPEED",
    "Adoption",
    "Electorate",
    "adoption",
    "electorate",
    "next_elections",
    "scenario",
    "shares",
]

SPEED = {"slower": 0.5, "estonia": 1.0, "faster": 2.0}
"""Years of Estonian experience gained per year, by name of a scenario."""


def shares(elections: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Compute the share of voters who voted online, election by election.

    Parameters
    ----------
    elections : DataFrame
        ``election_date``, the persons ``eligible_voters, participating_voters, ivoters``, the votes
        ``ivotes_cancelled, ivotes_repeated``, and any other columns.
    as_of : str
        ISO date; later elections are left out.

    Returns
    -------
    DataFrame
        The elections in order of time with ``years`` since the first, and as shares from 0 to 1 ``turnout``,
        ``share_of_voters`` (of those who voted), ``share_of_eligible`` (of those entitled), and of those who
        voted online ``overridden`` (then voted on paper) and ``repeated`` (repeat votes).

    Raises
    ------
    ValueError
        If no election was held by then.

    Examples
    --------
    >>> rows = pd.DataFrame({"election_date": pd.to_datetime(["2019-05-26"]), "eligible_voters": [885417],
    ...     "participating_voters": [332859], "ivoters": [155521], "ivotes_cancelled": [73],
    ...     "ivotes_repeated": [2555]})
    >>> found = shares(rows, as_of="2020-01-01").iloc[0]
    >>> found[["share_of_voters", "share_of_eligible"]].astype(float).round(3).tolist()
    [0.467, 0.176]
    """
    held = elections[elections["election_date"] <= pd.Timestamp(as_of)]
    if held.empty:
        raise ValueError(f"no election with internet voting was held by {as_of}")
    held = held.sort_values("election_date", kind="stable").reset_index(drop=True)
    return held.assign(
        years=years_since(held["election_date"], held["election_date"].iloc[0]),
        turnout=held["participating_voters"] / held["eligible_voters"],
        share_of_voters=held["ivoters"] / held["participating_voters"],
        share_of_eligible=held["ivoters"] / held["eligible_voters"],
        overridden=held["ivotes_cancelled"] / held["ivoters"],
        repeated=held["ivotes_repeated"] / held["ivoters"],
    )


@dataclass(frozen=True)
class Adoption:
    """Growth of the share of voters who vote online, on the scale of log odds.

    Attributes
    ----------
    n, types : int
        Elections and types of election.
    per_year, standard_error, low, high : float
        Change of the log odds per year, with an interval by Student's t.
    odds_ratio : float
        Factor by which the odds change per year.
    dispersion : float
        Pearson chi-square over degrees of freedom; 1 if voters decided independently with one probability.
    level : float
        Level of the interval.
    without_one : LeaveOneOut
        Range of ``per_year`` when each election is left out once.
    """

    n: int
    types: int
    per_year: float
    standard_error: float
    low: float
    high: float
    odds_ratio: float
    dispersion: float
    level: float
    without_one: LeaveOneOut = field(repr=False)


def adoption(elections: pd.DataFrame, *, level: float = 0.95) -> Adoption:
    """Regress the share of voters who vote online on time and type of election.

    Quasi-binomial logit: shares weighted by the persons who voted, errors inflated by the dispersion. (On two
    columns of counts, statsmodels leaves the number of voters out of Pearson's chi-square, and the dispersion
    comes out near zero.)

    Parameters
    ----------
    elections : DataFrame
        As :func:`shares` returns, with ``election_id`` and ``election_type``.
    level : float
        Level of the interval.

    Returns
    -------
    Adoption

    Raises
    ------
    ValueError
        If fewer than two elections would be left over for the dispersion once one is left out.

    Notes
    -----
    McCullagh and Nelder (1989), Generalized Linear Models, section 4.5.

    Examples
    --------
    >>> years = np.arange(8.0)
    >>> rows = pd.DataFrame({"election_id": list("abcdefgh"), "election_type": "local", "years": years,
    ...     "participating_voters": 1000, "share_of_voters": np.round(1 / (1 + np.exp(2 - years / 5)), 2)})
    >>> round(adoption(rows).per_year, 2)
    0.2
    """
    types = elections["election_type"].nunique()
    if len(elections) < types + 4:
        raise ValueError(
            f"{len(elections)} elections of {types} types are too few for a trend; take a later as_of"
        )
    model = _logit(elections)
    estimate, error = float(model.params["years"]), float(model.bse["years"])
    half = float(student.ppf((1 + level) / 2, model.df_resid)) * error
    return Adoption(
        n=len(elections),
        types=types,
        per_year=estimate,
        standard_error=error,
        low=estimate - half,
        high=estimate + half,
        odds_ratio=float(np.exp(estimate)),
        dispersion=float(model.scale),
        level=level,
        without_one=leave_one_out(elections, lambda rest: _logit(rest).params["years"], by="election_id"),
    )


def next_elections(elections: pd.DataFrame, count: int = 3) -> pd.DataFrame:
    """Date the next elections of each type, if the usual interval holds.

    Parameters
    ----------
    elections : DataFrame
        ``election_date`` and ``election_type``.
    count : int
        How many to return.

    Returns
    -------
    DataFrame
        Columns ``election_type, election_date``: for each type the last date plus the median number of years
        between its elections, those after the last election of any type, in order of time.

    Examples
    --------
    >>> rows = pd.DataFrame({"election_type": ["local"] * 2,
    ...                      "election_date": pd.to_datetime(["2021-10-17", "2025-10-19"])})
    >>> next_elections(rows)["election_date"].dt.year.tolist()
    [2029, 2033, 2037]
    """
    rows = []
    for kind, dates in elections.sort_values("election_date").groupby("election_type")["election_date"]:
        if len(dates) < 2:
            continue
        gap = round(float(np.median(np.diff(dates) / np.timedelta64(1, "D"))) / 365.25)
        due = [dates.iloc[-1] + pd.DateOffset(years=gap * step) for step in range(1, count + 1)]
        rows += [{"election_type": kind, "election_date": day} for day in due]
    table = pd.DataFrame(rows, columns=["election_type", "election_date"])
    table = table[table["election_date"] > elections["election_date"].max()]
    return table.sort_values("election_date", kind="stable").head(count).reset_index(drop=True)


@dataclass(frozen=True)
class Electorate:
    """Persons entitled to vote in a place, for a scenario.

    Attributes
    ----------
    place : str
        ISO code.
    persons : int
        Persons entitled; one million, as a base to count on, where no electorate is known.
    rows : DataFrame
        The vote it was taken from; empty where no electorate is known.
    """

    place: str
    persons: int
    rows: pd.DataFrame = field(repr=False)

    @property
    def known(self) -> bool:
        """Whether the number is that of a vote in the place itself."""
        return not self.rows.empty


def electorate(votes: list[pd.DataFrame], place: str, *, as_of: str) -> Electorate:
    """Find the electorate of the last vote held in a place.

    Parameters
    ----------
    votes : list of DataFrame
        Each with ``place, election_date`` and persons entitled as ``eligible_voters`` or ``voters``.
    place : str
        ISO code.
    as_of : str
        ISO date; later votes are left out.

    Returns
    -------
    Electorate

    Examples
    --------
    >>> rows = pd.DataFrame({"place": ["KAZ"], "election_date": pd.to_datetime(["2026-03-15"]),
    ...                      "eligible_voters": [12482613], "source_id": ["cec"]})
    >>> electorate([rows], "KAZ", as_of="2026-10-31").persons
    12482613
    >>> electorate([rows], "KAZ", as_of="2025-10-31").known
    False
    """
    found = []
    for frame in votes:
        table = frame.rename(columns={"voters": "eligible_voters"})
        kept = (
            table["place"].eq(place)
            & (table["election_date"] <= pd.Timestamp(as_of))
            & table["eligible_voters"].notna()
        )
        found.append(table.loc[kept, ["place", "election_date", "eligible_voters", "source_id"]])
    last = pd.concat(found, ignore_index=True).sort_values("election_date", kind="stable").tail(1)
    return Electorate(place, int(last["eligible_voters"].iloc[0]) if len(last) else 1_000_000, last)


def scenario(
    elections: pd.DataFrame,
    *,
    start_year: int,
    turnout_pct: float,
    eligible_voters: int,
    adoption: str = "estonia",
) -> pd.DataFrame:
    """Project online votes if a place repeated Estonia's shares at equal age, slower or faster.

    Parameters
    ----------
    elections : DataFrame
        Estonia's record, as :func:`shares` returns.
    start_year : int
        First year in which all voters could vote online.
    turnout_pct : float
        Turnout, percent of those entitled, held constant.
    eligible_voters : int
        Persons entitled, held constant.
    adoption : {"slower", "estonia", "faster"}
        The path to mark as chosen; all are returned.

    Returns
    -------
    DataFrame
        One row per adoption path (:data:`SPEED`) and year, from `start_year` for as many years as Estonia's
        record is long: ``adoption, chosen, year, age_years, share_of_voters, online_votes,
        beyond_record``. The share is interpolated between elections; past the record the last is held and
        ``beyond_record`` set.

    Raises
    ------
    ValueError
        If the path is unknown, turnout is not between 0 and 100, or nobody is entitled.

    Examples
    --------
    >>> record = pd.DataFrame({"years": [0.0, 10.0], "share_of_voters": [0.02, 0.32]})
    >>> paths = scenario(record, start_year=2030, turnout_pct=50, eligible_voters=1000)
    >>> paths.query("year == 2035").set_index("adoption")["online_votes"].round(1).to_dict()
    {'slower': 47.5, 'estonia': 85.0, 'faster': 160.0}
    """
    if adoption not in SPEED:
        raise ValueError(f"adoption is {adoption!r}; known: {', '.join(SPEED)}")
    if not 0 <= turnout_pct <= 100:
        raise ValueError(f"turnout_pct is {turnout_pct}; it is a percentage, between 0 and 100")
    if eligible_voters <= 0:
        raise ValueError(f"eligible_voters is {eligible_voters}; a scenario needs someone entitled to vote")
    record, share = elections["years"].to_numpy(), elections["share_of_voters"].to_numpy()
    ages = np.arange(int(record[-1]) + 1)
    paths = []
    for name, speed in SPEED.items():
        reached = np.interp(ages * speed, record, share)
        paths.append(
            pd.DataFrame(
                {
                    "adoption": name,
                    "chosen": name == adoption,
                    "year": start_year + ages,
                    "age_years": ages,
                    "share_of_voters": reached,
                    "online_votes": eligible_voters * turnout_pct / 100 * reached,
                    "beyond_record": ages * speed > record[-1],
                }
            )
        )
    return pd.concat(paths, ignore_index=True)


def _logit(elections: pd.DataFrame) -> sm.GLM:
    """Fit the quasi-binomial logit; the first type in the alphabet is the base."""
    kinds = pd.get_dummies(elections["election_type"], drop_first=True, dtype=float)
    design = sm.add_constant(pd.concat([elections[["years"]].astype(float), kinds], axis=1))
    weights = elections["participating_voters"].astype(float)
    return sm.GLM(
        elections["share_of_voters"], design, family=sm.families.Binomial(), var_weights=weights
    ).fit(scale="X2")
