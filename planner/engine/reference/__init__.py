"""Reference engine: one decision for each official, course and start year.

A second opinion for small scenarios. It is written from the definitions of the rules and
shares nothing with the formulation of the default engine: no blocks of officials, no
reduction, no bound by relaxation. CP-SAT proves every stage by itself.
"""

from planner.engine.reference.possible_enrolments import TooLargeError, possible
from planner.engine.reference.stages import search

__all__ = ["TooLargeError", "possible", "search"]
