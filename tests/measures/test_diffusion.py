"""Growth curves: known curves recovered, Estonia's ceilings, equivariance in time and level."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comparative import evidence
from comparative.measures import diffusion
from comparative.measures import internet_voting as iv


@pytest.fixture(scope="module")
def estonia():
    table = iv.shares(evidence.load("internet_voting", "elections"), as_of="2026-10-31")
    return table["years"].to_numpy(), table["share_of_voters"].to_numpy()


@pytest.mark.parametrize(("points", "ceiling"), [(8, 29.0), (13, 56.7), (15, 48.7)])
def test_logistic_ceiling_depends_on_the_last_year_known(estonia, points, ceiling):
    t, y = estonia
    assert round(100 * diffusion.fit_curve("logistic", t[:points], y[:points]).ceiling, 1) == ceiling


@settings(max_examples=40, deadline=None)
@given(ceiling=st.floats(0.05, 0.95), rate=st.floats(0.15, 1.5), midpoint=st.floats(2, 14))
def test_logistic_is_recovered(ceiling, rate, midpoint):
    t = np.arange(0, 20, 1.5)
    curve = diffusion.fit_curve("logistic", t, ceiling / (1 + np.exp(-rate * (t - midpoint))))
    assert curve.ceiling == pytest.approx(ceiling, rel=1e-4)
    assert curve.parameters == pytest.approx({"rate": rate, "midpoint": midpoint}, rel=1e-3)


@settings(max_examples=30, deadline=None)
@given(ceiling=st.floats(0.1, 0.9), rate=st.floats(0.15, 1), midpoint=st.floats(2, 10))
def test_gompertz_is_recovered(ceiling, rate, midpoint):
    t = np.arange(0, 24, 1.5)
    curve = diffusion.fit_curve("Gompertz", t, ceiling * np.exp(-np.exp(-rate * (t - midpoint))))
    assert curve.predict(t) == pytest.approx(ceiling * np.exp(-np.exp(-rate * (t - midpoint))), abs=1e-5)


def test_bass_is_recovered():
    # Bass (1969), table 1, black-and-white television: p 0.0279, q 0.2505, market 96.7 (million).
    t = np.arange(0, 15.0)
    e = np.exp(-(0.0279 + 0.2505) * t)
    curve = diffusion.fit_curve("Bass", t, 96.7 * (1 - e) / (1 + 0.2505 / 0.0279 * e), highest=1000)
    assert curve.ceiling == pytest.approx(96.7, rel=1e-3)
    assert curve.parameters == pytest.approx({"innovation": 0.0279, "imitation": 0.2505}, rel=1e-3)


@settings(max_examples=20, deadline=None)
@given(stretch=st.floats(0.2, 5), name=st.sampled_from(sorted(diffusion.CURVES)))
def test_the_unit_of_time_does_not_matter(estonia, stretch, name):
    t, y = estonia
    plain, stretched = diffusion.fit_curve(name, t, y), diffusion.fit_curve(name, t * stretch, y)
    assert stretched.rss == pytest.approx(plain.rss, rel=1e-6)
    assert stretched.predict(t * stretch) == pytest.approx(plain.predict(t), abs=1e-4)


def test_ceiling_never_passes_the_highest_possible(estonia):
    t, y = estonia
    curve = diffusion.fit_curve("Bass", t[:12], y[:12])
    assert curve.at_limit
    assert curve.ceiling == 1
    low, high = curve.interval([25.0])
    assert low[0] < curve.predict([25.0])[0] < high[0]


def test_no_fit_beats_least_squares_on_other_starts(estonia):
    from scipy.optimize import least_squares

    t, y = estonia
    for start in ([0.5, 0.3, 8], [0.3, 0.6, 4], [0.8, 0.1, 12]):
        other = least_squares(lambda p: p[0] / (1 + np.exp(-p[1] * (t - p[2]))) - y, start)
        assert diffusion.fit_curve("logistic", t, y).rss <= 2 * other.cost + 1e-10


def test_aicc_by_hand(estonia):
    # n ln(RSS/n) + 2k + 2k(k+1)/(n-k-1), k = 4 with the residual variance.
    t, y = estonia
    curve = diffusion.fit_curve("logistic", t, y)
    assert curve.aicc == pytest.approx(15 * np.log(curve.rss / 15) + 8 + 40 / 10)
    table = diffusion.compare_curves(t, y)
    assert table["delta_aicc"].min() == 0
    assert table.set_index("curve").loc["logistic", "aicc"] == curve.aicc


def test_fitted_lines_pass_where_the_curves_do(estonia):
    t, y = estonia
    dates = pd.Series(pd.Timestamp("2005-10-16") + pd.to_timedelta((t * 365.25).round(), "D"))
    lines = diffusion.fitted_lines(dates, y, points=30)
    assert lines["curve"].drop_duplicates().tolist() == list(diffusion.CURVES)
    last = lines.groupby("curve")["level"].last()
    assert last["Bass"] == pytest.approx(diffusion.fit_curve("Bass", t, y).predict([t[-1]])[0], abs=1e-6)


def test_refusals(estonia):
    t, y = estonia
    with pytest.raises(ValueError, match="no curve is called 'richards'"):
        diffusion.fit_curve("richards", t, y)
    with pytest.raises(ValueError, match="six points"):
        diffusion.fit_curve("Bass", t[:5], y[:5])
