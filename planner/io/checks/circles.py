"""Circles in a graph of names."""

from collections.abc import Mapping, Set
from graphlib import CycleError, TopologicalSorter


def circles(uses: Mapping[str, Set[str]]) -> list[list[str]]:
    """Return circles of names, each ending with its first name; none shares a name."""
    found: list[list[str]] = []
    rest = dict(uses)
    while True:
        try:
            TopologicalSorter(rest).prepare()
        except CycleError as error:
            # The sorter lists a circle against the direction of use.
            circle: list[str] = error.args[1][::-1]
            found.append(circle)
            rest = {name: used for name, used in rest.items() if name not in circle}
        else:
            return found
