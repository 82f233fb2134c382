"""Standing: the best plan so far and what is proven of it, kept and told.

Objectives are known by their position in the order. Values *held* are those that the
objectives before a stage may not exceed, as the programmes count them: without what courses
in progress cost already.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from models.measures import objective_values, total_cost
from models.plan import Plan
from models.result import Stage, gap_of
from models.scenario import Scenario
from planner.engine.candidate import Candidate
from planner.engine.in_order import TIER_GAP
from planner.engine.messages import Bounds, Found, Message, Progress
from planner.engine.stages import stages_of
from planner.engine.weighing import Weighing
from planner.formulation.objectives import Objective, tiers_of


@dataclass
class Standing:
    """What one search has found, proven and spent.

    Parameters
    ----------
    order
        The objectives from first to last.
    emit
        Receives every message.
    began
        When the search began, by the monotonic clock [s].
    tier_gap
        Gap at which a tier is as good as proven [-].
    """

    scenario: Scenario
    order: tuple[Objective, ...]
    emit: Callable[[Message], None]
    began: float
    tier_gap: float = TIER_GAP
    best: Candidate | None = None
    proven: list[tuple[int, tuple[int, ...], int]] = field(default_factory=list)
    """Bounds: (objective, values held before it, bound)."""
    weighed: list[tuple[Weighing, int]] = field(default_factory=list)
    """Bounds of tiers weighed at once."""

    def __post_init__(self) -> None:
        self.names = objective_values(self.scenario, Plan.empty())
        self.settled_cost = total_cost(self.scenario, Plan.empty())
        self.tiers = tiers_of(self.order)
        self.seconds = [0.0] * len(self.order)
        """Time the solvers spent on each objective [s]."""
        self.phases = {"build": 0.0, "deal": 0.0, "verify": 0.0}
        """Phase -> wall time [s]; what is left of all is the search."""

    @property
    def incumbent(self) -> Candidate:
        """The best plan, where there is one."""
        assert self.best is not None
        return self.best

    def keep(self, found: Candidate | None) -> None:
        """Keep a plan if it is better, and tell it."""
        if found is not None and (self.best is None or found.values < self.best.values):
            self.best = found
            self.emit(Found(found.plan, self.stages(), self.spent()))

    # -- values and bounds ---------------------------------------------------------

    def offset(self, at: int) -> int:
        """Return what courses in progress add to an objective."""
        return self.settled_cost if self.order[at].kind == "cost" else 0

    def held(self, at: int) -> tuple[int, ...]:
        """Return the values that the objectives before a stage may not exceed."""
        values = self.incumbent.values[:at]
        return tuple(value - self.offset(place) for place, value in enumerate(values))

    def prove(self, at: int, held: tuple[int, ...], bound: int | None) -> None:
        """Keep a bound that was proven with earlier objectives held; None is none."""
        if bound is not None:
            self.proven.append((at, held, bound))

    def bound(self, at: int) -> int | None:
        """Return what is proven of an objective, earlier ones held at the best plan.

        A bound holds wherever it was proven with the earlier objectives at least as free.
        """
        held = self.held(at)
        bounds = [
            bound
            for position, limits, bound in self.proven
            if position == at
            and all(limit >= value for limit, value in zip(limits, held, strict=True))
        ]
        if at < len(self.tiers):
            left = (
                weighing.leaves(least, at, held) for weighing, least in self.weighed
            )
            bounds += [bound for bound in left if bound is not None]
        return max(0, *bounds) + self.offset(at) if bounds else None

    def gap(self, at: int) -> float | None:
        """Return the gap of an objective, None if it is not defined [-]."""
        return gap_of(self.incumbent.values[at], self.bound(at))

    def is_proven(self, at: int) -> bool:
        """Return whether the bound meets the best plan, of a tier nearly."""
        gap = self.gap(at)
        enough = self.tier_gap if self.order[at].kind == "tier" else 0.0
        return gap is not None and gap <= enough

    # -- time and telling ----------------------------------------------------------

    @contextmanager
    def clock(self, at: int) -> Iterator[None]:
        """Count the time spent on an objective."""
        began = monotonic()
        try:
            yield
        finally:
            self.seconds[at] += monotonic() - began

    def stages(self) -> tuple[Stage, ...]:
        """Return what is known about the best plan."""
        bounds = [self.bound(at) for at in range(len(self.order))]
        return stages_of(self.names, self.incumbent.values, bounds, self.seconds)

    def spent(self) -> dict[str, float]:
        """Return where the time went so far: phase -> wall time [s]."""
        searched = monotonic() - self.began - sum(self.phases.values())
        seconds = {
            "build": self.phases["build"],
            "search": searched,
            "deal": self.phases["deal"],
            "verify": self.phases["verify"],
        }
        return {name: round(value, 3) for name, value in seconds.items()}

    def tell(self, at: int, doing: str) -> None:
        """Tell what is being done for an objective, and what is known of it."""
        value = bound = None
        if self.best is not None:
            value, bound = self.best.values[at], self.bound(at)
        self.emit(Progress(self.order[at].name, doing, value, bound))

    def tell_bounds(self) -> None:
        """Tell what is proven."""
        self.emit(Bounds(self.stages()))
