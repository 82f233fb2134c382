"""Engines: the ways to find plans, behind one function each."""

from collections.abc import Callable

from models.scenario import Scenario
from planner.engine import reference
from planner.engine.messages import Message
from planner.engine.search import search as default_search
from planner.engine.settings import EngineName, SolveSettings

Search = Callable[[Scenario, SolveSettings, Callable[[Message], None]], None]
"""Searches and tells what it finds through the function it is given."""

SEARCHES: dict[EngineName, Search] = {
    "default": default_search,
    "reference": reference.search,
}
"""The search of every engine. All tell the same messages, and their plans pass the same
rules before they are told."""
