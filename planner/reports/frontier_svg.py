"""The frontier of budget and attainment as an SVG picture, without any other library."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from planner.language import _
from planner.language.numbers import shortest

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 190, 30, 60
_COLOURS = ("#1b6ca8", "#c8553d", "#2f8f5b", "#7d4f9e", "#b07d12", "#4a4a4a")
_TICKS = 5


@dataclass(frozen=True)
class Curve:
    """One line of the picture."""

    label: str
    budget: Sequence[float]
    """[million dong], ascending."""
    percent: Sequence[float]
    """Attained ÷ required [%]."""
    knee: int | None
    """Position of the knee."""


def frontier_svg(curves: Sequence[Curve], title: str) -> str:
    """Return the picture."""
    across = _Scale(
        [value for curve in curves for value in curve.budget], _LEFT, _WIDTH - _RIGHT
    )
    up = _Scale(
        [value for curve in curves for value in curve.percent], _HEIGHT - _BOTTOM, _TOP
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        _text(_LEFT, 18, title, "start"),
        *_axes(across, up),
    ]
    for at, curve in enumerate(curves):
        parts += _curve(curve, _COLOURS[at % len(_COLOURS)], across, up)
        parts.append(_legend(at, curve.label))
    return "\n".join([*parts, "</svg>"]) + "\n"


class _Scale:
    """From values to places on the picture, along one axis."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self.low, self.high = min(values), max(values)
        if self.low == self.high:  # one value stands in the middle
            self.low, self.high = self.low - 1, self.high + 1
        self.first, self.last = first, last

    def at(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return round(self.first + part * (self.last - self.first), 1)

    def ticks(self) -> list[float]:
        step = (self.high - self.low) / (_TICKS - 1)
        return [self.low + step * at for at in range(_TICKS)]


def _axes(across: _Scale, up: _Scale) -> list[str]:
    parts = []
    for value in across.ticks():
        parts.append(_text(across.at(value), up.first + 18, _number(value), "middle"))
    for value in up.ticks():
        y = up.at(value)
        parts.append(
            f'<line x1="{across.first}" y1="{y}" x2="{across.last}" y2="{y}" '
            'stroke="#ddd"/>'
        )
        parts.append(_text(across.first - 8, y + 4, _number(value), "end"))
    middle = (across.first + across.last) / 2
    parts.append(
        _text(middle, _HEIGHT - 14, _("Money of all years (million dong)"), "middle")
    )
    parts.append(
        f'<text transform="translate(16 {(up.first + up.last) / 2}) rotate(-90)" '
        f'text-anchor="middle">{escape(_("Attained of what is required (%)"))}</text>'
    )
    return parts


def _curve(curve: Curve, colour: str, across: _Scale, up: _Scale) -> list[str]:
    places = [
        (across.at(amount), up.at(share))
        for amount, share in zip(curve.budget, curve.percent, strict=True)
    ]
    line = " ".join(f"{x},{y}" for x, y in places)
    parts = [
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
    ]
    parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
    if curve.knee is not None:
        x, y = places[curve.knee]
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="8" fill="none" stroke="{colour}" '
            'stroke-width="2"/>'
        )
        parts.append(_text(x + 11, y + 16, _("knee"), "start"))
    return parts


def _legend(at: int, label: str) -> str:
    x, y = _WIDTH - _RIGHT + 16, _TOP + 10 + 18 * at
    colour = _COLOURS[at % len(_COLOURS)]
    mark = f'<rect x="{x}" y="{y - 8}" width="10" height="10" fill="{colour}"/>'
    return mark + _text(x + 16, y + 1, label, "start")


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(text)}</text>'


def _number(value: float) -> str:
    return shortest(value, 1)
