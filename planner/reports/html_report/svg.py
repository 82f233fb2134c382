"""Column charts as SVG, drawn without any library."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from planner.language.numbers import number

_LABEL = 38  # room that the label of a column takes [px]


@dataclass(frozen=True)
class Columns:
    """One column a year, with a limit behind each and a line across all, if given."""

    years: Sequence[int]
    values: Sequence[float | None]
    labels: Sequence[str]
    """What stands above each column."""
    description: str
    """The whole picture in words, for those who do not see it."""
    limits: Sequence[float | None] = ()
    """Outlines behind the columns."""
    goal: float | None = None
    """Dashed line."""
    goal_label: str = ""
    firm: Sequence[bool] = ()
    """Columns drawn in full; the others pale."""
    top: float | None = None
    """End of the scale; not given: what the values need."""


@dataclass(frozen=True)
class Size:
    """Size of a chart and of its margins [px]."""

    width: int = 640
    height: int = 250
    left: int = 58
    right: int = 52
    top: int = 22
    bottom: int = 26
    ticks: int = 4


SMALL = Size(width=300, height=128, left=46, right=6, top=18, bottom=20, ticks=2)


def column_chart(chart: Columns, size: Size | None = None) -> Markup:
    """Return the picture of a chart."""
    size = size or Size()
    known = [value for value in (*chart.values, *chart.limits) if value is not None]
    step = _step(chart.top or max(known, default=0), size.ticks)
    scale = _Scale(size, step * size.ticks)
    slot = (size.width - size.left - size.right) / max(1, len(chart.years))
    parts = [
        Markup(
            '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">'
        ).format(size.width, size.height, chart.description),
        *_grid(scale, step),
    ]
    width = min(46.0, slot * 0.6)
    every = math.ceil(_LABEL / slot)
    labels = []
    for at, year in enumerate(chart.years):
        middle = size.left + slot * (at + 0.5)
        if chart.limits and chart.limits[at] is not None:
            parts.append(scale.rect("limit", middle, width + 8, chart.limits[at] or 0))
        value = chart.values[at]
        if value is not None:
            pale = bool(chart.firm) and not chart.firm[at]
            parts.append(scale.rect("pale" if pale else "bar", middle, width, value))
            if every == 1:
                label = _text(middle, scale.at(value) - 5, chart.labels[at], "value")
                labels.append(label)
        # Counted from the end, so that the last year is always named.
        if (len(chart.years) - 1 - at) % every == 0:
            parts.append(_text(middle, size.height - size.bottom + 16, year, "axis"))
    if chart.goal is not None:
        parts += _goal(scale, chart.goal, chart.goal_label)
    # Labels come last, so that no line crosses them.
    return Markup("").join([*parts, *labels, Markup("</svg>")])


def bar(value: float, start: float, goal: float, whole: float) -> Markup:
    """Return a bar as wide as a table cell: what there was, what was added, the goal.

    It repeats what the cells beside it say, so that it is hidden from screen readers.
    """
    if not whole:
        return Markup()
    first, last, mark = (
        round(100 * min(1, part / whole), 1) for part in (start, value, goal)
    )
    return Markup(
        '<svg class="progress" viewBox="0 0 104 14" aria-hidden="true">'
        '<rect class="limit" x="2" y="3" width="100" height="8"/>'
        '<rect class="bar" x="2" y="3" width="{}" height="8"/>'
        '<rect class="pale" x="2" y="3" width="{}" height="8"/>'
        '<line class="goal" x1="{}" x2="{}" y1="0" y2="14"/></svg>'
    ).format(last, min(first, last), mark + 2, mark + 2)


class _Scale:
    """From values to heights in a picture."""

    def __init__(self, size: Size, top: float) -> None:
        self.size, self.top = size, top or 1
        self.ground = size.height - size.bottom

    def at(self, value: float) -> float:
        part = min(1.0, value / self.top)
        return round(self.ground - part * (self.ground - self.size.top), 1)

    def rect(self, name: str, middle: float, width: float, value: float) -> Markup:
        y = self.at(value)
        return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
            name,
            round(middle - width / 2, 1),
            y,
            round(width, 1),
            round(self.ground - y, 1),
        )


def _step(highest: float, ticks: int) -> float:
    """Return a round distance of ticks, so many of which reach the highest value."""
    if highest <= 0:
        return 1 / ticks
    rough = highest / ticks
    power = 10.0 ** math.floor(math.log10(rough))
    return next(
        power * factor
        for factor in (1, 2, 2.5, 5, 10)
        if power * factor >= rough * (1 - 1e-9)
    )


def _grid(scale: _Scale, step: float) -> list[Markup]:
    size, parts = scale.size, []
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if decimals == 0 and step % 1:
        decimals = 1
    for tick in range(size.ticks + 1):
        y = scale.at(step * tick)
        parts.append(
            Markup('<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
                "grid" if tick else "ground", size.left, size.width - size.right, y, y
            )
        )
        label = number(step * tick, decimals)
        parts.append(_text(size.left - 6, y + 4, label, "tick"))
    return parts


def _goal(scale: _Scale, value: float, label: str) -> list[Markup]:
    size, y = scale.size, scale.at(value)
    line = Markup('<line class="goal" x1="{}" x2="{}" y1="{}" y2="{}"/>')
    right = size.width - size.right
    return [
        line.format(size.left, right, y, y),
        _text(right + 4, y + 4, label, "goal-label"),
    ]


def _text(x: float, y: float, text: object, name: str) -> Markup:
    return Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
        name, round(x, 1), round(y, 1), escape(str(text))
    )
