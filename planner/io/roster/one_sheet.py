"""One sheet of a roster -> what it says about its officials, column by column."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.io.problems import Problem, problem
from planner.io.read_officials import REQUIRED
from planner.io.roster.bands import Sections, meaning_of_sheet, read_sections
from planner.io.roster.layout import Layout
from planner.io.roster.mapping import RosterMapping
from planner.io.roster.officials import DATES, Columns
from planner.io.roster.reading import RUNNING_NUMBER, SEXES
from planner.io.roster.rows import Rows, sort_rows
from planner.io.roster.several import (
    births_by_sex,
    dated_flag,
    marked,
    refuse_other_sex,
)
from planner.io.roster.uses import Texts
from planner.io.roster.vocabulary import Vocabulary
from planner.io.table import Column, Table
from planner.language import _


@dataclass
class OneSheet:
    """What was read from one sheet, and how."""

    layout: Layout
    rows: Rows
    sections: Sections
    columns: Columns
    officials: pd.DataFrame = field(default_factory=pd.DataFrame)
    """One row for each official, in the order of the sheet; ids may be empty."""
    problems: list[Problem] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Columns of the table of officials that nothing in the sheet tells."""
    fixed: dict[str, str] = field(default_factory=dict)
    """Columns that the mapping fills alike for everybody."""
    from_name: dict[str, str] = field(default_factory=dict)
    """Columns that the name of the sheet fills for everybody in it."""

    @property
    def name(self) -> str:
        """Name of the sheet."""
        return self.layout.sheet.name

    @property
    def people(self) -> Table:
        """The rows of the sheet that are officials."""
        return self.columns.table


def read_sheet(
    layout: Layout,
    vocabulary: Vocabulary,
    mapping: RosterMapping,
    baseline: datetime.date,
) -> OneSheet:
    """Return what a sheet says; whatever is unclear in it is among its problems."""
    table = layout.sheet.table(_spread(layout))
    layout.readings = {
        letter: items
        for letter, items in layout.readings.items()
        if letter in table.columns
    }
    rows = sort_rows(table, layout.header, layout.readings)
    sections = read_sections(table, rows.bands, layout.sources(), vocabulary, mapping)
    people = _only(table, rows.people)
    for letter in people.columns:
        nameless = not layout.header.paths.get(letter)
        nameless = nameless and letter not in layout.readings
        if nameless and not people.is_empty(letter).all():
            layout.ask(letter, _("the column has cells but no heading"))
    columns = Columns(people, vocabulary, mapping, baseline.year)
    result = OneSheet(layout, rows, sections, columns)
    result.problems += [*layout.problems, *rows.problems, *sections.problems]
    if len(people):
        result.officials = pd.DataFrame(_texts(result, vocabulary, mapping))
        result.problems += columns.uses.problems
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


def _texts(
    result: OneSheet, vocabulary: Vocabulary, mapping: RosterMapping
) -> dict[str, Texts]:
    """Return every column that columns, sections, the sheet's name or the mapping tell."""
    columns = result.columns
    sources = result.layout.sources()
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
    result.from_name = _from_name(result, texts, vocabulary, mapping)
    result.fixed = {
        name: value
        for name, value in mapping.fixed.items()
        if name not in texts and name not in result.from_name
    }
    for name, value in (result.from_name | result.fixed).items():
        texts[name] = np.full(len(columns.table), value, dtype=object)
    needed = (*REQUIRED[1:], *vocabulary.attributes)
    result.missing = [name for name in needed if name not in texts]
    result.problems += [_not_told(result, name) for name in result.missing]
    return texts


def _not_told(result: OneSheet, name: str) -> Problem:
    hint = ""
    if result.layout.sheet.is_named and name not in REQUIRED[2:]:
        hint = _(
            "; or what holds for this sheet, under `bands`: `{sheet}: {name} = VALUE`"
        )
    last = result.layout.header.last
    return problem(
        "column-not-told",
        file=result.people.file,
        place=f"{result.name}!{last}:{last}",
        name=name,
        hint=hint.format(sheet=result.name, name=name),
    )


def _from_name(
    result: OneSheet,
    texts: Mapping[str, Texts],
    vocabulary: Vocabulary,
    mapping: RosterMapping,
) -> dict[str, str]:
    """Return what the name of the sheet tells of columns that nothing inside it tells."""
    if not result.layout.sheet.is_named:
        return {}
    told = {*texts, *mapping.fixed}
    name, value = meaning_of_sheet(result.name, told, vocabulary, mapping)
    return {name: value} if value and name not in texts else {}
