from io import StringIO

from rich.console import Console

from planner.reports.violations import print_violations
from tests import builders
from tests.io.runs import small


def printed(shown: int | None) -> list[str]:
    """Three unknown officials, and one course twice."""
    scenario, _ = small(1)
    plan = builders.plan(
        scenario, *((name, "C", 2026) for name in ("X", "Y", "Z", "O0", "O0"))
    )
    text = StringIO()
    console = Console(file=text, width=40, markup=False, highlight=False)
    print_violations(console, builders.violations(scenario, plan), shown)
    return text.getvalue().splitlines()


def test_violations_stand_under_their_rule_with_their_name() -> None:
    lines = printed(shown=None)
    assert lines[0] == "known_references: 3 violations"
    assert [line.split("/")[0] for line in lines[1:4]] == [
        "  reference:X", "  reference:Y", "  reference:Z",
    ]  # fmt: skip
    assert lines[4].startswith("once_per_course: ")


def test_what_is_not_shown_is_counted() -> None:
    lines = printed(shown=2)
    assert lines[3] == "  and 1 more"
