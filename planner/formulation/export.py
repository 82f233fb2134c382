"""Export: a formulation as text that other solvers read, with names that people read.

Both formats are written here and not by OR-Tools, whose writers keep six digits only: a
cost of 1,000,001 would become 1,000,000. Names use the letters, digits and signs that both
formats allow.

References
----------
.. [1] IBM ILOG CPLEX 22.1, "File formats supported by CPLEX": LP and MPS.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import isinf
from typing import Literal

from planner.formulation.formulation import Formulation
from planner.formulation.matrix import Matrix
from planner.formulation.objectives import Objective, order
from planner.formulation.shared import Terms

FileFormat = Literal["mps", "lp"]
MARK = "formulation of a training plan:"
"""Stands in the first line of every exported file."""

_LONGEST_NAME = 200  # the formats allow 255 characters
_LINE_WIDTH = 200  # an LP file may not have lines of more than 510 characters
_PERSONAL = ("path[", "arc[")
"""Columns whose own names say nothing of the courses behind them."""


def as_text(formulation: Formulation, objective: Objective, kind: FileFormat) -> str:
    """Return a formulation with one objective as an MPS or LP file.

    Parameters
    ----------
    objective
        What is minimised; the others are named in the comments at the top.
    """
    texts = _Texts(formulation, objective)
    lines = _mps(texts) if kind == "mps" else _lp(texts)
    sign = "*" if kind == "mps" else "\\"
    head = (f"{sign} {line}" for line in _comments(formulation, objective))
    return "\n".join((*head, *lines)) + "\n"


class _Texts:
    """A matrix with everything named, and its rows and objective as terms."""

    def __init__(self, formulation: Formulation, objective: Objective) -> None:
        self.matrix: Matrix = formulation.matrix
        self.goal = plain(objective.name)
        self.columns = unique(_column_names(formulation))
        self.rows = unique([self.goal, *self.matrix.row_names])[1:]
        self.costs: dict[int, float] = defaultdict(float)
        for column, value in formulation.objective(objective):
            self.costs[column] += value

    def terms(self, row: int) -> Terms:
        """Return the terms of a row."""
        part = slice(self.matrix.row_starts[row], self.matrix.row_starts[row + 1])
        indices, values = self.matrix.indices[part], self.matrix.values[part]
        return list(zip(indices, values, strict=True))


def _comments(formulation: Formulation, objective: Objective) -> Iterator[str]:
    catalogue = formulation.reduction.catalogue
    scenario = catalogue.scenario
    names = [entry.name for entry in order(catalogue)]
    yield f"{MARK} {scenario.spec.name} {scenario.content_hash[:8]}".rstrip()
    for override in scenario.overrides:
        yield f"with {plain(override)}"
    if formulation.decoupled:
        yield "Classes and seats: a relaxation, each course of an official by itself"
    elif formulation.arcs:
        yield "Paths of officials, some by single courses: a relaxation"
    else:
        yield "Whole paths of officials"
    yield f"Minimised: {objective.name}, of {', '.join(names)}"
    yield "Each objective is minimised with those before held at their least values"
    if objective.kind == "cost":
        yield "In thousand dong; courses in progress come on top"


def _column_names(formulation: Formulation) -> list[str]:
    """Return names of columns that tell the courses and years behind them."""
    shared, names = formulation.shared, list(formulation.matrix.column_names)
    taken: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for (course, start, _), terms in shared.seats.items():
        for column, _ in terms:
            intake = shared.intake_name(course, start)
            taken[column].add((start, intake))
    for column, name in enumerate(names):
        if name.startswith(_PERSONAL):
            kind, number = name.split("[")[0], re.findall(r"\d+", name)[0]
            intakes = (intake for _, intake in sorted(taken[column]))
            names[column] = ".".join((f"{kind}{number}", *intakes))
    return names


def plain(name: str) -> str:
    """Return a name in the letters and signs that LP and MPS files both allow."""
    # đ is a letter of its own and has no form without its stroke.
    text = unicodedata.normalize("NFKD", name.replace("đ", "d").replace("Đ", "D"))
    text = re.sub(r"[^A-Za-z0-9_.@#]+", "_", re.sub(r"[\u0300-\u036f]", "", text))
    # A name may not begin like a number; e5 is one.
    begins_like_number = re.match(r"[eE]?[0-9.@#]|$", text)
    return (f"n_{text}" if begins_like_number else text).rstrip("_")[:_LONGEST_NAME]


def unique(names: Iterable[str]) -> list[str]:
    """Return the names in plain letters, those that coincide with a number added."""
    used: set[str] = set()
    found = []
    for name in map(plain, names):
        text, number = name, 1
        while text in used:
            number += 1
            text = f"{name}#{number}"
        used.add(text)
        found.append(text)
    return found


def _number(value: float) -> str:
    """Return a number with all its digits."""
    return str(int(value)) if value == int(value) else repr(float(value))


def _mps(texts: _Texts) -> Iterator[str]:
    matrix = texts.matrix
    yield "NAME planner"
    yield "ROWS"
    yield f" N {texts.goal}"
    entries: dict[int, list[tuple[str, float]]] = defaultdict(list)
    for column in range(matrix.n_columns):
        # Named here even if it is nowhere else, or a reader would not know it.
        entries[column].append((texts.goal, texts.costs.get(column, 0.0)))
    sides, ranges = [], []
    for row, name in enumerate(texts.rows):
        lower, upper = matrix.row_lower[row], matrix.row_upper[row]
        kind, side = _side(lower, upper)
        yield f" {kind} {name}"
        if side:
            sides.append(f" RHS {name} {_number(side)}")
        if kind == "G" and not isinf(upper):
            ranges.append(f" RANGE {name} {_number(upper - lower)}")
        for column, value in texts.terms(row):
            entries[column].append((name, value))
    yield "COLUMNS"
    for whole in (False, True):
        chosen = [at for at in range(matrix.n_columns) if matrix.integer[at] is whole]
        if whole and chosen:
            yield " MARKER 'MARKER' 'INTORG'"
        for column in chosen:
            for name, value in entries[column]:
                yield f" {texts.columns[column]} {name} {_number(value)}"
        if whole and chosen:
            yield " MARKER 'MARKER' 'INTEND'"
    yield from ("RHS", *sides, *(("RANGES", *ranges) if ranges else ()), "BOUNDS")
    for column, name in enumerate(texts.columns):
        lower, upper = matrix.lower[column], matrix.upper[column]
        if lower:
            yield f" LO BOUND {name} {_number(lower)}"
        # Without a bound some readers would take 1 for whole columns.
        yield (
            f" PL BOUND {name}"
            if isinf(upper)
            else (f" UP BOUND {name} {_number(upper)}")
        )
    yield "ENDATA"


def _side(lower: float, upper: float) -> tuple[str, float]:
    """Return the kind of a row and its right-hand side."""
    if lower == upper:
        return "E", lower
    if not isinf(lower):
        return "G", lower
    return ("N", 0.0) if isinf(upper) else ("L", upper)


def _lp(texts: _Texts) -> Iterator[str]:
    matrix = texts.matrix
    yield "Minimize"
    yield from _sum(texts, texts.goal, list(texts.costs.items()), "")
    yield "Subject To"
    for row, name in enumerate(texts.rows):
        lower, upper = matrix.row_lower[row], matrix.row_upper[row]
        terms = texts.terms(row)
        if lower == upper:
            yield from _sum(texts, name, terms, f" = {_number(lower)}")
            continue
        # Two rows, because not every reader knows rows with two sides.
        both = not isinf(lower) and not isinf(upper)
        if not isinf(lower):
            least = f"{name}#least" if both else name
            yield from _sum(texts, least, terms, f" >= {_number(lower)}")
        if not isinf(upper):
            yield from _sum(texts, name, terms, f" <= {_number(upper)}")
    yield "Bounds"
    for column, name in enumerate(texts.columns):
        upper = matrix.upper[column]
        most = "" if isinf(upper) else f" <= {_number(upper)}"
        yield f" {_number(matrix.lower[column])} <= {name}{most}"
    yield "Generals"
    whole = [name for name, is_whole in zip(texts.columns, matrix.integer, strict=True)
             if is_whole]  # fmt: skip
    yield from _wrapped([f" {name}" for name in whole])
    yield "End"


def _sum(texts: _Texts, name: str, terms: Terms, ending: str) -> Iterator[str]:
    """Return a named sum; a sum of nothing is nothing times some column."""
    parts = [
        f" {'-' if value < 0 else '+'} {_number(abs(value))} {texts.columns[column]}"
        for column, value in terms or [(0, 0.0)]
    ]
    yield from _wrapped([f" {name}:", *parts, ending])


def _wrapped(parts: Sequence[str]) -> Iterator[str]:
    """Yield lines of whole parts that are short enough to be read."""
    line = ""
    for part in parts:
        if len(line) + len(part) > _LINE_WIDTH and line:
            yield line
            line = " "
        line += part
    if line:
        yield line
