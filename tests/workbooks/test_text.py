import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.workbooks.text import LONGEST, SheetNames, cell_text, in_footer


@pytest.mark.parametrize(
    "text", ["", "Nguyễn Thị Ánh", "=1+1", " a ", "a\tb\nc", "😀", "_x0041_", "'x"]
)
def test_what_a_cell_can_carry_stays_as_it_is(text: str) -> None:
    assert cell_text(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x1bc", "a\ufffdb\ufffdc"),
        ("a\ud800b", "a\ufffdb"),
        ("\uffff", "\ufffd"),
        # The writing library would put this into the file as it is.
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
    ],
)
def test_what_xml_cannot_carry_is_replaced(text: str, expected: str) -> None:
    assert cell_text(text) == expected


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_what_is_too_long_for_a_cell_ends_in_an_ellipsis(letter: str) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    fits = letter * (LONGEST // units)
    assert cell_text(fits) == fits
    cut = cell_text(fits + letter)
    assert cut.endswith(letter + "…")
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST


@given(st.lists(st.text(max_size=40), max_size=20))
def test_excel_accepts_every_name_of_a_sheet(wanted: list[str]) -> None:
    names = SheetNames()
    found = [names.free(text) for text in wanted]
    assert len({name.casefold() for name in found}) == len(found)
    for name in found:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'") and not name.endswith("'")
        assert name.casefold() != "history"


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    names = SheetNames()
    assert [names.free(text) for text in ("Tin 2026", "TIN 2026", "tin:2026")] == [
        "Tin 2026", "TIN 2026 (2)", "tin 2026 (3)",
    ]  # fmt: skip


def test_a_footer_shows_its_text_and_obeys_no_command_in_it() -> None:
    assert in_footer("A & B &P\nC", 90) == "A && B &&P C"
    assert in_footer("x" * 100, 10) == "x" * 9 + "…"
