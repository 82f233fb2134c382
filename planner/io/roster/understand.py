"""A roster workbook -> the table of officials, and an account of how it was read."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.attribute import Attribute
from planner.io.problems import Problem, problem
from planner.io.read_officials import OPTIONAL, REQUIRED
from planner.io.roster.bands import Sections, read_sections
from planner.io.roster.doubts import doubtful_ages, persons_twice, refusals
from planner.io.roster.ids import made_ids
from planner.io.roster.layout import Layout, find_layout
from planner.io.roster.mapping import RosterMapping
from planner.io.roster.mapping_text import mapping_text
from planner.io.roster.officials import DATES, Columns
from planner.io.roster.reading import RUNNING_NUMBER, SEXES, reading_of
from planner.io.roster.rows import Rows, sort_rows
from planner.io.roster.several import (
    births_by_sex,
    dated_flag,
    marked,
    refuse_other_sex,
)
from planner.io.roster.sheets import Workbook
from planner.io.roster.uses import Texts
from planner.io.roster.vocabulary import Vocabulary
from planner.io.table import Column, Table
from planner.language import _

ORDER = (
    "id",
    "name",
    *(name for name in REQUIRED if name != "id"),
    *(name for name in OPTIONAL if name not in ("name", "note")),
)
"""Order of the columns of the table of officials; attributes and note follow."""


@dataclass
class Understood:
    """What was read from a roster, and how."""

    layout: Layout
    rows: Rows
    sections: Sections
    columns: Columns
    officials: pd.DataFrame
    """The table of officials; complete only if there are no problems."""
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Columns of the table of officials that nothing in the roster tells."""
    fixed: dict[str, str] = field(default_factory=dict)
    """Columns that the mapping fills alike for everybody."""
    kept_ids: int = 0
    """Officials who keep the id of the table that is replaced."""
    made_ids: int = 0
    """Officials who get a new id."""

    def mapping(self) -> str:
        """Return the mapping that reads the roster so again, with `?` for what is open."""
        attributes = self.columns.vocabulary.attributes
        return mapping_text(
            self.layout.sheet.name,
            self.layout.mapping_columns(),
            self.columns.uses.values,
            {text: said or "?" for text, said in self.sections.meanings.items()},
            self.fixed | dict.fromkeys(self.missing, "?"),
            lambda name: bool(reading_of(name, attributes).value),
        )


def understand(
    book: Workbook,
    attributes: Mapping[str, Attribute],
    baseline: datetime.date,
    *,
    sheet: str | None = None,
    mapping: RosterMapping | None = None,
    earlier: pd.DataFrame | None = None,
) -> Understood:
    """Return what a roster says about the officials of a scenario.

    Parameters
    ----------
    attributes
        Attributes that the scenario declares.
    baseline
        Day of the snapshot; nobody is born after it.
    sheet
        Name of the sheet; the only one with a roster's header if it is not given.
    earlier
        Columns id, unit, name and birth of the table that is replaced, if it has them.

    Raises
    ------
    InvalidInput
        If no roster can be found in the workbook at all; every other problem is listed in
        the result.
    """
    mapping = mapping or RosterMapping()
    vocabulary = Vocabulary(attributes)
    layout = find_layout(book, sheet, vocabulary, mapping)
    table = layout.sheet.table(_spread(layout))
    readings = {
        letter: items
        for letter, items in layout.readings.items()
        if letter in table.columns
    }
    layout.readings = readings
    rows = sort_rows(table, layout.header, readings)
    sections = read_sections(table, rows.bands, layout.sources(), vocabulary, mapping)
    people = _only(table, rows.people)
    for letter in people.columns:
        nameless = not layout.header.paths.get(letter) and letter not in readings
        if nameless and not people.is_empty(letter).all():
            layout.ask(letter, _("the column has cells but no heading"))
    columns = Columns(people, vocabulary, mapping, baseline.year)
    result = Understood(layout, rows, sections, columns, pd.DataFrame())
    result.problems += [*layout.problems, *rows.problems, *sections.problems]
    if len(people) == 0:
        result.problems.append(problem("table-without-rows", file=book.file))
        return result
    texts = _texts(result, mapping)
    _give_ids(result, texts, earlier)
    order = [name for name in (*ORDER, *attributes, "note") if name in texts]
    result.officials = pd.DataFrame({name: texts[name] for name in order})
    result.problems += columns.uses.problems
    read = (result.officials, layout, people)
    result.problems += refusals(*read, attributes, baseline)
    result.warnings += [*persons_twice(*read), *doubtful_ages(*read, baseline)]
    return result


def _spread(layout: Layout) -> set[str]:
    """Return the columns in which one merged cell may tell of several officials."""
    # Rows below a merged name are no further officials, so the name counts once.
    once = {"name", "id", "birth", RUNNING_NUMBER.name}
    return {
        letter
        for letter, readings in layout.readings.items()
        if not once & {item.name for item in readings}
    }


def _only(table: Table, wanted: npt.NDArray[np.bool_]) -> Table:
    columns = {
        name: Column(column.codes[wanted], column.texts)
        for name, column in table.columns.items()
    }
    return replace(table, columns=columns, rows=table.rows[wanted])


def _texts(result: Understood, mapping: RosterMapping) -> dict[str, Texts]:
    """Return every column that columns, sections or the mapping tell."""
    columns = result.columns
    sources = result.layout.sources()
    size = len(columns.table)
    texts: dict[str, Texts] = {}
    births_sex: Texts | None = None
    for name, found in sources.items():
        if name in DATES:
            columns.count_forms(name, [letter for letter, _ in found])
        first = found[0][1]
        if name == "birth" and first.form:
            texts[name], births_sex = births_by_sex(columns, found)
        elif first.value:
            texts[name] = marked(columns, name, found)
        elif first.form:
            texts[name] = dated_flag(columns, found)
        else:
            texts[name] = columns.read(name, found)
    if "sex" in sources and births_sex is not None:
        refuse_other_sex(columns, sources["sex"][0][0], births_sex, texts["sex"])
    elif births_sex is not None:
        texts["sex"] = np.where(births_sex == "", SEXES[0], births_sex)
    for name, said in result.sections.columns.items():
        texts.setdefault(name, said[result.rows.people])
    if "unit" in texts:
        texts["unit"] = columns.units(texts["unit"])
    for name, value in mapping.fixed.items():
        if name not in texts:
            texts[name] = np.full(size, value, dtype=object)
            result.fixed[name] = value
    needed = (*REQUIRED[1:], *columns.vocabulary.attributes)
    result.missing = [name for name in needed if name not in texts]
    for name in result.missing:
        result.problems.append(
            problem(
                "column-not-told",
                file=columns.table.file,
                place=f"{columns.table.sheet}!{result.layout.header.last}:"
                f"{result.layout.header.last}",
                name=name,
            )
        )
    return texts


def _give_ids(
    result: Understood, texts: dict[str, Texts], earlier: pd.DataFrame | None
) -> None:
    size = len(result.columns.table)
    nothing = np.full(size, "", dtype=object)
    known = pd.DataFrame(
        {name: texts.get(name, nothing) for name in ("id", "unit", "name", "birth")}
    )
    if "name" not in texts:
        earlier = None
    texts["id"], result.kept_ids, result.made_ids = made_ids(known, earlier)
