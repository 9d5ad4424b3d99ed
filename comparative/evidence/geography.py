"""Countries and states: their codes, their names in the reader's language, their population."""

from __future__ import annotations

import gettext
from functools import cache, lru_cache
from typing import Any

import pandas as pd
from babel import Locale

from comparative import language as languages
from comparative.evidence import packages
from comparative.evidence.errors import EvidenceError, suggestion
from comparative.evidence.loading import load


def places(kind: str | None = None) -> pd.DataFrame:
    """Return the places evidence can be about.

    Parameters
    ----------
    kind : str, optional
        ``country``, ``state`` (a first-level subdivision) or ``district``; all if left out.

    Returns
    -------
    pandas.DataFrame
        Columns of places.csv and `name`, the English name.

    Raises
    ------
    EvidenceError
        If there is no such kind.

    Examples
    --------
    >>> states = places("state")
    >>> int((states["parent"] == "USA").sum())
    50
    >>> places("country").set_index("place").loc["KAZ", "name"]
    'Kazakhstan'
    """
    frame = load(packages.SHARED, "places")
    known = sorted(frame["kind"].unique())
    if kind is not None and kind not in known:
        raise EvidenceError(f"no kind of place {kind!r}{suggestion(kind, known)}; known: {', '.join(known)}")
    if kind is not None:
        frame = frame[frame["kind"] == kind].reset_index(drop=True)
    names = [
        _name(place, alpha2, "en") for place, alpha2 in zip(frame["place"], frame["alpha2"], strict=True)
    ]
    frame.insert(1, "name", names)
    return frame


def place_name(place: str, language: str = "en") -> str:
    """Return the name of a place.

    Country names are those of the Unicode CLDR. Names of subdivisions are those of place_names.csv, or else
    those of ISO 3166-2 as translated in pycountry; they stay English where it has no translation, as for the
    American states in Kazakh.

    Parameters
    ----------
    place : str
        ISO 3166 code, such as ``KAZ``, ``XKX`` or ``US-CT``.
    language : str, default "en"
        ``en``, ``ru`` or ``kk``.

    Returns
    -------
    str

    Raises
    ------
    EvidenceError
        If the place is not in places.csv, or the language is not one of the project's.

    Examples
    --------
    >>> place_name("KAZ"), place_name("XKX"), place_name("US-CT")
    ('Kazakhstan', 'Kosovo', 'Connecticut')
    >>> place_name("KAZ", "kk"), place_name("USA", "ru")
    ('Қазақстан', 'Соединенные Штаты')
    >>> place_name("KZ-62"), place_name("KZ-62", "ru")
    ('Ulytau Region', 'область Ұлытау')
    """
    if language not in languages.LANGUAGES:
        raise EvidenceError(
            f"no language {language!r}; names of places are in {', '.join(languages.LANGUAGES)}"
        )
    table = packages.table(packages.SHARED, "places")
    codes = _codes(packages.stamp(table.path))
    if place not in codes:
        names = dict(zip(places("country")["name"], places("country")["place"], strict=True))
        hint = f" (did you mean {names[place]!r}?)" if place in names else suggestion(place, codes)
        raise EvidenceError(f"no place {place!r} in places.csv{hint}; places are ISO 3166 codes")
    return _name(place, codes[place], language)


@lru_cache(maxsize=4)
def _codes(stamp: tuple[int, int]) -> dict[str, Any]:
    """Return the alpha-2 code of each place; `stamp` tells a changed table from the one read before."""
    frame = load(packages.SHARED, "places")
    return dict(zip(frame["place"], frame["alpha2"], strict=True))


@lru_cache(maxsize=4)
def _given(stamp: tuple[int, int]) -> dict[tuple[str, str], str]:
    """Return the names that the evidence gives itself, by place and language; `stamp` as in `_codes`."""
    frame = load(packages.SHARED, "place_names")
    return dict(zip(zip(frame["place"], frame["language"], strict=True), frame["name"], strict=True))


def _name(place: str, alpha2: Any, language: str) -> str:
    if isinstance(alpha2, str):
        return str(_territories(language)[alpha2])
    given = _given(packages.stamp(packages.table(packages.SHARED, "place_names").path))
    if (place, language) in given:
        return given[place, language]
    import pycountry  # its list of subdivisions takes longer to read than all of places.csv

    subdivision = pycountry.subdivisions.get(code=place)
    english = str(subdivision.name) if subdivision else place
    return _translation(language).gettext(english)


@cache
def _territories(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


@cache
def _translation(language: str) -> gettext.NullTranslations:
    import pycountry

    return gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[language], fallback=True)


def population(place: str | None = None, year: int | None = None) -> pd.DataFrame:
    """Return the number of residents.

    Parameters
    ----------
    place : str, optional
        Only this place; all if left out.
    year : int, optional
        One row per place, of the year on record nearest to this one (of two as near, the earlier); the column
        `year` says which. Every year on record if left out.

    Returns
    -------
    pandas.DataFrame
        `place`, `year`, `population_persons`, `source_id`, `status`, `note`.

    Raises
    ------
    EvidenceError
        If the place is not in places.csv.

    Examples
    --------
    >>> population("KAZ", 2022)["population_persons"].item()
    20034609
    """
    frame = load(packages.SHARED, "population")
    if place is not None:
        place_name(place)  # says what is wrong with an unknown code
        frame = frame[frame["place"] == place]
    if year is not None:
        distance = (frame["year"] - year).abs()
        frame = frame.assign(_distance=distance).sort_values(["place", "_distance", "year"])
        frame = frame.drop_duplicates("place").drop(columns="_distance")
    return frame.reset_index(drop=True)
