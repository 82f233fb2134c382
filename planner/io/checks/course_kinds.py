"""Targets that count participation name a kind that some course has."""

from models.scenario import ScenarioSpec
from models.target import AnnualParticipation, OnceInWindow
from planner.io.problems import Problem, problem
from planner.io.suggestions import suggestion
from planner.language import _


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return targets whose kind of course does not exist."""
    kinds = sorted({kind for course in spec.courses.values() for kind in course.kinds})
    found = []
    for name, target in spec.targets.items():
        measure = target.measure
        if not isinstance(measure, AnnualParticipation | OnceInWindow):
            continue
        kind = measure.course_kind
        if kind not in kinds:
            hint = suggestion(kind, kinds, _("kinds of courses"))
            if not kinds:
                hint = _("write `kinds: [{kind}]` in a course").format(kind=kind)
            found.append(
                problem(
                    "kind-without-course",
                    path=f"targets.{name}.measure.course_kind",
                    value=kind,
                    name=kind,
                    hint=hint,
                )
            )
    return found
