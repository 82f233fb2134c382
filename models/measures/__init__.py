"""Measures: the figures of a plan, computed from its enrolments without any solver."""

from models.measures.classes import classes, quotas
from models.measures.money import budget_figures, spent, total_cost
from models.measures.objectives import ObjectiveValue, objective_values
from models.measures.targets import attained, counted, group_on, target_figures
from models.measures.unit_cover import unit_cover

__all__ = [
    "ObjectiveValue",
    "attained",
    "budget_figures",
    "classes",
    "counted",
    "group_on",
    "objective_values",
    "quotas",
    "spent",
    "target_figures",
    "total_cost",
    "unit_cover",
]
