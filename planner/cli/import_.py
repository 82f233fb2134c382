"""`planner import`: the roster of an office -> the table of officials of a scenario."""

import datetime
from pathlib import Path

import click
import pandas as pd

from planner.cli.consoles import page, show_warnings, tell
from planner.cli.import_page import print_understood
from planner.io.files import inside, read_bytes
from planner.io.problems import InvalidInput, problem
from planner.io.roster.mapping import read_mapping
from planner.io.roster.sheets import Workbook
from planner.io.roster.small_sheets import read_small_sheets
from planner.io.roster.specification import read_specification, scenario_folder
from planner.io.roster.understand import understand
from planner.io.roster.write_roster import earlier_persons, write_mapping, write_tables
from planner.io.table_files import MOST_BYTES
from planner.io.yaml_lines import MOST_BYTES as MOST_YAML_BYTES
from planner.language import _
from planner.language.numbers import number
from planner.reports.text import quoted


@click.command(
    "import",
    epilog="\b\nExample:\n"
    "  planner import danh-sach.xlsx --into scenarios/my-city --dry-run",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    "scenario",
    required=True,
    type=click.Path(path_type=Path),
    metavar="SCENARIO",
    help="Scenario whose table of officials is written.",
)
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="NAME",
    help="Sheet to read, all that have a roster's header if not given. May be repeated.",
)
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="How headings and cells are read, as --save-mapping writes it.",
)
@click.option(
    "--save-mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write how headings and cells were read, with ? for what is not known.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the table there (.csv, .parquet or .xlsx) and leave the scenario as it is.",
)
@click.option(
    "--dry-run", is_flag=True, help="Tell what was understood, write no table."
)
def command(
    file: Path,
    scenario: Path,
    sheets: tuple[str, ...],
    mapping: Path | None,
    save_mapping: Path | None,
    out: Path | None,
    dry_run: bool,
) -> None:
    """Write the officials of the roster FILE into a scenario.

    FILE is a workbook (.xlsx, .xls, .ods) or .csv as offices keep them: titles above the
    header, merged headings, sections, totals and signatures are understood, several sheets
    are put together, and everything that was read or left out is told. Nothing is written
    while anything is unclear. The table that is replaced is kept beside the new one.
    """
    folder = scenario_folder(scenario)
    spec = read_specification(folder)
    attributes = spec.attributes
    target = inside(folder, spec.tables.officials) if out is None else out
    _keep(file, target, _("it is the roster that is imported"))
    if mapping is not None and save_mapping is not None:
        _keep(mapping, save_mapping, _("it is the mapping that is used"))
    known = None
    if mapping is not None:
        data = read_bytes(
            mapping, str(mapping), MOST_YAML_BYTES, _("name a mapping file")
        )
        known = read_mapping(data, str(mapping), attributes)
    data = read_bytes(file, str(file), MOST_BYTES, _("name the workbook of the roster"))
    book = Workbook(data, file.name)
    result = understand(
        book,
        attributes,
        datetime.date(spec.horizon.first - 1, 12, 31),
        names=sheets,
        mapping=known,
        earlier=_earlier(inside(folder, spec.tables.officials), spec.tables.officials),
    )
    ids = result.officials["id"].tolist() if len(result.officials) else []
    small = read_small_sheets(book, spec, ids)
    print_understood(page(), result, small)
    if save_mapping is not None:
        write_mapping(save_mapping, result.mapping())
        tell(_("The mapping was written to {path}").format(path=save_mapping))
    if problems := [*result.problems, *small.problems]:
        if save_mapping is None:
            tell(_("To answer in a file what is asked here: --save-mapping FILE"))
        raise InvalidInput([*problems, *result.warnings])
    show_warnings(result.warnings)
    if dry_run:
        tell(_("No table was written, because of --dry-run."))
        return
    tables = {target: result.officials}
    if out is None:
        tables |= {
            inside(folder, getattr(spec.tables, name)): table
            for name, table in small.tables.items()
        }
    for done in write_tables(tables):
        rows = number(len(tables[done.path]))
        click.echo(_("{path}; rows: {count}").format(path=done.path, count=rows))
        if done.backup is not None:
            tell(_("The table before is kept as {path}").format(path=done.backup))
        if not done.changed:
            tell(_("The table had the same content already."))
    if out is None and spec.synthetic:
        tell(
            _("If these are real people, write `synthetic: false` into scenario.yaml.")
        )
    tell(_("Next: planner validate {path}").format(path=quoted(folder)))


def _keep(path: Path, target: Path, reason: str) -> None:
    """Refuse to write over a file that is read.

    Raises
    ------
    InvalidInput
        If both are the same file.
    """
    if path.exists() and target.exists() and path.samefile(target):
        found = problem("file-unwritable", file=str(target), reason=reason)
        raise InvalidInput([found])


def _earlier(path: Path, name: str) -> pd.DataFrame | None:
    """Return the persons of the table that is replaced, if it can be read."""
    try:
        return earlier_persons(path, name)
    except InvalidInput as invalid:
        tell(_("The table before cannot be read, so no id of it is kept:"))
        show_warnings(invalid.problems)
        return None
