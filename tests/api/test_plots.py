from pathlib import Path

import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

import planner
from planner.api.pictures import content_of
from tests.api.plans import plan_of_both, plan_of_one
from tests.cli.folders import SCENARIO, write_scenario


@pytest.fixture
def hamlet(tmp_path: Path) -> Path:
    """A valid scenario folder whose texts look like formulas of matplotlib."""
    text = SCENARIO.replace("Trung cấp lý luận trở lên", "100 $ $x^")
    return write_scenario(tmp_path / "hamlet", text)


@pytest.fixture
def plans(hamlet: Path) -> planner.PlanSet:
    """One of two officials, or both a year later."""
    return planner.PlanSet({"one": plan_of_one(hamlet), "both": plan_of_both(hamlet)})


def drawn(figure: Figure) -> bytes:
    """The picture; drawing it raises no warning."""
    return content_of(figure, "svg")


def test_attainment_is_drawn_against_what_is_required(plans: planner.PlanSet) -> None:
    figure = plans["one"].plot.attainment()
    (axis,) = figure.axes
    attained, required = axis.lines
    # Of two officials none holds it at the baseline, one from 31-12-2026 on; all should.
    assert list(attained.get_ydata()) == [0, 50, 50]
    assert list(required.get_ydata()) == [100, 100, 100]
    drawn(figure)


def test_budget_use_is_drawn_by_line(plans: planner.PlanSet) -> None:
    figure = plans["both"].plot.budget()
    (axis,) = figure.axes
    assert [bar.get_height() for bar in axis.patches] == [0, 25]
    drawn(figure)


def test_seats_are_drawn_by_course(plans: planner.PlanSet) -> None:
    figure = plans["both"].plot.seats()
    (axis,) = figure.axes
    assert [bar.get_height() for bar in axis.patches] == [0, 2]
    drawn(figure)


def test_the_calendar_of_an_official(plans: planner.PlanSet) -> None:
    figure = plans["both"].plot.calendar("B")
    (bar,) = figure.axes[0].patches
    assert (bar.get_x(), bar.get_width()) == (2027, 1)
    drawn(figure)
    assert not plans["one"].plot.calendar("B").axes[0].patches
    with pytest.raises(KeyError, match="nobody"):
        plans["one"].plot.calendar("nobody")


def test_differences_have_a_panel_for_each_layer(plans: planner.PlanSet) -> None:
    figure = plans.plot.differences()
    targets, money, people = figure.axes
    assert [bar.get_width() for bar in targets.patches] == [1]
    # 12.5 million move from 2026 to 2027, and 12.5 more are spent.
    assert sorted(bar.get_width() for bar in money.patches) == [-12.5, 25]
    assert sum(bar.get_width() for bar in people.patches) == 2
    assert drawn(figure) == drawn(plans.plot.differences())


def test_a_notebook_shows_a_picture_and_nothing_else_keeps_it(
    plans: planner.PlanSet,
) -> None:
    figure = plans["one"].plot.seats()
    assert figure._repr_png_().startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert not pyplot.get_fignums()


def test_equal_plans_are_drawn_without_bars(hamlet: Path) -> None:
    same = planner.PlanSet({"a": plan_of_one(hamlet), "b": plan_of_one(hamlet)})
    figure = same.plot.differences()
    assert not any(axis.patches for axis in figure.axes)
    drawn(figure)


def test_many_runs_are_told_apart(hamlet: Path) -> None:
    plans = {f"r{number}": plan_of_both(hamlet) for number in range(30)}
    figure = planner.PlanSet({"a": plan_of_one(hamlet), **plans}).plot.differences()
    colours = {bar.get_facecolor() for bar in figure.axes[0].patches}
    assert len(colours) == 30
    drawn(figure)


def test_the_frontier_joins_plans_that_none_beats(hamlet: Path) -> None:
    nobody = planner.load(hamlet).empty_plan()
    plans = planner.PlanSet(
        {"one": plan_of_one(hamlet), "both": plan_of_both(hamlet), "nobody": nobody}
    )
    figure = plans.plot.frontier()
    (axis,) = figure.axes
    line = axis.lines[0]
    assert list(line.get_xdata()) == [0, 12.5, 25]
    assert list(line.get_ydata()) == [2, 1, 0]
    drawn(figure)
    with pytest.raises(ValueError, match="no tier 7"):
        plans.plot.frontier(tier=7)


def test_a_plan_of_nobody_can_be_drawn(hamlet: Path) -> None:
    plot = planner.load(hamlet).empty_plan().plot
    for figure in (plot.attainment(), plot.budget(), plot.seats(), plot.calendar("A")):
        drawn(figure)
