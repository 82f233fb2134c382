"""Rosters of offices: what cannot be understood of them, or is doubtful."""

from planner.io.problem_kinds.kind import Kind

KINDS: dict[str, Kind] = {
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
}
