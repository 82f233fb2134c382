"""Tables: their files, columns, rows and cells."""

from planner.io.problem_kinds.kind import Kind

KINDS: dict[str, Kind] = {
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
}
