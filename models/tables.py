"""The small tables beside the roster: decisions made, courses running, appointments.

Rows are columns of equal length; officials and courses are positions in the roster and in
the catalogue, so that every use is an array operation.
"""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Pins:
    """Decisions already made; one row per decision."""

    official: Ints = field(default_factory=_none)
    """Position in the roster."""
    course: Ints = field(default_factory=_none)
    """Position in the catalogue."""
    start_year: Ints = field(default_factory=_none)
    """Calendar year; 0 means any year of the horizon."""
    enrol: npt.NDArray[np.bool_] = field(
        default_factory=lambda: np.zeros(0, dtype=np.bool_)
    )
    """True: this enrolment is in every plan. False: it is in none."""


@dataclass(frozen=True)
class InProgress:
    """Courses that run at the baseline date; one row per official and course."""

    official: Ints = field(default_factory=_none)
    """Position in the roster."""
    course: Ints = field(default_factory=_none)
    """Position in the catalogue."""
    start_year: Ints = field(default_factory=_none)
    """Calendar year before the horizon in which the course began."""
    line: Ints = field(default_factory=_none)
    """Budget line that pays the remaining years, -1 for none."""


@dataclass(frozen=True)
class Appointments:
    """Appointments to posts that are planned; one row per official, year and post."""

    official: Ints = field(default_factory=_none)
    """Position in the roster."""
    year: Ints = field(default_factory=_none)
    """Calendar year of the appointment."""
    post: Ints = field(default_factory=_none)
    """Position in `posts`."""
    posts: tuple[str, ...] = ()
    """Posts as written in the table."""
