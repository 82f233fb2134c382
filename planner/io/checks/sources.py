"""Every number that a scenario gives carries its source, or says that it is assumed."""

from models.base import Record
from models.scenario import ScenarioSpec
from planner.io.problems import Problem, problem

_COURSE_NUMBERS = (
    "age_min", "age_max", "service_after", "duration", "weeks", "class_size", "classes",
    "seats", "cost_per_seat", "cost_per_class", "pass_rate",
)  # fmt: skip
_STREAM = ("age", "limits", "cost")
_LIMITS = ("yearly_load", "long_courses_at_once", "long_course_weeks", "unit_cover")


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return numbers without a source; one problem for each course, line and target."""
    found = []
    for name, course in spec.courses.items():
        found += _without(f"courses.{name}", course, _COURSE_NUMBERS, course.sources)
    found += _without("rules", spec.rules, _LIMITS, spec.rules.sources)
    found += _of_recruitment(spec)
    for section, records, field in (
        ("budget", spec.budget, "amount"),
        ("targets", spec.targets, "percent"),
    ):
        found += [
            problem("source-missing", path=f"{section}.{name}", fields=field)
            for name, record in records.items()
            if not record.source.strip()
        ]
    return found


def _of_recruitment(spec: ScenarioSpec) -> list[Problem]:
    recruitment = spec.recruitment
    if recruitment is None:
        return []
    sources = recruitment.sources
    found = _without("recruitment", recruitment, ("replace",), sources)
    for name, stream in recruitment.streams.items():
        if not sources.get(name, "").strip():
            numbers = [field for field in _STREAM if field in stream.model_fields_set]
            path = f"recruitment.streams.{name}"
            found.append(
                problem("source-missing", path=path, fields=", ".join(numbers))
            )
    found += [
        problem("source-missing", path=f"recruitment.attrition.{at}", fields="percent")
        for at, attrition in enumerate(recruitment.attrition)
        if not attrition.source.strip()
    ]
    return found


def _without(
    path: str, record: Record, numbers: tuple[str, ...], sources: dict[str, str]
) -> list[Problem]:
    missing = [
        name
        for name in numbers
        if name in record.model_fields_set
        and getattr(record, name) is not None
        and not sources.get(name, "").strip()
    ]
    if not missing:
        return []
    return [problem("source-missing", path=path, fields=", ".join(missing))]
