"""Problems of the input: one catalogue of what can be wrong, and how each is told.

Every problem names the place, the value found there and the remedy. Errors stop the run
with all of them shown at once; warnings are shown and the run goes on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, NamedTuple

from planner.language import _

Severity = Literal["error", "warning"]

_LONGEST_VALUE = 120
# Comparing a misspelt name with more names than this takes longer than it helps.
_MOST_NAMES_COMPARED = 5000


class Kind(NamedTuple):
    """One kind of problem: how grave it is, its title, what is said, what to do."""

    severity: Severity
    title: str
    message: str
    remedy: str


CATALOGUE: dict[str, Kind] = {
    # Files
    "file-missing": Kind(
        "error", "A file is missing", "there is no such file", "{hint}"
    ),
    "file-unreadable": Kind(
        "error",
        "A file cannot be read",
        "the file cannot be read: {reason}",
        "check that it is an ordinary file that you may read",
    ),
    "file-outside": Kind(
        "error",
        "A path leaves the scenario folder",
        "the path leads outside the scenario folder",
        "copy the file into the folder and give its path relative to the folder",
    ),
    "file-too-large": Kind(
        "error",
        "A file is too large",
        "the file has {size} bytes, at most {limit} are read",
        "{hint}",
    ),
    "file-empty": Kind(
        "error",
        "A file is empty",
        "the file contains nothing",
        "fill it; `planner new DIR` writes an example of every file",
    ),
    "file-encoding": Kind(
        "error",
        "A file is not UTF-8",
        "the text is not UTF-8",
        "save it as UTF-8 (in Excel: `CSV UTF-8 (Comma delimited)`)",
    ),
    # YAML
    "yaml-syntax": Kind(
        "error",
        "The YAML cannot be read",
        "the YAML cannot be read: {reason}",
        "check indentation, quotes, brackets and colons on this line and above",
    ),
    "yaml-twice": Kind(
        "error",
        "A key is given twice",
        "the key is given twice, first on line {first}",
        "keep one of the two",
    ),
    "yaml-form": Kind(
        "error",
        "A YAML feature is not accepted",
        "{reason}",
        "write plain text, numbers, true or false, lists and mappings only",
    ),
    "yaml-too-large": Kind(
        "error",
        "The YAML is too large",
        "the YAML has more than {limit} values once its aliases are written out, or is "
        "nested too deeply",
        "remove aliases (`*name`) and needless nesting; long tables belong in tables/",
    ),
    # Schema
    "unknown-key": Kind(
        "error", "An unknown key", "the key {name} is not known here", "{hint}"
    ),
    "missing-key": Kind(
        "error", "A key is missing", "the key {name} is missing", "add `{name}:` {hint}"
    ),
    "wrong-value": Kind("error", "A wrong value", "{reason}", "{hint}"),
    # Overrides
    "what-if-unknown": Kind(
        "error", "An unknown what-if", "there is no such what-if", "{hint}"
    ),
    "what-if-circle": Kind(
        "error",
        "What-ifs build on each other in a circle",
        "the what-ifs build on each other in a circle: {circle}",
        "remove one of these parents",
    ),
    "override-form": Kind(
        "error",
        "A change cannot be read",
        "a change has the form PATH=VALUE",
        "for example --set budget.city.amount.2025=0",
    ),
    "override-path": Kind(
        "error",
        "An override names an unknown path",
        "{name} does not exist in the scenario",
        "{hint}",
    ),
    "override-scale": Kind(
        "error",
        "Nothing to scale",
        "there is no number at or below this path",
        "name a number or a mapping of numbers",
    ),
    # Tables
    "table-format": Kind(
        "error",
        "An unknown table format",
        "tables are read from CSV, Parquet and Excel files",
        "save the table as .csv, .parquet or .xlsx",
    ),
    "table-damaged": Kind(
        "error",
        "A table is damaged",
        "the table cannot be read: {reason}",
        "open the file in the program that wrote it and save it again",
    ),
    "table-without-rows": Kind(
        "error",
        "A table has no rows",
        "the table has no rows",
        "write one row for each official",
    ),
    "column-unknown": Kind(
        "error", "An unknown column", "the column {name} is not known", "{hint}"
    ),
    "column-missing": Kind(
        "error",
        "A column is missing",
        "the column {name} is missing",
        "add the column {name}{hint}",
    ),
    "column-twice": Kind(
        "error",
        "A column is given twice",
        "the column {name} is given twice",
        "keep one of the two",
    ),
    "column-unnamed": Kind(
        "error",
        "A column has no name",
        "a column with values has no name in the first row",
        "name it, or delete it",
    ),
    "row-length": Kind(
        "error",
        "A row has the wrong number of cells",
        "the row has {found} cells, the header has {expected}",
        "put text that contains the separator into double quotes",
    ),
    "cell-empty": Kind("error", "A cell is empty", "the cell is empty", "{hint}"),
    "cell-value": Kind("error", "A wrong cell", "{reason}", "{hint}"),
    "id-twice": Kind(
        "error",
        "An id is given twice",
        "the id is given twice, first in {first}",
        "give every official one row and an id of their own",
    ),
    "dates-contradict": Kind(
        "error", "Dates contradict each other", "{reason}", "correct one of the two"
    ),
    # Rosters of offices
    "roster-format": Kind(
        "error",
        "An unknown roster format",
        "rosters are read from .xlsx, .xls, .ods and .csv files",
        "save the roster as .xlsx",
    ),
    "sheet-missing": Kind(
        "error", "A sheet is missing", "the workbook has no such sheet", "{hint}"
    ),
    "roster-without-header": Kind(
        "error",
        "No header of a roster",
        "no rows were found that name the columns of a roster, such as name, birth date "
        "and unit",
        "name the sheet with --sheet, and the rows of its header in the mapping, for "
        "example `header: [5, 6]`",
    ),
    "text-not-unicode": Kind(
        "error",
        "Text in a font of before Unicode",
        "the text is not in Unicode but in the old encoding {name}",
        "convert the workbook to Unicode, for example with the toolkit of UniKey "
        "(Ctrl+Shift+F6, from {name} to Unicode), and import it again",
    ),
    "heading-unknown": Kind(
        "error",
        "A heading that is not known",
        "{reason}",
        'write it into the mapping, for example columns: "{heading}": ignore',
    ),
    "column-told-twice": Kind(
        "error",
        "Two columns say the same",
        "{name} is told by another column already, at {first}",
        'leave one of them out in the mapping, for example columns: "{heading}": ignore',
    ),
    "column-not-told": Kind(
        "error",
        "A column that the roster does not have",
        "no column and no section row tells {name}, which the scenario needs",
        "add a column, or write into the mapping, under `fixed`, what holds for everybody: "
        "`{name}: VALUE`{hint}",
    ),
    "sheet-too-vast": Kind(
        "error",
        "A cell far from all others",
        "the cells of a sheet reach to {cell}, which is too far to be read",
        "delete what stands far below the list or to its right, or copy the list into a "
        "new workbook",
    ),
    "table-not-declared": Kind(
        "error",
        "A table that the scenario does not declare",
        "the sheet has rows, but scenario.yaml names no table {name}",
        "write `{name}: tables/{name}.csv` into scenario.yaml, under `tables`",
    ),
    "row-unclear": Kind(
        "error",
        "A row that could be an official or not",
        "it is not clear whether this row is an official",
        "write name, birth date and what else is known, or delete the row",
    ),
    "age-doubtful": Kind(
        "warning",
        "An age that officials do not have",
        "officials of 18 to 75 years are born in {first} to {last}",
        "correct the birth date if it is wrong",
    ),
    "person-twice": Kind(
        "warning",
        "A person is listed twice",
        "name, birth date and sex are those in {first}",
        "delete one of the two rows if both are the same person",
    ),
    "person-in-two-sheets": Kind(
        "error",
        "A person is listed in two sheets",
        "name, birth date and sex are those in {first}, which is in another sheet",
        "delete one of the two rows, or choose the sheets with --sheet if one repeats "
        "others; if they are two people, give both an id of their own",
    ),
    # Cross checks
    "unknown-reference": Kind(
        "error", "A name refers to nothing", "{reason}: {name}", "{hint}"
    ),
    "condition-misfit": Kind(
        "error", "A test does not fit its attribute", "{reason}", "{hint}"
    ),
    "group-cycle": Kind(
        "error",
        "Groups refer to each other in a circle",
        "the groups refer to each other in a circle: {circle}",
        "write one of these groups without the others",
    ),
    "circular-prerequisites": Kind(
        "error",
        "Prerequisites run in a circle",
        "nobody can ever start these courses, each requires what only the next one "
        "grants: {circle}",
        "drop one of the requirements, or add a course that leads in from outside",
    ),
    "target-outside-horizon": Kind(
        "error",
        "A target is measured outside the horizon",
        "the target is measured in {years}, the horizon is {first} to {last}",
        "measure it within the horizon, or change the horizon",
    ),
    "year-without-value": Kind(
        "error",
        "A year has no value",
        "{name} has no value for {years}",
        "add the years, or `default:` for all years not named",
    ),
    "kind-without-course": Kind(
        "error",
        "No course is of the kind that a target counts",
        "no course has the kind {name}",
        "{hint}",
    ),
    "decisions-contradict": Kind(
        "error", "Decisions contradict each other", "{reason}", "{hint}"
    ),
    "year-outside-horizon": Kind(
        "warning",
        "A year is outside the horizon",
        "{name} has values for {years}, outside the horizon {first} to {last}; they are "
        "not used",
        "correct the year, or delete the value",
    ),
    "level-unreachable": Kind(
        "warning",
        "A level that nobody can reach",
        "nobody holds {name}, and no course that can be reached grants it",
        "add a course that grants it, or lower what is required",
    ),
    "course-without-official": Kind(
        "warning",
        "A course that nobody can attend",
        "no official can start this course in any year of the horizon",
        "check `who`, age limits, requirements, service after, and classes or seats",
    ),
    "course-unpaid": Kind(
        "warning",
        "A course that no budget line may pay for",
        "no budget line may pay for this course, so nobody is enrolled in it",
        "name the course under `pays` of a budget line",
    ),
    "recruits-impossible": Kind(
        "error",
        "Streams cannot fill the vacancies",
        "posts filled in {year}: {number}, but the limits of the streams together allow "
        "{words} {limit}",
        "change the limits of the streams, or the share that is replaced",
    ),
    "stream-unpaid": Kind(
        "warning",
        "A stream that no budget line pays for",
        "no budget line pays for recruits of this stream, so their cost is counted nowhere",
        "name the stream under `pays: - recruitment:` of a budget line",
    ),
    "group-empty": Kind(
        "warning",
        "A group without members",
        "no official belongs to the group in any year of the horizon",
        "check the filter and the roster",
    ),
    "target-empty": Kind(
        "warning",
        "A target for nobody",
        "no official counts for this target in {years}",
        "check the filter `group` and the roster",
    ),
    "percent-impossible": Kind(
        "warning",
        "More than everybody",
        "more than 100 % of a group can never be reached",
        'write `compare: ">="`',
    ),
    "target-short-of-seats": Kind(
        "warning",
        "Seats cannot suffice for a target",
        "needs {missing} more{what}, at most {most} seats are offered {when}",
        "offer more classes or seats, or expect a shortfall of at least {short}",
    ),
    "target-short-of-officials": Kind(
        "warning",
        "Too few officials can attain a target",
        "needs {missing} more, at most {most} more officials can attain it {when} "
        "(eligibility, prerequisites, retirement)",
        "open courses to more officials, or expect a shortfall of at least {short}",
    ),
    "target-short-of-money": Kind(
        "warning",
        "Money cannot suffice for a target",
        "needs {missing} more{what}, the money {when} ({money} million dong) pays "
        "at most {most} of the cheapest seats ({price} million dong each)",
        "raise the budget, or expect a shortfall of at least {short}",
    ),
    "source-missing": Kind(
        "warning",
        "A number without a source",
        "no source is given for: {fields}",
        "give document and date, or write `assumed: why`",
    ),
    "law-gap": Kind(
        "warning",
        "A rule of law without a version in force",
        "for courses that start in {years} no version of {name} is in force, so it asks "
        "nothing",
        "hold a version with law.hold, or write the terms into the course",
    ),
    # Pseudonyms
    "pseudonym-key": Kind(
        "error",
        "The secret of pseudonyms is damaged",
        "the file does not hold 64 hexadecimal digits",
        "restore it; if it is lost, delete it: officials then get other codes",
    ),
    "pseudonyms-equal": Kind(
        "error",
        "Pseudonyms are not unique",
        "two codes are equal, or an id of the roster looks like a code",
        "delete the file, and a new secret is made",
    ),
    # Writing
    "folder-in-use": Kind(
        "error",
        "The folder is in use",
        "the folder exists and is not empty",
        "name a new folder",
    ),
    "folder-unwritable": Kind(
        "error",
        "The folder cannot be written",
        "the folder cannot be written: {reason}",
        "choose a place where you may write",
    ),
    "file-unwritable": Kind(
        "error",
        "A file cannot be written",
        "the file cannot be written: {reason}",
        "name a new file, in a place where you may write",
    ),
}
"""Every kind of problem by its code; texts are told in the language in use."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, where it is, and what to do about it."""

    code: str
    """Key of the catalogue."""
    message: str
    """What is wrong."""
    remedy: str
    """What to do."""
    file: str = ""
    """File, relative to the scenario folder; or the option of the command line."""
    place: str = ""
    """`line 12, column 5`, `row 1042, column birth` or `Sheet1!F1042`."""
    path: str = ""
    """Dotted path within the scenario, for example `courses.TC-LLCT.weeks`."""
    value: str = ""
    """Value found there, made printable."""

    @property
    def severity(self) -> Severity:
        """`error` or `warning`."""
        return CATALOGUE[self.code].severity

    def __str__(self) -> str:
        """Return one to three lines: place and message, then value and remedy."""
        where = ", ".join(part for part in (self.file, self.place) if part)
        path = f" ({self.path})" if self.path else ""
        lines = [f"{_(self.severity)}: {where}{path}: {self.message} [{self.code}]"]
        if self.value:
            lines.append(_("  found:  {value}").format(value=self.value))
        if self.remedy:
            lines.append(_("  remedy: {remedy}").format(remedy=self.remedy))
        return "\n".join(lines)


