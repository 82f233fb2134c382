import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import planner
from planner.engine import process
from tests.api import interrupting
from tests.api.plans import plan_of, plan_of_both, plan_of_one
from tests.cli import searches
from tests.cli.folders import SCENARIO, pin, write_scenario

ROOT = Path(__file__).parents[2]
Searching = Callable[[object], None]


@pytest.fixture
def hamlet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A valid scenario folder; relative paths lie beside it."""
    monkeypatch.chdir(tmp_path)
    return write_scenario(tmp_path / "hamlet")


@pytest.fixture
def searching(monkeypatch: pytest.MonkeyPatch) -> Searching:
    """Replaces the engine's search."""
    real = process.run
    return lambda search: monkeypatch.setattr(
        process, "run", partial(real, search=search)
    )


def test_importing_loads_no_solver() -> None:
    code = "import sys, planner; print('ortools' in sys.modules, dir(planner)[-1])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False open_run\n"


def test_every_problem_is_listed_at_once(hamlet: Path) -> None:
    with pytest.raises(planner.InvalidInput) as caught:
        planner.load(hamlet, what_ifs=["rich"], changes=["budget.town.amount=1"])
    assert len(caught.value.problems) == 2


def test_overrides_make_another_scenario(hamlet: Path) -> None:
    baseline = planner.load(hamlet)
    poor = baseline.with_changes("budget.city.amount=5", what_ifs=["poor"])
    assert baseline.inputs["budget.city.amount.default"] == 100
    assert poor.inputs["budget.city.amount.default"] == 5
    assert (baseline.label, poor.label) == ("baseline", "poor+budget.city.amount=5")
    assert (poor.what_ifs, poor.changes) == (("poor",), ("budget.city.amount=5",))
    assert poor.available_what_ifs == ["poor"]


def test_every_path_of_the_inputs_can_be_changed(hamlet: Path) -> None:
    baseline = planner.load(hamlet)
    for path in (
        "budget.city.amount.default", "courses.TC.weeks", "targets.theory-100.percent",
        "courses.TC.class_size.max", "targets.theory-100.measure.year",
    ):  # fmt: skip
        value = baseline.inputs[path]
        same = baseline.with_changes(f"{path}={value}")
        assert same.inputs == baseline.inputs


def test_officials_are_decoded(hamlet: Path) -> None:
    table = planner.load(hamlet).officials
    assert table["id"].tolist() == ["A", "B"]
    assert table["sex"].tolist() == ["female", "male"]
    assert table["theory"].tolist() == ["so_cap", "none"]
    assert (table["theory"] > "none").tolist() == [True, False]
    assert table["joined"].isna().all() and table["birth"].dt.year.tolist() == [
        1986,
        1990,
    ]


def test_warnings_are_a_table(tmp_path: Path) -> None:
    text = SCENARIO.replace("    source: ", "    #")
    table = planner.load(write_scenario(tmp_path / "w", text)).warnings
    assert set(table["code"]) == {"source-missing"}


def test_a_plan_is_found_verified_and_saved(
    hamlet: Path, searching: Searching, capfd: pytest.CaptureFixture[str]
) -> None:
    searching(searches.good)
    plan = planner.load(hamlet).solve()
    assert (plan.status, plan.cut_short, len(plan), plan.cost) == (
        "optimal", False, 2, 25.0,
    )  # fmt: skip
    assert plan.verify().empty
    assert plan.stages.set_index("name").loc["cost", "incumbent"] == 25
    assert "plan with 2 enrolments" in capfd.readouterr().err
    folder = plan.save()
    assert folder.parent.name == "runs" and folder.name.startswith("hamlet-baseline-")
    again = planner.open_run(folder)
    pd.testing.assert_frame_equal(
        again.enrolments.astype(object), plan.enrolments.astype(object)
    )
    assert again.status == "optimal"
    pd.testing.assert_frame_equal(again.targets, plan.targets)


def test_tables_are_those_of_the_result_folder(
    hamlet: Path, searching: Searching
) -> None:
    searching(searches.good)
    plan = planner.load(hamlet).solve(progress=False)
    folder = plan.save("run")
    for name in ("enrolments", "classes", "targets", "budget", "quotas"):
        text = getattr(plan, name).to_csv(index=False)
        assert (folder / f"{name}.csv").read_text("utf-8") == text


def test_progress_can_be_switched_off(
    hamlet: Path, searching: Searching, capfd: pytest.CaptureFixture[str]
) -> None:
    searching(searches.good)
    planner.load(hamlet).solve(progress=False)
    assert capfd.readouterr().err == ""


def test_an_interrupt_keeps_the_best_plan(hamlet: Path, searching: Searching) -> None:
    searching(interrupting.search)
    plan = planner.load(hamlet).solve(progress=False)
    assert plan.cut_short and plan.status == "feasible" and len(plan) == 1
    assert "best plan found until then" in plan._repr_html_()


def test_no_plan_says_why(hamlet: Path, searching: Searching) -> None:
    searching(searches.infeasible)
    with pytest.raises(planner.NoPlan, match=r"pin:A/TC, absence:A@2026") as proven:
        planner.load(hamlet).solve(progress=False)
    assert proven.value.status == "infeasible" and not proven.value.timed_out
    searching(searches.nothing)
    pin(hamlet)
    with pytest.raises(planner.NoPlan, match="time limit") as late:
        planner.load(hamlet).solve(progress=False, time_limit=3)
    assert late.value.status == "no-solution" and late.value.timed_out


def test_a_plan_that_breaks_rules_is_refused(
    hamlet: Path, searching: Searching
) -> None:
    searching(searches.breaks_rules)
    with pytest.raises(planner.BrokenRules) as caught:
        planner.load(hamlet).solve(progress=False)
    assert "once_per_course" in caught.value.rules
    assert len(caught.value.violations)


