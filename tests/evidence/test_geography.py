"""Places bear ISO codes, CLDR names and M49 regions; population is found by nearest year."""

import pytest

from comparative import evidence


def test_places_hold_the_countries_and_the_states():
    countries = evidence.places("country").set_index("place")
    assert (countries["former_soviet"].sum(), countries["former_soviet"]["KAZ"]) == (15, True)
    assert not countries["former_soviet"]["MNG"]
    # UN M49 counts Türkiye, Cyprus and the South Caucasus to Asia and Russia to Europe.
    assert countries.loc[["TUR", "CYP", "GEO", "ARM", "AZE"], "region"].unique().tolist() == ["Asia"]
    assert countries.loc["RUS", "region"] == "Europe"
    states = evidence.places("state")
    assert (states["parent"] == "USA").sum() == 50
    assert evidence.places()["name"].notna().all()
    assert countries["name"].is_unique


@pytest.mark.parametrize(
    ("place", "language", "name"),
    [
        ("KAZ", "en", "Kazakhstan"),
        ("KAZ", "kk", "Қазақстан"),
        ("KAZ", "ru", "Казахстан"),
        ("XKX", "ru", "Косово"),
        ("TWN", "en", "Taiwan"),
        ("US-NY", "en", "New York"),
        ("US-NY", "ru", "Нью-Йорк"),
        ("US-DC", "en", "District of Columbia"),
    ],
)
def test_names_by_language(place, language, name):
    assert evidence.place_name(place, language) == name


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("KZA",), "'KAZ'"),
        (("kaz",), "'KAZ'"),
        (("Uzbekistan",), "'UZB'"),
        (("KAZ", "de"), "en, kk, ru"),
    ],
)
def test_unknown_places_and_languages_are_named_back(arguments, says):
    with pytest.raises(evidence.EvidenceError) as error:
        evidence.place_name(*arguments)
    assert says in str(error.value)


def test_population_of_the_nearest_year(datasets):
    datasets.append(
        "population.csv", place="KAZ", year="2030", population_persons="22", source_id="wb-pop", status="seen"
    )

    def year(wanted):
        return evidence.population("KAZ", wanted)["year"].item()

    assert (year(1990), year(2022), year(2026), year(2027), year(2100)) == (2022, 2022, 2022, 2030, 2030)


def test_population_has_a_row_per_place_in_a_year():
    found = evidence.population(year=2022)
    assert found["place"].is_unique
    assert set(found["place"]) == set(evidence.population()["place"])
    assert found.set_index("place").loc["TWN", "year"] == 2025


def test_population_of_kazakhstan_by_year():
    """World Bank, SP.POP.TOTL: the years in which the party law changed."""
    frame = evidence.population("KAZ").set_index("year")["population_persons"]
    assert frame[[2002, 2009, 2020, 2022]].tolist() == [15656677, 16619846, 19482117, 20034609]


def test_population_of_an_unknown_place_is_refused():
    with pytest.raises(evidence.EvidenceError, match="'UZB'"):
        evidence.population("UZP")
