import pytest

from models.result import SolveStatus, Stage
from planner.reports.stages import in_words

pytestmark = pytest.mark.usefixtures("vietnamese")


def stage(
    name: str,
    incumbent: int,
    bound: int | None,
    status: SolveStatus = SolveStatus.FEASIBLE,
    unit: str = "officials",
) -> Stage:
    return Stage(
        name=name,
        unit=unit,
        incumbent=incumbent,
        bound=bound,
        gap=None,
        status=status,
        seconds=0,
    )


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            stage("tier-1", 12, 12, SolveStatus.OPTIMAL),
            "Ưu tiên 1: còn thiếu 12 người; "
            "đã chứng minh: không phương án nào tốt hơn.",
        ),
        (
            stage("tier-2", 12, 10),
            "Ưu tiên 2: còn thiếu 12 người; chưa chứng minh: ít nhất là 10.",
        ),
        (
            stage("tier-3", 12, None),
            "Ưu tiên 3: còn thiếu 12 người; chưa chứng minh được gì.",
        ),
        (
            stage("cost", 1_234_500, 1_000_000, unit="thousand dong"),
            "Chi phí: 1.234,5 triệu đồng; chưa chứng minh: ít nhất là 1.000.",
        ),
        (
            stage("preference:priority_group#2", 4, None, unit="enrolments"),
            "Ưu tiên nhóm, người học ngoài nhóm (#2): 4 lượt; chưa chứng minh được gì.",
        ),
    ],
)
def test_a_stage_says_its_value_and_what_is_proven(told: Stage, words: str) -> None:
    assert in_words(told) == words


def test_a_met_bound_after_an_unproven_stage_is_not_called_proven() -> None:
    words = in_words(stage("tier-2", 5, 5))
    assert "các bước trên chưa được chứng minh" in words
    assert "đã chứng minh" not in words
