"""How each column of a sheet is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from planner.io.problems import Problem, problem
from planner.io.roster.header import Header, Path
from planner.io.roster.mapping import RosterMapping
from planner.io.roster.reading import DATED, IGNORE, Reading
from planner.io.roster.sheets import Sheet
from planner.language import _
from planner.language.office_words import synonyms
from planner.language.wording import key

Readings = dict[str, tuple[Reading, ...]]


@dataclass
class Layout:
    """Where the roster is, and what its columns say."""

    sheet: Sheet
    header: Header
    readings: Readings = field(default_factory=dict)
    """How each column is read, by its letter; what is not known is left out."""
    from_mapping: set[str] = field(default_factory=set)
    """Letters of the columns that the mapping says how to read."""
    unknown: list[str] = field(default_factory=list)
    """Letters of the columns that nobody knows how to read."""
    problems: list[Problem] = field(default_factory=list)

    def heading(self, letter: str) -> str:
        """Return the headings above a column as one text; its letter if it has none."""
        return " > ".join(self.header.paths.get(letter, ())) or f"[{letter}]"

    def ask(self, letter: str, reason: str) -> None:
        """Add the problem that it is not known how a column is read."""
        self.unknown.append(letter)
        column = self.sheet.letters.index(letter)
        self.problems.append(
            problem(
                "heading-unknown",
                file=self.sheet.file,
                place=self.sheet.place(self.header.last - 1, column),
                value=" > ".join(self.header.paths.get(letter, ())) or None,
                reason=reason,
                heading=self.heading(letter),
            )
        )

    def sources(self) -> dict[str, list[tuple[str, Reading]]]:
        """Return the columns that each column of the table of officials is read from."""
        sources: dict[str, list[tuple[str, Reading]]] = {}
        for letter, readings in self.readings.items():
            for item in readings:
                if item.is_used:
                    sources.setdefault(item.name, []).append((letter, item))
        return sources

    def mapping_columns(self) -> dict[str, tuple[str, ...]]:
        """Return what a mapping says about the columns; `?` for those not known."""
        said: dict[str, tuple[str, ...]] = {}
        paths = list(self.header.paths.values())
        for letter in self.sheet.letters:
            path = self.header.paths.get(letter, ())
            readings = self.readings.get(letter, ())
            if not path and not readings and letter not in self.unknown:
                continue  # without heading and empty
            # Two columns of one heading are told apart where only one of them can count.
            alone = paths.count(path) <= 1 or all(item.may_repeat for item in readings)
            name = self.heading(letter) + ("" if alone else f" [{letter}]")
            said[name] = tuple(str(item) for item in readings) or ("?",)
        return said


def read_layout(
    sheet: Sheet,
    header: Header,
    read: Callable[[Path], set[Reading]],
    mapping: RosterMapping,
) -> Layout:
    """Return how the columns of a sheet are read.

    Parameters
    ----------
    read
        Returns what the headings above a column may mean.
    """
    layout = Layout(sheet, header)
    _read_columns(layout, read, mapping)
    _leave_out_dates(layout)
    layout.problems += _refuse_second(layout)
    return layout


def _read_columns(
    layout: Layout, read: Callable[[Path], set[Reading]], mapping: RosterMapping
) -> None:
    for letter in layout.sheet.letters:
        path = layout.header.paths.get(letter, ())
        heading = layout.heading(letter)
        said = mapping.columns.get(
            key(f"{heading} [{letter}]"), mapping.columns.get(key(heading))
        )
        if said is not None:
            layout.from_mapping.add(letter)
            layout.readings[letter] = said
            continue
        found = sorted(read(path)) if path else []
        if len(found) == 1:
            layout.readings[letter] = (found[0],)
        elif path:
            reason = _("it is not known what this column says")
            if found:
                reason = _("the heading could mean several things: {meanings}").format(
                    meanings=", ".join(map(str, found))
                )
            layout.ask(letter, reason)


def _leave_out_dates(layout: Layout) -> None:
    """Leave out dates that show a flag where a column of its own tells it."""
    for sources in layout.sources().values():
        if all(reading.form == DATED for _, reading in sources):
            continue
        for letter, reading in sources:
            if reading.form == DATED and letter not in layout.from_mapping:
                rest = tuple(
                    IGNORE if item == reading else item
                    for item in layout.readings[letter]
                )
                layout.readings[letter] = rest


def _is_part(layout: Layout, first: str, letter: str) -> bool:
    """Return whether a column holds the rest of the names in another."""
    parts = set(map(key, synonyms()["name_parts"]))
    headings = {key(layout.heading(at)) for at in (first, letter)}
    return len(headings) == 1 or headings <= parts or letter in layout.from_mapping


def _refuse_second(layout: Layout) -> Iterator[Problem]:
    """Yield the columns that say again what another column says."""
    letters = layout.sheet.letters
    for name, sources in layout.sources().items():
        if name != "name" and all(reading.may_repeat for _, reading in sources):
            continue
        first = sources[0][0]
        for at, (letter, other) in enumerate(sources[1:], start=1):
            if name == "name" and _is_part(layout, first, letter):
                continue
            told = [item for _, item in sources[:at]]
            parts = other.value or other.form
            if parts and other not in told and all(it.value or it.form for it in told):
                continue
            heading = layout.heading(letter)
            if heading == layout.heading(first):
                heading = f"{heading} [{letter}]"
            yield problem(
                "column-told-twice",
                file=layout.sheet.file,
                place=layout.sheet.place(layout.header.last - 1, letters.index(letter)),
                value=layout.heading(letter),
                name=name,
                first=layout.sheet.place(layout.header.last - 1, letters.index(first)),
                heading=heading,
            )
