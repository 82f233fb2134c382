"""Engines: the ways to find plans, behind one function each."""

from planner.engine import reference
from planner.engine.child import Search
from planner.engine.search import search as default_search
from planner.engine.settings import EngineName

SEARCHES: dict[EngineName, Search] = {
    "default": default_search,
    "reference": reference.search,
}
"""The search of every engine. All tell the same messages, and their plans pass the same
rules before they are told."""
