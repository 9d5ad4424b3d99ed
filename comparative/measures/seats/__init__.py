"""Votes to seats: formulas by name, one election exactly, a million at once, and mixed systems."""

from comparative.measures.seats.allocation import BASES, TIES, TieError, allocate, eligible
from comparative.measures.seats.formulas import FORMULAS, Divisor, Formula, Quota, named
from comparative.measures.seats.mixed import OVERHANG, compensatory, parallel
from comparative.measures.seats.simulation import simulate

__all__ = [
    "BASES",
    "FORMULAS",
    "OVERHANG",
    "TIES",
    "Divisor",
    "Formula",
    "Quota",
    "TieError",
    "allocate",
    "compensatory",
    "eligible",
    "named",
    "parallel",
    "simulate",
]
