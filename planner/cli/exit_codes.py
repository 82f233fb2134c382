"""Exit codes; scripts rely on them."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit code of a command says."""

    OK = 0
    """A plan was written; or the input is valid; or the plan obeys every rule."""
    FAULT = 1
    """Unexpected fault."""
    INVALID = 2
    """Wrong usage or invalid input."""
    INFEASIBLE = 3
    """Proven: no plan obeys every hard input."""
    NO_PLAN = 4
    """Time ended without a plan."""
    VIOLATIONS = 5
    """`verify` found violations."""
