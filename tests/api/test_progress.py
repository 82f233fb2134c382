import sys
from io import StringIO
from types import ModuleType

import pytest
from rich.console import Console

from models.plan import Plan
from models.result import SolveStatus, Stage
from planner.api.progress import in_words, progress
from planner.engine.messages import Bounds, Finished, Found, Message, Progress


def stage(name: str, incumbent: int, unit: str, status: SolveStatus) -> Stage:
    return Stage(
        name=name,
        unit=unit,
        incumbent=incumbent,
        bound=None,
        gap=None,
        status=status,
        seconds=0,
    )


STAGES = (
    stage("tier-1", 3, "officials", SolveStatus.OPTIMAL),
    stage("cost", 12_500, "thousand dong", SolveStatus.FEASIBLE),
)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (Progress("tier-1", "searching"), "tier-1: searching"),
        (
            Progress("tier-1", "searching", 1200, 900),
            "tier-1: searching (best 1,200, at least 900, gap 25.0%)",
        ),
        (
            Progress("cost", "searching", 12_500, 10_000),
            "cost: searching (best 12.5 million dong, at least 10 million dong, "
            "gap 20.0%)",
        ),
        (
            Found(Plan.empty(), STAGES),
            "plan with 0 enrolments: tier-1 3 (proven), cost 12.5 million dong",
        ),
        (Bounds(()), "proven so far: nothing yet"),
        (Finished(SolveStatus.OPTIMAL), "search ended: optimal"),
    ],
)
def test_every_message_has_words(message: Message, words: str) -> None:
    assert in_words(message) == words


def lines(*told: tuple[float, Message], terminal: bool = False) -> list[str]:
    text = StringIO()
    console = Console(file=text, force_terminal=terminal, width=200)
    with progress(console, 0) as watch:
        for elapsed, message in told:
            watch(message, elapsed)
    return text.getvalue().splitlines()


def test_a_log_has_one_line_for_each_change_and_not_too_many() -> None:
    assert lines(
        (0.0, Progress("tier-1", "a")),
        (0.5, Progress("tier-1", "b")),  # too soon after the last
        (1.5, Progress("tier-1", "b")),
        (9.0, Progress("tier-1", "b")),  # nothing new
        (9.1, Progress("tier-2", "c")),  # another stage is always told
        (9.2, Found(Plan.empty(), ())),  # so is a better plan
        (9.3, Bounds(STAGES)),
        (9.4, Bounds(STAGES)),  # nothing more was proven
    ) == [
        "0 s  tier-1: a",
        "1 s  tier-1: b",
        "9 s  tier-2: c",
        "9 s  plan with 0 enrolments: nothing yet",
        "9 s  proven so far: tier-1 3 (proven), cost 12.5 million dong",
    ]


def test_a_terminal_shows_what_is_done_and_the_best_plan() -> None:
    shown = "\n".join(
        lines(
            (1.0, Found(Plan.empty(), STAGES)),
            (2.0, Progress("tier-2", "searching")),
            terminal=True,
        )
    )
    assert "tier-2: searching" in shown
    assert "plan with 0 enrolments" in shown


def test_below_a_cell_one_text_is_kept_up_to_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = []

    class Shown:
        def update(self, data: dict[str, str], raw: bool) -> None:
            texts.append(data["text/plain"])

    notebook = ModuleType("IPython.display")
    notebook.display = lambda *_, **__: Shown()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython.display", notebook)
    with progress(Console(force_jupyter=True, file=StringIO()), 0) as watch:
        watch(Progress("tier-1", "first plan", 3, 1), 0.2)
        watch(Progress("tier-1", "too soon to be read"), 0.3)
        watch(Found(Plan.empty(), STAGES), 0.4)
        watch(Finished(SolveStatus.OPTIMAL), 0.5)
    assert texts[0].startswith("0 s  tier-1: first plan (best 3, at least 1")
    assert len(texts) == 3
    assert "plan with 0 enrolments" in texts[-1] and "search ended" in texts[-1]
