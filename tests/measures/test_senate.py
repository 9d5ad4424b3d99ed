"""The Senate of Kazakhstan and second chambers: published figures, hand-worked cases, properties."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import inequality, malapportionment, second_chambers, senate

populations = st.lists(st.integers(1, 10**6), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def regions():
    return evidence.load("senate_representation", "regions")


def people(year):
    table = evidence.load("senate_representation", "region_population")
    return table[table["date"] == f"{year}-01-01"]


@pytest.fixture(scope="module")
def chambers():
    return evidence.load("senate_representation", "second_chambers")


# --- the Senate of Kazakhstan ----------------------------------------------------------------------


def test_regions_add_up_to_the_published_population():
    assert people(2022)["population_persons"].sum() == 19_503_159
    assert people(2023)["population_persons"].sum() == 19_766_807


@pytest.mark.parametrize(
    ("year", "day", "units", "index", "ratio"),
    [
        (2022, "2022-06-07", 17, 0.182, 4.04),
        (2022, "2022-06-08", 20, 0.187, 9.51),
        (2023, "2023-03-19", 20, 0.191, 9.76),
    ],
)
def test_two_senators_each(regions, year, day, units, index, ratio):
    found = malapportionment.weights(malapportionment.on_map(people(year), regions, day).assign(seats=2))
    assert (found.units, found.seats) == (units, 2 * units)
    assert found.malapportionment == pytest.approx(index, abs=5e-4)
    assert found.ratio == pytest.approx(ratio, abs=5e-3)
    assert found.residents == people(year)["population_persons"].sum()


def test_weights_of_2023():
    found = malapportionment.weights(people(2023).assign(seats=2))
    assert found.gini == pytest.approx(0.253, abs=5e-4)
    assert found.majority_share == pytest.approx(0.370, abs=5e-4)
    assert (found.most, found.fewest) == ("KZ-75", "KZ-62")


def test_fifty_seats_in_two_readings():
    shared = malapportionment.scenarios(people(2023), 50, 2).groupby("reading")
    found = {reading: malapportionment.weights(part) for reading, part in shared}
    assert found["by_residents_with_floor"].malapportionment == pytest.approx(0.072, abs=5e-4)
    assert found["by_residents_with_floor"].ratio == pytest.approx(5.13, abs=5e-3)
    assert found["same_then_by_residents"].malapportionment == pytest.approx(0.123, abs=5e-4)
    assert found["same_then_by_residents"].ratio == pytest.approx(6.51, abs=5e-3)
    assert {part.seats for part in found.values()} == {40, 50}


def test_before_2018_shymkent_belonged_to_its_oblast(regions):
    found = malapportionment.on_map(people(2022), regions, "2018-06-18").set_index("place")
    assert len(found) == 16
    both = people(2022).set_index("place")["population_persons"][["KZ-61", "KZ-79"]].sum()
    assert found.loc["KZ-61", "population_persons"] == both


def test_regions_match_the_senate_of_their_time(regions):
    table = evidence.load("senate_representation", "senate")
    for row in table[table["total_seats"].gt(0) & table["valid_from"].notna()].itertuples():
        in_force = evidence.load("senate_representation", "regions", as_of=row.valid_from.date())
        assert len(in_force) == row.regions_represented, row.period_id
        assert row.elected_seats == row.regions_represented * row.elected_per_region


def test_appointed_share_by_period():
    found = senate.composition(evidence.load("senate_representation", "senate"))
    assert found["appointed_share"].round(3).tolist()[:4] == [0.179, 0.319, 0.306, 0.2]
    assert np.isnan(found["appointed_share"].iloc[4])


def test_no_power_of_the_senate_is_lost_from_sight():
    powers = evidence.load("senate_representation", "senate_powers")
    found = senate.fates(powers, "2026-06-30", "2026-07-01")
    held = powers[powers["valid_to"].eq("2026-07-01") & powers["held_by"].isin(senate.SHARED)]
    assert set(found["power"]) == set(held["power"])
    assert not found["held_after"].isin(senate.SHARED).any()


def test_voters_are_known_for_both_ends_of_the_register():
    voters = evidence.load("senate_representation", "region_voters")
    found = malapportionment.by_voters(people(2023), voters, 2)
    assert len(found) == len(voters) == 9
    assert (found["place"].iloc[0], found["place"].iloc[-1]) == ("KZ-61", "KZ-62")
    assert found["voters_per_resident"].between(0.4, 0.8).all()


def test_new_regions_widen_the_gap_and_hardly_move_the_index(regions):
    found = malapportionment.by_map(people(2022), regions, 2)
    assert found["units"].tolist() == [16, 17, 20]
    assert (found["residents"] == 19_503_159).all()
    assert found["ratio"].iloc[2] / found["ratio"].iloc[1] > 2
    assert found["malapportionment"].diff().iloc[2] < 0.01


def test_the_nearest_count_is_taken(regions):
    table = evidence.load("senate_representation", "region_population")
    early = malapportionment.on_map(table, regions, "2022-06-08")["population_persons"].sum()
    late = malapportionment.on_map(table, regions, "2026-11-01")["population_persons"].sum()
    assert (early, late) == (19_503_159, 19_766_807)


def test_between_the_new_map_and_the_new_senate_the_old_borders_are_represented(regions):
    table = evidence.load("senate_representation", "region_population")
    found = malapportionment.on_map(table, regions, "2022-12-01", borders="2018-06-19")
    assert len(found) == 17
    assert found["date"].eq("2023-01-01").all()
    assert found["population_persons"].sum() == 19_766_807


@pytest.mark.parametrize(("day", "seats"), [("2005-01-01", 39), ("2026-06-30", 50), ("2026-11-01", 50)])
def test_last_senate(day, seats):
    assert (
        senate.last_seated(evidence.load("senate_representation", "senate"), day)["total_seats"].item()
        == seats
    )


# --- measures --------------------------------------------------------------------------------------


@given(populations, st.data())
def test_majority_share_is_the_best_of_all_coalitions(residents, data):
    seats = data.draw(
        st.lists(st.integers(0, 5), min_size=len(residents), max_size=len(residents)).filter(any)
    )
    units = range(len(residents))
    best = min(
        sum(residents[i] for i in chosen)
        for size in range(1, len(residents) + 1)
        for chosen in combinations(units, size)
        if 2 * sum(seats[i] for i in chosen) > sum(seats)
    )
    assert malapportionment.majority_share(residents, seats) == pytest.approx(best / sum(residents))


@given(populations)
def test_seats_in_proportion_leave_nothing_to_measure(residents):
    assert malapportionment.samuels_snyder(residents, residents) == pytest.approx(0, abs=1e-12)
    assert malapportionment.max_min_ratio(residents, residents) == pytest.approx(1)


@given(populations, st.integers(0, 60), st.integers(0, 3))
def test_shared_seats_keep_to_their_rule(residents, extra, floor):
    size = floor * len(residents) + extra
    quotas = np.array(residents) / sum(residents) * size
    try:
        shared = malapportionment.proportional(residents, size)
        with_floor = malapportionment.at_least(residents, size, floor)
        plus = malapportionment.each_plus(residents, size, floor)
    except ValueError:
        reject()  # a tie, tried below
    assert shared.sum() == with_floor.sum() == plus.sum() == size
    assert (np.abs(shared - quotas) < 1).all()
    assert with_floor.min() >= floor
    assert plus.min() >= floor
    if shared.min() >= floor:
        assert (with_floor == shared).all()


def test_a_tie_is_not_decided_silently():
    with pytest.raises(ValueError, match="remainder"):
        malapportionment.proportional([100, 100], 3)


def test_too_few_seats_for_the_floor():
    with pytest.raises(ValueError, match="at least 40"):
        malapportionment.at_least([1] * 20, 39, 2)


def test_a_unit_without_a_seat_has_no_finite_ratio():
    assert malapportionment.max_min_ratio([10, 20], [0, 3]) == float("inf")
    found = malapportionment.weights(
        pd.DataFrame({"place": ["A", "B"], "population_persons": [10, 20], "seats": [0, 3]})
    )
    assert (found.most, found.malapportionment) == ("A", pytest.approx(1 / 3))


@pytest.mark.parametrize(
    ("residents", "seats"),
    [([], []), ([1, 2], [1]), ([0, 1], [1, 1]), ([1, 2], [0, 0]), ([1, np.nan], [1, 1])],
)
def test_bad_input_is_refused(residents, seats):
    with pytest.raises(ValueError, match=r"residents|seats"):
        malapportionment.samuels_snyder(residents, seats)


def test_gini_of_equal_seats_is_that_of_residents():
    # Two seats each: seats per resident, weighted by residents, mirror the residents of the units.
    residents = people(2023)["population_persons"].to_numpy()
    assert inequality.gini(2 / residents, residents) == pytest.approx(inequality.gini(residents))


# --- second chambers -------------------------------------------------------------------------------


def test_the_list_of_39_checked_by_name(chambers):
    found = second_chambers.check_list(chambers)
    assert (found.listed, found.bicameral_then, found.bicameral_later) == (39, 37, 34)
    assert found.wrong_then == ("AFG", "MMR")
    assert found.lost_later == ("HTI", "IDN", "TKM")
    assert found.left_out == ("BRB", "COD", "COL")


def test_selection_fits_the_seats(chambers):
    seats = chambers[["upper_direct_seats", "upper_indirect_seats", "upper_appointed_seats"]]
    pure = {"direct": 0, "indirect": 1, "appointed": 2}
    for selection, column in pure.items():
        rows = seats[chambers["upper_house_selection"].eq(selection) & seats.notna().all(axis=1)]
        most = rows.to_numpy().argmax(axis=1)
        assert (most == column).all(), selection
    counted = second_chambers.by_selection(chambers)
    assert (
        counted["chambers"].sum() == chambers["upper_house_selection"].isin(second_chambers.SELECTIONS).sum()
    )


def test_findings_on_the_list_cover_it(chambers):
    found = second_chambers.doubtful(chambers)
    check = second_chambers.check_list(chambers)
    listed = found[found["in_seed_list"]]
    assert len(listed) == check.listed - check.bicameral_later
    assert set(found.loc[found["finding"] == "left_out", "place"]) == set(check.left_out)
