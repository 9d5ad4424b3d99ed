"""Seat formulas by name: quotas for the largest remainder, divisors for the highest average."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

import numpy as np

__all__ = ["FORMULAS", "Divisor", "Formula", "Quota", "named"]


@dataclass(frozen=True)
class Quota:
    """A price of a seat in votes; seats left over go to the largest remainders.

    Attributes
    ----------
    name, title : str
        Name in the registry, and name as people write it.
    extra : int
        What is added to the number of seats before the votes are divided by it.
    whole : bool
        Whether the quota is the next whole number above that.
    """

    name: str
    title: str
    extra: int = 0
    whole: bool = False

    def exact(self, total: int, seats: int, unit: int = 1) -> Fraction:
        """Price of a seat when votes are counted in `unit` parts each.

        Examples
        --------
        >>> FORMULAS["hare"].exact(100, 8), FORMULAS["droop"].exact(100, 8)
        (Fraction(25, 2), Fraction(12, 1))
        """
        if self.whole:
            return Fraction((total // (unit * (seats + self.extra)) + 1) * unit)
        return Fraction(total, seats + self.extra)

    def vector(self, totals: np.ndarray, seats: int) -> np.ndarray:
        """`exact` for an array of totals, in floating point."""
        if self.whole:
            return np.floor_divide(totals, seats + self.extra) + 1
        return totals / (seats + self.extra)


@dataclass(frozen=True)
class Divisor:
    """A sequence of divisors; each seat goes to the highest quotient of votes by the next divisor.

    Attributes
    ----------
    name, title : str
        Name in the registry, and name as people write it.
    offset : float
        The divisor of a party with k seats is about k + `offset`: where quotients are cut.
    exact : callable
        Divisor after k seats, raised to `power`, as a fraction: numerator and denominator.
    vector : callable
        The same for an array of k, in floating point and not raised.
    power : int
        2 where the divisors are square roots, so that quotients can be compared exactly.
    """

    name: str
    title: str
    offset: float
    exact: Callable[[int], tuple[int, int]]
    vector: Callable[[np.ndarray], np.ndarray]
    power: int = 1

    @property
    def seat_for_all(self) -> bool:
        """Whether the first divisor is zero: every party with a vote gets a seat before any gets two."""
        return self.exact(0)[0] == 0


Formula = Quota | Divisor


def _linear(name: str, title: str, first: int, step: int) -> Divisor:
    """Divisors first, first + step, first + 2 step, counted in steps."""
    offset = first / step
    return Divisor(name, title, offset, lambda k: (first + step * k, step), lambda k: k + offset)


FORMULAS: dict[str, Formula] = {
    formula.name: formula
    for formula in (
        # Hamilton 1792, Hare 1859: stays within the quota; used for lists in Russia, Taiwan, Hong Kong.
        Quota("hare", "Hare quota"),
        # Droop 1868: the smallest whole quota that no more parties can fill than there are seats.
        Quota("droop", "Droop quota", extra=1, whole=True),
        # Hagenbach-Bischoff 1888: Droop's without rounding.
        Quota("hagenbach_bischoff", "Hagenbach-Bischoff quota", extra=1),
        # Italy until 1993; may hand out too many seats, which the smallest remainders then give back.
        Quota("imperiali", "Imperiali quota", extra=2),
        # Jefferson 1792, D'Hondt 1882: 1, 2, 3; favours large parties.
        _linear("dhondt", "D'Hondt", 1, 1),
        # Webster 1832, Sainte-Laguë 1910: 1, 3, 5; favours neither large nor small.
        _linear("sainte_lague", "Sainte-Laguë", 1, 2),
        # Sweden, Norway, Nepal: 1.4, 3, 5; the first seat is dearer.
        Divisor(
            "modified_sainte_lague",
            "modified Sainte-Laguë",
            0.5,
            lambda k: (2 * k + 1, 2) if k else (7, 10),
            lambda k: np.where(k > 0, k + 0.5, 0.7),
        ),
        # Denmark's second step: 1, 4, 7; favours small parties.
        _linear("danish", "Danish method", 1, 3),
        # Adams 1832: 0, 1, 2; nobody with a vote goes without while there are seats.
        _linear("adams", "Adams", 0, 1),
        # Huntington 1921, Hill: the geometric mean of k and k + 1; the House of Representatives since 1941.
        Divisor(
            "huntington_hill",
            "Huntington-Hill",
            0.5,
            lambda k: (k * (k + 1), 1),
            lambda k: np.sqrt(k * (k + 1.0)),
            power=2,
        ),
    )
}
"""Every formula there is, by name."""


def named(formula: str) -> Formula:
    """Return a formula by name.

    Raises
    ------
    ValueError
        If there is none; the message says which there are.

    Examples
    --------
    >>> named("dhont")
    Traceback (most recent call last):
    ValueError: no seat formula 'dhont' (did you mean 'dhondt'?); there are hare, droop, hagenbach_bischoff, \
imperiali, dhondt, sainte_lague, modified_sainte_lague, danish, adams, huntington_hill
    """
    if formula in FORMULAS:
        return FORMULAS[formula]
    near = get_close_matches(str(formula), FORMULAS, n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    raise ValueError(f"no seat formula {formula!r}{hint}; there are {', '.join(FORMULAS)}")
