"""Workbooks that would take all memory: packed ones, and cells far from all others."""

import io
import re
import zipfile
from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.io.problems import InvalidInput, problem
from planner.language import _
from planner.language.numbers import number

_MOST_UNPACKED = 2_000_000_000  # [bytes]
# The reader keeps every cell from the first to the last, also the empty ones between.
_MOST_CELLS = 50_000_000
_CHUNK = 1 << 22  # [bytes]
_LONGEST_TAG = 200  # [bytes]
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROW = re.compile(rb'<row [^>]*?\br="(\d+)"')
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})\d+"[^>]*[^/]>')


def refuse_vast(data: bytes, file: str) -> None:
    """Refuse a workbook that cannot be read into memory; other formats pass.

    Raises
    ------
    InvalidInput
        If it unpacks to too many bytes, or its cells lie too far apart.
    zipfile.BadZipFile
        If it is damaged.
    """
    if data[:2] != b"PK":
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
        if unpacked > _MOST_UNPACKED:
            raise InvalidInput(
                [
                    problem(
                        "file-too-large",
                        file=file,
                        size=number(unpacked),
                        limit=number(_MOST_UNPACKED),
                        hint=_("save the sheet alone as a new workbook, or as CSV"),
                    )
                ]
            )
        for name in filter(_SHEET.fullmatch, archive.namelist()):
            rows, columns = _extent(archive, name)
            if rows * columns > _MOST_CELLS:
                cell = xl_rowcol_to_cell(rows - 1, columns - 1)
                raise InvalidInput([problem("sheet-too-vast", file=file, cell=cell)])


def _extent(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """Return the last row, and the last column with a filled cell, both from 1 on."""
    rows, letters = 1, {b"A"}
    for chunk in _chunks(archive, name):
        # Rows stand in their order, so the last of each part is enough.
        for match in _ROW.finditer(chunk, max(0, chunk.rfind(b"<row "))):
            rows = max(rows, int(match[1]))
        letters.update(_FILLED.findall(chunk))
    return rows, max(map(_number, letters))


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Yield a file in parts; each repeats the end of the one before, for tags in two."""
    end = b""
    with archive.open(name) as part:
        while read := part.read(_CHUNK):
            yield end + read
            end = read[-_LONGEST_TAG:]


def _number(letters: bytes) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
