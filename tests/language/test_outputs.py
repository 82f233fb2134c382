"""What a planner reads is in one language, and files for programs are in none."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from planner.cli import COMMANDS, main
from planner.language import VARIABLE
from tests.cli.conftest import Planner, planner
from tests.cli.folders import SCENARIO, write_scenario
from tests.language import messages

__all__ = ["planner"]

PLAIN = SCENARIO.encode("ascii", "ignore").decode()


def vietnamese_signs(text: str) -> set[str]:
    """Return letters that only Vietnamese has: `đ`, and those with marks."""
    parts = unicodedata.normalize("NFD", text)
    marked = set(re.findall(r"[^\W\d_][\u0300-\u036f]+", parts))
    return marked | (set(text) & set("đĐ"))


def english_left(text: str) -> list[str]:
    """Return the English sentences of the catalogue that a text holds."""
    shown = " ".join(text.split())
    return [
        str(message.id)
        for message in messages.catalogue()
        if message.id
        and len(str(message.id).split()) > 2
        # Between places to fill in stands what is recognised.
        and (longest := max(re.split(r"\{[^{}]*\}", str(message.id)), key=len).strip())
        and len(longest.split()) > 2
        and " ".join(longest.split()) in shown
        and " ".join(longest.split()) not in str(message.string)
    ]


def outputs(planner: Planner, folder: Path) -> Iterator[str]:
    """Yield what the commands tell of a scenario, good and broken."""
    wrong = folder.with_name("wrong")
    write_scenario(wrong, PLAIN.replace("percent: 100", "percent: many"))
    for words in (
        ("validate", folder),
        ("validate", wrong),
        ("validate", folder.with_name("nowhere")),
        ("solve", folder, "--out", "run"),
        ("solve", folder, "--seed", "many"),
        ("solve", folder, "--what-if", "poor", "--out", "poor"),
        ("report", "poor", "--html", "page.html", "--xlsx", "book.xlsx"),
        ("compare", "run", "poor"),
        ("verify", folder, "run"),
        ("verify", folder, "hand.csv"),
        ("runs", "list", "--in", "."),
        ("no-such-command",),
    ):
        done = planner(*words)
        yield done.stdout + done.stderr
    yield texts_of_page(folder.with_name("page.html").read_text(encoding="utf-8"))
    with zipfile.ZipFile(folder.with_name("book.xlsx")) as book:
        yield book.read("xl/sharedStrings.xml").decode()


def texts_of_page(page: str) -> str:
    """Return a page without its program, which knows letters of every language."""
    return re.sub(
        r"<script(?! type=.application/json).*?</script>", "", page, flags=re.S
    )


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A scenario without any Vietnamese, and a plan that breaks rules."""
    (tmp_path / "hand.csv").write_text(
        "official,course,start_year,class\nA,TC,2027,one\nA,TC,2026,one\nX,TC,2026,one\n"
    )
    return write_scenario(tmp_path / "hamlet", PLAIN)


def test_in_english_there_is_no_vietnamese(planner: Planner, plain: Path) -> None:
    texts = [*outputs(planner, plain)]
    for text in texts:
        assert text
        assert vietnamese_signs(text) == set(), text
    # What the next test does not want to find is found here.
    assert sum(map(bool, map(english_left, texts))) > len(texts) // 2


@pytest.mark.usefixtures("vietnamese")
def test_in_vietnamese_there_is_no_english(planner: Planner, plain: Path) -> None:
    for text in outputs(planner, plain):
        assert vietnamese_signs(text), text
        assert english_left(text) == [], text


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_told_in_the_language_in_use(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    context = click.Context(main)
    told = {}
    for language in ("en", "vi"):
        monkeypatch.setenv(VARIABLE, language)
        command = main.get_command(context, name)
        assert command is not None
        told[language] = command.get_help(click.Context(command, info_name=name))
    english = told["en"].replace("nữ or nam", "")
    assert vietnamese_signs(english) == set()
    assert vietnamese_signs(told["vi"])
    assert english_left(told["vi"]) == []


@pytest.mark.parametrize(
    "words", [("--lang", "vi", "runs", "list"), ("runs", "list", "--lang", "vi")]
)
def test_the_option_stands_before_or_after_the_command(
    planner: Planner, words: tuple[str, ...]
) -> None:
    assert "Không có lần chạy nào" in planner(*words, "--in", "nowhere").stdout


def test_help_asked_for_after_the_option_is_in_its_language(planner: Planner) -> None:
    assert "Cách dùng:" in planner("solve", "--lang", "vi", "--help").stdout
    assert "Usage:" in planner("--lang", "en", "solve", "--help").stdout


def test_files_for_programs_are_the_same_in_both(
    planner: Planner, plain: Path, tmp_path: Path
) -> None:
    for language in ("en", "vi"):
        done = planner("--lang", language, "solve", plain, "--out", f"run-{language}")
        assert done.exit_code == 0, done.stderr
        planner("report", f"run-{language}", "--out", f"tables-{language}")
    for folder in ("run", "tables"):
        names = [path.name for path in sorted((tmp_path / f"{folder}-en").iterdir())]
        assert names
        for name in names:
            one, other = (
                (tmp_path / f"{folder}-{language}" / name).read_text(encoding="utf-8")
                for language in ("en", "vi")
            )
            timed = r'"seconds": [\d.]+|"phases": \{[^}]*\}'
            assert re.sub(timed, "", one) == re.sub(timed, "", other), name
