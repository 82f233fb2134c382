"""Reading files: only inside the scenario folder, only ordinary ones, only so large."""

from pathlib import Path
from typing import Any

from planner.io.problems import InvalidInput, Problem, problem
from planner.language import _
from planner.language.faults import reason_of
from planner.language.numbers import number


def inside(folder: Path, text: str) -> Path:
    """Return the path of a file named by a scenario, with links followed.

    Raises
    ------
    InvalidInput
        If the path is absolute or leads outside the folder, also through links.
    """
    try:
        root = folder.resolve()
        path = (root / text).resolve()
    except (OSError, ValueError, RuntimeError):
        # A zero byte, a name too long or links in a circle: no such place exists.
        raise InvalidInput([problem("file-outside", file=text, value=text)]) from None
    if Path(text).is_absolute() or not path.is_relative_to(root) or path == root:
        raise InvalidInput([problem("file-outside", file=text, value=text)])
    return path


def read_bytes(path: Path, name: str, limit: int, hint: str) -> bytes:
    """Return the content of an ordinary file.

    Parameters
    ----------
    name
        What the file is called in problems.
    limit
        Most bytes read.
    hint
        Remedy if the file is missing or too large.

    Raises
    ------
    InvalidInput
        If the file is missing, unreadable, empty or above the limit.
    """

    def refuse(code: str, **words: Any) -> InvalidInput:
        return InvalidInput([problem(code, file=name, hint=hint, **words)])

    try:
        if not path.exists():
            raise refuse("file-missing")
        if not path.is_file():
            raise refuse("file-unreadable", reason=_("it is not an ordinary file"))
        size = path.stat().st_size
        if size > limit:
            raise refuse("file-too-large", size=number(size), limit=number(limit))
        data = path.read_bytes()
    except OSError as error:
        raise refuse("file-unreadable", reason=reason_of(error)) from None
    if not data:
        raise refuse("file-empty")
    return data


def decode(data: bytes, name: str) -> str:
    """Return bytes as text; a byte order mark of UTF-8 is dropped.

    Raises
    ------
    InvalidInput
        If the bytes are not UTF-8; the problem names the line.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput([_not_utf8(data, name, error)]) from None


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
    return problem(
        "file-encoding",
        file=name,
        place=_("line {line}, byte {column}").format(line=line, column=column),
        value=data[error.start : error.start + 1].hex(" "),
    )
