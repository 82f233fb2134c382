"""One tiny scenario for each rule, with enrolments that it allows and that it forbids."""

from tests import builders
from tests.builders import course, official, officials, scenario, stream
from tests.formulation.agreement import Case

SO_CAP = {"attribute": "theory", "level": "so_cap"}
TRUNG_CAP = {"attribute": "theory", "level": "trung_cap"}
LAW = {"attribute": "fields", "add": ["law"]}
NEEDS_SO_CAP = {"attribute": "theory", "at_least": "so_cap"}
FITTING = {
    "attribute": "fields",
    "fits": "title",
    "fitting": {"accountant": ["finance"], "chair": ["law"]},
}


def eligibility() -> Case:
    # A turns 41 on 1-1-2027; B is no Party member; E joins in 2027.
    people = [
        official("A"),
        official("B", party=False, birth="1990-06-01"),
        official("E", joined="2027-01-01", title="chair", rank_years=2.0),
        official("F", joined="2025-01-01", birth="1986-06-01", party=False),
    ]
    requires = [
        {"attribute": "title", "any_of": ["chair"]},
        {"attribute": "rank_years", "at_least": 2},
    ]
    courses = {
        "C": course(who="party", age_max=40),
        "D": course(requires=requires, age_min=36),
        # At most 39 and Party members, then at most 41 after two years of service.
        "L": course(follows=["study"]),
    }
    versions = [
        {"source": "old", "valid_to": "2026-12-31", "who": "party", "age_max": 39},
        {"source": "new", "valid_from": "2027-01-01", "age_max": 41,
         "service_before": 2},
    ]  # fmt: skip
    law = {"rules": {"study": {"title": "a rule", "versions": versions}}}
    return Case(
        scenario(people, courses, law=law),
        [
            ("A", "L", 2026), ("A", "L", 2027), ("A", "L", 2028), ("E", "L", 2028),
            ("F", "L", 2026), ("F", "L", 2027),
            ("A", "C", 2026), ("A", "C", 2027), ("B", "C", 2026), ("B", "D", 2027),
            ("E", "C", 2026), ("E", "C", 2027), ("E", "D", 2027), ("E", "D", 2026),
        ],
    )  # fmt: skip


def prerequisites() -> Case:
    # B completes L, begun before the horizon, at the end of 2026. F also needs a fitting
    # field: A, an accountant, holds none; C, a chair, can win law through L.
    people = [official("A"), official("B"), official("C", title="chair")]
    courses = {
        "S": course(grants=[SO_CAP]),
        "T": course(grants=[TRUNG_CAP], requires=[NEEDS_SO_CAP]),
        "L": course(grants=[SO_CAP, LAW], duration=2),
        "F": course(requires=[FITTING]),
    }
    return Case(
        scenario(people, courses, in_progress=[("B", "L", 2025, "")]),
        [
            ("A", "S", 2026), ("A", "S", 2027), ("A", "T", 2027), ("A", "T", 2028),
            ("B", "T", 2026), ("B", "T", 2027), ("C", "L", 2026), ("C", "F", 2028),
            ("A", "F", 2028),
        ],
    )  # fmt: skip


def prerequisites_both_ways() -> Case:
    # T also gives what S requires, and S what T requires; K opens the way to S.
    courses = {
        "T": course(grants=[TRUNG_CAP], requires=[{**FITTING}]),
        "S": course(grants=[SO_CAP, LAW], requires=[NEEDS_SO_CAP]),
        "K": course(grants=[SO_CAP]),
    }
    return Case(
        scenario([official("A", title="chair")], courses),
        [
            ("A", "K", 2026), ("A", "K", 2027), ("A", "S", 2026), ("A", "S", 2027),
            ("A", "S", 2028), ("A", "T", 2026), ("A", "T", 2027), ("A", "T", 2028),
        ],
    )  # fmt: skip


def once_per_course() -> Case:
    courses = {"L": course(duration=2), "R": course(repeatable=True), "C": course()}
    running = [("B", "L", 2025, "")]
    return Case(
        scenario(officials("A", "B"), courses, in_progress=running),
        [
            ("A", "L", 2026), ("A", "L", 2027), ("A", "R", 2026), ("A", "R", 2026),
            ("A", "R", 2027), ("B", "L", 2027), ("B", "C", 2026), ("B", "C", 2028),
        ],
    )  # fmt: skip


def grants_more() -> Case:
    # B holds the basic level; X completes a course that grants it at the end of 2026.
    people = [official("A"), official("B", theory="so_cap"), official("X")]
    courses = {
        "S": course(grants=[SO_CAP]),
        "T": course(grants=[TRUNG_CAP]),
        "M": course(grants=[SO_CAP, LAW]),
        "L": course(grants=[SO_CAP], duration=2),
        "P": course(),
    }
    return Case(
        scenario(people, courses, in_progress=[("X", "L", 2025, "")]),
        [
            ("A", "S", 2026), ("A", "S", 2027), ("A", "T", 2026), ("A", "M", 2027),
            ("A", "P", 2027), ("B", "S", 2026), ("X", "S", 2026), ("X", "S", 2027),
            ("B", "M", 2026),
        ],
    )  # fmt: skip


