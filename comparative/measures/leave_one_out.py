"""How much an estimate owes to any single case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class LeaveOneOut:
    """Range of an estimate when each case is left out once.

    Attributes
    ----------
    low, high : float
        Smallest and largest estimate.
    low_without, high_without : str
        The case whose absence gives each of them.
    n : int
        Cases left out in turn.
    """

    low: float
    high: float
    low_without: str
    high_without: str
    n: int


def leave_one_out(
    frame: pd.DataFrame, estimate: Callable[[pd.DataFrame], float], *, by: str = "place"
) -> LeaveOneOut:
    """Recompute an estimate with each case left out once.

    Parameters
    ----------
    frame : DataFrame, shape (n, any)
        The cases; rows that share a value of `by` are left out together.
    estimate : callable
        Takes a frame, returns a number.
    by : str
        Column that names the case.

    Returns
    -------
    LeaveOneOut

    Raises
    ------
    ValueError
        If there are fewer than two cases.

    Examples
    --------
    >>> frame = pd.DataFrame({"place": ["A", "B", "C"], "x": [1.0, 2.0, 9.0]})
    >>> leave_one_out(frame, lambda part: part["x"].mean())
    LeaveOneOut(low=1.5, high=5.5, low_without='C', high_without='A', n=3)
    """
    cases = list(dict.fromkeys(frame[by]))
    if len(cases) < 2:
        raise ValueError(f"leaving one out takes at least two cases, not {len(cases)}")
    found = [(float(estimate(frame[frame[by] != case])), str(case)) for case in cases]
    low, high = min(found), max(found)
    return LeaveOneOut(low[0], high[0], low[1], high[1], len(cases))
