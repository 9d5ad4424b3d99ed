"""How long programmes last: the product-limit estimate, with what happens to it under other readings."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.stats import norm
from statsmodels.duration.survfunc import SurvfuncRight

__all__ = [
    "ENDED",
    "Survival",
    "pauses",
    "pauses_as_ends",
    "programme_lifetimes",
    "survival",
    "without_pilots",
]

ENDED = ("pilot-ended", "abandoned")
"""Values of ``use_status`` that mean a programme was used and then ended."""


@dataclass(frozen=True)
class Survival:
    """Product-limit (Kaplan-Meier) estimate of lasting at least so long.

    Attributes
    ----------
    n, ended : int
        Programmes, and how many of them ended; the others are censored at their last documented use.
    curve : DataFrame
        Columns ``years, at_risk, ended, censored, survival, low, high``, a row per length at which something
        happened, from zero years, where all survive. Bounds are missing while all survive.
    median, median_low, median_high : float
        Years by which half have ended, with the interval; NaN where the curve or a bound stays above half.
    level : float
        Level of the intervals.
    """

    n: int
    ended: int
    curve: pd.DataFrame = field(repr=False)
    median: float
    median_low: float
    median_high: float
    level: float

    def at(self, years: float) -> pd.Series:
        """Return the row of the curve that holds at `years`: survival with its interval.

        Raises
        ------
        ValueError
            If no programme was followed that long.
        """
        if years > self.curve["years"].max():
            raise ValueError(
                f"no programme was followed for {years} years; the longest ran {self.curve['years'].max():g}"
            )
        return self.curve[self.curve["years"] <= years].iloc[-1]


def programme_lifetimes(programmes: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Return how long each remote programme ran, as known on a day.

    Parameters
    ----------
    programmes : DataFrame
        ``programme_id, remote, first_use_year, last_use_year, use_status`` and any other columns.
    as_of : str
        ISO date. Programmes that began later are left out; one with a later documented use was running then.

    Returns
    -------
    DataFrame
        Programmes cast away from the polling station with known first and last use, with ``years`` (last
        minus first year of use plus one) and ``ended``. A programme counts as ended from the year after
        its last documented use, which the table knows with hindsight.

    Examples
    --------
    >>> rows = pd.DataFrame({"programme_id": ["A", "B"], "remote": [True, True],
    ...     "first_use_year": [2011, 2005], "last_use_year": [2013, 2025], "use_status": ["abandoned", "in-use"]})
    >>> programme_lifetimes(rows, as_of="2026-10-31")[["years", "ended"]].values.tolist()
    [[3, True], [21, False]]
    >>> programme_lifetimes(rows, as_of="2012-06-30")[["years", "ended"]].values.tolist()
    [[2, False], [8, False]]
    """
    year = pd.Timestamp(as_of).year
    kept = programmes[
        programmes["remote"].astype(bool)
        & programmes["first_use_year"].notna()
        & programmes["last_use_year"].notna()
        & (programmes["first_use_year"] <= year)
    ].copy()
    ended = kept["use_status"].isin(ENDED) & (kept["last_use_year"] < year)
    kept["last_use_year"] = kept["last_use_year"].clip(upper=year)
    kept["years"] = (kept["last_use_year"] - kept["first_use_year"] + 1).astype(int)
    kept["ended"] = ended.astype(bool)
    return kept.reset_index(drop=True)


def without_pilots(lifetimes: pd.DataFrame, *, longest: int = 2) -> pd.DataFrame:
    """Leave out programmes that ended within `longest` years of use.

    The choice looks at the outcome, so it can only raise the curve; it shows how much one-off trials weigh.

    Examples
    --------
    >>> rows = pd.DataFrame({"years": [1, 1, 8], "ended": [True, False, True]})
    >>> without_pilots(rows)["years"].tolist()
    [1, 8]
    """
    return lifetimes[~(lifetimes["ended"] & (lifetimes["years"] <= longest))].reset_index(drop=True)


