"""Kinds: officials whose columns are equal, so that work is done once for all of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.formulation.distinct import distinct_rows
from planner.formulation.hiring import Hiring, hiring_of
from planner.formulation.people import People
from planner.formulation.usefulness import Rows

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Kinds:
    """The distinct kinds of officials; every table has a row for each."""

    rows: Rows
    load: Ints
    load_limit: Ints
    long: Ints
    long_limit: Ints
    pay: Ints
    priority: Ints
    unit: Ints
    """Unit if the official's unit is looked at on its own, else -1."""
    of: Ints
    """Kind of each official."""
    recruits: Ints
    """Group of potential recruits of each kind; -1 for kinds of named officials."""
    hiring: Hiring | None
    """Types of vacancies; None if nobody is recruited."""
    sizes: Ints
    """Officials of each kind."""

    def members(self) -> list[Ints]:
        """Return the officials of each kind, in roster order."""
        order = np.argsort(self.of, kind="stable")
        return np.split(order, np.cumsum(self.sizes)[:-1])


def kinds_of(people: People, units: frozenset[int] = frozenset()) -> Kinds:
    """Return the kinds of officials of a scenario.

    Parameters
    ----------
    units
        Units whose officials are kinds of their own.
    """
    background = people.background
    unit = np.where(np.isin(people.roster.unit, sorted(units)), people.roster.unit, -1)
    # A decided course starts within its decided years and never else.
    decided = people.pinned != 0
    starts = np.where(decided, people.starts & people.pinned, people.starts)
    tables = {
        "starts": starts,
        "requirements": people.requirements,
        "needs": people.needs,
        "held_from": background.held_from,
        "pinned": people.pinned,
        "sometime": people.sometime,
        "load": background.load,
        "load_limit": background.load_limit[:, None],
        "long": background.long,
        "long_limit": background.long_limit[:, None],
        "pay": people.pay_patterns[0],
        "priority": people.priority,
        "unit": unit[:, None],
    }
    first, of = distinct_rows(list(tables.values()))
    hiring = None
    group = np.full(people.size, -1, dtype=np.int64)
    if people.roster.potential:
        hiring = hiring_of(people.scenario, of, people.standing)
        group[people.roster.named :] = hiring.of
        tables["recruit"] = group[:, None]
        first, of = distinct_rows(list(tables.values()))
    part = {name: np.ascontiguousarray(table[first]) for name, table in tables.items()}
    rows = Rows(
        **{
            name: part[name]
            for name in (
                "starts", "requirements", "needs", "held_from", "pinned", "sometime",
            )
        }
    )  # fmt: skip
    whole = {name: part[name].astype(np.int64) for name in tables}
    return Kinds(
        rows=rows,
        load=whole["load"],
        load_limit=whole["load_limit"][:, 0],
        long=whole["long"],
        long_limit=whole["long_limit"][:, 0],
        pay=whole["pay"],
        priority=whole["priority"],
        unit=whole["unit"][:, 0],
        of=of,
        recruits=group[first],
        hiring=hiring,
        sizes=np.bincount(of, minlength=len(first)),
    )
