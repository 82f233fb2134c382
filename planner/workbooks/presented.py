"""What a workbook shows: a plan with its figures, and what is known about it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from models.attribute import Category
from models.enrolments import Enrolments, of_plan
from models.plan import PlanColumns
from models.result import Result
from models.roster import Ints
from models.scenario import Scenario
from planner.language.office_words import value_label
from planner.reports.figures import Report
from planner.workbooks.text import cell_text, cell_texts


@dataclass(frozen=True)
class Presented:
    """A plan in its scenario, and everything that is told of it."""

    columns: PlanColumns
    report: Report
    result: Result | None = None
    """Result of the search; None for a plan that was made in another way."""
    as_found: bool = True
    """Whether enrolments and scenario are still those of the result. If not, what was
    proven does not hold for them and is not told."""
    against: str = ""
    """Name of the plan that this one is compared with; empty for none."""
    changes: pd.DataFrame | None = None
    """Enrolments that differ from that plan: official, course, change (`added`, `dropped`
    or `moved`), reference_year, start_year (missing if not enrolled)."""

    @property
    def scenario(self) -> Scenario:
        """The scenario of the plan."""
        return self.columns.scenario

    @property
    def baseline(self) -> datetime.date:
        """Day of which the roster is a snapshot."""
        return datetime.date(self.scenario.spec.horizon.first - 1, 12, 31)

    @property
    def enrolments(self) -> Enrolments:
        """The enrolments of known officials in known courses within the horizon."""
        return of_plan(self.columns)

    @cached_property
    def people(self) -> "People":
        """Texts about the officials."""
        return People(self.scenario)

    def course(self, name: str) -> str:
        """Return the title of a course; its id where there is none."""
        entry = self.scenario.spec.courses.get(name)
        return cell_text(entry.title if entry else name)

    def line(self, name: str) -> str:
        """Return the title of a budget line; its id where there is none."""
        entry = self.scenario.spec.budget.get(name)
        return cell_text(entry.title if entry else name)


class People:
    """Texts about officials as cells can carry them, by position in the roster."""

    def __init__(self, scenario: Scenario) -> None:
        roster, forms = scenario.roster, scenario.spec.forms
        self._roster = roster
        self._units = np.array(cell_texts(roster.unit_names), dtype=object)
        self._post: Ints | None = None
        name = forms.post_attribute(scenario.spec.attributes) or ""
        match scenario.spec.attributes.get(name):
            case Category(values=words):
                titles = [
                    forms.post_titles.get(word)
                    or value_label(scenario.spec.attributes, name, word)
                    for word in words
                ]
                self._post = roster.columns[name]
                self._posts = np.array(cell_texts(titles), dtype=object)

    @property
    def named(self) -> bool:
        """Whether the roster has names."""
        return self._roster.names is not None

    def ids(self, at: Ints) -> list[str]:
        """Return ids."""
        return cell_texts(self._roster.ids[at])

    def names(self, at: Ints) -> list[str]:
        """Return names; empty where there is none."""
        if self._roster.names is None:
            return [""] * len(at)
        return cell_texts(self._roster.names[at])

    def units(self, at: Ints) -> list[str]:
        """Return units."""
        return _listed(self._units[self._roster.unit[at]])

    def birth_years(self, at: Ints) -> list[int]:
        """Return calendar years of birth."""
        years = self._roster.birth[at].astype("datetime64[Y]").astype(np.int64) + 1970
        return _listed(years)

    def posts(self, at: Ints) -> list[str]:
        """Return posts; empty if the scenario has no attribute that tells them."""
        if self._post is None:
            return [""] * len(at)
        return _listed(self._posts[self._post[at]])

    def recruits(self, at: Ints) -> list[bool]:
        """Return who is a recruit."""
        return _listed(at >= self._roster.named)

    def place_in_unit(self, at: Ints) -> Sequence[Ints]:
        """Return keys to sort by, the last first: unit, then place in the roster."""
        return at, self._roster.unit[at]


def _listed(values: Any) -> list[Any]:
    result: list[Any] = values.tolist()
    return result
