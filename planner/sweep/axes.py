"""Axes of a sweep, and the points of the grid they span."""

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from planner.io.problems import InvalidInput
from planner.io.yaml_lines import parse_text
from planner.language import _
from planner.language.numbers import number

WHAT_IF = "what-if"
"""Name of the axis of named what-ifs."""
BASELINE = "baseline"
"""The what-if that changes nothing."""
_MOST_STEPS = 1000
_MOST_POINTS = 10_000


class AxisError(Exception):
    """An axis that cannot be read; says what is expected."""


@dataclass(frozen=True)
class Step:
    """One position on an axis."""

    label: str
    """What it is called in tables."""
    what_ifs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    """Single changes, PATH=VALUE or PATH*=FACTOR."""


@dataclass(frozen=True)
class Axis:
    """What is varied, and its positions."""

    name: str
    steps: tuple[Step, ...]
    ordered: bool = False
    """Whether each step allows at least as much as the one before, as factors do."""


@dataclass(frozen=True)
class Point:
    """One what-if of a sweep."""

    at: tuple[int, ...]
    """Position on each axis."""
    labels: tuple[str, ...]
    what_ifs: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def name(self) -> str:
        """What sets it apart, for people."""
        return "+".join((*self.what_ifs, *self.changes)) or BASELINE


def scale_axis(text: str) -> Axis:
    """Return the axis of PATH=FIRST:LAST:COUNT or PATH=FACTOR,FACTOR,...

    Raises
    ------
    AxisError
        If the text has another form.
    """
    path, equals, asked = (part.strip() for part in text.partition("="))
    try:
        if not path or not equals:
            raise ValueError
        factors = _range(asked) if ":" in asked else _list(asked)
        if not all(factor.is_finite() and 0 <= factor <= 1000 for factor in factors):
            raise ValueError
    except (ValueError, InvalidOperation):
        raise AxisError(
            _(
                "{text}: give PATH=FIRST:LAST:COUNT or PATH=FACTOR,FACTOR,... with "
                "factors from 0 to 1000 and at most {most_steps} of them"
            ).format(text=text, most_steps=_MOST_STEPS)
        ) from None
    steps = tuple(
        Step(
            label=_plain(factor),
            # A factor of 1 is the baseline itself.
            changes=() if factor == 1 else (f"{path}*={_plain(factor)}",),
        )
        for factor in sorted(set(factors))
    )
    return Axis(path, steps, ordered=True)


def value_axis(text: str) -> Axis:
    """Return the axis of PATH=[VALUE, VALUE, ...]; values are read as YAML.

    Raises
    ------
    AxisError
        If the text has another form.
    """
    path, equals, asked = (part.strip() for part in text.partition("="))
    try:
        values = parse_text(asked, text).data if path and equals else None
    except InvalidInput as invalid:
        raise AxisError(str(invalid)) from None
    if not isinstance(values, list) or not 0 < len(values) <= _MOST_STEPS:
        raise AxisError(
            _(
                "{text}: give PATH=[VALUE, VALUE, ...], at most {most_steps} of them"
            ).format(text=text, most_steps=_MOST_STEPS)
        )
    written = [json.dumps(value, ensure_ascii=False) for value in values]
    if len(set(written)) < len(written):
        raise AxisError(_("{text}: a value is given twice").format(text=text))
    return Axis(path, tuple(Step(value, (), (f"{path}={value}",)) for value in written))


def what_if_axis(names: Sequence[str]) -> Axis:
    """Return the axis of named what-ifs; NAME+NAME are applied together.

    Raises
    ------
    AxisError
        If one is named twice.
    """
    if len(set(names)) < len(names):
        raise AxisError(_("a what-if is named twice"))
    return Axis(
        WHAT_IF,
        tuple(
            Step(name, () if name == BASELINE else tuple(name.split("+")))
            for name in names
        ),
    )


def grid(axes: Sequence[Axis], changes: Sequence[str]) -> list[Point]:
    """Return every combination of the steps of all axes, the last axis fastest.

    Parameters
    ----------
    changes
        Single changes made at every point, before those of the axes.

    Raises
    ------
    AxisError
        If two axes have one name, or there are too many points.
    """
    names = [axis.name for axis in axes]
    if len(set(names)) < len(names):
        raise AxisError(_("two axes vary the same path"))
    count = 1
    for axis in axes:
        count *= len(axis.steps)
    if count > _MOST_POINTS:
        raise AxisError(
            _("{count} points; at most {most_points} are solved at once").format(
                count=number(count), most_points=number(_MOST_POINTS)
            )
        )
    points = []
    for at in itertools.product(*(range(len(axis.steps)) for axis in axes)):
        steps = [axis.steps[place] for axis, place in zip(axes, at, strict=True)]
        points.append(
            Point(
                at=at,
                labels=tuple(step.label for step in steps),
                what_ifs=tuple(name for step in steps for name in step.what_ifs),
                changes=(*changes, *(text for step in steps for text in step.changes)),
            )
        )
    return points


def _range(asked: str) -> list[Decimal]:
    first, last, count = (part.strip() for part in asked.split(":"))
    low, high, steps = Decimal(first), Decimal(last), int(count)
    if not (low.is_finite() and high.is_finite()) or not 2 <= steps <= _MOST_STEPS:
        raise ValueError
    # Six decimals are enough to tell a thousand steps apart, and short in tables.
    width = (high - low) / (steps - 1)
    return [round(low + width * step, 6) for step in range(steps)]


def _list(asked: str) -> list[Decimal]:
    factors = [Decimal(part.strip()) for part in asked.split(",")]
    if len(factors) > _MOST_STEPS:
        raise ValueError
    return factors


def _plain(factor: Decimal) -> str:
    return f"{factor.normalize():f}"
