"""What was proven about a plan, in one sentence that never claims more."""

from collections.abc import Sequence

from models.result import Result, SolveStatus, Stage
from planner.language import _
from planner.reports.numbers import count, money


def doubts(violations: int, *, changed: bool) -> list[str]:
    """Return what a reader has to know before anything else.

    Parameters
    ----------
    changed
        Whether scenario or enrolments have changed since a search found the plan.
    """
    found = []
    if violations:
        text = _(
            "This plan breaks rules in {number} ways and cannot be carried out as it is; "
            "`planner verify` lists them."
        )
        found.append(text.format(number=count(violations)))
    if changed:
        found.append(
            _(
                "Scenario or enrolments have changed since the plan was found: the figures "
                "are those of now, and what was proven then is not claimed here."
            )
        )
    return found


def checked(violations: int) -> str:
    """Return what the rules say, if they are obeyed."""
    if violations:
        return ""
    return _("Every rule was checked on the enrolments themselves: none is broken.")


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
    if result.cut_short:
        early = _("The search was ended early.")
        return f"{_of_search(result)} {early}"
    return _of_search(result)


def _of_search(result: Result) -> str:
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
