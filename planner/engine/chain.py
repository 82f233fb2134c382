"""Chain: settles somebody by two exchanges, the second where the first overfills a unit.

Mostly the last who are left over are in units in which everybody needs a course, more than
may be away: one has to hand the seat to somebody else. Few people are left for that, and
where they are there is no room when the course is held. So such a unit is overfilled, and
relieved in turn.
"""

from dataclasses import dataclass

from planner.engine.exchange import Exchange
from planner.engine.placing import settled_one_by_one
from planner.formulation.paths import Absence

_UNITS = 3
"""Units tried for one official."""
_OTHERS = 10
"""Units tried for one partner: with 3, 12 of 34 at a million were not settled, with 10
all."""
_MOVES = 3
"""Changes tried to relieve such a unit."""
_IN_VAIN = 500
"""Attempts in vain after which nobody more is tried."""


def settle_by_chains(
    exchange: Exchange, short: dict[Absence, int]
) -> dict[Absence, int]:
    """Settle those left over as far as possible; return who still is.

    Parameters
    ----------
    exchange
        Who takes what, and is sent from where; changed in place.
    short
        Absence -> officials left over.
    """
    return settled_one_by_one(short, _Chain(exchange).settle)


@dataclass
class _Chain:
    """Exchanges in an overfull unit and in the unit of who makes up for it."""

    exchange: Exchange
    in_vain: int = 0
    """Attempts that did not help whom they were for."""

    def settle(self, absence: Absence) -> bool:
        """Place one official of an absence who was left over; whether that was possible."""
        before = self.in_vain
        settled = self.exchange.settle(absence, _UNITS, self._relieve)
        if settled:
            self.in_vain = before
        return settled

    def _relieve(self, unit: int) -> bool:
        return self.exchange.relieve(unit) or self._relieve_by_two(unit)

    def _relieve_by_two(self, unit: int) -> bool:
        """Let somebody change with somebody whose unit has no room, and relieve that."""
        exchange = self.exchange
        tried = set()
        for change, sought, partners in exchange.reliefs(unit):
            partner = None if sought in tried else exchange.able(partners)
            if partner is None:
                continue
            tried.add(sought)
            others = exchange.least_lacking(*sought, _OTHERS, besides=unit)
            for other in others.tolist():
                if self.in_vain == _IN_VAIN:
                    return False
                mark = exchange.mark()
                exchange.swap(change, unit, partner, other)
                for _ in range(_MOVES):
                    if exchange.over(other) == 0 or not exchange.relieve(other):
                        break
                if exchange.over(other) == 0:
                    return True
                exchange.undo(mark)
                self.in_vain += 1
        return False
