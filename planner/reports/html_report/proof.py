"""What was proven about a plan, in one sentence that never claims more."""

from collections.abc import Sequence

from models.result import Result, SolveStatus, Stage
from planner.language import _
from planner.reports.numbers import money


def headline(result: Result | None) -> str:
    """Return what is proven about a plan as a whole.

    Parameters
    ----------
    result
        Outcome of the search that found exactly this plan; None if it was made or changed
        in another way.
    """
    if result is None:
        return _(
            "Nothing is proven about this plan: it is not exactly what a search found "
            "for this scenario."
        )
    tiers = [stage for stage in result.stages if stage.name.startswith("tier-")]
    proven = _proven(tiers)
    if len(proven) < len(tiers):
        if not proven:
            return _("No tier is proven: another plan may miss fewer officials.")
        text = _(
            "Proven for {tiers}: no plan misses fewer officials there. After that "
            "another plan may miss fewer."
        )
        names = [stage.name.removeprefix("tier-") for stage in proven]
        return text.format(
            tiers=", ".join(_("tier {tier}").format(tier=name) for name in names)
        )
    best = _("Proven: in the order of the tiers, no plan misses fewer officials.")
    return f"{best} {_of_cost(result)}".strip()


def _proven(tiers: Sequence[Stage]) -> list[Stage]:
    """Return the first stages, up to one that is not proven."""
    proven = []
    for stage in tiers:
        if stage.status is not SolveStatus.OPTIMAL:
            break
        proven.append(stage)
    return proven


def _of_cost(result: Result) -> str:
    cost = next((stage for stage in result.stages if stage.name == "cost"), None)
    if cost is None or cost.incumbent is None:
        return ""
    if cost.status is SolveStatus.OPTIMAL:
        return _("And no plan that does as well costs less.")
    if cost.bound is None:
        return _("Whether another one that does as well costs less is not known.")
    text = _(
        "A plan that does as well costs at least {bound} million dong; this one "
        "{cost} million."
    )
    return text.format(bound=money(cost.bound), cost=money(cost.incumbent))
