import pytest

from planner.sweep.axes import AxisError, grid, scale_axis, value_axis, what_if_axis


def test_a_range_of_factors_has_both_ends_and_equal_steps() -> None:
    axis = scale_axis("budget.*.amount=0.6:1.2:13")
    assert [step.label for step in axis.steps] == [
        "0.6", "0.65", "0.7", "0.75", "0.8", "0.85", "0.9", "0.95", "1", "1.05", "1.1",
        "1.15", "1.2",
    ]  # fmt: skip
    assert axis.ordered


def test_a_factor_is_a_single_change_and_one_changes_nothing() -> None:
    steps = scale_axis("budget.city.amount=1,0.8").steps
    assert [step.changes for step in steps] == [("budget.city.amount*=0.8",), ()]


def test_values_are_written_as_a_change_would_be() -> None:
    steps = value_axis("courses.TC.who=['@members', all]").steps
    assert [step.changes for step in steps] == [
        ('courses.TC.who="@members"',),
        ('courses.TC.who="all"',),
    ]


def test_what_ifs_may_be_applied_together_or_not_at_all() -> None:
    steps = what_if_axis(("baseline", "cut+closed")).steps
    assert [step.what_ifs for step in steps] == [(), ("cut", "closed")]


def test_the_grid_has_every_combination_once_with_fixed_changes_first() -> None:
    axes = [what_if_axis(("a", "b")), scale_axis("x=0,1"), scale_axis("y=0,2")]
    points = grid(axes, ("seed=3",))
    assert len(points) == len({point.at for point in points}) == 8
    assert points[-1].what_ifs == ("b",)
    assert points[-1].changes == ("seed=3", "y*=2")
    assert points[0].changes == ("seed=3", "x*=0", "y*=0")


@pytest.mark.parametrize(
    "text",
    ["x", "=1", "x=", "x=1:2", "x=1:2:1", "x=1:2:1001", "x=a,b", "x=-1,1", "x=1001",
     "x=nan,1", "x=1:inf:3"],
)  # fmt: skip
def test_an_axis_of_factors_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(AxisError, match="PATH=FIRST:LAST:COUNT"):
        scale_axis(text)


@pytest.mark.parametrize("text", ["x", "x=3", "x=[]", "x=[1, 1]", "x=[", "=[1]"])
def test_an_axis_of_values_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(AxisError):
        value_axis(text)


def test_a_path_varied_twice_and_a_grid_too_large_are_refused() -> None:
    with pytest.raises(AxisError, match="same path"):
        grid([scale_axis("x=1,2"), scale_axis("x=3,4")], ())
    many = [scale_axis(f"{name}=0:1:100") for name in "abc"]
    with pytest.raises(AxisError, match="1,000,000 points"):
        grid(many, ())
