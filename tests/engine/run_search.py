"""Runs one of the searches and prints what came of it; started as a program by tests.

Usage: python -m tests.engine.run_search SEARCH [TIME_LIMIT]
"""

import sys
import time

import click

from models.scenario import Scenario
from planner.engine import process
from planner.engine.messages import Message
from planner.engine.settings import SolveSettings
from tests import builders
from tests.engine import searches


def small() -> Scenario:
    return builders.scenario(builders.officials("A", "B"))


def main() -> None:
    limit = float(sys.argv[2]) if len(sys.argv) > 2 else None

    def watch(message: Message, elapsed: float) -> None:
        click.echo(f"{type(message).__name__} {getattr(message, 'doing', '')}")

    outcome = process.run(
        small(),
        SolveSettings(time_limit=limit),
        watch,
        search=getattr(searches, sys.argv[1]),
        started=time.monotonic(),
    )
    size = "none" if outcome.plan is None else len(outcome.plan)
    click.echo(f"ending {outcome.ending} plan {size}")


if __name__ == "__main__":
    main()
