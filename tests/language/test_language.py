"""Which language is spoken."""

import subprocess
import sys

import pytest

from planner.language import VARIABLE, current, use


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A computer without any locale."""
    for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_vietnamese_is_spoken_where_no_locale_is_set(
    computer: pytest.MonkeyPatch,
) -> None:
    assert current() == "vi"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("vi_VN.UTF-8", "vi"),
        ("vi", "vi"),
        ("C", "vi"),
        ("C.UTF-8", "vi"),
        ("POSIX", "vi"),
        ("en_US.UTF-8", "en"),
        ("en_GB", "en"),
        ("de_DE@euro", "en"),
    ],
)
def test_the_locale_decides(
    computer: pytest.MonkeyPatch, locale: str, language: str
) -> None:
    computer.setenv("LANG", locale)
    assert current() == language


def test_lc_all_comes_before_lang(computer: pytest.MonkeyPatch) -> None:
    computer.setenv("LANG", "vi_VN")
    computer.setenv("LC_ALL", "en_US.UTF-8")
    assert current() == "en"


def test_the_variable_comes_before_the_locale(computer: pytest.MonkeyPatch) -> None:
    computer.setenv("LANG", "vi_VN")
    computer.setenv(VARIABLE, "en")
    assert current() == "en"


def test_an_unknown_language_in_the_variable_is_passed_over(
    computer: pytest.MonkeyPatch,
) -> None:
    computer.setenv(VARIABLE, "fr")
    assert current() == "vi"


def test_a_process_started_later_speaks_the_chosen_language(
    computer: pytest.MonkeyPatch,
) -> None:
    computer.setenv(VARIABLE, "vi")  # so that it is restored after the test
    use("en")
    program = "from planner.language import current; print(current())"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "en"
