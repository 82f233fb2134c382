"""Running totals: columns that say how many classes a course has had by each year."""

from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.exactness.random_scenarios import tiny


def test_every_course_has_one_for_each_year_but_its_first():
    seen = 0
    for seed in range(20):
        reduction = reduce(People(Catalogue(tiny(seed).scenario)))
        for decoupled in (True, False):
            formulation = build(reduction, decoupled=decoupled)
            matrix, shared = formulation.matrix, formulation.shared
            rows = dict(zip(matrix.row_names, range(matrix.n_rows), strict=True))
            first = dict(sorted(shared.classes, reverse=True))
            for course, start in shared.classes:
                name = f"classes-until:{shared.intake_name(course, start)}"
                assert (name in rows) == (start > first[course])
                if name not in rows:
                    continue
                seen += 1
                row = rows[name]
                part = slice(matrix.row_starts[row], matrix.row_starts[row + 1])
                terms = dict(
                    zip(matrix.indices[part], matrix.values[part], strict=True)
                )
                total = matrix.column_names.index(name)
                assert terms.pop(total) == -1
                assert matrix.integer[total]
                assert matrix.row_lower[row] == matrix.row_upper[row] == 0
                assert terms == {
                    column: 1
                    for (other, year), column in shared.classes.items()
                    if other == course and year <= start
                }
                # No number of classes that is allowed is ruled out.
                assert matrix.upper[total] == sum(matrix.upper[at] for at in terms)
    assert seen > 20
