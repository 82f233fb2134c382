from models.measures import target_figures
from tests.builders import course, level, official, officials, plan, scenario

COURSES = {
    "T": course(grants=[{"attribute": "theory", "level": "so_cap"}]),
    "L": course(grants=[{"attribute": "fields", "add": ["law"]}]),
    "R": course(kinds=["refresher"], repeatable=True),
    "Q": course(kinds=["refresher"], duration=2),
}


def figures(people, target, *enrolments, **changes):
    """(year, group size, required, baseline, attained, shortfall) of each year."""
    given = scenario(people, COURSES, targets={"t": target}, **changes)
    return [
        (f.year, f.group_size, f.required, f.baseline, f.attained, f.shortfall)
        for f in target_figures(given, plan(given, *enrolments))
    ]


def test_a_level_counts_whoever_holds_it_by_the_deadline():
    # 80 % of 5 is 4; one holds it, two are trained in time, one too late.
    people = [*officials(*"ABCD"), official("E", theory="cao_cap")]
    takes = [("A", "T", 2026), ("B", "T", 2027), ("C", "T", 2028)]
    target = level("theory", "so_cap", year=2027, percent=80)
    assert figures(people, target, *takes) == [(2027, 5, 4, 1, 3, 1)]


def test_a_course_in_progress_belongs_to_the_baseline():
    target = level("fields", "x")
    target["measure"]["conditions"] = [{"attribute": "fields", "any_of": ["law"]}]
    running = [("A", "L", 2025, "")]
    # L lasts one year: begun in 2025, it is held from 31-12-2025.
    assert figures(officials("A", "B"), target, in_progress=running) == [
        (2028, 2, 2, 1, 1, 1)
    ]


def test_more_than_enough_is_no_negative_shortfall():
    target = level("theory", "so_cap", percent=50)
    people = officials("A", "B", theory="so_cap")
    assert figures(people, target) == [(2028, 2, 1, 2, 2, 0)]


def test_whoever_turns_forty_leaves_a_group_of_those_under_forty():
    # A turns 40 on 31-12-2028, B on 1-1-2029: on 31-12-2028 only B is 39.
    people = [official("A", birth="1988-12-31"), official("B", birth="1989-01-01")]
    target = level("theory", "so_cap", group="age < 40")
    takes = [("A", "T", 2026)]
    assert figures(people, target, *takes) == [(2028, 1, 1, 0, 0, 1)]


def test_whoever_retires_leaves_numerator_and_denominator():
    # A is trained, and retired on the measuring date; B retires the day after.
    people = [
        official("A", retires="2028-12-31"),
        official("B", retires="2029-01-01"),
        official("C"),
    ]
    takes = [("A", "T", 2026), ("B", "T", 2026)]
    target = level("theory", "so_cap")
    assert figures(people, target, *takes) == [(2028, 2, 2, 0, 1, 1)]


def test_whoever_joins_later_is_counted_from_then_on():
    people = [official("A"), official("B", joined="2027-03-01")]
    measure = {"kind": "annual_participation", "course_kind": "refresher"}
    target = level("theory", "so_cap", measure={**measure, "first": 2026, "last": 2027})
    assert [row[1] for row in figures(people, target)] == [1, 2]


def test_joint_conditions_are_held_by_the_same_person():
    # A has theory only, B law only, C both.
    people = [
        official("A", theory="so_cap"),
        official("B", fields=["law"]),
        official("C", theory="cao_cap", fields=["law", "finance"]),
    ]
    target = level("theory", "so_cap")
    target["measure"]["conditions"].append({"attribute": "fields", "any_of": ["law"]})
    assert figures(people, target) == [(2028, 3, 3, 1, 1, 2)]
    assert figures(people, target, ("A", "L", 2026)) == [(2028, 3, 3, 1, 2, 1)]


def test_a_flag_may_be_one_of_the_conditions():
    people = [
        official("A", theory="so_cap"),
        official("B", theory="so_cap", party=False),
    ]
    target = level("theory", "so_cap")
    target["measure"]["conditions"].append({"attribute": "party", "equals": True})
    assert figures(people, target)[0][4] == 1


def test_a_field_fits_by_the_title_of_each_official():
    people = [
        official("A", title="accountant", fields=["finance"]),
        official("B", title="registrar", fields=["finance"]),
        official("C", title="chair", fields=["law"]),  # not listed: nothing fits
    ]
    fitting = {"accountant": ["finance"], "registrar": ["law", "farming"]}
    condition = {"attribute": "fields", "fits": "title", "fitting": fitting}
    target = level("theory", "so_cap")
    target["measure"]["conditions"] = [condition]
    assert figures(people, target) == [(2028, 3, 3, 1, 1, 2)]
    assert figures(people, target, ("B", "L", 2026)) == [(2028, 3, 3, 1, 2, 1)]


