"""Published optima: the engine finds and proves them, and its plans are answers."""

from collections.abc import Callable
from decimal import Decimal

import pandas as pd
import pytest
from ortools.sat.python import cp_model

from benchmarks.known_answers.curriculum import Curriculum
from benchmarks.known_answers.instance import (
    FIRST_YEAR,
    BrokenAnswerError,
    Instance,
    parts_of,
)
from benchmarks.known_answers.run import FAMILIES, DisagreementError, compared
from models.measures import objective_values
from models.plan import Plan
from models.rules import violations
from models.scenario import Scenario
from tests import builders
from tests.exactness.engine import Solved, solve

INSTANCES = {
    instance.name: instance for family in FAMILIES.values() for instance in family()
}
SMALL = (
    "mknap1-1",
    "mknap1-2",
    "mknap1-3",
    "2KP50-11-z1-first",
    "2KP50-11-z2-first",
    "2KP50-92-z2-first",
    "c515-1",
    "c515-3",
    "c515-5",
    "ww1958",
    "hs-roadrunner",
    "ss-3.9",
    "bk4x3",
    "bal8x12",
)
CURRICULA = ("bacp8", "bacp10", "bacp12")


def verdicts(instance: Instance, solved: Solved) -> list[str]:
    enrolments = None if solved.plan is None else solved.plan.enrolments
    return [
        entry.verdict for entry in compared(instance, enrolments, solved.stages, 0.0)
    ]


@pytest.mark.parametrize("name", SMALL)
def test_the_published_optimum_is_found_and_proven(name: str) -> None:
    instance = INSTANCES[name]
    assert set(verdicts(instance, solve(instance.scenario()))) == {"equal"}


def test_the_published_curriculum_is_found_and_proven() -> None:
    instance = INSTANCES["bacp10"]
    assert verdicts(instance, solve(instance.scenario())) == ["equal"]


# -- the conversion of curricula, by a solution found without the engine ------------


def balanced(given: Curriculum) -> dict[str, int]:
    """Period of each course in a curriculum of least greatest load."""
    model = cp_model.CpModel()
    periods = range(given.periods)
    period_of = {
        name: model.new_int_var(0, given.periods - 1, name) for name in given.credits
    }
    placed = {
        (name, period): model.new_bool_var(f"{name}@{period}")
        for name in given.credits
        for period in periods
    }
    greatest = model.new_int_var(0, given.most_credits, "greatest")
    for name, period in period_of.items():
        model.add_exactly_one(placed[name, at] for at in periods)
        model.add(period == sum(at * placed[name, at] for at in periods))
    for after, before in given.prerequisites:
        model.add(period_of[before] < period_of[after])
    for at in periods:
        load = sum(weeks * placed[name, at] for name, weeks in given.credits.items())
        number = sum(placed[name, at] for name in given.credits)
        model.add(load >= given.least_credits)
        model.add(load <= greatest)
        model.add(number >= given.least_courses)
        model.add(number <= given.most_courses)
    model.minimize(greatest)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return {name: solver.value(period) for name, period in period_of.items()}


@pytest.mark.parametrize("name", CURRICULA)
def test_a_balanced_curriculum_is_a_plan_worth_its_greatest_load(name: str) -> None:
    instance, given = INSTANCES[name], Curriculum.read(name)
    scenario = instance.scenario()
    (reading,) = instance.readings
    period_of = balanced(given)
    taken = [("student", *entry) for entry in with_spare(given, period_of)]
    plan = builders.plan(scenario, *taken)
    assert instance.recount(plan.enrolments) == (reading.published,)
    assert not len(violations(scenario, plan))
    values = [entry.value for entry in objective_values(scenario, plan)]
    assert values == [0, reading.published]


