"""What-if files: named blocks of changed values, which may build on one another.

A file has a title, a description, `parents:` (other what-ifs, applied before it in the
order given), `set:` (path -> value) and `scale:` (path -> factor).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from models.base import Record
from models.units import Text
from planner.io.files import inside, read_bytes
from planner.io.problems import InvalidInput, Problem, problem
from planner.io.schema_problems import schema_problems
from planner.io.suggestions import suggestion
from planner.io.yaml_lines import MOST_BYTES, Document, Place, parse
from planner.language import _

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

Factor = Annotated[Decimal, Field(ge=0, le=1000)]
"""What numbers are multiplied by [-]."""


class WhatIf(Record):
    """A named block of changed values."""

    title: Text
    """Name shown to planners."""
    description: Text = ""
    """What is asked."""
    parents: tuple[Text, ...] = ()
    """What-ifs that this one builds on, applied in this order before its own changes."""
    set: dict[str, Any] = {}
    """Dotted path -> new value; a mapping replaces the old one."""
    scale: dict[str, Factor] = {}
    """Dotted path -> factor for the number, or for every number below, rounded half up
    to three decimals, numbers of classes and seats to whole ones [-]."""


@dataclass(frozen=True)
class Block:
    """A what-if as it was read."""

    name: str
    content: WhatIf
    source: Document
    """Its data with the line of every value."""


def names_in(folder: Path) -> list[str]:
    """Return the names of the what-ifs of a scenario folder, sorted."""
    return sorted(path.stem for path in (folder / "whatif").glob("*.yaml"))


def in_order(
    folder: Path, names: Sequence[str]
) -> tuple[list[Block], list[InvalidInput]]:
    """Return what-ifs in the order in which they are applied, and what is wrong.

    Parents come before those that build on them. Each is applied once, where it is first
    reached, so that a cut that two others build on is not made twice.
    """
    reading = _Reading(folder)
    for name in names:
        reading.add(name, None)
    return list(reading.blocks.values()), reading.problems


class _Reading:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known = names_in(folder)
        self.blocks: dict[str, Block] = {}
        self.problems: list[InvalidInput] = []
        self.open: list[str] = []
        self.failed: set[str] = set()

    def add(self, name: str, named_at: Place | None) -> None:
        """Read a what-if after its parents; `named_at` is where another names it."""
        if name in self.blocks or name in self.failed:
            return
        if name in self.open:
            assert named_at is not None
            circle = " > ".join([*self.open[self.open.index(name) :], name])
            self.problems.append(
                _at(named_at, "what-if-circle", value=name, circle=circle)
            )
            return
        self.open.append(name)
        try:
            block = self._read(name, named_at)
        except InvalidInput as error:
            self.problems.append(error)
            self.failed.add(name)
        else:
            for at, parent in enumerate(block.content.parents):
                self.add(parent, block.source.place_of(f"parents.{at}"))
            self.blocks[name] = block
        self.open.pop()

    def _read(self, name: str, named_at: Place | None) -> Block:
        file = f"whatif/{name}.yaml"
        if not _NAME.fullmatch(name) or name not in self.known:
            hint = _("the folder whatif/ has none")
            if self.known:
                hint = suggestion(name, self.known)
            place = named_at or Place(file, "")
            raise _at(place, "what-if-unknown", value=name, hint=hint)
        source = parse(
            read_bytes(inside(self.folder, file), file, MOST_BYTES, _("shorten it")),
            file,
        )
        try:
            content = WhatIf.model_validate(source.data)
        except ValidationError as error:
            raise InvalidInput(
                [_own_words(item) for item in schema_problems(error, source)]
            ) from None
        return Block(name, content, source)


def _at(place: Place, code: str, **words: Any) -> InvalidInput:
    return InvalidInput([problem(code, file=place.file, place=place.text, **words)])


def _own_words(item: Problem) -> Problem:
    """Replace remedies that speak of scenario keys by those of a what-if file."""
    if item.code not in ("unknown-key", "missing-key"):
        return item
    name = item.path.rpartition(".")[2]
    hint = suggestion(name, WhatIf.model_fields, _("known keys"))
    return problem(
        item.code,
        file=item.file,
        place=item.place,
        path=item.path,
        name=name,
        hint=hint if item.code == "unknown-key" else "",
    )
