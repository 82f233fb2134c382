"""Build: blocks -> formulation, in one of two forms.

*Decoupled*: every item of every block on its own. Prerequisites, loads and limits of long
courses between items are dropped (each item keeps the start years that respect them), so
that the size hardly depends on the number of officials. A relaxation: its bound holds for
every plan of real people.

*Pathway*: a column for each path of each block, so that every whole solution can be dealt
to people. Blocks with very many paths are given by arcs, one column for each item and start
year with the personal rules as rows: a relaxation that needs decomposing.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from planner.formulation import (
    arc_rows,
    cuts,
    nested_share,
    running_totals,
    tier_totals,
)
from planner.formulation.blocks import Block, Starts
from planner.formulation.by_unit import Sending
from planner.formulation.constraints import SHARED_RULES, unit_cover
from planner.formulation.counts import ATTAINS, COUNTS
from planner.formulation.cover_cut import CoverCut
from planner.formulation.fillers import FillerKey, filler_counts, most_until
from planner.formulation.matrix import INFINITY, Matrix
from planner.formulation.nested_share import NeedKey
from planner.formulation.objectives import Objective, order, tiers_of
from planner.formulation.paths import attains, away
from planner.formulation.reduction import Reduction
from planner.formulation.shared import Shared, Terms

ClassRanges = Mapping[tuple[int, int], tuple[int, int]]
"""(course, start) -> fewest and most classes."""


@dataclass
class Formulation:
    """A mixed-integer programme with the meaning of its columns."""

    reduction: Reduction
    matrix: Matrix
    shared: Shared
    decoupled: bool
    shortfall: dict[int, int] = field(default_factory=dict)
    """Measurement -> column of its shortfall."""
    credits: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    """Measurement -> officials who attain it through new enrolments."""
    counting: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    """Measurement -> recruits who add to those who count, where streams differ."""
    paths: list[tuple[int, int, tuple[int, ...]]] = field(default_factory=list)
    """(column, block, starts) of each path column."""
    arcs: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(column, block, item of the block, start) of each arc column."""
    fillers: dict[FillerKey, int] = field(default_factory=dict)
    """Column of the fillers of each kind."""
    waiting: Terms = field(default_factory=list)
    """Years waited until completion."""
    outside: dict[int, Terms] = field(default_factory=lambda: defaultdict(list))
    """Priority group -> enrolments of people outside it."""
    class_needs: list[cuts.ClassNeed] = field(default_factory=list)
    block_rows: dict[int, int] = field(default_factory=dict)
    """Block given by paths -> row that counts its officials."""
    probes: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """(block, item of the block, start) -> column fixed at zero, for pricing."""
    need_probes: dict[tuple[int, int], int] = field(default_factory=dict)
    """(block, need) -> column fixed at zero, for pricing."""
    away_probes: dict[tuple[int, int], int] = field(default_factory=dict)
    """(block, year) -> column fixed at zero, for pricing."""

    def objective(self, objective: Objective) -> Terms:
        """Return an objective as terms over the columns."""
        if objective.kind == "tier":
            measurements = self.reduction.catalogue.measurements
            cover = self.reduction.catalogue.scenario.spec.rules.soft_cover
            terms: Terms = [
                (column, measurements[at].weight)
                for at, column in self.shortfall.items()
                if measurements[at].tier == objective.number
            ]
            if cover is not None and cover.tier == objective.number:
                terms += [
                    (column, cover.weight) for column in self.shared.over.values()
                ]
            return terms
        if objective.kind == "cost":
            return [term for terms in self.shared.charges.values() for term in terms]
        if objective.kind == "earlier_completion":
            return self.waiting
        if objective.kind == "priority_group":
            return self.outside[objective.number]
        return []

    @property
    def sending(self) -> Sending:
        """Who is away in which years."""
        return Sending.of(self.reduction, self.paths, self.shared.away)

    def add(self, cut: CoverCut) -> None:
        """Add what unit cover says of some blocks together; only for the pathway form."""
        unit_cover.add_cut(self.matrix, self.shared, cut)

    def fill_once(self) -> None:
        """Let nobody fill a course in two years: Σ fillers until a year ≤ who could be.

        For making plans: without it 38 officials fill 150 seats of four years, of which 27
        are found. Where classes are chosen it proves nothing and takes several times as
        long (Hà Nội, tier 3: 30 and 98 s).
        """
        catalogue = self.reduction.catalogue
        for course in sorted({key.course for key in self.fillers}):
            if catalogue.courses[course].repeatable:
                continue
            filling: Terms = []
            for start, ever in enumerate(most_until(self.reduction, course)):
                filling += [
                    (column, 1)
                    for key, column in self.fillers.items()
                    if (key.course, key.start) == (course, start)
                ]
                if sum(self.matrix.upper[column] for column, _ in filling) > ever:
                    name = self.shared.intake_name(course, start)
                    self.matrix.row(f"fill-until:{name}", filling, upper=ever)

    def for_plan(
        self, classes: ClassRanges, filler_limits: Mapping[FillerKey, int]
    ) -> dict[int, tuple[float, float]]:
        """Return bounds of columns under which a solution can be dealt to people.

        Parameters
        ----------
        classes
            Fewest and most classes of each intake; others stay closed.
        filler_limits
            Fillers of each sort there are at most; none of a sort that is not named.
        """
        bounds: dict[int, tuple[float, float]] = {}
        for intake, column in self.shared.classes.items():
            fewest, most = classes.get(intake, (0, 0))
            most = min(most, int(self.matrix.upper[column]))
            bounds[column] = (min(fewest, most), most)
        for key, column in self.fillers.items():
            bounds[column] = (
                0,
                min(filler_limits.get(key, 0), self.matrix.upper[column]),
            )
        return bounds


