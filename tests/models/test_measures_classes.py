from models.measures import classes, quotas
from tests.builders import course, official, officials, plan, scenario

COURSES = {
    "Z": course(duration=2, class_size={"min": 2, "max": 9}, cost_per_class=[10, 1]),
    "C": course(),
}
BUDGET = {"city": {"title": "city", "amount": 1, "pays": [{"courses": ["Z"]}]}}
PEOPLE = [*officials("A", "B", unit="binh"), official("C", unit="an")]
TAKES = (
    ("A", "C", 2027, "k3"),
    ("C", "Z", 2026, "k2"),
    ("A", "Z", 2026, "k1"),
    ("B", "Z", 2026, "k1"),
)


def test_every_class_is_listed_with_its_seats_and_cost():
    given = scenario(PEOPLE, COURSES, budget=BUDGET)
    rows = classes(given, plan(given, *TAKES)).to_dict("records")
    shared = {"course": "Z", "start_year": 2026, "end_year": 2027, "size_min": 2,
              "size_max": 9, "budget_line": "city", "cost": 11_000}  # fmt: skip
    assert rows == [
        {"class": "k1", "seats_taken": 2, **shared},
        {"class": "k2", "seats_taken": 1, **shared},
        {"class": "k3", "course": "C", "start_year": 2027, "end_year": 2027,
         "seats_taken": 1, "size_min": 1, "size_max": 100, "budget_line": "", "cost": 0},
    ]  # fmt: skip


def test_quotas_count_the_officials_of_each_unit():
    given = scenario(PEOPLE, COURSES, budget=BUDGET)
    rows = quotas(given, plan(given, *TAKES)).to_dict("split")["data"]
    assert rows == [
        ["an", "Z", 2026, 1],
        ["binh", "Z", 2026, 2],
        ["binh", "C", 2027, 1],
    ]


def test_the_plan_that_enrols_nobody_has_no_classes_and_no_quotas():
    given = scenario(PEOPLE, COURSES)
    listed = plan(given, *TAKES)
    for measure in (classes, quotas):
        empty = measure(given, plan(given))
        assert len(empty) == 0
        assert dict(empty.dtypes) == dict(measure(given, listed).dtypes)
