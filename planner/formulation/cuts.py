"""Cuts: what the number of classes alone says about shortfalls.

Officials who attain a target through new courses each take a seat of one of some courses;
if the targets of a set S have no seat in common, then

    Σ over S of s + Σ over those intakes of max · n ≥ Σ over S of missing.

With whole n this is strengthened by mixed-integer rounding: for a divisor δ (a class size)
with D = missing, r = D mod δ,

    Σ s + Σ (r·⌊max/δ⌋ + min(r, max mod δ)) · n ≥ r · ⌈D/δ⌉.

These few rows close most of the integrality gap; the solvers do not find them. Where some
of the classes open freely there is no row: open, they mostly leave nothing to round.

References
----------
.. [1] Nemhauser, Wolsey (1990), A recursive procedure to generate all cuts for 0-1 mixed
   integer programs, Mathematical Programming 46.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from planner.formulation.matrix import Matrix
from planner.formulation.reduction import Reduction
from planner.formulation.shared import Shared

Intake = tuple[int, int]


@dataclass
class ClassNeed:
    """Targets without a seat in common, and all intakes that could serve them."""

    measurements: tuple[int, ...]
    intakes: frozenset[Intake]
    missing: int
    columns: list[int] = field(default_factory=list)
    """Columns of the shortfalls."""


def class_needs(reduction: Reduction) -> list[ClassNeed]:
    """Return the sets of targets for which the rows above hold."""
    intakes: dict[int, set[Intake]] = defaultdict(set)
    rivals: dict[int, set[int]] = defaultdict(set)
    catalogue = reduction.catalogue
    for block in reduction.blocks:
        seats: dict[int, set[Intake]] = {}
        for need in block.needs:
            # Any one missing fact must be given by one of these seats.
            part = min(need.parts, key=len)
            seats[need.measurement] = {
                (catalogue.items[block.items[at]].course, start)
                for at, mask in part
                for start in range(catalogue.n_years)
                if mask >> start & 1
            }
        for one, own in seats.items():
            intakes[one] |= own
            rivals[one].update(other for other, theirs in seats.items() if own & theirs)
    counts = reduction.people.counts
    found: dict[tuple[int, ...], ClassNeed] = {}
    live = [at for at in sorted(intakes) if counts[at].missing]
    for first in live:
        for chosen in ([first], _disjoint(first, live, intakes, rivals)):
            measurements = tuple(sorted(chosen))
            found[measurements] = ClassNeed(
                measurements,
                frozenset().union(*(intakes[at] for at in measurements)),
                sum(counts[at].missing for at in measurements),
            )
    return list(found.values())


def _disjoint(
    first: int,
    live: list[int],
    intakes: dict[int, set[Intake]],
    rivals: dict[int, set[int]],
) -> list[int]:
    """Return a largest-looking set of targets of the same courses without common seats."""
    courses = {course for course, _ in intakes[first]}
    chosen = [first]
    for other in live:
        if (
            other != first
            and {course for course, _ in intakes[other]} == courses
            and not any(other in rivals[at] for at in chosen)
        ):
            chosen.append(other)
    return chosen


def add(matrix: Matrix, shared: Shared, needs: list[ClassNeed]) -> None:
    """Add the rounded rows of every set of targets."""
    for number, need in enumerate(needs):
        if need.intakes & shared.free_classes.keys():
            continue
        sizes = {
            shared.classes[intake]: shared.catalogue.courses[intake[0]].class_size.max
            for intake in sorted(need.intakes)
            if intake in shared.classes
        }
        for divisor in sorted(set(sizes.values())):
            rest = need.missing % divisor
            if not rest:
                continue
            terms = [
                (column, rest * (size // divisor) + min(rest, size % divisor))
                for column, size in sizes.items()
            ]
            matrix.row(
                f"rounding[{number},{divisor}]",
                [*terms, *((column, 1) for column in need.columns)],
                lower=rest * -(-need.missing // divisor),
            )