def build(
    reduction: Reduction,
    *,
    decoupled: bool,
    paths: dict[int, Starts] | None = None,
    cover_cuts: tuple[CoverCut, ...] = (),
    by_unit: bool = False,
    probes: frozenset[int] = frozenset(),
) -> Formulation:
    """Return the formulation of a reduced scenario.

    Parameters
    ----------
    decoupled
        Drop what links different items of one person.
    paths
        Paths of the blocks given by path columns; the other blocks are given by arcs.
    cover_cuts
        What unit cover says about the blocks together, as far as it is known.
    by_unit
        Say of each unit whom it sends; only where unit cover is a rule.
    probes
        Blocks that get columns fixed at zero, which price further paths.
    """
    formulation = Formulation(
        reduction,
        Matrix(),
        Shared(
            reduction.people.background,
            reduction.people.pay_patterns[1],
            reduction.attendable,
        ),
        decoupled,
    )
    _add_recruits(formulation)
    if decoupled:
        _add_decoupled(formulation)
    else:
        for at, block in enumerate(reduction.blocks):
            if block.unit >= 0:
                formulation.shared.unit_of[at] = block.unit
        for at, block in enumerate(reduction.blocks):
            chosen = None if paths is None else paths.get(at)
            if chosen is None:
                _add_arcs(formulation, at, block)
            else:
                _add_paths(formulation, at, block, chosen)
                if at in probes:
                    _add_probes(formulation, at, block)
    _add_fillers(formulation)
    for add in SHARED_RULES.values():
        add(formulation.matrix, formulation.shared)
    running_totals.add(formulation.matrix, formulation.shared)
    for cut in cover_cuts:
        formulation.add(cut)
    _add_targets(formulation)
    tier_totals.add(
        formulation.matrix,
        [
            (objective.name, formulation.objective(objective))
            for objective in tiers_of(order(reduction.catalogue))
        ],
    )
    cuts.add(formulation.matrix, formulation.shared, formulation.class_needs)
    if by_unit:
        left = unit_cover.room(reduction.people.background)
        assert left is not None
        formulation.sending.add(formulation.matrix, left, formulation.shared.over)
    return formulation


