"""`planner validate`: every problem of the input at once."""

from pathlib import Path

import click

from planner.cli.consoles import show_warnings
from planner.cli.options import scenario_argument, what_if_options
from planner.io.read_scenario import load


@click.command(
    "validate", epilog="\b\nExample:\n  planner validate scenarios/can-tho-2024-2030"
)
@scenario_argument
@what_if_options
def command(
    scenario: Path, what_ifs: tuple[str, ...], changes: tuple[str, ...]
) -> None:
    """List every problem of SCENARIO.

    Each comes with its place, the value found there and the remedy.
    """
    loaded = load(scenario, what_ifs, changes)
    show_warnings(loaded.warnings)
    spec = loaded.scenario.spec
    click.echo(
        f"{spec.name} is valid: {len(loaded.scenario.roster):,} officials, "
        f"{len(spec.courses)} courses, {len(spec.targets)} targets, "
        f"{len(spec.budget)} budget lines, {spec.horizon.first} to {spec.horizon.last}; "
        f"{len(loaded.warnings)} warnings."
    )
