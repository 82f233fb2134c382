"""`planner template`: the workbook that offices fill in."""

from pathlib import Path

import click

from planner.cli.consoles import tell
from planner.io.files import inside, read_bytes
from planner.io.problems import InvalidInput
from planner.io.roster.specification import read_specification, scenario_folder
from planner.io.roster.template_workbook import write_template
from planner.io.table_files import MOST_BYTES, parse_table
from planner.language import _
from planner.reports.text import quoted


@click.command(
    "template",
    epilog="\b\nExample:\n"
    "  planner template scenarios/can-tho-2024-2030 --out officials.xlsx",
)
@click.argument("scenario", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Workbook to write (.xlsx); a file that exists is never replaced.",
)
def command(scenario: Path, out: Path) -> None:
    """Write a workbook to fill in for SCENARIO.

    It has one sheet for each table, with drop-down lists, notes on every column and an
    example row. `planner import` reads it without a mapping.
    """
    folder = scenario_folder(scenario)
    spec = read_specification(folder)
    write_template(out, spec, _units(folder, spec.tables.officials))
    click.echo(out)
    command = f"planner import {quoted(out)} --into {quoted(folder)}"
    tell(_("Fill it in. Next: {command}").format(command=command))


def _units(folder: Path, name: str) -> list[str]:
    """Return the units of the table of officials; none if it is not there or not right."""
    path = inside(folder, name)
    if not path.exists():
        return []
    try:
        table = parse_table(read_bytes(path, name, MOST_BYTES, ""), name)
    except InvalidInput:
        tell(_("The table of officials cannot be read, so no units are offered."))
        return []
    return sorted(set(table.texts("unit"))) if "unit" in table.columns else []
