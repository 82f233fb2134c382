"""Columns of the table of officials that several columns of a sheet tell together.

Marks in one column for each level, birth dates of men and of women in two columns, and
flags that a date shows.
"""

from functools import partial

import numpy as np
import numpy.typing as npt

from models.attribute import Flag, Ladder, SetOf
from planner.io.cells import Refused
from planner.io.problems import problem
from planner.io.roster.officials import NOBODY_BORN, Columns, Sources
from planner.io.roster.reading import SEXES, Reading
from planner.io.roster.uses import Texts
from planner.io.table import MOST_LISTED, grouped
from planner.language import _

_REFUSED = "?"

Bools = npt.NDArray[np.bool_]


def births_by_sex(columns: Columns, sources: Sources) -> tuple[Texts, Texts]:
    """Return birth dates, and the sex that the column tells in which each stands.

    Without sex where none of the columns is filled, or both.
    """
    size = len(columns.table)
    birth = np.full(size, NOBODY_BORN, dtype=object)
    sex = np.full(size, SEXES[0], dtype=object)
    given = np.zeros(size, dtype=np.int64)
    for letter, reading in sources:
        filled = ~columns.table.is_empty(letter)
        read = partial(columns.day, "birth", may_be_empty=True)
        texts = columns.texts(letter, reading, read, NOBODY_BORN)
        birth = np.where(filled, texts, birth)
        sex = np.where(filled, reading.form, sex)
        given += filled
    letter = sources[0][0]
    sex = np.where(given == 1, sex, "")
    twice = _("birth dates are given both as a man's and as a woman's")
    _refuse(columns, given > 1, letter, twice, _("keep one of the two"))
    missing = _("the birth date is missing")
    _refuse(columns, given == 0, letter, missing, _("write it, or the year alone"))
    return birth, sex


def refuse_other_sex(columns: Columns, letter: str, births: Texts, sex: Texts) -> None:
    """Refuse sexes that are not those of the columns in which the births stand."""
    other = _("the birth date stands in the column of the other sex")
    _refuse(
        columns,
        (births != "") & (births != sex),
        letter,
        other,
        _("correct one of the two"),
    )


def dated_flag(columns: Columns, sources: Sources) -> Texts:
    """Return a flag that is true where one of its columns holds a date or a mark."""
    shown = np.zeros(len(columns.table), dtype=np.bool_)
    for letter, reading in sources:
        read = partial(_date_or_mark, columns, reading)
        shown |= columns.texts(letter, reading, read, "false") == "true"
    return np.where(shown, "true", "false").astype(object)


def marked(columns: Columns, name: str, sources: Sources) -> Texts:
    """Return what marks say, in columns that stand for one value each."""
    said = [
        columns.texts(letter, reading, partial(_mark, columns, reading), _REFUSED)
        for letter, reading in sources
    ]
    # What is refused once is no missing mark besides.
    refused = np.any([texts == _REFUSED for texts in said], axis=0)
    marks: Bools = np.column_stack([texts == "true" for texts in said])
    values = [reading.value for _, reading in sources]
    match columns.vocabulary.attributes.get(name):
        case Flag():
            shown = "true" in values
            held = marks[:, values.index("true")] if shown else ~marks.any(axis=1)
            return np.where(held, "true", "false").astype(object)
        case SetOf():
            return _joined(marks, values)
        case Ladder(levels=levels):
            columns.several_marks[name] = int((marks.sum(axis=1) > 1).sum())
            return _highest(marks, values, levels)
    return _only_one(columns, name, sources, marks, refused)


def _joined(marks: Bools, values: list[str]) -> Texts:
    result = np.full(len(marks), "", dtype=object)
    for at, value in enumerate(values):
        sign = np.where(result == "", "", ";").astype(object)
        result = np.where(marks[:, at], result + sign + value, result)
    return result


def _highest(marks: Bools, values: list[str], levels: tuple[str, ...]) -> Texts:
    """Return the highest level marked: who holds it holds those below it."""
    result = np.full(len(marks), levels[0], dtype=object)
    for at in sorted(range(len(values)), key=lambda at: levels.index(values[at])):
        result = np.where(marks[:, at], values[at], result)
    return result


def _only_one(
    columns: Columns, name: str, sources: Sources, marks: Bools, refused: Bools
) -> Texts:
    values = [reading.value for _, reading in sources]
    total = marks.sum(axis=1)
    result = np.full(len(marks), values[0], dtype=object)
    for at, value in enumerate(values):
        result = np.where(marks[:, at], value, result)
    letter = sources[0][0]
    if name == "sex" and len(values) == 1:
        # Where one sex alone has a column, no mark means the other.
        return np.where(total == 0, SEXES[1 - SEXES.index(values[0])], result)
    several = _("several columns are marked, but only one of them can hold")
    _refuse(columns, total > 1, letter, several, _("keep one mark"))
    none = _("none of the columns is marked: {values}").format(values=", ".join(values))
    _refuse(columns, (total == 0) & ~refused, letter, none, _("mark one of them"))
    return result


def _mark(columns: Columns, reading: Reading, text: str) -> str:
    found = columns.vocabulary.truth(text) if text else {"false"}
    if len(found) == 1:
        return found.pop()
    hint = _('write it into the mapping: values: "{name}": "{text}": true or false')
    raise Refused(
        _("it is not known whether this is a mark"),
        hint.format(name=reading, text=text),
    )


def _date_or_mark(columns: Columns, reading: Reading, text: str) -> str:
    if text and not columns.vocabulary.truth(text):
        columns.day("joined", text, a_year_will_do=True)
        return "true"
    return _mark(columns, reading, text)


def _refuse(
    columns: Columns, wrong: Bools, letter: str, reason: str, hint: str
) -> None:
    rows = np.flatnonzero(wrong)
    items = [
        problem(
            "cell-value",
            file=columns.table.file,
            place=columns.table.place(row, letter),
            reason=reason,
            hint=hint,
        )
        for row in rows[:MOST_LISTED].tolist()
    ]
    columns.uses.problems += grouped(items, len(rows))
