"""Shares of appointments: documented anchors, hand-worked cases, bounds that must hold for any body."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import appointments, court_access, court_workload

SUBJECT = "constitutional_review"


@pytest.fixture(scope="module")
def courts():
    return evidence.load(SUBJECT, "courts")


@pytest.fixture(scope="module")
def shares(courts):
    return appointments.formal_share(courts).set_index("court_id")


@pytest.fixture(scope="module")
def foreign():
    return appointments.formal_share(evidence.load(SUBJECT, "courts", as_of="2022-12-31"))


@pytest.mark.parametrize(
    ("court", "low", "high"),
    [("KAZ-1996", 42.9, 42.9), ("KAZ-2023", 36.4, 45.5), ("KAZ-2026", 9.1, 100.0), ("TUR", 80, 80)],
)
def test_presidential_share_of_seats(shares, court, low, high):
    assert shares.loc[court, ["low", "high"]].mul(100).astype(float).round(1).tolist() == [low, high]


def test_share_by_way_of_the_senate(shares):
    via = shares[["via_low", "via_high"]].mul(100).astype(float).round(1)
    assert via.loc["KAZ-1996"].tolist() == [51.6, 51.6]
    assert via.loc["KAZ-2023"].tolist() == [41.8, 50.9]
    assert via.loc["KAZ-2026"].tolist() == [9.1, 100.0]  # no second chamber


def test_the_upper_house_of_others_was_not_read(shares):
    assert np.isnan(shares.loc["FRA", "via_low"])
    assert shares.loc["DEU", ["low", "high"]].tolist() == [0, 0]


def test_foreign_bodies_beside_the_council(foreign):
    found = appointments.peers(foreign, "KAZ", 3 / 7)
    assert (found.n, found.surely_above, found.joint) == (31, 1, 8)
    joint = set(foreign.query("kind == 'joint'")["place"])
    assert joint == {"AZE", "CZE", "KGZ", "RUS", "SVK", "SVN", "TJK", "UZB"}


def test_direct_complaint_where_it_was_read():
    found = court_access.complaints(evidence.load(SUBJECT, "courts", as_of="2022-12-31"), "KAZ")
    assert (found["direct"], found["direct"] + found["indirect"]) == (14, 17)
    assert found.sum() == 31


def test_what_parliament_does_in_three_bodies():
    part = appointments.parliament_part(evidence.load(SUBJECT, "appointments"))
    part = part[part["body"] == "all"].set_index("regime")
    assert part["posts"].to_dict() == {"pre_2022": 23, "reform_2022": 27, "constitution_2026": 27}
    assert part["chooses"].to_dict() == {"pre_2022": 14, "reform_2022": 16, "constitution_2026": 0}
    assert part["consents"].to_dict() == {"pre_2022": 0, "reform_2022": 1, "constitution_2026": 24}


def test_the_two_tables_tell_of_the_same_court(shares):
    posts = evidence.load(SUBJECT, "appointments").query("body == 'review_body'")
    sizes = posts.groupby("regime")["posts"].sum()
    for regime, court in (
        ("pre_2022", "KAZ-1996"),
        ("reform_2022", "KAZ-2023"),
        ("constitution_2026", "KAZ-2026"),
    ):
        assert sizes[regime] == shares.loc[court, "judges"]


def test_seats_that_do_not_add_up_are_named(courts):
    wrong = courts[courts["court_id"] == "FRA"].assign(judges=10)
    with pytest.raises(ValueError, match="FRA add up to 9, not to 10"):
        appointments.formal_share(wrong)


SEATS = ["by_president", "by_president_and_parliament", "by_upper_house", "by_judiciary"]


@given(
    st.lists(st.integers(0, 12), min_size=4, max_size=4).filter(sum), st.integers(0, 20), st.integers(1, 60)
)
def test_bounds_hold_for_any_body(seats, appointed, chamber):
    body = dict.fromkeys(appointments._SEATS, 0) | dict(zip(SEATS, seats, strict=True))
    frame = pd.DataFrame([{"court_id": "X", "place": "X", "judges": sum(seats), **body}])
    frame = frame.assign(upper_house_seats=appointed + chamber, upper_house_by_president=appointed)
    found = appointments.formal_share(frame).iloc[0]
    assert 0 <= found["low"] <= found["high"] <= 1
    assert found["low"] <= found["via_low"] <= found["via_high"] <= 1
    assert found["via_low"] - found["low"] == pytest.approx(found["via_high"] - found["high"])
    halves = [appointments.weighted(found.to_frame().T, w).iloc[0] for w in (0, 0.5, 1)]
    assert halves == sorted(halves)
    assert (halves[0], halves[2]) == (found["low"], pytest.approx(found["high"]))


def test_a_weight_outside_its_range_is_refused(shares):
    with pytest.raises(ValueError, match=r"not 1\.2"):
        appointments.weighted(shares, 1.2)


def test_access_names_what_was_read_and_no_more(courts):
    found = court_access.access(courts, evidence.load(SUBJECT, "applicants"))
    answers = found.set_index(["court_id", "applicant"])["answer"]
    assert answers["KAZ-1996", "citizens"] == "through_court"
    assert answers["KAZ-2023", "citizens"] == answers["KAZ-2023", "ombudsman"] == "named"
    assert answers["KAZ-1996", "ombudsman"] == "not_listed"
    assert answers["KAZ-2026", "citizens"] == "named"
    assert answers["KAZ-2026"].drop("citizens").isna().all()  # who else may apply was not read
    assert answers["BLR"].isna().tolist() == [True] + [False] * 7  # its complaint was not read


def test_a_listed_citizen_has_a_complaint_of_his_own(courts):
    citizens = evidence.load(SUBJECT, "applicants").query("applicant == 'citizens'")["court_id"]
    complaint = courts.set_index("court_id").loc[citizens, "individual_complaint"]
    assert complaint.eq("direct").all()


# ---- workload


@pytest.fixture(scope="module")
def activity():
    return evidence.load(SUBJECT, "activity")


def test_citizens_among_the_first_rulings(activity):
    part = court_workload.part_of_rulings(activity)
    assert (part.count, part.n) == (8, 11)
    assert (round(part.low, 2), round(part.high, 2)) == (0.43, 0.90)
    published = activity.query("indicator == 'share_of_applications' and applicant == 'citizens'")
    assert published["value"].tolist() == [99, 99]


def test_totals_never_add_overlapping_windows(activity):
    found = court_workload.totals(activity).set_index(["indicator", "applicant"])["value"]
    assert found["final_rulings", "all"] == 74
    assert found["applications", "all"] == 13000
    assert found["norms_found_unconstitutional", "all"] == 20
    assert found.max() < activity.query("indicator == 'applications'")["value"].sum()


def test_a_part_without_a_whole_is_refused(activity):
    with pytest.raises(ValueError, match="ombudsman"):
        court_workload.part_of_rulings(activity, "ombudsman")
