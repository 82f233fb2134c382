"""Words for the codes of results; `_` tells them in the language in use."""

from planner.language import marked

UNITS = {
    "officials": marked("officials"),
    "weighted officials": marked("officials (weighted)"),
    "years": marked("years"),
    "enrolments": marked("enrolments"),
}
"""Units of objectives."""

PREFERENCES = {
    "earlier_completion": marked("Earlier completion, total waiting time"),
    "priority_group": marked("Priority group, enrolments outside it"),
    "even_units": marked("Evenness between units, total deviation"),
}
"""Preferences."""

FILE_MEANINGS = {
    "result.json": marked("summary for programs"),
    "scenario.json": marked("the scenario with all changes applied, for comparisons"),
    "enrolments": marked("who takes which course, when, in which class, at whose cost"),
    "recruits": marked("who is recruited, by which stream, when, for which unit"),
    "classes": marked("classes that are opened"),
    "targets": marked("every target"),
    "budget": marked("every budget line by year"),
    "quotas": marked("how many officials each unit sends"),
}
"""What each file of a result folder holds, by name or, of tables, stem."""

REASONS = {
    "fixed": marked("a condition that training cannot change"),
    "no_course": marked("no course helps in time"),
    "not_serving": marked("not serving yet, or no longer, when it starts"),
    "who": marked("not among those whom the course is for"),
    "age_min": marked("too young"),
    "age_max": marked("too old"),
    "service_before": marked("has not served long enough before"),
    "requires": marked("does not meet what the course requires"),
    "prerequisite": marked("lacks the level needed before"),
    "retirement": marked("retires or leaves before the end of the course"),
    "bond": marked("too little service remains after it"),
    "grants_nothing_new": marked("holds all that the course grants"),
    "decided_not": marked("decided not to be sent"),
    "taken_before": marked("has taken the course"),
    "absent": marked("absent in a year of the course"),
    "load": marked("attends courses already, no weeks are left"),
    "busy": marked("the plan sends them to another course in these years"),
    "no_payer": marked("no budget line may pay"),
    "no_seat": marked("no seat is left, or no class is offered"),
    "no_money": marked("no money is left"),
    "unit_cover": marked("the unit cannot spare more people"),
    "no_class": marked("open classes are full, and too few are left for one more"),
    "not_chosen": marked("could be sent, but others came first"),
    "not_needed": marked("could be sent, but the target is met"),
    "completes_later": marked("completes after the target is measured"),
}
"""Why an official is missing from a target."""

FIGURES = {
    "attained": marked("attained"),
    "shortfall": marked("shortfall"),
    "required": marked("required"),
    "group_size": marked("group"),
    "spent": marked("spent"),
    "amount": marked("granted"),
    "available": marked("available"),
    "seats_taken": marked("enrolled"),
    "classes": marked("classes"),
    "recruits": marked("recruits"),
}
"""Figures that a comparison names."""

COMPARED = {
    "runs": marked("Runs"),
    "inputs": marked("Inputs that differ"),
    "targets": marked("Targets that changed"),
    "money": marked("Money that changed (million dong)"),
    "seats": marked("Seats and classes that changed, by start year"),
    "recruits": marked("Recruits that changed, by stream, unit and year of joining"),
    "people": marked("Officials whose plan changed"),
}
"""Tables of a comparison."""

PEOPLE = {
    "moved": marked("moved"),
    "added": marked("added"),
    "dropped": marked("dropped"),
}
"""How the plan of an official changed."""

STATUSES = {
    "optimal": marked("optimal"),
    "feasible": marked("not proven"),
    "infeasible": marked("infeasible"),
    "no-solution": marked("no plan in time"),
    "": "–",
}
"""What was proven of a run."""
