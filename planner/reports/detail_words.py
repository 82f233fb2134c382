"""The detail of a reason in words: what is asked, and by which law."""

import re
from collections.abc import Iterator

from models.condition import Condition
from models.scenario import ScenarioSpec
from models.target import Holding
from planner.language import _
from planner.language.filter_words import condition_in_words, filter_in_words

_FILTERS = ("who", "age_min", "age_max")


class Details:
    """Words for the details of one scenario; what is not known stays as it is."""

    def __init__(self, spec: ScenarioSpec) -> None:
        self._spec = spec
        self._conditions = {
            condition.in_words(): condition_in_words(spec, condition)
            for condition in _conditions(spec)
        }

    def in_words(self, reason: str, detail: str) -> str:
        """Return a detail of `missing_officials`, with the law that it names."""
        if reason in _FILTERS:
            return self._filter(detail)
        if months := re.match(r"(\d+) months", detail):
            words = _("{number} months").format(number=months[1])
            return words + detail[months.end() :]
        if least := re.fullmatch(r"class_size\.min (\d+)", detail):
            return _("a class needs at least {number}").format(number=least[1])
        return self._conditions.get(detail, detail)

    def _filter(self, detail: str) -> str:
        """Return a filter in words, which may be followed by a law in brackets."""
        ends = [len(detail), *(found.start() for found in re.finditer(r" \(", detail))]
        for end in ends:
            try:
                return filter_in_words(self._spec, detail[:end]) + detail[end:]
            except ValueError:
                continue  # not a whole filter: the law begins later
        return detail


def _conditions(spec: ScenarioSpec) -> Iterator[Condition]:
    for entry in spec.courses.values():
        yield from entry.requires
    for target in spec.targets.values():
        if isinstance(target.measure, Holding):
            yield from (*target.measure.among, *target.measure.conditions)
