"""Types of vacancies, who of them is recruited, and what recruits add to measurements."""

import numpy as np

from models.measures import group_on
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.counts import ATTAINS, COUNTS
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from tests.builders import course, level, official, recruitment, scenario, stream

SO_CAP = {"attribute": "theory", "level": "so_cap"}


def given(**changes):
    """Three leavers of 2026 in two units, of whom one is no accountant; C stays."""
    people = [
        official("A", leaves="2026-05-01"),
        official("B", unit="bi", leaves="2026-05-01"),
        official("X", leaves="2026-05-01", title="chair"),
        official("C"),
    ]
    late = {"default": 9, 2026: 0}
    courses = {"S": course(grants=[SO_CAP], who="title == accountant", classes=late)}
    return scenario(people, courses, **{"recruitment": recruitment(), **changes})


def reduced(scenario, **changes):
    return reduce(People(Catalogue(scenario)), **changes)


def test_vacancies_are_of_one_type_if_their_recruits_are_alike():
    # By unit alone A's and B's recruits differ, which matters for split units only.
    hiring = reduced(given()).kinds.hiring
    assert sorted(hiring.sizes.tolist()) == [1, 2]
    split = reduced(given(), units=frozenset((0, 1))).kinds.hiring
    assert split.sizes.tolist() == [1, 1, 1]


def test_vacancies_of_different_years_are_of_different_types():
    people = [official("A", leaves="2026-05-01"), official("B", leaves="2027-05-01")]
    hiring = reduced(scenario(people, recruitment=recruitment())).kinds.hiring
    assert [hiring.year(group) for group in hiring.groups] in (
        [2026, 2026, 2027, 2027],
        [2027, 2027, 2026, 2026],
    )


def test_so_many_of_each_group_are_recruited_and_nobody_twice():
    reduction = reduced(given())
    hiring, roster = reduction.kinds.hiring, reduction.people.roster
    pair = int(np.flatnonzero(hiring.sizes == 2)[0])
    alone = 1 - pair
    counts = {2 * pair: 1, 2 * pair + 1: 1, 2 * alone: 0, 2 * alone + 1: 1}
    for seed in range(4):
        keys = np.random.default_rng(seed).permutation(len(roster))
        there = hiring.recruited(counts, keys)
        assert there[: roster.named].all()
        assert there[roster.named :].reshape(-1, 2).sum(axis=1).tolist() == [1, 1, 1]
        groups = hiring.of[there[roster.named :]]
        assert {group: int((groups == group).sum()) for group in counts} == counts


def test_a_block_has_only_those_who_are_there_once_it_is_settled():
    reduction = reduced(given())
    (block,) = reduction.blocks
    # C, and the recruits of both streams for the posts of A and B.
    assert (block.named, block.size, len(block.recruits)) == (1, 5, 2)
    chosen = dict.fromkeys(reduction.kinds.hiring.groups, 0)
    for number, size in enumerate(reduction.kinds.hiring.sizes):
        chosen[2 * number] = int(size)
    keys = np.arange(len(reduction.people.roster))
    (settled,) = reduction.settled(chosen, keys).blocks
    ids = set(reduction.people.roster.ids[settled.members])
    assert ids == {"C", "NEW-2026-0001-good", "NEW-2026-0003-good"}


def test_where_streams_count_alike_the_headcount_is_known():
    # C and three recruits; whatever their stream none of them holds the level.
    people = People(Catalogue(given()))
    (count,) = people.counts
    assert (count.group_size, count.required, count.attained) == (4, 4, 0)
    assert (count.missing, count.most_missing) == (4, 4)
    assert not people.standing.any()


def test_where_streams_differ_each_recruit_is_a_term():
    target = level("education", "dai_hoc", percent=50)
    target["group"] = "law in fields or education == none"
    streams = {
        "good": stream(),
        "other": stream(attributes={"education": "dai_hoc"}),
        "plain": stream(attributes={}),
    }
    case = given(targets={"t": target}, recruitment=recruitment(streams=streams))
    people = People(Catalogue(case))
    named = case.roster.named
    assert people.standing[:3, 0].tolist() == [COUNTS | ATTAINS, 0, COUNTS]
    assert not group_on(case, case.spec.targets["t"], 2028)[:named].any()
    (count,) = people.counts
    # Half of three who hold nothing; of nobody, or of those who hold it, nobody is missing.
    assert (count.group_size, count.missing, count.most_missing) == (0, 0, 2)


def test_without_recruitment_nothing_is_added():
    case = given(recruitment=None)
    reduction = reduced(case)
    assert reduction.kinds.hiring is None
    assert (reduction.kinds.recruits == -1).all()
    names = build(reduction, decoupled=False).matrix.row_names
    assert not [name for name in names if name.startswith(("vacancies", "recruits"))]
