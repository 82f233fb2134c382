"""The small sheets of a filled template: decisions, running courses, absences, posts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from models.scenario import ScenarioSpec
from planner.io.problems import Problem, problem
from planner.io.read_tables import (
    Names,
    read_absences,
    read_appointments,
    read_in_progress,
    read_pins,
)
from planner.io.roster.sheets import Workbook
from planner.io.table import Column, Table
from planner.language.office_words import synonyms
from planner.language.wording import Wordings, key

_READERS: Mapping[str, Callable[[Table, Names], tuple[Any, list[Problem]]]] = {
    "pins": read_pins,
    "in_progress": read_in_progress,
    "absences": read_absences,
    "appointments": read_appointments,
}


@dataclass
class SmallSheets:
    """What the small sheets of a template say."""

    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    """Key in `tables` of the scenario -> its rows; sheets without rows are left out."""
    problems: list[Problem] = field(default_factory=list)
    sheets: set[str] = field(default_factory=set)
    """Sheets that are named as in the template."""


def read_small_sheets(
    book: Workbook, spec: ScenarioSpec, ids: list[str]
) -> SmallSheets:
    """Return the rows of the sheets that are named as in the template.

    Parameters
    ----------
    ids
        Ids of the officials of the same workbook, whom the rows name.
    """
    result = SmallSheets()
    names = Names(
        {name: at for at, name in enumerate(ids)},
        tuple(spec.courses),
        tuple(spec.budget),
    )
    for table, read in _READERS.items():
        wordings = synonyms()["tables"][table]
        titles = {key(wordings["vi"]), key(wordings["en"])}
        for sheet in book.names:
            if key(sheet) not in titles:
                continue
            result.sheets.add(sheet)
            rows = _rows(book, sheet, wordings["columns"])
            if len(rows) == 0:
                continue
            result.problems += read(rows, names)[1]
            result.tables[table] = pd.DataFrame(
                {name: rows.texts(name) for name in rows.columns}
            )
            if getattr(spec.tables, table) is None:
                result.problems.append(
                    problem(
                        "table-not-declared",
                        file=book.file,
                        place=f"{sheet}!1:1",
                        name=table,
                        path=f"tables.{table}",
                    )
                )
    return result


def _rows(
    book: Workbook, sheet: str, columns: Mapping[str, Mapping[str, str]]
) -> Table:
    """Return the rows below the headings, named as the tables of scenarios are."""
    known = Wordings()
    for name, headings in columns.items():
        known.add(name, (name, *headings.values()))
    table = book.sheet(sheet).table()
    named: dict[str, Column] = {}
    letters = []
    examples = tuple(key(text) for text in synonyms()["examples"])
    kept = table.rows > 1
    for letter, column in table.columns.items():
        heading = column.texts[column.codes[0]] if len(column.codes) else ""
        name = next(iter(known.find(heading)), heading)
        if not name or name in named:
            continue
        is_example = np.array(
            [key(text).startswith(examples) for text in column.texts], dtype=np.bool_
        )
        kept &= ~is_example[column.codes]
        texts = _decisions(column.texts) if name == "decision" else column.texts
        named[name] = Column(column.codes, texts)
        letters.append(letter)
    for name, column in named.items():
        used, codes = np.unique(column.codes[kept], return_inverse=True)
        texts = [column.texts[at] for at in used.tolist()]
        named[name] = Column(codes.astype(np.int32), texts)
    return Table(table.file, named, table.rows[kept], sheet, tuple(letters))


def _decisions(texts: list[str]) -> list[str]:
    wordings = Wordings()
    for decision, known in synonyms()["decisions"].items():
        wordings.add(decision, known)
    return [next(iter(wordings.find(text)), text) for text in texts]
