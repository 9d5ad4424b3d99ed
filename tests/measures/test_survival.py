"""The product-limit estimate against textbook values and its own properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparative.measures.survival import survival

# Freireich et al. (1963), remission in weeks under 6-mercaptopurine, as printed in most textbooks.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
ENDED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]


def frame(years, ended):
    return pd.DataFrame({"years": years, "ended": np.array(ended, dtype=bool)})


def test_textbook_remission_times():
    found = survival(frame(WEEKS, ENDED))
    printed = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {week: round(found.at(week)["survival"], 3) for week in printed} == printed
    assert found.median == 23
    # Log-log bounds at 6 weeks, as R's survfit(conf.type = "log-log") gives.
    assert found.at(6)[["low", "high"]].astype(float).round(3).tolist() == [0.620, 0.952]


def test_nobody_ended():
    found = survival(frame([1, 2, 5], [0, 0, 0]))
    assert found.ended == 0
    assert (found.curve["survival"] == 1).all()
    assert np.isnan(found.median)


def test_all_ended_is_the_empirical_share():
    found = survival(frame([1, 2, 3, 4], [1, 1, 1, 1]))
    assert found.curve["survival"].tolist() == pytest.approx([1, 0.75, 0.5, 0.25, 0])


def test_refusals():
    with pytest.raises(ValueError, match="nothing to follow"):
        survival(frame([], []))
    with pytest.raises(ValueError, match="longest ran 2"):
        survival(frame([1, 2], [1, 0])).at(3)


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=40))
def test_curve_falls_only_where_something_ended(rows):
    found = survival(frame([years for years, _ in rows], [ended for _, ended in rows]))
    curve = found.curve
    fell = curve["survival"].diff().fillna(0) < -1e-12
    assert (fell == (curve["ended"] > 0)).all()
    assert curve["survival"].between(0, 1).all()
    assert curve["ended"].sum() + curve["censored"].sum() == len(rows)
    within = curve.dropna(subset=["low", "high"])
    assert (within["low"] <= within["survival"] + 1e-9).all()
    assert (within["survival"] <= within["high"] + 1e-9).all()
