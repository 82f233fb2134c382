"""Values by year: none outside the horizon, none missing within it."""

from collections.abc import Iterable, Iterator
from typing import Any

from models.by_year import ByYear
from models.course import Course
from models.scenario import ScenarioSpec
from models.target import OnceInWindow, RecruitmentComposition, Target
from planner.io.problems import Problem, problem


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return years that are not planned and years without a value."""
    found: list[Problem] = []
    for name, line in spec.budget.items():
        path = f"budget.{name}.amount"
        found.extend(_outside(path, line.amount, spec))
        found.extend(_missing(path, line.amount, spec.horizon.years))
    for name, course in spec.courses.items():
        path = f"courses.{name}"
        starts = range(spec.horizon.first, spec.last_start(name) + 1)
        for field in ("classes", "seats"):
            by_year = getattr(course, field)
            if by_year is not None:
                found.extend(_outside(f"{path}.{field}", by_year, spec))
                found.extend(_missing(f"{path}.{field}", by_year, starts))
        running = sorted(
            {
                start + at
                for start in starts
                if is_open(course, start)
                for at in range(course.duration)
            }
        )
        found.extend(_missing(f"{path}.cost_per_seat", course.cost_per_seat, running))
        if course.cost_per_class is not None:
            here = f"{path}.cost_per_class"
            found.extend(_missing(here, course.cost_per_class, running))
    found.extend(_of_streams(spec))
    for name, target in spec.targets.items():
        found.extend(_of_target(name, target, spec))
    return found


def _of_streams(spec: ScenarioSpec) -> Iterator[Problem]:
    streams = {} if spec.recruitment is None else spec.recruitment.streams
    for name, stream in streams.items():
        path = f"recruitment.streams.{name}"
        for field, by_year in (
            ("limits.min", stream.limits.min),
            ("limits.max", stream.limits.max),
            ("cost", stream.cost),
        ):
            if by_year is not None:
                yield from _outside(f"{path}.{field}", by_year, spec)
                yield from _missing(f"{path}.{field}", by_year, spec.horizon.years)


def is_open(course: Course, start: int) -> bool:
    """Return whether classes and seats are offered in a start year."""
    limits = (course.classes, course.seats)
    return all(limit is None or limit.at(start) != 0 for limit in limits)


def _of_target(name: str, target: Target, spec: ScenarioSpec) -> Iterator[Problem]:
    years = set(target.years())
    if isinstance(target.measure, OnceInWindow | RecruitmentComposition):
        years.add(target.measure.first)
    outside = sorted(years - set(spec.horizon.years))
    if outside:
        yield problem(
            "target-outside-horizon",
            path=f"targets.{name}.measure",
            value=_listed(outside),
            years=_listed(outside),
            first=spec.horizon.first,
            last=spec.horizon.last,
        )


def _outside(path: str, by_year: ByYear[Any], spec: ScenarioSpec) -> Iterator[Problem]:
    years = sorted(set(by_year.years) - set(spec.horizon.years))
    if years:
        yield problem(
            "year-outside-horizon",
            path=f"{path}.{years[0]}",
            value=_listed(years),
            name=path.rpartition(".")[2],
            years=_listed(years),
            first=spec.horizon.first,
            last=spec.horizon.last,
        )


def _missing(
    path: str, by_year: ByYear[Any], years: Iterable[int]
) -> Iterator[Problem]:
    missing = [year for year in years if by_year.at(year) is None]
    if missing:
        name = path.rpartition(".")[2]
        yield problem(
            "year-without-value", path=path, name=name, years=_listed(missing)
        )


def _listed(years: Iterable[int]) -> str:
    return ", ".join(str(year) for year in years)
