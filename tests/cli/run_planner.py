"""The command with another search; started as a program by tests.

Usage: python -m tests.cli.run_planner SEARCH ARGUMENT...
"""

import functools
import sys

from planner.cli import main
from planner.engine import process
from tests.cli import searches


def start() -> None:
    search = getattr(searches, sys.argv[1])
    process.run = functools.partial(process.run, search=search)  # type: ignore[assignment]
    main(sys.argv[2:], prog_name="planner")


if __name__ == "__main__":
    start()