def test_annual_participation_is_counted_in_every_year():
    # 60 % of 3 is 1.8: 2 each year.
    measure = {"kind": "annual_participation", "course_kind": "refresher"}
    target = level("theory", "so_cap", measure={**measure, "first": 2026, "last": 2028})
    takes = [("A", "R", 2026), ("B", "R", 2026), ("A", "R", 2027), ("C", "T", 2027)]
    assert figures(officials(*"ABC"), {**target, "percent": 60}, *takes) == [
        (2026, 3, 2, 0, 2, 0),
        (2027, 3, 2, 0, 1, 1),
        (2028, 3, 2, 0, 0, 2),
    ]


def test_participation_counts_in_every_year_in_which_the_course_runs():
    measure = {"kind": "annual_participation", "course_kind": "refresher"}
    target = level("theory", "so_cap", measure={**measure, "first": 2026, "last": 2028})
    # B's course began in 2025 and runs in 2026; A's runs in 2026 and 2027.
    running = [("B", "Q", 2025, "")]
    found = figures(officials("A", "B"), target, ("A", "Q", 2026), in_progress=running)
    assert [row[3:5] for row in found] == [(1, 2), (0, 1), (0, 0)]


def test_two_courses_of_the_kind_in_a_year_count_once():
    measure = {"kind": "annual_participation", "course_kind": "refresher"}
    target = level("theory", "so_cap", measure={**measure, "first": 2026, "last": 2026})
    takes = [("A", "Q", 2026), ("A", "R", 2026)]
    assert figures(officials("A", "B"), target, *takes) == [(2026, 2, 2, 0, 1, 1)]


def test_once_in_a_window_counts_any_year_of_it():
    measure = {"kind": "once_in_window", "course_kind": "refresher"}
    target = level("theory", "so_cap", measure={**measure, "first": 2027, "last": 2028})
    takes = [
        ("A", "R", 2026),  # before the window
        ("B", "R", 2027),
        ("B", "R", 2028),  # once is enough
        ("C", "Q", 2026),  # runs into 2027
    ]
    assert figures(officials(*"ABCD"), target, *takes) == [(2028, 4, 4, 0, 2, 2)]


def test_a_monitored_target_is_counted_on_the_roster_alone():
    # Under 41: B in 2026 only (41 on 1-6-2027); A has turned 41 on 1-1-2027.
    people = [
        official("A"),
        official("B", birth="1986-06-01"),
        official("C", sex="male"),
    ]
    measure = {"kind": "monitored", "who": "age < 41", "first": 2026, "last": 2027}
    target = level("theory", "so_cap", measure=measure, percent=50, group="@women")
    groups = {"women": "sex == female"}
    assert figures(people, target, ("A", "T", 2026), groups=groups) == [
        (2026, 2, 1, 2, 2, 0),
        (2027, 2, 1, 0, 0, 1),
    ]


def test_a_monitored_target_without_a_filter_has_no_figure():
    measure = {"kind": "monitored", "first": 2026, "last": 2026}
    target = level("theory", "so_cap", measure=measure)
    assert figures(officials("A"), target) == [(2026, 1, 1, None, None, None)]


def test_an_empty_group_requires_nobody_and_has_no_percentage():
    target = level("theory", "so_cap", group="age > 90")
    given = scenario(officials("A"), COURSES, targets={"t": target})
    (figure,) = target_figures(given, plan(given))
    assert (figure.group_size, figure.required, figure.shortfall) == (0, 0, 0)
    assert figure.percent is None


def test_the_percentage_is_of_the_group():
    people = [*officials("A", "B", "C"), official("D", theory="so_cap")]
    given = scenario(people, COURSES, targets={"t": level("theory", "so_cap", tier=2)})
    (figure,) = target_figures(given, plan(given))
    assert (figure.percent, figure.tier, figure.weight) == (25.0, 2, 1)


def test_targets_come_in_declared_order_and_then_by_year():
    measure = {"kind": "annual_participation", "course_kind": "refresher"}
    yearly = level("theory", "so_cap", measure={**measure, "first": 2026, "last": 2027})
    targets = {"z": yearly, "a": level("theory", "so_cap")}
    given = scenario(officials("A"), COURSES, targets=targets)
    found = [(f.name, f.year) for f in target_figures(given, plan(given))]
    assert found == [("z", 2026), ("z", 2027), ("a", 2028)]


def before(appointed, first=2026, last=2028, **changes):
    """Everyone appointed holds the basic level by the end of the year before."""
    target = level("theory", "so_cap", **changes)
    del target["measure"]["year"]
    target["measure"] |= {"kind": "before_appointment", "appointed": appointed}
    target["measure"] |= {"first": first, "last": last}
    return target


def test_before_an_appointment_is_by_the_end_of_the_year_before():
    # A completes the course on 31-12-2026, in time for 2027; B on 31-12-2027, too late.
    people = officials("A", "B", post_year=2027.0)
    takes = [("A", "T", 2026), ("B", "T", 2027)]
    target = before({"attribute": "post_year"})
    assert figures(people, target, *takes) == [
        (2026, 0, 0, 0, 0, 0),
        (2027, 2, 2, 0, 1, 1),
        (2028, 0, 0, 0, 0, 0),
    ]


