"""`planner validate`: every problem of the input at once."""

from pathlib import Path

import click

from planner.cli.consoles import show_warnings, tell
from planner.cli.options import scenario_argument, what_if_options
from planner.io.read_scenario import load
from planner.reports.numbers import counted
from planner.reports.text import quoted


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
        f"{spec.name} is valid: {counted(loaded.scenario.roster.named, 'official')}, "
        f"{counted(len(spec.courses), 'course')}, "
        f"{counted(len(spec.targets), 'target')}, "
        f"{counted(len(spec.budget), 'budget line')}, "
        f"{spec.horizon.first} to {spec.horizon.last}; "
        f"{counted(len(loaded.warnings), 'warning')}."
    )
    tell(f"Next: planner solve {quoted(scenario)}{_options(what_ifs, changes)}")


def _options(what_ifs: tuple[str, ...], changes: tuple[str, ...]) -> str:
    names = "".join(f" --what-if {name}" for name in what_ifs)
    return names + "".join(f' --set "{text}"' for text in changes)
