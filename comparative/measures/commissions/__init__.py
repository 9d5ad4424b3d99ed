"""Election commissions: their legal models, who names their members, the judges among them, their numbers."""

from comparative.measures.commissions.classes import MODELS, Agreement, agreement, by_model, in_total
from comparative.measures.commissions.counts import Plausibility, at_election, plausibility, territorial
from comparative.measures.commissions.members import Judges, Sitting, judges, pooled, seats, sitting

__all__ = [
    "MODELS",
    "Agreement",
    "Judges",
    "Plausibility",
    "Sitting",
    "agreement",
    "at_election",
    "by_model",
    "in_total",
    "judges",
    "plausibility",
    "pooled",
    "seats",
    "sitting",
    "territorial",
]
