"""Kind: what every problem of one sort has in common."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Kind(NamedTuple):
    """One kind of problem: how grave it is, its title, what is said, what to do."""

    severity: Severity
    title: str
    message: str
    remedy: str
