"""What a stage of the search has proven, in words."""

from models.result import SolveStatus, Stage
from planner.reports import labels
from planner.reports.numbers import count, money


def in_words(stage: Stage) -> str:
    """Return the value of the plan in one objective and what is proven about it.

    For example: tier 1: 12 officials missing; proven: no plan is better.
    """
    return f"{_value(stage)}; {_proof(stage)}."


def _value(stage: Stage) -> str:
    value, unit = _amount(stage, stage.incumbent), labels.UNITS.get(stage.unit, "")
    if stage.name == "cost":
        return labels.STAGE_COST.format(value=value)
    if stage.name.startswith("tier-"):
        tier = stage.name.removeprefix("tier-")
        return labels.STAGE_TIER.format(tier=tier, value=value, unit=unit)
    kind, _, number = stage.name.removeprefix("preference:").partition("#")
    name = labels.PREFERENCES.get(kind, kind) + (f" (#{number})" if number else "")
    return labels.STAGE_PREFERENCE.format(name=name, value=value, unit=unit)


def _proof(stage: Stage) -> str:
    if stage.status is SolveStatus.OPTIMAL:
        return labels.PROVEN
    if stage.bound is None:
        return labels.NOTHING_PROVEN
    if stage.bound == stage.incumbent:
        return labels.PROVEN_AFTER
    return labels.NOT_PROVEN.format(bound=_amount(stage, stage.bound))


def _amount(stage: Stage, value: int | None) -> str:
    if stage.unit == "thousand dong" and value is not None:
        return money(value)
    return count(value)
