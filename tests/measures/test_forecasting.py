"""The rolling origin on Estonia's record and on cases worked by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import forecasting
from comparative.measures import internet_voting as iv


@pytest.fixture(scope="module")
def estonia():
    return iv.shares(evidence.load("internet_voting", "elections"), as_of="2026-10-31")


@pytest.fixture(scope="module")
def rolling(estonia):
    return forecasting.rolling_origin(
        estonia["election_date"], estonia["share_of_voters"], first_origin="2015-03-01"
    )


def errors(table):
    return (100 * table.set_index("method")["mean_absolute_error"]).round(1)


def test_errors_from_the_origin_of_2015(rolling):
    found = errors(forecasting.forecast_errors(rolling, ahead=None, origin="2015-03-01"))
    assert found[["logistic", "Bass", "linear"]].tolist() == [14.9, 11.1, 7.7]


def test_errors_one_election_ahead(rolling):
    found = errors(forecasting.forecast_errors(rolling))
    assert found[["last value", "Bass", "Gompertz", "logistic"]].tolist() == [4.9, 5.0, 5.3, 5.6]


def test_a_forecast_knows_nothing_later(estonia, rolling):
    shorter = estonia.head(12)
    again = forecasting.rolling_origin(
        shorter["election_date"], shorter["share_of_voters"], first_origin="2015-03-01"
    )
    both = rolling.merge(again, on=["origin", "method", "target"], suffixes=("", "_again")).query("ahead > 0")
    assert len(both) == 6 * (4 + 3 + 2 + 1)
    assert np.allclose(both["forecast"], both["forecast_again"])


def test_last_value_by_hand():
    days = pd.Series(pd.to_datetime([f"20{year:02d}-06-01" for year in range(1, 9)]))
    table = forecasting.rolling_origin(
        days, [1, 2, 4, 7, 11, 16, 20, 21], first_origin="2006-12-31", highest=100
    )
    last = table[(table["method"] == "last value") & (table["ahead"] == 1)]
    assert last["forecast"].tolist() == [16, 20]
    assert last["error"].tolist() == [4, 1]
    assert (
        forecasting.forecast_errors(table).set_index("method").loc["last value", "mean_absolute_error"] == 2.5
    )


@settings(max_examples=25, deadline=None)
@given(slope=st.floats(0.1, 3), start=st.floats(0, 10))
def test_a_straight_line_is_foretold_by_the_line(slope, start):
    days = pd.Series(pd.date_range("2001-01-01", periods=10, freq="365D"))
    y = start + slope * np.arange(10)
    table = forecasting.rolling_origin(days, y, first_origin="2008-12-31", highest=100)
    assert table.query("method == 'linear' and ahead > 0")["error"].abs().max() < 1e-6


def test_projection_band_is_as_wide_as_past_errors(estonia, rolling):
    share = estonia["share_of_voters"]
    due = iv.next_elections(estonia, 6)
    band = forecasting.project_last_value(rolling, share.iloc[-1], due)
    steps = share.iloc[7:].diff().abs().dropna()
    # Seven errors at a level of 0.8: the largest is the 7th of 7, ceil(8 x 0.8).
    assert band.loc[0, "errors"] == 7
    assert band.loc[0, "high"] - share.iloc[-1] == pytest.approx(steps.max())
    # With three errors the level cannot be reached: ceil(4 x 0.8) = 4.
    assert band["errors"].tolist() == [7, 6, 5, 4]


def test_projection_of_a_lower_level_is_narrower(estonia, rolling):
    share, due = estonia["share_of_voters"].iloc[-1], iv.next_elections(estonia)
    wide = forecasting.project_last_value(rolling, share, due, level=0.8)
    narrow = forecasting.project_last_value(rolling, share, due, level=0.5)
    assert (narrow["high"] - narrow["low"] < wide["high"] - wide["low"]).all()


def test_refusals(estonia, rolling):
    with pytest.raises(ValueError, match="curves need six"):
        forecasting.rolling_origin(
            estonia["election_date"], estonia["share_of_voters"], first_origin="2010-01-01"
        )
    only = rolling[rolling["origin"] == rolling["origin"].max()]
    with pytest.raises(ValueError, match="no forecast can be checked"):
        forecasting.forecast_errors(only)
