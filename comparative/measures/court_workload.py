"""What a court published of its work: shares of applicants, and totals that must never be added."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

__all__ = ["Part", "part_of_rulings", "totals"]


@dataclass(frozen=True)
class Part:
    """Cases of one kind among all of a window.

    Attributes
    ----------
    count, n : int
        Cases of the kind, and all cases.
    share, low, high : float
        Their share and its Wilson interval at 95 percent, as if the cases were draws from one process.
    """

    count: int
    n: int
    share: float
    low: float
    high: float


def part_of_rulings(activity: pd.DataFrame, applicant: str = "citizens") -> Part:
    """Return the share of final rulings given on applications of one kind of applicant.

    Only a window for which both the part and the whole were published can be used.

    Parameters
    ----------
    activity : DataFrame
        Table activity.
    applicant : str
        The applicants of interest.

    Returns
    -------
    Part

    Raises
    ------
    ValueError
        If no window has both numbers.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
    American Statistical Association 22, 209-212.

    Examples
    --------
    >>> activity = pd.DataFrame({"indicator": "final_rulings", "applicant": ["all", "citizens"],
    ...     "first_day": pd.Timestamp("2023"), "last_day": pd.Timestamp("2023-04-30"), "value": [11, 8]})
    >>> part = part_of_rulings(activity)
    >>> part.count, part.n, round(part.low, 2), round(part.high, 2)
    (8, 11, 0.43, 0.9)
    """
    rulings = activity[activity["indicator"].eq("final_rulings")]
    window = ["first_day", "last_day"]
    counts = rulings.pivot_table(index=window, columns="applicant", values="value", aggfunc="first")
    both = counts.reindex(columns=[applicant, "all"]).dropna()
    if both.empty:
        raise ValueError(f"no window has the rulings of {applicant} and all rulings")
    count, n = (int(value) for value in both.iloc[0])
    low, high = proportion_confint(count, n, alpha=0.05, method="wilson")
    return Part(count, n, count / n, float(low), float(high))


def totals(activity: pd.DataFrame, *, since: str = "2023-01-01") -> pd.DataFrame:
    """Return the latest total of each indicator counted from one day on.

    The windows overlap, so each total stands alone: the last one published holds the earlier ones.

    Parameters
    ----------
    activity : DataFrame
        Table activity.
    since : str
        First day counted.

    Returns
    -------
    DataFrame
        The row with the latest last day per indicator and applicant, shares and serial numbers left out.

    Examples
    --------
    >>> activity = pd.DataFrame({"indicator": "final_rulings", "applicant": "all", "value": [18, 74],
    ...     "first_day": pd.Timestamp("2023-01-01"), "unit": "rulings",
    ...     "last_day": pd.to_datetime(["2023-06-20", "2025-09-09"])})
    >>> totals(activity)["value"].tolist()
    [74]
    """
    whole = activity[
        activity["first_day"].eq(pd.Timestamp(since))
        & ~activity["unit"].isin(["percent", "serial number", "event"])
    ]
    last = (
        whole.sort_values("last_day", kind="stable").groupby(["indicator", "applicant"], sort=False).tail(1)
    )
    return last.sort_values("value", ascending=False, kind="stable").reset_index(drop=True)
