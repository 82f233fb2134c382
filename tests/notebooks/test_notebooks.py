from itertools import pairwise
from typing import Any

import matplotlib.font_manager  # noqa: F401  (writes its cache now, not in a kernel)
import pytest

from tests.notebooks.running import FOLDER, NAMES, outputs, printed, read, run

FRONTIER = """
import json

print(
    json.dumps(
        {
            "percents": percents,
            "plans": [[int(n) for n in missing(plan(p))] for p in percents],
            "relaxed": [[float(n) for n in relaxed(p)] for p in percents],
            "knee": int(knee),
        }
    )
)
"""
SLIDER = """
before = shown.value
slider.value = -17
moved = shown.value
button.click()
planned = answer(-17, with_plan=True)["plan"].tolist()
print(json.dumps([before, moved, shown.value, planned]))
"""
WHAT_IFS = "03_what_if_budgets.ipynb"


def test_there_are_five_and_the_readme_lists_them_in_order() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    places = [text.index(f"({name})") for name in NAMES]
    assert len(NAMES) == 5 and places == sorted(places)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_a_run_made_is_stored(name: str) -> None:
    notebook = read(name)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert {cell.execution_count for cell in code} == {None}
    assert "widgets" not in notebook.metadata  # the state of sliders


@pytest.mark.parametrize("name", NAMES)
def test_each_answers_one_question_and_leads_to_the_next(name: str) -> None:
    first, last = read(name).cells[0].source, read(name).cells[-1].source
    assert first.startswith("# ") and first.count("**The question: ") == 1
    following = dict(pairwise(NAMES)).get(name)
    assert following is None or f"]({following})" in last


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file_of_the_repository(name: str) -> None:
    text = "\n".join(c.source for c in read(name).cells if c.cell_type == "markdown")
    for part in text.split("](")[1:]:
        assert (FOLDER / part.split(")")[0]).exists(), part.split(")")[0]


@pytest.mark.parametrize("name", [name for name in NAMES if name != WHAT_IFS])
def test_it_runs_from_top_to_bottom_without_a_warning(name: str) -> None:
    assert_clean(run(name))


def test_what_if_budgets_run_and_keep_their_promises() -> None:
    ran = run(WHAT_IFS, FRONTIER, SLIDER)
    assert_clean(ran)
    assert_frontier(**printed(ran, -2))
    assert_slider(*printed(ran, -1))


def assert_clean(notebook: Any) -> None:
    found = outputs(notebook)
    assert {output.output_type for output in found} >= {"stream", "execute_result"}
    assert [o.text for o in found if o.get("name") == "stderr"] == []


def assert_frontier(
    percents: list[int], plans: list[list[int]], relaxed: list[list[float]], knee: int
) -> None:
    """More money is never worse in the order of tiers; no plan is before its relaxation."""
    assert (percents[0], percents[-1]) == (-20, 20)
    assert plans == sorted(plans, reverse=True) and plans[0] > plans[-1]
    for plan, proven in zip(plans, relaxed, strict=True):
        assert plan >= [value - 1e-6 for value in proven]
    assert -20 < knee < 20


def assert_slider(before: str, moved: str, planned: str, missing: list[int]) -> None:
    """Moving it shows the relaxation, said to be no plan; the button shows a plan."""
    assert "missing at +0 %" in before and "missing at -17 %" in moved
    assert "no plan" in moved and "<th>plan</th>" not in moved
    assert "<th>plan</th>" in planned
    assert all(f"<td>{value}</td>" in planned for value in missing)
