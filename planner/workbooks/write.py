"""Workbooks as files: one file, or one and a folder of lists where a plan is long."""

from pathlib import Path
from typing import Any

from planner.io.problems import InvalidInput, problem
from planner.io.write_file import write_whole
from planner.language import _
from planner.language.faults import reason_of
from planner.workbooks.book import MOST_ROWS, Book
from planner.workbooks.changes import add_changes
from planner.workbooks.charts import add_charts
from planner.workbooks.classes import add_classes, add_intakes
from planner.workbooks.cover import add_cover
from planner.workbooks.index import fill_index
from planner.workbooks.lists import Intake, add_list, intakes_of
from planner.workbooks.money import add_money
from planner.workbooks.presented import Presented
from planner.workbooks.quotas import add_quotas
from planner.workbooks.recruits import add_recruits
from planner.workbooks.targets import add_targets

MOST_ENROLMENTS = 20_000
"""Enrolments above which the lists are in files of their own."""

MOST_LISTS = 60
"""Lists above which they are in files of their own."""


def write_workbook(
    path: Path,
    given: Presented,
    *,
    most_enrolments: int = MOST_ENROLMENTS,
    most_rows: int = MOST_ROWS,
) -> tuple[Path, ...]:
    """Write the workbook of a plan and return its files.

    Lists to sign are sheets of it. Where they are many or long, they are in files of
    their own, one for each course, in a folder beside it: `plan.xlsx` and
    `plan-lists/01-TC.xlsx`. Each file is written whole or not at all.

    Parameters
    ----------
    most_enrolments
        Enrolments up to which the lists are sheets of the workbook.
    most_rows
        Rows up to which a list is one sheet.

    Raises
    ------
    InvalidInput
        If a file cannot be written, or the folder of lists holds other files.
    """
    intakes = list(intakes_of(given))
    apart = len(given.enrolments) > most_enrolments or len(intakes) > MOST_LISTS
    lists = _by_course(intakes) if apart else {}
    folder = path.with_name(f"{path.stem}-lists")
    names = {
        course: f"{at:02d}-{course}.xlsx" for at, course in enumerate(lists, start=1)
    }
    _refuse_others(folder, set(names.values()))
    files = []
    for course, own in lists.items():
        book = _book(given, long=True)
        for intake in own:
            add_list(book, given, intake, most_rows)
        files.append(folder / names[course])
        write_file(files[-1], book.content())
    linked = [f"{folder.name}/{name}" for name in names.values()]
    write_file(path, _overview(given, () if apart else intakes, linked, most_rows))
    return (path, *files)


def _overview(
    given: Presented,
    intakes: "list[Intake] | tuple[()]",
    files: list[str],
    most_rows: int,
) -> bytes:
    book = _book(given)
    sheets = [(add_cover(book, given), _("The plan, and what was proven about it"))]
    index = book.sheet(_("Index"))
    sheets.append((add_targets(book, given), _("Every target in the years measured")))
    charts: list[Any] = []
    if given.scenario.spec.budget:
        name, charts = add_money(book, given)
        sheets.append((name, _("What each budget line has and pays")))
    name, people = add_intakes(book, given)
    sheets.append((name, _("People and classes by course and year")))
    if charts or people:
        name = add_charts(book, [*people, *charts])
        sheets.append((name, _("People and money in pictures")))
    sheets.append((add_classes(book, given), _("Every class and its size")))
    sheets.append((add_quotas(book, given), _("Officials sent by each unit")))
    if given.scenario.spec.recruitment is not None:
        sheets.append((add_recruits(book, given), _("Who is recruited")))
    if given.changes is not None:
        meaning = _("Enrolments that differ from the plan {name}")
        for name in add_changes(book, given, most_rows):
            sheets.append((name, meaning.format(name=given.against)))
    for intake in intakes:
        sheets.extend(add_list(book, given, intake, most_rows))
    fill_index(book, index, sheets, files)
    return book.content()


def _book(given: Presented, long: bool = False) -> Book:
    spec = given.scenario.spec
    return Book(spec.title, spec.synthetic, given.baseline, long)


def _by_course(intakes: list[Intake]) -> dict[str, list[Intake]]:
    lists: dict[str, list[Intake]] = {}
    for intake in intakes:
        lists.setdefault(intake.course, []).append(intake)
    return lists


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises
    ------
    InvalidInput
        If it cannot be written.
    """
    try:
        write_whole(path, content)
    except (OSError, RuntimeError, ValueError) as error:
        reason = reason_of(error)
        found = problem("file-unwritable", file=str(path), reason=reason)
        raise InvalidInput([found]) from None


def _refuse_others(folder: Path, names: set[str]) -> None:
    """Refuse a folder in which lists of another plan would stay beside the new ones."""
    if not folder.exists():
        return
    if not folder.is_dir():
        reason = "a file has that name"
        raise InvalidInput(
            [problem("folder-unwritable", file=str(folder), reason=reason)]
        )
    others = sorted({entry.name for entry in folder.iterdir()} - names)
    if others:
        shown = ", ".join(others[:5])
        raise InvalidInput([problem("folder-in-use", file=str(folder), value=shown)])
