"""Checks: what contradicts itself, refers to nothing or cannot be reached."""

from planner.io.problem_kinds.kind import Kind

KINDS: dict[str, Kind] = {
    "unknown-reference": Kind(
        "error", "A name refers to nothing", "{reason}: {name}", "{hint}"
    ),
    "condition-misfit": Kind(
        "error", "A test does not fit its attribute", "{reason}", "{hint}"
    ),
    "group-cycle": Kind(
        "error",
        "Groups refer to each other in a circle",
        "the groups refer to each other in a circle: {circle}",
        "write one of these groups without the others",
    ),
    "circular-prerequisites": Kind(
        "error",
        "Prerequisites run in a circle",
        "nobody can ever start these courses, each requires what only the next one "
        "grants: {circle}",
        "drop one of the requirements, or add a course that leads in from outside",
    ),
    "target-outside-horizon": Kind(
        "error",
        "A target is measured outside the horizon",
        "the target is measured in {years}, the horizon is {first} to {last}",
        "measure it within the horizon, or change the horizon",
    ),
    "year-without-value": Kind(
        "error",
        "A year has no value",
        "{name} has no value for {years}",
        "add the years, or `default:` for all years not named",
    ),
    "kind-without-course": Kind(
        "error",
        "No course is of the kind that a target counts",
        "no course has the kind {name}",
        "{hint}",
    ),
    "decisions-contradict": Kind(
        "error", "Decisions contradict each other", "{reason}", "{hint}"
    ),
    "year-outside-horizon": Kind(
        "warning",
        "A year is outside the horizon",
        "{name} has values for {years}, outside the horizon {first} to {last}; they are "
        "not used",
        "correct the year, or delete the value",
    ),
    "level-unreachable": Kind(
        "warning",
        "A level that nobody can reach",
        "nobody holds {name}, and no course that can be reached grants it",
        "add a course that grants it, or lower what is required",
    ),
    "course-without-official": Kind(
        "warning",
        "A course that nobody can attend",
        "no official can start this course in any year of the horizon",
        "check `who`, age limits, requirements, service after, and classes or seats",
    ),
    "course-unpaid": Kind(
        "warning",
        "A course that no budget line may pay for",
        "no budget line may pay for this course, so nobody is enrolled in it",
        "name the course under `pays` of a budget line",
    ),
    "recruits-impossible": Kind(
        "error",
        "Streams cannot fill the vacancies",
        "posts filled in {year}: {number}, but the limits of the streams together allow "
        "{words} {limit}",
        "change the limits of the streams, or the share that is replaced",
    ),
    "stream-unpaid": Kind(
        "warning",
        "A stream that no budget line pays for",
        "no budget line pays for recruits of this stream, so their cost is counted nowhere",
        "name the stream under `pays: - recruitment:` of a budget line",
    ),
    "group-empty": Kind(
        "warning",
        "A group without members",
        "no official belongs to the group in any year of the horizon",
        "check the filter and the roster",
    ),
    "target-empty": Kind(
        "warning",
        "A target for nobody",
        "no official counts for this target in {years}",
        "check the filter `group` and the roster",
    ),
    "percent-impossible": Kind(
        "warning",
        "More than everybody",
        "more than 100 % of a group can never be reached",
        'write `compare: ">="`',
    ),
    "target-short-of-seats": Kind(
        "warning",
        "Seats cannot suffice for a target",
        "needs {missing} more{what}, at most {most} seats are offered {when}",
        "offer more classes or seats, or expect a shortfall of at least {short}",
    ),
    "target-short-of-officials": Kind(
        "warning",
        "Too few officials can attain a target",
        "needs {missing} more, at most {most} more officials can attain it {when} "
        "(eligibility, prerequisites, retirement)",
        "open courses to more officials, or expect a shortfall of at least {short}",
    ),
    "target-short-of-money": Kind(
        "warning",
        "Money cannot suffice for a target",
        "needs {missing} more{what}, the money {when} ({money} million dong) pays "
        "at most {most} of the cheapest seats ({price} million dong each)",
        "raise the budget, or expect a shortfall of at least {short}",
    ),
    "source-missing": Kind(
        "warning",
        "A number without a source",
        "no source is given for: {fields}",
        "give document and date, or write `assumed: why`",
    ),
    "law-gap": Kind(
        "warning",
        "A rule of law without a version in force",
        "for courses that start in {years} no version of {name} is in force, so it asks "
        "nothing",
        "hold a version with law.hold, or write the terms into the course",
    ),
}
