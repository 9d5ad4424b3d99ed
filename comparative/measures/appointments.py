"""Who fills the seats of a court: formal shares with bounds, and the part of parliament in filling posts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Peers", "formal_share", "parliament_part", "peers", "weighted"]

_SEATS = (
    "by_president",
    "by_lower_house",
    "by_upper_house",
    "by_parliament_joint",
    "by_president_and_parliament",
    "by_government",
    "by_judiciary",
    "by_other",
)
_REGIMES = ("pre_2022", "reform_2022", "constitution_2026")


@dataclass(frozen=True)
class Peers:
    """Where a body's presidential share stands among those of other places.

    Attributes
    ----------
    n : int
        Other bodies with a known share.
    surely_above : int
        Those whose lower bound is above the share.
    joint : int
        Those whose every seat is named by the President with a part of parliament: bounds 0 and 1.
    without : int
        Those where the President fills no seat, alone or with parliament.
    """

    n: int
    surely_above: int
    joint: int
    without: int


def formal_share(courts: pd.DataFrame) -> pd.DataFrame:
    """Bound the share of seats on each body that its President fills under the rule.

    A seat the President fills alone counts in full. A seat the President names and parliament elects or
    consents to counts as 0 in the lower bound and as 1 in the upper: the rule does not say whose choice
    prevails. Where the upper chamber fills ``u`` seats and the President appoints ``a`` of its ``s`` members,
    the share by way of the chamber adds ``u a / s`` seats, as if its members weighed alike.

    Parameters
    ----------
    courts : DataFrame
        Table courts; rows without seats by appointer are left out.

    Returns
    -------
    DataFrame
        The columns of `courts` and ``low``, ``high`` (shares), ``via_low``, ``via_high`` (the same with
        appointed members of the upper chamber pro rata; NaN where its make-up was not read), and ``kind``:
        joint (every seat), mixed (some), alone (some seats of the President, none with parliament), none.

    Raises
    ------
    ValueError
        If the seats of a body do not add up to its judges.

    Examples
    --------
    The council of seven to which the President named three, and the Senate, with 15 of 49 members appointed,
    two:

    >>> council = pd.DataFrame({"court_id": ["KAZ-1996"], "judges": 7, "by_president": 3, "by_lower_house": 2,
    ...     "by_upper_house": 2, "by_parliament_joint": 0, "by_president_and_parliament": 0,
    ...     "by_government": 0, "by_judiciary": 0, "by_other": 0,
    ...     "upper_house_seats": 49, "upper_house_by_president": 15})
    >>> formal_share(council)[["low", "high", "via_low"]].round(3).values.tolist()
    [[0.429, 0.429, 0.516]]
    """
    seats = courts[list(_SEATS)].astype(float)
    known = seats.notna().all(axis=1)
    found, seats = courts[known].copy(), seats[known]
    judges = found["judges"].astype(float)
    wrong = seats.sum(axis=1) != judges
    if wrong.any():
        first = found[wrong].iloc[0]
        raise ValueError(
            f"the seats of {first['court_id']} add up to {seats[wrong].iloc[0].sum():g}, "
            f"not to {first['judges']}"
        )
    alone, joint, upper = (
        seats[c] for c in ("by_president", "by_president_and_parliament", "by_upper_house")
    )
    appointed = found["upper_house_by_president"].astype(float) / found["upper_house_seats"].astype(float)
    through = (upper * appointed).where(upper > 0, 0.0)
    for name, lower in (("", alone), ("via_", alone + through)):
        found[f"{name}low"], found[f"{name}high"] = lower / judges, (lower + joint) / judges
    found["kind"] = np.select(
        [joint == judges, joint > 0, alone > 0], ["joint", "mixed", "alone"], default="none"
    )
    return found.reset_index(drop=True)


def weighted(shares: pd.DataFrame, consent: float) -> pd.Series:
    """Return a point within the bounds: a seat filled with parliament counts `consent` for the President.

    Parameters
    ----------
    shares : DataFrame
        From :func:`formal_share`.
    consent : float
        0 counts such seats for parliament, 1 for the President.

    Returns
    -------
    Series

    Raises
    ------
    ValueError
        If `consent` is not between 0 and 1.

    Examples
    --------
    >>> weighted(pd.DataFrame({"low": [0.1], "high": [0.9]}), 0.5).tolist()
    [0.5]
    """
    if not 0 <= consent <= 1:
        raise ValueError(f"a seat counts between 0 and 1 for the President, not {consent}")
    return shares["low"] + consent * (shares["high"] - shares["low"])


def peers(shares: pd.DataFrame, place: str, share: float) -> Peers:
    """Set a share beside the bounds of the bodies of other places.

    Parameters
    ----------
    shares : DataFrame
        From :func:`formal_share`, one row per other place.
    place : str
        The place whose share it is; its rows are left out.
    share : float
        The share to place.

    Returns
    -------
    Peers

    Examples
    --------
    >>> shares = pd.DataFrame({"place": ["A", "B", "C"], "low": [0.8, 0.0, 0.0], "high": [0.8, 1.0, 0.0]})
    >>> shares["kind"] = ["alone", "joint", "none"]
    >>> peers(shares, "KAZ", 0.429)
    Peers(n=3, surely_above=1, joint=1, without=1)
    """
    others = shares[shares["place"] != place]
    return Peers(
        len(others),
        int((others["low"] > share).sum()),
        int(others["kind"].eq("joint").sum()),
        int(others["kind"].eq("none").sum()),
    )


def parliament_part(appointments: pd.DataFrame) -> pd.DataFrame:
    """Count posts by what parliament does to fill them, per regime and collegial body.

    Parameters
    ----------
    appointments : DataFrame
        Table appointments; posts without a number are left out.

    Returns
    -------
    DataFrame
        One row per regime and body, and one per regime for all three bodies (``body`` all): ``chooses``,
        ``consents``, ``none`` (the President alone) and ``posts`` (their sum).

    Examples
    --------
    >>> posts = pd.DataFrame({"regime": "pre_2022", "body": "review_body", "posts": [3, 4],
    ...     "parliament_role": ["none", "chooses"]})
    >>> parliament_part(posts).query("body == 'all'")[["chooses", "none", "posts"]].values.tolist()
    [[4, 3, 7]]
    """
    members = appointments[appointments["body"].notna() & appointments["posts"].gt(0)]
    both = pd.concat([members, members.assign(body="all")])
    counts = both.pivot_table(
        index=["regime", "body"], columns="parliament_role", values="posts", aggfunc="sum", fill_value=0
    )
    counts = counts.reindex(columns=["chooses", "consents", "none"], fill_value=0).rename_axis(columns=None)
    counts = counts.astype(int).assign(posts=lambda c: c.sum(axis=1)).reset_index()
    order = {regime: i for i, regime in enumerate(_REGIMES)}
    counts = counts.sort_values(["regime", "body"], key=lambda c: c.map(order) if c.name == "regime" else c)
    return counts.reset_index(drop=True)
