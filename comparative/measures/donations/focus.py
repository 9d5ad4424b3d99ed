"""One country among the others: what its rules say of donors, and where a cap of its own would stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from comparative.measures.donations.countries import Standing, nominal_output, standing

__all__ = ["Scenario", "donor_rule", "funds_in_minimum_wages", "minimum_wages", "scenario"]

Rule = Literal[
    "limited", "limited_amount_unread", "unlimited", "prohibited", "aggregate_only", "not_read", "none"
]


@dataclass(frozen=True)
class Scenario:
    """A cap set at a multiple of the minimum wage.

    Attributes
    ----------
    months : Standing
        Among the caps known in months of the minimum wage.
    wage, wage_year : float, int or None
        The minimum wage it is converted with, in local currency a month, and its year; None where the wage of
        the country is not in the evidence.
    currency : str
    amount : float or None
        The cap in local currency.
    output, output_year : Standing, int or None
        Among the caps known as a share of output per head, at the wage and prices of that year; None where
        they are not known.
    """

    months: Standing
    wage: float | None = None
    wage_year: int | None = None
    currency: str = ""
    amount: float | None = None
    output: Standing | None = None
    output_year: int | None = None


def donor_rule(caps: pd.DataFrame, place: str, recipient: str, donor: str = "natural_person") -> Rule:
    """Name the rule a country applies to one donor's gift.

    Parameters
    ----------
    caps : DataFrame
        Table caps, as in force on a day.
    place : str
    recipient : {"party", "candidate"}
    donor : str

    Returns
    -------
    str
        ``limited`` (with an amount or a multiple), ``limited_amount_unread``, ``unlimited``, ``prohibited``;
        ``aggregate_only``: only the sum of all gifts is known to be capped; ``not_read``: giving is allowed
        and no ceiling was read; ``none``: no row. Where rules differ by office or case, the first of this
        list that occurs is named.

    Examples
    --------
    >>> caps = pd.DataFrame({"place": ["KAZ"], "recipient": "candidate", "donor": "natural_person",
    ...     "rule": "limited", "cap_scope": "aggregate_all_donors", "amount": 637500000.0, "multiple": 15000})
    >>> donor_rule(caps, "KAZ", "candidate"), donor_rule(caps, "UZB", "candidate")
    ('aggregate_only', 'none')
    """
    rows = caps[caps["place"].eq(place) & caps["recipient"].eq(recipient) & caps["donor"].eq(donor)]
    single = rows[rows["cap_scope"].eq("per_donor")]
    limited = single["rule"].eq("limited")
    sized = single["amount"].notna() | single["multiple"].notna()
    if (limited & sized).any():
        return "limited"
    if limited.any():
        return "limited_amount_unread"
    if single["rule"].eq("unlimited").any():
        return "unlimited"
    if single["rule"].eq("prohibited").any():
        return "prohibited"
    # A known ceiling on the sum says more than a per-donor rule that was not read.
    if rows["cap_scope"].eq("aggregate_all_donors").any():
        return "aggregate_only"
    return "not_read" if len(single) else "none"


def minimum_wages(prices: pd.DataFrame, place: str, year: int) -> pd.DataFrame:
    """Return a country's minimum wages up to a year, in its own currency, with output per head.

    Parameters
    ----------
    prices : DataFrame
        Table price_levels.
    place : str
    year : int

    Returns
    -------
    DataFrame
        Rows of `prices` by rising year, with output_per_head_intl_dollar
        (:func:`~comparative.measures.donations.countries.nominal_output`); empty if no wage was read.
    """
    rows = prices.assign(output_per_head_intl_dollar=nominal_output(prices))
    kept = (
        rows["place"].eq(place)
        & rows["year"].le(year)
        & rows["minimum_wage_monthly"].notna()
        & rows["minimum_wage_currency"].eq(rows["currency"])
        & rows["minimum_wage_status"].eq("seen")
    )
    return rows[kept].sort_values("year")


def scenario(
    cap_minimum_wages: float, caps: pd.DataFrame, prices: pd.DataFrame, place: str, year: int
) -> Scenario:
    """Say where a cap of so many minimum wages would stand among the caps known.

    Parameters
    ----------
    cap_minimum_wages : float
        The cap, in months of the minimum wage.
    caps : DataFrame
        From :func:`~comparative.measures.donations.countries.comparable_caps`; the highest of each country
        counts.
    prices : DataFrame
        Table price_levels.
    place : str
        The country whose wage and prices convert the cap.
    year : int
        Latest year of wage and prices.

    Returns
    -------
    Scenario

    Raises
    ------
    ValueError
        If the cap is not a positive number.
    """
    if not np.isfinite(cap_minimum_wages) or cap_minimum_wages <= 0:
        raise ValueError(f"a cap of {cap_minimum_wages} minimum wages is none; give a number above zero")
    highest = caps.groupby("place", as_index=False)[["months_of_minimum_wage", "share_of_output"]].max()
    months = standing(cap_minimum_wages, highest, "months_of_minimum_wage")
    wages = minimum_wages(prices, place, year)
    if wages.empty:
        return Scenario(months)
    last = wages.iloc[-1]
    amounts = cap_minimum_wages * wages["minimum_wage_monthly"].astype(float)
    shares = amounts / wages["ppp_local_per_intl_dollar"] / wages["output_per_head_intl_dollar"]
    known = shares.notna()
    return Scenario(
        months=months,
        wage=float(last["minimum_wage_monthly"]),
        wage_year=int(last["year"]),
        currency=str(last["currency"]),
        amount=float(amounts.iloc[-1]),
        output=standing(float(shares[known].iloc[-1]), highest, "share_of_output") if known.any() else None,
        output_year=int(wages.loc[known, "year"].iloc[-1]) if known.any() else None,
    )


def funds_in_minimum_wages(finance: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Express election funds actually raised in minimum wages of their year.

    A fund raised lawfully from one source shows that the ceiling on that source was at least as high: a lower
    bound on a ceiling that was not read.

    Parameters
    ----------
    finance, prices : DataFrame
        Tables campaign_finance and price_levels.

    Returns
    -------
    DataFrame
        Rows of measure fund_received with year, minimum_wage_monthly and minimum_wages.
    """
    rows = finance[finance["measure"].eq("fund_received")]
    rows = rows.assign(year=rows["valid_from"].dt.year.astype("int64"))
    wages = prices[["place", "year", "minimum_wage_monthly"]].assign(year=prices["year"].astype("int64"))
    found = rows.merge(wages, on=["place", "year"], how="left")
    return found.assign(minimum_wages=found["amount"] / found["minimum_wage_monthly"])
