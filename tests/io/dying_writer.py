"""Writes a result folder again and again, dying one file operation later each time.

Prints one JSON line per death: what an observer then finds. Started as a program by tests:
python -m tests.io.dying_writer FOLDER
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import click

from planner.io.write_run import write_run
from tests.io.runs import result_of, small

_OPERATIONS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}


def write(folder: Path, size: int) -> None:
    scenario, plan = small(size)
    write_run(folder, scenario, plan, result_of(scenario, plan))


def die_at(operation: int, folder: Path) -> None:
    """Kill this process just before one of its file operations below the parent."""
    done = 0
    place = str(folder.parent)

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal done
        if event in _OPERATIONS and str(arguments[0]).startswith(place):
            done += 1
            if done == operation:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def found(folder: Path) -> Any:
    """The size of the result there; None if there is none. Fails on half a result."""
    if not folder.exists():
        return None
    rows = (folder / "enrolments.csv").read_text().splitlines()[1:]
    size = json.loads((folder / "result.json").read_text())["enrolments"]
    names = {path.name for path in folder.iterdir()}
    whole = {"result.json", "enrolments.csv", "classes.csv", "targets.csv"}
    whole |= {"budget.csv", "quotas.csv", "scenario.json"}
    return size if size == len(rows) and names == whole else "half a result"


def main() -> None:
    folder = Path(sys.argv[1])
    operation, died = 0, True
    while died:
        operation += 1
        child = os.fork()
        if child == 0:
            die_at(operation, folder)
            write(folder, 2)
            os._exit(0)
        died = os.waitpid(child, 0)[1] != 0
        click.echo(json.dumps(found(folder)))


if __name__ == "__main__":
    main()