def test_appointments_of_the_first_year_are_measured_on_the_baseline():
    # Nothing that A starts is completed before 2026; B holds the level already.
    people = [official("A"), official("B", theory="so_cap")]
    target = before({"year": 2026})
    assert figures(people, target, ("A", "T", 2026)) == [(2026, 2, 2, 1, 1, 1)]


def test_only_appointments_to_the_posts_named_count():
    rows = [
        ("A", 2027, "deputy"),
        ("A", 2027, "chair"),
        ("A", 2028, "chair"),
        ("B", 2028, "deputy"),
        ("C", 2030, "chair"),
    ]
    people = officials(*"ABC")

    def sizes(posts):
        found = figures(people, before({"table": posts}), appointments=rows)
        return [row[1] for row in found]

    # Both appointments of A in 2027 are one person.
    assert sizes([]) == [0, 1, 2]
    assert sizes(["chair"]) == [0, 1, 1]
    assert sizes(["deputy", "chair"]) == [0, 1, 2]


def test_age_and_service_are_tested_on_the_day_of_an_appointment_s_measure():
    # On 31-12-2026 A is 40 and serves, B is 41, C has retired; D joins in 2027.
    people = [
        official("A", birth="1986-12-31", retires="2027-01-01"),
        official("B", birth="1985-12-31"),
        official("C", birth="1986-12-31", retires="2026-12-31"),
        official("D", birth="1986-12-31", joined="2027-01-01"),
    ]
    target = before({"year": 2027}, group="age <= 40")
    assert figures(people, target) == [(2027, 1, 1, 0, 0, 1)]


def of_which(at_least, among, **changes):
    """So many of those who hold one level hold another."""
    target = level("theory", at_least, **changes)
    part = {"attribute": "theory", "at_least": among}
    target["measure"]["among"] = [part]
    return target


def test_a_share_of_a_part_is_of_those_whom_the_plan_brings_into_it():
    # C and D come to the basic level: 60 % of 4 is 3, and two of them hold more.
    people = [*officials("A", "B", theory="trung_cap"), *officials(*"CDE")]
    target = of_which("trung_cap", "so_cap", percent=60)
    assert figures(people, target) == [(2028, 2, 2, 2, 2, 0)]
    takes = [("C", "T", 2026), ("D", "T", 2028)]
    assert figures(people, target, *takes) == [(2028, 4, 3, 2, 2, 1)]
    # Of the whole group it is 60 % of 5, whoever is in the part.
    whole = level("theory", "trung_cap", percent=60)
    assert figures(people, whole, *takes) == [(2028, 5, 3, 2, 2, 1)]


def test_whoever_is_outside_the_part_does_not_attain():
    # A holds law only, B law and the basic level.
    people = [official("A", fields=["law"]), official("B", fields=["law"])]
    people[1]["theory"] = "so_cap"
    target = of_which("so_cap", "so_cap")
    target["measure"]["conditions"] = [{"attribute": "fields", "any_of": ["law"]}]
    assert figures(people, target) == [(2028, 1, 1, 1, 1, 0)]


def test_a_part_is_counted_on_the_measuring_date():
    # A turns 40 on 31-12-2028 and leaves the group; B comes to the level too late.
    people = [
        official("A", birth="1988-12-31", theory="so_cap"),
        official("B", birth="1990-01-01"),
        official("C", birth="1990-01-01", theory="so_cap"),
    ]
    target = of_which("trung_cap", "so_cap", group="age < 40", year=2027, percent=50)
    assert figures(people, target, ("B", "T", 2028)) == [(2027, 2, 1, 0, 0, 1)]
    target = of_which("trung_cap", "so_cap", group="age < 40", percent=50)
    assert figures(people, target, ("B", "T", 2028)) == [(2028, 2, 1, 0, 0, 1)]


def test_of_an_empty_part_nobody_is_required():
    target = of_which("trung_cap", "so_cap", percent=60, compare=">")
    assert figures(officials(*"AB"), target) == [(2028, 0, 0, 0, 0, 0)]
    takes = [("A", "T", 2026)]
    assert figures(officials(*"AB"), target, *takes) == [(2028, 1, 1, 0, 0, 1)]


def test_several_populations_each_have_a_share_of_their_own():
    people = [
        *officials(*"ABC", theory="so_cap"),
        *officials(*"DE", title="chair"),
        official("F", title="registrar", retires="2028-06-01"),
    ]
    targets = {
        "all": level("theory", "so_cap", percent=50),
        "chairs": level("theory", "so_cap", group="title == chair"),
        "rest": level("theory", "so_cap", group="title == registrar"),
    }
    given = scenario(people, COURSES, targets=targets)
    found = target_figures(given, plan(given, ("D", "T", 2026)))
    assert [(f.group_size, f.required, f.attained) for f in found] == [
        (5, 3, 4),
        (2, 2, 1),
        (0, 0, 0),
    ]
