"""Who is missing from a target, and the first thing that stands in the way.

No solver is asked: every test is one of the rules, applied to one more enrolment beside
those of the plan.
"""

from planner.reports.missing.reasons import Reason
from planner.reports.missing.who import missing_officials

__all__ = ["Reason", "missing_officials"]
