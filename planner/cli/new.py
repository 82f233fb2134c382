"""`planner new`: start a scenario from a commented template."""

from pathlib import Path

import click

from planner.io.new_scenario import create


@click.command("new", epilog="\b\nExample:\n  planner new scenarios/my-city")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Start a scenario in DIR.

    It is small, complete and commented; edit it into your own.
    """
    create(folder)
    click.echo(str(folder))
    click.echo(
        f"Edit {folder / 'scenario.yaml'}, then run: planner validate {folder}",
        err=True,
    )
