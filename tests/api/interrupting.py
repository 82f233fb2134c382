"""A search whose caller is interrupted, as a notebook's kernel is, once it has a plan."""

import os
import signal

from models.scenario import Scenario
from planner.engine.settings import SolveSettings
from tests.cli import searches


def search(scenario: Scenario, settings: SolveSettings, emit: searches.Emit) -> None:
    """Find one plan, then interrupt the process that waits for more."""

    def found(message: searches.Message) -> None:
        emit(message)
        os.kill(os.getppid(), signal.SIGINT)

    searches.slow(scenario, settings, found)