def _add_recruits(formulation: Formulation) -> None:
    """Add how many of each group are recruited."""
    hiring = formulation.reduction.kinds.hiring
    if hiring is None:
        return
    shared, standing = formulation.shared, formulation.reduction.people.standing
    shared.hiring = hiring
    for group in hiring.groups:
        name = f"recruits[{group}]:{hiring.stream(group)}@{hiring.year(group)}"
        size = int(hiring.sizes[group // hiring.width])
        column = formulation.matrix.column(name, 0, size)
        shared.recruits[group] = column
        for at in np.flatnonzero(standing[hiring.example(group)]):
            bits = standing[hiring.example(group), at]
            if bits & ATTAINS:
                formulation.credits[int(at)].append((column, 1))
            if bits & COUNTS:
                formulation.counting[int(at)].append((column, 1))


def _fewer(formulation: Formulation, block: Block) -> Terms:
    """Return the recruits of a block, as terms that take their number away."""
    return [(formulation.shared.recruits[group], -1) for group in block.recruits]


def _use_seat(
    formulation: Formulation, block: Block, at: int, start: int, column: int
) -> None:
    """Record what an enrolment of a block's item uses, absence from the unit apart."""
    course = block.catalogue.items[block.items[at]].course
    _use_course(formulation, course, start, block.pay[at], block.priority, column)


def _use_course(
    formulation: Formulation,
    course: int,
    start: int,
    pattern: int,
    priority: tuple[bool, ...],
    column: int,
) -> None:
    catalogue = formulation.reduction.catalogue
    formulation.shared.seats[course, start, pattern].append((column, 1))
    if not catalogue.courses[course].repeatable:
        wait = start + int(catalogue.duration[course]) - 1
        formulation.waiting.append((column, wait))
    for group, member in enumerate(priority):
        if not member:
            formulation.outside[group].append((column, 1))


def _add_paths(formulation: Formulation, at: int, block: Block, paths: Starts) -> None:
    matrix = formulation.matrix
    attained, gone = attains(block, paths), away(block, paths)
    everyone: Terms = []
    for row, starts in enumerate(paths):
        if (starts < 0).all():
            continue
        column = matrix.column(f"path[{at},{row}]", 0, block.size)
        everyone.append((column, 1))
        formulation.paths.append((column, at, tuple(int(t) for t in starts)))
        for item, start in enumerate(starts):
            if start >= 0:
                course = block.catalogue.items[block.items[item]].course
                _use_course(
                    formulation, course, int(start), block.pay[item], block.priority,
                    column,
                )  # fmt: skip
        for year in np.flatnonzero(gone[row]):
            formulation.shared.away[at, int(year)].append((column, 1))
        for need in np.flatnonzero(attained[row]):
            measurement = block.needs[need].measurement
            formulation.credits[measurement].append((column, 1))
    lower: float = block.size if block.pinned else 0
    if block.recruits:
        everyone, lower = [*everyone, *_fewer(formulation, block)], -INFINITY
    formulation.block_rows[at] = matrix.row(
        f"block[{at}]", everyone, lower, block.named
    )


def _add_probes(formulation: Formulation, at: int, block: Block) -> None:
    """Add a column for each start and need of a block that can never be used."""
    matrix = formulation.matrix
    for item in range(len(block.items)):
        for start in range(block.catalogue.n_years):
            if block.masks[item] >> start & 1:
                column = matrix.column(f"probe[{at},{item},{start}]", 0, 0)
                formulation.probes[at, item, start] = column
                _use_seat(formulation, block, item, start, column)
    for need, entry in enumerate(block.needs):
        column = matrix.column(f"probe[{at},{need}]", 0, 0)
        formulation.need_probes[at, need] = column
        formulation.credits[entry.measurement].append((column, 1))
    for year in range(block.catalogue.n_years):
        if (at, year) in formulation.shared.away:
            column = matrix.column(f"probe[{at},away,{year}]", 0, 0)
            formulation.away_probes[at, year] = column
            formulation.shared.away[at, year].append((column, 1))


@dataclass
class _Arcs:
    """Columns of one item in decoupled form: officials with the same open starts."""

    item: int
    mask: int
    pay: int
    priority: tuple[bool, ...]
    pinned: int
    tags: tuple[tuple[NeedKey, int, int], ...]
    """(need, part, mask of starts that serve the part)."""
    size: int = 0
    named: int = 0
    recruits: Terms = field(default_factory=list)
    """Those of its officials who may be recruited, as terms that are taken away."""


def _need_key(block: Block, need: int) -> NeedKey:
    entry = block.needs[need]
    return (
        entry.measurement,
        tuple(
            tuple((block.items[at], mask) for at, mask in part) for part in entry.parts
        ),
    )


def _sums(block: Block, need: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return the enrolments to add up: for each missing fact all that give it.

    Where the part of a group is counted, each item that brings somebody into it by itself:
    one person may take several. Nobody is counted who needs several at once; fewer in the
    part only lower what is required.
    """
    entry = block.needs[need]
    if not block.catalogue.measurements[entry.measurement].counts_part:
        return entry.parts
    return tuple((way,) for way in entry.parts[0]) if len(entry.parts) == 1 else ()


def _add_decoupled(formulation: Formulation) -> None:
    """Merge equal items of all blocks, and link what one target needs together."""
    groups: dict[tuple[object, ...], _Arcs] = {}
    blocks: dict[NeedKey, list[int]] = defaultdict(list)
    for number, block in enumerate(formulation.reduction.blocks):
        tags: dict[int, list[tuple[NeedKey, int, int]]] = defaultdict(list)
        for need in range(len(block.needs)):
            key = _need_key(block, need)
            blocks[key].append(number)
            for part, entries in enumerate(_sums(block, need)):
                for at, mask in entries:
                    tags[at].append((key, part, mask))
        for at, item in enumerate(block.items):
            # Of several items of which one is decided, none is by itself.
            pinned = dict(block.pinned).get((at,), 0)
            arcs = _Arcs(
                item, block.masks[at], block.pay[at], block.priority, pinned,
                tuple(tags[at]),
            )  # fmt: skip
            signature = (
                item, arcs.mask, arcs.pay, arcs.priority, pinned, arcs.tags,
            )  # fmt: skip
            group = groups.setdefault(signature, arcs)
            group.size += block.size
            group.named += block.named
            group.recruits += _fewer(formulation, block)
    parts: dict[tuple[NeedKey, int], Terms] = defaultdict(list)
    for number, arcs in enumerate(groups.values()):
        _add_arc_group(formulation, number, arcs, parts)
    _add_credits(formulation, blocks, parts)


def _add_arc_group(
    formulation: Formulation,
    number: int,
    arcs: _Arcs,
    parts: dict[tuple[NeedKey, int], Terms],
) -> None:
    matrix = formulation.matrix
    catalogue = formulation.reduction.catalogue
    course = catalogue.items[arcs.item].course
    everyone: Terms = []
    for start in range(catalogue.n_years):
        if not arcs.mask >> start & 1:
            continue
        column = matrix.column(f"arc[{number},{start}]", 0, arcs.size)
        everyone.append((column, 1))
        _use_course(formulation, course, start, arcs.pay, arcs.priority, column)
        for key, part, mask in arcs.tags:
            if mask >> start & 1:
                parts[key, part].append((column, 1))
    lower: float = arcs.size if arcs.pinned else 0
    if arcs.recruits:
        everyone, lower = [*everyone, *arcs.recruits], -INFINITY
    matrix.row(f"arcs[{number}]", everyone, lower, arcs.named)


def _add_credits(
    formulation: Formulation,
    blocks: dict[NeedKey, list[int]],
    parts: dict[tuple[NeedKey, int], Terms],
) -> None:
    """Count who attains what: an enrolment directly, or the least of several parts.

    Of those who come into the part of a group, at least as many as take any one item, or
    as attain any one measurement by what brings them into it.
    """
    matrix, reduction = formulation.matrix, formulation.reduction
    known = reduction.catalogue.measurements
    found: dict[NeedKey, Terms] = {}
    for number, (key, own) in enumerate(blocks.items()):
        measurement, needed = key
        if len(needed) == 1 and len(needed[0]) == 1:
            found[key] = parts[key, 0]
            formulation.credits[measurement].extend(found[key])
            continue
        size = sum(reduction.blocks[at].size for at in own)
        column = matrix.column(f"credit[{number}]", 0, size)
        found[key] = [(column, 1)]
        formulation.credits[measurement].append((column, 1))
        if known[measurement].counts_part:
            for part in range(len(needed[0]) if len(needed) == 1 else 0):
                matrix.row(
                    f"part[{number},{part}]",
                    [(column, 1), *((at, -value) for at, value in parts[key, part])],
                    lower=0,
                )
            continue
        for part in range(len(needed)):
            matrix.row(
                f"credit[{number},{part}]",
                [(column, 1), *((at, -value) for at, value in parts[key, part])],
                upper=0,
            )
    counting = {key for key in found if known[key[0]].counts_part}
    nested_share.tie(matrix, found, blocks, counting)


def _add_arcs(formulation: Formulation, number: int, block: Block) -> None:
    """Add a block by arcs, with its personal rules as rows."""
    matrix = formulation.matrix
    columns: dict[tuple[int, int], int] = {}
    for at in range(len(block.items)):
        for start in range(block.catalogue.n_years):
            if block.masks[at] >> start & 1:
                column = matrix.column(f"arc[{number},{at},{start}]", 0, block.size)
                columns[at, start] = column
                formulation.arcs.append((column, number, at, start))
                _use_seat(formulation, block, at, start, column)
    blocks: dict[NeedKey, list[int]] = {}
    parts: dict[tuple[NeedKey, int], Terms] = defaultdict(list)
    for need in range(len(block.needs)):
        key = _need_key(block, need)
        blocks[key] = [number]
        for part, entries in enumerate(_sums(block, need)):
            parts[key, part] = [
                (column, 1)
                for at, mask in entries
                for (other, start), column in columns.items()
                if other == at and mask >> start & 1
            ]
    _add_credits(formulation, blocks, parts)
    arc_rows.add(matrix, number, block, columns, _fewer(formulation, block))
    _add_absences(formulation, number, block, columns)


def _add_absences(
    formulation: Formulation,
    number: int,
    block: Block,
    columns: dict[tuple[int, int], int],
) -> None:
    """Count who of a block is away each year: at least the starts of any one course."""
    catalogue = block.catalogue
    if catalogue.scenario.spec.rules.unit_cover is None:
        return
    for year in range(catalogue.n_years):
        if block.long[year]:
            continue
        running: dict[int, Terms] = defaultdict(list)
        for (at, start), column in columns.items():
            course = catalogue.items[block.items[at]].course
            if catalogue.is_long[course] and start <= year < start + int(
                catalogue.duration[course]
            ):
                running[at].append((column, 1))
        if not running:
            continue
        counted = formulation.shared.away[number, year]
        if len(running) <= 1 or block.long_limit == 1:
            # Nobody is in two of them at once.
            counted.extend(term for terms in running.values() for term in terms)
            continue
        absent = formulation.matrix.column(f"away[{number},{year}]", 0, block.size)
        counted.append((absent, 1))
        for at, terms in running.items():
            formulation.matrix.row(
                f"away[{number},{at},{year}]", [*terms, (absent, -1)], upper=0
            )


def _add_fillers(formulation: Formulation) -> None:
    """Count on everybody who could ever start; a plan has to do with fewer."""
    matrix = formulation.matrix
    for key, count in filler_counts(formulation.reduction, narrow=False).items():
        name = formulation.shared.intake_name(key.course, key.start)
        column = matrix.column(f"fill:{name}/{key.pattern}", 0, count)
        formulation.fillers[key] = column
        _use_course(
            formulation, key.course, key.start, key.pattern, key.priority, column
        )


def _add_targets(formulation: Formulation) -> None:
    """Σ attained + s ≥ missing for every measurement; tell the cuts the shortfalls."""
    matrix = formulation.matrix
    people = formulation.reduction.people
    for at, count in enumerate(people.counts):
        if not count.most_missing:
            continue
        measurement = people.catalogue.measurements[at]
        name = measurement.name
        column = matrix.column(f"short:{name}", 0, count.most_missing)
        formulation.shortfall[at] = column
        attaining = [*formulation.credits[at], (column, 1.0)]
        part = formulation.counting[at]
        if measurement.among is not None:
            part = formulation.credits[measurement.among]
        if measurement.among is None and not part:
            matrix.row(name, attaining, lower=count.required - count.attained)
        else:
            nested_share.add(matrix, people, at, attaining, part)
    formulation.class_needs = cuts.class_needs(formulation.reduction)
    for need in formulation.class_needs:
        need.columns.extend(
            formulation.shortfall[at]
            for at in need.measurements
            if at in formulation.shortfall
        )
