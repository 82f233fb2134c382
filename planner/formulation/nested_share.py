"""Nested shares: attained + s ≥ p · (those in a part of the group), the part chosen too.

With p = a/b in lowest terms, A who are in the part and H of them who attain, both without
new enrolments; Δ are those added by new ones:

    b · (ΔH + s) − a · ΔA ≥ a · A − b · H        for "at least p",

and one more for "more than p", if there is anybody in the part. In whole numbers this is
the required headcount exactly: nothing lies between a multiple of 1/b and the next.

Where enrolments are counted by item and not by whole paths, the part is counted from below:
whoever attains something by what brings people into the part is in it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping

from planner.formulation.matrix import Matrix
from planner.formulation.people import People
from planner.formulation.shared import Terms

Facts = tuple[tuple[tuple[int, int], ...], ...]
"""For each missing fact the ways to it: (item, mask of starts)."""
NeedKey = tuple[int, Facts]
"""(measurement, what is missing)."""

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


def tie(
    matrix: Matrix,
    credits: Mapping[NeedKey, Terms],
    blocks: Mapping[NeedKey, list[int]],
    counting: Collection[NeedKey],
) -> None:
    """Count in a part, at least, whoever attains a measurement by what leads into it.

    Parameters
    ----------
    credits
        Officials who attain what they need, or come into a part.
    blocks
        Blocks whose officials need it.
    counting
        Those keys that count who comes into a part.
    """
    first: dict[int, list[NeedKey]] = defaultdict(list)
    for key in credits if counting else ():
        if key not in counting:
            first[blocks[key][0]].append(key)
    for number, part in enumerate(sorted(counting)):
        own = set(blocks[part])
        within: dict[int, Terms] = defaultdict(list)
        for block in blocks[part]:
            for key in first[block]:
                if own.issuperset(blocks[key]) and _leads(key[1], part[1]):
                    within[key[0]].extend(credits[key])
        for measurement, terms in within.items():
            # Officials with different needs of one measurement are different people.
            matrix.row(
                f"part[{number}]/{measurement}",
                [*credits[part], *((column, -value) for column, value in terms)],
                lower=0,
            )


def _leads(facts: Facts, into: Facts) -> bool:
    """Return whether whoever gets some facts gets some others by it."""
    return all(any(_within(ways, wide) for ways in facts) for wide in into)


def _within(
    ways: tuple[tuple[int, int], ...], wide: tuple[tuple[int, int], ...]
) -> bool:
    masks = dict(wide)
    return all(mask & ~masks.get(item, 0) == 0 for item, mask in ways)
