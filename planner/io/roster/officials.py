"""The columns of a sheet -> the columns of the table of officials."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from models.attribute import Category, Flag, Ladder, Number, SetOf
from planner.io.cells import Refused
from planner.io.roster.dates import Window, birth_years, read_day
from planner.io.roster.mapping import RosterMapping
from planner.io.roster.reading import SEXES, Reading
from planner.io.roster.uses import Texts, Uses
from planner.io.roster.vocabulary import Vocabulary
from planner.io.spreadsheet_text import harmless
from planner.io.table import Table
from planner.language import _
from planner.language.wording import key

Sources = list[tuple[str, Reading]]

DATES = ("birth", "retires", "joined", "leaves")
_NUMBERS = ("yearly_load", "long_courses")
# Refused cells carry a value that no later check can object to.
NOBODY_BORN = "1900-01-01"
_SEPARATORS = str.maketrans("\n,+/", ";;;;")


class Columns:
    """Reads columns of the table of officials from those of a sheet."""

    def __init__(
        self,
        table: Table,
        vocabulary: Vocabulary,
        mapping: RosterMapping,
        baseline: int,
    ) -> None:
        self.table = table
        self.vocabulary = vocabulary
        self.mapping = mapping
        self.uses = Uses()
        self.forms: dict[str, dict[str, int]] = {}
        """Column -> {how a date is written: officials}."""
        self.several_marks: dict[str, int] = {}
        """Ladder -> officials with marks at several of its levels."""
        self._windows = {
            "birth": birth_years(baseline),
            "joined": Window(baseline - 60, baseline),
            "retires": Window(baseline, baseline + 60),
            "leaves": Window(baseline, baseline + 60),
        }

    def read(self, name: str, sources: Sources) -> Texts:
        """Return one column of the table of officials, as text."""
        if name == "name":
            return self._names(sources)
        letter, reading = sources[0]
        return self._whole(letter, reading)

    def texts(
        self, letter: str, reading: Reading, read: Callable[[str], str], instead: str
    ) -> Texts:
        """Return a column of texts read one by one, those of the mapping first.

        Parameters
        ----------
        instead
            What refused cells carry, so that the rest can be checked nevertheless.
        """
        attribute = self.vocabulary.attributes.get(reading.name)
        is_listed = attribute is not None or reading.name == "sex"
        is_listed = is_listed and not isinstance(attribute, Number)

        def mapped(text: str) -> str:
            value = self.mapping.value(str(reading), text)
            if value is None:
                return read(text)
            return value if is_listed else read(value)

        return self.uses.read(
            self.table, letter, str(reading), mapped, instead, is_listed,
            blanks=isinstance(attribute, Ladder | Category | Flag)
            and reading == Reading(reading.name),
        )  # fmt: skip

    def _whole(self, letter: str, reading: Reading) -> Texts:
        name = reading.name
        if name in DATES:
            instead = NOBODY_BORN if name == "birth" else ""
            return self.texts(letter, reading, partial(self.day, name), instead)
        attribute = self.vocabulary.attributes.get(name)
        match attribute:
            case Number(minimum=minimum, maximum=maximum):
                instead = next(
                    (f"{at:g}" for at in (minimum, maximum) if at is not None), "0"
                )
                return self.texts(letter, reading, _number, instead)
            case SetOf():
                return self.texts(letter, reading, partial(self._several, name), "")
            case Ladder(levels=values) | Category(values=values):
                return self.texts(letter, reading, partial(self._one, name), values[0])
            case Flag():
                return self.texts(letter, reading, partial(self._one, name), "false")
        if name == "sex":
            return self.texts(letter, reading, partial(self._one, name), SEXES[0])
        if name in _NUMBERS:
            return self.texts(letter, reading, _number, "")
        if name == "unit":
            return self.texts(letter, reading, _one_line, "")
        if name == "note":
            texts = self.texts(letter, reading, _one_line, "")
            return np.array(harmless(texts), dtype=object)
        return self.texts(letter, reading, str, "")

    def _names(self, sources: Sources) -> Texts:
        parts = [self.table.texts(letter) for letter, _ in sources]
        joined = parts[0]
        for part in parts[1:]:
            joined = joined + " " + part
        names = pd.Series(joined).str.split().str.join(" ")
        # Names are shown to people only, so that a sign before a formula does no harm.
        return np.array(harmless(names), dtype=object)

    def _one(self, name: str, text: str) -> str:
        found = self.vocabulary.values(name, text) if text else self._empty(name)
        if len(found) == 1:
            return found.pop()
        reason = self._unknown(found) if text else _("the cell is empty")
        raise Refused(reason, self._remedy(name, text))

    def _empty(self, name: str) -> set[str]:
        """Return what an empty cell says: the lowest level, or that a flag is not true."""
        match self.vocabulary.attributes.get(name):
            case Ladder(levels=levels):
                return {levels[0]}
            case Flag():
                return {"false"}
        return set()

    def _several(self, name: str, text: str) -> str:
        if self.vocabulary.values(name, text):
            return self._one(name, text)
        parts = [part.strip() for part in text.translate(_SEPARATORS).split(";")]
        found: dict[str, None] = {}
        for part in filter(None, parts):
            values = self.vocabulary.values(name, part)
            if len(values) != 1:
                raise Refused(self._unknown(values), self._remedy(name, text))
            found[values.pop()] = None
        return ";".join(found)

    def _unknown(self, found: set[str]) -> str:
        if found:
            values = ", ".join(sorted(found))
            return _("this could mean several values: {values}").format(values=values)
        return _("it is not known what this means")

    def _remedy(self, name: str, text: str) -> str:
        known = self.vocabulary.values_of(name)
        hint = _('write it into the mapping: values: {name}: "{text}": one of {known}')
        if not text:
            hint = _(
                "fill it, or write into the mapping what empty cells say: values: {name}: "
                '"": one of {known}'
            )
        listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
        return hint.format(name=name, text=text, known=listed)

    def day(
        self,
        name: str,
        text: str,
        *,
        may_be_empty: bool = False,
        a_year_will_do: bool = False,
    ) -> str:
        """Return a date of a column as 1985-03-24.

        Raises
        ------
        Refused
            If the text is no date of this column.
        """
        if not text and (may_be_empty or name != "birth"):
            return ""
        if not text:
            raise Refused(
                _("the birth date is missing"), _("write it, or the year alone")
            )
        day, form = read_day(text, self._windows[name])
        if form == "year" and name != "birth" and not a_year_will_do:
            hint = _("write day and month too: only birth dates have a legal default")
            raise Refused(_("this is a year alone"), hint)
        return day.isoformat()

    def count_forms(self, name: str, letters: list[str]) -> None:
        """Count how the dates of a column are written."""
        forms = self.forms.setdefault(name, {})
        for letter in letters:
            codes, texts = self.table.distinct(letter)
            counts = np.bincount(codes, minlength=len(texts))
            for at in np.flatnonzero(counts).tolist():
                try:
                    form = read_day(texts[at], self._windows[name]).form
                except Refused:
                    continue  # empty, or told as a problem
                forms[form] = forms.get(form, 0) + int(counts[at])


def one_spelling(units: Texts) -> tuple[Texts, dict[str, str]]:
    """Return units spelled as they are first, whatever the case or the form.

    The other spellings are told too: unit as some rows spell it -> as it is spelled first.
    """
    codes, distinct = pd.factorize(units)
    first: dict[str, str] = {}
    spelled = [first.setdefault(key(text), text) for text in distinct]
    pairs = zip(distinct, spelled, strict=True)
    result: Texts = np.array(spelled, dtype=object)[codes]
    return result, {text: unit for text, unit in pairs if text != unit}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _number(text: str) -> str:
    """Return a number with a point before its decimals, however it is written."""
    whole, comma, decimals = text.partition(",")
    if (
        comma
        and whole.lstrip("-").isdigit()
        and decimals.isdigit()
        and len(decimals) != 3
    ):
        return f"{whole}.{decimals}"
    if comma:
        raise Refused(
            _("this number could mean thousands or decimals"),
            _("write it without separators"),
        )
    return text
