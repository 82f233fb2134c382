"""Instance: a published problem as a scenario folder, and how to read its answer back.

A family writes each of its instances as the same two files that planners write:
`scenario.yaml` (JSON is a subset of YAML 1.2) and `tables/officials.csv`. Reading them
goes through every check of the input, so what is solved is an ordinary scenario.
"""

import csv
import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from models.scenario import Scenario
from planner.io.read_scenario import load

DATA = Path(__file__).parent / "data"
"""Published instance files; where each comes from is told in its README."""

FIRST_YEAR = 2026
"""Calendar year of the first period of every instance."""

_HEAVIEST = 1000  # largest weight that a target may have


class BrokenAnswerError(ValueError):
    """A plan that, read as an answer, breaks a constraint of the published problem."""


@dataclass(frozen=True)
class Reading:
    """How one stage of the engine reads in the published problem's own units.

    The answer is `constant + factor × value`, for incumbent and bound alike.
    """

    stage: str
    """Stage whose value is read: `tier-1`, `cost`, …"""
    meaning: str
    """What the number is in the published problem."""
    published: Decimal
    """Its proven optimum."""
    constant: Decimal = Decimal(0)
    factor: Decimal = Decimal(1)

    def of(self, value: int) -> Decimal:
        """Return a value of the stage in the published problem's units."""
        return self.constant + self.factor * value


@dataclass(frozen=True)
class Instance:
    """One published problem."""

    family: str
    name: str
    spec: Mapping[str, Any]
    """Content of `scenario.yaml`."""
    officials: Sequence[Mapping[str, str]]
    """Rows of the table of officials: id and attributes."""
    readings: tuple[Reading, ...]
    recount: Callable[[pd.DataFrame], tuple[Decimal, ...]]
    """Reads the enrolments of a plan as an answer to the published problem and returns
    what each reading should be, from the published data alone; raises BrokenAnswerError."""
    complete: str | None = None
    """Stage that is 0 exactly if a plan is a whole answer (every job is assigned …); None
    if every plan is."""

    def write(self, folder: Path) -> None:
        """Write the scenario folder; `planner solve` accepts it."""
        (folder / "tables").mkdir(parents=True)
        text = json.dumps(self.spec, indent=1, default=float)
        (folder / "scenario.yaml").write_text(text + "\n", encoding="utf-8")
        rows = [{**_PERSON, **row} for row in self.officials]
        table = folder / "tables" / "officials.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)

    def scenario(self) -> Scenario:
        """Return the scenario, read from a folder written for the purpose."""
        with tempfile.TemporaryDirectory() as folder:
            self.write(Path(folder) / self.name)
            return load(Path(folder) / self.name).scenario


_PERSON = {
    "id": "",
    "unit": "all",
    "birth": "2000-01-01",
    "sex": "female",
    "retires": "2099-12-31",  # nobody leaves: published problems know no retirement
}


def years(number: int) -> range:
    """Return the calendar years of so many periods."""
    return range(FIRST_YEAR, FIRST_YEAR + number)


def by_year(values: Sequence[Any]) -> dict[str, Any]:
    """Return the values of successive periods as a yearly value of a scenario."""
    return {str(FIRST_YEAR + at): value for at, value in enumerate(values)}


def course(title: str, **changes: Any) -> dict[str, Any]:
    """Return a free course for anybody, without time away, unless stated."""
    duration = changes.get("duration", 1)
    return {
        "title": title,
        "weeks": [0] * duration,
        "class_size": {"max": 1},
        "cost_per_seat": [0] * duration,
        **changes,
    }


def specification(name: str, periods: int, **sections: Any) -> dict[str, Any]:
    """Return the content of a scenario file over so many periods."""
    span = years(periods)
    return {
        "name": name,
        "title": f"Published instance {name}",
        "synthetic": True,
        "horizon": {"first": span[0], "last": span[-1]},
        **sections,
    }


def parts_of(weight: int) -> list[int]:
    """Return target weights that add up to a weight, each within what a target may have."""
    whole, rest = divmod(weight, _HEAVIEST)
    return [_HEAVIEST] * whole + [rest] * (rest > 0)


def numbers(text: str) -> list[Decimal]:
    """Return the numbers of a text in order."""
    return [Decimal(word) for word in text.split()]