def test_the_reference_engine_has_its_own_solver(hamlet: Path) -> None:
    with pytest.raises(ValueError, match="cp-sat"):
        planner.load(hamlet).solve(engine="reference", solver="highs")


def test_a_script_needs_no_guard(hamlet: Path) -> None:
    # Starting a process runs a plain script once more unless that is prevented.
    script = hamlet.parent / "script.py"
    script.write_text(
        "import planner\nprint('begun')\n"
        f"plan = planner.load({str(hamlet)!r}).solve(progress=False)\n"
        "print(plan.status, len(plan))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout == "begun\noptimal 2\n"


def test_a_plan_made_by_hand_is_read_and_verified(hamlet: Path) -> None:
    plan = plan_of(hamlet, "A,TC,2026,one", "A,TC,2027,two")
    assert set(plan.verify()["rule"]) >= {"once_per_course"}
    assert plan.status == "" and plan.label == "table"
    assert plan.stages["incumbent"].tolist()[0] == 1  # of two officials one is missing
    with pytest.raises(ValueError, match="solve"):
        plan.save("run")


def test_who_is_missing_is_told_with_a_reason(hamlet: Path) -> None:
    missing = plan_of_one(hamlet).missing
    assert missing[["official", "reason"]].to_numpy().tolist() == [["B", "not_chosen"]]
    nobody = planner.load(hamlet).empty_plan()
    assert len(nobody) == 0 and len(nobody.missing) == 2


def test_a_run_whose_scenario_has_changed_is_opened_with_a_warning(
    hamlet: Path, searching: Searching
) -> None:
    searching(searches.good)
    folder = planner.load(hamlet).solve(progress=False).save("run")
    path = hamlet / "scenario.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("amount: 100", "amount: 20"), "utf-8")
    with pytest.warns(UserWarning, match="scenario changed since run"):
        plan = planner.open_run(folder)
    assert plan.status == ""  # nothing is known any more
    assert set(plan.verify()["rule"]) == {"budget_limit"}
    path.write_text(text, "utf-8")
    rows = (folder / "enrolments.csv").read_text("utf-8").splitlines(keepends=True)
    (folder / "enrolments.csv").write_text("".join(rows[:-1]), "utf-8")
    with pytest.warns(UserWarning, match="enrolments changed since run"):
        assert planner.open_run(folder).status == ""


def test_plans_side_by_side(hamlet: Path) -> None:
    plans = planner.PlanSet({"one": plan_of_one(hamlet), "both": plan_of_both(hamlet)})
    assert [*plans] == ["one", "both"] and len(plans) == 2
    assert plans["both"].cost == 25
    assert plans.summary["tier-1"].tolist() == [1, 0]
    assert plans.targets["run"].tolist() == ["one", "both"]
    people = plans.compare().people
    assert people[["official", "change"]].to_numpy().tolist() == [
        ["A", "moved"], ["B", "added"],
    ]  # fmt: skip


def test_plans_and_folders_are_compared_alike(
    hamlet: Path, searching: Searching
) -> None:
    searching(searches.good)
    plan = planner.load(hamlet).solve(progress=False)
    folder = plan.save("run")
    one = plan_of_one(hamlet)
    first, second = planner.compare(one, plan), planner.compare(one, folder)
    for name in ("inputs", "targets", "money", "seats", "people"):
        tables = [getattr(found, name).drop(columns="run") for found in (first, second)]
        pd.testing.assert_frame_equal(*tables)
    same = planner.compare(plan, folder)
    assert same.inputs.empty and same.targets.empty and same.money.empty


def test_plans_of_one_label_need_names(hamlet: Path) -> None:
    plan = plan_of_one(hamlet)
    with pytest.raises(ValueError, match="same label"):
        planner.PlanSet([plan, plan])
    with pytest.raises(ValueError, match="at least one"):
        planner.PlanSet([])


def test_missing_figures_are_a_dash_in_notebooks(hamlet: Path) -> None:
    plan = plan_of_one(hamlet)  # nothing is proven of a plan made by hand
    html = plan._repr_html_()
    assert "<td>–</td>" in html and "NA" not in html


def test_texts_of_a_scenario_are_escaped(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    text = SCENARIO.replace("Xã nhỏ", hostile).replace("theory-100", "t-100")
    folder = write_scenario(tmp_path / "w", text.replace("    source: ", "    #"))
    plan = plan_of_one(folder)
    plans = planner.PlanSet({hostile: plan, "b": plan_of_both(folder)})
    for thing in (plan.scenario, plan, plans, plans.compare()):
        html = thing._repr_html_()  # type: ignore[attr-defined]
        assert "<script>" not in html
        assert repr(thing).count("\n") == 0
    assert "&lt;script&gt;" in plan.scenario._repr_html_()


@pytest.mark.usefixtures("vietnamese")
def test_notebooks_speak_the_language_in_use(hamlet: Path) -> None:
    plan, other = plan_of_one(hamlet), plan_of_both(hamlet)
    plans = planner.PlanSet({"a": plan, "b": other})
    pages = [
        thing._repr_html_()  # type: ignore[attr-defined]
        for thing in (plan.scenario, plan, plans, plans.compare())
    ]
    assert "Kịch bản: <b>hamlet</b>" in pages[0] and "Cảnh báo (" in pages[0]
    assert "Chi phí: <b>12,5 triệu đồng</b>" in pages[1]
    assert "Trạng thái: <b>không do chương trình tìm</b>" in pages[1]
    assert "Số kế hoạch: <b>2</b>" in pages[2]
    assert "Gốc: <b>a</b>" in pages[3] and "<b>Chỉ tiêu" in pages[3]
