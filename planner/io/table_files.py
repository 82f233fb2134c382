"""CSV, Parquet and Excel files -> tables of text."""

import csv
import io
import zipfile
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook

from planner.io.files import decode
from planner.io.problems import InvalidInput, problem
from planner.io.table import Table, grouped, table_of
from planner.io.vast_files import refuse_vast
from planner.language import _
from planner.language.faults import reason_of

__all__ = ["MOST_BYTES", "Table", "parse_table"]

MOST_BYTES = 4_000_000_000
"""Largest table read [bytes]."""
_EXCEL = (".xlsx", ".xlsm", ".xls", ".ods")


def parse_table(data: bytes, file: str) -> Table:
    """Return the table in the bytes of a file; the ending of its name tells the format.

    Raises
    ------
    InvalidInput
        If the format is unknown, or the file is damaged or not UTF-8.
    """
    ending = "." + file.rpartition(".")[2].lower()
    if ending == ".csv":
        return _from_csv(data, file)
    if ending == ".parquet":
        return _from_parquet(data, file)
    if ending in _EXCEL:
        return _from_excel(data, file)
    raise InvalidInput([problem("table-format", file=file, value=ending)])


def _from_csv(data: bytes, file: str) -> Table:
    decode(data, file)
    first_line = data[: data.find(b"\n") + 1] or data
    # Excel writes `;` between cells where the comma is the decimal sign.
    separator = max(",;\t", key=lambda sign: first_line.count(sign.encode()))
    lines = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
    try:
        header = next(csv.reader(lines, delimiter=separator), [])
    except csv.Error as error:
        raise damaged(file, error) from None
    if not header:
        raise damaged(file, _("the first row is empty; it names the columns"))
    names = [str(at) for at in range(len(header))]
    refused: list[Any] = []

    def refuse(row: Any) -> str:
        refused.append(row)
        return "skip"

    try:
        table = pa_csv.read_csv(
            pa.BufferReader(data),
            read_options=pa_csv.ReadOptions(
                # One thread, so that the numbers of refused rows are known.
                use_threads=False,
                column_names=names,
                block_size=1 << 24,
            ),
            parse_options=pa_csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=refuse,
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types={name: pa.string() for name in names},
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as error:
        raise damaged(file, error) from None
    problems = [
        problem(
            "row-length",
            file=file,
            place=_("row {row:d}").format(row=row.number),
            value=row.text,
            found=row.actual_columns,
            expected=row.expected_columns,
        )
        for row in refused
    ]
    numbers = np.arange(1, len(table) + len(refused) + 1, dtype=np.int64)
    numbers = np.delete(numbers, [row.number - 1 for row in refused])
    # The header came through as the first row.
    columns = [column.combine_chunks()[1:] for column in table.columns]
    return table_of(file, header, columns, numbers[1:], problems=grouped(problems))


def _from_parquet(data: bytes, file: str) -> Table:
    try:
        table = pq.read_table(pa.BufferReader(data))
        rows = np.arange(1, len(table) + 1, dtype=np.int64)
        header, columns = table.column_names, []
        while table.num_columns:  # each column is let go as soon as it is encoded
            columns.append(_as_text(table.column(0)))
            table = table.remove_column(0)
    except (pa.ArrowException, OSError) as error:
        raise damaged(file, error) from None
    return table_of(file, header, columns, rows)


def _as_text(column: pa.ChunkedArray) -> pa.Array:
    """Return a column as text; only its distinct values are put into words."""
    column = column.unify_dictionaries().combine_chunks()
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([])
    if pa.types.is_nested(column.type):
        return pc.binary_join(column.cast(pa.list_(pa.string())), ";")
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        column.indices.cast(pa.int32()), _texts_of(column.dictionary)
    )


def _texts_of(values: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(values.type):
        values = values.cast(pa.date32(), safe=False)
    if pa.types.is_floating(values.type):
        whole = pc.all(pc.equal(values, pc.floor(values))).as_py()
        if whole:  # years and levels that pandas made floats because some are missing
            values = values.cast(pa.int64())
    return values.cast(pa.string())


def _from_excel(data: bytes, file: str) -> Table:
    try:
        refuse_vast(data, file)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = workbook.get_sheet_by_index(0)
        cells = sheet.to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise damaged(file, error) from None
    name = workbook.sheet_names[0]
    if not cells:
        raise InvalidInput([problem("file-empty", file=file, place=name)])
    header = [cell_text(cell) for cell in cells[0]]
    columns = [
        pa.array([cell_text(row[at]) for row in cells[1:]], type=pa.string())
        for at in range(len(header))
    ]
    rows = np.arange(2, len(cells) + 1, dtype=np.int64)
    return table_of(file, header, columns, rows, sheet=name)


def cell_text(cell: Any) -> str:
    """Return a cell as text: a date as 1985-03-24, a whole number without decimals."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def damaged(file: str, error: Exception | str) -> InvalidInput:
    """Return the problem of a table that cannot be read, with the reason."""
    reason = error if isinstance(error, str) else reason_of(error)
    return InvalidInput([problem("table-damaged", file=file, reason=reason)])
