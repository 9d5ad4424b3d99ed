"""Do larger US states set higher limits? A regression over the limiting states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm

from comparative.measures.donations.states import OFFICES, select
from comparative.measures.leave_one_out import LeaveOneOut, leave_one_out

__all__ = ["Elasticity", "population_model", "population_models"]

_COVARIATES = {
    "population": "population_2020_persons",
    "income": "median_household_income_2019_usd",
    "senate_seats": "senate_seats",
}
_CASES_PER_SLOPE = 10


@dataclass(frozen=True)
class Elasticity:
    """How limits vary with population across the limiting states.

    Attributes
    ----------
    n : int
        States in the model.
    slope : float
        Percent by which the limit is higher in a state one percent larger.
    se, low, high : float
        HC3 standard error and 95 percent interval of the slope.
    r_squared : float
    controls : tuple of str
        Covariates beside population.
    without_one : LeaveOneOut
        Range of the slope when each state is left out once.
    illustration : bool
        True where the model has fewer than ten states per slope.
    """

    n: int
    slope: float
    se: float
    low: float
    high: float
    r_squared: float
    controls: tuple[str, ...]
    without_one: LeaveOneOut
    illustration: bool


def population_model(
    limits: pd.DataFrame,
    states: pd.DataFrame,
    office: str,
    contributor: str = "individual",
    *,
    controls: Sequence[str] = (),
) -> Elasticity:
    """Regress the log limit per cycle on log population, with standard errors that allow unequal variances.

    Ordinary least squares; HC3 after MacKinnon and White (1985), with the normal interval statsmodels gives
    for it. The fifty states are a full count: the interval describes the model, as if limits were drawn
    around its line, and not a sample of states.

    Parameters
    ----------
    limits, states : DataFrame
        Tables us_state_limits and us_states.
    office, contributor : str
        As in :func:`~comparative.measures.donations.states.summary`.
    controls : sequence of {"income", "senate_seats"}
        Further covariates, also in logs.

    Returns
    -------
    Elasticity

    Raises
    ------
    ValueError
        If a control is unknown or fewer than five states more than coefficients set a limit.
    """
    unknown = [name for name in controls if name not in _COVARIATES or name == "population"]
    if unknown:
        raise ValueError(f"control {unknown[0]!r} is unknown; known are income, senate_seats")
    rows = select(limits, office, contributor)
    rows = rows[rows["case"].eq("limited")]
    names = ["population", *controls]
    frame = rows[["place", "amount_cycle_usd"]].merge(states, on="place", validate="one_to_one")
    if len(frame) < len(names) + 6:
        raise ValueError(
            f"{len(frame)} states limit {contributor} gifts for {office}: too few for {len(names)} slopes"
        )
    logs = pd.DataFrame({name: np.log(frame[_COVARIATES[name]].astype(float)) for name in names})
    logs["limit"], logs["place"] = np.log(frame["amount_cycle_usd"].astype(float)), frame["place"]

    def slope(part: pd.DataFrame) -> float:
        design = np.column_stack([np.ones(len(part)), part[names]])
        return float(np.linalg.lstsq(design, part["limit"], rcond=None)[0][1])

    result = sm.OLS(logs["limit"], sm.add_constant(logs[names])).fit(cov_type="HC3")
    low, high = result.conf_int().loc["population"]
    return Elasticity(
        n=len(logs),
        slope=float(result.params["population"]),
        se=float(result.bse["population"]),
        low=float(low),
        high=float(high),
        r_squared=float(result.rsquared),
        controls=tuple(controls),
        without_one=leave_one_out(logs, slope),
        illustration=len(logs) < _CASES_PER_SLOPE * len(names),
    )


def population_models(
    limits: pd.DataFrame, states: pd.DataFrame, office: str, contributor: str = "individual"
) -> pd.DataFrame:
    """Fit :func:`population_model` for an office, with and without controls, and for the other offices.

    Returns
    -------
    DataFrame
        One row per model, the office asked for first: office, controls (joined by commas; empty for none), n,
        slope, low, high, without_one_low, without_one_high.
    """
    wanted: list[tuple[str, tuple[str, ...]]] = [(office, ()), (office, ("income", "senate_seats"))]
    wanted += [(other, ()) for other in OFFICES if other != office]
    rows = []
    for name, controls in wanted:
        found = population_model(limits, states, name, contributor, controls=controls)
        rows.append(
            {
                "office": name,
                "controls": ",".join(controls),
                "n": found.n,
                "slope": found.slope,
                "low": found.low,
                "high": found.high,
                "without_one_low": found.without_one.low,
                "without_one_high": found.without_one.high,
            }
        )
    return pd.DataFrame(rows)
