"""Limits on political donations: how high they are, for whom, and on what footing they compare.

US states (:mod:`.states`, :mod:`.classes`, :mod:`.scaling`), the record over years (:mod:`.history`),
countries (:mod:`.countries`, :mod:`.bans`) and one country among them (:mod:`.focus`).
"""

from comparative.measures.donations.bans import ban_matrix, ban_shares
from comparative.measures.donations.classes import against_seed, class_counts, named_by_seed, rule_classes
from comparative.measures.donations.countries import (
    Standing,
    comparable_caps,
    months_of_minimum_wage,
    nominal_output,
    one_per_place,
    standing,
)
from comparative.measures.donations.focus import (
    Scenario,
    donor_rule,
    funds_in_minimum_wages,
    minimum_wages,
    scenario,
)
from comparative.measures.donations.history import federal_multiples, limiting_states
from comparative.measures.donations.scaling import Elasticity, population_model, population_models
from comparative.measures.donations.states import (
    CONTRIBUTORS,
    OFFICES,
    Exceedance,
    Summary,
    against_published,
    burden,
    exceedance,
    per_cycle,
    select,
    sensitivity,
    summary,
)

__all__ = [
    "CONTRIBUTORS",
    "OFFICES",
    "Elasticity",
    "Exceedance",
    "Scenario",
    "Standing",
    "Summary",
    "against_published",
    "against_seed",
    "ban_matrix",
    "ban_shares",
    "burden",
    "class_counts",
    "comparable_caps",
    "donor_rule",
    "exceedance",
    "federal_multiples",
    "funds_in_minimum_wages",
    "limiting_states",
    "minimum_wages",
    "months_of_minimum_wage",
    "named_by_seed",
    "nominal_output",
    "one_per_place",
    "per_cycle",
    "population_model",
    "population_models",
    "rule_classes",
    "scenario",
    "select",
    "sensitivity",
    "standing",
    "summary",
]
