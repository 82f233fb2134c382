"""Texts of the page that stand beside the figures, in the language in use."""

from planner.language import _


def of_templates() -> dict[str, str]:
    """Return the texts that the templates print, by name."""
    return {
        "report": _("Training plan"),
        "contents": _("Contents"),
        "skip": _("Skip to the content"),
        "overview": _("Overview"),
        "what_ifs": _("What-ifs and changes to the scenario"),
        "synthetic": _(
            "The officials are synthetic: nobody in the list is a real person."
        ),
        "proof": _("What is proven"),
        "proof_steps": _("Step by step"),
        "targets": _("Targets"),
        "target_note": _(
            "Required and attained are counted in officials on 31 December. The bar shows "
            "the group: dark what the plan adds, pale what there would be without new "
            "courses, the line what is required. Percentages are cut off, not rounded."
        ),
        "missing_note": _(
            "Each official is counted with the first thing that stands in the way of one "
            "more enrolment beside this plan. It does not prove that another plan could "
            "not do better."
        ),
        "all_attained": _("Everybody who counts has attained it."),
        "attained_by_year": _("Attained by year, in % of those who count"),
        "attained_legend": _(
            "Dark columns count for the target, pale ones show the way to it; the dashed "
            "line is the share required."
        ),
        "changes": _("What differs from {run}"),
        "no_changes": _("Nothing differs."),
        "people_note": _("Who they are is listed by: planner compare … --out DIR"),
        "money": _("Money"),
        "money_legend": _(
            "Million dong. Columns: spent; outlines: available, with what was carried over."
        ),
        "no_budget": _(
            "The scenario has no budget lines: costs are neither counted nor limited."
        ),
        "courses": _("Courses and classes"),
        "seat_legend": _("Columns: seats taken; outlines: seats offered."),
        "nobody_sent": _("This plan sends nobody to a course."),
        "recruits": _("Recruits"),
        "units": _("Units"),
        "unit_note": _(
            "Choose a unit to see whom it sends where and when, how many it spares, and "
            "who is missing from which target."
        ),
        "enrolments": _("Enrolments"),
        "reading": _("How to read this report"),
        "needs_script": _(
            "Pages of units and the list of enrolments are drawn by the script in this "
            "file, which this program has switched off."
        ),
        "made_from": _("Made from"),
        "contains": _(
            "This file holds {units} units, {officials} officials with a plan or missing "
            "from a target, {enrolments} enrolments and {missing} reasons."
        ),
        "offline": _(
            "Everything is in this one file: it loads nothing and sends nothing."
        ),
    }


def of_script() -> dict[str, str]:
    """Return the texts that the script shows, by name."""
    return {
        "search": _("Search targets, units, officials"),
        "filter": _("Filter this table"),
        "rows": _("{shown} of {all} rows"),
        "page": _("Rows {first} to {last} of {all}"),
        "previous": _("Previous rows"),
        "next": _("Next rows"),
        "results": _("Found"),
        "nothing": _("Nothing found"),
        "unit": _("Unit"),
        "official": _("Official"),
        "name": _("Name"),
        "course": _("Course"),
        "start": _("Start"),
        "end": _("End"),
        "class": _("Class"),
        "line": _("Budget line"),
        "cost": _("Cost, million dong"),
        "target": _("Target"),
        "year": _("Year"),
        "reason": _("Reason"),
        "detail": _("Detail"),
        "total": _("Total"),
        "sends": _("Whom the unit sends"),
        "quotas": _("How many the unit sends, by course and start year"),
        "load": _("How many the unit spares"),
        "figure": _("Figure"),
        "serving": _("Serving on 1 January"),
        "away": _("In long courses"),
        "allowed": _("Most allowed in long courses"),
        "beyond": _("In long courses beyond that"),
        "weeks": _("Weeks away, all together"),
        "lacking": _("Who has not attained a target, and the first thing in the way"),
        "nobody": _("This unit sends nobody."),
        "nobody_lacking": _("Nobody of this unit is missing from a target."),
        "all_enrolments": _("Every enrolment of the plan"),
        "sort": _("Sort by {column}"),
    }


def glossary() -> list[tuple[str, str]]:
    """Return the words of the report with their meaning."""
    return [
        (
            _("Target"),
            _("A share of a group that has to hold or to have attended something."),
        ),
        (
            _("Group"),
            _(
                "Those who count for a target: serving on the day of measuring and in the "
                "group on that day."
            ),
        ),
        (
            _("Required"),
            _(
                "The least number of officials with which the target is met; decided on "
                "numbers of officials, never on rounded percentages."
            ),
        ),
        (
            _("Shortfall"),
            _("Required less attained, never below 0; a surplus is not counted."),
        ),
        (
            _("Tier"),
            _("Priority: no plan gives up officials of tier 1 for those of tier 2."),
        ),
        (
            _("Watched"),
            _("Training cannot move the figure; it is reported and never optimised."),
        ),
        (
            _("Enrolment"),
            _("One official who starts one course in one year."),
        ),
        (
            _("Proven"),
            _(
                "The search has shown that no plan within the rules, seats and money of "
                "this scenario does better. What is not called proven is not."
            ),
        ),
    ]
