import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.language.wording import Wordings, key, without_diacritics


@pytest.mark.parametrize(
    "texts",
    [
        ("Thạc sĩ", "thạc sỹ", "THẠC SĨ", " Thạc\xa0 sĩ."),
        ("Đảng ủy", unicodedata.normalize("NFD", "Đảng ủy")),
        ("Văn hóa - xã hội", "văn hoá, xã hội", "VĂN HÓA–XÃ HỘI"),
        ("Lý luận", "lí luận"),
        ("Ngày, tháng, năm sinh", "ngày tháng\nnăm sinh", "Ngày/tháng/năm sinh:"),
        ("Ủy viên", "Uỷ viên"),
        ("Đảng viên", "Ðảng viên", "Đảng\u200b viên", "\ufeffđảng viên"),
    ],
)  # fmt: skip
def test_ways_of_typing_a_text_are_one_wording(texts: tuple[str, ...]) -> None:
    assert len({key(text) for text in texts}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nam", "Năm"),
        ("Tư pháp", "Tự pháp"),
        ("Sơ cấp", "Sở cấp"),
        ("quy", "qui"),
        ("✓", "-"),
    ],
)
def test_other_words_are_other_wordings(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text(max_size=20))
def test_the_form_of_a_form_is_itself(text: str) -> None:
    assert key(key(text)) == key(text)


def test_a_text_without_diacritics_reads_like_the_wording_without_them() -> None:
    known = Wordings()
    known.add("higher", ["Đại học", "ĐH"])
    known.add("male", ["Nam"])
    known.add("year", ["Năm"])
    assert known.find("DAI HOC") == known.find("đại học") == {"higher"}
    # What is written in full is what it is, also where another word looks alike.
    assert known.find("nam") == {"male"}
    assert known.find("Đai hoc") == set()


def test_a_wording_of_several_meanings_has_all_of_them() -> None:
    known = Wordings()
    known.add("a", ["x"])
    known.add("b", ["X", ""])
    assert known.find("x") == {"a", "b"}
    assert known.find("") == set()
    assert without_diacritics("Đỗ Mỹ Hòa") == "do mi hoa"