class InvalidInput(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """The input cannot be used; carries every problem found, warnings included."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(item) for item in problems))
        self.problems = tuple(problems)


def problem(
    code: str,
    *,
    file: str = "",
    place: str = "",
    path: str = "",
    value: Any = None,
    **words: Any,
) -> Problem:
    """Return a problem of the catalogue with its words filled in.

    Whatever comes from a file is made printable first, so that no text of an input can
    steer a terminal.
    """
    kind = CATALOGUE[code]
    safe = {name: shown(word, 600) for name, word in words.items()}
    return Problem(
        code=code,
        message=_(kind.message).format(**safe),
        remedy=_(kind.remedy).format(**safe).strip(),
        file=shown(file),
        place=shown(place),
        path=shown(path),
        value="" if value is None else shown(value),
    )


def shown(value: Any, longest: int = _LONGEST_VALUE) -> str:
    """Return a value as one printable line of limited length."""
    text = value if isinstance(value, str) else str(value)
    cut = text if len(text) <= longest else text[:longest] + "…"
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in cut
    )


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like a misspelt one, None if none is alike."""
    names = list(known)
    if len(names) > _MOST_NAMES_COMPARED:
        return None
    by_folded = {entry.casefold(): entry for entry in reversed(names)}
    found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def suggestion(name: str, known: Iterable[str], what: str = "") -> str:
    """Return a remedy for an unknown name: the nearest one, and what is allowed."""
    names = [entry for entry in known if entry]
    close = nearest(name, names)
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    allowed = f"{what or _('known')}: {listed}" if names else ""
    if close is not None:
        return (
            _("did you mean {name}? {allowed}")
            .format(name=close, allowed=allowed)
            .rstrip()
        )
    return allowed or _("correct or remove it")
