"""Exported files say what the formulation says, in names that every reader accepts."""

import re
from pathlib import Path

import pytest
from ortools.linear_solver.python import model_builder

from models.scenario import Scenario
from planner.engine.pathway import PathPool
from planner.engine.solver import minimise
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.export import MARK, FileFormat, as_text, plain, unique
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, official, scenario
from tests.exactness.random_scenarios import middling
from tests.formulation.lp_reader import read_lp

SEEDS = range(8)


def built(given: Scenario, *, decoupled: bool) -> Formulation:
    reduction = reduce(People(Catalogue(given)))
    paths = None if decoupled else PathPool.of(reduction).chosen
    return build(reduction, decoupled=decoupled, paths=paths)


def text_of(formulation: Formulation, kind: FileFormat, name: str = "tier-1") -> str:
    known = {entry.name: entry for entry in order(formulation.reduction.catalogue)}
    return as_text(formulation, known[name], kind)


def small() -> Scenario:
    return scenario(
        [official("A"), official("B")],
        {
            "TC-LLCT": course(
                grants=[{"attribute": "theory", "level": "so_cap"}],
                cost_per_seat=[1000.001],
                class_size={"min": 2, "max": 2},
            )
        },
        targets={"theory-95": level("theory", "so_cap")},
        budget={"city": {"title": "city", "amount": 1_234_567.891}},
    )


def solved(model: model_builder.Model) -> float | None:
    solver = model_builder.Solver("SCIP")
    ended = solver.solve(model)
    if ended == model_builder.SolveStatus.INFEASIBLE:
        return None
    assert ended == model_builder.SolveStatus.OPTIMAL
    return float(solver.objective_value)


@pytest.mark.parametrize("decoupled", [True, False])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_read_back_has_the_same_optimum(seed: int, decoupled: bool) -> None:
    formulation = built(middling(seed), decoupled=decoupled)
    for objective in order(formulation.reduction.catalogue):
        answer = minimise(formulation.matrix, formulation.objective(objective))
        least = None if answer.infeasible else pytest.approx(answer.objective, abs=1e-4)
        by_mps = model_builder.Model()
        assert by_mps.import_from_mps_string(as_text(formulation, objective, "mps"))
        assert by_mps.num_variables == formulation.matrix.n_columns
        assert solved(by_mps) == least
        by_lp = read_lp(as_text(formulation, objective, "lp"))
        assert by_lp.num_variables == formulation.matrix.n_columns
        assert solved(by_lp) == least


def test_names_tell_courses_years_targets_and_lines() -> None:
    text = text_of(built(small(), decoupled=False), "lp")
    for name in (
        "path0.TC_LLCT@2026", "classes_TC_LLCT@2027", "short_target_theory_95@2028",
        "budget_city@2026", "class_max_TC_LLCT@2028", "target_theory_95@2028",
    ):  # fmt: skip
        assert re.search(rf"(^|\s){re.escape(name)}(:|\s|$)", text), name
    assert "arc0.TC_LLCT@2026" in text_of(built(small(), decoupled=True), "mps")


def test_no_digit_is_lost() -> None:
    formulation = built(small(), decoupled=False)
    for kind in ("mps", "lp"):
        assert re.search(r"\b1000001\b", text_of(formulation, kind, "cost"))


def test_the_comments_say_what_it_is() -> None:
    formulation = built(small(), decoupled=True)
    for kind, sign in (("mps", "*"), ("lp", "\\")):
        lines = text_of(formulation, kind).splitlines()
        comments = [line for line in lines if line.startswith(sign)]
        assert lines[: len(comments)] == comments
        assert comments[0] == f"{sign} {MARK} test"
        assert "Minimised: tier-1, of tier-1, cost" in comments[2]


def test_names_are_plain_and_never_read_as_numbers() -> None:
    assert plain("unit-cover:Đại Lộc@2026") == "unit_cover_Dai_Loc@2026"
    assert plain("e5") == "n_e5"
    assert plain("2026") == "n_2026"
    assert plain("end") == "end"
    assert len(plain("a" * 500)) <= 255


def test_names_that_coincide_are_told_apart() -> None:
    assert unique(["a-b", "a_b", "a b", "a_b#2"]) == [
        "a_b",
        "a_b#2",
        "a_b#3",
        "a_b#2#2",
    ]
    long = unique(["x" * 300, "x" * 301])
    assert len(set(long)) == 2
    assert max(map(len, long)) <= 255


def test_lines_are_short_enough(tmp_path: Path) -> None:
    text = text_of(built(middling(1), decoupled=True), "lp")
    assert max(map(len, text.splitlines())) <= 510
