"""Running totals: columns that say how many classes a course has had by each year."""

from tests.formulation.totals import assert_total, formulations


def test_every_course_has_one_for_each_year_but_its_first():
    seen = 0
    for formulation in formulations(20):
        matrix, shared = formulation.matrix, formulation.shared
        rows = set(matrix.row_names)
        first = dict(sorted(shared.classes, reverse=True))
        for course, start in shared.classes:
            name = f"classes-until:{shared.intake_name(course, start)}"
            assert (name in rows) == (start > first[course])
            if name not in rows:
                continue
            seen += 1
            until = {
                column: 1
                for (other, year), column in shared.classes.items()
                if other == course and year <= start
            }
            assert_total(matrix, name, until)
    assert seen > 20
