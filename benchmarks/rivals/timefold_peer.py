"""Timefold, a planner by local search from outside: entities, facts and constraints.

Everyone who may take a course is an entity (a wish) whose variable is the start year or
nothing; a repeatable course has one entity for each year. Needs the package `timefold`
and Java 17; `timefold_problem.py` makes the facts from a scenario.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any

from timefold.solver import SolverFactory
from timefold.solver.config import (
    Duration,
    ScoreDirectorFactoryConfig,
    SolverConfig,
    TerminationConfig,
)
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    BendableScore,
    ConstraintCollectors,
    ConstraintFactory,
    Joiners,
    constraint_provider,
)

TIERS = 3
"""Most tiers of targets that the score has levels for."""
_HARD = BendableScore.of((1,), (0, 0, 0))
_SOFT = (
    BendableScore.of((0,), (1, 0, 0)),
    BendableScore.of((0,), (0, 1, 0)),
    BendableScore.of((0,), (0, 0, 1)),
)


@planning_entity
@dataclass
class Wish:
    """An official who may take a course; the start year is chosen."""

    id: Annotated[int, PlanningId]
    official: int
    unit: int
    course: int
    duration: int
    spoilers: list[int]
    """Courses that leave this one nothing to grant."""
    options: Annotated[list[int], ValueRangeProvider]
    start: Annotated[int | None, PlanningVariable(allows_unassigned=True)] = field(
        default=None
    )


@dataclass(eq=False)
class Intake:
    """A course that starts in a year."""

    course: int
    start: int
    smallest: int
    largest: int
    most: int
    """Seats that may be taken at most."""

    def rooms(self, people: int) -> int:
        """Return the classes needed."""
        return (people + self.largest - 1) // self.largest

    def broken(self, people: int) -> int:
        """Return how many people are missing from classes or have no seat."""
        missing = self.rooms(people) * self.smallest - people
        return max(0, missing) + max(0, people - self.most)


@dataclass(eq=False)
class Running:
    """What an intake takes in one calendar year."""

    course: int
    start: int
    year: int
    weeks: int
    most_weeks: int
    is_long: bool
    seat_cost: int
    class_cost: int
    amount: int
    """Budget of the year [thousand dong]."""


@dataclass(eq=False)
class Requirement:
    """What an official lacks for a course, and the courses that give it."""

    official: int
    course: int
    givers: list[int]


@dataclass(eq=False)
class UnitYear:
    """Most officials of a unit in long courses in a year."""

    unit: int
    year: int
    most: int


@dataclass(eq=False)
class Credit:
    """A wish that helps a target if it starts within two years."""

    wish: int
    need: int
    earliest: int
    latest: int


@dataclass(eq=False)
class Need:
    """Officials missing from a target in a year."""

    id: int
    level: int
    """Position of its tier, from 0."""
    missing: int
    weight: int


@planning_solution
@dataclass
class Problem:
    """All of it."""

    wishes: Annotated[list[Wish], PlanningEntityCollectionProperty]
    intakes: Annotated[list[Intake], ProblemFactCollectionProperty]
    running: Annotated[list[Running], ProblemFactCollectionProperty]
    requirements: Annotated[list[Requirement], ProblemFactCollectionProperty]
    units: Annotated[list[UnitYear], ProblemFactCollectionProperty]
    credits: Annotated[list[Credit], ProblemFactCollectionProperty]
    needs: Annotated[list[Need], ProblemFactCollectionProperty]
    score: Annotated[
        BendableScore | None,
        PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=3),
    ] = field(default=None)


@constraint_provider  # type: ignore[untyped-decorator,unused-ignore]
def _constraints(factory: ConstraintFactory) -> list[Any]:
    return [
        _load(factory),
        _prerequisites(factory),
        _news(factory),
        _classes(factory),
        _money(factory),
        _cover(factory),
        _gain(factory, 0),
        _gain(factory, 1),
        _gain(factory, 2),
    ]


def _ends_before(other: Wish, wish: Wish) -> bool:
    # Filters also see wishes in the middle of being withdrawn.
    if other.start is None or wish.start is None:
        return False
    return other.start + other.duration <= wish.start


def _taken(factory: ConstraintFactory) -> Any:
    """Return wishes that are granted with each year in which their course runs."""
    return factory.for_each(Wish).join(
        Running,
        Joiners.equal(lambda wish: wish.course, lambda run: run.course),
        Joiners.equal(lambda wish: wish.start, lambda run: run.start),
    )


def _people(factory: ConstraintFactory) -> Any:
    """Return intakes with their number of people."""
    return (
        factory.for_each(Wish)
        .join(
            Intake,
            Joiners.equal(lambda wish: wish.course, lambda intake: intake.course),
            Joiners.equal(lambda wish: wish.start, lambda intake: intake.start),
        )
        .group_by(lambda wish, intake: intake, ConstraintCollectors.count_bi())
    )


def _load(factory: ConstraintFactory) -> Any:
    return (
        _taken(factory)
        .group_by(
            lambda wish, run: wish.official,
            lambda wish, run: run.year,
            lambda wish, run: run.most_weeks,
            ConstraintCollectors.sum(lambda wish, run: run.weeks),
        )
        .filter(lambda official, year, most, weeks: weeks > most)
        .penalize(_HARD, lambda official, year, most, weeks: weeks - most)
        .as_constraint("yearly_load")
    )


def _prerequisites(factory: ConstraintFactory) -> Any:
    return (
        factory.for_each(Wish)
        .join(
            Requirement,
            Joiners.equal(lambda wish: wish.official, lambda lack: lack.official),
            Joiners.equal(lambda wish: wish.course, lambda lack: lack.course),
        )
        .if_not_exists(
            Wish,
            Joiners.equal(
                lambda wish, lack: wish.official, lambda other: other.official
            ),
            Joiners.filtering(
                lambda wish, lack, other: (
                    other.course in lack.givers and _ends_before(other, wish)
                )
            ),
        )
        .penalize(_HARD)
        .as_constraint("prerequisites")
    )


def _news(factory: ConstraintFactory) -> Any:
    return (
        factory.for_each(Wish)
        .join(
            Wish,
            Joiners.equal(lambda wish: wish.official, lambda other: other.official),
            Joiners.filtering(
                lambda wish, other: (
                    other.course in wish.spoilers and _ends_before(other, wish)
                )
            ),
        )
        .penalize(_HARD)
        .as_constraint("grants_more")
    )


def _classes(factory: ConstraintFactory) -> Any:
    return (
        _people(factory)
        .filter(lambda intake, people: intake.broken(people) > 0)
        .penalize(_HARD, lambda intake, people: intake.broken(people))
        .as_constraint("class_size")
    )


def _money(factory: ConstraintFactory) -> Any:
    return (
        _people(factory)
        .join(
            Running,
            Joiners.equal(lambda intake, people: intake.course, lambda run: run.course),
            Joiners.equal(lambda intake, people: intake.start, lambda run: run.start),
        )
        .group_by(
            lambda intake, people, run: run.year,
            lambda intake, people, run: run.amount,
            ConstraintCollectors.sum(
                lambda intake, people, run: (
                    run.seat_cost * people + run.class_cost * intake.rooms(people)
                )
            ),
        )
        .filter(lambda year, amount, spent: spent > amount)
        .penalize(_HARD, lambda year, amount, spent: spent - amount)
        .as_constraint("budget_limit")
    )


def _cover(factory: ConstraintFactory) -> Any:
    return (
        _taken(factory)
        .filter(lambda wish, run: run.is_long)
        .group_by(
            lambda wish, run: wish.unit,
            lambda wish, run: run.year,
            ConstraintCollectors.count_distinct(lambda wish, run: wish.official),
        )
        .join(
            UnitYear,
            Joiners.equal(lambda unit, year, away: unit, lambda limit: limit.unit),
            Joiners.equal(lambda unit, year, away: year, lambda limit: limit.year),
        )
        .filter(lambda unit, year, away, limit: away > limit.most)
        .penalize(_HARD, lambda unit, year, away, limit: away - limit.most)
        .as_constraint("unit_cover")
    )


def _gain(factory: ConstraintFactory, level: int) -> Any:
    """Reward those who attain a target of a tier, up to the number missing."""
    return (
        factory.for_each(Wish)
        .join(
            Credit,
            Joiners.equal(lambda wish: wish.id, lambda credit: credit.wish),
            Joiners.filtering(
                lambda wish, credit: (
                    wish.start is not None
                    and credit.earliest <= wish.start <= credit.latest
                )
            ),
        )
        .group_by(
            lambda wish, credit: credit.need,
            ConstraintCollectors.count_distinct(lambda wish, credit: wish.official),
        )
        .join(Need, Joiners.equal(lambda need, people: need, lambda need: need.id))
        .filter(lambda at, people, need: need.level == level)
        .reward(
            _SOFT[level],
            lambda at, people, need: min(people, need.missing) * need.weight,
        )
        .as_constraint(f"tier-{level}")
    )


def search(problem: Problem, seconds: float) -> Problem:
    """Return the best solution found within a time [s]."""
    config = SolverConfig(
        solution_class=Problem,
        entity_class_list=[Wish],
        score_director_factory_config=ScoreDirectorFactoryConfig(
            constraint_provider_function=_constraints
        ),
        termination_config=TerminationConfig(
            spent_limit=Duration(milliseconds=round(seconds * 1000))
        ),
    )
    solution: Problem = SolverFactory.create(config).build_solver().solve(problem)
    return solution
