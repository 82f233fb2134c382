"""Problem kinds: one catalogue of what can be wrong with the input, and how it is told."""

from planner.io.problem_kinds import checks, rosters, scenario_files, tables, written
from planner.io.problem_kinds.kind import Kind

CATALOGUE: dict[str, Kind] = {
    **scenario_files.KINDS,
    **tables.KINDS,
    **rosters.KINDS,
    **checks.KINDS,
    **written.KINDS,
}
"""Every kind of problem by its code; texts are told in the language in use."""
