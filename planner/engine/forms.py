"""Forms: a scenario as a programme in one of its relaxations, and what was solved of it.

* `MasterForm`, the decoupled master, whose size hardly depends on headcount;
* `PathwayForm`, which also knows what one person can do together. It learns what unit cover
  says about blocks together (`cover`) as soon as a solution violates it.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace

from models.plan import Plan
from models.scenario import Scenario
from planner.engine.cover import cuts_of
from planner.engine.locks import hold
from planner.engine.pathway import FEW_PATHS, PathPool
from planner.engine.solver import Answer, Lock, as_hint, minimise, tolerance
from planner.formulation.build import build
from planner.formulation.constraints.unit_cover import room
from planner.formulation.cover_cut import CoverCut
from planner.formulation.fillers import FillerSort
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import Objective
from planner.formulation.other_money import with_money_of
from planner.formulation.paths import enumerate_paths
from planner.formulation.reduction import Reduction

_CUT_ROUNDS = 20
"""Times that a programme is solved again with new cuts of unit cover."""
AT_ONCE = 6_000
"""Most columns of a programme for all tiers at once: 2 s instead of 15 with 4,000, but
with 9,000 and more 10 to 38 s, where tier by tier takes 3. Up to so many, blocks whose arcs
had no whole paths get all of them."""
_IDLE_ROUNDS = 3
"""Times that cuts may raise nothing before no more are looked for: with a million officials
a round takes a second or two, and 3 of 60 raised a bound."""


@dataclass
class MasterForm:
    """The decoupled master of a reduced scenario."""

    reduction: Reduction
    hint: Mapping[int, float] | None = None
    """Its best solution so far, or the numbers of classes of the best plan."""
    answers: dict[tuple[int, tuple[int, ...]], Answer] = field(default_factory=dict)
    """What was solved already: (objective, values held before it) -> answer."""

    def __post_init__(self) -> None:
        self.formulation: Formulation = build(self.reduction, decoupled=True)

    def relaxed(self, terms: list[tuple[int, float]], locks: Sequence[Lock]) -> Answer:
        """Return the linear relaxation of an objective."""
        return minimise(self.formulation.matrix, terms, locks=locks, relax=True)

    def solve(
        self,
        order: Sequence[Objective],
        at: int,
        held: tuple[int, ...],
        *,
        nodes: int,
        gap: float,
        seed: int,
    ) -> Answer:
        """Return the least value of an objective, earlier ones held; solved once only.

        Parameters
        ----------
        at
            Position of the objective in the order.
        held
            Values that the objectives before may not exceed.
        nodes, gap
            Work limit [nodes] and gap at which to stop [-].
        """
        if (at, held) not in self.answers:
            answer = minimise(
                self.formulation.matrix,
                self.formulation.objective(order[at]),
                locks=hold(self.formulation, order, held),
                relative_gap=gap,
                nodes=nodes,
                seed=seed,
                hint=self.hint,
            )
            if answer.values is not None:
                self.hint = as_hint(answer.values)
            self.answers[at, held] = answer
        return self.answers[at, held]

    def classes_of(self, plan: Plan) -> dict[tuple[int, int], int]:
        """Return how many classes a plan has of each intake of the programme."""
        shared = self.formulation.shared
        rooms = plan.enrolments.drop_duplicates(["course", "start_year", "class"])
        opened = rooms.groupby(["course", "start_year"], observed=True).size().to_dict()
        return {
            (course, at): int(
                opened.get((shared.course_name(course), shared.year(at)), 0)
            )
            for course, at in shared.classes
        }

    def start_from(self, plan: Plan) -> None:
        """Start the next search from the numbers of classes of a plan."""
        columns = self.formulation.shared.classes
        self.hint = {
            columns[intake]: float(count)
            for intake, count in self.classes_of(plan).items()
        }


@dataclass
class PathwayForm(MasterForm):
    """The pathway formulation of a reduced scenario, with free classes."""

    few_paths: int = FEW_PATHS
    cover_cuts: tuple[CoverCut, ...] = ()
    idle_cuts: tuple[CoverCut, ...] = ()
    """Cuts of unit cover that relaxations violated but that raised no bound."""
    by_unit: bool = False
    """Whether the formulation says who is sent from which unit."""
    filling: frozenset[FillerSort] = frozenset()
    """Fillers of whom it says that nobody fills a course in two years."""

    def __post_init__(self) -> None:
        self.pool = PathPool.of(self.reduction, self.few_paths)
        self.room = room(self.reduction.people.background)
        self.formulation = self._built()

    def _built(self) -> Formulation:
        formulation = build(
            self.reduction,
            decoupled=False,
            paths=self.pool.chosen,
            cover_cuts=self.cover_cuts,
            by_unit=self.by_unit,
        )
        formulation.fill_within(self.filling)
        return formulation

    def with_money_of(self, scenario: Scenario) -> "PathwayForm":
        """Return the form of a scenario that differs in amounts of money only.

        Whatever is learned of it is not learned of this one.
        """
        form = copy(self)
        form.formulation = with_money_of(self.formulation, scenario)
        form.reduction = form.formulation.reduction
        form.pool = replace(self.pool, found={})
        form.hint, form.answers = None, {}
        return form

    def say_units(self) -> None:
        """Say who is sent from which unit; columns stay where they were."""
        self.by_unit = True
        self.formulation = self._built()
        self.answers.clear()

    def fill_within(self, sorts: frozenset[FillerSort]) -> None:
        """Say of some fillers that nobody fills a course in two years."""
        fresh = sorts - self.filling
        self.filling |= fresh
        self.formulation.fill_within(fresh)
        self.answers.clear()

    def give_paths(self, blocks: Sequence[int]) -> bool:
        """Give blocks all their paths, if they are few enough; whether it gave any."""
        room = AT_ONCE - self.formulation.matrix.n_columns
        listed = {at: enumerate_paths(self.pool.blocks[at], room) for at in blocks}
        found = {at: paths for at, paths in listed.items() if paths is not None}
        if not found or sum(map(len, found.values())) > room:
            return False
        self.pool = replace(self.pool, chosen={**self.pool.chosen, **found})
        # Columns are numbered anew.
        self.formulation = self._built()
        self.hint = None
        self.answers.clear()
        return True

    def learn(self, answer: Answer) -> bool:
        """Add the cuts of unit cover that a solution violates; whether there are any.

        What was solved before stays a bound, but is no longer kept as an answer.
        """
        if answer.values is None or self.room is None:
            return False
        return self.add_cuts(cuts_of(self.formulation, answer.values, self.room))

    def add_cuts(self, cuts: Sequence[CoverCut]) -> bool:
        """Add cuts of unit cover over the same blocks; whether any of them is new."""
        known = set(self.cover_cuts)
        fresh = tuple(cut for cut in cuts if cut not in known)
        self.cover_cuts += fresh
        for cut in fresh:
            self.formulation.add(cut)
        if fresh:
            self.answers.clear()
        return bool(fresh)

    def relaxed_by_units(
        self, terms: list[tuple[int, float]], locks: Sequence[Lock]
    ) -> Answer:
        """Return the linear relaxation of an objective, with the cuts that raise it."""
        first = answer = self.relaxed(terms, locks)
        cuts, rows = len(self.cover_cuts), self.formulation.matrix.n_rows
        idle, reached = 0, answer.objective
        for _ in range(_CUT_ROUNDS):
            if idle == _IDLE_ROUNDS or not self.learn(answer):
                break
            answer = self.relaxed(terms, locks)
            idle = 0 if _is_above(answer.objective, reached) else idle + 1
            reached = answer.objective
        if answer.objective is not None and not _is_above(
            answer.objective, first.objective
        ):
            # Rows that prove nothing only slow the search down.
            self.idle_cuts += self.cover_cuts[cuts:]
            self.cover_cuts = self.cover_cuts[:cuts]
            self.formulation.matrix.drop_rows(rows)
        return answer


def _is_above(value: float | None, before: float | None) -> bool:
    """Return whether a value is above an earlier one; no solution is above any."""
    if value is None or before is None:
        return before is not None
    return value > before + tolerance(before)
