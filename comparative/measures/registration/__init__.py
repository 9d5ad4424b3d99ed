"""How much support must a new party show? Registration rules compared across countries and over time."""

from comparative.measures.registration.burden import Requirement, burden, requirement, seed_against_law
from comparative.measures.registration.history import announcements, regimes
from comparative.measures.registration.regions import (
    at_least_by_group,
    forced_membership,
    group_test,
)
from comparative.measures.registration.register import refusals, register_changes
from comparative.measures.registration.size import SizeModel, size_model
from comparative.measures.registration.standing import Scenario, Standing, scenario, standing, sweep

__all__ = [
    "Requirement",
    "Scenario",
    "SizeModel",
    "Standing",
    "announcements",
    "at_least_by_group",
    "burden",
    "forced_membership",
    "group_test",
    "refusals",
    "regimes",
    "register_changes",
    "requirement",
    "scenario",
    "seed_against_law",
    "size_model",
    "standing",
    "sweep",
]
