"""Units named in filters are units of the roster."""

from models.expression import Compare, OneOf, parse, walk
from models.scenario import Scenario
from planner.io.checks.walk import filters
from planner.io.problems import Problem, problem
from planner.io.suggestions import suggestion
from planner.language import _


def check(scenario: Scenario) -> list[Problem]:
    """Return units named in filters that no official belongs to."""
    known = scenario.roster.unit_names
    found = []
    for path, text in filters(scenario.spec):
        for part in walk(parse(text)):
            if not isinstance(part, Compare | OneOf) or part.name != "unit":
                continue
            values = part.values if isinstance(part, OneOf) else (part.value,)
            found += [
                problem(
                    "unknown-reference",
                    path=path,
                    value=value,
                    reason=_("no official belongs to the unit"),
                    name=value,
                    hint=suggestion(str(value), known, _("units")),
                )
                for value in values
                if str(value) not in known
            ]
    return found
