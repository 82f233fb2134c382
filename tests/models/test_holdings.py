import numpy as np
import pytest

from models import holdings
from models.condition import Condition
from models.enrolments import held_after, in_progress, of_plan, together
from models.plan import PlanColumns
from tests.builders import course, official, plan, scenario

COURSES = {
    "T": course(grants=[{"attribute": "theory", "level": "trung_cap"}]),
    "L": course(
        duration=2,
        grants=[
            {"attribute": "education", "level": "thac_si"},
            {"attribute": "fields", "add": ["law", "farming"]},
        ],
    ),
}
PEOPLE = [
    official("A", theory="cao_cap", fields=["finance"]),
    official("B", theory="so_cap", education="trung_cap"),
]


def held(year, *enrolments, running=()):
    given = scenario(PEOPLE, COURSES, in_progress=running)
    columns = PlanColumns(given, plan(given, *enrolments))
    everything = together(of_plan(columns), in_progress(given))
    return held_after(everything, year, np.array([0, 1]))


def test_without_courses_the_baseline_is_held():
    found = held(2030)
    assert list(found["theory"]) == [3, 1]
    assert list(found["fields"]) == [0b010, 0]


def test_a_course_raises_a_level_but_never_lowers_it():
    assert list(held(2026, ("A", "T", 2026), ("B", "T", 2026))["theory"]) == [3, 2]


def test_fields_are_added_to_those_held():
    # law 001 and farming 100 added to finance 010.
    assert list(held(2027, ("A", "L", 2026))["fields"]) == [0b111, 0]


def test_a_course_counts_from_the_end_of_its_last_year():
    assert list(held(2026, ("B", "L", 2026))["education"]) == [3, 1]
    assert list(held(2027, ("B", "L", 2026))["education"]) == [3, 4]


def test_a_course_in_progress_counts_likewise():
    running = [("B", "L", 2025, "")]
    assert list(held(2025, running=running)["education"]) == [3, 1]
    assert list(held(2026, running=running)["education"]) == [3, 4]


def test_the_roster_itself_never_changes():
    given = scenario(PEOPLE, COURSES)
    columns = PlanColumns(given, plan(given, ("B", "L", 2026)))
    held_after(of_plan(columns), 2028, np.array([0, 1]))
    assert list(given.roster.columns["education"]) == [3, 1]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ({"attribute": "theory", "at_least": "so_cap"}, [True, True]),
        ({"attribute": "theory", "at_least": "trung_cap"}, [True, False]),
        ({"attribute": "rank_years", "at_least": 5}, [True, True]),
        ({"attribute": "rank_years", "at_least": 5.1}, [False, False]),
        ({"attribute": "fields", "any_of": ["law", "finance"]}, [True, False]),
        ({"attribute": "title", "any_of": ["accountant"]}, [True, True]),
        ({"attribute": "title", "any_of": ["chair"]}, [False, False]),
        ({"attribute": "party", "equals": True}, [True, True]),
        ({"attribute": "party", "equals": False}, [False, False]),
    ],
)
def test_conditions_are_tested_on_what_is_held(test, expected):
    given = scenario(PEOPLE)
    both = np.array([0, 1])
    columns = holdings.baseline(given.roster, both)
    condition = Condition.model_validate(test)
    met = holdings.satisfied(columns, given.roster, condition, both)
    assert list(met) == expected
