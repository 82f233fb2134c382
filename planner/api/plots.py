"""Pictures of a plan and of plans side by side; each is returned and kept nowhere."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from planner.api.canvas import colours, panels, words, years_only
from planner.api.pictures import differences
from planner.language import _

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from planner.api.plan import Plan
    from planner.api.plan_set import PlanSet

_MET, _MISSED, _LIMIT = "tab:blue", "tab:red", "dimgrey"


class PlanPlots:
    """Pictures of a plan, as matplotlib figures; ask `Plan.plot` for them."""

    def __init__(self, plan: "Plan") -> None:
        self._plan = plan

    def attainment(self) -> "Figure":
        """Draw what is attained of each target by year, and what is required [%].

        Years in which the target is measured have a dot: blue if it is met, else red.
        """
        table = self._plan.targets_by_year.dropna(subset=["percent"])
        titles = self._plan.scenario.data.spec.targets
        groups = list(table.groupby("target", sort=False, observed=True))
        figure, axes = panels(len(groups), across=3, height=2.4)
        for axis, (name, rows) in zip(axes, groups, strict=False):
            years = rows["year"].tolist()
            percent = rows["percent"].astype(float)
            required = 100 * rows["required"] / rows["group_size"]
            axis.plot(years, percent, color=_MET)
            # A single year is no line; its mark is one.
            axis.plot(years, required, color=_LIMIT, linestyle="--", marker="_")
            asked = rows["measured"].to_numpy(dtype=bool)
            colours = [_MISSED if n else _MET for n in rows.loc[asked, "shortfall"]]
            axis.scatter(rows.loc[asked, "year"], percent[asked], c=colours, zorder=3)
            # Titles of targets often begin alike, names never do.
            title = f"{name}: {titles[str(name)].title}"
            axis.set_title(words(title, 40), fontsize=9)
            axis.set_ylim(0, 105)
            axis.set_ylabel("%")
            years_only(axis, years)
        return figure

    def budget(self) -> "Figure":
        """Draw what each budget line pays in each year, and what it has [million dong]."""
        table = self._plan.budget
        groups = list(table.groupby("line", sort=False))
        figure, axes = panels(len(groups), across=2)
        for axis, (__, rows) in zip(axes, groups, strict=False):
            axis.bar(rows["year"], rows["spent"], color=_MET, label=_("spent"))
            axis.hlines(
                rows["available"], rows["year"] - 0.45, rows["year"] + 0.45,
                color=_LIMIT, label=_("available"),
            )  # fmt: skip
            axis.margins(y=0.25)  # room for the legend
            axis.set_title(words(rows["title"].iloc[0]), fontsize=9)
            axis.set_ylabel(_("million dong"))
            axis.legend(frameon=False, fontsize=8, ncols=2, loc="upper center")
            years_only(axis, rows["year"].tolist())
        return figure

    def seats(self) -> "Figure":
        """Draw how many officials start each course in each year [officials]."""
        spec = self._plan.scenario.data.spec
        seats = self._plan.classes.pivot_table(
            index="course", columns="start_year", values="seats_taken",
            aggfunc="sum", fill_value=0, observed=True,
        )  # fmt: skip
        years = list(spec.horizon.years)
        seats = seats.reindex(columns=years, fill_value=0)
        figure, (axis,) = panels(1, height=4.5)
        below = np.zeros(len(years))
        courses = [name for name in spec.courses if name in seats.index]
        for course, colour in zip(courses, colours(len(courses)), strict=True):
            title = words(f"{spec.courses[course].title} ({course})")
            taken = seats.loc[course].to_numpy(dtype=float)
            axis.bar(years, taken, bottom=below, label=title, color=colour)
            below = below + taken
        if len(seats):
            axis.legend(frameon=False, fontsize=8, loc="center left",
                        bbox_to_anchor=(1, 0.5))  # fmt: skip
        axis.set_ylabel(_("officials"))
        years_only(axis, years)
        return figure

    def calendar(self, official: str) -> "Figure":
        """Draw the courses of one official year by year.

        Courses in progress at the baseline date are grey, years of absence shaded.

        Raises
        ------
        KeyError
            If there is no such official.
        """
        given = self._plan.scenario.data
        if official not in given.roster.position:
            raise KeyError(f"no official has the id {official!r}")
        at = given.roster.position[official]
        running = given.in_progress
        taken = [
            (given.course_ids[course], int(start), _LIMIT)
            for course, start in zip(
                running.course[running.official == at],
                running.start_year[running.official == at],
                strict=True,
            )
        ]
        own = self._plan.enrolments
        own = own[own["official"].astype(object) == official]
        taken += [
            (str(course), int(start), _MET)
            for course, start in zip(own["course"], own["start_year"], strict=True)
        ]
        figure, (axis,) = panels(1, height=1.2 + 0.4 * len(taken))
        for row, (course, start, colour) in enumerate(taken):
            length = given.spec.courses[course].duration
            axis.barh(row, length, left=start, color=colour)
        titles = [words(given.spec.courses[course].title) for course, _, _ in taken]
        axis.set_yticks(range(len(taken)), titles)
        axis.invert_yaxis()
        horizon = given.spec.horizon
        for year in horizon.years:
            if (at, year) in given.roster.absent:
                axis.axvspan(year, year + 1, color="0.9", zorder=0)
        axis.set_xlim(min([horizon.first, *(t[1] for t in taken)]), horizon.last + 1)
        years_only(axis, list(horizon.years), offset=0.5)
        axis.set_title(words(official), fontsize=9)
        return figure


class PlanSetPlots:
    """Pictures of plans side by side; ask `PlanSet.plot` for them."""

    def __init__(self, plans: "PlanSet") -> None:
        self._plans = plans

    def differences(self) -> "Figure":
        """Draw how attainment, spending and people differ from the first plan."""
        return differences(self._plans.compare())

    def frontier(self, tier: int | None = None) -> "Figure":
        """Draw cost against the shortfall of a tier, one point for each plan.

        The line joins the plans that no other plan of the set beats in both.

        Parameters
        ----------
        tier
            Not given: the first tier in which the plans differ, else the first.

        Raises
        ------
        ValueError
            If the plans have no such tier.
        """
        summary = self._plans.summary
        name = self._tier(summary, tier)
        points = summary.dropna(subset=[name]).sort_values(["cost", name])
        best = points[
            points[name] < points[name].cummin().shift(fill_value=float("inf"))
        ]
        figure, (axis,) = panels(1, height=4.5)
        axis.step(best["cost"], best[name], where="post", color=_LIMIT, linestyle="--")
        axis.scatter(points["cost"], points[name], color=_MET, zorder=3)
        for run, cost, value in zip(
            points["run"], points["cost"], points[name], strict=True
        ):
            axis.annotate(
                words(run, 30), (cost, value), xytext=(5, 5),
                textcoords="offset points", fontsize=8,
            )  # fmt: skip
        axis.set_xlabel(_("cost (million dong)"))
        axis.set_ylabel(
            _("shortfall, tier {tier}").format(tier=name.removeprefix("tier-"))
        )
        return figure

    def _tier(self, summary: pd.DataFrame, tier: int | None) -> str:
        known = [name for name in summary if str(name).startswith("tier-")]
        if tier is not None:
            if f"tier-{tier}" not in known:
                raise ValueError(f"the plans have no tier {tier}")
            return f"tier-{tier}"
        if not known:
            raise ValueError("the plans have no tiers")
        differing = [name for name in known if len(summary[name].unique()) > 1]
        return str((differing or known)[0])
