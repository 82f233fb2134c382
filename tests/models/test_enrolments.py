import numpy as np
from hypothesis import given as generate
from hypothesis import strategies as st

from models.enrolments import grouped, held_at_start, in_progress, of_plan, together
from models.plan import PlanColumns
from tests.builders import course, official, officials, plan, scenario

SMALL = st.integers(-3, 3)
LARGE = st.integers(-(2**62), 2**62)


@generate(
    st.lists(
        st.tuples(SMALL, SMALL | LARGE, SMALL | st.integers(0, 99_999)), max_size=40
    )
)
def test_grouping_is_that_of_a_dictionary(rows):
    expected: dict[tuple[int, ...], list[int]] = {}
    for at, row in enumerate(rows):
        expected.setdefault(row, []).append(at)
    keys = np.array(rows, dtype=np.int64).reshape(len(rows), 3).T
    found = [(key, list(positions)) for key, positions in grouped(*keys)]
    assert found == sorted(expected.items())


def test_grouping_holds_for_very_many_groups():
    # 300 x 300 = 90,000 groups, more than 16 bits hold.
    one, two = (axis.ravel() for axis in np.mgrid[0:300, 0:300])
    found = grouped(one, two)
    assert [key for key, _ in found] == list(zip(one, two, strict=True))
    assert all(list(rows) == [at] for at, (_, rows) in enumerate(found))


def columns_of(given, *enrolments):
    return PlanColumns(given, plan(given, *enrolments))


def test_what_is_unknown_or_outside_the_horizon_is_left_out():
    given = scenario(officials("A"))
    takes = [("A", "C", 2025), ("X", "C", 2026), ("A", "C", 2027), ("A", "Z", 2026)]
    takes.append(("A", "C", 2029))
    kept = of_plan(columns_of(given, *takes))
    assert list(kept.row) == [2]
    assert list(kept.start) == [2027]


def test_amounts_are_summed_over_courses_by_year_of_study():
    # In 2027: A is in the second year of L (20) and the first of C (1), twice for two rows.
    given = scenario(officials("A", "B"), {"C": course(), "L": course(duration=2)})
    takes = [("A", "L", 2026), ("A", "C", 2027), ("A", "C", 2027), ("B", "C", 2026)]
    enrolments = of_plan(columns_of(given, *takes))
    assert list(enrolments.sum_by_official(2027, [[1], [10, 20]])) == [22, 0]
    assert list(enrolments.sum_by_official(2026, [[1], [10, 20]])) == [10, 1]
    assert list(enrolments.sum_by_official(2029, [[1], [10, 20]])) == [0, 0]


def test_courses_in_progress_and_new_ones_stay_apart_in_one_table():
    given = scenario(
        officials("A"), {"L": course(duration=2)}, in_progress=[("A", "L", 2025, "")]
    )
    both = together(of_plan(columns_of(given, ("A", "L", 2027))), in_progress(given))
    assert list(both.row) == [0, -1]
    assert list(both.end) == [2028, 2026]
    assert list(both.running_in(2026)) == [False, True]
    assert list(both.running_in(2027)) == [True, False]


def test_holdings_at_the_start_follow_the_order_of_the_enrolments():
    courses = {
        "S": course(grants=[{"attribute": "theory", "level": "so_cap"}]),
        "T": course(grants=[{"attribute": "theory", "level": "trung_cap"}]),
    }
    people = [official("A"), official("B", theory="cao_cap"), official("C")]
    given = scenario(people, courses)
    takes = [("C", "T", 2027), ("B", "T", 2027), ("A", "T", 2027), ("C", "S", 2026)]
    enrolments = of_plan(columns_of(given, *takes))
    ((name, year, rows, held),) = held_at_start(enrolments, {"T"})
    assert (name, year) == ("T", 2027)
    assert list(enrolments.official[rows]) == [2, 1, 0]
    assert list(held["theory"]) == [1, 3, 0]  # C has completed S in 2026
