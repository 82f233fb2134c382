import re
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from models.scenario import Scenario
from planner.workbooks.forms.write import write_forms
from planner.workbooks.text import cell_text
from planner.workbooks.write import write_workbook
from tests import builders
from tests.builders import course, level, official, stream
from tests.workbooks.hostile import HOSTILE
from tests.workbooks.small import (
    by_calamine,
    by_openpyxl,
    shown,
    table,
    with_names,
    xml_of,
)

SHORT = [text for text in HOSTILE if len(text) <= 2000]


def everywhere() -> tuple[Scenario, Any]:
    """Each text is an id, a unit, a name, a title of everything that has one, a class."""
    people = [official(f"{text}#{at}", unit=text) for at, text in enumerate(HOSTILE)]
    courses = {
        f"C{at}": course(title=text, cost_per_class=["1"])
        for at, text in enumerate(SHORT)
    }
    given = builders.scenario(
        people,
        courses,
        title=SHORT[0],
        budget={
            f"L{at}": {"title": text, "amount": 9, "pays": [{"courses": [f"C{at}"]}]}
            for at, text in enumerate(SHORT)
        },
        targets={
            f"T{at}": level("theory", "so_cap", title=text)
            for at, text in enumerate(SHORT)
        },
        forms={"post_titles": {"accountant": SHORT[4]}},
        recruitment={"of_post": ["title"], "streams": {"S": stream(title=SHORT[4])}},
    )
    given = with_names(given, HOSTILE)
    rows = [
        (
            str(given.roster.ids[at]),
            f"C{at % len(SHORT)}",
            2026,
            text,
            f"L{at % len(SHORT)}",
        )
        for at, text in enumerate(HOSTILE)
    ]
    return given, builders.plan(given, *rows)


CHANGES = pd.DataFrame(
    {
        "official": list(HOSTILE),
        "course": list(HOSTILE),
        "change": "moved",
        "reference_year": 2026,
        "start_year": 2027,
    }
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Workbook with the lists within, one with lists apart, and the forms."""
    folder = tmp_path_factory.mktemp("hostile")
    patch = pytest.MonkeyPatch()
    patch.setenv("PLANNER_LANG", "en")
    given, decided = everywhere()
    pages = shown(given, decided, against=HOSTILE[0], changes=CHANGES)
    written = [
        *write_workbook(folder / "one.xlsx", pages),
        *write_workbook(folder / "many.xlsx", pages, most_enrolments=0),
        *write_forms(folder / "forms", pages.columns),
    ]
    patch.undo()
    return written


def test_no_cell_is_a_formula(files: list[Path]) -> None:
    for path in files:
        for sheet in openpyxl.load_workbook(path):
            kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
            assert kinds <= {"s", "n", "d", "inlineStr"}, (path, sheet.title)
        for name, text in xml_of(path).items():
            if name.startswith("xl/worksheets/"):
                assert "<f>" not in text and "<f " not in text, (path, name)


def test_every_link_leads_into_the_workbook_itself(files: list[Path]) -> None:
    for path in files:
        parts = xml_of(path)
        assert not [name for name in parts if "externalLink" in name]
        assert not [text for text in parts.values() if 'TargetMode="External"' in text]
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.hyperlink is None:
                        continue
                    assert sheet.title == "Index" and not cell.hyperlink.target
                    place = re.fullmatch(r"'(.*)'!A1", cell.hyperlink.location)
                    assert place and place[1].replace("''", "'") in book.sheetnames


def test_every_text_is_read_again_as_it_was(files: list[Path]) -> None:
    for read in (by_openpyxl, by_calamine):
        sheets = read(files[0])
        people = [row for name in sheets if name.startswith("C")
                  if name[1:2].isdigit() for row in table(sheets[name], "No.")]  # fmt: skip
        expected = sorted(map(cell_text, HOSTILE))
        for column in ("Full name", "Unit", "Class"):
            assert sorted(row[column] for row in people) == expected, (read, column)
        titles = sorted(set(map(cell_text, SHORT)))
        for name, first, column in (
            ("Targets", "Target", "Target"), ("Money", "Budget line", "Budget line"),
        ):  # fmt: skip
            found = {row[column] for row in table(sheets[name], first)}
            assert sorted(found) == titles, (read, name)
        changes = table(sheets["Changes"], "Id")
        assert [row["Id"] for row in changes] == [cell_text(text) for text in HOSTILE]


def test_lists_apart_have_the_same_texts(files: list[Path]) -> None:
    lists = [path for path in files if path.parent.name == "many-lists"]
    assert len(lists) == len(SHORT)
    found = []
    for path in lists:
        for sheet in by_calamine(path).values():
            found += [row["Full name"] for row in table(sheet, "No.")]
    assert sorted(found) == sorted(map(cell_text, HOSTILE))
