"""Addresses of the sections of a page."""

from urllib.parse import quote


def of_target(name: str) -> str:
    """Return the address of a target's section."""
    return f"#target-{quote(name, safe='')}"


def of_unit(name: str) -> str:
    """Return the address of a unit's section."""
    return f"#unit-{quote(name, safe='')}"
