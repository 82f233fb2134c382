"""Filters and conditions in words, with what planners call the attributes."""

from models import expression as expressions
from models.condition import Condition
from models.expression import (
    Compare,
    Every,
    Everyone,
    Expression,
    Holds,
    Is,
    Not,
    OneOf,
    Some,
)
from models.scenario import ScenarioSpec
from planner.language import _

_SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def filter_in_words(spec: ScenarioSpec, text: str) -> str:
    """Return who passes a filter, for example `Đảng viên and age < 40`."""
    return _words(spec, expressions.parse(text), inner=False)


def condition_in_words(spec: ScenarioSpec, condition: Condition) -> str:
    """Return what a condition asks, for example `Lý luận chính trị: trung_cap or above`."""
    name = _name(spec, condition.attribute)
    if condition.at_least is not None:
        words = _("{attribute}: {level} or above")
        return words.format(attribute=name, level=_value(condition.at_least))
    if condition.any_of is not None:
        words = _("{attribute}: one of {values}")
        return words.format(attribute=name, values=", ".join(condition.any_of))
    if condition.fits is not None:
        words = _("{attribute} that fits {other}")
        return words.format(attribute=name, other=_name(spec, condition.fits))
    return name if condition.equals else _("not: {what}").format(what=name)


def _words(spec: ScenarioSpec, node: Expression, *, inner: bool) -> str:
    match node:
        case Everyone():
            return _("all officials")
        case Is(name=name, group=True):
            return _words(spec, expressions.parse(spec.groups[name]), inner=inner)
        case Is(name=name):
            return _name(spec, name)
        case Compare(name="sex", op=op, value=value):
            female = (value == "female") == (op == "==")
            return _("women") if female else _("men")
        case Compare(name=name, op=op, value=value):
            return f"{_name(spec, name)} {_SIGNS[op]} {_value(value)}"
        case OneOf(name=name, values=values):
            words = _("{attribute}: one of {values}")
            shown = ", ".join(map(_value, values))
            return words.format(attribute=_name(spec, name), values=shown)
        case Holds(name=name, value=held):
            return f"{_name(spec, name)}: {held}"
        case Not(part=part):
            return _("not: {what}").format(what=_words(spec, part, inner=True))
        case Every(parts=parts):
            joined = f" {_('and')} ".join(_words(spec, p, inner=True) for p in parts)
        case Some(parts=parts):
            joined = f" {_('or')} ".join(_words(spec, p, inner=True) for p in parts)
    return f"({joined})" if inner else joined


def _name(spec: ScenarioSpec, name: str) -> str:
    fixed = {"age": _("age"), "sex": _("sex"), "unit": _("unit")}
    if name in fixed:
        return fixed[name]
    return spec.attributes[name].label or name


def _value(value: str | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
