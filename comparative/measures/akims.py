"""Direct elections of akims: how many posts have been filled so, by whom, and with what turnout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from comparative.measures.citations import cited

__all__ = ["Posts", "party_posts", "progress", "turnout"]


@dataclass(frozen=True)
class Posts:
    """Posts won by parties in one election.

    Attributes
    ----------
    contested : int
        All posts.
    by_party : dict of str to int
        Posts of each party, most first.
    other : int
        Posts of no party named: won by self-nominated candidates or left open.
    """

    contested: int
    by_party: dict[str, int]
    other: int


def progress(elections: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return how many rural akims had been elected directly by each date on record.

    Parameters
    ----------
    elections : DataFrame
        Table akim_elections.
    as_of : str or date
        Later statements are left out.

    Returns
    -------
    DataFrame
        `date`, `date_precision`, `elected`, `posts` (in the country), `share`, `possible` (no more than there
        are posts), `source_id`; the posts contested in the first election count as elected.

    Examples
    --------
    >>> table = pd.DataFrame({"place": "KAZ", "tier": "rural", "date": pd.to_datetime(["2021-07-25"] * 2),
    ...     "date_precision": "day", "indicator": ["posts_in_the_country", "posts_contested"],
    ...     "value": [2345, 730], "source_id": "wp"})
    >>> progress(table, "2022-01-01")[["elected", "posts", "possible"]].values.tolist()
    [[730, 2345, True]]
    """
    rural = elections.query("place == 'KAZ' and tier == 'rural'")
    total = rural[rural["indicator"] == "posts_in_the_country"].iloc[0]
    counted = rural["indicator"].isin(["posts_contested", "elected_since_2021"])
    found = rural[counted & (rural["date"] <= pd.Timestamp(as_of))].sort_values("date")
    return pd.DataFrame(
        {
            "date": found["date"],
            "date_precision": found["date_precision"],
            "elected": found["value"].astype(int),
            "posts": int(total["value"]),
            "share": found["value"] / total["value"],
            "possible": found["value"] <= total["value"],
            "source_id": found["source_id"] + ";" + total["source_id"],
        }
    ).reset_index(drop=True)


def party_posts(elections: pd.DataFrame) -> Posts:
    """Return the posts won by parties in the first election of rural akims.

    Parameters
    ----------
    elections : DataFrame
        Table akim_elections.

    Examples
    --------
    >>> table = pd.DataFrame({"place": "KAZ", "tier": "rural", "value": [10, 2, 7],
    ...     "indicator": ["posts_contested", "won_a", "won_b"]})
    >>> party_posts(table)
    Posts(contested=10, by_party={'b': 7, 'a': 2}, other=1)
    """
    rural = elections.query("place == 'KAZ' and tier == 'rural'").set_index("indicator")["value"]
    won = rural[rural.index.str.startswith("won_")].sort_values(ascending=False, kind="stable")
    by_party = {str(name).removeprefix("won_"): int(posts) for name, posts in won.items()}
    contested = int(rural["posts_contested"])
    return Posts(contested, by_party, contested - sum(by_party.values()))


def turnout(elections: pd.DataFrame, as_of: str | date) -> pd.DataFrame:
    """Return the national turnout of each election held by a day.

    Parameters
    ----------
    elections : DataFrame
        Table akim_elections.
    as_of : str or date
        The day.

    Returns
    -------
    DataFrame
        `tier`, `date`, `posts`, `candidates`, `per_post`, `voters`, `turnout_pct`, `source_id`, by date.

    Examples
    --------
    >>> table = pd.DataFrame({"place": "KAZ", "tier": "district", "date": pd.to_datetime(["2023-11-05"] * 4),
    ...     "indicator": ["posts_contested", "candidates", "voters", "turnout_pct"],
    ...     "value": [45, 125, 1062327, 62.79], "source_id": "tass"})
    >>> turnout(table, "2024-01-01")[["tier", "posts", "turnout_pct"]].values.tolist()
    [['district', 45, 62.79]]
    """
    wanted = ["posts_contested", "candidates", "voters", "turnout_pct"]
    held = elections[(elections["place"] == "KAZ") & (elections["date"] <= pd.Timestamp(as_of))]
    held = held[held["indicator"].isin(wanted)]
    rows = []
    for (day, tier), part in held.groupby(["date", "tier"]):
        value = part.set_index("indicator")["value"]
        if set(wanted) <= set(value.index):
            rows.append(
                {
                    "tier": tier,
                    "date": day,
                    "posts": int(value["posts_contested"]),
                    "candidates": int(value["candidates"]),
                    "per_post": value["candidates"] / value["posts_contested"],
                    "voters": int(value["voters"]),
                    "turnout_pct": value["turnout_pct"],
                    "source_id": cited(part["source_id"]),
                }
            )
    return pd.DataFrame(rows)
