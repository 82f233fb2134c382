"""Recruits in targets: who counts, and what the choice of streams can change."""

import numpy as np
import pytest

from models.measures import target_figures, total_cost
from models.measures.recruits import missing_range, recruits_by_stream
from models.target import Target
from tests.builders import (
    PlanColumns,
    level,
    official,
    officials,
    plan,
    recruitment,
    scenario,
    stream,
)

LEAVERS = [official("A", leaves="2026-05-01"), official("B", leaves="2027-05-01")]
MIXED = ("NEW-2026-0001-good", "NEW-2027-0001-plain")


def composition(**changes):
    measure = {
        "kind": "recruitment_composition",
        "who": "education >= dai_hoc and age < 25",
        "first": 2026,
        "last": 2027,
    }
    target = {"title": "t", "percent": 50, "measure": {**measure, **changes}}
    return {"new": target, "all": level("education", "dai_hoc", 2027)}


def figures(given, decided):
    return {
        figure.name: (figure.group_size, figure.required, figure.attained)
        for figure in target_figures(given, decided)
    }


def test_recruits_are_counted_where_recruits_are_and_where_officials_are():
    given = scenario(
        [*LEAVERS, official("C")], targets=composition(), recruitment=recruitment()
    )
    # Serving at the end of 2027: C and both recruits, of whom one has no degree.
    assert figures(given, plan(given, recruits=MIXED)) == {
        "new": (2, 1, 1),
        "all": (3, 3, 2),
    }


def test_the_age_is_that_on_31_december_of_the_year_of_joining():
    # At the end of 2027 the recruit of 2026 is 25; 24 on joining counts.
    given = scenario(
        [*LEAVERS, official("C")], targets=composition(), recruitment=recruitment()
    )
    assert given.roster.age_on("2027-12-31")[3] == 25
    assert figures(given, plan(given, recruits=MIXED))["new"] == (2, 1, 1)


def test_the_window_and_the_group_decide_who_counts():
    targets = composition(first=2027)
    targets["new"]["group"] = "education == none"
    given = scenario(
        [*LEAVERS, official("C")], targets=targets, recruitment=recruitment()
    )
    assert figures(given, plan(given, recruits=MIXED))["new"] == (1, 1, 0)
    good = ("NEW-2026-0001-good", "NEW-2027-0001-good")
    assert figures(given, plan(given, recruits=good))["new"] == (0, 0, 0)


def test_only_recruits_of_the_streams_named_count_as_attained():
    targets = composition(who="all", streams=["plain"])
    given = scenario(
        [*LEAVERS, official("C")], targets=targets, recruitment=recruitment()
    )
    assert figures(given, plan(given, recruits=MIXED))["new"] == (2, 1, 1)
    good = ("NEW-2026-0001-good", "NEW-2027-0001-good")
    assert figures(given, plan(given, recruits=good))["new"] == (2, 1, 0)


def test_recruits_after_attrition_count_as_recruits_only():
    targets = composition(first=2026, last=2026)
    given = scenario(
        officials("A", "B"),
        targets=targets,
        recruitment=recruitment(attrition=[{"percent": 50}]),
    )
    names = [f"NEW-{year}-0001-plain" for year in (2026, 2027, 2028)]
    decided = plan(given, recruits=names)
    assert figures(given, decided) == {"new": (1, 1, 0), "all": (2, 2, 2)}


def test_recruits_by_stream_and_their_price():
    pays = [{"recruitment": ["good", "plain"]}]
    given = scenario(
        [*LEAVERS, official("C")],
        budget={
            "city": {"title": "City", "amount": 100},
            "new": {"title": "Recruits", "amount": 100, "pays": pays},
        },
        recruitment=recruitment(
            streams={"good": stream(cost={2026: 30, 2027: 31}), "plain": stream(cost=7)}
        ),
    )
    decided = plan(given, recruits=MIXED)
    counts = recruits_by_stream(PlanColumns(given, decided))
    assert counts == {("good", 2026): 1, ("plain", 2027): 1}
    assert total_cost(given, decided) == 37_000


@pytest.mark.parametrize(
    ("compare", "percent", "expected"),
    [
        # One of C and two recruits counts in any case; each recruit may have a degree.
        (">=", 100, (0, 2)),
        (">=", 60, (0, 1)),
        (">", 60, (0, 1)),
        (">", 33, (0, 0)),
    ],
)
def test_what_may_be_missing_whoever_is_recruited(compare, percent, expected):
    given = scenario([*LEAVERS, official("C")], recruitment=recruitment())
    target = Target.model_validate(
        level("education", "dai_hoc", compare=compare, percent=percent)
    )
    serving = given.roster.serves_on("2028-12-31")
    degree = serving & (given.roster.columns["education"] >= 3)
    assert missing_range(given, target, serving, degree) == expected


def test_nothing_is_missing_from_a_group_that_may_be_empty():
    given = scenario(LEAVERS, recruitment=recruitment())
    target = Target.model_validate(
        level("education", "dai_hoc", compare=">", percent=40)
    )
    plain = np.array([name.endswith("plain") for name in given.roster.ids.astype(str)])
    nobody = np.zeros(len(plain), dtype=np.bool_)
    # Of both recruits by `plain`, more than 40 % are one; of none, none.
    assert missing_range(given, target, plain, nobody) == (0, 1)
