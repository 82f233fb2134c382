"""The filters and conditions of a specification, each with its path."""

from collections.abc import Iterator

from models.condition import Condition
from models.preference import PriorityGroup
from models.scenario import ScenarioSpec
from models.target import Holding, Monitored, RecruitmentComposition


def filters(spec: ScenarioSpec) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every filter."""
    for name, text in spec.groups.items():
        yield f"groups.{name}", text
    for name, course in spec.courses.items():
        yield f"courses.{name}.who", course.who
    for name in sorted(
        {rule for item in spec.courses.values() for rule in item.follows}
    ):
        yield from _of_law(spec, name)
    for name, line in spec.budget.items():
        for at, rule in enumerate(line.pays):
            yield f"budget.{name}.pays.{at}.who", rule.who
    for name, target in spec.targets.items():
        yield f"targets.{name}.group", target.group
        measure = target.measure
        if isinstance(measure, Monitored | RecruitmentComposition) and measure.who:
            yield f"targets.{name}.measure.who", measure.who
    if spec.recruitment is not None:
        yield "recruitment.who", spec.recruitment.who
        for at, attrition in enumerate(spec.recruitment.attrition):
            yield f"recruitment.attrition.{at}.who", attrition.who
    for at, preference in enumerate(spec.preferences):
        if isinstance(preference, PriorityGroup):
            yield f"preferences.{at}.who", preference.who
    for name in ("province", "district", "leaders"):
        if (text := getattr(spec.forms, name)) is not None:
            yield f"forms.{name}", text


def _of_law(spec: ScenarioSpec, name: str) -> Iterator[tuple[str, str]]:
    """Yield the filters of the versions of a rule that some start comes under."""
    if name not in spec.law.rules:
        return
    used = [spec.law.in_force(name, year) for year in spec.horizon.years]
    for at, version in enumerate(spec.law.rules[name].versions):
        if version in used:
            yield f"law.rules.{name}.versions.{at}.who", version.who


def conditions(spec: ScenarioSpec) -> Iterator[tuple[str, Condition]]:
    """Yield the path and the record of every condition."""
    for name, course in spec.courses.items():
        for at, condition in enumerate(course.requires):
            yield f"courses.{name}.requires.{at}", condition
    for name, target in spec.targets.items():
        if isinstance(target.measure, Holding):
            for field in ("conditions", "among"):
                for at, condition in enumerate(getattr(target.measure, field)):
                    yield f"targets.{name}.measure.{field}.{at}", condition
