"""Versions of the product and of what decides its results."""

from importlib import metadata

_SOLVERS = ("ortools",)


def version() -> str:
    """Return the version of the installed product."""
    return metadata.version("training-planner")


def solver_versions() -> dict[str, str]:
    """Return the versions of the solver packages."""
    return {name: metadata.version(name) for name in _SOLVERS}
