"""Objectives: the lexicographic order, and each objective over the columns.

tier-k: Σ weight · s[t,y] over its targets and years, and Σ weight · over[y] where unit
cover is of the tier · cost: Σ charged to all lines ·
preferences as in `models.preference`. `even_units` has no columns (units are not part of
the blocks); the dealing of paths to officials serves it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.preference import EarlierCompletion, EvenUnits
from planner.formulation.catalogue import Catalogue


@dataclass(frozen=True)
class Objective:
    """One place in the lexicographic order."""

    name: str
    kind: str
    """`tier`, `cost`, `earlier_completion`, `priority_group` or `even_units`."""
    number: int = 0
    """Tier, or position among the priority groups."""


def order(catalogue: Catalogue) -> tuple[Objective, ...]:
    """Return the objectives of a scenario from first to last."""
    found = [Objective(f"tier-{tier}", "tier", tier) for tier in catalogue.tiers]
    if catalogue.scenario.line_ids:
        found.append(Objective("cost", "cost"))
    groups = 0
    seen: dict[str, int] = {}
    for preference in catalogue.scenario.spec.preferences:
        seen[preference.kind] = seen.get(preference.kind, 0) + 1
        name = f"preference:{preference.kind}"
        if seen[preference.kind] > 1:
            name += f"#{seen[preference.kind]}"
        if isinstance(preference, EarlierCompletion | EvenUnits):
            found.append(Objective(name, preference.kind))
        else:
            found.append(Objective(name, preference.kind, groups))
            groups += 1
    return tuple(found)


def tiers_of(objectives: Iterable[Objective]) -> tuple[Objective, ...]:
    """Return the tiers among some objectives, in their order."""
    return tuple(entry for entry in objectives if entry.kind == "tier")
