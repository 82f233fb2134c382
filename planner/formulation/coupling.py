"""Coupling: which items of a person hang together, and which stand alone.

Two items hang together if one grants what the other requires or grants, if one target
could be attained through either or needs both, if together they could exceed the limit of
long courses, or if both belong to a set of items that could exceed the yearly load. An item
that fits beside every load that the others could reach within the limit stands alone.
"""

from planner.formulation.blocks import Block


def components(block: Block, *, long_together: bool) -> list[tuple[int, ...]]:
    """Return the positions of the items of each component, in order.

    Parameters
    ----------
    long_together
        Keep all long courses of a person in one component, so that unit cover sees each
        person once.
    """
    size = len(block.items)
    parent = list(range(size))

    def find(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(positions: list[int]) -> None:
        for other in positions[1:]:
            parent[find(other)] = find(positions[0])

    for at in range(size):
        for requirement in block.requirements[at]:
            join([at, *requirement.givers])
        join([at, *_other_givers(block, at)])
    for items, _ in block.pinned:
        join(list(items))
    for need in block.needs:
        join([at for part in need.parts for at, _ in part])
    long = [at for at in range(size) if _is_long(block, at)]
    crowded = len(long) + max(block.long, default=0) > block.long_limit
    if long_together or crowded:
        join(long)
    for year in range(block.catalogue.n_years):
        join(_tight(block, year, one_long=block.long_limit == 1))
    groups: dict[int, list[int]] = {}
    for at in range(size):
        groups.setdefault(find(at), []).append(at)
    return [tuple(group) for group in groups.values()]


def _is_long(block: Block, at: int) -> bool:
    return bool(block.catalogue.is_long[block.catalogue.items[block.items[at]].course])


def _other_givers(block: Block, at: int) -> list[int]:
    """Return items that could make another redundant."""
    catalogue = block.catalogue
    return [
        other
        for other in range(len(block.items))
        if other != at
        and any(
            catalogue.grants_fact[fact, catalogue.items[block.items[other]].course]
            for fact, _ in block.grants[at]
        )
    ]


def _weeks_in(block: Block, at: int, year: int) -> set[int]:
    """Return the weeks that an item can take in a year, over its start years."""
    course = block.catalogue.items[block.items[at]].course
    return {
        weeks
        for study, weeks in enumerate(block.catalogue.weeks[course])
        if year - study >= 0 and block.masks[at] >> (year - study) & 1 and weeks
    }


def _tight(block: Block, year: int, *, one_long: bool) -> list[int]:
    """Return the items that might not fit beside the others in a year."""
    room = block.load_limit - block.load[year]
    weeks = {at: _weeks_in(block, at, year) for at in range(len(block.items))}
    weeks = {at: values for at, values in weeks.items() if values}
    if sum(max(values) for values in weeks.values()) <= room:
        return []
    tight = []
    for at, values in weeks.items():
        # Loads that the other items can reach within the limit, as bits of one number.
        within = (1 << (room + 1)) - 1
        sums = 1
        exclusive = 0
        for other, options in weeks.items():
            if other == at:
                continue
            if one_long and _is_long(block, other):
                exclusive |= sum(1 << value for value in options)
                continue
            sums |= sum_shifted(sums, options) & within
        if exclusive and not (one_long and _is_long(block, at)):
            options = {value for value in range(room + 1) if exclusive >> value & 1}
            sums |= sum_shifted(sums, options) & within
        largest = sums.bit_length() - 1
        if largest + max(values) > room:
            tight.append(at)
    return tight


def sum_shifted(sums: int, options: set[int]) -> int:
    """Return all sums of one reachable load and one option, as bits."""
    result = 0
    for value in options:
        result |= sums << value
    return result
