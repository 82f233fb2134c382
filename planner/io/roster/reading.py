"""How one column of a workbook is read, and how that is written in a mapping."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from models.attribute import Attribute, Category, Flag, Ladder, SetOf
from planner.io.read_officials import OPTIONAL, REQUIRED
from planner.language import _

FIXED = (*REQUIRED, *OPTIONAL)
"""Columns that a table of officials has besides the attributes of the scenario."""
SEXES = ("male", "female")
DATED = "date"

_READING = re.compile(r"(?P<name>\w+)(?: = (?P<value>\w+)| \((?P<form>\w+)\))?")


@dataclass(frozen=True, order=True)
class Reading:
    """What the cells of a column say.

    Written `education` (the level), `education = dai_hoc` (a mark in the column means this
    level), `birth (male)` (the birth date of men, empty for women), `party_member (date)`
    (true where a date is given), `running_number` or `ignore`.
    """

    name: str
    """Column of the table of officials."""
    value: str = ""
    """Value that a mark stands for."""
    form: str = ""
    """`male` or `female` for birth dates by sex, `date` for flags that a date shows."""

    def __str__(self) -> str:
        """Return the reading as mappings write it."""
        if self.value:
            return f"{self.name} = {self.value}"
        return f"{self.name} ({self.form})" if self.form else self.name

    @property
    def may_repeat(self) -> bool:
        """Whether several columns may be read so: parts of names, dates, none at all."""
        return not self.is_used or self.name == "name" or self.form == DATED

    @property
    def is_used(self) -> bool:
        """Whether the column reaches the table of officials."""
        return self.name not in (IGNORE.name, RUNNING_NUMBER.name)


IGNORE = Reading("ignore")
"""The column is left out."""
RUNNING_NUMBER = Reading("running_number")
"""The column numbers the rows; it is left out, but tells people from other rows."""


def reading_of(text: str, attributes: Mapping[str, Attribute]) -> Reading:
    """Return the reading written in a mapping.

    Raises
    ------
    ValueError
        If there is no such reading in the scenario; says what there is.
    """
    if text in (IGNORE.name, RUNNING_NUMBER.name):
        return Reading(text)
    match = _READING.fullmatch(text)
    name = match["name"] if match else text
    if match is None or (name not in FIXED and name not in attributes):
        known = ", ".join((*FIXED, *attributes, IGNORE.name, RUNNING_NUMBER.name))
        raise ValueError(_("write one of: {known}").format(known=known))
    value, form = match["value"] or "", match["form"] or ""
    forms: tuple[str, ...] = ()
    values = values_of(name, attributes)
    if name == "birth":
        forms = SEXES
    if isinstance(attributes.get(name), Flag):
        forms = (DATED,)
    if (value and value not in values) or (form and form not in forms):
        whole = [name, *(f"{name} = {item}" for item in values)]
        whole += [f"{name} ({item})" for item in forms]
        raise ValueError(_("write one of: {known}").format(known=", ".join(whole)))
    return Reading(name, value, form)


def values_of(name: str, attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    """Return the values that a column may have; none if they cannot be listed."""
    if name == "sex":
        return SEXES
    match attributes.get(name):
        case Ladder(levels=values):
            return values
        case Category(values=values) | SetOf(values=values):
            return values
        case Flag():
            return ("true", "false")
    return ()
