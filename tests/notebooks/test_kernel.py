"""A long call in a real kernel: it shows progress, and an interrupt keeps the best plan."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from tests.cli.folders import write_scenario

CELL = """
import json
from functools import partial

import planner
from planner.engine import process
from tests.cli import searches

process.run = partial(process.run, search=searches.slow)
plan = planner.load({folder!r}).solve()
print(json.dumps([plan.cut_short, plan.status, len(plan), len(plan.verify())]))
"""


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Any, Any]]:
    """A kernel that finds the tests, speaks English, and is stopped at the end."""
    monkeypatch.setenv("PLANNER_LANG", "en")
    manager, client = start_new_kernel(cwd=str(Path(__file__).parents[2]))
    yield manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_an_interrupt_in_a_kernel_keeps_the_best_plan(
    kernel: tuple[Any, Any], tmp_path: Path
) -> None:
    manager, client = kernel
    folder = write_scenario(tmp_path / "hamlet")
    asked = client.execute(CELL.format(folder=str(folder)))
    shown, text = [], ""
    while True:
        message = client.get_iopub_msg(timeout=120)
        if message["parent_header"].get("msg_id") != asked:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind in ("display_data", "update_display_data"):
            shown.append(content["data"]["text/plain"])
            if "plan with 1 enrolment" in shown[-1]:
                manager.interrupt_kernel()
        elif kind == "stream":
            text += content["text"]
        assert kind != "error", content
        if kind == "status" and content["execution_state"] == "idle":
            break
    # The first text stands there at once; the plan was shown before the search had ended.
    assert shown[0] == "starting" and "plan with 1 enrolment" in shown[-1]
    assert json.loads(text) == [True, "feasible", 1, 0]
