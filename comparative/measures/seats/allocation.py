"""One election: votes to seats, in exact arithmetic, with ties named and never hidden."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Integral, Rational
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from comparative.measures.seats.formulas import Divisor, Quota, named

__all__ = ["BASES", "TIES", "TieError", "allocate", "eligible"]

Votes = TypeVar("Votes", bound=Mapping[Any, float] | pd.Series)

BASES = ("parties", "valid", "cast")
"""What a threshold is a share of: votes for parties, these and against all, or invalid ballots as well."""

TIES = ("error", "largest_vote", "lot")
"""What decides a tie: nothing, the larger vote, or a lot."""


class TieError(ValueError):
    """Parties have equal claims to fewer seats than they are.

    Attributes
    ----------
    parties : tuple
        The tied parties.
    seats : int
        Seats they tie for.
    """

    def __init__(self, parties: Sequence[Hashable], seats: int) -> None:
        self.parties, self.seats = tuple(parties), seats
        shown = [str(party) for party in self.parties[:10]]
        if len(self.parties) > len(shown):
            shown.append(f"{len(self.parties) - len(shown)} more")
        names = f"{', '.join(shown[:-1])} and {shown[-1]}"
        what = "one seat" if seats == 1 else f"{seats} seats"
        super().__init__(
            f"{names} tie for {what}: say what decides, ties='largest_vote' or ties='lot' with a seed"
        )


def allocate(
    votes: Votes,
    seats: int,
    *,
    formula: str = "hare",
    threshold: float = 0.0,
    base: str = "valid",
    against_all: float = 0,
    invalid: float = 0,
    exempt: Collection[Hashable] = (),
    minimum_parties: int = 0,
    ties: str = "error",
    seed: int | Sequence[int] | None = None,
) -> Votes:
    """Turn votes into seats.

    Votes are taken as exact numbers, so a tie is a tie and nothing else is.

    Parameters
    ----------
    votes : mapping or Series
        Votes by party, whole or not, zero or more.
    seats : int
        Seats to fill, one or more.
    formula : str
        A name in :data:`FORMULAS`.
    threshold : float
        Least share of the `base`, from 0 to below 1, that lets a party in; a party exactly at it is in.
    base : {"valid", "parties", "cast"}
        What the threshold is a share of: votes for parties and against all; for parties alone; or all
        ballots, invalid ones included.
    against_all, invalid : float
        Votes against all and invalid ballots. They win no seats and only raise the bar.
    exempt : collection
        Parties that the threshold does not bind.
    minimum_parties : int
        Fewest parties that share the seats: the largest below the threshold are let in until there are as
        many, as Kazakhstan's law of 2009 let in the runner-up.
    ties : {"error", "largest_vote", "lot"}
        What decides between equal claims: an error that names the parties, the larger vote (an error if these
        are equal as well), or a lot.
    seed : int or sequence of int, optional
        Seed of the lot; `ties="lot"` needs one.

    Returns
    -------
    dict or Series
        Seats by party, in the order and kind given; parties without seats have 0.

    Raises
    ------
    TieError
        If parties tie and `ties` does not decide.
    ValueError
        If a number of votes is negative or not finite, there are no votes or no seats to hand out, no party
        passes the threshold, or an argument is not one of its values.

    Notes
    -----
    Largest remainder and highest averages as in Pukelsheim (2017), *Proportional Representation*, 2nd ed.,
    chapters 3-5. Where a quota is so low that too many seats are won outright (Imperiali), the smallest
    remainders give them back. Where the first divisor is zero (Adams, Huntington-Hill) and there are fewer
    seats than parties, the largest parties get one each.

    Examples
    --------
    >>> votes = {"A": 6100, "B": 5000, "C": 900}
    >>> allocate(votes, 10), allocate(votes, 10, formula="dhondt")
    ({'A': 5, 'B': 4, 'C': 1}, {'A': 6, 'B': 4, 'C': 0})
    >>> allocate(votes, 10, threshold=0.07, against_all=2000)
    {'A': 5, 'B': 5, 'C': 0}
    >>> try:
    ...     allocate({"A": 50, "B": 50}, 3)
    ... except TieError as tie:
    ...     print(tie)
    A and B tie for one seat: say what decides, ties='largest_vote' or ties='lot' with a seed
    """
    count = _count(votes, against_all, invalid)
    house, rule = _seats(seats), named(formula)
    passed = _passed(count, threshold, base, exempt, minimum_parties, ties, seed)
    running = [i for i in passed if count.votes[i] > 0]
    if not running:
        raise ValueError(
            f"no party reaches the threshold of {threshold:.4g} of {base} votes: "
            "lower it, or let parties in with exempt= or minimum_parties="
            if any(count.votes)
            else "no party has a vote"
        )
    judge = _Judge(count, running, ties, seed)
    if isinstance(rule, Quota):
        won = _remainders([count.votes[i] for i in running], house, rule, judge, count.unit)
    else:
        won = _averages([count.votes[i] for i in running], house, rule, judge)
    result = dict.fromkeys(count.parties, 0)
    result.update({count.parties[i]: n for i, n in zip(running, won, strict=True)})
    if isinstance(votes, pd.Series):
        return pd.Series(result, index=votes.index, dtype="int64", name="seats")  # type: ignore[return-value]
    return result  # type: ignore[return-value]


def eligible(
    votes: Votes,
    *,
    threshold: float,
    base: str = "valid",
    against_all: float = 0,
    invalid: float = 0,
    exempt: Collection[Hashable] = (),
    minimum_parties: int = 0,
    ties: str = "error",
    seed: int | Sequence[int] | None = None,
) -> list:
    """List the parties that a threshold lets in, in the order given.

    Parameters and errors are those of :func:`allocate`.

    Examples
    --------
    >>> votes = {"A": 90, "B": 6, "C": 4}
    >>> eligible(votes, threshold=0.06), eligible(votes, threshold=0.06, against_all=10)
    (['A', 'B'], ['A'])
    >>> eligible(votes, threshold=0.07, minimum_parties=2)
    ['A', 'B']
    """
    count = _count(votes, against_all, invalid)
    passed = _passed(count, threshold, base, exempt, minimum_parties, ties, seed)
    return [count.parties[i] for i in passed]


@dataclass(frozen=True)
class _Count:
    """Votes as whole numbers of a common part: `unit` of these make one vote."""

    parties: list
    votes: list[int]
    beside: list[int]
    unit: int


class _Judge:
    """Decides ties among `running` parties by the rule asked for."""

    def __init__(
        self, count: _Count, running: list[int], ties: str, seed: int | Sequence[int] | None
    ) -> None:
        if ties not in TIES:
            raise ValueError(f"no rule {ties!r} for ties; there are {', '.join(TIES)}")
        if ties == "lot" and seed is None:
            raise ValueError("ties='lot' needs a seed, so that the same lot can be drawn again")
        self.count, self.running, self.ties, self.seed = count, running, ties, seed

    def choose(self, tied: list[int], seats: int, *, give: bool = True) -> list[int]:
        """Return `seats` of the tied parties: to get a seat, or to give one back."""
        if self.ties == "lot":
            lot = np.random.default_rng(self.seed).choice(len(tied), seats, replace=False)
            return [tied[int(i)] for i in lot]
        if self.ties == "largest_vote":
            votes = {i: self.count.votes[self.running[i]] * (1 if give else -1) for i in tied}
            cut = sorted(votes.values(), reverse=True)[seats - 1]
            ahead, level = [i for i in tied if votes[i] > cut], [i for i in tied if votes[i] == cut]
            if len(ahead) + len(level) == seats:
                return ahead + level
            tied, seats = level, seats - len(ahead)
        raise TieError([self.count.parties[self.running[i]] for i in tied], seats)


def _best(claims: Sequence[int | Fraction], seats: int, judge: _Judge, *, give: bool = True) -> list[int]:
    """Positions of the `seats` highest claims."""
    if seats <= 0:
        return []
    if seats >= len(claims):
        return list(range(len(claims)))
    cut = sorted(claims, reverse=True)[seats - 1]
    ahead = [i for i, claim in enumerate(claims) if claim > cut]
    level = [i for i, claim in enumerate(claims) if claim == cut]
    if len(ahead) + len(level) > seats:
        level = judge.choose(level, seats - len(ahead), give=give)
    return ahead + level


def _remainders(votes: list[int], seats: int, rule: Quota, judge: _Judge, unit: int) -> list[int]:
    quota = rule.exact(sum(votes), seats, unit)
    each = [divmod(v * quota.denominator, quota.numerator) for v in votes]
    won, rest = [n for n, _ in each], [r for _, r in each]
    left = seats - sum(won)
    if left > len(votes):
        raise ValueError(
            f"a {rule.name} quota of {quota / unit} leaves {left} seats to the remainders of {len(votes)} "
            f"parties: there are too few votes for {seats} seats"
        )
    most = max(rest) + 1
    while left < 0:  # the quota is low: the smallest remainders give a seat back, twice if they must
        holders = sum(n > 0 for n in won)
        claims = [most - r if n else -1 for n, r in zip(won, rest, strict=True)]
        for i in _best(claims, min(-left, holders), judge, give=False):
            won[i] -= 1
        left = min(0, left + holders)
    for i in _best(rest, left, judge):
        won[i] += 1
    return won


def _averages(votes: list[int], seats: int, rule: Divisor, judge: _Judge) -> list[int]:
    won = [0] * len(votes)
    if rule.seat_for_all:
        if seats <= len(votes):
            for i in _best(votes, seats, judge):
                won[i] = 1
            return won
        won = [1] * len(votes)
    # Two quotients differ by at least 1 / (the product of their divisors): multiplied by the square of the
    # largest divisor and rounded down they are whole numbers in the same order, and equal only if they are.
    scale = max(rule.exact(seats)[0], rule.exact(0)[0]) ** 2
    power = rule.power

    def quotient(i: int) -> int:
        above, below = rule.exact(won[i])
        return votes[i] ** power * below * scale // above

    # Start below: at this multiplier no rounding can reach the house size, and all it gives is due.
    total, least = sum(votes), max(0, seats - len(votes))
    for i, v in enumerate(votes):
        claim, of = (v * least) ** power, total**power
        k = max(won[i], v * least // total - 1)
        while k > won[i] and rule.exact(k - 1)[0] * of > claim * rule.exact(k - 1)[1]:
            k -= 1
        while rule.exact(k)[0] * of <= claim * rule.exact(k)[1]:
            k += 1
        won[i] = k
    heap = [(-quotient(i), i) for i in range(len(votes))]
    heapq.heapify(heap)
    left = seats - sum(won)
    while left:
        best = heap[0][0]
        top = []
        while heap and heap[0][0] == best:
            top.append(heapq.heappop(heap)[1])
        chosen = top if len(top) <= left else judge.choose(top, left)
        for i in chosen:
            won[i] += 1
            heapq.heappush(heap, (-quotient(i), i))
        left -= len(chosen)
    return won


def _passed(
    count: _Count,
    threshold: float,
    base: str,
    exempt: Collection[Hashable],
    minimum_parties: int,
    ties: str,
    seed: int | Sequence[int] | None,
) -> list[int]:
    """Positions of the parties that the threshold lets in."""
    cut = share(threshold)
    strangers = [party for party in exempt if party not in count.parties]
    if strangers:
        raise ValueError(f"exempt party {strangers[0]} is not among those with votes")
    if base not in BASES:
        raise ValueError(f"no base {base!r} of a threshold; there are {', '.join(BASES)}")
    total = sum(count.votes) + sum(count.beside[: BASES.index(base)])
    bar, by = cut.numerator * total, cut.denominator
    passed = [
        i
        for i, (party, v) in enumerate(zip(count.parties, count.votes, strict=True))
        if v * by >= bar or party in exempt
    ]
    outside = [i for i, v in enumerate(count.votes) if v and i not in passed] if minimum_parties else []
    judge = _Judge(count, outside, ties, seed)
    let_in = _best([count.votes[i] for i in outside], minimum_parties - len(passed), judge)
    return sorted([*passed, *(outside[i] for i in let_in)])


def share(threshold: float) -> Fraction:
    """Threshold as the decimal it was written as."""
    if not 0 <= threshold < 1:  # also refuses NaN
        raise ValueError(
            f"a threshold is a share of votes from 0 to below 1, not {threshold}: write 0.05 for five percent"
        )
    return Fraction(str(threshold)) if not isinstance(threshold, Rational) else Fraction(threshold)


def _count(votes: Mapping[Any, float] | pd.Series, against_all: float, invalid: float) -> _Count:
    parties = list(votes.keys())
    if len(set(parties)) < len(parties):
        twice = next(party for party in parties if parties.count(party) > 1)
        raise ValueError(f"{twice} has votes twice: give one number per party")
    values = votes.tolist() if isinstance(votes, pd.Series) else list(votes.values())
    numbers = [
        value if type(value) is int and value >= 0 else _exact(value, party)
        for value, party in zip(
            (*values, against_all, invalid), (*parties, "against all", "invalid ballots"), strict=True
        )
    ]
    unit = math.lcm(*(n.denominator for n in numbers))
    whole = [n.numerator * (unit // n.denominator) for n in numbers]
    return _Count(parties, whole[:-2], whole[-2:], unit)


def _exact(value: Any, whose: object) -> int | Fraction:
    try:
        if not isinstance(value, Rational):
            if not math.isfinite(value):
                raise ValueError(f"{whose}: {value} is no number of votes")
            value = int(value) if isinstance(value, Integral) else Fraction(float(value))
    except TypeError:
        raise ValueError(f"{whose}: {value!r} is no number of votes") from None
    if value < 0:
        raise ValueError(f"{whose}: {float(value):g} is no number of votes; it is negative")
    return value


def _seats(seats: Any) -> int:
    if isinstance(seats, bool) or seats != seats or int(seats) != seats or seats < 1:
        raise ValueError(f"a house has one seat or more, not {seats}")
    return int(seats)
