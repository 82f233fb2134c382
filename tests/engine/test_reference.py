"""The reference engine on the smallest scenarios: all is proven, checked and told."""

import time

import pytest

from models.result import SolveStatus
from models.rules import violations
from planner.engine import process, reference
from planner.engine.messages import Bounds, Finished, Found, Message, Progress
from planner.engine.reference import plan as plans
from planner.engine.reference import possible_enrolments
from planner.engine.reference import stages as searches
from planner.engine.settings import SolveSettings
from tests.builders import course, level, officials, scenario
from tests.engine.reference_cases import SO_CAP, THEORY, money, run, two, values


def test_objectives_are_minimised_in_their_order() -> None:
    # Both take C, dear as it is in 2026 and 2028; 2027 is a year later than the first.
    prices = {"default": [3], 2027: [1.5]}
    case = two(
        {"cost_per_seat": prices},
        budget=money(),
        preferences=[
            {"kind": "earlier_completion"},
            {"kind": "priority_group", "who": "party"},
        ],
    )
    assert values(case) == [0, 3000, 2, 0]


def test_evenness_between_units_is_exact() -> None:
    # Four of `an`, two of `bi`; three are wanted: 2 and 1 are in proportion.
    people = [*officials(*"ABCD"), *officials("E", "F", unit="bi")]
    case = scenario(
        people,
        {"C": course(grants=[SO_CAP])},
        targets={"theory": level("theory", "so_cap", percent=50)},
        preferences=[{"kind": "priority_group", "who": "all"}, {"kind": "even_units"}],
    )
    assert values(case) == [0, 0, 0]
    # With none of `bi` admitted: 3·6 − 3·4 over 6 is 1 too many, and 1 too few.
    only_an = scenario(
        people,
        {"C": course(grants=[SO_CAP], who="unit == an")},
        targets={"theory": level("theory", "so_cap", percent=50)},
        preferences=[{"kind": "even_units"}],
    )
    assert values(only_an) == [0, 2]


def test_a_scenario_with_nothing_to_minimise_gets_its_decisions() -> None:
    monitored = {"kind": "monitored", "who": "party", "first": 2026, "last": 2026}
    case = scenario(
        officials("A"),
        {"C": course()},
        targets={"m": {"title": "M", "percent": 1, "measure": monitored}},
        pins=[("A", "C", 2027, True)],
    )
    messages = run(case)
    assert messages[-1] == Finished(SolveStatus.OPTIMAL)
    found = [message.plan for message in messages if isinstance(message, Found)]
    assert list(found[-1].enrolments["start_year"]) == [2027]


def test_decisions_that_exclude_each_other_are_named_and_no_others() -> None:
    # The one seat of 2026 cannot be for both; E's decision is no part of it.
    case = two(
        {"seats": {"default": 5, 2026: 1}},
        people=officials("A", "B", "E"),
        pins=[("E", "C", 2027, True), ("A", "C", 2026, True), ("B", "C", 2026, True)],
    )
    ended = run(case)[-1]
    assert ended == Finished(
        SolveStatus.INFEASIBLE, conflict=("pin:A/C@2026", "pin:B/C@2026")
    )


def test_a_decision_impossible_by_itself_is_named() -> None:
    case = two({"who": "not party"}, pins=[("A", "C", 0, True)])
    assert run(case)[-1] == Finished(SolveStatus.INFEASIBLE, conflict=("pin:A/C",))


def test_money_promised_and_not_there_is_told_in_words() -> None:
    case = scenario(
        officials("A"),
        {"L": course(duration=2, cost_per_seat=[5, 5])},
        targets=THEORY,
        budget=money(amount=1),
        in_progress=[("A", "L", 2025, "city")],
    )
    ended = run(case)[-1]
    assert isinstance(ended, Finished)
    assert ended.status is SolveStatus.INFEASIBLE
    assert "city is charged 5 million dong in 2026, 1 are available" in ended.conflict


def test_the_same_plan_whatever_the_number_of_workers() -> None:
    case = two({"seats": 1}, people=officials(*"ABCDEF"))

    def enrolled(workers: int) -> str:
        found = [m.plan for m in run(case, workers=workers) if isinstance(m, Found)]
        return found[-1].enrolments.to_csv()

    assert enrolled(1) == enrolled(1) == enrolled(2)


def test_without_decisions_a_plan_is_told_before_the_work() -> None:
    messages = run(two())
    assert isinstance(messages[0], Progress)
    first = next(message for message in messages if isinstance(message, Found))
    assert len(first.plan) == 0
    assert [stage.bound for stage in first.stages] == [None]


def test_a_scenario_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two officials who may start in three years.
    monkeypatch.setattr(possible_enrolments, "MOST", 5)
    with pytest.raises(
        reference.TooLargeError, match=r"6 possible enrolments.* most 5"
    ):
        run(two())
    monkeypatch.setattr(possible_enrolments, "MOST", 6)
    assert run(two())[-1] == Finished(SolveStatus.OPTIMAL)


def test_a_plan_that_breaks_a_rule_is_never_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searches.shared, "add", searches.shared._classes_and_seats)
    case = two(budget=money())
    messages: list[Message] = []
    with pytest.raises(plans.BrokenPlanError, match="names no budget line"):
        reference.search(case, SolveSettings(), messages.append)
    told = [message.plan for message in messages if isinstance(message, Found)]
    assert all(len(plan) == 0 for plan in told)


def test_a_fault_while_the_solver_works_ends_the_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keep = searches._Search.keep
    faults = [RuntimeError("told while it works")]

    def fail_once(self: searches._Search, value: plans.Value) -> None:
        if faults:
            raise faults.pop()
        keep(self, value)

    monkeypatch.setattr(searches, "_PAUSE", 0.0)
    monkeypatch.setattr(searches._Search, "keep", fail_once)
    with pytest.raises(RuntimeError, match="told while it works"):
        run(two(pins=[("A", "C", 2027, True)]))


def test_what_is_told_while_it_works_is_never_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searches, "_PAUSE", 0.0)
    case = two(
        {
            "cost_per_seat": {"default": [3], 2027: [2]},
            "class_size": {"min": 2, "max": 3},
        },
        people=officials(*"ABCDEFG"),
        budget=money(amount=9),
        preferences=[{"kind": "earlier_completion"}],
    )
    messages = run(case)
    found = [message for message in messages if isinstance(message, Found)]
    assert len(found) > 1
    for message in found:
        assert violations(case, message.plan).empty
    best = [stage.incumbent for stage in found[-1].stages]
    for message in messages:
        if isinstance(message, Found | Bounds):
            for at, stage in enumerate(message.stages):
                held = [other.incumbent for other in message.stages[:at]]
                if held == best[:at] and stage.bound is not None:
                    assert best[at] is not None
                    assert stage.bound <= best[at]


def test_the_settings_choose_the_engine_of_a_process() -> None:
    told: list[str] = []

    def watch(message: Message, elapsed: float) -> None:
        told.append(getattr(message, "doing", ""))

    outcome = process.run(
        two(),
        SolveSettings(engine="reference"),
        watch,
        started=time.monotonic(),
    )
    assert outcome.status is SolveStatus.OPTIMAL
    assert "one decision for each start" in told
