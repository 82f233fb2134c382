"""Blocks: which characteristics are decided together, under which counts and tendencies.

Two characteristics that one count mentions must be decided in one table, or the count could
become unreachable by how the first was drawn. Tendencies only look back, so they bind
nothing together and tables stay small.
"""

from dataclasses import dataclass

from planner.synthesis.population import Population
from planner.synthesis.values import Values


@dataclass(frozen=True)
class Block:
    """Characteristics decided together."""

    names: tuple[str, ...]
    """Characteristics to decide."""
    known: tuple[str, ...]
    """Characteristics decided before, or given by the unit, that matter here."""
    counts: tuple[str, ...]
    """Names of the counts to meet."""
    tendencies: tuple[int, ...]
    """Positions of the tendencies that apply."""
    retirement: bool
    """Nobody may have reached retirement; tested where sex and age first meet."""


def blocks(population: Population, values: Values) -> list[Block]:
    """Return the blocks in the order in which they are decided."""
    order = tuple(population.characteristics)
    lead = {name: name for name in order}
    mentioned = {
        name: [used for used in order if used in values.names(count.who)]
        for name, count in population.counts.items()
    }
    for together in mentioned.values():
        leads = {lead[name] for name in together}
        first = min(leads, key=order.index, default="")
        lead = {name: first if at in leads else at for name, at in lead.items()}
    leads_in_order = sorted(set(lead.values()), key=order.index)
    place = {name: leads_in_order.index(lead[name]) for name in order}
    place |= dict.fromkeys(values.given, -1)
    used = [values.names(rule.who) for rule in population.tendencies]
    result = []
    for at, first in enumerate(leads_in_order):
        names = tuple(name for name in order if lead[name] == first)
        counts = tuple(
            name for name, members in mentioned.items() if set(members) & set(names)
        )
        tendencies = tuple(
            rule
            for rule, needs in enumerate(used)
            if max((place[name] for name in needs), default=-1) == at
        )
        retirement = max(place["sex"], place["age"]) == at
        needed = {name for rule in tendencies for name in used[rule]}
        needed |= {
            name
            for count in counts
            for name in values.names(population.counts[count].who)
        }
        if retirement:
            needed |= {"sex", "age"}
        known = tuple(
            name for name in values.of if name in needed and name not in names
        )
        result.append(Block(names, known, counts, tendencies, retirement))
    return result
