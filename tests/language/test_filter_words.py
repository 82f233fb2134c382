"""Filters, conditions and refusals as planners word them, in Vietnamese."""

import pytest

from models.condition import Condition
from models.scenario import Scenario
from planner.language.filter_words import (
    condition_in_words,
    filter_in_words,
    sentence_words,
)
from planner.language.office_words import value_label
from planner.language.sentences import told
from tests.builders import course, officials, scenario

ATTRIBUTES = {
    "theory": {"kind": "ladder", "levels": ["none", "so_cap", "trung_cap"],
               "label": "Lý luận chính trị"},
    "position": {"kind": "category", "values": ["can_bo", "khac_nua"],
                 "label": "Đối tượng"},
    "fields": {"kind": "set", "values": ["law", "finance_accounting"],
               "label": "Ngành"},
    "party": {"kind": "flag", "label": "Đảng viên"},
    "secret_code": {"kind": "ladder", "levels": ["none", "omega"]},
}  # fmt: skip


@pytest.fixture
def given() -> Scenario:
    return scenario(
        officials("A", position="can_bo", secret_code="none"),
        {"C": course()},
        attributes=ATTRIBUTES,
    )


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("theory", "trung_cap", "Trung cấp"),
        ("theory", "none", "Chưa có"),
        ("fields", "law", "Luật"),
        ("sex", "female", "Nữ"),
        # Nobody has worded these, or not for any attribute like this one.
        ("position", "khac_nua", "khac_nua"),
        ("secret_code", "omega", "omega"),
        ("secret_code", "none", "Không"),
    ],
)
def test_values_are_called_what_offices_call_them(
    given: Scenario, name: str, value: str, label: str
) -> None:
    assert value_label(given.spec.attributes, name, value) == label


def test_in_english_codes_stay(given: Scenario) -> None:
    assert value_label(given.spec.attributes, "theory", "trung_cap") == "trung_cap"


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theory >= so_cap", "Lý luận chính trị ≥ Sơ cấp"),
        ("position in [can_bo, khac_nua]", "Đối tượng: một trong Cán bộ, khac_nua"),
        ("law in fields", "Ngành: Luật"),
        ("age < 40 and sex == female", "tuổi < 40 và nữ"),
    ],
)
def test_filters_name_values(given: Scenario, text: str, words: str) -> None:
    assert filter_in_words(given.spec, text) == words


@pytest.mark.usefixtures("vietnamese")
def test_conditions_name_values(given: Scenario) -> None:
    theory = Condition(attribute="theory", at_least="trung_cap")
    fields = Condition(attribute="fields", any_of=("law", "finance_accounting"))
    assert [condition_in_words(given.spec, each) for each in (theory, fields)] == [
        "Lý luận chính trị: từ Trung cấp trở lên",
        "Ngành: một trong Luật, Tài chính - kế toán",
    ]


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("A cannot take C: fails the filter `position == can_bo` on 1 January 2026 (QĐ 1)",
         "A không thể học C: không thuộc đối tượng “Đối tượng = Cán bộ” vào ngày 1-1-2026 "
         "(QĐ 1)"),
        ("A cannot take C in 2026: theory is none, at least so_cap is required",
         "A không thể học C năm 2026: Lý luận chính trị là Chưa có, phải từ Sơ cấp trở "
         "lên"),
        ("A cannot take C: party is not true",
         "A không thể học C: Đảng viên: phải là “có”"),
        ("A cannot take C: position is khac_nua, one of can_bo, khac is required",
         "A không thể học C: Đối tượng là khac_nua, phải là một trong Cán bộ, khac"),
        ("A cannot take C in 2026: fields has none of law, finance_accounting",
         "A không thể học C năm 2026: Ngành không có giá trị nào trong Luật, Tài chính - "
         "kế toán"),
    ],
)  # fmt: skip
def test_refusals_name_attributes_and_values(
    given: Scenario, english: str, expected: str
) -> None:
    assert told(english, sentence_words(given.spec)) == expected
