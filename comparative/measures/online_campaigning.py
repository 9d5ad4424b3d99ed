"""Where countries are said to stand on campaigning online, and how much of it was checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, nan

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from comparative.measures.agreement import Agreement, kappa
from comparative.measures.citations import cited

__all__ = [
    "APPROACHES",
    "Checked",
    "agreement",
    "by_country",
    "cells",
    "checked",
    "conflicts",
    "needed",
    "on_day",
    "repeated",
    "tally",
]

APPROACHES = (
    "no_specific_regulation",
    "dedicated_law_liability",
    "equated_to_mass_media",
    "provider_accreditation",
    "identification_of_sponsor",
    "paid_online_ads_banned",
    "paid_online_ads_allowed",
    "takedown_duty",
    "executive_blocking",
    "internet_suspension_in_campaign",
    "criminal_or_administrative_liability",
    "platform_self_regulation",
)
"""The twelve groups in the order of the recommendations."""

CELLS = ("confirmed", "imprecise", "outdated", "contradicted", "unverified", "not_listed")
"""What a cell of the matrix can say, as the verdicts of table regulation."""

# A state without rules of its own cannot have these; general powers and what platforms do are compatible.
_RULES = frozenset(APPROACHES) - {"no_specific_regulation", "executive_blocking", "platform_self_regulation"}


@dataclass(frozen=True)
class Checked:
    """Placements that hold among those for which a source was read.

    Attributes
    ----------
    listed, read, right : int
        Placements, those with a source read, and those of them that hold.
    share, low, high : float
        Right among read, and its exact (Clopper-Pearson) interval at 95 percent, as if those read were drawn
        at random; missing if none was read.
    least, most : float
        Right among all: if none and if all of the unread hold.
    """

    listed: int
    read: int
    right: int
    share: float
    low: float
    high: float
    least: float
    most: float

    @property
    def unread(self) -> int:
        """Placements for which no source was read."""
        return self.listed - self.read


def checked(regulation: pd.DataFrame, *, right: Sequence[str] = ("confirmed",)) -> Checked:
    """Count how many placements hold, with an interval for those read and bounds for all.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation: `listed`, `verdict`.
    right : sequence of str
        Verdicts that count as holding.

    Returns
    -------
    Checked

    Raises
    ------
    ValueError
        If no row is a placement.

    References
    ----------
    Clopper, C. J. and Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case
    of the binomial. Biometrika 26, 404-413.

    Examples
    --------
    >>> regulation = pd.DataFrame({"listed": True, "verdict": ["confirmed", "outdated", "unverified"]})
    >>> found = checked(regulation)
    >>> found.right, found.read, round(found.low, 3), round(found.most, 2)
    (1, 2, 0.013, 0.67)
    """
    verdicts = regulation.loc[regulation["listed"], "verdict"]
    listed, read = len(verdicts), int(verdicts.ne("unverified").sum())
    if not listed:
        raise ValueError("no row is a placement of the recommendations")
    holds = int(verdicts.isin(right).sum())
    low, high = map(float, proportion_confint(holds, read, method="beta")) if read else (nan, nan)
    return Checked(
        listed,
        read,
        holds,
        holds / read if read else nan,
        low,
        high,
        holds / listed,
        (holds + listed - read) / listed,
    )


def needed(found: Checked, share: float = 0.5) -> int | None:
    """Return how many of the unread placements must hold for more than a share of all to hold.

    Parameters
    ----------
    found : Checked
        Count of the placements.
    share : float
        The share to be passed.

    Returns
    -------
    int or None
        None if even all of them would not do.

    Examples
    --------
    >>> needed(Checked(41, 17, 10, 0, 0, 0, 0, 0))
    11
    """
    missing = max(0, floor(share * found.listed + 1e-9) + 1 - found.right)
    return missing if missing <= found.unread else None


def tally(regulation: pd.DataFrame) -> pd.DataFrame:
    """Count placements by approach and verdict, approaches in the order of the recommendations.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation.

    Returns
    -------
    DataFrame
        `approach`, `verdict`, `placements`; combinations that occur.

    Examples
    --------
    >>> regulation = pd.DataFrame({"approach": "takedown_duty", "listed": [True, True, False],
    ...     "verdict": ["unverified", "confirmed", "not_listed"]})
    >>> tally(regulation)[["verdict", "placements"]].to_numpy().tolist()
    [['confirmed', 1], ['unverified', 1]]
    """
    rows = regulation[regulation["listed"]]
    counts = rows.groupby(["approach", "verdict"]).size().rename("placements").reset_index()
    counts = counts.assign(
        approach=pd.Categorical(counts["approach"], APPROACHES),
        verdict=pd.Categorical(counts["verdict"], CELLS),
    )
    counts = counts.sort_values(["approach", "verdict"], ignore_index=True)
    return counts.astype({"approach": str, "verdict": str})


def on_day(regulation: pd.DataFrame, as_of: str | date) -> pd.Series:
    """Tell for each row whether sources support the approach on a day.

    A start that was not found counts as open.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation: `supported`, `valid_from`, `valid_to`.
    as_of : str or date
        The day.

    Returns
    -------
    Series of bool

    Examples
    --------
    >>> regulation = pd.DataFrame({"supported": [True, False],
    ...     "valid_from": pd.to_datetime(["2014", None]), "valid_to": pd.to_datetime([None, None])})
    >>> on_day(regulation, "2022-12-31").tolist(), on_day(regulation, "2013-01-01").tolist()
    ([True, False], [False, False])
    """
    day = pd.Timestamp(as_of)
    return regulation["supported"] & ~regulation["valid_from"].gt(day) & ~regulation["valid_to"].le(day)


def cells(regulation: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return the cells of the matrix of countries and approaches on a day.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation.
    as_of : str or date
        Day on which a rule that was not listed must have held to be shown.

    Returns
    -------
    DataFrame
        The placements and those rules, by country (most placements read first, then most placements), with
        `approach` as a categorical in the order of the recommendations.

    Examples
    --------
    >>> regulation = pd.DataFrame({"place": ["ESP", "BRA", "BRA"], "listed": [True, True, False],
    ...     "approach": ["takedown_duty", "takedown_duty", "paid_online_ads_banned"],
    ...     "verdict": ["unverified", "confirmed", "not_listed"], "supported": [False, True, True],
    ...     "valid_from": pd.to_datetime([None] * 3), "valid_to": pd.to_datetime([None] * 3)})
    >>> cells(regulation, "2022-12-31")["place"].tolist()
    ['BRA', 'BRA', 'ESP']
    """
    rows = regulation[regulation["listed"] | on_day(regulation, as_of)]
    read = (rows["listed"] & rows["verdict"].ne("unverified")).groupby(rows["place"]).transform("sum")
    listed = rows["listed"].groupby(rows["place"]).transform("sum")
    rows = rows.assign(
        read=read, placements=listed, approach=pd.Categorical(rows["approach"], APPROACHES, ordered=True)
    )
    found = rows.sort_values(
        ["read", "placements", "place", "approach"], ascending=[False, False, True, True], ignore_index=True
    )
    found.attrs = dict(regulation.attrs)
    return found


