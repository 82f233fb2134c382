"""Plans to report: a small one, and reports of any."""

from dataclasses import replace

import numpy as np

from models.enrolments import as_columns
from models.plan import Plan
from models.scenario import Scenario
from planner.reports.figures import report_of
from planner.reports.html_report import Subject, html_report
from tests.builders import course, level, officials, plan, scenario


def html(given: Scenario, decided: Plan, **changes: object) -> bytes:
    """The report of a plan of which nothing is known."""
    columns = as_columns(given, decided)
    subject = Subject(columns, report_of(given, columns), None)
    return html_report(replace(subject, **changes))  # type: ignore[arg-type]


def small() -> tuple[Scenario, Plan]:
    """Two units, two courses, two targets: one is met, of the other two are missing.

    `an` has 12 officials, of whom 10 start `SC`; `binh` has two, of whom one starts `TC`,
    for 15 million dong, of 20 in 2026.
    """
    a = officials(*(f"A{at:02d}" for at in range(1, 13)))
    b = officials("B1", "B2", unit="bình")
    given = scenario(
        [*a, *b],
        {
            "SC": course(
                title="Sơ cấp lý luận",
                grants=[{"attribute": "theory", "level": "so_cap"}],
                weeks=[4],
                seats=10,
            ),
            "TC": course(
                title="Trung cấp lý luận",
                grants=[{"attribute": "theory", "level": "trung_cap"}],
                weeks=[20],
                seats=1,
                cost_per_seat=[15],
            ),
        },
        targets={
            "so-cap": level("theory", "so_cap", percent=75, title="75 % sơ cấp"),
            "trung-cap": level(
                "theory",
                "trung_cap",
                percent=20,
                tier=2,
                title="20 % trung cấp",
                source="Nghị quyết 1 (2-1-2026)",
            ),
        },
        budget={"city": {"title": "Ngân sách", "amount": 20}},
        title="Kế hoạch nhỏ",
        rules={"unit_cover": {"share": "0.5"}},
    )
    starts = [(f"A{at:02d}", "SC", 2026) for at in range(1, 11)]
    return given, plan(given, *starts, ("B1", "TC", 2026))


def named(given: Scenario, names: list[str]) -> Scenario:
    """The scenario with names of its officials."""
    people = replace(given.roster, names=np.array(names, dtype=object))
    return replace(given, roster=people)
