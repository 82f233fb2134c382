"""The whole report as one file that a browser opens without any network."""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from models.measures import classes, target_figures
from models.plan import PlanColumns
from models.result import Result
from planner.language import current
from planner.reports import stages
from planner.reports.compare import Comparison
from planner.reports.figures import Report
from planner.reports.html_report import (
    courses,
    money,
    overview,
    proof,
    recruits,
    target_pages,
    texts,
    unit_list,
    units,
)
from planner.reports.html_report.changes import change_tables
from planner.reports.html_report.data import shared_data
from planner.reports.html_report.embed import as_json
from planner.reports.html_report.table import Table, as_data
from planner.reports.numbers import count

_SCRIPTS = ("tables.js", "unit.js", "search.js", "pages.js")


@dataclass(frozen=True)
class Subject:
    """What is reported."""

    columns: PlanColumns
    report: Report
    """Tables of the same plan."""
    result: Result | None
    """Outcome of the search that found exactly this plan in exactly this scenario; None if
    there is none, and then nothing is claimed to be proven."""
    changed: bool = False
    """Whether scenario or enrolments have changed since a search found the plan."""
    violations: int = 0
    """Ways in which the plan breaks rules; counted by the rules, without the solver."""
    comparison: Comparison | None = None
    """With another run, which is the reference."""


def html_report(subject: Subject) -> bytes:
    """Return the report as the content of an HTML file.

    Every text of the scenario is escaped, and the page forbids itself all network and
    every script but its own.
    """
    style, script = _style(), _script()
    page = (
        _environment()
        .get_template("report.html")
        .render(
            lang=current(),
            t=texts.of_templates(),
            policy=_policy(style, script),
            style=Markup(style),
            script=Markup(script),
            count=count,
            **_facts(subject),
        )
    )
    # What no file can hold, half a character of a damaged input, is spelled out.
    return page.encode("utf-8", errors="backslashreplace")


def _facts(subject: Subject) -> dict[str, Any]:
    columns, report = subject.columns, subject.report
    scenario = columns.scenario
    spec = scenario.spec
    figures = target_figures(scenario, columns)
    taken = units.enrolled(columns)
    lacking = units.missing(report.missing_officials)
    load = units.load_of(columns)
    comparison = subject.comparison
    return {
        "spec": spec,
        "overrides": scenario.overrides,
        "content_hash": scenario.content_hash,
        "doubts": proof.doubts(subject.violations, changed=subject.changed),
        "checked": proof.checked(subject.violations),
        "result": subject.result,
        "headline": proof.headline(subject.result),
        "steps": [] if subject.result is None else _steps(subject.result),
        "cards": overview.cards(columns, figures, report),
        "targets": overview.target_table(figures),
        "pages": target_pages.target_pages(
            scenario, figures, report.targets_by_year, report.missing
        ),
        "budget_charts": money.budget_charts(spec, report.budget),
        "budget": money.budget_table(spec, report.budget),
        "seat_charts": courses.seat_charts(spec, report.classes),
        "intakes": courses.intake_table(spec, report.classes),
        "classes": _long(courses.class_table(spec, classes(scenario, columns))),
        "streams": recruits.stream_table(columns),
        "recruits": _long(recruits.recruit_table(columns)),
        "reference": "" if comparison is None else comparison.reference,
        "changes": None if comparison is None else change_tables(comparison, spec),
        "units": _long(unit_list.unit_table(columns, taken, load)),
        "glossary": texts.glossary(),
        "data": as_json(shared_data(scenario, taken, lacking)),
        "blocks": map(as_json, units.people_by_unit(columns, taken, lacking, load)),
        "sizes": _sizes(columns, taken, lacking),
    }


def _long(table: Table) -> Markup:
    return as_json(as_data(table))


def _steps(result: Result) -> list[str]:
    return [stages.in_words(stage) for stage in result.stages]


def _sizes(
    columns: PlanColumns, taken: units.Pairs, lacking: units.Pairs
) -> dict[str, str]:
    concerned = np.union1d(taken.official, lacking.official)
    return {
        "units": count(len(columns.scenario.roster.unit_names)),
        "officials": count(len(concerned)),
        "enrolments": count(len(taken.official)),
        "missing": count(len(lacking.official)),
    }


def _policy(style: str, script: str) -> str:
    """Return what the page may load: nothing but its own style and its own script."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _style() -> str:
    return _template("report.css")


def _script() -> str:
    return "\n".join(["'use strict';", *(_template(name) for name in _SCRIPTS)])


def _template(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text("utf-8")
