"""Stage forms: in which forms of a scenario a stage is solved, each made once.

All are relaxations of plans for real people:

* the *decoupled master*, whose size hardly depends on headcount;
* the *pathway* formulation, which also knows what one person can do together; for a tier
  where that matters, without what serves later tiers only;
* in small scenarios *everything*: every reachable start and every unit, which is exact.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from planner.engine.forms import MasterForm, PathwayForm
from planner.engine.pathway import is_small
from planner.engine.planmaker import PlanMaker
from planner.engine.solver import Answer
from planner.formulation.objectives import Objective, tiers_of
from planner.formulation.reduction import Reduction, reduce

_SMALL = 20_000
"""Most starts, and most paths, of a scenario that is also solved over all of them."""


@dataclass
class StageForms:
    """The forms of one scenario, and who makes plans over them.

    Parameters
    ----------
    order
        The objectives from first to last.
    seed
        Seed of the solvers.
    phases
        Phase -> wall time [s], to which the making of plans is added.
    """

    reduction: Reduction
    order: tuple[Objective, ...]
    seed: int
    phases: dict[str, float]
    personal: bool = True
    """Whether what one person can do together matters for the tiers."""
    by_tier: dict[int, PathwayForm] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tiers = tiers_of(self.order)
        self.pathway = PathwayForm(self.reduction)
        self.maker = self._maker_of(self.pathway)

    @cached_property
    def master(self) -> MasterForm:
        """The decoupled master."""
        return MasterForm(self.reduction)

    def _maker_of(self, form: PathwayForm) -> PlanMaker:
        return PlanMaker(self.order, self.seed, form, self.phases)

    def of_tier(self, at: int) -> PathwayForm:
        """Return the pathway form that knows as little as a stage needs.

        What serves later tiers only is left out, which loses nothing. Where personal
        rules bind, fewer starts make blocks smaller and the form tighter; where no start
        is left out, there is nothing to gain.
        """
        if not self.personal or at >= len(self.tiers) - 1:
            return self.pathway
        if at not in self.by_tier:
            reduction = reduce(
                self.reduction.people,
                last_tier=self.tiers[at].number,
                kinds=self.pathway.reduction.kinds,
            )
            same = np.array_equal(
                reduction.kind_useful, self.pathway.reduction.kind_useful
            )
            self.by_tier[at] = (
                self.pathway
                if same
                else PathwayForm(
                    reduction,
                    by_unit=self.pathway.by_unit,
                    filling=self.pathway.filling,
                )
            )
        return self.by_tier[at]

    def units_as_dealt(self) -> bool:
        """Take over what making plans needed to know of units; whether that is new.

        Units that were split off, or who is sent from which unit.
        """
        if self.maker.form is self.pathway:
            return self.say_units()
        self.pathway = self.maker.form
        self.by_tier.clear()
        return True

    def say_units(self) -> bool:
        """Say who is sent from which unit, if plans needed that; whether it is new."""
        if self.pathway.by_unit or not self.maker.refined.by_unit:
            return False
        self.pathway.say_units()
        self.by_tier.clear()
        return True

    def learn_people(self, answer: Answer) -> bool:
        """Take over what nobody can do of what a solution over the paths wants.

        That is to fill a course in two years, and to take starts of which no path has all.
        Returns whether there is any. What was solved before stays a bound.
        """
        assert answer.values is not None
        pathway, refined = self.pathway, self.maker.refined
        twice = pathway.formulation.filled_twice(answer.values)
        for form in (pathway, *self.by_tier.values()) if twice else ():
            form.fill_within(twice)
        if refined.form is not pathway:
            return bool(twice)
        blocks = refined.without_paths(pathway.formulation, answer)
        return pathway.give_paths(blocks) or bool(twice)

    @cached_property
    def everything(self) -> PlanMaker | None:
        """A plan maker over every reachable start and unit, None if that is large."""
        people = self.reduction.people
        starts = int(np.bitwise_count(people.starts).sum())
        if starts > _SMALL:
            return None
        units = frozenset(range(len(people.roster.unit_names)))
        reduction = reduce(people, useful_only=False, units=units)
        if not is_small(reduction, _SMALL):
            return None
        return self._maker_of(PathwayForm(reduction, few_paths=_SMALL))
