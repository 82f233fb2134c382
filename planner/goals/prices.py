"""Prices of limits and of target percentages, predicted by the relaxation and confirmed.

The relaxation says what a change is worth and how far that holds. Each range is checked at
its end by relaxing the changed scenario anew, and if wanted by plans: the engine solves
the scenario as it is and with the change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from models.scenario import Scenario
from models.target import Monitored
from planner.api.searching import NoPlan
from planner.engine.prices import Kind, Price, Relaxed
from planner.goals.asking import Asker, Solved

_UNITS: dict[str, str] = {
    "budget": "million dong",
    "seats": "seat",
    "classes": "class",
    "targets": "percentage point",
}
_LEAST = 1e-6
"""Smaller changes count as none [officials, units]."""
_CLOSE = 0.01
"""A price of a percentage holds as long as it predicts so closely; headcounts are whole, so
no price of a percentage is exact [-]."""


@dataclass(frozen=True)
class Worth:
    """What one more unit of something is worth."""

    item: str
    """Stable name: `budget:city@2028`, `seats:TC@2027`, `target:theory-95`."""
    unit: str
    tier: str
    """The first tier whose shortfall changes."""
    per_unit: float
    """Change of its shortfall with one more unit [officials]."""
    up_to: float
    """More units for which the price holds."""
    before: float
    """Shortfall of the relaxation as it is [officials]."""
    predicted: float
    """Shortfall at the end of the range, by the price [officials]."""
    relaxed: float
    """The same, of the changed scenario relaxed anew [officials]."""
    change: str
    """The single change that goes to the end of the range."""
    plan_before: int | None = None
    """Shortfall of the best plan as it is [officials]; None if not confirmed."""
    plan_after: int | None = None
    """Shortfall of the best plan at the end of the range [officials]."""
    plan_proven: bool = False
    """Whether both plans are proven best for the tier."""


def prices(
    asker: Asker, kinds: Sequence[Kind], *, targets: bool, confirm: int
) -> list[Worth]:
    """Return everything of which one more unit changes a shortfall.

    Parameters
    ----------
    targets
        Include percentages of targets.
    confirm
        How many, of those with the largest effect over their range, are confirmed by plans,
        as far as the time limit allows (`Asker.cut_short` tells).
    """
    scenario = asker.given().scenario
    base = Relaxed(scenario)
    found = [_of_limit(asker, price) for price in base.prices(kinds)]
    if targets:
        found += _of_targets(asker, scenario, base)
    found.sort(
        key=lambda item: (item.tier, -abs(item.predicted - item.before), item.item)
    )
    if confirm and found:
        try:
            solved = asker.solve(tiers_only=True)
            for at, item in enumerate(found[:confirm]):
                found[at] = _confirmed(asker, item, solved)
        except NoPlan as none:
            if not none.timed_out:
                raise
            asker.cut_short = True  # prices are prices without plans too
    return found


def _of_limit(asker: Asker, price: Price) -> Worth:
    limit = price.limit
    step = Decimal("0.001") if limit.kind == "budget" else Decimal(1)
    # Never beyond the range; a range may be shorter than one seat or class, whose price
    # is then that of the whole one.
    up_to = Decimal(price.up_to + _LEAST).quantize(step, ROUND_FLOOR)
    up_to = max(Decimal(1), up_to)
    value = Decimal(str(limit.now)) + up_to
    field = "amount" if limit.kind == "budget" else limit.kind
    section = "budget" if limit.kind == "budget" else "courses"
    change = f"{section}.{limit.name}.{field}.{limit.year}={value.normalize():f}"
    return Worth(
        item=f"{limit.kind}:{limit.name}@{limit.year}",
        unit=_UNITS[limit.kind],
        tier=price.tier,
        per_unit=-price.per_unit,
        up_to=float(up_to),
        before=price.before,
        predicted=price.before - price.per_unit * float(up_to),
        relaxed=_shortfall(asker, change, price.tier),
        change=change,
    )


def _shortfall(asker: Asker, change: str, tier: str) -> float:
    return Relaxed(asker.given((change,)).scenario).shortfalls[tier]


def _of_targets(asker: Asker, scenario: Scenario, base: Relaxed) -> list[Worth]:
    found = []
    for name, target in scenario.spec.targets.items():
        if isinstance(target.measure, Monitored) or target.percent >= 100:
            continue
        worth = _of_percentage(asker, name, target.percent, base.shortfalls)
        if worth is not None:
            found.append(worth)
    return found


def _of_percentage(
    asker: Asker, name: str, percent: Decimal, before: dict[str, float]
) -> Worth | None:
    """Return what one more percentage point costs; None if nothing."""

    def changed(points: Decimal) -> tuple[str, dict[str, float]]:
        change = f"targets.{name}.percent={(percent + points).normalize():f}"
        return change, Relaxed(asker.given((change,)).scenario).shortfalls

    most = 100 - percent
    points = min(Decimal(1), most)
    change, after = changed(points)
    moved = [tier for tier in before if after[tier] - before[tier] > _LEAST]
    if not moved:
        return None
    tier = moved[0]
    per_unit = (after[tier] - before[tier]) / float(points)
    relaxed = after[tier]
    while points < most:
        further = min(2 * points, most)
        next_change, after = changed(further)
        rise = per_unit * float(further)
        if abs(after[tier] - before[tier] - rise) > _CLOSE * rise:
            break
        points, change, relaxed = further, next_change, after[tier]
    return Worth(
        item=f"target:{name}",
        unit=_UNITS["targets"],
        tier=tier,
        per_unit=per_unit,
        up_to=float(points),
        before=before[tier],
        predicted=before[tier] + per_unit * float(points),
        relaxed=relaxed,
        change=change,
    )


def _confirmed(asker: Asker, item: Worth, base: Solved) -> Worth:
    changed = asker.solve((item.change,), tiers_only=True, earlier=base)
    names = [stage.name for stage in base.tiers]
    at = names.index(item.tier)
    stages = [base.tiers[at], changed.tiers[at]]
    return replace(
        item,
        plan_before=stages[0].incumbent,
        plan_after=stages[1].incumbent,
        plan_proven=all(stage.status.value == "optimal" for stage in stages),
    )
