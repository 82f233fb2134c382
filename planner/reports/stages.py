"""What a stage of the search has proven, in words."""

from models.result import SolveStatus, Stage
from planner.language import _
from planner.reports import labels
from planner.reports.numbers import count, money


def in_words(stage: Stage) -> str:
    """Return the value of the plan in one objective and what is proven about it.

    For example: tier 1: 12 officials missing; proven: no plan is better.
    """
    return f"{_value(stage)}; {_proof(stage)}."


def _value(stage: Stage) -> str:
    value, unit = _amount(stage, stage.incumbent), _(labels.UNITS.get(stage.unit, ""))
    if stage.name == "cost":
        return _("Cost: {value} million dong").format(value=value)
    if stage.name.startswith("tier-"):
        tier = stage.name.removeprefix("tier-")
        return _("Tier {tier}: shortfall {value} {unit}").format(
            tier=tier, value=value, unit=unit
        )
    kind, __, number = stage.name.removeprefix("preference:").partition("#")
    name = _(labels.PREFERENCES.get(kind, kind)) + (f" (#{number})" if number else "")
    return f"{name}: {value} {unit}"


def _proof(stage: Stage) -> str:
    if stage.status is SolveStatus.OPTIMAL:
        return _("proven: no plan is better")
    if stage.bound is None:
        return _("nothing is proven")
    if stage.bound == stage.incumbent:
        return _(
            "no plan that keeps the steps above is better; the steps above are "
            "not proven"
        )
    return _("not proven: at least {bound}").format(bound=_amount(stage, stage.bound))


def _amount(stage: Stage, value: int | None) -> str:
    if stage.unit == "thousand dong" and value is not None:
        return money(value)
    return count(value)
