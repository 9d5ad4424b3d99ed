"""What Kazakhstan's electoral system does to votes: the elections reproduced, and held under other rules."""

from comparative.measures.mazhilis.record import (
    Count,
    count,
    formula_fit,
    proportionality,
    reproduced,
    swings,
)
from comparative.measures.mazhilis.scenarios import (
    Chamber,
    Design,
    District,
    chamber,
    district_record,
    grid,
    mixed_standing,
    odds,
    under_rules,
)

__all__ = [
    "Chamber",
    "Count",
    "Design",
    "District",
    "chamber",
    "count",
    "district_record",
    "formula_fit",
    "grid",
    "mixed_standing",
    "odds",
    "proportionality",
    "reproduced",
    "swings",
    "under_rules",
]
