"""Roster: the officials as columns, one entry per official in each.

Ladders are level numbers, categories value numbers, sets bit masks; so that a rule reads a
million officials in one operation. Potential recruits, of whom a plan chooses, come last
(see `models.vacancies`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from models import expression as expressions
from models.attribute import Attribute, Category, Flag, Ladder, SetOf
from models.condition import Condition

BoolArray = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Dates = npt.NDArray[np.datetime64]
_Scalar = TypeVar("_Scalar", bound=np.generic)

FAR_PAST = np.datetime64("1900-01-01", "D")
FAR_FUTURE = np.datetime64("2999-12-31", "D")


def as_day(day: "str | np.datetime64[Any]") -> "np.datetime64[Any]":
    """Return a calendar day given as text or as a date of any resolution."""
    return np.datetime64(str(day), "D")


@dataclass(frozen=True)
class Roster:
    """Officials on the baseline date, as columns of equal length."""

    ids: npt.NDArray[np.object_]
    """Ids as written in the table (str)."""
    unit_names: tuple[str, ...]
    """Units, sorted."""
    unit: Ints
    """Position in `unit_names`."""
    birth: Dates
    """Birth date [day]."""
    female: BoolArray
    """True for women."""
    retires: Dates
    """Date from which the official no longer serves because of retirement [day]."""
    joined: Dates
    """First day of service [day]."""
    leaves: Dates
    """Known date from which the official no longer serves [day]; far future if none."""
    attributes: Mapping[str, Attribute]
    """Declarations of the columns below."""
    columns: Mapping[str, npt.NDArray[Any]]
    """Attribute -> codes: ladder and category int64, flag bool, set uint64, number
    float64."""
    absent: frozenset[tuple[int, int]] = frozenset()
    """(official, calendar year) in which the official cannot study."""
    yearly_load: Ints | None = None
    """Personal limit [tenths of a week]; -1 means the limit of the scenario."""
    long_courses: Ints | None = None
    """Personal limit of long courses at once; -1 means the limit of the scenario."""
    names: npt.NDArray[np.object_] | None = None
    """Names for printing (str), if the table has them; no rule reads them."""
    order: Ints | None = None
    """Place of each official in the order of ids, where `ids` has codes instead."""
    potential: int = 0
    """Potential recruits: so many of the last rows; all before are named officials."""
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        """Return the number of officials."""
        return len(self.ids)

    @property
    def named(self) -> int:
        """Number of officials in post, who come before all potential recruits."""
        return len(self) - self.potential

    def without_potential(self) -> "Roster":
        """Return the roster of named officials alone."""
        if not self.potential:
            return self
        rows = slice(0, self.named)
        columns = {
            entry.name: getattr(self, entry.name)[rows]
            for entry in fields(self)
            if isinstance(getattr(self, entry.name), np.ndarray)
        }
        return replace(
            self,
            **columns,
            columns={name: column[rows] for name, column in self.columns.items()},
            potential=0,
            _cache={},
        )

    @cached_property
    def position(self) -> dict[str, int]:
        """Position of each official by id."""
        return {str(name): at for at, name in enumerate(self.ids)}

    @cached_property
    def place(self) -> Ints:
        """Place of each official in the order of ids, from which everything is drawn."""
        ids = self.ids.astype(str) if self.order is None else self.order
        place = np.empty(len(ids), dtype=np.int64)
        place[np.argsort(ids, kind="stable")] = np.arange(len(ids))
        return place

    @cached_property
    def unit_sizes(self) -> Ints:
        """Named officials of each unit."""
        unit = self.unit[: self.named]
        return np.bincount(unit, minlength=len(self.unit_names)).astype(np.int64)

    @cached_property
    def last_day(self) -> Dates:
        """First day on which each official no longer serves."""
        return np.minimum(self.retires, self.leaves)

    def serves_on(self, day: "str | np.datetime64[Any]") -> BoolArray:
        """Return who serves on a day: joined, not left, not retired; not to be changed."""
        date = as_day(day)
        # The same few days are asked for again and again, plan after plan.
        return self._once(
            ("serves", date), lambda: (self.joined <= date) & (date < self.last_day)
        )

    def served_before(self, year: int, months: int) -> BoolArray:
        """Return who had joined so many months before 1 January of a year, or earlier."""
        start = np.datetime64(f"{year}-01", "M") - np.timedelta64(months, "M")
        return np.asarray(self.joined <= start.astype("datetime64[D]"))

    def serves_until(self, year: int, months_after: int) -> BoolArray:
        """Return who still serves so many months after 31 December of a year."""
        # Whole months from a year's end fall on a month's end again.
        end = np.datetime64(f"{year + 1}-01", "M") + np.timedelta64(months_after, "M")
        return self.serves_on(end.astype("datetime64[D]") - np.timedelta64(1, "D"))

    def age_on(self, day: "str | np.datetime64[Any]") -> Ints:
        """Return the age in completed years on a day; not to be changed."""
        date = as_day(day)

        def ages() -> Ints:
            # Dates take long to convert, and the same few days are asked for.
            month = self.birth.astype("datetime64[M]")
            months = (date.astype("datetime64[M]") - month).astype(np.int64)
            birth_day = (self.birth - month.astype("datetime64[D]")).astype(np.int64)
            today = int((date - date.astype("datetime64[M]")).astype(np.int64))
            age: Ints = (months - (birth_day > today)) // 12
            return age

        return self._once(("age", date), ages)

    def absent_in(self, year: int) -> BoolArray:
        """Return who is absent in a calendar year; not to be changed."""

        def mask() -> BoolArray:
            absent = np.zeros(len(self), dtype=np.bool_)
            for official, absent_year in self.absent:
                if absent_year == year:
                    absent[official] = True
            return absent

        return self._once(("absent", year), mask)

    def members(
        self, text: str, groups: Mapping[str, str], day: "str | np.datetime64[Any]"
    ) -> BoolArray:
        """Return who passes a filter; `age` is the age on that day.

        Every other attribute is as on the baseline date, so that membership never depends
        on the plan.
        """
        day = str(as_day(day))
        return self._once(
            ("members", text, day),
            lambda: expressions.evaluate(
                expressions.parse(text),
                column=lambda name: self._column(name, day),
                code=self.code,
                group=lambda name: self.members(groups[name], groups, day),
                size=len(self),
            ),
        )

    def _once(
        self, key: object, find: Callable[[], npt.NDArray[_Scalar]]
    ) -> npt.NDArray[_Scalar]:
        """Return what was found for a key once; not to be changed."""
        if key not in self._cache:
            found = find()
            found.setflags(write=False)
            self._cache[key] = found
        kept: npt.NDArray[_Scalar] = self._cache[key]
        return kept

    def _column(self, name: str, day: str) -> npt.NDArray[Any]:
        if name == "age":
            return self.age_on(day)
        if name == "sex":
            return self.female
        if name == "unit":
            return self.unit
        return self.columns[name]

    def code(self, name: str, value: str | float) -> float:
        """Return the code of a value in the column of an attribute (a set: its bit).

        Raises
        ------
        KeyError
            If the attribute or the value is not declared.
        """
        if name == "sex":
            return {"female": 1, "male": 0}[str(value)]
        if name == "unit":
            return self._unit_code.get(str(value), -1)
        if name == "age":
            return float(value)
        attribute = self.attributes[name]
        if isinstance(attribute, Ladder):
            return attribute.levels.index(str(value))
        if isinstance(attribute, Category):
            return attribute.values.index(str(value))
        if isinstance(attribute, SetOf):
            return 1 << attribute.values.index(str(value))
        if isinstance(attribute, Flag):
            return {"true": 1, "false": 0}[str(value)]
        return float(value)

    @cached_property
    def _unit_code(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.unit_names)}

    def mask_of(self, name: str, values: tuple[str, ...]) -> int:
        """Return the bit mask of values of a set attribute."""
        mask = 0
        for value in values:
            mask |= int(self.code(name, value))
        return mask

    def fitting_masks(self, condition: Condition) -> npt.NDArray[np.uint64]:
        """Return for each official the bits of the set that satisfy a set condition."""
        if condition.any_of is not None:
            return np.full(
                len(self),
                self.mask_of(condition.attribute, condition.any_of),
                dtype=np.uint64,
            )
        assert condition.fits is not None and condition.fitting is not None
        category = self.attributes[condition.fits]
        assert isinstance(category, Category)
        by_value = np.zeros(len(category.values), dtype=np.uint64)
        for value, fitting in condition.fitting.items():
            by_value[category.values.index(value)] = self.mask_of(
                condition.attribute, fitting
            )
        masks: npt.NDArray[np.uint64] = by_value[self.columns[condition.fits]]
        return masks
