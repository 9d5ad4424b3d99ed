"""What Kazakhstan's electoral system does to votes: the elections reproduced, and held under other rules."""

from comparative.measures.mazhilis.record import (
    Count,
    count,
    elected,
    formula_fit,
    party_names,
    proportionality,
    reproduced,
    swings,
)
from comparative.measures.mazhilis.scenarios import (
    Chamber,
    Design,
    District,
    chamber,
    chambers,
    designs,
    district_record,
    grid,
    mixed_standing,
)
from comparative.measures.mazhilis.uncertainty import odds

__all__ = [
    "Chamber",
    "Count",
    "Design",
    "District",
    "chamber",
    "chambers",
    "count",
    "designs",
    "district_record",
    "elected",
    "formula_fit",
    "grid",
    "mixed_standing",
    "odds",
    "party_names",
    "proportionality",
    "reproduced",
    "swings",
]
