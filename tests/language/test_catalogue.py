"""Nothing that is told lacks its Vietnamese, and the catalogue holds nothing else."""

import re

import pytest

from planner.language.sentences import told
from tests.language import messages

CATALOGUE = [message for message in messages.catalogue() if message.id]


def places(text: str) -> list[str]:
    """Return what is filled in: `{name}`, `{number:d}`, `%(prog)s`."""
    return sorted(re.findall(r"\{[^{}]*\}|%\(\w+\)s", text))


def test_every_text_has_its_vietnamese_and_no_other_is_kept() -> None:
    """To mend this, add or delete the entries named in planner/language/vi.po."""
    kept = {str(message.id) for message in CATALOGUE if not message.context}
    assert {"missing": messages.told() - kept, "obsolete": kept - messages.told()} == {
        "missing": set(),
        "obsolete": set(),
    }


def test_every_sentence_of_the_domain_model_has_its_vietnamese() -> None:
    templates = "\n".join(messages.templates())
    lacking = {
        piece
        for piece in messages.of_the_domain()
        if not re.search(".*?".join(map(re.escape, piece.split("{}"))), templates)
    }
    assert lacking == set()


def test_translations_are_whole() -> None:
    """Each is there, and has in it to fill in what the English text has."""
    wrong = {
        str(message.id): str(message.string)
        for message in CATALOGUE
        if not message.string
        or message.fuzzy
        or places(str(message.id)) != places(str(message.string))
    }
    assert wrong == {}


def test_translations_begin_and_end_like_the_text() -> None:
    """Spaces at an end join a text to what stands beside it."""
    for message in CATALOGUE:
        english, vietnamese = str(message.id), str(message.string)
        assert english[0].isspace() == vietnamese[0].isspace(), english
        assert english[-1].isspace() == vietnamese[-1].isspace(), english


@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (
            "O1 is absent in 2026 and cannot attend TC",
            "O1 vắng mặt năm 2026, không thể học TC",
        ),
        # The reason is a sentence of its own, and the law it comes from is kept.
        (
            "O1 cannot take TC: aged 51 on 1 January 2026, at most 50 is allowed (QĐ)",
            "O1 không thể học TC: 51 tuổi vào ngày 1-1-2026, không được quá 50 tuổi (QĐ)",
        ),
        (
            "decided enrolment: O1 is away 24.0 weeks in 2026, at most 20.0 are allowed",
            "lượt học đã quyết định: O1 vắng 24,0 tuần năm 2026, chỉ được nhiều nhất 20,0",
        ),
        (
            "city is charged 6 million dong in 2026, 5.999 are available",
            "city phải chi 6 triệu đồng năm 2026, chỉ được dùng 5,999",
        ),
        ("pin:O1/TC@2026", "pin:O1/TC@2026"),
    ],
)  # fmt: skip
def test_sentences_of_the_domain_model_are_told(english: str, expected: str) -> None:
    assert told(english) == expected


def test_in_english_sentences_stay_as_they_are() -> None:
    assert told("O1 is absent in 2026") == "O1 is absent in 2026"
