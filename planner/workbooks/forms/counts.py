"""What form 10-BTCTW counts: people by course, year and level, and classes."""

from dataclasses import dataclass

import numpy as np

from models.enrolments import of_plan
from models.measures import classes
from models.plan import PlanColumns
from models.roster import BoolArray, Ints


@dataclass(frozen=True)
class Counts:
    """Numbers of one year, one for each course in declared order."""

    people: Ints
    """Enrolments that start in the year [officials]."""
    province: Ints
    """Of these, of province level."""
    province_leaders: Ints
    district: Ints
    """Of the others, of district level."""
    district_leaders: Ints
    classes: Ints
    """Classes that open in the year."""

    @property
    def commune(self) -> Ints:
        """Everybody who is neither of province nor of district level."""
        return self.people - self.province - self.district

    def columns(self) -> tuple[Ints, ...]:
        """Return columns 3 to 9 of the form."""
        return (
            self.people, self.province, self.province_leaders, self.district,
            self.district_leaders, self.commune, self.classes,
        )  # fmt: skip


def counts_of(columns: PlanColumns, year: int) -> Counts:
    """Return the numbers of a year; a person in two courses counts in both."""
    scenario, enrolments = columns.scenario, of_plan(columns)
    courses = scenario.course_ids
    forms = scenario.spec.forms

    def members(text: str | None) -> BoolArray:
        if text is None:
            return np.zeros(len(scenario.roster), dtype=np.bool_)
        return scenario.roster.members(text, scenario.spec.groups, f"{year}-01-01")

    rows = np.flatnonzero(enrolments.start == year)
    officials, taken = enrolments.official[rows], enrolments.course[rows]
    province = members(forms.province)[officials]
    district = members(forms.district)[officials] & ~province
    leaders = members(forms.leaders)[officials]

    def number(who: BoolArray) -> Ints:
        return np.bincount(taken[who], minlength=len(courses)).astype(np.int64)

    table = classes(scenario, columns)
    opened = table.loc[table["start_year"] == year, "course"].value_counts()
    return Counts(
        people=number(np.ones(len(rows), dtype=np.bool_)),
        province=number(province),
        province_leaders=number(province & leaders),
        district=number(district),
        district_leaders=number(district & leaders),
        classes=np.array([opened.get(name, 0) for name in courses], dtype=np.int64),
    )
