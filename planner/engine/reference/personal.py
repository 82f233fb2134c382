"""Personal rules: what links the enrolments of one official.

Prerequisites, once per course, grants more, yearly load, long courses, decisions.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from models.attribute import Ladder, SetOf
from models.roster import Ints
from models.units import tenths
from planner.engine.reference.model import Model
from planner.engine.reference.wants import granted, wanted


def add(model: Model) -> None:
    """Add every personal rule to the model."""
    _prerequisites(model)
    _once_per_course(model)
    _grants_more(model)
    _yearly_load(model)
    _long_courses(model)
    _decisions(model)


def _prerequisites(model: Model) -> None:
    roster = model.scenario.roster
    required = [
        [
            wanted(roster, condition)
            for condition in entry.requires
            if isinstance(roster.attributes[condition.attribute], Ladder | SetOf)
        ]
        for entry in model.entries
    ]
    for at, decision in enumerate(model.taken):
        official, before = model.official[at], model.start[at] - 1
        for want in (wants[official] for wants in required[model.course[at]]):
            if not want.held(model.held(before), official):
                model.either(model.giving(official, want, before), decision)


def _once_per_course(model: Model) -> None:
    for own in model.of.values():
        of_course = defaultdict(list)
        for at in own:
            if not model.entries[model.course[at]].repeatable:
                of_course[model.course[at]].append(model.taken[at])
        for chosen in of_course.values():
            model.cp.add_at_most_one(chosen)


def _grants_more(model: Model) -> None:
    roster = model.scenario.roster
    grants = [granted(roster, entry) for entry in model.entries]
    for at, decision in enumerate(model.taken):
        official, before = model.official[at], model.start[at] - 1
        if not grants[model.course[at]]:
            continue
        lacking = []
        for want in grants[model.course[at]]:
            if want.held(model.held(before), official):
                continue
            lacks = model.cp.new_bool_var("")
            for giving in model.giving(official, want, before):
                model.cp.add_implication(lacks, ~giving)
            lacking.append(lacks)
        model.either(lacking, decision)


def _yearly_load(model: Model) -> None:
    weeks = [entry.weeks_tenths() for entry in model.entries]
    declared = model.scenario.spec.rules.yearly_load
    general = None if declared is None else tenths(declared)
    _limit_yearly(model, weeks, general, model.scenario.roster.yearly_load)


def _long_courses(model: Model) -> None:
    spec = model.scenario.spec
    long = [
        [int(spec.is_long(name))] * entry.duration
        for name, entry in spec.courses.items()
    ]
    general = spec.rules.long_courses_at_once
    _limit_yearly(model, long, general, model.scenario.roster.long_courses)


def _limit_yearly(
    model: Model,
    amounts: Sequence[Sequence[int]],
    general: int | None,
    personal: Ints | None,
) -> None:
    """Limit, for each official and year, a sum over the courses that run in the year."""
    if personal is None:
        personal = np.full(len(model.scenario.roster), -1)
    for year in model.scenario.spec.horizon.years:
        before = model.running.sum_by_official(year, amounts)
        for official, own in model.of.items():
            limit = general if personal[official] < 0 else int(personal[official])
            if limit is None:
                continue
            terms = [
                (model.taken[at], amounts[model.course[at]][year - model.start[at]])
                for at in own
                if model.runs_in(at, year)
            ]
            # Where courses in progress alone exceed the limit, nothing is added.
            room = max(0, limit - int(before[official]))
            if sum(amount for _, amount in terms) > room:
                model.cp.add(model.sum_of(terms) <= room)


def _decisions(model: Model) -> None:
    pins = model.scenario.pins
    rows = np.flatnonzero(pins.enrol)
    for official, course, year in zip(
        pins.official[rows], pins.course[rows], pins.start_year[rows], strict=True
    ):
        ids = model.scenario.roster.ids[official], model.scenario.course_ids[course]
        name = f"pin:{ids[0]}/{ids[1]}" + (f"@{year}" if year else "")
        chosen = [
            model.taken[at]
            for at in model.of.get(int(official), [])
            if model.course[at] == course and year in (0, model.start[at])
        ]
        model.decisions[name] = model.cp.new_bool_var(name)
        model.either(chosen, model.decisions[name])
