"""Versions of the product and of what decides its results."""

from importlib import metadata


def version() -> str:
    """Return the version of the installed product."""
    return metadata.version("training-planner")


def solver_version() -> str:
    """Return the version of the package that holds all solvers."""
    return f"OR-Tools {metadata.version('ortools')}"