def with_spare(given: Curriculum, period_of: dict[str, int]) -> list[tuple[str, int]]:
    """Enrolments (course, year) of a curriculum and of all that it leaves free."""
    loads = [0] * given.periods
    for name, period in period_of.items():
        loads[period] += given.credits[name]
    free = given.most_credits - max(loads)
    starts = [0] if given.periods <= 10 else [0, given.periods // 2]
    return [
        *((name, FIRST_YEAR + period) for name, period in period_of.items()),
        *(
            (f"spare-{at}-{free}", FIRST_YEAR + start)
            for at, start in enumerate(starts)
        ),
    ]


def test_a_curriculum_leaves_no_more_free_than_its_greatest_load() -> None:
    instance, given = INSTANCES["bacp8"], Curriculum.read("bacp8")
    scenario = instance.scenario()
    period_of = balanced(given)
    one_more = given.most_credits - 17 + 1
    taken = [
        *(("student", name, FIRST_YEAR + at) for name, at in period_of.items()),
        ("student", f"spare-0-{one_more}", FIRST_YEAR),
    ]
    broken = violations(scenario, builders.plan(scenario, *taken))
    assert set(broken["rule"]) == {"yearly_load"}


# -- reading plans as answers --------------------------------------------------------


def all_items(scenario: Scenario) -> Plan:
    names = scenario.roster.ids
    return builders.plan(scenario, *((name, name, FIRST_YEAR) for name in names))


def nothing(scenario: Scenario) -> Plan:
    return Plan.empty()


def all_to_one_agent(scenario: Scenario) -> Plan:
    names = scenario.roster.ids
    return builders.plan(
        scenario, *((name, "agent-0", FIRST_YEAR, "a", "agent-0") for name in names)
    )


def all_in_the_second_period(scenario: Scenario) -> Plan:
    names = scenario.roster.ids
    return builders.plan(scenario, *((name, "lot", FIRST_YEAR + 1) for name in names))


def all_to_the_first_sink(scenario: Scenario) -> Plan:
    taken = [
        (name, name.rpartition("-")[0], FIRST_YEAR) for name in scenario.roster.ids
    ]
    return builders.plan(scenario, *taken)


@pytest.mark.parametrize(
    ("name", "made", "why"),
    [
        ("mknap1-1", all_items, "exceeds the capacity"),
        ("2KP50-11-z1-first", all_items, "exceeds the capacity"),
        ("c515-1", nothing, "not assigned"),
        ("c515-1", all_to_one_agent, "exceed the capacities"),
        ("bacp8", nothing, "not placed"),
        ("ww1958", all_in_the_second_period, "69 units are late"),
        ("bk4x3", nothing, "does not ship"),
        ("bk4x3", all_to_the_first_sink, "does not get"),
    ],
)
def test_a_plan_that_is_no_answer_is_refused(
    name: str, made: Callable[[Scenario], Plan], why: str
) -> None:
    instance = INSTANCES[name]
    plan = made(instance.scenario())
    with pytest.raises(BrokenAnswerError, match=why):
        instance.recount(plan.enrolments)


def test_a_course_before_its_prerequisite_is_refused() -> None:
    given = Curriculum.read("bacp8")
    after, before = given.prerequisites[0]
    period_of = balanced(given)
    period_of[after] = period_of[before]
    enrolments = pd.DataFrame(
        {
            "course": list(period_of),
            "start_year": [FIRST_YEAR + at for at in period_of.values()],
        }
    )
    with pytest.raises(BrokenAnswerError, match=f"{before} does not come before"):
        INSTANCES["bacp8"].recount(enrolments)


def test_a_stage_that_says_something_else_than_the_plan_is_found_out() -> None:
    instance = INSTANCES["mknap1-1"]
    solved = solve(instance.scenario())
    assert solved.plan is not None
    (tier, cost) = solved.stages
    assert tier.incumbent is not None
    better = tier.model_copy(update={"incumbent": tier.incumbent - 1})
    with pytest.raises(DisagreementError, match="tier-1 says"):
        compared(instance, solved.plan.enrolments, (better, cost), 0.0)


def test_an_unfinished_plan_is_no_answer_and_its_bounds_say_nothing() -> None:
    instance = INSTANCES["c515-1"]
    solved = solve(instance.scenario())
    first, *rest = solved.stages
    open_first = first.model_copy(update={"incumbent": 1})
    (entry,) = compared(instance, Plan.empty().enrolments, (open_first, *rest), 0.0)
    assert (entry.verdict, entry.value, entry.bound, entry.unmet) == (
        "no answer",
        None,
        None,
        1,
    )


@pytest.mark.parametrize(
    ("weight", "parts"),
    [(1, [1]), (1000, [1000]), (1001, [1000, 1]), (2500, [1000, 1000, 500]), (0, [])],
)
def test_weights_are_split_into_what_a_target_may_have(
    weight: int, parts: list[int]
) -> None:
    assert parts_of(weight) == parts


def test_every_published_front_ends_in_the_points_read() -> None:
    first, second = INSTANCES["2KP50-50-z1-first"], INSTANCES["2KP50-50-z2-first"]
    assert [entry.published for entry in first.readings] == [
        Decimal(2179),
        Decimal(1596),
    ]
    assert [entry.published for entry in second.readings] == [
        Decimal(1940),
        Decimal(1815),
    ]
