"""Caps on gifts by country, on one footing: share of output per head, months of the minimum wage.

Three things are never mixed here. A ceiling on the sum of all gifts is no cap on a donor. A cap for a year is
no cap for an election. A rule whose amount was not read is missing: it is neither high nor absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pandas as pd

__all__ = [
    "Standing",
    "comparable_caps",
    "months_of_minimum_wage",
    "nominal_output",
    "one_per_place",
    "standing",
]

# Amounts in a currency that has since given way to the one the price series uses, at the rate fixed by law:
# kuna per euro, Council Regulation (EU) 2022/1208.
_REPLACED = {("HRK", "EUR"): 7.53450}


@dataclass(frozen=True)
class Standing:
    """Where a value stands among others.

    Attributes
    ----------
    value : float
    n : int
        Values it is compared with.
    above, below : int
        How many of them are higher and lower; the rest are equal.
    next_above, next_below : str
        The case closest on either side; empty if none.
    """

    value: float
    n: int
    above: int
    below: int
    next_above: str
    next_below: str

    @property
    def rank(self) -> int:
        """Rank from the top, 1 for the highest."""
        return self.above + 1


def nominal_output(prices: pd.DataFrame) -> pd.Series:
    """Compute output per head in international dollars of each year's own prices.

    Output is published at constant prices of 2021. It is brought to the prices of its year by the ratio of
    current to constant output per head of the United States, whose prices define the international dollar.

    Parameters
    ----------
    prices : DataFrame
        Table price_levels: place, year, gdp_per_capita_2021_intl_dollar, gdp_per_capita_current_usd.

    Returns
    -------
    Series, shape (len(prices),)
        International dollars per person; missing where a series ends.

    Examples
    --------
    >>> prices = pd.DataFrame({"place": ["USA", "KAZ"], "year": 2019,
    ...     "gdp_per_capita_2021_intl_dollar": [50.0, 20.0], "gdp_per_capita_current_usd": [45.0, None]})
    >>> nominal_output(prices).tolist()
    [45.0, 18.0]
    """
    us = prices[prices["place"].eq("USA")]
    constant = us["gdp_per_capita_2021_intl_dollar"].astype(float)
    level = (us["gdp_per_capita_current_usd"].astype(float) / constant).set_axis(us["year"])
    return prices["gdp_per_capita_2021_intl_dollar"].astype(float) * prices["year"].map(level)


def comparable_caps(
    caps: pd.DataFrame,
    prices: pd.DataFrame,
    *,
    recipient: str = "party",
    donor: str = "natural_person",
    status: Sequence[str] = ("seen",),
) -> pd.DataFrame:
    """Convert caps on a single donor into shares of output per head and months of the minimum wage.

    Parameters
    ----------
    caps : DataFrame
        Table caps, as in force on a day. Kept are rows with rule limited and scope per_donor.
    prices : DataFrame
        Table price_levels.
    recipient : {"party", "candidate"}
    donor : {"natural_person", "legal_person", "corporation"}
    status : sequence of str
        Row statuses to keep.

    Returns
    -------
    DataFrame
        One row per rule, in the order of `caps`, with amount_intl_dollar (amount / purchasing power parity),
        output_per_head_intl_dollar (:func:`nominal_output`), share_of_output and
        months_of_minimum_wage (:func:`months_of_minimum_wage`), each at the prices of amount_year and missing
        where a price is. Amounts in a currency replaced since are converted at the legal rate.

    Raises
    ------
    ValueError
        If the recipient or donor is unknown.

    Examples
    --------
    >>> caps = pd.DataFrame({"rule_id": ["a"], "place": "UKR", "recipient": "party",
    ...     "donor": "natural_person", "rule": "limited", "cap_scope": "per_donor", "amount": 2400000.0,
    ...     "currency": "UAH", "amount_year": 2021, "basis": "multiple of minimum wage", "multiple": 400.0,
    ...     "status": "seen", "source_id": "law"})
    >>> prices = pd.DataFrame({"place": ["UKR", "USA"], "year": 2021, "currency": ["UAH", "USD"],
    ...     "ppp_local_per_intl_dollar": [8.0, 1.0], "gdp_per_capita_2021_intl_dollar": [15000.0, 70000.0],
    ...     "gdp_per_capita_current_usd": [4500.0, 70000.0], "minimum_wage_monthly": [6000.0, 1256.67],
    ...     "minimum_wage_currency": ["UAH", "USD"], "source_id": "bank"})
    >>> comparable_caps(caps, prices)[["share_of_output", "months_of_minimum_wage"]].iloc[0].tolist()
    [20.0, 400.0]
    """
    known = {
        "recipient": ("party", "candidate"),
        "donor": ("natural_person", "legal_person", "corporation"),
    }
    for what, given in (("recipient", recipient), ("donor", donor)):
        if given not in known[what]:
            near = get_close_matches(str(given), known[what], n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known[what])}"
            raise ValueError(f"{what} {given!r} is unknown; {hint}")
    rows = caps[
        caps["recipient"].eq(recipient)
        & caps["donor"].eq(donor)
        & caps["rule"].eq("limited")
        & caps["cap_scope"].eq("per_donor")
        & caps["status"].isin(list(status))
    ]
    at = prices.assign(
        amount_year=prices["year"].astype(float),
        output_per_head_intl_dollar=nominal_output(prices),
        currency_price=prices["currency"],
    )
    columns = ["ppp_local_per_intl_dollar", "output_per_head_intl_dollar", "currency_price"]
    columns += ["minimum_wage_monthly", "minimum_wage_currency"]
    at = at[["place", "amount_year", *columns, "source_id"]].rename(columns={"source_id": "source_id_price"})
    found = rows.assign(amount_year=rows["amount_year"].astype(float)).merge(
        at, on=["place", "amount_year"], how="left"
    )
    rate = pd.Series(
        [
            1.0 if own == price else _REPLACED.get((own, price), np.nan)
            for own, price in zip(found["currency"], found["currency_price"], strict=True)
        ],
        index=found.index,
        dtype=float,
    )
    found["amount_intl_dollar"] = (
        found["amount"].astype(float) / rate / found["ppp_local_per_intl_dollar"].astype(float)
    )
    found["share_of_output"] = found["amount_intl_dollar"] / found["output_per_head_intl_dollar"]
    found["months_of_minimum_wage"] = months_of_minimum_wage(found)
    priced = found["share_of_output"].notna() | found["months_of_minimum_wage"].notna()
    both = found["source_id"] + ";" + found["source_id_price"].fillna("")
    found["source_id"] = both.str.strip(";").where(priced, found["source_id"])
    return found.drop(columns=["currency_price", "source_id_price"])


def months_of_minimum_wage(caps: pd.DataFrame) -> pd.Series:
    """Express caps in months of the minimum wage.

    Parameters
    ----------
    caps : DataFrame
        Columns amount, currency, basis, multiple, minimum_wage_monthly, minimum_wage_currency.

    Returns
    -------
    Series
        The multiple itself where the law sets one of the minimum wage, else amount / minimum wage in the same
        currency. Multiples of an average wage or of another index are different yardsticks and stay missing
        unless the amount is known.
    """
    stated = caps["multiple"].astype(float).where(caps["basis"].eq("multiple of minimum wage"))
    same = caps["currency"].eq(caps["minimum_wage_currency"])
    implied = (caps["amount"].astype(float) / caps["minimum_wage_monthly"].astype(float)).where(same)
    return stated.fillna(implied)


def one_per_place(caps: pd.DataFrame, value: str, *, within: Sequence[str] = ()) -> pd.DataFrame:
    """Keep for each country the rule that lets one donor give most, highest country first.

    Parameters
    ----------
    caps : DataFrame
        From :func:`comparable_caps`.
    value : {"share_of_output", "months_of_minimum_wage"}
    within : sequence of str
        Columns whose values are kept apart, such as recipient and period.

    Returns
    -------
    DataFrame
        Rows where `value` is known, one per place, or per place and value of `within`.

    Examples
    --------
    >>> caps = pd.DataFrame({"place": ["A", "A", "B", "C"], "v": [1.0, 3.0, 2.0, None]})
    >>> one_per_place(caps, "v")["v"].tolist()
    [3.0, 2.0]
    """
    known = caps[caps[value].notna()].sort_values([value, "place"], ascending=[False, True], kind="stable")
    return known.drop_duplicates([*within, "place"]).reset_index(drop=True)


def standing(value: float, others: pd.DataFrame, column: str, *, by: str = "place") -> Standing:
    """Place a value among the values of a frame.

    Parameters
    ----------
    value : float
    others : DataFrame
        The cases compared with.
    column, by : str
        Columns with their values and names.

    Returns
    -------
    Standing

    Examples
    --------
    >>> others = pd.DataFrame({"place": ["A", "B", "C"], "v": [1.0, 5.0, 9.0]})
    >>> standing(5, others, "v")
    Standing(value=5.0, n=3, above=1, below=1, next_above='C', next_below='A')
    """
    known = others[others[column].notna()].sort_values([column, by])
    higher, lower = known[known[column].gt(value)], known[known[column].lt(value)]
    return Standing(
        value=float(value),
        n=len(known),
        above=len(higher),
        below=len(lower),
        next_above="" if higher.empty else str(higher[by].iloc[0]),
        next_below="" if lower.empty else str(lower[by].iloc[-1]),
    )
