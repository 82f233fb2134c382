"""No broken input ends in a traceback, and nothing is written for one."""

import re
from pathlib import Path

import pytest

from tests.cli import searches
from tests.cli.conftest import Planner
from tests.io.broken import BROKEN, Broken
from tests.io.good_scenario import write

LINES_OF_A_PROBLEM = re.compile(r"(error|warning): .* \[[a-z-]+\]$|  (found|remedy): ")


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_broken_input_is_2_and_nothing_is_written(
    planner: Planner, tmp_path: Path, case: Broken
) -> None:
    folder = write(tmp_path / "good")
    case.breaks(folder)
    before = everything_in(tmp_path)
    options = [
        *(word for name in case.what_ifs for word in ("--what-if", name)),
        *(word for text in case.changes for word in ("--set", text)),
    ]
    done = planner("solve", folder, *options, search=searches.breaks_down)
    assert done.exit_code == 2
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines and all(LINES_OF_A_PROBLEM.match(line) for line in lines), lines
    assert f"[{case.code}]" in done.stderr
    assert everything_in(tmp_path) == before
