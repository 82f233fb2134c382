"""Explorer: how long a plan for another budget is looked for."""

from typing import Any

import pytest

from planner.engine import explorer
from planner.engine.explorer import Explorer
from planner.engine.planmaker import PlanMaker
from tests.builders import course, level, officials, scenario

NEAR_ONLY, ANYWHERE_TOO = [False], [False, True]


@pytest.mark.parametrize(
    ("thorough", "proven", "looked"),
    [
        (False, False, NEAR_ONLY),
        (True, True, NEAR_ONLY),
        (True, False, ANYWHERE_TOO),
    ],
)
def test_who_asks_for_more_gets_it_where_an_early_tier_may_be_better(
    thorough: bool, proven: bool, looked: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = scenario(
        officials("A", "B", education="none"),
        {"D": course(grants=[{"attribute": "education", "level": "dai_hoc"}])},
        targets={"degree": level("education", "dai_hoc", 2026)},
        horizon={"first": 2026, "last": 2026},
    )
    tried: list[bool] = []
    make = PlanMaker.make

    def noted(self: PlanMaker, *words: Any, anywhere: bool, **options: Any) -> Any:
        tried.append(anywhere)
        return make(self, *words, anywhere=anywhere, **options)

    monkeypatch.setattr(PlanMaker, "make", noted)
    monkeypatch.setattr(explorer, "_early_tiers_are_proven", lambda standing: proven)
    found = Explorer(case).plan(case, thorough=thorough)
    assert [stage.incumbent for stage in found.stages[:1]] == [0]
    assert tried == looked
