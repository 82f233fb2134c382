"""Nested shares: attained + s ≥ p · (those in a part of the group), the part chosen too.

With p = a/b in lowest terms, A who are in the part and H of them who attain, both without
new enrolments; Δ are those added by new ones:

    b · (ΔH + s) − a · ΔA ≥ a · A − b · H        for "at least p",

and one more for "more than p", if there is anybody in the part. In whole numbers this is
the required headcount exactly: nothing lies between a multiple of 1/b and the next.
"""

from planner.formulation.matrix import Matrix
from planner.formulation.people import People
from planner.formulation.shared import Terms

_LARGEST = 1000
"""Percentages with a larger denominator are written with fractions: a solver's tolerance
would not do for the large numbers."""


def add(matrix: Matrix, people: People, at: int, attaining: Terms, part: Terms) -> None:
    """Add the row of a measurement that is a share of a part of its group.

    Parameters
    ----------
    attaining
        Those who attain it through new enrolments, and its shortfall.
    part
        Those who come into the part through new enrolments.
    """
    measurement = people.catalogue.measurements[at]
    target = people.scenario.spec.targets[measurement.target]
    now = people.counts[at].group_size
    share = target.share()
    unit = 1 if share.denominator <= _LARGEST else share.denominator
    up, down = share.numerator / unit, share.denominator / unit
    terms = [(column, value * down) for column, value in attaining]
    terms += [(column, -value * up) for column, value in part]
    lower = up * now - down * people.counts[at].attained
    if target.compare == ">" and now:
        lower += 1 / unit
    elif target.compare == ">" and part:
        # An empty part requires nobody.
        anybody = matrix.column(f"anybody:{measurement.name}", 0, 1)
        # Everybody at most, also where not every path is a column yet.
        row = [*part, (anybody, -people.size)]
        matrix.row(f"anybody:{measurement.name}", row, upper=0)
        terms.append((anybody, -1 / unit))
    matrix.row(measurement.name, terms, lower=lower)
