"""Ways to break the good scenario, and what is to be told of each."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.io import good_scenario
from tests.io.good_scenario import OFFICIALS, edit, officials

LINES = OFFICIALS.splitlines()

SC_REQUIRES = (
    "    grants: [{attribute: theory, level: so_cap}]\n",
    "    grants: [{attribute: theory, level: so_cap}]\n"
    "    requires: [{attribute: theory, at_least: trung_cap}]\n",
)

RECRUITMENT = """
recruitment:
  of_post: [position]
  streams:
    good:
      title: Good graduates
      attributes: {theory: so_cap, fields: [law], party: true, rank_years: 1}
      sex: female
      age: 24
      cost: 2
  sources: {good: assumed}
"""
"""One of the four, A1, retires in the horizon if born in 1970."""

PINS = "tables/pins.csv"
RUNNING = "tables/in_progress.csv"


@dataclass(frozen=True)
class Broken:
    """One way to break the good scenario."""

    name: str
    code: str
    """Code of the problem that must be reported."""
    words: tuple[str, ...]
    """Texts that the problem must show: place, value, remedy."""
    breaks: Callable[[Path], None] = lambda folder: None
    what_ifs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def replaces(old: str, new: str, file: str = "scenario.yaml") -> Callable[[Path], None]:
    return lambda folder: edit(folder, file, old, new)


def recruits(old: str = "", new: str = "", more: str = "") -> Callable[[Path], None]:
    """Recruitment with one thing changed; the city pays for it."""

    def breaks(folder: Path) -> None:
        assert old in RECRUITMENT
        text = good_scenario.SCENARIO + RECRUITMENT.replace(old, new, 1) + more
        pays = "[{courses: [SC, TC, UP]}, {recruitment: [good]}]"
        text = text.replace("[{courses: [SC, TC, UP]}]", pays)
        (folder / "scenario.yaml").write_text(text, encoding="utf-8")
        edit(folder, "tables/officials.csv", "1985-03-24", "1970-03-24")

    return breaks


def writes(file: str, content: str | bytes) -> Callable[[Path], None]:
    def breaks(folder: Path) -> None:
        data = content.encode() if isinstance(content, str) else content
        (folder / file).write_bytes(data)

    return breaks


def removes(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def roster(*rows: str) -> Callable[[Path], None]:
    return writes("tables/officials.csv", officials(rows))


def cell(row: int, old: str, new: str) -> Callable[[Path], None]:
    """Change one cell of the roster, in a row numbered as a spreadsheet does."""
    rows = LINES[1:]
    assert old in rows[row - 2]
    rows[row - 2] = rows[row - 2].replace(old, new, 1)
    return roster(*rows)
