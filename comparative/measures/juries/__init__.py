"""What would a different bench decide? Exact error risks of juries and mixed benches, and rules compared."""

from comparative.measures.juries.bench import Bench, Verdict, accurate, condorcet, verdict, votes
from comparative.measures.juries.changes import cases_by_year, compositions, thresholds
from comparative.measures.juries.deliberation import Deliberation, after_talk, deliberation
from comparative.measures.juries.equivalence import equivalent_rules, frontier
from comparative.measures.juries.strategic import Equilibrium, feddersen_pesendorfer
from comparative.measures.juries.systems import (
    benches,
    bounds,
    distinct,
    grid,
    main_bench,
    orderings,
    rank_agreement,
    risks,
)

__all__ = [
    "Bench",
    "Deliberation",
    "Equilibrium",
    "Verdict",
    "accurate",
    "after_talk",
    "benches",
    "bounds",
    "cases_by_year",
    "compositions",
    "condorcet",
    "deliberation",
    "distinct",
    "equivalent_rules",
    "feddersen_pesendorfer",
    "frontier",
    "grid",
    "main_bench",
    "orderings",
    "rank_agreement",
    "risks",
    "thresholds",
    "verdict",
    "votes",
]
