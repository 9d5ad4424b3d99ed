"""Models of electoral management: by continent, in total, and by two classifiers of the same places."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = [
    "MODELS",
    "Agreement",
    "agreement",
    "by_model",
    "in_total",
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
