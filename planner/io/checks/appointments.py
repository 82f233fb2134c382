"""Appointments that targets count are known: by an attribute, or by a table of posts."""

from collections.abc import Iterator

import numpy as np

from models.attribute import Number
from models.scenario import Scenario, ScenarioSpec
from models.target import Appointed, BeforeAppointment
from planner.io.problems import Problem, problem
from planner.io.suggestions import suggestion
from planner.io.table import MOST_LISTED, grouped
from planner.language import _


def of_specification(spec: ScenarioSpec) -> list[Problem]:
    """Return attributes that hold no year, and tables that are not named."""
    found = []
    for path, appointed in _appointed(spec):
        name = appointed.attribute
        if name is not None and name not in spec.attributes:
            numbers = [
                other
                for other, attribute in spec.attributes.items()
                if isinstance(attribute, Number)
            ]
            found.append(
                problem(
                    "unknown-reference",
                    path=f"{path}.attribute",
                    value=name,
                    reason=_("unknown attribute"),
                    name=name,
                    hint=suggestion(name, numbers, _("numbers")),
                )
            )
        elif name is not None and not isinstance(spec.attributes[name], Number):
            found.append(
                problem(
                    "condition-misfit",
                    path=f"{path}.attribute",
                    value=name,
                    reason=_("{name} is a {kind}, not a year").format(
                        name=name, kind=spec.attributes[name].kind
                    ),
                    hint=_("name a number attribute that holds the year"),
                )
            )
        if appointed.table is not None and spec.tables.appointments is None:
            found.append(
                problem(
                    "unknown-reference",
                    path=f"{path}.table",
                    reason=_("no table is named under"),
                    name="tables.appointments",
                    hint=_(
                        "write `appointments: tables/appointments.csv` under `tables`"
                    ),
                )
            )
    return found


def of_scenario(scenario: Scenario) -> list[Problem]:
    """Return posts that the table does not have, and rows given twice."""
    known = scenario.appointments.posts
    found = [
        problem(
            "unknown-reference",
            path=f"{path}.table",
            value=post,
            reason=_("the table of appointments has no such post"),
            name=post,
            hint=suggestion(post, known, _("posts")),
        )
        for path, appointed in _appointed(scenario.spec)
        for post in appointed.table or ()
        if post not in known
    ]
    return [*found, *_twice(scenario)]


def _appointed(spec: ScenarioSpec) -> Iterator[tuple[str, Appointed]]:
    for name, target in spec.targets.items():
        if isinstance(target.measure, BeforeAppointment):
            yield f"targets.{name}.measure.appointed", target.measure.appointed


def _twice(scenario: Scenario) -> list[Problem]:
    table = scenario.appointments
    rows = np.stack([table.official, table.year, table.post])
    __, first = np.unique(rows, axis=1, return_index=True)
    again = np.setdiff1d(np.arange(len(table.official)), first)
    items = [
        problem(
            "decisions-contradict",
            path=f"tables.appointments.{row}.official",
            reason=_("the same appointment is given twice"),
            hint=_("keep one of the two rows"),
        )
        for row in again[:MOST_LISTED].tolist()
    ]
    return grouped(items, len(again))
