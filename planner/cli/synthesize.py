"""`planner synthesize`: write the synthetic roster of a scenario."""

from pathlib import Path

import click

from planner.cli.consoles import tell
from planner.cli.exit_codes import ExitCode
from planner.cli.options import scenario_argument
from planner.language import _
from planner.reports.text import quoted
from planner.synthesis.write import write_officials


@click.command(
    "synthesize",
    epilog="\b\nExample:\n  planner synthesize scenarios/can-tho-2024-2030",
)
@scenario_argument
def command(scenario: Path) -> None:
    """Write the synthetic roster of SCENARIO.

    It follows population.yaml: every published count is met exactly, and the same seed
    gives the same officials.
    """
    try:
        files = write_officials(scenario)
    except (ValueError, OSError) as wrong:
        tell(_("error: {what}").format(what=wrong))
        raise click.exceptions.Exit(ExitCode.INVALID) from None
    for file in files:
        click.echo(str(file))
    tell(_("Next: planner validate {scenario}").format(scenario=quoted(scenario)))