def survival(lifetimes: pd.DataFrame, *, level: float = 0.95) -> Survival:
    """Estimate the share of programmes that last at least so many years.

    Parameters
    ----------
    lifetimes : DataFrame
        ``years`` (positive) and ``ended`` (bool), one row per programme.
    level : float
        Level of the intervals.

    Returns
    -------
    Survival

    Raises
    ------
    ValueError
        If there is no programme.

    Notes
    -----
    Kaplan and Meier (1958), Journal of the American Statistical Association 53; Greenwood's variance on the
    complementary log-log scale, which keeps bounds between 0 and 1; median by Brookmeyer and Crowley (1982).
    The estimate supposes that those still running are no likelier to end than those that ran as long.

    Examples
    --------
    >>> rows = pd.DataFrame({"years": [1, 2, 3, 4], "ended": [True, False, True, False]})
    >>> survival(rows).curve["survival"].tolist()
    [1.0, 0.75, 0.75, 0.375, 0.375]
    """
    if lifetimes.empty:
        raise ValueError("no programme with known first and last use: nothing to follow")
    years = lifetimes["years"].to_numpy(dtype=float)
    over = lifetimes["ended"].to_numpy(dtype=bool)
    at = np.unique(years)
    curve = pd.DataFrame(
        {
            "years": at,
            "at_risk": [(years >= length).sum() for length in at],
            "ended": [(over & (years == length)).sum() for length in at],
            "censored": [(~over & (years == length)).sum() for length in at],
        }
    )
    start = pd.DataFrame([{"years": 0.0, "at_risk": len(years), "ended": 0, "censored": 0}])
    curve = pd.concat([start, curve], ignore_index=True)
    median = low = high = np.nan
    curve["survival"], curve["low"], curve["high"] = 1.0, np.nan, np.nan
    if over.any():
        estimate = SurvfuncRight(years, over.astype(int))
        position = np.searchsorted(estimate.surv_times, curve["years"], side="right") - 1
        known = position >= 0
        curve.loc[known, "survival"] = estimate.surv_prob[position[known]]
        curve.loc[known, ["low", "high"]] = _bounds(
            estimate.surv_prob[position[known]], estimate.surv_prob_se[position[known]], level
        )
        median = float(estimate.quantile(0.5))
        low, high = (float(bound) for bound in estimate.quantile_ci(0.5, alpha=1 - level))
    median, low, high = (value if np.isfinite(value) else np.nan for value in (median, low, high))
    return Survival(len(years), int(over.sum()), curve, median, low, high, level)


def pauses(events: pd.DataFrame, *, as_of: str) -> pd.DataFrame:
    """Match every suspension with the next restart in the same place.

    Parameters
    ----------
    events : DataFrame
        ``place, event_date, event_type, source_id``; types ``suspension`` and ``restart`` count.
    as_of : str
        ISO date; later events are not known.

    Returns
    -------
    DataFrame
        Columns ``place, paused_from, resumed, source_id``, by date; ``resumed`` is missing during it.

    Examples
    --------
    >>> rows = pd.DataFrame({"place": ["CHE", "CHE"], "event_type": ["suspension", "restart"],
    ...     "event_date": pd.to_datetime(["2019-01-01", "2023-06-18"]), "source_id": ["a", "b"]})
    >>> pauses(rows, as_of="2026-01-01")["resumed"].dt.year.tolist()
    [2023]
    """
    known = events[events["event_date"] <= pd.Timestamp(as_of)].sort_values("event_date", kind="stable")
    rows = []
    for stop in known[known["event_type"] == "suspension"].itertuples():
        later = known[
            (known["event_type"] == "restart")
            & (known["place"] == stop.place)
            & (known["event_date"] > stop.event_date)
        ]
        rows.append(
            {
                "place": stop.place,
                "paused_from": stop.event_date,
                "resumed": later["event_date"].iloc[0] if len(later) else pd.NaT,
                "source_id": ";".join(
                    dict.fromkeys(";".join([str(stop.source_id), *later["source_id"].head(1)]).split(";"))
                ),
            }
        )
    return pd.DataFrame(rows, columns=["place", "paused_from", "resumed", "source_id"])


def pauses_as_ends(lifetimes: pd.DataFrame, paused: pd.DataFrame) -> pd.DataFrame:
    """Read every pause as an end: the stricter count of how long programmes last.

    Parameters
    ----------
    lifetimes : DataFrame
        As :func:`programme_lifetimes` returns, with ``place``.
    paused : DataFrame
        As :func:`pauses` returns.

    Returns
    -------
    DataFrame
        The lifetimes with ``years`` up to the first pause and ``ended`` set, where a programme paused.
    """
    first = paused.groupby("place")["paused_from"].min().dt.year
    stopped = lifetimes["place"].map(first)
    cut = stopped.notna() & (stopped > lifetimes["first_use_year"]) & (stopped <= lifetimes["last_use_year"])
    years = (stopped - lifetimes["first_use_year"]).where(cut, lifetimes["years"]).astype(int)
    return lifetimes.assign(years=years, ended=lifetimes["ended"] | cut)


def _bounds(share: np.ndarray, error: np.ndarray, level: float) -> np.ndarray:
    """Interval on the complementary log-log scale, shape ``(n, 2)``; missing where all or none survive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = norm.ppf((1 + level) / 2) * error / (share * np.abs(np.log(share)))
        bounds = share[:, None] ** np.exp(np.outer(spread, [1, -1]))
    return np.where(np.isfinite(bounds) & ((share > 0) & (share < 1))[:, None], bounds, np.nan)
