"""What published figures on users of social media imply of each other."""

from __future__ import annotations

import pandas as pd

from comparative.measures.rounding import Rounded, printed

__all__ = ["implied_population", "implied_users"]


def implied_users(
    added: float, growth: float, network: float, network_share: float, stated: float
) -> dict[str, Rounded]:
    """Work out what the printed figures on users imply of each other.

    Parameters
    ----------
    added, growth : float
        Users added in a year (millions, one decimal) and as a share of those before (three decimals).
    network, network_share : float
        Users of one network (millions, two decimals) and as a share of the population (three decimals).
    stated : float
        Users as stated in words (millions), taken as exact.

    Returns
    -------
    dict of str to Rounded
        `before` and `after` (users, millions), `population` (millions), `share` (users after among the
        population) and `stated_share` (the stated users among it).

    Examples
    --------
    >>> found = implied_users(1.8, 0.15, 11.75, 0.615, 14)
    >>> {name: round(one.value, 3) for name, one in found.items()}
    {'before': 12.0, 'after': 13.8, 'population': 19.106, 'share': 0.722, 'stated_share': 0.733}
    """
    more = printed(added, 0.1)
    before = more / printed(growth, 0.001)
    after = before + more
    population = printed(network, 0.01) / printed(network_share, 0.001)
    return {
        "before": before,
        "after": after,
        "population": population,
        "share": after / population,
        "stated_share": printed(stated, 0) / population,
    }


def implied_population(users: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Set the population that each figure and its share imply beside the one on record for the year.

    Parameters
    ----------
    users : DataFrame
        Table users: `place`, `date`, `users_million`, `share_pct`, `share_of`.
    population : DataFrame
        Table population: `place`, `year`, `population_persons`.

    Returns
    -------
    DataFrame
        The figures on a country that have both numbers, with `implied_million` and `recorded_million`
        (missing where the year is not on record).

    Examples
    --------
    >>> users = pd.DataFrame({"place": ["KAZ"], "date": pd.to_datetime(["2022-01"]), "users_million": [11.75],
    ...     "share_pct": [61.5], "share_of": ["population"]})
    >>> population = pd.DataFrame({"place": ["KAZ"], "year": [2022], "population_persons": [20_034_609]})
    >>> found = implied_population(users, population)
    >>> found[["implied_million", "recorded_million"]].round(1).to_numpy().tolist()
    [[19.1, 20.0]]
    """
    both = users[users["share_of"].eq("population") & users["place"].notna()]
    both = both.dropna(subset=["users_million", "share_pct"])
    recorded = population.assign(recorded_million=population["population_persons"] / 1e6)
    found = both.assign(
        implied_million=100 * both["users_million"] / both["share_pct"], year=both["date"].dt.year
    ).merge(recorded[["place", "year", "recorded_million"]], how="left", on=["place", "year"])
    found.attrs = dict(users.attrs)
    return found
