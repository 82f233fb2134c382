"""Properties of the engine on scenarios too many to be tried by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.by_year import ByYear
from models.result import SolveStatus
from models.rules import violations
from models.scenario import Scenario
from tests.exactness.engine import Solved, solve
from tests.exactness.random_scenarios import drawn

SEEDS = st.integers(min_value=10_000, max_value=99_999)
few = settings(max_examples=12, deadline=None, derandomize=True, database=None)


def tiers(solved: Solved) -> tuple[int, ...]:
    return tuple(
        value
        for stage, value in zip(solved.stages, solved.values, strict=True)
        if stage.name.startswith("tier-")
    )


def more(by_year: ByYear[Any] | None, extra: int) -> ByYear[Any] | None:
    """The same limit with something added in every year; no limit stays none."""
    if by_year is None:
        return None
    default = None if by_year.default is None else by_year.default + extra
    years = {year: value + extra for year, value in by_year.years.items()}
    return ByYear(default=default, years=years)


def with_more(scenario: Scenario, what: str) -> Scenario:
    """The scenario with a million more in each line, or one more seat or class each."""
    spec = scenario.spec
    if what == "amount":
        budget = {
            name: line.model_copy(update={"amount": more(line.amount, 1)})
            for name, line in spec.budget.items()
        }
        return replace(scenario, spec=spec.model_copy(update={"budget": budget}))
    courses = {
        name: course.model_copy(update={what: more(getattr(course, what), 1)})
        for name, course in spec.courses.items()
    }
    return replace(scenario, spec=spec.model_copy(update={"courses": courses}))


@few
@given(SEEDS, st.sampled_from(("amount", "seats", "classes")))
def test_more_money_seats_or_classes_never_hurt(seed, what):
    scenario = drawn(seed)
    before = solve(scenario)
    assume(before.plan is not None)
    after = solve(with_more(scenario, what))
    assert after.plan is not None
    assert tiers(after) <= tiers(before)


def in_other_order(scenario: Scenario, order: "np.ndarray[Any, Any]") -> Scenario:
    """The same officials in other rows of the table."""
    roster, at = scenario.roster, np.argsort(order)
    assert roster.yearly_load is not None
    assert roster.long_courses is not None
    columns = ("ids", "unit", "birth", "female", "retires", "joined", "leaves",
               "yearly_load", "long_courses")  # fmt: skip
    shuffled = replace(
        roster,
        **{name: getattr(roster, name)[order] for name in columns},
        columns={name: column[order] for name, column in roster.columns.items()},
        absent=frozenset((int(at[who]), year) for who, year in roster.absent),
        _cache={},
    )
    return replace(
        scenario,
        roster=shuffled,
        pins=replace(scenario.pins, official=at[scenario.pins.official]),
        in_progress=replace(
            scenario.in_progress, official=at[scenario.in_progress.official]
        ),
        appointments=replace(
            scenario.appointments, official=at[scenario.appointments.official]
        ),
    )


@few
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_officials_is_irrelevant(seed, random):
    scenario = drawn(seed)
    order = list(range(len(scenario.roster)))
    random.shuffle(order)
    one, other = solve(scenario), solve(in_other_order(scenario, np.array(order)))
    assert one.status is other.status
    assert one.proven == other.proven
    if one.plan is not None and other.plan is not None:
        # The categories of text keep the order of the roster; what they say does not.
        pd.testing.assert_frame_equal(
            one.plan.enrolments, other.plan.enrolments, check_categorical=False
        )


@few
@given(SEEDS)
def test_a_plan_always_verifies_and_is_the_same_every_time(seed):
    scenario = drawn(seed)
    solved, again = solve(scenario), solve(scenario)
    assert solved.status is again.status
    if solved.plan is None or again.plan is None:
        assert solved.status is SolveStatus.INFEASIBLE
        assert solved.conflict == again.conflict != ()
        return
    assert list(violations(scenario, solved.plan)["message"]) == []
    pd.testing.assert_frame_equal(solved.plan.enrolments, again.plan.enrolments)


@few
@given(SEEDS)
def test_only_what_equals_its_bound_is_called_optimal(seed):
    solved = solve(drawn(seed))
    proven = True
    for stage in solved.stages:
        assert (
            stage.bound is None
            or stage.incumbent is None
            or (stage.bound <= stage.incumbent)
        )
        proven = proven and stage.bound == stage.incumbent
        assert (stage.status is SolveStatus.OPTIMAL) == proven
