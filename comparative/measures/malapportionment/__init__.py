"""How far seats depart from residents: weights of regions in a chamber, and other ways to share its seats.

Units are compared by residents per seat. Equal seats for unequal regions can be a design: the measures say
how far it goes, not whether it should.
"""

from comparative.measures.malapportionment.comparing import compare, curves, sweep
from comparative.measures.malapportionment.indices import (
    Weights,
    majority_share,
    max_min_ratio,
    residents_per_seat,
    samuels_snyder,
    weights,
)
from comparative.measures.malapportionment.maps import by_map, by_voters, on_map
from comparative.measures.malapportionment.sharing import (
    READINGS,
    at_least,
    each_plus,
    proportional,
    scenarios,
    side_by_side,
)

__all__ = [
    "READINGS",
    "Weights",
    "at_least",
    "by_map",
    "by_voters",
    "compare",
    "curves",
    "each_plus",
    "majority_share",
    "max_min_ratio",
    "on_map",
    "proportional",
    "residents_per_seat",
    "samuels_snyder",
    "scenarios",
    "side_by_side",
    "sweep",
    "weights",
]
