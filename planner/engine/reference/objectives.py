"""Objectives: tiers, cost and preferences as sums over the decisions, in their order."""

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from models.preference import EarlierCompletion, EvenUnits, PriorityGroup
from models.prices import committed
from models.target import Monitored
from planner.engine.reference.model import Model, Term
from planner.engine.reference.shortfalls import shortfall_of


def objectives(model: Model) -> list[cp_model.LinearExprT]:
    """Return what is minimised, the most important first; as `objective_values` orders."""
    spec = model.scenario.spec
    found = _tiers(model)
    if spec.budget:
        charges = [
            term
            for (_, year), terms in model.charges.items()
            for term in terms
            if year in spec.horizon.years
        ]
        found.append(model.sum_of(charges) + int(committed(model.scenario).sum()))
    for preference in spec.preferences:
        match preference:
            case EarlierCompletion():
                found.append(model.sum_of(_years_waited(model)))
            case PriorityGroup():
                found.append(model.sum_of(_outside(model, preference)))
            case EvenUnits():
                found.append(model.sum_of(_unevenness(model)))
    return found


def _tiers(model: Model) -> list[cp_model.LinearExprT]:
    tiers: dict[int, list[Term]] = defaultdict(list)
    for target in model.scenario.spec.targets.values():
        if isinstance(target.measure, Monitored):
            continue
        for year in target.years():
            tiers[target.tier].append(
                (shortfall_of(model, target, year), target.weight)
            )
    cover = model.scenario.spec.rules.soft_cover
    if cover is not None:
        tiers[cover.tier] += [(beyond, cover.weight) for beyond in model.beyond_cover]
    return [model.sum_of(tiers[tier]) for tier in sorted(tiers)]


def _years_waited(model: Model) -> list[Term]:
    first = model.scenario.spec.horizon.first
    return [
        (decision, model.end[at] - first)
        for at, decision in enumerate(model.taken)
        if not model.entries[model.course[at]].repeatable
    ]


def _outside(model: Model, preference: PriorityGroup) -> list[Term]:
    spec = model.scenario.spec
    preferred = model.scenario.roster.members(
        preference.who, spec.groups, f"{spec.horizon.first - 1}-12-31"
    )
    return [
        (decision, int(not preferred[model.official[at]]))
        for at, decision in enumerate(model.taken)
    ]


def _unevenness(model: Model) -> list[Term]:
    """Return for each unit the distance from its part, in whole enrolments."""
    roster = model.scenario.roster
    everyone = roster.named
    units_of_named = roster.unit[:everyone]
    sizes = np.bincount(units_of_named, minlength=len(roster.unit_names)).tolist()
    # Sums of their own keep the rows of the units short.
    total = _counted(model, model.taken)
    units: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for at, decision in enumerate(model.taken):
        units[int(roster.unit[model.official[at]])].append(decision)
    terms = []
    for unit, size in enumerate(sizes):
        distance = _counted(model, units[unit]) * everyone - total * size
        whole = model.cp.new_int_var(0, len(model.taken), roster.unit_names[unit])
        # The least whole number this large is the distance divided, rounded down.
        model.cp.add(whole * everyone >= distance - (everyone - 1))
        model.cp.add(whole * everyone >= -distance - (everyone - 1))
        terms.append((whole, 1))
    return terms


def _counted(model: Model, decisions: list[cp_model.IntVar]) -> cp_model.IntVar:
    """Return how many of the decisions are taken."""
    number = model.cp.new_int_var(0, len(decisions), "")
    model.cp.add(cp_model.LinearExpr.sum(decisions) == number)
    return number
