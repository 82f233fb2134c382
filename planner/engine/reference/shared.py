"""Shared rules: what links officials — classes, seats, money, units."""

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model

from models.measures.classes import class_charge
from models.measures.money import granted
from models.prices import charged, committed, recruit_charge, seat_price
from planner.engine.reference.model import Model, Term


def add(model: Model) -> None:
    """Add every shared rule to the model."""
    _recruits(model)
    _classes_and_seats(model)
    _payers(model)
    _budget_limits(model)
    _unit_cover(model)


def _recruits(model: Model) -> None:
    """Recruitment: one recruit for each vacancy, streams within limits, and the price."""
    scenario = model.scenario
    recruitment, streams = scenario.spec.recruitment, scenario.stream_ids
    if recruitment is None:
        return
    recruited = list(model.recruited.values())
    of_stream = defaultdict(list)
    for at, year in enumerate(scenario.vacancies.year.tolist()):
        candidates = recruited[at * len(streams) : (at + 1) * len(streams)]
        model.cp.add_exactly_one(candidates)
        for name, candidate in zip(streams, candidates, strict=True):
            of_stream[name, year].append(candidate)
    for name, stream in recruitment.streams.items():
        for year in scenario.spec.horizon.years:
            chosen = of_stream[name, year]
            number = cp_model.LinearExpr.sum(chosen)
            model.cp.add(number >= (stream.limits.min.at(year) or 0))
            most = None if stream.limits.max is None else stream.limits.max.at(year)
            if most is not None:
                model.cp.add(number <= most)
            line, amount = recruit_charge(scenario, name, year)
            if line:
                charges = model.charges[scenario.line_ids.index(line), year]
                charges += [(candidate, amount) for candidate in chosen]
    for at, decision in enumerate(model.taken):
        if model.official[at] in model.recruited:
            model.cp.add_implication(decision, model.recruited[model.official[at]])


def _classes_and_seats(model: Model) -> None:
    """Class size, seat limit, and what classes cost."""
    intakes = defaultdict(list)
    for at, decision in enumerate(model.taken):
        intakes[model.course[at], model.start[at]].append(decision)
    for (course, start), chosen in intakes.items():
        entry, name = model.entries[course], model.scenario.course_ids[course]
        most = len(chosen) // entry.class_size.min
        offered = None if entry.classes is None else entry.classes.at(start)
        classes = model.cp.new_int_var(
            0, most if offered is None else min(most, offered), f"{name}@{start}"
        )
        model.classes[course, start] = classes
        people = cp_model.LinearExpr.sum(chosen)
        model.cp.add(people >= entry.class_size.min * classes)
        model.cp.add(people <= entry.class_size.max * classes)
        seats = None if entry.seats is None else entry.seats.at(start)
        if seats is not None:
            model.cp.add(people <= seats)
        line, yearly = class_charge(model.scenario, name, start)
        if line:
            at_line = model.scenario.line_ids.index(line)
            for study_year, amount in enumerate(yearly):
                model.charges[at_line, start + study_year].append((classes, amount))


def _payers(model: Model) -> None:
    """Budget eligibility: one line pays for each enrolment, its share of each year."""
    scenario = model.scenario
    prices: dict[tuple[int, int, int, int], list[int]] = {}
    for at, decision in enumerate(model.taken if scenario.spec.budget else ()):
        course, start = model.course[at], model.start[at]
        rules = model.possible.rules[course, start][:, model.official[at]]
        lines = [int(line) for line in np.flatnonzero(rules >= 0)]
        payers = [decision]
        if len(lines) > 1:
            payers = [model.cp.new_bool_var("") for _ in lines]
            model.cp.add(cp_model.LinearExpr.sum(payers) == decision)
        for line, payer in zip(lines, payers, strict=True):
            model.pays[at, line] = payer
            key = (line, course, start, int(rules[line]))
            if key not in prices:
                price = seat_price(scenario, scenario.course_ids[course], start)
                name = scenario.line_ids[line]
                prices[key] = charged(scenario, name, key[3], price)
            for study_year, amount in enumerate(prices[key]):
                model.charges[line, start + study_year].append((payer, amount))


def _budget_limits(model: Model) -> None:
    spec = model.scenario.spec
    room = granted(model.scenario) - committed(model.scenario)
    for at, line in enumerate(spec.budget.values()):
        spent: list[Term] = []
        for step, year in enumerate(spec.horizon.years):
            if not line.carry_over:
                spent = []
            spent += model.charges[at, year]
            left = int(
                room[at, : step + 1].sum() if line.carry_over else room[at, step]
            )
            model.cp.add(model.sum_of(spent) <= left)


def _unit_cover(model: Model) -> None:
    """Limit who of a unit is away; with a tier, count who is beyond that."""
    spec, roster = model.scenario.spec, model.scenario.roster
    if spec.rules.unit_cover is None:
        return
    parts, whole = spec.rules.unit_cover.share.as_integer_ratio()
    long = [spec.is_long(name) for name in spec.courses]
    running = model.running
    for year in spec.horizon.years:
        studying = running.running_in(year) & np.array(long)[running.course]
        away = set(running.official[studying].tolist())
        serving = roster.serves_on(f"{year}-01-01") & model.scenario.certain
        leaving = defaultdict(list)
        for official, own in model.of.items():
            chosen = [
                model.taken[at]
                for at in own
                if long[model.course[at]] and model.runs_in(at, year)
            ]
            # Whoever is away in a course in progress is counted once only.
            if chosen and official not in away:
                leaves = model.cp.new_bool_var("")
                for decision in chosen:
                    model.cp.add_implication(decision, leaves)
                leaving[int(roster.unit[official])].append(leaves)
        for unit, leaves_of_unit in leaving.items():
            here = int((serving & (roster.unit == unit)).sum())
            limit = max(1, -(-here * parts // whole))
            before = sum(int(roster.unit[official]) == unit for official in away)
            # Where courses in progress alone exceed the limit, nobody else starts.
            free = max(0, limit - before)
            leave = cp_model.LinearExpr.sum(leaves_of_unit)
            if spec.rules.soft_cover is None:
                model.cp.add(leave <= free)
            elif len(leaves_of_unit) > free:
                beyond = model.cp.new_int_var(0, len(leaves_of_unit) - free, "")
                model.cp.add(leave - beyond <= free)
                model.beyond_cover.append(beyond)
