"""A stage is optimal only where it and all before are proven."""

from models.measures import ObjectiveValue
from models.result import SolveStatus
from planner.engine.stages import stages_of

NAMES = [
    ObjectiveValue("tier-1", "officials", 0),
    ObjectiveValue("tier-2", "weighted officials", 0),
    ObjectiveValue("cost", "thousand dong", 0),
]


def statuses(values, bounds):
    return [stage.status for stage in stages_of(NAMES, values, bounds, [0.0] * 3)]


def test_all_are_optimal_where_all_bounds_are_met():
    assert statuses([1, 2, 3], [1, 2, 3]) == [SolveStatus.OPTIMAL] * 3


def test_behind_an_open_stage_none_is_optimal():
    assert statuses([1, 2, 3], [1, 1, 3]) == [
        SolveStatus.OPTIMAL,
        SolveStatus.FEASIBLE,
        SolveStatus.FEASIBLE,
    ]


def test_without_a_bound_there_is_no_gap():
    stage = stages_of(NAMES, [4, 2, 3], [None, 2, 3], [0.0] * 3)[0]
    assert (stage.incumbent, stage.bound, stage.gap) == (4, None, None)
    assert stage.status is SolveStatus.FEASIBLE


def test_names_units_gaps_and_times_are_those_of_the_objective():
    stages = stages_of(NAMES, [4, 2, 8], [4, 1, 6], [0.0, 0.25, 1.23456])
    assert [(stage.name, stage.unit) for stage in stages] == [
        ("tier-1", "officials"),
        ("tier-2", "weighted officials"),
        ("cost", "thousand dong"),
    ]
    # (2 - 1) / 2 and (8 - 6) / 8.
    assert [stage.gap for stage in stages] == [0.0, 0.5, 0.25]
    assert [stage.seconds for stage in stages] == [0.0, 0.25, 1.235]
