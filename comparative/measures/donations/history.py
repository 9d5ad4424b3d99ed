"""The record over the years: states that limit gifts, and federal limits in minimum wages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from comparative.measures.donations.states import CONTRIBUTORS

__all__ = ["federal_multiples", "limiting_states"]

HOURS_PER_MONTH = 40 * 52 / 12


def limiting_states(counts: pd.DataFrame, contributor: str | Sequence[str] = CONTRIBUTORS) -> pd.DataFrame:
    """Count the states that limit a kind of donor, year by year.

    Parameters
    ----------
    counts : DataFrame
        Table us_rule_counts.
    contributor : str or sequence of str

    Returns
    -------
    DataFrame
        Columns contributor, year, limited, prohibited, unlimited, other (states), in the order asked for.
        The four add up to fifty.
    """
    wanted = [contributor] if isinstance(contributor, str) else list(contributor)
    rows = counts[counts["contributor"].isin(wanted)]
    wide = rows.pivot_table(
        index=["contributor", "year"], columns="rule", values="states_count", aggfunc="sum", fill_value=0
    )
    wide = wide.reindex(columns=["limited", "prohibited", "unlimited", "other"], fill_value=0).astype(int)
    found = wide.reset_index().rename_axis(columns=None)
    rank = found["contributor"].map(wanted.index)
    return (
        found.assign(_rank=rank).sort_values(["_rank", "year"]).drop(columns="_rank").reset_index(drop=True)
    )


def federal_multiples(limits: pd.DataFrame, wages: pd.DataFrame) -> pd.DataFrame:
    """Express federal limits in monthly minimum wages of a full-time worker.

    Parameters
    ----------
    limits, wages : DataFrame
        Tables us_federal_limits and us_federal_minimum_wage. The wage in force at the general election of a
        cycle (November of its second year) counts; a month is 40 hours a week for 52 weeks over 12 months.

    Returns
    -------
    DataFrame
        `limits` with minimum_wage_monthly_usd and months_of_minimum_wage; missing before the first known
        wage.
    """
    since = pd.to_datetime(wages["valid_from"])
    known = wages.assign(valid_from=since).sort_values("valid_from")
    election = pd.to_datetime(limits["cycle"].str[-4:] + "-11-01")
    at = np.searchsorted(known["valid_from"].to_numpy(), election.to_numpy(), side="right") - 1
    hourly = known["wage_usd_per_hour"].astype(float).to_numpy()
    monthly = np.where(at >= 0, hourly[np.maximum(at, 0)] * HOURS_PER_MONTH, np.nan)
    return limits.assign(
        minimum_wage_monthly_usd=monthly, months_of_minimum_wage=limits["amount_usd"].astype(float) / monthly
    )
