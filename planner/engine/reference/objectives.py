"""Objectives: tiers, cost and preferences as sums over the decisions, in their order."""

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from models.attribute import Ladder, SetOf
from models.holdings import satisfied
from models.measures.targets import attained, group_on
from models.preference import EarlierCompletion, EvenUnits, PriorityGroup
from models.prices import committed
from models.roster import Ints
from models.target import AnnualParticipation, LevelByDeadline, Monitored, Target
from planner.engine.reference.model import Model, Term
from planner.engine.reference.wants import wanted


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
            shortfall = _shortfall(model, target, year)
            tiers[target.tier].append((shortfall, target.weight))
    return [model.sum_of(tiers[tier]) for tier in sorted(tiers)]


def _shortfall(model: Model, target: Target, year: int) -> cp_model.IntVar:
    """Return who is missing from a target on 31 December of a year."""
    scenario = model.scenario
    group = group_on(scenario, target, year)
    already = attained(scenario, target, year, model.running)
    assert already is not None, "only monitored targets cannot be counted"
    missing = max(0, target.required(int(group.sum())) - int(already.sum()))
    shortfall = model.cp.new_int_var(0, missing, "")
    if missing:
        reaching = _reaching(model, target, year, np.flatnonzero(group & ~already))
        model.cp.add(cp_model.LinearExpr.sum(reaching) + shortfall >= missing)
    return shortfall


def _reaching(
    model: Model, target: Target, year: int, officials: Ints
) -> list[cp_model.IntVar]:
    """Return whether each official attains the target, where new enrolments are needed."""
    measure = target.measure
    assert not isinstance(measure, Monitored)
    if isinstance(measure, LevelByDeadline):
        return _reaching_levels(model, measure, year, officials)
    first = year if isinstance(measure, AnnualParticipation) else measure.first
    found = []
    for official in officials.tolist():
        reaches = model.cp.new_bool_var("")
        attending = [
            model.taken[at]
            for at in model.of.get(official, [])
            if measure.course_kind in model.entries[model.course[at]].kinds
            and model.start[at] <= year
            and first <= model.end[at]
        ]
        model.either(attending, reaches)
        found.append(reaches)
    return found


def _reaching_levels(
    model: Model,
    measure: LevelByDeadline,
    year: int,
    officials: Ints,
) -> list[cp_model.IntVar]:
    roster = model.scenario.roster
    held = model.held(year)
    able = np.ones(len(roster), dtype=np.bool_)
    wants = []
    for condition in measure.conditions:
        if isinstance(roster.attributes[condition.attribute], Ladder | SetOf):
            wants.append(wanted(roster, condition))
        else:
            able &= satisfied(held, roster, condition, np.arange(len(roster)))
    found = []
    for official in officials[able[officials]].tolist():
        reaches = model.cp.new_bool_var("")
        for want in (of_all[official] for of_all in wants):
            if not want.held(held, official):
                model.either(model.giving(official, want, year), reaches)
        found.append(reaches)
    return found


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
    everyone = len(roster)
    sizes = np.bincount(roster.unit, minlength=len(roster.unit_names)).tolist()
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
