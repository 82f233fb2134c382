"""`planner new`: start a scenario from a commented template."""

from pathlib import Path

import click

from planner.cli.consoles import tell
from planner.io.new_scenario import create
from planner.language import _
from planner.reports.text import quoted


@click.command("new", epilog="\b\nExample:\n  planner new scenarios/my-city")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Start a scenario in DIR.

    It is small, complete and commented; edit it into your own.
    """
    create(folder)
    click.echo(str(folder))
    tell(
        _("Edit {file}. Next: planner validate {folder}").format(
            file=folder / "scenario.yaml", folder=quoted(folder)
        )
    )
