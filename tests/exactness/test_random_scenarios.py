"""The scenarios compared with brute force cover every rule, measure and option.

Recruitment has scenarios of its own (`test_recruiting.py`).
"""

from collections import Counter
from itertools import product

import numpy as np

from models.measures import target_figures
from models.plan import Plan, PlanColumns
from models.roster import FAR_FUTURE, FAR_PAST
from models.rules import RULES, violations
from models.scenario import Scenario
from tests import builders
from tests.exactness.plans import plan_of
from tests.exactness.random_scenarios import drawn, tiny

ALL = range(200)
"""Those that the suite compares."""
SOME = range(40)


def test_a_seed_always_gives_the_same_scenario():
    one, other = drawn(7), drawn(7)
    assert one.spec == other.spec
    assert list(one.roster.birth) == list(other.roster.birth)
    assert list(one.pins.official) == list(other.pins.official)


def everything(scenario: Scenario):
    """The plan in which everybody takes every course every year, each line in turn."""
    lines = [*scenario.line_ids, ""]
    takes = product(
        scenario.roster.ids, scenario.spec.courses, scenario.spec.horizon.years
    )
    return builders.plan(
        scenario,
        *(
            (str(name), course, year, f"{course}@{year}", lines[at % len(lines)])
            for at, (name, course, year) in enumerate(takes)
        ),
    )


def test_every_rule_forbids_something():
    broken = Counter(
        rule
        for scenario in (tiny(seed).scenario for seed in SOME)
        for rule in set(violations(scenario, everything(scenario))["rule"])
    )
    # The names are right by construction; all else is broken again and again.
    assert set(broken) | {"known_references", "recruitment"} == set(RULES)
    assert min(broken.values()) >= 5


def by_kind(scenario: Scenario, plan: Plan) -> Counter[str]:
    """The shortfall that a plan leaves, by the kind of the target."""
    missing: Counter[str] = Counter()
    for figure in target_figures(scenario, PlanColumns(scenario, plan)):
        kind = scenario.spec.targets[figure.name].measure.kind
        if kind != "monitored":  # no plan moves it
            missing[kind] += figure.shortfall or 0
    return missing


def test_every_measure_is_moved_by_plans_and_often_not_far_enough():
    moved: Counter[str] = Counter()
    short: Counter[str] = Counter()
    for found in map(tiny, SOME):
        if found.best is None:
            continue
        before = by_kind(found.scenario, Plan.empty())
        after = by_kind(found.scenario, plan_of(found.scenario, found.best))
        moved.update(set(before - after))
        short.update(set(+after))
    assert set(moved) == set(short) == {
        "level_by_deadline", "before_appointment", "annual_participation",
        "once_in_window",
    }  # fmt: skip
    assert min(moved.values()) >= 3
    assert min(short.values()) >= 3


def options(scenario: Scenario) -> set[str]:
    """The options that a scenario uses, by name."""
    spec = scenario.spec
    found = {f"{len(spec.budget)} lines", f"{len(scenario.roster.unit_names)} units"}
    found |= {kind.kind for kind in spec.preferences}
    found.add(f"long courses at once: {spec.rules.long_courses_at_once}")
    if spec.rules.unit_cover:
        found.add("unit cover")
        if spec.rules.unit_cover.tier is not None:
            found.add("unit cover with a tier")
    for target in spec.targets.values():
        kind = target.measure.kind
        found |= {kind, f"{kind} {target.compare}", f"tier {target.tier}"}
        if target.weight > 1:
            found.add("weights")
        for condition in getattr(target.measure, "conditions", ()):
            found |= {f"target {name}" for name in condition.model_fields_set}
        if len(getattr(target.measure, "conditions", ())) > 1:
            found.add("joint conditions")
        among = getattr(target.measure, "among", ())
        if among:
            found |= {f"{target.compare} of a part", f"part of {len(among)}"}
        how = getattr(target.measure, "appointed", None)
        if how is not None:
            found |= {f"appointed by {name}" for name in how.model_fields_set}
    for line in spec.budget.values():
        found.add("carry over" if line.carry_over else "no carry over")
        found |= {
            f"pays {name}" for rule in line.pays for name in rule.model_fields_set
        }
    for course in spec.courses.values():
        found |= {f"course {name}" for name in course.model_fields_set}
        found |= {f"{name} by year" for name in course.model_fields_set
                  if getattr(getattr(course, name), "years", None)}  # fmt: skip
        found |= {
            f"requires {name}"
            for condition in course.requires
            for name in condition.model_fields_set
        }
        if course.follows:
            found |= {f"law {name}" for name in spec.law.model_fields_set}
        if course.duration > 1:
            found.add("several years")
        for name in ("classes", "seats"):
            limit = getattr(course, name)
            if limit is not None and 0 in (limit.default, *limit.years.values()):
                found.add(f"no {name} in some year")
    pins = scenario.pins
    for year, enrol in zip(pins.start_year, pins.enrol, strict=True):
        found.add(f"{'enrol' if enrol else 'never'} {'in a year' if year else 'ever'}")
    found |= {f"in progress, {'paid' if line >= 0 else 'unpaid'}"
              for line in scenario.in_progress.line}  # fmt: skip
    for start, course in zip(
        scenario.in_progress.start_year, scenario.in_progress.course, strict=True
    ):
        length = spec.courses[scenario.course_ids[course]].duration
        if start + length - 1 > spec.horizon.last:
            found.add("in progress, beyond the horizon")
    return found | people_options(scenario)


