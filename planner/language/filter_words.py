"""Filters and conditions in words, with what planners call the attributes."""

from collections.abc import Iterable, Mapping

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
from planner.language.office_words import value_label
from planner.language.sentences import Words

_SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}


def filter_in_words(spec: ScenarioSpec, text: str) -> str:
    """Return who passes a filter, for example `Đảng viên and age < 40`."""
    return _words(spec, expressions.parse(text), inner=False)


def condition_in_words(spec: ScenarioSpec, condition: Condition) -> str:
    """Return what a condition asks, for example `Lý luận chính trị: trung_cap or above`."""
    name = _name(spec, condition.attribute)
    if condition.at_least is not None:
        words = _("{attribute}: {level} or above")
        level = _value(spec, condition.attribute, condition.at_least)
        return words.format(attribute=name, level=level)
    if condition.any_of is not None:
        words = _("{attribute}: one of {values}")
        values = _values(spec, condition.attribute, condition.any_of)
        return words.format(attribute=name, values=values)
    if condition.fits is not None:
        words = _("{attribute} that fits {other}")
        return words.format(attribute=name, other=_name(spec, condition.fits))
    return name if condition.equals else _("not: {what}").format(what=name)


def sentence_words(spec: ScenarioSpec) -> Words:
    """Return what a scenario calls the names and values in sentences of the domain model.

    For `told`: the filter `who`, the `attribute` and values of it.
    """

    def words(filled: Mapping[str, str]) -> Mapping[str, str]:
        result = dict(filled)
        if "who" in filled:
            result["who"] = filter_in_words(spec, filled["who"])
        name = filled.get("attribute", "")
        if name not in spec.attributes:
            return result
        result["attribute"] = _name(spec, name)
        truths = {"true": _("yes"), "false": _("no")}
        for place in {"value", "values", "level", "wanted"} & set(filled):
            texts = [truths.get(text, text) for text in filled[place].split(", ")]
            result[place] = _values(spec, name, texts)
        if "fits" in filled:
            result["fits"] = _name(spec, filled["fits"])
        return result

    return words


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
            return f"{_name(spec, name)} {_SIGNS[op]} {_value(spec, name, value)}"
        case OneOf(name=name, values=values):
            words = _("{attribute}: one of {values}")
            shown = _values(spec, name, values)
            return words.format(attribute=_name(spec, name), values=shown)
        case Holds(name=name, value=held):
            return f"{_name(spec, name)}: {_value(spec, name, held)}"
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


def _value(spec: ScenarioSpec, name: str, value: str | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value_label(spec.attributes, name, str(value))


def _values(spec: ScenarioSpec, name: str, values: Iterable[str | float]) -> str:
    return ", ".join(_value(spec, name, value) for value in values)
