"""How much support must a new party show? Registration rules compared across countries and over time."""

from comparative.measures.registration.burden import (
    Requirement,
    burden,
    registered_voters,
    requirement,
    seed_against_law,
    systems,
)
from comparative.measures.registration.history import Path, announcements, beside_regimes, path, regimes
from comparative.measures.registration.regions import (
    at_least_by_group,
    forced_membership,
    group_test,
)
from comparative.measures.registration.register import refusals, register_changes
from comparative.measures.registration.size import SizeModel, beside_expectation, size_model
from comparative.measures.registration.standing import Scenario, Standing, scenario, standing, sweep

__all__ = [
    "Path",
    "Requirement",
    "Scenario",
    "SizeModel",
    "Standing",
    "announcements",
    "at_least_by_group",
    "beside_expectation",
    "beside_regimes",
    "burden",
    "forced_membership",
    "group_test",
    "path",
    "refusals",
    "regimes",
    "register_changes",
    "registered_voters",
    "requirement",
    "scenario",
    "seed_against_law",
    "size_model",
    "standing",
    "sweep",
    "systems",
]