def people_options(scenario: Scenario) -> set[str]:
    """What single officials have that others have not."""
    roster, spec = scenario.roster, scenario.spec
    assert roster.yearly_load is not None
    assert roster.long_courses is not None
    last = np.datetime64(f"{spec.horizon.last}-12-31")
    found = {
        "own yearly load": (roster.yearly_load >= 0).any(),
        "own long courses": (roster.long_courses >= 0).any(),
        "yearly load of all": spec.rules.yearly_load is not None,
        "absences": bool(roster.absent),
        "retires": (roster.retires <= last).any(),
        "leaves": (roster.leaves < np.datetime64(FAR_FUTURE)).any(),
        "joins": (roster.joined > np.datetime64(FAR_PAST)).any(),
    }
    return {name for name, used in found.items() if used}


EXPECTED = {
    "0 lines", "1 lines", "2 lines", "1 units", "2 units", "3 units",
    "earlier_completion", "priority_group", "even_units",
    "long courses at once: 1", "long courses at once: 2", "long courses at once: None",
    "unit cover", "unit cover with a tier",
    "level_by_deadline", "annual_participation", "once_in_window",
    "monitored", "tier 1", "tier 2", "tier 3", "weights",
    "target attribute", "target at_least", "target any_of", "target fits",
    "target fitting", "target equals", "joint conditions", "carry over",
    "no carry over", "pays courses", "pays who", "pays share", "course grants",
    "course requires", "course who", "course age_min", "course age_max",
    "course service_after", "course repeatable", "course long", "course classes",
    "course seats", "course cost_per_seat", "course cost_per_class",
    "requires at_least", "requires any_of", "requires fits", "requires fitting",
    "requires equals", "several years", "no classes in some year",
    "no seats in some year", "classes by year", "seats by year",
    "cost_per_seat by year", "cost_per_class by year", "enrol in a year", "enrol ever",
    "never in a year", "never ever", "in progress, paid", "in progress, unpaid",
    "absences", "in progress, beyond the horizon", "own yearly load",
    "own long courses", "yearly load of all", "retires", "leaves", "joins",
    "level_by_deadline >=", "level_by_deadline >", "before_appointment >=",
    "before_appointment >", "annual_participation >=", "annual_participation >",
    "once_in_window >=", "once_in_window >", "before_appointment",
    "appointed by attribute", "appointed by table",
    "course follows", "law rules", "law as_of", "law hold", "law off",
    "appointed by year", ">= of a part", "> of a part", "part of 1", "part of 2",
}  # fmt: skip


def test_every_option_is_used_again_and_again():
    used = Counter(name for seed in ALL for name in options(tiny(seed).scenario))
    assert {name: used[name] for name in EXPECTED if used[name] < 2} == {}


def test_much_is_wanted_and_often_more_than_can_be_had():
    found = [tiny(seed).best for seed in SOME]
    feasible = [best for best in found if best is not None]
    short = [best for best in feasible if any(best.shortfall.values())]
    active = [best for best in feasible if any(best.paths)]
    assert len(found) > len(feasible) > 30
    assert len(short) > 20
    assert len(active) > 25
