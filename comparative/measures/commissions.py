"""Election commissions: models, who names the members, the judges among them, how many there are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = [
    "MODELS",
    "Agreement",
    "Check",
    "Judges",
    "Sitting",
    "agreement",
    "by_model",
    "check",
    "commissions",
    "in_total",
    "judges",
    "pooled",
    "seats",
    "sitting",
    "territorial",
]

MODELS = ("independent", "mixed", "governmental", "no_national_elections")
"""Models of electoral management that International IDEA tells apart."""


@dataclass(frozen=True)
class Agreement:
    """Two classifications of the same places.

    Attributes
    ----------
    n, agree : int
        Places in both, and places that both put into the same class.
    outside : int
        Of the places they differ on, those that one puts into a class the other does not have.
    """

    n: int
    agree: int
    outside: int


@dataclass(frozen=True)
class Judges:
    """Judges among the members of several commissions.

    Attributes
    ----------
    commissions, places : int
        Commissions and the countries they belong to.
    judges, members : int
        Summed over the commissions.
    share : float
        Judges to members.
    """

    commissions: int
    places: int
    judges: int
    members: int
    share: float


@dataclass(frozen=True)
class Check:
    """A number of people against the commissions they are said to have sat in.

    Attributes
    ----------
    each : float
        People to a commission.
    low, high : float
        People that the fewest and the most members would make.
    fits : bool
        Whether the number of people lies between them.
    """

    each: float
    low: float
    high: float
    fits: bool


@dataclass(frozen=True)
class Sitting:
    """What it would take to seat judges in every commission.

    Attributes
    ----------
    judges, members : int
        Seats for judges, and all seats, in all commissions.
    share : float
        Share of the seats.
    above : int
        Commissions compared whose share of judges is higher.
    compared : int
        Commissions compared.
    """

    judges: int
    members: int
    share: float
    above: int
    compared: int


def by_model(continents: pd.DataFrame) -> pd.DataFrame:
    """Return places by continent and model, one row for each.

    Parameters
    ----------
    continents : DataFrame
        Table models_by_continent: `continent`, `researched_places` and `<model>_places` for :data:`MODELS`.

    Returns
    -------
    DataFrame
        `continent`, `model` (ordered), `places`, `share` of the places of the continent, `source_id`; the
        continent with the most places first, ``Other`` last.

    Examples
    --------
    >>> wide = pd.DataFrame({"continent": ["Europe"], "independent_places": [22], "mixed_places": [8],
    ...     "governmental_places": [18], "no_national_elections_places": [0], "researched_places": [48],
    ...     "source_id": ["idea"]})
    >>> by_model(wide)[["model", "places", "share"]].head(2).to_numpy().tolist()
    [['independent', 22, 0.4583333333333333], ['mixed', 8, 0.16666666666666666]]
    """
    rows = continents.assign(other=continents["continent"].eq("Other")).sort_values(
        ["other", "researched_places", "continent"], ascending=[True, False, True]
    )
    long = rows.rename(columns={f"{model}_places": model for model in MODELS}).melt(
        id_vars=["continent", "researched_places", "source_id"],
        value_vars=list(MODELS),
        var_name="model",
        value_name="places",
    )
    long["continent"] = pd.Categorical(long["continent"], rows["continent"])
    long["model"] = pd.Categorical(long["model"], MODELS)
    long = long.sort_values(["continent", "model"], ignore_index=True).astype({"continent": str})
    long["share"] = long["places"] / long["researched_places"]
    return long[["continent", "model", "places", "share", "source_id"]]


def in_total(models: pd.DataFrame) -> pd.DataFrame:
    """Sum places by model over continents.

    Parameters
    ----------
    models : DataFrame
        As :func:`by_model` returns, or part of it.

    Returns
    -------
    DataFrame
        Indexed by model: `places` and `share`.

    Examples
    --------
    >>> models = pd.DataFrame({"model": ["independent", "mixed"], "places": [3, 1]})
    >>> in_total(models)["share"].to_dict()
    {'independent': 0.75, 'mixed': 0.25}
    """
    places = models.groupby("model", observed=True)["places"].sum()
    return pd.DataFrame({"places": places, "share": places / places.sum()})


def agreement(models: pd.DataFrame, one: str, other: str) -> tuple[Agreement, pd.DataFrame]:
    """Hold two classifications of the same places against each other.

    Parameters
    ----------
    models : DataFrame
        Table models: `place`, `classifier`, `model`, `source_id`.
    one, other : str
        The classifiers.

    Returns
    -------
    Agreement
    DataFrame
        One row for each place in both, sorted: `place`, a column for each classifier, `agree`, `source_id`.

    Examples
    --------
    >>> models = pd.DataFrame({"place": ["AUS", "AUS", "BRA", "BRA", "CAN"], "source_id": "s",
    ...     "classifier": ["idea", "wikipedia", "idea", "wikipedia", "wikipedia"],
    ...     "model": ["independent", "independent", "independent", "judicial", "independent"]})
    >>> agreement(models, "idea", "wikipedia")[0]
    Agreement(n=2, agree=1, outside=1)
    """
    rows = {
        name: models.loc[models["classifier"] == name, ["place", "model", "source_id"]]
        for name in (one, other)
    }
    both = rows[one].merge(rows[other], on="place", suffixes=("_one", "_other")).sort_values("place")
    both = both.rename(columns={"model_one": one, "model_other": other}).reset_index(drop=True)
    both["agree"] = both[one].eq(both[other])
    both["source_id"] = both.pop("source_id_one") + ";" + both.pop("source_id_other")
    classes = {name: set(found["model"]) for name, found in rows.items()}
    outside = ~both["agree"] & (~both[one].isin(classes[other]) | ~both[other].isin(classes[one]))
    return Agreement(len(both), int(both["agree"].sum()), int(outside.sum())), both


def seats(bodies: pd.DataFrame, appointers: pd.DataFrame) -> pd.DataFrame:
    """Return who names how many members of each body whose seats can all be told apart.

    Parameters
    ----------
    bodies : DataFrame
        Table bodies as of a day: `body_id`, `place`, `level`, `body`, `members_max_count`.
    appointers : DataFrame
        Table appointers: `body_id`, `branch`, `seats_count`, `source_id`.

    Returns
    -------
    DataFrame
        One row for each body and branch, in the order of the body's appointers: `body_id`, `place`,
        `level`, `body`, `branch`, `seats`, `share` of the members, `source_id`.

    Raises
    ------
    ValueError
        If the seats of a body do not add up to its members.

    Examples
    --------
    >>> bodies = pd.DataFrame({"body_id": ["KAZ-central-1"], "place": ["KAZ"], "level": ["central"],
    ...     "body": ["Central Election Commission"], "members_max_count": [7]})
    >>> named = pd.DataFrame({"body_id": "KAZ-central-1", "branch": ["president", "parliament", "parliament"],
    ...     "seats_count": [3, 2, 2], "source_id": "law"})
    >>> seats(bodies, named)[["branch", "seats"]].to_numpy().tolist()
    [['president', 3], ['parliament', 4]]
    """
    rows = bodies[["body_id", "place", "level", "body", "members_max_count"]].merge(
        appointers[["body_id", "branch", "seats_count", "source_id"]], on="body_id"
    )
    total = rows.groupby("body_id")["seats_count"].transform("sum")
    wrong = rows[total != rows["members_max_count"]]
    if not wrong.empty:
        raise ValueError(f"the seats of {wrong['body_id'].iloc[0]} do not add up to its members")
    found = rows.groupby(["body_id", "place", "level", "body", "branch"], sort=False, as_index=False).agg(
        seats=("seats_count", "sum"), source_id=("source_id", "first")
    )
    found["share"] = found["seats"] / found.groupby("body_id")["seats"].transform("sum")
    return found


def judges(bodies: pd.DataFrame) -> pd.DataFrame:
    """Return bodies whose members and judges are both known, with the share of judges, highest first.

    Parameters
    ----------
    bodies : DataFrame
        Table bodies as of a day: `members_min_count`, `members_max_count`, `judges_count`, `body_id`.

    Returns
    -------
    DataFrame
        The rows with `share`.

    Examples
    --------
    >>> bodies = pd.DataFrame({"body_id": ["EST-central-1", "DEU-regional-1"], "members_min_count": [7, None],
    ...     "members_max_count": [7, None], "judges_count": [2, 2]})
    >>> judges(bodies)["share"].round(3).tolist()
    [0.286]
    """
    known = bodies[bodies["judges_count"].notna() & bodies["members_max_count"].notna()]
    rows = known[known["members_min_count"] == known["members_max_count"]]
    rows = rows.assign(share=rows["judges_count"] / rows["members_max_count"])
    rows = rows.sort_values(["share", "body_id"], ascending=[False, True], ignore_index=True)
    rows.attrs = dict(bodies.attrs)
    return rows


def pooled(known: pd.DataFrame) -> Judges:
    """Pool the judges of several bodies.

    Parameters
    ----------
    known : DataFrame
        As :func:`judges` returns, with `place`.

    Returns
    -------
    Judges

    Examples
    --------
    >>> known = pd.DataFrame({"place": ["ESP", "ESP"], "judges_count": [8, 3], "members_max_count": [13, 5]})
    >>> pooled(known)
    Judges(commissions=2, places=1, judges=11, members=18, share=0.6111111111111112)
    """
    seated, members = int(known["judges_count"].sum()), int(known["members_max_count"].sum())
    share = seated / members if members else float("nan")
    return Judges(len(known), known["place"].nunique(), seated, members, share)


def check(commissions: float, people: float, fewest: float, most: float) -> Check:
    """Hold a number of people against the size of the commissions they sat in.

    Parameters
    ----------
    commissions, people : float
        How many of each are reported.
    fewest, most : float
        Members of one commission by law.

    Returns
    -------
    Check

    Examples
    --------
    >>> check(100, 950, 9, 11)
    Check(each=9.5, low=900, high=1100, fits=True)
    """
    low, high = commissions * fewest, commissions * most
    return Check(people / commissions, low, high, low <= people <= high)


def commissions(counts: pd.DataFrame, place: str, date: str) -> pd.DataFrame:
    """Return the commissions that worked in one election, level by level.

    Parameters
    ----------
    counts : DataFrame
        Table counts: `place`, `date`, `level`, `scope`, `commissions_count`.
    place, date : str
        Country, and day of the count; a month is its first day.

    Returns
    -------
    DataFrame
        The rows with scope ``election``, the total as reported left out; the fewest commissions first.

    Examples
    --------
    >>> counts = pd.DataFrame({"place": "KAZ", "date": pd.to_datetime("2023-11-05"), "scope": "election",
    ...     "level": ["precinct", "city", "all"], "commissions_count": [1491, 3, 1494]})
    >>> commissions(counts, "KAZ", "2023-11-05")["level"].tolist()
    ['city', 'precinct']
    """
    rows = counts[
        (counts["place"] == place)
        & (counts["date"] == pd.Timestamp(date))
        & (counts["scope"] == "election")
        & (counts["level"] != "all")
    ]
    return rows.sort_values("commissions_count", ignore_index=True)


def territorial(counts: pd.DataFrame, place: str, as_of: str) -> pd.DataFrame:
    """Return the last count of all commissions between the centre and the precincts before a day.

    Parameters
    ----------
    counts : DataFrame
        Table counts.
    place : str
        Country.
    as_of : str
        The day; a count of that day is taken.

    Returns
    -------
    DataFrame
        Its rows, one or, where regional commissions are counted apart, two.

    Examples
    --------
    >>> counts = pd.DataFrame({"place": "KAZ", "date": pd.to_datetime(["2016-03-20"] * 2 + ["2022-06-08"]),
    ...     "level": ["regional", "territorial", "territorial"], "scope": "national",
    ...     "commissions_count": [16, 208, 239]})
    >>> [int(territorial(counts, "KAZ", day)["commissions_count"].sum()) for day in ("2020", "2023")]
    [224, 239]
    """
    rows = counts[
        (counts["place"] == place)
        & (counts["date"] <= pd.Timestamp(as_of))
        & (counts["scope"] == "national")
        & counts["level"].isin(["regional", "territorial"])
    ]
    return rows[rows["date"] == rows["date"].max()]


def sitting(known: pd.DataFrame, bodies: float, members: float, judges_each: float) -> Sitting:
    """Seat judges in every commission of a country, and place the share among others.

    Parameters
    ----------
    known : DataFrame
        Commissions compared, as :func:`judges` returns.
    bodies, members : float
        Commissions of the country, and members of each.
    judges_each : float
        Judges among the members of each.

    Returns
    -------
    Sitting

    Raises
    ------
    ValueError
        If there would be more judges than members.

    Examples
    --------
    >>> sitting(pd.DataFrame({"share": [0.6, 0.2]}), 239, 7, 2)
    Sitting(judges=478, members=1673, share=0.2857142857142857, above=1, compared=2)
    """
    if not 0 <= judges_each <= members:
        raise ValueError(f"{judges_each} judges do not fit into {members} seats")
    share = judges_each / members
    above = int((known["share"].to_numpy() > share + np.finfo(float).eps).sum())
    return Sitting(int(bodies * judges_each), int(bodies * members), share, above, len(known))
