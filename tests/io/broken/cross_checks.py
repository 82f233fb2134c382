"""What is wrong between parts that are right by themselves."""

from pathlib import Path

from tests.io.broken.breaking import (
    LINES,
    PINS,
    RUNNING,
    SC_REQUIRES,
    Broken,
    replaces,
    roster,
)
from tests.io.good_scenario import edit


def circular(folder: Path) -> None:
    """SC requires what only TC grants, and TC what only SC grants."""
    edit(folder, "scenario.yaml", *SC_REQUIRES)
    rows = [row.replace("so_cap", "").replace("trung_cap", "") for row in LINES[1:]]
    roster(*rows)(folder)
    edit(folder, "tables/pins.csv", "A1,TC,2026,enrol\n", "")
    edit(folder, "tables/in_progress.csv", "A4,TC,2024,city\n", "")


CASES = (
    Broken(
        "requirement of an unknown level",
        "unknown-reference",
        ("line 25", "courses.TC.requires.0.at_least", "did you mean so_cap?"),
        replaces("at_least: so_cap", "at_least: so_kap"),
    ),
    Broken(
        "grant of an unknown attribute",
        "unknown-reference",
        ("courses.SC.grants.0.attribute", "did you mean theory?"),
        replaces("{attribute: theory, level: so", "{attribute: theorie, level: so"),
    ),
    Broken(
        "filter with an unknown group",
        "unknown-reference",
        ("courses.TC.who", "did you mean members?"),
        replaces('who: "@members"', 'who: "@member"'),
    ),
    Broken(
        "filter with an unknown value",
        "unknown-reference",
        ("groups.young", "did you mean can_bo?"),
        replaces("young: age < 40", "young: position == canbo"),
    ),
    Broken(
        "filter with an unknown unit",
        "unknown-reference",
        ("groups.young", "Nort", "did you mean North?"),
        replaces("young: age < 40", "young: unit == 'Nort'"),
    ),
    Broken(
        "budget line for an unknown course",
        "unknown-reference",
        ("budget.city.pays.0.courses", "did you mean UP?"),
        replaces("[SC, TC, UP]", "[SC, TC, UPP]"),
    ),
    Broken(
        "test that does not fit its attribute",
        "condition-misfit",
        ("targets.theory.measure.conditions.0", "party is a flag", "equals"),
        replaces("conditions: [{attribute: theory", "conditions: [{attribute: party"),
    ),
    Broken(
        "groups in a circle",
        "group-cycle",
        ("line 1", "members", "young"),
        replaces(
            "members: party\n  young: age < 40",
            'members: "@young"\n  young: "@members"',
        ),
    ),
    Broken(
        "circular prerequisites",
        "circular-prerequisites",
        ("SC", "TC", "drop one of the requirements"),
        circular,
    ),
    Broken(
        "target after the horizon",
        "target-outside-horizon",
        ("line 52", "targets.theory.measure", "2030", "2025 to 2027"),
        replaces("year: 2027", "year: 2030"),
    ),
    Broken(
        "budget without a year",
        "year-without-value",
        ("budget.city.amount", "2027", "default"),
        replaces("amount: 100", "amount: {2025: 100, 2026: 100}"),
    ),
    Broken(
        "classes without a year",
        "year-without-value",
        ("courses.TC.classes", "2026"),
        replaces("classes: {default: 1, 2025: 2}", "classes: {2025: 2}"),
    ),
    Broken(
        "unknown kind of course",
        "kind-without-course",
        ("targets.update.measure.course_kind", "did you mean refresher?"),
        replaces("course_kind: refresher", "course_kind: refreshr"),
    ),
    Broken(
        "enrolment decided and excluded",
        "decisions-contradict",
        ("pins.csv", "row 2, column decision", "both decided and excluded"),
        replaces("A2,UP,,never", "A1,TC,,never", PINS),
    ),
    Broken(
        "enrolment decided for two years",
        "decisions-contradict",
        ("pins.csv", "row 3, column start_year", "several years"),
        replaces("A2,UP,,never", "A1,TC,2025,enrol", PINS),
    ),
    Broken(
        "enrolment decided too late to end",
        "decisions-contradict",
        ("pins.csv", "row 2, column start_year", "end by 2027"),
        replaces("2026,enrol", "2027,enrol", PINS),
    ),
    Broken(
        "enrolment decided in a course in progress",
        "decisions-contradict",
        ("pins.csv", "row 2, column course", "already"),
        replaces("A1,TC", "A4,TC", PINS),
    ),
    Broken(
        "course in progress that begins in the horizon",
        "decisions-contradict",
        ("in_progress.csv", "row 2, column start_year", "pins"),
        replaces("2024", "2025", RUNNING),
    ),
    Broken(
        "course in progress that is over",
        "decisions-contradict",
        ("in_progress.csv", "row 2, column start_year", "table of officials"),
        replaces("2024", "2023", RUNNING),
    ),
)
