"""A mapping file that says how a roster was read, and asks what was not known."""

import json
from collections.abc import Callable, Mapping, Sequence

from planner.io.roster.mapping import OPEN
from planner.language import _


def mapping_text(
    sheets: Sequence[str],
    header: tuple[int, int] | None,
    columns: Mapping[str, tuple[str, ...]],
    values: Mapping[str, Mapping[str, tuple[str | None, int]]],
    bands: Mapping[str, str],
    fixed: Mapping[str, str],
    is_mark: Callable[[str], bool],
) -> str:
    """Return a mapping file that says what was understood, with `?` for what was not.

    Parameters
    ----------
    sheets
        Sheets to read; none for all that have a roster's header.
    header
        First and last row of the header, if a person has named them.
    columns
        Heading -> readings.
    values
        Reading -> {cell: (value, officials)}.
    is_mark
        Whether a reading takes marks, which are true or false.
    """
    lines = [
        "# " + _("How this roster is read. Edit it and use it again with --mapping."),
        "# "
        + _("Write what is known in place of each ?; `ignore` leaves a column out."),
        *([f"sheet: {_listed(sheets)}"] if sheets else []),
        *([f"header: [{header[0]}, {header[1]}]"] if header else []),
        "columns:",
        *(f"  {_quoted(name)}: {_listed(item)}" for name, item in columns.items()),
    ]
    lines += ["values:"] if values else []
    for reading, cells in values.items():
        lines.append(f"  {_quoted(reading)}:")
        for cell, (value, officials) in cells.items():
            text = OPEN if value is None else value
            shown = text if value is not None and is_mark(reading) else _quoted(text)
            lines.append(f"    {_quoted(cell)}: {shown}  # {officials}")
    for section, entries in (("bands", bands), ("fixed", fixed)):
        lines += [f"{section}:"] if entries else []
        lines += [
            f"  {_quoted(name)}: {_quoted(item)}" for name, item in entries.items()
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON text is a YAML text, whatever it holds.
    return json.dumps(text, ensure_ascii=False)


def _listed(items: Sequence[str]) -> str:
    if len(items) == 1:
        return _quoted(items[0])
    return "[" + ", ".join(map(_quoted, items)) + "]"
