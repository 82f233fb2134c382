"""Budget eligibility: each enrolment is charged to one line that may pay for it.

Where several lines may pay, Σ over lines of u[i,pattern,line] = Σ over o of x[o,i]: how an
intake's enrolments of one pay pattern split over lines matters only as a count.
"""

import numpy as np

from models.prices import paying_rule
from models.roster import BoolArray
from planner.formulation.background import Background
from planner.formulation.matrix import Matrix
from planner.formulation.shared import Shared


def allows_start(background: Background, course: int, start: int) -> BoolArray:
    """Return for whom some budget line may pay."""
    scenario = background.scenario
    payable = np.full(background.size, not scenario.line_ids, dtype=np.bool_)
    for line in scenario.line_ids:
        rules = paying_rule(
            scenario,
            line,
            background.catalogue.course_name(course),
            background.catalogue.first + start,
        )
        payable |= rules >= 0
    return payable


def add(matrix: Matrix, shared: Shared) -> None:
    """Charge every enrolment to a line, choosing where several may pay."""
    for (course, start, pattern), terms in sorted(shared.seats.items()):
        rules = shared.patterns[pattern][start]
        lines = [int(line) for line in np.flatnonzero(rules >= 0)]
        for line in lines:
            prices = shared.seat_charges(course, start, line, int(rules[line]))
            payer = terms
            if len(lines) > 1:
                most = shared.attendable[course, start]
                name = f"pay:{shared.intake_name(course, start)}/{pattern}/{line}"
                payer = [(matrix.column(name, 0, most), 1)]
                shared.split.setdefault((course, start, pattern), {})[line] = payer[0][
                    0
                ]
            for study, price in enumerate(prices):
                if price:
                    shared.charges[line, start + study].extend(
                        (at, price * value) for at, value in payer
                    )
        if len(lines) > 1:
            chosen = shared.split[course, start, pattern].values()
            matrix.row(
                f"paid:{shared.intake_name(course, start)}/{pattern}",
                [*terms, *((column, -1) for column in chosen)],
                lower=0,
                upper=0,
            )