def by_country(regulation: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Set the class of each country in the recommendations beside the class that sources support on a day.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation.
    as_of : str or date
        The day.

    Returns
    -------
    DataFrame
        One row per country in the order of :func:`cells`: lists of approaches `listed`, `held` (supported by
        sources on the day, listed or not), `qualified` (listed, but imprecise, outdated or contradicted) and
        `unread` (listed, no source read), and all its `source_id`.

    Examples
    --------
    >>> regulation = pd.DataFrame({"place": "BRA", "listed": [True, False], "source_id": ["a", "b;a"],
    ...     "supported": True,
    ...     "approach": ["takedown_duty", "paid_online_ads_banned"], "verdict": ["confirmed", "not_listed"],
    ...     "valid_from": pd.to_datetime([None] * 2), "valid_to": pd.to_datetime([None] * 2)})
    >>> by_country(regulation, "2022-12-31")[["listed", "held"]].to_numpy().tolist()
    [[['takedown_duty'], ['paid_online_ads_banned', 'takedown_duty']]]
    """
    rows = cells(regulation, as_of)
    held = on_day(rows, as_of)
    qualified = rows["verdict"].isin(["imprecise", "outdated", "contradicted"])
    found = []
    for place, own in rows.groupby("place", sort=False):
        name = own["approach"].astype(str)
        at = own.index
        found.append(
            {
                "place": place,
                "listed": name[own["listed"]].tolist(),
                "held": name[held[at]].tolist(),
                "qualified": name[qualified[at]].tolist(),
                "unread": name[own["verdict"].eq("unverified")].tolist(),
                "source_id": cited(own["source_id"]),
            }
        )
    return pd.DataFrame(found)


def repeated(regulation: pd.DataFrame) -> dict[str, list[str]]:
    """Return the countries that are placed in more than one group, with their groups.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation.

    Returns
    -------
    dict of str to list of str
        By country.

    Examples
    --------
    >>> regulation = pd.DataFrame({"place": ["DEU", "DEU", "FRA"], "listed": True,
    ...     "approach": ["takedown_duty", "dedicated_law_liability", "dedicated_law_liability"]})
    >>> repeated(regulation)
    {'DEU': ['dedicated_law_liability', 'takedown_duty']}
    """
    rows = regulation[regulation["listed"]]
    groups = {
        str(place): sorted(own, key=APPROACHES.index) for place, own in rows.groupby("place")["approach"]
    }
    return {place: names for place, names in groups.items() if len(names) > 1}


def conflicts(regulation: pd.DataFrame) -> list[str]:
    """Return the countries placed both among states without rules of their own and under a rule.

    Powers that are not rules on campaigning (blocking, what platforms do themselves) are no conflict.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation.

    Returns
    -------
    list of str

    Examples
    --------
    >>> regulation = pd.DataFrame({"place": ["GEO", "GEO", "USA", "USA"], "listed": True,
    ...     "approach": ["no_specific_regulation", "criminal_or_administrative_liability",
    ...                  "no_specific_regulation", "platform_self_regulation"]})
    >>> conflicts(regulation)
    ['GEO']
    """
    return [
        place
        for place, names in repeated(regulation).items()
        if "no_specific_regulation" in names and _RULES & set(names)
    ]


def agreement(
    regulation: pd.DataFrame,
    as_of: str | date,
    *,
    right: Sequence[str] = ("confirmed",),
    unread_right: int = 0,
) -> Agreement:
    """Measure agreement of placements and rules read over all cells, taking what was not read as a no.

    Cells are the countries and approaches of the recommendations. That an unread cell is a no is an
    assumption made to compute anything at all, so the result is a lower reading, not an estimate.

    Parameters
    ----------
    regulation : DataFrame
        Table regulation.
    as_of : str or date
        Day on which rules must have held.
    right : sequence of str
        Verdicts that count as a yes.
    unread_right : int
        Unread placements taken as a yes instead.

    Returns
    -------
    Agreement

    Raises
    ------
    ValueError
        If there are fewer unread placements than that.

    Examples
    --------
    >>> regulation = pd.DataFrame({"place": ["ESP", "BRA"], "listed": True, "approach": "takedown_duty",
    ...     "verdict": ["unverified", "confirmed"], "supported": [False, True],
    ...     "valid_from": pd.to_datetime([None] * 2), "valid_to": pd.to_datetime([None] * 2)})
    >>> agreement(regulation, "2022-12-31").n
    24
    """
    listed = regulation[regulation["listed"]]
    unread = int(listed["verdict"].eq("unverified").sum())
    if not 0 <= unread_right <= unread:
        raise ValueError(f"{unread_right} of {unread} unread placements cannot prove right")
    counted = regulation.assign(supported=regulation["verdict"].isin([*right, "not_listed"]))
    yes = on_day(counted, as_of) & regulation["place"].isin(listed["place"])
    both = int((yes & regulation["listed"]).sum()) + unread_right
    only_read = int((yes & ~regulation["listed"]).sum())
    size = listed["place"].nunique() * len(APPROACHES)
    only_listed = len(listed) - both
    return kappa([[size - both - only_read - only_listed, only_read], [only_listed, both]])
