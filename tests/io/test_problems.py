import string

import pytest

from planner.io.problem_kinds import CATALOGUE
from planner.io.problems import InvalidInput, problem
from planner.io.suggestions import nearest, suggestion


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_kind_of_problem_reads_as_one_to_three_lines(code):
    kind = CATALOGUE[code]
    fields = {
        name
        for text in (kind.message, kind.remedy)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    item = problem(code, file="f", place="p", value=1, **dict.fromkeys(fields, "word"))
    assert 1 <= str(item).count("\n") + 1 <= 3
    assert str(item).startswith(f"{kind.severity}: f, p")
    assert kind.title and item.message and "{" not in str(item)


def test_the_nearest_name_is_found_whatever_its_case():
    assert nearest("tc-llct", ["SC-LLCT", "TC-LLCT", "x"]) == "TC-LLCT"
    assert nearest("zzz", ["SC-LLCT", "TC-LLCT"]) is None


def test_a_suggestion_lists_what_is_allowed_but_not_everything():
    text = suggestion("c3", [f"c{at}" for at in range(100)])
    assert text.startswith("did you mean c3?")
    assert text.endswith("…") and len(text) < 200


def test_long_values_are_cut():
    item = problem("wrong-value", value="x" * 10_000, reason="y" * 10_000, hint="")
    assert len(str(item)) < 1500


def test_invalid_input_shows_all_its_problems():
    items = [problem("file-empty", file=name) for name in ("a.csv", "b.csv")]
    assert str(InvalidInput(items)) == "\n".join(map(str, items))
