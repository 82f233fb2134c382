"""Every rule of law that is named exists, and says something in each start year."""

from collections.abc import Iterable

from models.scenario import ScenarioSpec
from planner.io.law import shipped_rules
from planner.io.problems import Problem, problem
from planner.io.suggestions import suggestion
from planner.language import _


def check(spec: ScenarioSpec) -> list[Problem]:
    """Return rules that nobody knows, and years in which a rule has no version."""
    known = {**shipped_rules(), **spec.law.rules}
    found = []
    for name, course in spec.courses.items():
        path = f"courses.{name}.follows"
        found += _unknown(path, course.follows, known)
        starts = range(spec.horizon.first, spec.last_start(name) + 1)
        for rule in course.follows:
            if rule not in spec.law.rules or rule in spec.law.off:
                continue
            gaps = [str(y) for y in starts if spec.law.in_force(rule, y) is None]
            if gaps:
                years = ", ".join(gaps)
                found.append(problem("law-gap", path=path, name=rule, years=years))
    found += _unknown("law.off", spec.law.off, known)
    found += _unknown("law.hold", spec.law.hold, known)
    return found


def _unknown(path: str, names: Iterable[str], known: Iterable[str]) -> list[Problem]:
    allowed = list(known)
    return [
        problem(
            "unknown-reference",
            path=path,
            value=name,
            reason=_("unknown rule of law"),
            name=name,
            hint=suggestion(name, allowed, _("known")),
        )
        for name in names
        if name not in allowed
    ]