def service_after() -> Case:
    # 0.3 years and half the length of one year are 9.6 months, rounded up to 10.
    people = [
        official("A", retires="2027-10-31"),
        official("B", retires="2027-11-01"),
        official("E", leaves="2028-12-31"),
    ]
    after = {"years": 0.3, "times_length": 0.5}
    courses = {
        "C": course(service_after=after),
        "D": course(duration=2),
        "L": course(follows=["bond"]),
    }
    versions = [
        {"source": "old", "valid_to": "2026-12-31", "service_after": {"years": 1}},
        {"source": "new", "valid_from": "2027-01-01",
         "service_after": {"times_length": 0.5}},
    ]  # fmt: skip
    law = {"rules": {"bond": {"title": "a rule", "versions": versions}}}
    return Case(
        scenario(people, courses, law=law),
        [
            ("A", "L", 2026), ("E", "L", 2026), ("E", "L", 2027), ("B", "L", 2026),
            ("A", "C", 2026), ("B", "C", 2026), ("B", "C", 2027), ("A", "D", 2026),
            ("E", "C", 2026), ("E", "D", 2026), ("E", "D", 2027),
        ],
    )  # fmt: skip


def yearly_load() -> Case:
    # A has 10 weeks a year; B 5; X spends 9 weeks of 2026 on a course in progress.
    people = [official("A"), official("B", yearly_load=50), official("X")]
    courses = {
        "C": course(weeks=[4]),
        "D": course(weeks=[6]),
        "L": course(weeks=[1, 4.1], duration=2),
        "W": course(weeks=[0, 9], duration=2),
        "N": course(),
    }
    return Case(
        scenario(
            people, courses, rules={"yearly_load": 10}, in_progress=[("X", "W", 2025, "")]
        ),
        [
            ("A", "C", 2027), ("A", "D", 2027), ("A", "D", 2026), ("A", "L", 2026),
            ("B", "C", 2026), ("B", "D", 2026), ("X", "C", 2026), ("X", "N", 2026),
        ],
    )  # fmt: skip


def long_courses() -> Case:
    # One at once; B two; X is in a long course in 2026.
    people = [official("A"), official("B", long_courses=2), official("X")]
    courses = {
        "C": course(weeks=[8]),
        "D": course(weeks=[9]),
        "L": course(weeks=[8, 0], duration=2),
        "S": course(weeks=[20], long=False),
    }
    return Case(
        scenario(people, courses, in_progress=[("X", "L", 2025, "")]),
        [
            ("A", "L", 2026), ("A", "C", 2027), ("A", "S", 2027), ("A", "D", 2028),
            ("B", "L", 2026), ("B", "C", 2026), ("B", "D", 2027), ("X", "C", 2026),
            ("X", "C", 2027),
        ],
    )  # fmt: skip


def absent_years() -> Case:
    courses = {"C": course(), "L": course(duration=2)}
    case = scenario(officials("A", "B"), courses, absences=[("A", 2027), ("B", 2026)])
    return Case(
        case,
        [
            ("A", "C", 2026), ("A", "C", 2027), ("A", "C", 2028), ("A", "L", 2026),
            ("A", "L", 2027), ("B", "C", 2026), ("B", "L", 2027),
        ],
    )  # fmt: skip


def decisions() -> Case:
    # R is repeatable: decided for some year, whichever.
    courses = {"C": course(), "D": course(), "R": course(repeatable=True)}
    pins = [
        ("A", "C", 2027, True), ("B", "D", 0, True), ("A", "D", 2026, False),
        ("B", "C", 0, False), ("A", "R", 0, True),
    ]  # fmt: skip
    return Case(
        scenario(officials("A", "B"), courses, pins=pins),
        [
            ("A", "C", 2026), ("A", "C", 2027), ("B", "D", 2026), ("B", "D", 2028),
            ("A", "D", 2026), ("A", "D", 2027), ("B", "C", 2027), ("A", "R", 2026),
            ("A", "R", 2028),
        ],
    )  # fmt: skip


def intake_open() -> Case:
    courses = {
        "C": course(classes={"default": 1, 2027: 0}),
        "D": course(seats={"default": 0, 2027: 5}),
        "L": course(duration=2),
    }
    return Case(
        scenario(officials("A"), courses),
        [
            ("A", "C", 2026), ("A", "C", 2027), ("A", "D", 2026), ("A", "D", 2027),
            ("A", "L", 2026), ("A", "L", 2027), ("A", "L", 2028),
        ],
    )  # fmt: skip


