"""What would a different bench decide? Exact error risks of juries and mixed benches, and rules compared."""

from comparative.measures.juries.ballots import accurate, votes
from comparative.measures.juries.bench import Bench
from comparative.measures.juries.changes import cases_by_year, compositions, jurisdiction, thresholds
from comparative.measures.juries.deliberation import Deliberation, after_talk, deliberation
from comparative.measures.juries.equivalence import equivalent_rules, frontier
from comparative.measures.juries.robustness import bounds, grid, ordering_summary, orderings, rank_agreement
from comparative.measures.juries.strategic import Equilibrium, feddersen_pesendorfer
from comparative.measures.juries.systems import benches, distinct, main_bench, regimes, risks
from comparative.measures.juries.verdicts import Verdict, condorcet, verdict

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
    "jurisdiction",
    "main_bench",
    "ordering_summary",
    "orderings",
    "rank_agreement",
    "regimes",
    "risks",
    "thresholds",
    "verdict",
    "votes",
]
