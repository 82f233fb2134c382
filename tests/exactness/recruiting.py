"""Random tiny scenarios with recruitment, and the best plan among all choices of streams.

Whoever is recruited in one choice is made an ordinary official of a scenario without
recruitment, in which every plan is tried; targets of recruits and the price of recruiting
are added by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import count, product
from random import Random
from typing import Any

import numpy as np

from models.preference import EvenUnits
from models.scenario import Scenario, ScenarioSpec
from models.target import Monitored, RecruitmentComposition, Target
from tests.exactness import by_hand
from tests.exactness.brute_force import NotTinyError, outcomes
from tests.exactness.random_scenarios import drawn, middling

_MOST_CHOICES = 40

Values = tuple[int, ...]


@cache
def recruiting(seed: int) -> tuple[Scenario, Values | None]:
    """A scenario of which every plan was tried, and the best values; None if there is none.

    In two seeds of three it matters who is recruited.
    """
    for attempt in count():
        random = Random(f"recruiting {seed} {attempt}")
        scenario = with_recruitment(drawn(seed, attempt + 500), random)
        width = len(scenario.stream_ids)
        if not scenario.vacancies or width ** len(scenario.vacancies) > _MOST_CHOICES:
            continue
        try:
            found = [_best(scenario, chosen) for chosen in _choices(scenario)]
        except NotTinyError:
            continue
        values = [each for each in found if each is not None]
        if seed % 3 == 0 or len(set(values)) > 1:
            return scenario, min(values, default=None)
    raise AssertionError("unreachable")


def middling_recruiting(seed: int) -> Scenario:
    """A scenario with recruitment, too large for every plan to be tried."""
    return with_recruitment(middling(seed), Random(f"middling recruiting {seed}"))


def with_recruitment(given: Scenario, random: Random) -> Scenario:
    """The scenario with one or two people leaving more, and with recruitment."""
    spec = given.spec
    years = list(spec.horizon.years)
    leaves = given.roster.leaves.copy()
    for _ in range(random.randint(1, 2)):
        day = f"{random.choice(years)}-0{random.randint(1, 9)}-01"
        leaves[random.randrange(len(leaves))] = np.datetime64(day)
    content = spec.model_dump(mode="python")
    content["preferences"] = [
        entry for entry in spec.preferences if not isinstance(entry, EvenUnits)
    ]
    content["recruitment"] = _recruitment(random, years)
    content["targets"] = {**spec.targets, **_compositions(random, years)}
    if spec.budget:
        content["budget"] = _budget(random, content["budget"])
    return replace(
        given,
        spec=ScenarioSpec.model_validate(content),
        roster=replace(given.roster, leaves=leaves, _cache={}),
    )


def _recruitment(random: Random, years: list[int]) -> dict[str, Any]:
    streams: dict[str, Any] = {}
    for name in ("one", "two", "three")[: random.choice((1, 2, 2, 2, 3))]:
        stream: dict[str, Any] = {
            "title": name,
            "sex": random.choice(("female", "male")),
            "age": random.choice((24, 29, 38, 39, 41)),
            "attributes": {
                "education": random.choice(("none", "trung_cap", "dai_hoc")),
                "theory": random.choice(("none", "none", "so_cap", "trung_cap")),
                "fields": random.choice(((), ("law",), ("finance", "farming"))),
                "party": random.random() < 0.7,
            },
        }
        if random.random() < 0.6:
            stream["cost"] = random.choice(
                (0, 1, 2, "1.333", {y: y % 5 for y in years})
            )
        streams[name] = stream
    last = next(reversed(streams.values()))
    if random.random() < 0.3:
        last["limits"] = {"min": {"default": 0, random.choice(years): 1}}
    if random.random() < 0.3:
        last["limits"] = {**last.get("limits", {}), "max": random.choice((0, 1, 1, 2))}
    return {
        "who": random.choice(("all", "all", "title != chair", "age >= 36")),
        "replace": random.choice((100, 100, 60)),
        "attrition": [{"percent": random.choice((0, 10, 20))}],
        "of_post": ["title"],
        "streams": streams,
    }


def _compositions(random: Random, years: list[int]) -> dict[str, Any]:
    targets = {}
    for at in range(random.choice((0, 1, 1, 2))):
        first, last = sorted(random.choices(years, k=2))
        targets[f"N{at}"] = {
            "title": "recruits",
            "group": random.choice(("all", "all", "education >= trung_cap", "party")),
            "compare": random.choice((">=", ">=", ">")),
            "percent": random.choice((15, 30, 50, 66.7, 100)),
            "tier": random.randint(1, 3),
            "weight": random.choice((1, 1, 2)),
            "measure": {
                "kind": "recruitment_composition",
                "who": random.choice(
                    ("education >= dai_hoc", "age < 30", "age < 40 and sex == female")
                ),
                "streams": random.choice((None, None, ("one",))),
                "first": first,
                "last": last,
            },
        }
    return targets


def _budget(random: Random, budget: dict[str, Any]) -> dict[str, Any]:
    """The lines, and one more that pays for recruits, or a rule of a line there is."""
    rule = {"recruitment": ["one", "two"], "share": random.choice((1, "0.5"))}
    fixed = [name for name, line in budget.items() if not line["carry_over"]]
    if fixed and random.random() < 0.5:
        line = budget[random.choice(fixed)]
        return {**budget, fixed[0]: {**line, "pays": [*line["pays"], rule]}}
    amount = random.choice((1, 2, 4, 50))
    return {**budget, "new": {"title": "new", "amount": amount, "pays": [rule]}}


# -- every choice ----------------------------------------------------------------------


def _choices(scenario: Scenario) -> Iterator[tuple[int, ...]]:
    """Rows of the roster that are recruited, for every choice of streams."""
    width, named = len(scenario.stream_ids), scenario.roster.named
    for chosen in product(range(width), repeat=len(scenario.vacancies)):
        yield tuple(named + at * width + stream for at, stream in enumerate(chosen))


def _facts(scenario: Scenario, row: int) -> tuple[str, int, bool]:
    """Stream and year of a potential recruit, and whether a named official left."""
    vacancy, stream = divmod(row - scenario.roster.named, len(scenario.stream_ids))
    year = int(scenario.vacancies.year[vacancy])
    return scenario.stream_ids[stream], year, bool(scenario.vacancies.followed[vacancy])


def _best(scenario: Scenario, chosen: Sequence[int]) -> Values | None:
    """The best values with these recruits; None if no plan obeys every rule."""
    spec = scenario.spec
    facts = [_facts(scenario, row) for row in chosen]
    if not _within_limits(scenario, [entry[:2] for entry in facts]):
        return None
    price = 0
    amounts = {
        name: {year: line.amount.at(year) for year in spec.horizon.years}
        for name, line in spec.budget.items()
    }
    for stream, year, _ in facts:
        line, charge = _charge(spec, stream, year)
        price += charge
        if line:
            left = amounts[line][year]
            assert left is not None
            amounts[line][year] = left - Decimal(charge) / 1000
    if any(
        left is not None and left < 0
        for own in amounts.values()
        for left in own.values()
    ):
        return None
    missing = {
        name: _composition(scenario, target, target.measure, chosen)
        for name, target in spec.targets.items()
        if isinstance(target.measure, RecruitmentComposition)
    }
    plain = _without_recruitment(scenario, chosen, amounts, list(missing))
    shift = {
        at: sum(
            spec.targets[name].weight * short
            for name, short in missing.items()
            if spec.targets[name].tier == at
        )
        for at in {spec.targets[name].tier for name in missing}
    }
    values = []
    for outcome in outcomes(plain):
        own = outcome.tiers
        tiers = dict.fromkeys(sorted({*own, *shift}), 0)
        tiers.update(dict(zip(own, outcome.values, strict=False)))
        rest = list(outcome.values[len(own) :])
        if spec.budget:
            rest[0] += price
        values.append((*(tiers[at] + shift.get(at, 0) for at in tiers), *rest))
    return min(values, default=None)


def _within_limits(scenario: Scenario, joining: list[tuple[str, int]]) -> bool:
    assert scenario.spec.recruitment is not None
    for name, stream in scenario.spec.recruitment.streams.items():
        for year in scenario.spec.horizon.years:
            number = joining.count((name, year))
            most = None if stream.limits.max is None else stream.limits.max.at(year)
            if number < (stream.limits.min.at(year) or 0):
                return False
            if most is not None and number > most:
                return False
    return True


def _charge(spec: ScenarioSpec, stream: str, year: int) -> tuple[str, int]:
    """Who pays for a recruit, and how much [thousand dong]."""
    assert spec.recruitment is not None
    cost = spec.recruitment.streams[stream].cost
    for name, line in spec.budget.items():
        for rule in line.pays:
            if stream in (rule.recruitment or ()):
                price = Decimal(0) if cost is None else cost.at(year) or Decimal(0)
                amount = (price * 1000 * rule.share).quantize(Decimal(1), ROUND_HALF_UP)
                return name, int(amount)
    return "", 0


def _composition(
    scenario: Scenario,
    target: Target,
    measure: RecruitmentComposition,
    chosen: Sequence[int],
) -> int:
    """How many are missing from a target of recruits."""
    people = by_hand.people(scenario)
    size = attained = 0
    for row in chosen:
        stream, year, _ = _facts(scenario, row)
        day = date(year, 12, 31)
        if measure.first <= year <= measure.last and by_hand.passes(
            scenario, target.group, people[row], day
        ):
            size += 1
            attained += by_hand.passes(scenario, measure.who, people[row], day) and (
                measure.streams is None or stream in measure.streams
            )
    required = next(
        number
        for number in range(size + 2)
        if not size
        or number * 100 > size * target.percent
        or (target.compare == ">=" and number * 100 == size * target.percent)
    )
    return max(0, required - attained)


def _without_recruitment(
    scenario: Scenario,
    chosen: Sequence[int],
    amounts: dict[str, dict[int, Any]],
    left_out: list[str],
) -> Scenario:
    """The scenario in which the recruits who stand for somebody are ordinary officials."""
    roster = scenario.roster
    followed = [row for row in chosen if _facts(scenario, row)[2]]
    rows = np.array([*range(roster.named), *followed], dtype=np.int64)
    arrays = {
        entry.name: getattr(roster, entry.name)[rows]
        for entry in fields(roster)
        if isinstance(getattr(roster, entry.name), np.ndarray)
    }
    content = scenario.spec.model_dump(mode="python")
    content["recruitment"] = None
    for name in left_out:
        del content["targets"][name]
    # Brute force needs a target; one that is only watched has no value.
    watched = {"kind": "monitored", "first": scenario.spec.horizon.first,
               "last": scenario.spec.horizon.first}  # fmt: skip
    content["targets"]["W"] = Target(
        title="watched", percent=Decimal(1), measure=Monitored.model_validate(watched)
    )
    for name, line in content["budget"].items():
        line["amount"] = {"default": None, "years": amounts[name]}
        # Recruits are paid already, and by their rules no course is.
        line["pays"] = [rule for rule in line["pays"] if rule["recruitment"] is None]
    content["budget"] = {
        name: line for name, line in content["budget"].items() if line["pays"]
    }
    return replace(
        scenario,
        spec=ScenarioSpec.model_validate(content),
        roster=replace(
            roster,
            **arrays,
            columns={name: column[rows] for name, column in roster.columns.items()},
            potential=0,
            _cache={},
        ),
    )
