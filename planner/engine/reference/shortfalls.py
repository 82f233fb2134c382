"""Shortfalls: who attains each target, who counts for it, and how many are missing."""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from models.attribute import Ladder, SetOf
from models.condition import Condition
from models.holdings import satisfied
from models.measures.targets import attained, counted, group_on
from models.roster import Ints
from models.target import (
    AnnualParticipation,
    Holding,
    Monitored,
    RecruitmentComposition,
    Target,
)
from planner.engine.reference.model import Model
from planner.engine.reference.wants import Want, wanted

Missing = list[tuple[int, list[Want]]]
"""Officials, each with what new enrolments would have to give."""


def shortfall_of(model: Model, target: Target, year: int) -> cp_model.IntVar:
    """Return how many are missing from a target in the figure of a year."""
    scenario = model.scenario
    group = group_on(scenario, target, year)
    counts = counted(scenario, target, year, model.running)
    already = attained(scenario, target, year, model.running)
    assert already is not None, "only monitored targets cannot be counted"
    named = slice(0, scenario.roster.named)
    have, size = int(already[named].sum()), int(counts[named].sum())
    joining = _joining(model, target, year, np.flatnonzero(group & ~counts))
    joining += model.recruits_among(counts)
    most = max(0, target.required(size + len(joining)) - have)
    shortfall = model.cp.new_int_var(0, most, "")
    if most:
        reaching = _reaching(model, target, year, np.flatnonzero(group & ~already))
        there = [*reaching, *model.recruits_among(already), shortfall]
        _require(model, target, there, have, joining, size)
    return shortfall


def _require(
    model: Model,
    target: Target,
    there: list[cp_model.IntVar],
    have: int,
    joining: list[cp_model.IntVar],
    size: int,
) -> None:
    """Require the headcount for those who count anyway and those who join them."""
    share = target.share()
    above = model.sum_of(
        [
            *((variable, share.denominator) for variable in there),
            *((joins, -share.numerator) for joins in joining),
        ]
    )
    least = share.numerator * size - share.denominator * have
    if target.compare == ">=":
        model.cp.add(above >= least)
    elif size:
        model.cp.add(above >= least + 1)
    else:
        # Nobody is required of nobody.
        for joins in joining:
            model.cp.add(above >= least + 1).only_enforce_if(joins)


def _joining(
    model: Model, target: Target, year: int, officials: Ints
) -> list[cp_model.IntVar]:
    """Return whether each official comes to count through new enrolments."""
    measure = target.measure
    if not isinstance(measure, Holding):
        return []
    end = target.measuring_year(year)
    found = []
    for official, wants in _missing(model, measure.among, end, officials):
        joins = model.cp.new_bool_var("")
        lacking = []
        for want in wants:
            lacks = model.cp.new_bool_var("")
            for giving in model.giving(official, want, end):
                model.cp.add_implication(lacks, ~giving)
            lacking.append(lacks)
        model.cp.add_bool_or([*lacking, joins])
        found.append(joins)
    return found


def _reaching(
    model: Model, target: Target, year: int, officials: Ints
) -> list[cp_model.IntVar]:
    """Return whether each official attains the target, where new enrolments are needed."""
    measure = target.measure
    assert not isinstance(measure, Monitored)
    found: list[cp_model.IntVar] = []
    if isinstance(measure, RecruitmentComposition):
        return found
    if isinstance(measure, Holding):
        asked = (*measure.among, *measure.conditions)
        end = target.measuring_year(year)
        for official, wants in _missing(model, asked, end, officials):
            reaches = model.cp.new_bool_var("")
            for want in wants:
                model.either(model.giving(official, want, end), reaches)
            found.append(reaches)
        return found
    first = year if isinstance(measure, AnnualParticipation) else measure.first
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


def _missing(
    model: Model, conditions: Sequence[Condition], year: int, officials: Ints
) -> Missing:
    """Return what officials lack on 31 December; without those whom no course helps."""
    roster = model.scenario.roster
    held = model.held(year)
    able = np.ones(len(roster), dtype=np.bool_)
    of_all = []
    for condition in conditions:
        if isinstance(roster.attributes[condition.attribute], Ladder | SetOf):
            of_all.append(wanted(roster, condition))
        else:
            able &= satisfied(held, roster, condition, np.arange(len(roster)))
    return [
        (
            official,
            [
                wants[official]
                for wants in of_all
                if not wants[official].held(held, official)
            ],
        )
        for official in officials[able[officials]].tolist()
    ]
