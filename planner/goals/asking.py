"""Asking: solves variations of one scenario for a question, each written as overrides.

Every answer is therefore a run that anybody can make again with `--set`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.plan import Plan, PlanColumns
from models.result import Result, SolveStatus, Stage
from models.scenario import Scenario
from models.target import Monitored
from planner.api.searching import find_plan
from planner.api.taking_over import taken_over
from planner.engine.child import Ready
from planner.engine.earlier import Earlier
from planner.engine.messages import Message
from planner.engine.settings import SolveSettings
from planner.io.read_scenario import Loaded, load


@dataclass(frozen=True)
class Solved:
    """A variation that was solved."""

    loaded: Loaded
    columns: PlanColumns
    result: Result

    @property
    def scenario(self) -> Scenario:
        """The scenario with its overrides."""
        return self.loaded.scenario

    @property
    def tiers(self) -> tuple[Stage, ...]:
        """What is known of each tier."""
        return tuple(s for s in self.result.stages if s.name.startswith("tier-"))

    @property
    def missing(self) -> tuple[int, ...]:
        """Shortfall of each tier."""
        return tuple(stage.incumbent or 0 for stage in self.tiers)

    @property
    def plan(self) -> Plan:
        """The plan."""
        return Plan(self.columns.frame, self.columns.recruits)

    def is_ruled_out(self, most: Sequence[int]) -> bool:
        """Return whether it is proven that no plan has such shortfalls.

        Parameters
        ----------
        most
            Most that each tier may be short.
        """
        for stage, allowed in zip(self.tiers, most, strict=True):
            if stage.bound is not None and stage.bound > allowed:
                return True
            # A later bound holds for plans that keep the tiers before at what this plan
            # has; it says nothing of plans that are allowed more.
            if stage.incumbent is None or stage.incumbent < allowed:
                return False
            if stage.incumbent > allowed:
                return False
        return False

    def meets(self, most: Sequence[int]) -> bool:
        """Return whether the plan has at most such shortfalls."""
        return all(has <= may for has, may in zip(self.missing, most, strict=True))


@dataclass
class Asker:
    """Solves variations of a scenario within one time limit.

    Parameters
    ----------
    started
        `time.monotonic()` from which the time limit counts.
    """

    folder: Path
    what_ifs: tuple[str, ...]
    changes: tuple[str, ...]
    settings: SolveSettings
    watch: Callable[[Message, float], None]
    started: float
    ready: Ready | None = None
    """Process that waits for the first search; later ones start their own."""
    cut_short: bool = field(default=False, init=False)
    """Whether the time limit or an interrupt ended a search."""

    def given(self, extra: Sequence[str] = ()) -> Loaded:
        """Return the scenario with more single changes."""
        return load(self.folder, self.what_ifs, (*self.changes, *extra))

    def solve(
        self,
        extra: Sequence[str] = (),
        *,
        tiers_only: bool = False,
        earlier: Solved | None = None,
    ) -> Solved:
        """Return the best plan found for the scenario with more single changes.

        Parameters
        ----------
        tiers_only
            Settle the tiers only.
        earlier
            Run of a similar scenario to start from.

        Raises
        ------
        NoPlan
            If there is none.
        """
        settings = replace(
            self.settings,
            tiers_only=tiers_only,
            earlier=None
            if earlier is None
            else Earlier(earlier.plan, earlier.result.stages, earlier.scenario),
        )
        loaded = self.given(extra)
        ready, self.ready = self.ready, None
        columns, result, outcome = find_plan(
            loaded, self.folder, settings, self.watch, self.started, ready=ready
        )
        self.cut_short = self.cut_short or outcome.cut_short
        return Solved(loaded, columns, result)

    def moved(self, solved: Solved, extra: Sequence[str]) -> Solved | None:
        """Return a plan in the scenario with other single changes; None if it is none.

        Every rule is checked; nothing is solved. The other scenario must allow no plan
        that the first did not, so that what was proven holds there too.
        """
        loaded = self.given(extra)
        taken = taken_over(
            loaded, self.folder, solved.plan, solved.result, solved.result.stages
        )
        return None if taken is None else Solved(loaded, *taken)


def without_others(scenario: Scenario, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the changes that make all other targets monitored only.

    Parameters
    ----------
    wanted
        Names of the targets that are asked about.
    """
    last = scenario.spec.horizon.last
    measure = (
        f"{{kind: monitored, first: {last}, last: {last}, reason: not asked about}}"
    )
    return tuple(
        f"targets.{name}.measure={measure}"
        for name, target in scenario.spec.targets.items()
        if name not in wanted and not isinstance(target.measure, Monitored)
    ) + _cover(scenario, wanted)


def _cover(scenario: Scenario, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return what unit cover with a tier comes to: a limit, or nothing after the last.

    To meet a tier means that nobody is away beyond unit cover of that tier or of one
    before.
    """
    cover = scenario.spec.rules.soft_cover
    if cover is None:
        return ()
    last = max((scenario.spec.targets[name].tier for name in wanted), default=0)
    limit = f"{{share: {cover.share}}}" if cover.tier <= last else "null"
    return (f"rules.unit_cover={limit}",)


def of_tiers(scenario: Scenario, tiers: Sequence[int]) -> tuple[str, ...]:
    """Return the names of the targets of some tiers; of all, if none are named."""
    return tuple(
        name
        for name, target in scenario.spec.targets.items()
        if not isinstance(target.measure, Monitored)
        and (not tiers or target.tier in tiers)
    )


def is_proven(stages: Sequence[Stage]) -> bool:
    """Return whether all of these stages are proven best."""
    return all(stage.status is SolveStatus.OPTIMAL for stage in stages)
