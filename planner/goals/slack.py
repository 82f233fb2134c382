"""The largest cut of some budget lines, the same part of each, that costs no target.

Less money never allows more: if a cut leaves a target short, so does every larger one. So
halving an interval finds the largest, with a plan on one side and a proof on the other.
"""

from collections.abc import Sequence
from decimal import Decimal

from models.result import SolveStatus
from planner.api.searching import NoPlan
from planner.goals.asking import Asker, Solved, is_proven, of_tiers, without_others
from planner.goals.reply import Reply, Step


def max_slack(
    asker: Asker, tiers: Sequence[int], lines: Sequence[str], precision: Decimal
) -> Reply:
    """Return the largest uniform cut [%] at which targets are as well met as before.

    Met means: no shortfall in the tiers, or where there is one without any cut, no larger
    one.

    Parameters
    ----------
    lines
        Budget lines that are cut; none means all.
    precision
        Step in which the cut is found, which divides 100 [%].
    """
    scenario = asker.given().scenario
    targets = of_tiers(scenario, tiers)
    chosen = tuple(lines) or scenario.line_ids
    trial = _Trial(asker, without_others(scenario, targets), chosen, precision)
    uncut = trial.full
    met = trial.boundary(counts_unknown=False)
    # It may lie lower where searches ended undecided: only what is below is ruled out.
    possible = trial.boundary(counts_unknown=True)
    percent = float(precision)
    return Reply(
        goal="max-slack",
        unit="%",
        incumbent=round(100 - met * percent, 6),
        bound=round(100 - possible * percent, 6),
        targets=targets,
        missing=uncut.missing,
        missing_proven=is_proven(uncut.tiers),
        solved=trial.solved[met],
        steps=tuple(trial.steps[part] for part in sorted(trial.steps)),
    )


class _Trial:
    """Which parts of the amounts suffice; a part is a number of steps of the precision."""

    def __init__(
        self,
        asker: Asker,
        ignored: tuple[str, ...],
        lines: tuple[str, ...],
        precision: Decimal,
    ) -> None:
        self.asker, self.ignored, self.lines = asker, ignored, lines
        self.precision = precision
        self.whole = int(100 / precision)
        # At the least cost, so that its plan shows that some cuts cost nothing.
        self.full = asker.solve(ignored)
        self.most = self.full.missing
        self.solved: dict[int, Solved] = {self.whole: self.full}
        self.steps: dict[int, Step] = {}
        self._note(self.whole, self.full, met=True)

    def boundary(self, *, counts_unknown: bool) -> int:
        """Return the least part that suffices.

        Parameters
        ----------
        counts_unknown
            Whether parts of which neither is known count as sufficient.
        """
        low, high = -1, self.whole
        while high - low > 1:
            middle = (low + high) // 2
            met = self._is_met(middle)
            if met or (met is None and counts_unknown):
                high = middle
            else:
                low = middle
        return high

    def _is_met(self, part: int) -> bool | None:
        if part in self.steps:
            return self.steps[part].met
        known = [at for at in self.solved if at > part and self.steps[at].met]
        nearest = self.solved[min(known)]
        changes = self._changes(part)
        # A plan found with more money may need no more than this.
        moved = self.asker.moved(nearest, changes)
        if moved is not None:
            self.solved[part] = moved
            self._note(part, moved, met=True)
            return True
        try:
            solved = self.asker.solve(changes, tiers_only=True, earlier=nearest)
        except NoPlan as none:
            # Decisions that this money cannot pay for.
            proven = False if none.status is SolveStatus.INFEASIBLE else None
            self.steps[part] = Step(self._percent(part), (), (), proven)
            return proven
        found: bool | None = None
        if solved.meets(self.most):
            found = True
        elif solved.is_ruled_out(self.most):
            found = False
        self.solved[part] = solved
        self._note(part, solved, met=found)
        return found

    def _changes(self, part: int) -> tuple[str, ...]:
        factor = f"{(part * self.precision / 100).normalize():f}"
        cuts = (f"budget.{name}.amount*={factor}" for name in self.lines)
        return (*self.ignored, *cuts)

    def _note(self, part: int, solved: Solved, *, met: bool | None) -> None:
        bounds = tuple(stage.bound for stage in solved.tiers)
        self.steps[part] = Step(self._percent(part), solved.missing, bounds, met)

    def _percent(self, part: int) -> float:
        return float(part * self.precision)
