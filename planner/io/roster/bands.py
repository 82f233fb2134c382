"""Sections of a roster -> what they say about the officials below them."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from models.attribute import Category
from planner.io.problems import Problem, problem
from planner.io.roster.mapping import RosterMapping
from planner.io.roster.reading import IGNORE
from planner.io.roster.vocabulary import Vocabulary
from planner.io.table import Table
from planner.language import _
from planner.language.office_words import synonyms
from planner.language.wording import begins_with, key

_NUMERAL = re.compile(
    r"(?:[IVXLCDM]+|[A-Za-z]|\d{1,3}(?:\.\d{1,3})*)\s*[.)/:–-]+\s*(?=[^\W\d])"
)
_COUNT = re.compile(
    r"\s*(?:\(\s*\d+[^()]*\)|[:–-]?\s*\d+\s*(?:người|đồng chí|đ/c))\s*$", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 3  # of a name that can be a unit's
_CALLED = re.compile(r"(?:đơn vị|cơ quan|unit)\s*:\s*", re.IGNORECASE)


@dataclass
class Sections:
    """What the sections of a roster say."""

    columns: dict[str, npt.NDArray[np.object_]] = field(default_factory=dict)
    """Column filled by sections -> text for each row; empty above the first section."""
    meanings: dict[str, str] = field(default_factory=dict)
    """Text of a section -> `unit = NAME`, `ATTRIBUTE = VALUE` or `ignore`."""
    problems: list[Problem] = field(default_factory=list)


def read_sections(
    table: Table,
    bands: Sequence[tuple[int, str]],
    given: Container[str],
    vocabulary: Vocabulary,
    mapping: RosterMapping,
) -> Sections:
    """Return the columns that section rows fill.

    A section that is worded like a value of a category without a column says that value;
    any other names the unit, if no column does. A section ends where the next of its kind
    begins, or one of a kind that stood above it: `Cán bộ` below `I. Xã A` ends with
    `II. Xã B`.

    Parameters
    ----------
    bands
        Rows that name a section: position in the table, text.
    given
        Columns of the table of officials that have a column of the sheet.
    """
    result = Sections()
    kinds: list[str] = []
    state: dict[str, str] = {}
    states: list[dict[str, str]] = [{}]
    for row, text in bands:
        name, value = _meaning(text, given, vocabulary, mapping)
        if not name:
            hint = _("write into the mapping what it says: bands.{text}").format(
                text=text
            )
            result.problems.append(
                problem(
                    "cell-value",
                    file=table.file,
                    place=table.place(row),
                    value=text,
                    reason=_("this section could mean several things"),
                    hint=hint,
                )
            )
        if name and name != IGNORE.name:
            if name not in kinds:
                kinds.append(name)
            for deeper in kinds[kinds.index(name) :]:
                state.pop(deeper, None)
            state[name] = value
        result.meanings[text] = f"{name} = {value}" if value else name
        states.append(dict(state))
    starts = np.array([row for row, _ in bands], dtype=np.int64)
    below = np.searchsorted(starts, np.arange(len(table)), side="right")
    for kind in kinds:
        said = np.array([entry.get(kind, "") for entry in states], dtype=object)
        result.columns[kind] = said[below]
    return result


def _meaning(
    text: str,
    given: Container[str],
    vocabulary: Vocabulary,
    mapping: RosterMapping,
) -> tuple[str, str]:
    """Return the column that a section fills, and with what; no column if it is unclear."""
    shown = section_name(text)
    for form in (text, shown):
        if key(form) in mapping.bands:
            reading, value = mapping.bands[key(form)]
            return reading.name, value
    said = [
        (name, value)
        for name, attribute in vocabulary.attributes.items()
        if isinstance(attribute, Category) and name not in given
        for value in sorted(vocabulary.values(name, shown))
    ]
    if len(said) > 1:
        return "", ""
    if said:
        return said[0]
    return (IGNORE.name, "") if "unit" in given else ("unit", shown)


def meaning_of_sheet(
    sheet: str, given: Container[str], vocabulary: Vocabulary, mapping: RosterMapping
) -> tuple[str, str]:
    """Return the column that the name of a sheet fills, and with what; like a section's.

    Nothing if the name is one that any list could have, such as `Sheet1` or `DS 2024`.
    """
    words = " ".join(_LETTERS.findall(sheet))
    is_any = len(words) < _FEWEST_LETTERS or begins_with(synonyms()["sheets"])(words)
    if is_any and key(sheet) not in mapping.bands:
        return "", ""
    return _meaning(sheet, given, vocabulary, mapping)


def section_name(text: str) -> str:
    """Return the text of a section without its numeral and its count.

    Examples
    --------
    >>> section_name("II. UBND xã An Khánh (22 người)")
    'UBND xã An Khánh'
    """
    text = _COUNT.sub("", " ".join(text.split()))
    text = _CALLED.sub("", _NUMERAL.sub("", text, count=1), count=1)
    return text.strip(" :")
