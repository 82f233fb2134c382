"""Objectives: the values that are minimised, in lexicographic order."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from models.enrolments import Enrolments, as_columns, of_plan
from models.measures.money import total_cost
from models.measures.targets import target_figures
from models.measures.unit_cover import unit_cover
from models.plan import Plan, PlanColumns
from models.preference import EarlierCompletion, Preference, PriorityGroup
from models.scenario import Scenario


@dataclass(frozen=True)
class ObjectiveValue:
    """The value of a plan for one objective; smaller is better."""

    name: str
    """`tier-1`, `tier-2`, …, `cost`, or `preference:<kind>`."""
    unit: str
    """Unit of the value."""
    value: int


def objective_values(
    scenario: Scenario, plan: Plan | PlanColumns
) -> tuple[ObjectiveValue, ...]:
    """Return the value of every objective, the most important first.

    Tiers in use, ascending; cost, if there are budget lines; preferences as declared. The
    second and later preferences of a kind are numbered: `preference:priority_group#2`.
    """
    columns = as_columns(scenario, plan)
    values = list(_tier_values(scenario, columns))
    if scenario.spec.budget:
        cost = total_cost(scenario, columns)
        values.append(ObjectiveValue("cost", "thousand dong", cost))
    enrolments = of_plan(columns)
    seen: Counter[str] = Counter()
    for preference in scenario.spec.preferences:
        kind = preference.kind
        seen[kind] += 1
        number = f"#{seen[kind]}" if seen[kind] > 1 else ""
        unit = "years" if kind == "earlier_completion" else "enrolments"
        value = preference_value(preference, enrolments)
        values.append(ObjectiveValue(f"preference:{kind}{number}", unit, value))
    return tuple(values)


def _tier_values(scenario: Scenario, columns: PlanColumns) -> Iterable[ObjectiveValue]:
    """Yield the value of each tier, ascending; nothing for what is monitored.

    The weighted shortfall of its targets, and who is away beyond unit cover if that is of
    the tier.
    """
    total: Counter[int] = Counter()
    weights: dict[int, set[int]] = {}
    for figure in target_figures(scenario, columns):
        if figure.tier is None or figure.shortfall is None:
            continue
        total[figure.tier] += figure.weight * figure.shortfall
        weights.setdefault(figure.tier, set()).add(figure.weight)
    cover = scenario.spec.rules.soft_cover
    if cover is not None:
        beyond = int(unit_cover(columns)["beyond"].sum())
        total[cover.tier] += cover.weight * beyond
        weights.setdefault(cover.tier, set()).add(cover.weight)
    for tier in sorted(weights):
        unit = "officials" if weights[tier] == {1} else "weighted officials"
        yield ObjectiveValue(f"tier-{tier}", unit, total[tier])


def preference_value(preference: Preference, enrolments: Enrolments) -> int:
    """Return the value of one preference for the new enrolments of a plan."""
    if isinstance(preference, EarlierCompletion):
        return _years_waited(enrolments)
    if isinstance(preference, PriorityGroup):
        return _outside(preference, enrolments)
    return _unevenness(enrolments)


def _years_waited(enrolments: Enrolments) -> int:
    spec = enrolments.scenario.spec
    return sum(
        len(rows) * (start + spec.courses[course].duration - 1 - spec.horizon.first)
        for course, start, rows in enrolments.intakes
        if not spec.courses[course].repeatable
    )


def _outside(preference: PriorityGroup, enrolments: Enrolments) -> int:
    scenario = enrolments.scenario
    preferred = scenario.roster.members(
        preference.who,
        scenario.spec.groups,
        f"{scenario.spec.horizon.first - 1}-12-31",
    )
    return int((~preferred[enrolments.official]).sum())


def _unevenness(enrolments: Enrolments) -> int:
    roster = enrolments.scenario.roster
    units, named = len(roster.unit_names), roster.named
    officials = np.bincount(roster.unit[:named], minlength=units)
    sent = np.bincount(roster.unit[enrolments.official], minlength=units)
    # The difference from a proportional part, in whole enrolments, unit by unit.
    distance = np.abs(sent * named - len(enrolments) * officials)
    return int((distance // max(1, named)).sum())
