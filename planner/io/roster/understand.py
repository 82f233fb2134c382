"""A roster workbook -> the table of officials, and an account of how it was read."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from models.attribute import Attribute
from planner.io.problems import Problem, problem
from planner.io.read_officials import OPTIONAL, REQUIRED
from planner.io.roster.doubts import doubtful_ages, persons_twice, refusals
from planner.io.roster.ids import made_ids
from planner.io.roster.mapping import OPEN, RosterMapping
from planner.io.roster.mapping_text import mapping_text
from planner.io.roster.officials import one_spelling
from planner.io.roster.one_sheet import OneSheet, read_sheet
from planner.io.roster.reading import reading_of
from planner.io.roster.sheets import Workbook
from planner.io.roster.vocabulary import Vocabulary
from planner.io.roster.which_sheets import find_sheets
from planner.io.roster.whole_list import whole_list

ORDER = (
    "id",
    "name",
    *(name for name in REQUIRED if name != "id"),
    *(name for name in OPTIONAL if name not in ("name", "note")),
)
"""Order of the columns of the table of officials; attributes and note follow."""
_PERSON = ["id", "unit", "name", "birth"]


@dataclass
class Understood:
    """What was read from a roster, and how."""

    attributes: Mapping[str, Attribute]
    """Attributes that the scenario declares."""
    sheets: list[OneSheet]
    """What each sheet says, in the order of the workbook."""
    chosen: tuple[str, ...]
    """Sheets that a person has named; none if all with a header were read."""
    header: tuple[int, int] | None
    """First and last row of the header, if the mapping names them."""
    left_out: dict[str, str]
    """Name of a sheet that was not read -> why, in English."""
    officials: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The table of officials; complete only if there are no problems."""
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    respelled: dict[str, str] = field(default_factory=dict)
    """Unit as it is spelled in some rows -> as it is spelled first."""
    kept_ids: int = 0
    """Officials who keep the id of the table that is replaced."""
    made_ids: int = 0
    """Officials who get a new id."""

    def values(self) -> dict[str, dict[str, tuple[str | None, int]]]:
        """Return reading -> {text: (value, officials)} of all sheets."""
        result: dict[str, dict[str, tuple[str | None, int]]] = {}
        for sheet in self.sheets:
            uses = sheet.columns.uses
            for reading, said in uses.values.items():  # noqa: PD011  (a mapping)
                texts = result.setdefault(reading, {})
                for text, (value, officials) in said.items():
                    texts[text] = value, officials + texts.get(text, (None, 0))[1]
        return result

    def mapping(self) -> str:
        """Return the mapping that reads the roster so again, with `?` for what is open."""
        columns: dict[str, tuple[str, ...]] = {}
        bands: dict[str, str] = {}
        fixed: dict[str, str] = {}
        for sheet in self.sheets:
            for name, said in sheet.layout.mapping_columns().items():
                if columns.get(name, (OPEN,)) == (OPEN,):
                    columns[name] = said
            for text, meaning in sheet.sections.meanings.items():
                bands[text] = meaning or OPEN
            for name, value in sheet.from_name.items():
                bands[sheet.name] = f"{name} = {value}"
            fixed |= sheet.fixed | dict.fromkeys(sheet.missing, OPEN)
            # Each sheet may be the list of another unit.
            if "unit" in sheet.missing and len(self.sheets) > 1:
                bands[sheet.name] = fixed.pop("unit")
        return mapping_text(
            self.chosen,
            self.header,
            columns,
            self.values(),
            bands,
            fixed,
            lambda name: bool(reading_of(name, self.attributes).value),
        )


def understand(
    book: Workbook,
    attributes: Mapping[str, Attribute],
    baseline: datetime.date,
    *,
    names: Sequence[str] = (),
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
    names
        Sheets to read; all that have a roster's header if none is named.
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
    found = find_sheets(book, names, vocabulary, mapping)
    sheets = [
        read_sheet(layout, vocabulary, mapping, baseline) for layout in found.layouts
    ]
    result = Understood(
        attributes, sheets, found.chosen, mapping.header, found.left_out
    )
    result.problems += [item for sheet in sheets for item in sheet.problems]
    filled = [sheet for sheet in sheets if len(sheet.people)]
    if not filled:
        result.problems.append(problem("table-without-rows", file=book.file))
        return result
    together = pd.concat([sheet.officials for sheet in filled], ignore_index=True)
    # What one of several sheets does not tell is told as missing there already.
    missing = {name for sheet in filled for name in sheet.missing}
    texts = together.drop(columns=list(missing), errors="ignore").fillna("")
    known = texts.reindex(columns=_PERSON, fill_value="")
    has_id = known["id"].to_numpy() != ""
    known["unit"], result.respelled = one_spelling(known["unit"].to_numpy(dtype=object))
    ids = made_ids(known, earlier if "name" in texts else None)
    known["id"], result.kept_ids, result.made_ids = ids
    texts[["id", "unit"]] = known[["id", "unit"]]
    order = [name for name in (*ORDER, *attributes, "note") if name not in missing]
    result.officials = texts[[name for name in order if name in texts]]
    people = whole_list(book.file, result.officials, filled)
    result.problems += refusals(people, attributes, baseline)
    errors, warnings = persons_twice(result.officials, people, has_id)
    result.problems += errors
    result.warnings += [*warnings, *doubtful_ages(result.officials, people, baseline)]
    return result
