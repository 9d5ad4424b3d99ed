"""What a set of constitutional amendments moves: coded changes counted, with how much hangs on the coding."""

from comparative.measures.amendments.balance import (
    BRANCHES,
    CHAMBERS,
    Stability,
    balance,
    leave_article_out,
    stability,
    units,
    variants,
)
from comparative.measures.amendments.provisions import (
    by_fate,
    concerned,
    in_order,
    numeric_changes,
    renaming,
    touched,
)

__all__ = [
    "BRANCHES",
    "CHAMBERS",
    "Stability",
    "balance",
    "by_fate",
    "concerned",
    "in_order",
    "leave_article_out",
    "numeric_changes",
    "renaming",
    "stability",
    "touched",
    "units",
    "variants",
]
