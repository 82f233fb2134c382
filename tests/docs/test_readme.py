"""The README is kept true: its commands exist, and its facts are those of the code."""

import os
import re
import shlex
from pathlib import Path

import click
import pytest

from planner.cli import COMMANDS, main
from planner.cli.exit_codes import ExitCode
from planner.io.write_run import FILES, PARQUET_ABOVE

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```bash\n(.*?)\n```", README, flags=re.DOTALL)
PAGES = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))]


def test_two_commands_do_all_the_setting_up() -> None:
    assert len(BLOCKS) == 2
    for block in BLOCKS:
        assert len(block.splitlines()) == 1
        # Nothing is installed outside a virtual environment: many systems refuse it.
        assert block.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_first_command_solves_a_scenario_that_exists() -> None:
    words = shlex.split(BLOCKS[0].rpartition("&& ")[2])
    assert words[:2] == [".venv/bin/planner", "solve"]
    assert (ROOT / words[2] / "scenario.yaml").is_file()


def test_the_second_command_is_what_the_checks_run() -> None:
    assert ".venv/bin/pytest" in BLOCKS[1]
    first = next(line for line in README.splitlines() if "bin/pytest" in line)
    assert first == BLOCKS[1]
    assert "bin/pytest" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_command_is_in_the_table() -> None:
    listed = re.findall(r"^\| `planner (\w+)", README, flags=re.MULTILINE)
    assert listed == [*COMMANDS]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_arguments_in_the_table_are_those_of_the_command(command: str) -> None:
    form = rf"^\| `planner {command}(?: ([A-Z .]+))?`"
    (row,) = re.findall(form, README, re.MULTILINE)
    context = click.Context(main)
    found = main.get_command(context, command)
    assert found is not None
    arguments = [item for item in found.params if isinstance(item, click.Argument)]
    assert row.split() == [item.make_metavar(context) for item in arguments]


def test_exit_codes_are_those_of_the_code() -> None:
    listed = re.findall(r"^\| (\d) \| ", README, flags=re.MULTILINE)
    assert [int(code) for code in listed] == [code.value for code in ExitCode]


def test_every_file_of_a_result_is_explained() -> None:
    for name in FILES:
        assert name in README or name.endswith(".parquet")
    assert f"above {PARQUET_ABOVE:,} rows" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    for target in targets:
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target
