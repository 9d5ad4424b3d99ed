"""Where a requirement stands among those of other countries, and where an imagined one would."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Scenario", "Standing", "scenario", "standing", "sweep"]

_PER = 10_000


@dataclass(frozen=True)
class Standing:
    """Where a value stands among those of the other places.

    Attributes
    ----------
    place : str
        The place, not counted among the others.
    requirement_type : str
        Type of requirement compared, empty if all types are pooled.
    value : float
        Its value; NaN if it has none.
    n : int
        Other places with a value.
    n_above, n_equal : int
        Others with a higher and with the same value.
    """

    place: str
    requirement_type: str
    value: float
    n: int
    n_above: int
    n_equal: int

    @property
    def known(self) -> bool:
        """Whether the place has a value and others to be compared with."""
        return bool(np.isfinite(self.value)) and self.n > 0

    @property
    def rank(self) -> int:
        """Rank from the highest value down; places with equal values share it."""
        return self.n_above + 1

    @property
    def percentile(self) -> float:
        """Share of the other places with a lower value, equal ones counted half; NaN without others."""
        return (self.n - self.n_above - self.n_equal / 2) / self.n if self.n else float("nan")


@dataclass(frozen=True)
class Scenario:
    """A requirement that is not law, set among those that are.

    Attributes
    ----------
    place : str
        The place whose law is imagined.
    count : int
        Members asked for.
    per_residents, per_voters : float
        Per 10,000 residents and per 10,000 registered voters; NaN where their number is unknown.
    pooled, members : Standing
        Place among all requirements with a number, and among those that count members.
    """

    place: str
    count: int
    per_residents: float
    per_voters: float
    pooled: Standing
    members: Standing


def standing(
    burdens: pd.DataFrame,
    place: str,
    *,
    requirement_type: str | None = None,
    value: float | None = None,
    column: str = "per_10000_residents",
) -> Standing:
    """Place one requirement among those of the other countries.

    Parameters
    ----------
    burdens : DataFrame
        From :func:`burden`.
    place : str
        The place compared; never one of the others.
    requirement_type : str, optional
        Compare only with requirements of this type that are conditions of registration. Left out, all types
        and stages are pooled, countries that ask for no number included.
    value : float, optional
        A value to place instead of the place's own.
    column : str
        What is compared.

    Returns
    -------
    Standing

    Examples
    --------
    >>> burdens = pd.DataFrame({"place": ["A", "B", "C"], "requirement_type": "members",
    ...     "requirement_stage": "registration", "per_10000_residents": [1.0, 2.0, 4.0]})
    >>> found = standing(burdens, "A")
    >>> found.n_above, found.n, found.rank, found.percentile
    (2, 2, 3, 0.0)
    >>> standing(burdens, "A", value=3.0).percentile
    0.5
    """
    own = burdens.loc[burdens["place"] == place, column]
    if value is None:
        value = float(own.iloc[0]) if len(own) else np.nan
    values = _others(burdens, place, requirement_type, column)
    return Standing(
        place,
        requirement_type or "",
        float(value),
        len(values),
        int((values > value).sum()),
        int((values == value).sum()),
    )


def scenario(
    burdens: pd.DataFrame,
    place: str,
    *,
    residents: float,
    threshold: float = 0,
    voters: float = np.nan,
    as_share_of_voters: float = 0.0,
) -> Scenario:
    """Place an imagined membership requirement among the rules in force.

    Parameters
    ----------
    burdens : DataFrame
        From :func:`burden`.
    place : str
        The place whose law is imagined.
    residents : float
        Its population.
    threshold : float
        Members asked for.
    voters : float
        Its registered voters, NaN if unknown.
    as_share_of_voters : float
        Percent of the registered voters to ask for instead of `threshold`; 0 leaves `threshold` as it is.

    Returns
    -------
    Scenario

    Raises
    ------
    ValueError
        If a number is negative, the share exceeds 100 percent, or a share is asked for where the number of
        voters is unknown.

    Examples
    --------
    >>> burdens = pd.DataFrame({"place": ["A", "B"], "requirement_type": "members",
    ...     "requirement_stage": "registration", "per_10000_residents": [1.0, 2.0]})
    >>> found = scenario(burdens, "A", residents=1e6, voters=8e5, as_share_of_voters=0.05)
    >>> found.count, found.per_residents, found.pooled.n_above
    (400, 4.0, 0)
    """
    if threshold < 0 or not 0 <= as_share_of_voters <= 100:
        raise ValueError(
            f"a scenario asks for 0 or more members and 0 to 100 percent of voters, "
            f"not {threshold} and {as_share_of_voters}"
        )
    if as_share_of_voters:
        if np.isnan(voters):
            raise ValueError(
                f"the number of registered voters of {place} is not in the evidence: "
                "set as_share_of_voters to 0 and give a threshold, or add a row to electorates"
            )
        threshold = voters * as_share_of_voters / 100
    count = round(threshold)
    rate = count / residents * _PER
    return Scenario(
        place,
        count,
        rate,
        count / voters * _PER,
        standing(burdens, place, value=rate),
        standing(burdens, place, value=rate, requirement_type="members"),
    )


def sweep(burdens: pd.DataFrame, place: str, *, residents: float) -> pd.DataFrame:
    """Place every possible membership requirement of one country among the rules in force.

    The share of other countries above a requirement only changes where one of them stands, so the curve is
    given by its steps: one minus the empirical distribution of what the others ask, at the size of `place`.

    Parameters
    ----------
    burdens : DataFrame
        From :func:`comparative.measures.registration.burden`.
    place : str
        The place whose law is imagined.
    residents : float
        Its population.

    Returns
    -------
    DataFrame
        `pool` (all, members), `threshold` (members; 1, then each value at which the share falls),
        `per_10000_residents`, `n_above`, `n` (other places) and `share_above`.

    Examples
    --------
    >>> burdens = pd.DataFrame({"place": ["A", "B", "C"], "requirement_type": "members",
    ...     "requirement_stage": "registration", "per_10000_residents": [1.0, 2.0, 0.0]})
    >>> curve = sweep(burdens, "A", residents=1e6)
    >>> curve.loc[curve["pool"] == "all", ["threshold", "share_above"]].to_numpy().tolist()
    [[1.0, 0.5], [200.0, 0.0]]
    """
    parts = []
    for pool, requirement_type in (("all", None), ("members", "members")):
        values = _others(burdens, place, requirement_type, "per_10000_residents")
        rates = np.unique(values[values > 0])
        rates = np.concatenate([[_PER / residents], rates[rates * residents > _PER]])
        above = (values[:, None] > rates).sum(axis=0)
        parts.append(
            pd.DataFrame(
                {
                    "pool": pool,
                    "threshold": rates * residents / _PER,
                    "per_10000_residents": rates,
                    "n_above": above,
                    "n": len(values),
                    "share_above": above / max(len(values), 1),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _others(burdens: pd.DataFrame, place: str, requirement_type: str | None, column: str) -> np.ndarray:
    """Return the known values of the other places, of one type if asked."""
    others = burdens[(burdens["place"] != place) & burdens[column].notna()]
    if requirement_type is not None:
        comparable = others["requirement_type"].eq(requirement_type)
        others = others[comparable & others["requirement_stage"].eq("registration")]
    return others[column].to_numpy(float)
