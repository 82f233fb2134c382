"""A picture with its title."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Figure:
    """A picture with its title, and what is said below it."""

    title: str
    drawing: Markup
    note: str = ""