def class_size() -> Case:
    # 2 or 3 in a class: 1 is too few; 2 to 6 can be seated.  Of D: 3 only.
    courses = {
        "C": course(class_size={"min": 2, "max": 3}),
        "D": course(class_size={"min": 3, "max": 3}),
    }
    possible = [("A", "C", 2026), ("B", "C", 2026), ("E", "C", 2026)]
    possible += [("A", "D", 2027), ("B", "D", 2027), ("E", "D", 2027)]
    return Case(scenario(officials(*"ABE"), courses), possible, classes=True)


def seat_limit() -> Case:
    courses = {
        "C": course(seats={"default": 2, 2027: 1}),
        "D": course(classes={"default": 1, 2027: 2}),
    }
    possible = [("A", "C", 2026), ("B", "C", 2026), ("E", "C", 2026)]
    possible += [("A", "D", 2026), ("B", "D", 2026), ("E", "D", 2027), ("F", "D", 2027)]
    return Case(scenario(officials(*"ABEF"), courses), possible, classes=True)


PAYS = {
    "city": {
        "title": "city",
        "amount": {"default": 5, 2027: 2},
        "pays": [{"courses": ["C"], "who": "party"}, {"courses": ["L"], "share": 0.5}],
    },
    "state": {"title": "state", "amount": 3, "carry_over": True},
}


def budget_eligibility() -> Case:
    # City pays C for Party members and L for all; state pays everything.
    people = [official("A"), official("B", party=False)]
    only_city = {
        "city": PAYS["city"],
        "fund": {**PAYS["city"], "pays": [{"who": "age < 41"}]},
    }
    courses = {"C": course(), "L": course(duration=2), "D": course()}
    return Case(
        scenario(people, courses, budget=only_city),
        [("A", "C", 2026), ("B", "C", 2026), ("B", "L", 2026), ("A", "D", 2027)],
        lines=("city", "fund", ""),
    )


def budget_limit() -> Case:
    # 1.333 halved is 0.667 for the city, whose classes of C cost 1 each; 2 million of the
    # city's money of 2026 are spent on a course in progress.
    courses = {
        "C": course(cost_per_seat={"default": [2], 2027: [1]}, cost_per_class=[1]),
        "L": course(duration=2, cost_per_seat=[1.333, 2]),
    }
    case = scenario(
        officials("A", "B", "E"),
        courses,
        budget=PAYS,
        in_progress=[("E", "L", 2025, "city")],
    )
    possible = [
        ("A", "C", 2026), ("B", "C", 2026), ("A", "L", 2026), ("B", "L", 2027),
        ("E", "C", 2027),
    ]  # fmt: skip
    return Case(case, possible, classes=True, lines=("city", "state"))


def unit_cover() -> Case:
    # Of the four of `an` one may be away, or X alone in 2026; E is the only one of `bi`.
    people = [*officials("A", "B", "F", "X"), official("E", unit="bi")]
    courses = {
        "K": course(weeks=[9]),
        "L": course(weeks=[8, 0], duration=2),
        "S": course(weeks=[7]),
    }
    rules = {"unit_cover": {"share": 0.5}, "long_courses_at_once": None}
    return Case(
        scenario(people, courses, rules=rules, in_progress=[("X", "L", 2025, "")]),
        [
            ("A", "L", 2026), ("A", "K", 2026), ("B", "K", 2026), ("B", "K", 2027),
            ("F", "K", 2027), ("X", "K", 2026), ("A", "S", 2027), ("E", "K", 2026),
        ],
    )  # fmt: skip


def recruitment() -> Case:
    # One vacancy in 2026 and one in 2027; each stream has a course of its own, so that a
    # block is about one person.
    people = [
        official("A", leaves="2026-05-01"),
        official("B", unit="bi", leaves="2027-05-01"),
        official("E"),
    ]
    courses = {
        "G": course(who="education == dai_hoc"),
        "P": course(who="education == none"),
    }
    limits = {"min": {"default": 0, 2027: 1}, "max": {"default": 1, 2026: 0}}
    streams = {"good": stream(), "plain": stream(attributes={}, limits=limits)}
    return Case(
        scenario(people, courses, recruitment=builders.recruitment(streams=streams)),
        [
            ("NEW-2026-0001-good", "G", 2027), ("NEW-2026-0001-plain", "P", 2027),
            ("NEW-2027-0001-good", "G", 2028), ("NEW-2027-0001-plain", "P", 2028),
        ],
        recruits=[
            "NEW-2026-0001-good", "NEW-2026-0001-plain",
            "NEW-2027-0001-good", "NEW-2027-0001-plain",
        ],
    )  # fmt: skip


CASES = {
    case.__name__: case
    for case in (
        eligibility, prerequisites, once_per_course, grants_more, service_after,
        yearly_load, long_courses, absent_years, decisions, intake_open, class_size,
        seat_limit, budget_eligibility, budget_limit, unit_cover,
        recruitment,
    )
}  # fmt: skip
"""Rule -> its tiny scenario."""
