"""Recruitment: streams say what recruits hold, and can fill every vacancy together."""

from collections.abc import Iterator

import numpy as np

from models.attribute import Attribute, Category, Flag, Ladder, Number, SetOf
from models.recruitment import Recruitment, Stream
from models.retirement import retirement_dates
from models.scenario import Scenario, ScenarioSpec
from models.target import RecruitmentComposition
from planner.io.problems import Problem, problem
from planner.io.suggestions import suggestion
from planner.io.table import MOST_LISTED, grouped
from planner.language import _


def of_specification(spec: ScenarioSpec) -> list[Problem]:
    """Return what does not fit the attributes, the horizon, the budget and the targets."""
    recruitment = spec.recruitment
    if recruitment is None:
        return list(_without_recruitment(spec))
    found = [
        _unknown("recruitment.of_post", "attribute", name, tuple(spec.attributes))
        for name in recruitment.of_post
        if name not in spec.attributes
    ]
    for name, stream in recruitment.streams.items():
        path = f"recruitment.streams.{name}"
        found += _of_attributes(f"{path}.attributes", stream, recruitment, spec)
        found += _of_age(path, stream, spec)
    streams = tuple(recruitment.streams)
    paid: set[str] = set()
    for line, entry in spec.budget.items():
        for at, rule in enumerate(entry.pays):
            paid.update(rule.recruitment or ())
            found += [
                _unknown(
                    f"budget.{line}.pays.{at}.recruitment", "stream", name, streams
                )
                for name in rule.recruitment or ()
                if name not in streams
            ]
    found += [
        _unknown(f"targets.{name}.measure.streams", "stream", counted, streams)
        for name, target in spec.targets.items()
        if isinstance(target.measure, RecruitmentComposition)
        for counted in target.measure.streams or ()
        if counted not in streams
    ]
    found += [
        problem("stream-unpaid", path=f"recruitment.streams.{name}", value=name)
        for name, stream in recruitment.streams.items()
        if spec.budget and stream.cost is not None and name not in paid
    ]
    return found


def _without_recruitment(spec: ScenarioSpec) -> Iterator[Problem]:
    """Yield what speaks of recruits where nobody is recruited."""
    paths = [
        f"targets.{name}.measure.kind"
        for name, target in spec.targets.items()
        if isinstance(target.measure, RecruitmentComposition)
    ]
    paths += [
        f"budget.{line}.pays.{at}.recruitment"
        for line, entry in spec.budget.items()
        for at, rule in enumerate(entry.pays)
        if rule.recruitment is not None
    ]
    for path in paths:
        yield problem(
            "unknown-reference",
            path=path,
            reason=_("nobody is recruited without the section"),
            name="recruitment",
            hint=_("write the section, or delete what speaks of recruits"),
        )


def _of_attributes(
    path: str, stream: Stream, recruitment: Recruitment, spec: ScenarioSpec
) -> Iterator[Problem]:
    for name, value in stream.attributes.items():
        attribute = spec.attributes.get(name)
        if attribute is None:
            yield _unknown(path, "attribute", name, tuple(spec.attributes))
            continue
        allowed = _allowed(attribute)
        values = value if isinstance(value, tuple) else (value,)
        if not _fits(attribute, value):
            yield problem(
                "condition-misfit",
                path=f"{path}.{name}",
                value=value,
                reason=_("{name} is a {kind}, which has no such value").format(
                    name=name, kind=attribute.kind
                ),
                hint=_hint(attribute),
            )
            continue
        for one in values if allowed else ():
            if one not in allowed:
                yield _unknown(f"{path}.{name}", "value", str(one), allowed)
    for name, attribute in spec.attributes.items():
        given = name in stream.attributes or name in recruitment.of_post
        if isinstance(attribute, Category) and not given:
            hint = _("and a value, or name it under `of_post`")
            yield problem("missing-key", path=path, name=name, hint=hint)


def _allowed(attribute: Attribute) -> tuple[str, ...]:
    if isinstance(attribute, Ladder):
        return attribute.levels
    return attribute.values if isinstance(attribute, Category | SetOf) else ()


def _hint(attribute: Attribute) -> str:
    match attribute:
        case Flag():
            return _("write true or false")
        case Number():
            return _("write a number")
        case SetOf():
            return _("write a list of values: {values}").format(
                values=", ".join(attribute.values)
            )
    return _("write one of: {allowed}").format(allowed=", ".join(_allowed(attribute)))


def _fits(attribute: Attribute, value: object) -> bool:
    """Return whether a value is of the sort that an attribute has."""
    match attribute:
        case Flag():
            return isinstance(value, bool)
        case Number():
            return isinstance(value, float | int) and not isinstance(value, bool)
        case SetOf():
            return isinstance(value, tuple)
    return isinstance(value, str)


def _of_age(path: str, stream: Stream, spec: ScenarioSpec) -> list[Problem]:
    """Return a stream of people who would retire before the horizon ends."""
    year = f"{spec.horizon.first - stream.age}-01-01"
    birth = np.array([year], dtype="datetime64[D]")
    retires = retirement_dates(birth, np.array([stream.sex == "female"]))[0]
    if retires > np.datetime64(f"{spec.horizon.last}-12-31", "D"):
        return []
    reason = _("who joins in {first} at {age} retires on {retires}").format(
        first=spec.horizon.first, age=stream.age, retires=retires
    )
    hint = _("recruit people who serve to the end of {last}").format(
        last=spec.horizon.last
    )
    return [
        problem(
            "wrong-value",
            path=f"{path}.age",
            value=stream.age,
            reason=reason,
            hint=hint,
        )
    ]


def of_scenario(scenario: Scenario) -> list[Problem]:
    """Return years whose vacancies no choice of streams fills, and ids that are taken."""
    recruitment = scenario.spec.recruitment
    if recruitment is None:
        return []
    found = []
    for year in scenario.spec.horizon.years:
        number = int((scenario.vacancies.year == year).sum())
        limits = [stream.limits for stream in recruitment.streams.values()]
        fewest = sum(limit.min.at(year) or 0 for limit in limits)
        tops = [None if limit.max is None else limit.max.at(year) for limit in limits]
        most = None if None in tops else sum(top for top in tops if top is not None)
        for limit, words, beyond in (
            (fewest, _("at least"), number < fewest),
            (most, _("at most"), most is not None and number > most),
        ):
            if beyond:
                found.append(
                    problem(
                        "recruits-impossible",
                        path="recruitment.streams",
                        number=number,
                        year=year,
                        words=words,
                        limit=limit,
                    )
                )
    return [*found, *_ids(scenario)]


def _ids(scenario: Scenario) -> list[Problem]:
    ids, named = scenario.roster.ids, scenario.roster.named
    rows = np.flatnonzero(np.isin(ids[:named].astype(str), ids[named:].astype(str)))
    items = [
        problem(
            "cell-value",
            path=f"tables.officials.{row}.id",
            value=ids[row],
            reason=_("this is the id of somebody who may be recruited"),
            hint=_("give the official another id"),
        )
        for row in rows[:MOST_LISTED].tolist()
    ]
    return list(grouped(items, len(rows)))


def _unknown(path: str, what: str, name: str, known: tuple[str, ...]) -> Problem:
    return problem(
        "unknown-reference",
        path=path,
        value=name,
        reason=_("unknown {what}").format(what=_(what)),
        name=name,
        hint=suggestion(name, known, _("known")),
    )
