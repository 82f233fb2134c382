"""Problems of the input: what is wrong, where, and how each is told.

Every problem names the place, the value found there and the remedy. Errors stop the run
with all of them shown at once; warnings are shown and the run goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from planner.io.problem_kinds import CATALOGUE
from planner.io.problem_kinds.kind import Severity
from planner.language import _

_LONGEST_VALUE = 120


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
