"""Positions -> a plan: names, years and costs filled in, rows in order."""

import numpy as np
import pandas as pd

from models.plan import COLUMNS, RECRUIT_COLUMNS, Plan, categorical, in_order
from models.prices import enrolment_cost, recruit_charge
from models.roster import Ints
from models.scenario import Scenario


def plan_of(
    scenario: Scenario,
    official: Ints,
    course: Ints,
    start: Ints,
    line: Ints,
    room: Ints,
    recruits: Ints | None = None,
) -> Plan:
    """Return the plan with these enrolments, sorted by start year, course, class, official.

    Columns of text are categorical; names sort as text, so `T@2026#10` is before
    `T@2026#2`.

    Parameters
    ----------
    official, course, start, line
        Positions in the roster, the catalogue and the budget (-1 for no line), and start
        year; one entry for each enrolment.
    room
        Number of the class within its intake, from 1; the class is called
        `<course>@<start year>#<number>`.
    recruits
        Positions in the roster of those recruited, if anybody is.
    """
    chosen = np.zeros(0, dtype=np.int64) if recruits is None else np.sort(recruits)
    joined = recruits_of(scenario, chosen)
    if not len(start):
        return Plan(Plan.empty().enrolments, joined)
    first, years = int(start.min()), int(np.ptp(start)) + 1
    intake = course * years + start - first
    # Classes are numbered through, intake after intake, without sorting millions of rows.
    rooms = np.zeros(len(scenario.course_ids) * years, dtype=np.int64)
    np.maximum.at(rooms, intake, room)
    before = np.cumsum(rooms) - rooms
    names = [
        f"{scenario.course_ids[at // years]}@{first + at % years}#{number + 1}"
        for at in np.flatnonzero(rooms).tolist()
        for number in range(rooms[at])
    ]
    none = len(scenario.line_ids)
    lengths = np.array([entry.duration for entry in scenario.spec.courses.values()])
    frame = pd.DataFrame(
        {
            "official": categorical(official, scenario.roster.ids),
            "course": categorical(course, scenario.course_ids),
            "start_year": start,
            "end_year": start + lengths[course] - 1,
            "class": categorical(before[intake] + room - 1, names),
            "budget_line": categorical(
                np.where(line < 0, none, line), [*scenario.line_ids, ""]
            ),
            "cost": enrolment_cost(scenario, official, course, start, line),
        }
    )
    return Plan(in_order(frame[list(COLUMNS)]), joined)


def recruits_of(scenario: Scenario, rows: Ints) -> pd.DataFrame:
    """Return the table of some potential recruits, in the order given.

    Parameters
    ----------
    rows
        Positions in the roster.
    """
    roster = scenario.roster
    vacancy, stream = np.divmod(rows - roster.named, max(1, len(scenario.stream_ids)))
    year = scenario.vacancies.year[vacancy]
    names = [scenario.stream_ids[at] for at in stream.tolist()]
    charges = [
        recruit_charge(scenario, name, joins)[1]
        for name, joins in zip(names, year.tolist(), strict=True)
    ]
    frame = pd.DataFrame(
        {
            "official": roster.ids[rows],
            "stream": np.array(names, dtype=object),
            "year": year,
            "unit": np.array(roster.unit_names, dtype=object)[roster.unit[rows]],
            "cost": np.array(charges, dtype=np.int64),
        }
    )
    return frame[list(RECRUIT_COLUMNS)]
