"""Wants: single things to hold, that courses may give — a level, or a value of a set."""

from dataclasses import dataclass

from models.attribute import Ladder
from models.condition import Condition
from models.course import Course, Grant
from models.holdings import Columns
from models.roster import Roster


@dataclass(frozen=True)
class Want:
    """A level at least, or one of some values."""

    attribute: str
    ladder: bool
    code: int
    """Position of the lowest level, or bits of the values of which one will do."""

    def held(self, held: Columns, official: int) -> bool:
        """Return whether an official holds it."""
        value = int(held[self.attribute][official])
        return value >= self.code if self.ladder else value & self.code != 0

    def given_by(self, roster: Roster, course: Course) -> bool:
        """Return whether completing a course is enough to hold it."""
        return any(
            code >= self.code if self.ladder else code & self.code != 0
            for grant, code in (
                (grant, _code(roster, grant)) for grant in course.grants
            )
            if grant.attribute == self.attribute
        )


def wanted(roster: Roster, condition: Condition) -> list[Want]:
    """Return what a condition on a ladder or a set asks of each official."""
    name = condition.attribute
    if isinstance(roster.attributes[name], Ladder):
        level = int(roster.code(name, str(condition.at_least)))
        return [Want(name, True, level)] * len(roster)
    masks = roster.fitting_masks(condition)
    return [Want(name, False, int(mask)) for mask in masks]


def granted(roster: Roster, course: Course) -> list[Want]:
    """Return everything that a course grants, one by one."""
    found = []
    for grant in course.grants:
        code = _code(roster, grant)
        if grant.level is not None:
            found.append(Want(grant.attribute, True, code))
            continue
        bits = (1 << at for at in range(code.bit_length()))
        found += [Want(grant.attribute, False, bit) for bit in bits if bit & code]
    return found


def _code(roster: Roster, grant: Grant) -> int:
    if grant.level is not None:
        return int(roster.code(grant.attribute, grant.level))
    assert grant.add is not None
    return roster.mask_of(grant.attribute, grant.add)
