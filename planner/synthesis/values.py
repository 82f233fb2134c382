"""The values each characteristic can take, and filters over tables of them.

A table is a set of columns of positions in these values. Filters are evaluated by the same
`Roster` that evaluates targets, so that a count here and a group there mean the same.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from models.attribute import Flag, Ladder, Number, SetOf
from models.expression import Is, names_used, parse, problems, walk
from models.retirement import retirement_dates
from models.roster import FAR_FUTURE, FAR_PAST, BoolArray, Ints, Roster
from models.scenario import ScenarioSpec
from planner.language import _
from planner.synthesis.population import Characteristic, Population

Columns = Mapping[str, Ints]
Floats = npt.NDArray[np.float64]


class Values:
    """Values and shares of every characteristic, in the order in which they are decided.

    Raises
    ------
    ValueError
        If a value is not declared by the scenario, an attribute of the scenario is not
        described, or a filter does not fit; all at once.
    """

    def __init__(self, population: Population, spec: ScenarioSpec) -> None:
        self.spec = spec
        self.year = population.baseline.year
        self.of: dict[str, tuple[str, ...]] = {}
        """Characteristic -> its values."""
        self.shares: dict[str, Floats] = {}
        wrong: list[str] = []
        if self.year + 1 != spec.horizon.first:
            wrong.append(
                _("the baseline {baseline} is not the day before {first}").format(
                    baseline=population.baseline, first=spec.horizon.first
                )
            )
        for name in {key: 0 for unit in population.units for key in unit.attributes}:
            held = [unit.attributes.get(name) for unit in population.units]
            self.of[name] = tuple(dict.fromkeys(map(str, held)))
        self.given = tuple(self.of)
        for name, entry in population.characteristics.items():
            if name in self.given:
                wrong.append(
                    _("{name} follows from the unit and is decided again").format(
                        name=name
                    )
                )
            elif name not in spec.attributes and name not in ("sex", "age"):
                wrong.append(
                    _("the scenario has no attribute {name}").format(name=name)
                )
            else:
                self.of[name], self.shares[name] = self._support(name, entry)
        self._codes: dict[str, npt.NDArray[Any]] = {}
        for name in self.of:
            try:
                self._codes[name] = self._coded(name)
            except (ValueError, KeyError) as error:
                wrong.append(
                    _("{name} has a value that is not declared: {error}").format(
                        name=name, error=error
                    )
                )
        missing = sorted(set(spec.attributes) - set(self.of))
        if missing:
            wrong.append(
                _("nothing is said about {missing}").format(missing=", ".join(missing))
            )
        filters = {name: count.who for name, count in population.counts.items()}
        filters |= {rule.why: rule.who for rule in population.tendencies}
        for name, text in filters.items():
            wrong += [
                f"{name}: {message}: {value}"
                for message, value in self._misfits(text, frozenset())
            ]
        if wrong:
            raise ValueError("\n".join(wrong))

    def _support(
        self, name: str, entry: Characteristic
    ) -> tuple[tuple[str, ...], Floats]:
        shares: dict[str, float] = {}
        for key, weight in entry.shares.items():
            low, dash, high = key.partition("-")
            if name == "age" and dash:
                for year in range(int(low), int(high) + 1):
                    shares[str(year)] = float(weight)
            else:
                shares[key] = float(weight)
        if not shares:
            shares = dict.fromkeys(self._all_values(name), 1.0)
        return tuple(shares), np.array(list(shares.values()))

    def _all_values(self, name: str) -> tuple[str, ...]:
        if name == "sex":
            return ("female", "male")
        attribute = self.spec.attributes.get(name)
        match attribute:
            case Ladder():
                return attribute.levels
            case Flag():
                return ("true", "false")
            case None | SetOf() | Number():
                raise ValueError(_("{name} needs shares").format(name=name))
        return attribute.values

    def _coded(self, name: str) -> npt.NDArray[Any]:
        """Return the roster's code of each value."""
        if name == "age":
            return np.array([int(value) for value in self.of[name]], dtype=np.int64)
        roster = self._roster({}, 0)
        attribute = self.spec.attributes.get(name)
        if isinstance(attribute, SetOf):
            masks = [
                roster.mask_of(name, tuple(part for part in value.split(";") if part))
                for value in self.of[name]
            ]
            return np.array(masks, dtype=np.uint64)
        codes = [roster.code(name, value) for value in self.of[name]]
        if isinstance(attribute, Number):
            return np.array(codes, dtype=np.float64)
        whole = np.array(codes, dtype=np.int64)
        return whole > 0 if name == "sex" or isinstance(attribute, Flag) else whole

    def _misfits(self, text: str, above: frozenset[str]) -> list[tuple[str, str]]:
        """Return what a filter, or a group named in it, uses that is not decided here."""
        part = parse(text)
        found = [
            (message, value)
            for message, value, _ in problems(
                part, self.spec.attributes, self.spec.groups
            )
        ]
        if "unit" in names_used(part):
            found.append((_("counts by unit cannot be met"), text))
        for group in _groups(text):
            if group in above:
                found.append((_("the group contains itself"), group))
            elif group in self.spec.groups:
                found += self._misfits(self.spec.groups[group], above | {group})
        return found

    def names(self, text: str) -> frozenset[str]:
        """Return the characteristics a filter reads, through groups as well."""
        found = set(names_used(parse(text)))
        for group in _groups(text):
            found |= self.names(self.spec.groups[group])
        return frozenset(found)

    def members(self, text: str, columns: Columns, size: int) -> BoolArray:
        """Return which rows of a table pass a filter on the baseline date."""
        roster = self._roster(columns, size)
        return roster.members(text, self.spec.groups, f"{self.year}-12-31")

    def retired(self, columns: Columns, size: int) -> BoolArray:
        """Return which rows may have reached retirement on the baseline date.

        Of a year of birth the eldest is looked at, so that whoever is drawn still serves.
        """
        return ~self._roster(columns, size).serves_on(f"{self.year}-12-31")

    def _roster(self, columns: Columns, size: int) -> Roster:
        held = {name: self._codes[name][codes] for name, codes in columns.items()}
        nothing = np.zeros(size, dtype=np.int64)
        age = held.pop("age", nothing)
        female = held.pop("sex", nothing > 0)
        birth = (self.year - age - 1970).astype("datetime64[Y]").astype("datetime64[D]")
        return Roster(
            ids=np.empty(size, dtype=object),
            unit_names=(),
            unit=nothing,
            birth=birth,
            female=female,
            retires=retirement_dates(birth, female),
            joined=np.full(size, FAR_PAST),
            leaves=np.full(size, FAR_FUTURE),
            attributes=self.spec.attributes,
            columns=held,
        )


def _groups(text: str) -> list[str]:
    return [
        part.name for part in walk(parse(text)) if isinstance(part, Is) and part.group
    ]
