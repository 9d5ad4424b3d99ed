"""The same votes under other rules, and what is not known about districts and voters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from scipy import stats

from comparative.measures.citations import cited
from comparative.measures.disproportionality import gallagher, percentages
from comparative.measures.mazhilis.record import Count
from comparative.measures.power import majority
from comparative.measures.seats import allocate

__all__ = [
    "Chamber",
    "Design",
    "District",
    "chamber",
    "chambers",
    "designs",
    "district_record",
    "grid",
    "mixed_standing",
]


@dataclass(frozen=True)
class Design:
    """An electoral system: how many seats, how many from lists, and how lists win them.

    Attributes
    ----------
    seats : int
        Seats of the chamber that voters fill.
    list_seats : int
        Seats from lists; the others are districts.
    threshold : float
        Least share of valid votes, 0 to 1.
    formula : str
        Name of a seat formula.
    """

    seats: int
    list_seats: int
    threshold: float
    formula: str = "hare"

    def __post_init__(self) -> None:
        if not 1 <= self.list_seats <= self.seats:
            raise ValueError(f"{self.list_seats} of {self.seats} seats cannot come from lists")

    @property
    def districts(self) -> int:
        """Seats won in districts."""
        return self.seats - self.list_seats

    @classmethod
    def shared(cls, seats: int, list_share: float, threshold: float, formula: str = "hare") -> Design:
        """Design with a share of list seats, rounded to the next whole seat.

        Examples
        --------
        >>> Design.shared(98, 0.7, 0.05).list_seats
        69
        """
        return cls(seats, max(1, int(seats * list_share + 0.5)), threshold, formula)


@dataclass(frozen=True)
class District:
    """What is known of district contests: how many there were, and how many one party won.

    Attributes
    ----------
    won, contests : int
        Districts won by the party, and all.
    """

    won: int
    contests: int

    def __post_init__(self) -> None:
        if not 0 <= self.won <= self.contests or self.contests == 0:
            raise ValueError(f"{self.won} of {self.contests} districts cannot be won")

    def of(self, n: int) -> stats.rv_discrete:
        """Distribution of wins in n further districts.

        Beta-binomial with Jeffreys's prior: every district is won with one unknown probability.

        Examples
        --------
        >>> record = District(22, 29)
        >>> [int(x) for x in record.of(49).ppf([0.025, 0.975])]
        [26, 45]
        """
        return stats.betabinom(n, self.won + 0.5, self.contests - self.won + 0.5)


@dataclass(frozen=True)
class Chamber:
    """A chamber as votes and a design would fill it.

    Attributes
    ----------
    design : Design
        The rules.
    lists : Series
        List seats by party.
    largest : str
        Party with the most votes.
    expected : float
        Its seats if it won the same share of districts as on record.
    low, high : int
        Its seats in 95 of 100 cases of the beta-binomial model of districts.
    least, most : int
        Its seats if it won no district, and all of them.
    two_thirds : int
        Seats of a two-thirds majority.
    chance : float
        Probability of such a majority, districts alone being uncertain.
    gallagher_list : float
        Disproportionality of the list tier, votes for parties as base (percentage points).
    """

    design: Design
    lists: pd.Series
    largest: str
    expected: float
    low: int
    high: int
    least: int
    most: int
    two_thirds: int
    chance: float
    gallagher_list: float


def district_record(results: pd.DataFrame, election: str, party: str) -> District:
    """Return how many districts a party won at an election.

    Examples
    --------
    >>> rows = pd.DataFrame({"election_id": "KAZ-2023", "party_id": ["A", "IND"], "district_seats": [22, 7]})
    >>> district_record(rows, "KAZ-2023", "A")
    District(won=22, contests=29)
    """
    mine = results[results["election_id"] == election].set_index("party_id")["district_seats"].fillna(0)
    return District(int(mine.get(party, 0)), int(mine.sum()))


def chamber(votes: Count, design: Design, districts: District) -> Chamber:
    """Fill a chamber by a design.

    Parameters
    ----------
    votes : Count
        List votes.
    design : Design
        The rules.
    districts : District
        The largest party's record in districts.

    Returns
    -------
    Chamber

    Examples
    --------
    >>> votes = Count("KAZ-2023", pd.Series({"A": 60, "B": 40}), 0.0, {}, pd.DataFrame())
    >>> found = chamber(votes, Design(10, 5, 0.05), District(3, 4))
    >>> found.lists.to_dict(), found.expected, (found.least, found.most)
    ({'A': 3, 'B': 2}, 6.75, (3, 8))
    """
    lists = allocate(
        votes.votes,
        design.list_seats,
        formula=design.formula,
        threshold=design.threshold,
        against_all=votes.against_all,
    )
    first, n = int(lists[votes.largest]), design.districts
    need = majority(design.seats, "2/3")
    model = districts.of(n)
    low, high = (int(x) for x in model.ppf([0.025, 0.975])) if n else (0, 0)
    chance = float(model.sf(need - first - 1)) if n else float(first >= need)
    return Chamber(
        design,
        lists,
        votes.largest,
        first + n * districts.won / districts.contests,
        first + low,
        first + high,
        first,
        first + n,
        need,
        chance,
        gallagher(percentages(votes.votes), percentages(lists)),
    )


def designs(elections: pd.DataFrame, rules: pd.DataFrame) -> dict[str, Design]:
    """List the electoral systems that votes are held against.

    Parameters
    ----------
    elections : DataFrame
        Table ``mazhilis_seats/elections``.
    rules : DataFrame
        Table ``mazhilis_seats/rules`` as in force on some day.

    Returns
    -------
    dict
        ``rule_2022`` (as at the election of 2023), ``half`` (the same house, half from lists: the proposal of
        adilet2024), ``lists`` (the same house, all from lists) and, if another rule is in force, one
        ``in_force_<variant>`` for each of its rival thresholds.
    """
    held = elections[elections["election_id"] == "KAZ-2023"].iloc[0]
    now = Design(int(held["total_seats"]), int(held["list_seats"]), float(held["threshold_pct"]) / 100)
    found = {
        "rule_2022": now,
        "half": replace(now, list_seats=now.seats // 2),
        "lists": replace(now, list_seats=now.seats),
    }
    first = rules[rules["variant"] == 1].set_index("attribute")["value_number"]
    size, lists = int(first["chamber_seats"]), int(first["list_seats"])
    thresholds = rules[rules["attribute"] == "threshold_pct"].sort_values("variant")
    for variant, threshold in zip(thresholds["variant"], thresholds["value_number"], strict=True):
        design = Design(size, lists, threshold / 100)
        if design != now:
            found[f"in_force_{variant}"] = design
    return found


def chambers(votes: Sequence[Count], rules: dict[str, Design], districts: District) -> pd.DataFrame:
    """Fill a chamber for every election and every design.

    Returns
    -------
    DataFrame
        One row per election and design (its key): `election_id`, `year`, `design`, `seats`, `list_seats`,
        `threshold`, `formula`, `party` (the largest), `vote_share` (its share of valid votes), `list_largest`
        (its list seats), `expected`, `low`, `high`, `least`, `most`, `two_thirds`, `chance` as in
        :class:`Chamber`, `certain` (no districts), `list_parties` (with list seats), `gallagher_list`,
        `source_id`.
    """
    rows = []
    for one in votes:
        for key, design in rules.items():
            found = chamber(one, design, districts)
            rows.append(
                {
                    "election_id": one.election_id,
                    "year": one.year,
                    "design": key,
                    **{
                        name: getattr(design, name)
                        for name in ("seats", "list_seats", "threshold", "formula")
                    },
                    "party": found.largest,
                    "vote_share": one.votes[found.largest] / one.valid,
                    "list_largest": int(found.lists[found.largest]),
                    **{name: getattr(found, name) for name in ("expected", "low", "high", "least", "most")},
                    "two_thirds": found.two_thirds,
                    "chance": found.chance,
                    "certain": design.districts == 0,
                    "list_parties": int((found.lists > 0).sum()),
                    "gallagher_list": found.gallagher_list,
                    "source_id": cited(one.rows["source_id"]),
                }
            )
    return pd.DataFrame(rows)


def grid(
    votes: Count,
    districts: District,
    *,
    seats: int,
    list_shares: Sequence[float],
    thresholds: Sequence[float],
    formula: str = "hare",
) -> pd.DataFrame:
    """Fill a chamber for every share of list seats and every threshold.

    Returns
    -------
    DataFrame
        `list_share`, `threshold` (0 to 1), `list_seats`, `parties` (with list seats), `list_largest`,
        `expected` and `expected_share` (largest party, all seats), `chance`, `gallagher_list`. Cells where no
        party passes are left out.

    Examples
    --------
    >>> votes = Count("KAZ-2023", pd.Series({"A": 60, "B": 40}), 0.0, {}, pd.DataFrame())
    >>> cells = grid(votes, District(3, 4), seats=10, list_shares=[0.5, 1], thresholds=[0, 0.5])
    >>> cells["expected"].tolist()
    [6.75, 6.0, 8.75, 10.0]
    """
    rows = []
    for threshold in thresholds:
        if not (votes.votes >= threshold * votes.valid).any():
            continue
        for list_share in list_shares:
            design = Design.shared(seats, list_share, threshold, formula)
            found = chamber(votes, design, districts)
            rows.append(
                {
                    "list_share": list_share,
                    "threshold": threshold,
                    "list_seats": design.list_seats,
                    "parties": int((found.lists > 0).sum()),
                    "list_largest": int(found.lists[found.largest]),
                    "expected": found.expected,
                    "expected_share": found.expected / seats,
                    "chance": found.chance,
                    "gallagher_list": found.gallagher_list,
                }
            )
    return pd.DataFrame(rows)


def mixed_standing(systems: pd.DataFrame, place: str) -> pd.DataFrame:
    """Return mixed systems by their share of list seats, those of one place marked.

    Parameters
    ----------
    systems : DataFrame
        Table ``mazhilis_seats/mixed_systems``.
    place : str
        ISO 3166 code.

    Returns
    -------
    DataFrame
        The rows whose split is known, largest share first, with `list_share` (0 to 1, of all seats) and
        `own` (bool).

    Examples
    --------
    >>> systems = pd.DataFrame({"place": ["KAZ", "RUS"], "year": [2023, 2021], "list_seats": [69, 225],
    ...     "total_seats": [98, 450]})
    >>> mixed_standing(systems, "KAZ")["list_share"].round(3).tolist()
    [0.704, 0.5]
    """
    known = systems[systems["list_seats"].notna()]
    shares = known.assign(list_share=known["list_seats"] / known["total_seats"], own=known["place"] == place)
    return shares.sort_values(
        ["list_share", "place", "year"], ascending=[False, True, True], ignore_index=True
    )
