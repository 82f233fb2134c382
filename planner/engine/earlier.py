"""Earlier: what a run of a similar scenario found, for the next search to start from.

The plan is a plan here too if it obeys every rule; else its numbers of classes are where
the search starts. What was proven of a scenario holds in every scenario that allows no plan
more (less money, fewer seats, higher percentages): each plan there is a plan here, with a
shortfall no larger.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from models.plan import Plan
from models.result import Stage
from models.scenario import Scenario, ScenarioSpec


@dataclass(frozen=True)
class Earlier:
    """A plan of a similar scenario and what was proven with it.

    Parameters
    ----------
    stages
        What was proven of each objective, of that scenario.
    scenario
        The scenario that the plan was made for.
    """

    plan: Plan
    stages: tuple[Stage, ...]
    scenario: Scenario

    def bounds(self, scenario: Scenario) -> list[tuple[int, tuple[int, ...], int]]:
        """Return what holds in a scenario too: (tier, values of tiers before it, bound).

        Nothing, if the scenario may allow a plan that the earlier one did not.
        """
        if not allows_no_more(self.scenario, scenario):
            return []
        bounds: list[tuple[int, tuple[int, ...], int]] = []
        held: tuple[int, ...] = ()
        for at, stage in enumerate(self.stages):
            if not stage.name.startswith("tier-") or stage.incumbent is None:
                break
            if stage.bound is not None:
                bounds.append((at, held, stage.bound))
            held = (*held, stage.incumbent)
        return bounds


def allows_no_more(earlier: Scenario, scenario: Scenario) -> bool:
    """Return whether every plan of a scenario is one of the earlier one, no worse there.

    They may differ in amounts of budget lines, seats, numbers of classes and percentages
    of targets, none of them more generous than before. False if in doubt.
    """
    return (
        _rest(earlier.spec) == _rest(scenario.spec)
        and all(
            _same(getattr(earlier, table), getattr(scenario, table))
            for table in ("roster", "pins", "in_progress", "appointments")
        )
        and all(
            now is not None and (before is None or now <= before)
            for before, now in zip(
                _limits(earlier.spec), _limits(scenario.spec), strict=True
            )
            if before is not None or now is not None
        )
        and all(
            target.percent >= earlier.spec.targets[name].percent
            for name, target in scenario.spec.targets.items()
        )
    )


def _rest(spec: ScenarioSpec) -> dict[str, Any]:
    """Return a specification without the numbers that may differ, and without texts."""
    data = spec.model_dump(exclude={"name", "title", "description"})
    for course in data["courses"].values():
        del course["classes"], course["seats"]
    for line in data["budget"].values():
        del line["amount"]
    for target in data["targets"].values():
        del target["percent"]
    return data


def _limits(spec: ScenarioSpec) -> Iterator[Any]:
    """Yield every limit that may differ, in a fixed order; None is no limit."""
    for year in spec.horizon.years:
        for name in sorted(spec.budget):
            yield spec.budget[name].amount.at(year) or Decimal(0)
        for name in sorted(spec.courses):
            for limit in (spec.courses[name].classes, spec.courses[name].seats):
                yield None if limit is None else limit.at(year)


def _same(one: Any, other: Any) -> bool:
    """Return whether two tables hold the same."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if is_dataclass(one):
        return all(
            _same(getattr(one, field.name), getattr(other, field.name))
            for field in fields(one)
            if not field.name.startswith("_")  # kept for speed, follows from the rest
        )
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, (pd.DataFrame, pd.Series, pd.Index)):
        return bool(one.equals(other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(
            _same(one[key], other[key]) for key in one
        )
    return bool(one == other)
