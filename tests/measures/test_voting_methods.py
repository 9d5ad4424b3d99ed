"""Days of voting and turnout, held to the published figures and to models worked out another way."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import early_turnout, internet_voting, segmented, voting_days
from comparative.measures.exact_tests import permutation
from comparative.measures.leave_one_out import leave_one_out

LATE = "2026-10-31"


def load(table):
    return evidence.load("voting_methods", table)


@pytest.fixture(scope="module")
def korea():
    return early_turnout.series(load("korea"), as_of=LATE)


@pytest.fixture(scope="module")
def general(korea):
    return korea[korea["election_type"] == "parliament"]


@pytest.fixture(scope="module")
def panel(korea):
    online = internet_voting.shares(evidence.load("internet_voting", "elections"), as_of=LATE)
    return early_turnout.turnout_panel(korea, online, load("countries"))


@pytest.fixture(scope="module")
def states():
    return voting_days.state_days(load("us_states"), load("us_windows")).query("place != 'US-DC'")


def test_a_break_of_2016_in_korea(general):
    found = segmented.fit_break(general, 2016, value="turnout_pct")
    assert (found.n, found.after, found.illustration) == (11, 3, True)
    assert found.level == pytest.approx(16.7, abs=0.05)
    assert found.level_se == pytest.approx(5.7, abs=0.05)
    assert found.level_hac == pytest.approx(3.7, abs=0.05)
    assert found.r_squared == pytest.approx(0.864, abs=0.0005)


def test_the_turn_precedes_early_voting(general):
    every = segmented.breaks(general, value="turnout_pct").set_index("at")["r_squared"]
    assert every.index.tolist() == [1992, 1996, 2000, 2004, 2008, 2012, 2016, 2020]
    assert every[2008] == pytest.approx(0.936, abs=0.0005)
    assert every[2012] == pytest.approx(0.933, abs=0.0005)
    assert every.idxmax() == 2008
    assert general.loc[general["early_days"] > 0, "year"].min() == 2016


def test_the_permutation_test_hangs_on_where_the_series_begins(general):
    found = early_turnout.permutations(general, 2016).set_index("since")
    assert found.loc[2000, "difference"] == pytest.approx(9.2, abs=0.05)
    assert found.loc[2000, ["as_high", "as_far", "ways"]].tolist() == [2, 4, 35]
    assert found.loc[1985, "difference"] < 0


def test_two_lines_are_two_regressions(general):
    found = segmented.fit_break(general, 2016, value="turnout_pct")
    sides = [general[general["year"] < 2016], general[general["year"] >= 2016]]
    (before_slope, before), (after_slope, after) = (
        np.polyfit(side["year"] - 2016, side["turnout_pct"], 1) for side in sides
    )
    assert found.level == pytest.approx(after - before)
    assert found.slope == pytest.approx(after_slope - before_slope)


def test_errors_after_newey_and_west_by_their_formula(general):
    found = segmented.fit_break(general, 2016, value="turnout_pct")
    years, turnout = general["year"].to_numpy(float) - 2016, general["turnout_pct"].to_numpy()
    after = (years >= 0).astype(float)
    design = np.column_stack([np.ones(11), years, after, after * years])
    bread = np.linalg.inv(design.T @ design)
    scores = design * (turnout - design @ bread @ design.T @ turnout)[:, None]
    neighbours = scores[1:].T @ scores[:-1]
    covariance = bread @ (scores.T @ scores + 0.5 * (neighbours + neighbours.T)) @ bread
    assert found.level_hac == pytest.approx(np.sqrt(covariance[2, 2]))
    assert found.slope_hac == pytest.approx(np.sqrt(covariance[3, 3]))


@given(
    level=st.floats(-50, 50),
    slope=st.floats(-5, 5),
    at=st.integers(2, 8),
    moved=st.integers(-100, 100),
)
def test_a_jump_and_a_turn_are_found_where_they_are(level, slope, at, moved):
    x = np.arange(10)
    frame = pd.DataFrame({"year": x + moved, "value": 60.0 - x + (x >= at) * (level + slope * (x - at))})
    found = segmented.fit_break(frame, at + moved)
    assert found.level == pytest.approx(level, abs=1e-6)
    assert found.slope == pytest.approx(slope, abs=1e-6)
    lines = segmented.fitted_segments(frame, found)
    assert lines["fitted"].to_numpy() == pytest.approx(frame["value"].to_numpy(), abs=1e-6)
    assert lines["carried"].first_valid_index() == at - 1
    assert lines.loc[at - 1, "carried"] == pytest.approx(lines.loc[at - 1, "fitted"], abs=1e-6)


@pytest.mark.parametrize("at", [1999, 2001, 2007, 2010])
def test_a_line_takes_two_points(at):
    frame = pd.DataFrame({"year": range(2000, 2008), "value": 1.0})
    with pytest.raises(ValueError, match="a line takes two"):
        segmented.fit_break(frame, at)


def test_four_points_leave_nothing_over():
    frame = pd.DataFrame({"year": range(4), "value": [1.0, 2, 4, 3]})
    with pytest.raises(ValueError, match="nothing over"):
        segmented.fit_break(frame, 2)


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=9), st.data())
def test_a_group_and_its_rest_mirror_each_other(values, data):
    members = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    if not 0 < sum(members) < len(values):
        with pytest.raises(ValueError, match="a group and others"):
            permutation(values, members)
        return
    found, rest = permutation(values, members), permutation(values, [not member for member in members])
    assert found.difference == pytest.approx(-rest.difference)
    assert (found.ways, found.as_far) == (rest.ways, rest.as_far)
    assert 1 <= found.as_high <= found.ways
    assert min(found.as_high, rest.as_high) <= found.as_far


def test_the_panel_within_groups(panel):
    found = early_turnout.within(panel)
    assert (found.n, found.groups) == (34, 7)
    assert found.slope == pytest.approx(0.022, abs=0.0005)
    assert found.se == pytest.approx(0.079, abs=0.0005)
    # 0.070 is what comes out where the means of the groups cost no degrees of freedom.
    assert found.se * np.sqrt((34 - 7 - 1) / (34 - 1)) == pytest.approx(0.070, abs=0.0005)
    assert set(panel["place"]) == {"DEU", "EST", "KOR"}
    assert leave_one_out(panel, lambda part: early_turnout.within(part).slope, by="group").n == 7


def test_within_is_a_regression_with_a_dummy_for_each_group(panel):
    found = early_turnout.within(panel)
    design = pd.get_dummies(panel["group"], dtype=float).assign(share=panel["early_share_pct"])
    model = sm.OLS(panel["turnout_pct"], design).fit()
    assert found.slope == pytest.approx(model.params["share"])
    assert found.se == pytest.approx(model.bse["share"])
    assert [found.low, found.high] == pytest.approx(model.conf_int().loc["share"].tolist())


def test_levels_of_groups_do_not_matter(panel):
    lifted = panel.assign(turnout_pct=panel["turnout_pct"] + 10 * (panel["place"] == "EST"))
    assert early_turnout.within(lifted).slope == pytest.approx(early_turnout.within(panel).slope)


def test_one_place_with_two_elections_has_no_error(panel):
    found = early_turnout.within_places(panel).set_index(["reading", "place"])
    assert found.loc[("only", "DEU"), ["se", "low", "high"]].isna().all()
    assert found.loc[("without", "EST"), "n"] + found.loc[("only", "EST"), "n"] == 34


def test_american_states(states):
    days = states["days_before"].dropna()
    assert states["early_in_person_2022"].sum() == 46
    assert (len(days), days.min(), days.max(), days.median()) == (44, 5, 46, 17.5)
    found = early_turnout.ranks(states)
    assert (found.n, found.without_one.n) == (44, 44)
    assert found.rho == pytest.approx(0.25, abs=0.005)
    # Pearson's coefficient of the ranks is Spearman's of the values.
    known = states.dropna(subset=["days_before"])[["days_before", "turnout_2020_pct"]].rank()
    assert found.rho == pytest.approx(known.corr().iloc[0, 1])


def test_bounds_hold_every_resolution(states):
    windows = load("us_windows")
    found = early_turnout.rank_bounds(states, windows)
    assert (found.disputed, found.unknown) == (4, 2)
    assert found.low < early_turnout.ranks(states).rho < found.high
    rivals = {"US-FL": 15, "US-HI": 10, "US-IN": 28, "US-WY": 40}
    other = states["place"].map(rivals).fillna(states["days_before"])
    assert found.low <= early_turnout.ranks(states.assign(days_before=other)).rho <= found.high


def test_readings_of_the_first_day(states):
    found = early_turnout.rank_readings(states).set_index("reading")
    assert found["n"].tolist() == [44, 40, 37, 37, 48]
    assert found["rho"].between(0.1, 0.35).all()


def test_days_open_end_before_election_day():
    found = voting_days.state_days(load("us_states"), load("us_windows")).set_index("place")
    assert found.loc[["US-AR", "US-NC", "US-TN"], "days_open_2022"].tolist() == [15, 17, 16]
    assert found.loc["US-AK", "days_open_2016"] == 15  # to election day, which is not counted
    open_, before = found["days_open_2022"], found["days_before"]
    assert (open_.dropna() <= before[open_.notna()]).all()


def test_windows_fit_before_election_day():
    found = voting_days.windows(load("countries"))
    assert (found["shut"].dropna() >= 0).all()
    assert found["starts_days_before"].is_monotonic_decreasing
    assert "KAZ" not in set(load("countries")["place"])
    korea = found.set_index("place").loc["KOR", ["starts_days_before", "open", "shut"]]
    assert korea.tolist() == [5, 2, 3]


def test_two_referendums_of_three_weeks():
    flags = load("flag_referendums")
    days = voting_days.inclusive_days(flags["first_day"], flags["last_day"])
    assert days.tolist() == [22, 22]


def test_spans_of_indian_elections_are_those_published():
    phases = load("india_phases").set_index("election")
    days = voting_days.inclusive_days(phases["first_polling_day"], phases["last_polling_day"])
    both = days.notna() & phases["published_span_days"].notna()
    assert (days[both] == phases.loc[both, "published_span_days"]).all()
    assert days["2019"] == 39
    assert phases.loc[["2019", "2024"], "polling_days_per_phase"].tolist() == [1, 1]


def test_shares_of_korea_are_those_of_its_counts(korea):
    counted = korea.dropna(subset=["early_voters", "electors"])
    assert (100 * counted["early_voters"] / counted["electors"]).round(2).tolist() == [26.69]
    assert counted["early_of_electors_pct"].tolist() == [26.69]
    days = korea[["early_day1_pct", "early_day2_pct"]].sum(axis=1, min_count=2).dropna()
    assert (days - korea.loc[days.index, "early_of_electors_pct"]).abs().max() < 0.011


def test_korea_stands_in_two_tables_alike(korea):
    listed = load("countries").query("place == 'KOR'").set_index("year")
    series = korea[korea["election_type"] == "parliament"].set_index("year").loc[listed.index]
    assert listed["share_of_eligible_pct"].tolist() == series["early_of_electors_pct"].tolist()
    assert listed["share_of_voters_pct"].tolist() == series["early_share_pct"].round(1).tolist()
    assert listed["turnout_pct"].tolist() == series["turnout_pct"].tolist()


def test_a_study_worked_into_another_is_counted_once():
    studies = load("studies")
    assert set(studies["repeats"].dropna()) <= set(studies["study_id"])
    assert early_turnout.by_direction(studies)["studies"].sum() == studies["repeats"].isna().sum()
