"""Arc counts become paths that add up to them, or are refused."""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from planner.engine.decompose import decompose
from planner.formulation.paths import enumerate_paths
from tests.engine.crowded import wanted


def longest(seed):
    """The block with most items."""
    return max(wanted(seed).reduction.blocks, key=lambda block: len(block.items))


def arcs_of(paths):
    """(item, start) -> officials."""
    return Counter(
        (item, start) for path in paths for item, start in enumerate(path) if start >= 0
    )


@pytest.mark.parametrize("seed", range(12))
def test_paths_add_up_to_the_arcs_they_came_from(seed):
    random = Random(seed)
    block = longest(seed).with_members(np.arange(4))
    listed = [tuple(row) for row in enumerate_paths(block).tolist()]
    arcs = arcs_of(random.choices(listed[1:], k=random.randint(1, 4)))
    counts, considered = decompose(block, dict(arcs))
    assert sum(counts.values()) <= block.size
    found = Counter(path for path, count in counts.items() for _ in range(count))
    assert arcs_of(found.elements()) == arcs
    assert set(counts) <= set(considered) <= set(listed)


def test_arcs_without_whole_paths_are_refused():
    block = longest(0).with_members(np.arange(2))
    # Three people start the same item, but there are two.
    item = next(at for at, mask in enumerate(block.masks) if mask)
    start = (block.masks[item] & -block.masks[item]).bit_length() - 1
    counts, considered = decompose(block, {(item, start): 3})
    assert counts == {}
    assert all(path[item] in (-1, start) for path in considered)


@pytest.mark.parametrize("seed", range(12))
def test_one_official_has_one_path(seed):
    block = longest(seed).with_members(np.arange(1))
    for row in enumerate_paths(block).tolist()[1:]:
        path = tuple(row)
        assert decompose(block, dict(arcs_of([path]))) == ({path: 1}, [path])


def test_one_official_needs_no_list_of_paths():
    block = longest(0)
    many = replace(block, masks=(2**30 - 1,) * len(block.masks), members=np.arange(1))
    path = (-1,) * (len(block.items) - 1) + (2,)
    assert decompose(many, {(len(path) - 1, 2): 1}) == ({path: 1}, [path])
