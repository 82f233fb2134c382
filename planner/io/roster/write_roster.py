"""The table of officials, replaced whole or not at all; the old file is kept."""

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import xlsxwriter

from planner.io.files import read_bytes
from planner.io.problems import InvalidInput, problem
from planner.io.roster.mapping import KEYS
from planner.io.table_files import MOST_BYTES, parse_table
from planner.io.write_file import write_whole
from planner.io.yaml_lines import MOST_BYTES as MOST_YAML_BYTES
from planner.io.yaml_lines import parse
from planner.language import _
from planner.language.faults import reason_of

_PERSON = ("id", "unit", "name", "birth")


@dataclass(frozen=True)
class Written:
    """What became of a table."""

    path: Path
    backup: Path | None
    """Copy of the file that was replaced; None if there was none, or nothing changed."""
    changed: bool


def write_tables(tables: Mapping[Path, pd.DataFrame]) -> list[Written]:
    """Write tables as CSV, Parquet or Excel, after the endings of their names.

    All of them or none; the files that they replace are copied beside them first.

    Raises
    ------
    InvalidInput
        If an ending is another one, or a file cannot be written.
    """
    contents = {path: _content(path, table) for path, table in tables.items()}
    written: list[Written] = []
    for path, content in contents.items():
        try:
            written.append(_replace(path, content))
        except (OSError, ValueError) as error:
            for done in written:
                _put_back(done)
            raise _unwritable(path, reason_of(error)) from None
    return written


def _replace(path: Path, content: bytes) -> Written:
    old = path.read_bytes() if path.exists() else None
    if old == content:
        return Written(path, None, changed=False)
    backup = None
    if old is not None:
        backup = _free_name(path)
        write_whole(backup, old)
    write_whole(path, content)
    return Written(path, backup, changed=True)


def _put_back(done: Written) -> None:
    if done.backup is not None:
        done.backup.replace(done.path)
    elif done.changed:
        done.path.unlink()


def earlier_persons(path: Path, name: str) -> pd.DataFrame | None:
    """Return id, unit, name and birth of the table at a path; None if it has not all.

    Raises
    ------
    InvalidInput
        If there is a file that cannot be read.
    """
    if not path.exists():
        return None
    table = parse_table(read_bytes(path, name, MOST_BYTES, ""), name)
    if not set(_PERSON) <= set(table.columns):
        return None
    return pd.DataFrame({column: table.texts(column) for column in _PERSON})


def write_mapping(path: Path, text: str) -> None:
    """Write a mapping; it replaces an earlier mapping and no other file.

    Raises
    ------
    InvalidInput
        If there is another file, or the mapping cannot be written.
    """
    reason: object = _("it holds something else than a mapping")
    try:
        if path.exists():
            data = read_bytes(path, str(path), MOST_YAML_BYTES, "")
            held = parse(data, str(path)).data
            if not isinstance(held, dict) or not {"columns"} <= set(held) <= set(KEYS):
                raise _unwritable(path, reason)
        write_whole(path, text.encode())
    except (OSError, ValueError) as error:
        raise _unwritable(path, reason_of(error)) from None


def _content(path: Path, officials: pd.DataFrame) -> bytes:
    ending = path.suffix.lower()
    if ending == ".csv":
        return officials.to_csv(index=False, lineterminator="\n").encode()
    buffer = io.BytesIO()
    if ending == ".parquet":
        officials.to_parquet(buffer, index=False)
    elif ending == ".xlsx":
        _write_sheet(buffer, officials)
    else:
        reason = _("tables are written as .csv, .parquet or .xlsx")
        raise _unwritable(path, reason)
    return buffer.getvalue()


def _write_sheet(buffer: io.BytesIO, officials: pd.DataFrame) -> None:
    # Texts stay texts, whatever sign they begin with.
    plain = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(buffer, plain) as book:
        # The same table gives the same file on every day.
        book.set_properties({"created": datetime.datetime(2000, 1, 1)})
        sheet = book.add_worksheet("officials")
        for at, (name, column) in enumerate(officials.items()):
            sheet.write_column(0, at, [str(name), *column])


def _free_name(path: Path) -> Path:
    """Return a name beside a file that no file has yet."""
    number = 1
    while True:
        free = path.with_name(f"{path.stem}.backup-{number}{path.suffix}")
        if not free.exists():
            return free
        number += 1


def _unwritable(path: Path, reason: object) -> InvalidInput:
    return InvalidInput([problem("file-unwritable", file=str(path), reason=reason)])
