"""What a target asks, in words: who counts, what is asked, when, how urgent."""

from models.scenario import ScenarioSpec
from models.target import (
    AnnualParticipation,
    BeforeAppointment,
    Holding,
    LevelByDeadline,
    Monitored,
    OnceInWindow,
    RecruitmentComposition,
    Target,
)
from planner.language import _
from planner.language.filter_words import condition_in_words, filter_in_words
from planner.reports.numbers import shortest


def definition(spec: ScenarioSpec, target: Target) -> list[tuple[str, str]]:
    """Return the definition of a target as pairs of heading and text."""
    rows = [
        (_("Who counts"), _who(spec, target)),
        (_("What is asked"), _asked(spec, target)),
        (_("When"), _when(target)),
        (_("How many"), required(target)),
        (_("Priority"), _priority(target)),
    ]
    if isinstance(target.measure, Monitored) and target.measure.reason:
        rows.append((_("Why training cannot move it"), target.measure.reason))
    if target.source:
        rows.append((_("Source"), target.source))
    return rows


def required(target: Target) -> str:
    """Return the share that is required, for example `more than 95 % of them`."""
    share = shortest(target.percent, 5)
    if target.compare == ">":
        return _("more than {share} % of them").format(share=share)
    return _("at least {share} % of them").format(share=share)


def _who(spec: ScenarioSpec, target: Target) -> str:
    measure = target.measure
    who = filter_in_words(spec, target.group)
    if isinstance(measure, Holding) and measure.among:
        part = _all_of(spec, measure.among)
        return _("{who}; of these only those who hold: {part}").format(
            who=who, part=part
        )
    return who


def _all_of(spec: ScenarioSpec, conditions: tuple[object, ...]) -> str:
    joined = f" {_('and')} "
    return joined.join(condition_in_words(spec, each) for each in conditions)  # type: ignore[arg-type]


def _asked(spec: ScenarioSpec, target: Target) -> str:
    match target.measure:
        case Holding(conditions=conditions):
            return _all_of(spec, conditions)
        case AnnualParticipation(course_kind=kind):
            courses = _courses(spec, kind)
            return _("attends one of these courses in the year: {courses}").format(
                courses=courses
            )
        case OnceInWindow(course_kind=kind):
            return _("attends one of these courses at least once: {courses}").format(
                courses=_courses(spec, kind)
            )
        case RecruitmentComposition(who=who, streams=streams):
            recruited = _("recruits: {who}").format(who=filter_in_words(spec, who))
            if streams is None or spec.recruitment is None:
                return recruited
            titles = [spec.recruitment.streams[name].title for name in streams]
            return f"{recruited} ({', '.join(titles)})"
        case Monitored(who=None):
            return _("not in the data of the roster")
        case Monitored(who=who):
            return filter_in_words(spec, who or "all")
    raise AssertionError(target.measure)


def _courses(spec: ScenarioSpec, kind: str) -> str:
    fitting = [entry.title for entry in spec.courses.values() if kind in entry.kinds]
    return ", ".join(fitting) or _("none in the catalogue")


def _when(target: Target) -> str:
    measure = target.measure
    if isinstance(measure, LevelByDeadline):
        return _("on 31 December {year}").format(year=measure.year)
    if isinstance(measure, BeforeAppointment):
        text = _(
            "on 31 December before the year of the appointment; appointments of "
            "{first} to {last}"
        )
    elif isinstance(measure, OnceInWindow | RecruitmentComposition):
        text = _("from {first} to {last}, counted on 31 December {last}")
    else:
        text = _("on 31 December of every year from {first} to {last}")
    return text.format(first=measure.first, last=measure.last)


def _priority(target: Target) -> str:
    if isinstance(target.measure, Monitored):
        return _("only watched: computed from the roster, never optimised")
    text = _("tier {tier}; one missing official weighs {weight}")
    return text.format(tier=target.tier, weight=target.weight)
