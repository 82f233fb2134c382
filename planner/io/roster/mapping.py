"""The mapping: how the headings and cells of one office are read, as a file to edit.

Keys: `sheet` (name, or several names), `header` ([first, last] row), `columns` (heading:
reading, or several readings), `values` (reading: {cell: value}), `bands` (section row or
name of a sheet: reading) and `fixed` (column: value for everybody). A `?` stands for what
is not known yet. In `values`, the cell `*` stands for every other text and an empty one for
empty cells.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.attribute import Attribute, SetOf
from planner.io.problems import InvalidInput, Problem, problem
from planner.io.roster.reading import (
    FIXED,
    IGNORE,
    Reading,
    reading_of,
    values_of,
)
from planner.io.suggestions import suggestion
from planner.io.yaml_lines import Document, join, parse
from planner.language import _
from planner.language.wording import key

OPEN = "?"
"""What a mapping says where a person has to decide."""
OTHERS = "*"
"""Cell of a mapping that stands for every text not named."""
KEYS = ("sheet", "header", "columns", "values", "bands", "fixed")


@dataclass(frozen=True)
class RosterMapping:
    """What a mapping file says; texts are compared as `wording.key` has them."""

    sheets: tuple[str, ...] = ()
    """Sheets to read; all that have a roster's header if none is named."""
    header: tuple[int, int] | None = None
    columns: Mapping[str, tuple[Reading, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    bands: Mapping[str, tuple[Reading, str]] = field(default_factory=dict)
    """Section row or name of a sheet -> the column it fills, and with what."""
    fixed: Mapping[str, str] = field(default_factory=dict)

    def value(self, reading: str, text: str) -> str | None:
        """Return what a cell is mapped to; None if the mapping does not say."""
        known = self.values.get(reading)
        if known is None:
            return None
        form = key(text)
        return known.get(form, known.get(OTHERS) if form else None)


def read_mapping(
    data: bytes, file: str, attributes: Mapping[str, Attribute]
) -> RosterMapping:
    """Return the mapping written in a file.

    Raises
    ------
    InvalidInput
        With every problem of the file.
    """
    document = parse(data, file)
    reader = _Reader(document, file, attributes)
    mapping = reader.mapping()
    if reader.found:
        raise InvalidInput(reader.found)
    return mapping


class _Reader:
    """Reads the parts of a mapping and gathers its problems."""

    def __init__(
        self, document: Document, file: str, attributes: Mapping[str, Attribute]
    ) -> None:
        self.document = document
        self.file = file
        self.attributes = attributes
        self.found: list[Problem] = []

    def mapping(self) -> RosterMapping:
        data = self.document.data
        if not isinstance(data, dict):
            data = {} if data is None else self._refuse("", data, _("write keys"), {})
        for name in data:
            if name not in KEYS:
                self._refuse(str(name), name, suggestion(str(name), KEYS, _("keys")))
        return RosterMapping(
            sheets=self._sheets(data.get("sheet")),
            header=self._header(data.get("header")),
            columns=dict(self._columns(data)),
            values=dict(self._values(data)),
            bands=dict(self._bands(data)),
            fixed=dict(self._fixed(data)),
        )

    def _refuse(self, path: str, value: Any, hint: str, result: Any = None) -> Any:
        self.found.append(
            problem(
                "wrong-value",
                file=self.file,
                place=self.document.place_of(path).text,
                path=path,
                value=value,
                reason=_("a mapping does not say this here"),
                hint=hint,
            )
        )
        return result

    def _sheets(self, value: Any) -> tuple[str, ...]:
        names = value if isinstance(value, list) else [value]
        if value is None or value == []:
            return ()
        if all(isinstance(name, str) for name in names):
            return tuple(dict.fromkeys(names))
        hint = _("write the name of a sheet, or a list of names")
        self._refuse("sheet", value, hint)
        return ()

    def _header(self, value: Any) -> tuple[int, int] | None:
        if value is None:
            return None
        match value:
            case [int(first), int(last)] if 1 <= first <= last <= 60:
                return first, last
        hint = _("write the numbers of the first and the last row, for example [5, 6]")
        self._refuse("header", value, hint)
        return None

    def _entries(self, data: dict[Any, Any], section: str) -> Iterator[tuple[str, Any]]:
        """Yield what a section says; what is still open says nothing."""
        entries = data.get(section)
        if entries is None:
            return
        if not isinstance(entries, dict):
            self._refuse(section, entries, _("write one line for each entry"))
            return
        for name, value in entries.items():
            if value != OPEN:
                yield ("" if name is None else str(name)), value

    def _columns(
        self, data: dict[Any, Any]
    ) -> Iterator[tuple[str, tuple[Reading, ...]]]:
        for heading, value in self._entries(data, "columns"):
            texts = value if isinstance(value, list) else [value]
            path = join("columns", heading)
            readings = [self._reading(path, text) for text in texts]
            if readings and None not in readings:
                yield key(heading), tuple(item for item in readings if item)

    def _reading(self, path: str, text: Any) -> Reading | None:
        try:
            return reading_of(str(text), self.attributes)
        except ValueError as error:
            self._refuse(path, text, str(error))
            return None

    def _values(self, data: dict[Any, Any]) -> Iterator[tuple[str, dict[str, str]]]:
        for name, cells in self._entries(data, "values"):
            path = join("values", name)
            reading = self._reading(path, name)
            if reading is None:
                continue
            if not isinstance(cells, dict):
                self._refuse(path, cells, _("write one line for each entry"))
                continue
            wanted = {}
            for cell, value in cells.items():
                if value == OPEN:
                    continue
                check = self._marks if reading.value else self._value
                text = check(join(path, cell), reading.name, value)
                wanted[_cell_key("" if cell is None else str(cell))] = text
            yield str(reading), wanted

    def _marks(self, path: str, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        hint = _("write true or false: whether the cell is a mark")
        return str(self._refuse(path, value, hint, "false"))

    def _value(self, path: str, name: str, value: Any) -> str:
        text = "" if value is None else str(value)
        if isinstance(value, bool):
            text = text.casefold()
        allowed = values_of(name, self.attributes)
        several = isinstance(self.attributes.get(name), SetOf)
        parts = [part.strip() for part in text.split(";")] if several else [text]
        for part in parts:
            if allowed and part and part not in allowed:
                self._refuse(path, value, suggestion(part, allowed, _("values")))
        return text

    def _bands(self, data: dict[Any, Any]) -> Iterator[tuple[str, tuple[Reading, str]]]:
        for band, value in self._entries(data, "bands"):
            path = join("bands", band)
            name, sign, text = (part.strip() for part in str(value).partition("="))
            if name == IGNORE.name and not sign:
                yield key(band), (IGNORE, "")
            elif name != "unit" and name not in self.attributes:
                hint = _("write `unit = NAME`, `ATTRIBUTE = VALUE` or `ignore`")
                self._refuse(path, value, hint)
            else:
                yield key(band), (Reading(name), self._value(path, name, text))

    def _fixed(self, data: dict[Any, Any]) -> Iterator[tuple[str, str]]:
        known = (*FIXED, *self.attributes)
        for name, value in self._entries(data, "fixed"):
            path = join("fixed", name)
            if name not in known:
                self._refuse(path, name, suggestion(name, known, _("columns")))
            else:
                yield name, self._value(path, name, value)


def _cell_key(cell: str) -> str:
    return OTHERS if cell == OTHERS else key(cell)
