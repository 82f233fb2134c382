"""`planner export`: write the formulation for other solvers."""

from collections.abc import Sequence
from pathlib import Path

import click

from models.scenario import Scenario
from planner.cli.consoles import show_warnings, tell
from planner.cli.exit_codes import ExitCode
from planner.cli.options import scenario_argument, what_if_options
from planner.engine.conflict import settled_conflicts, unreachable_decisions
from planner.engine.pathway import PathPool
from planner.formulation.build import build
from planner.formulation.catalogue import Catalogue
from planner.formulation.export import MARK, FileFormat, as_text
from planner.formulation.formulation import Formulation
from planner.formulation.objectives import Objective, order
from planner.formulation.people import People
from planner.formulation.reduction import reduce
from planner.io.problems import InvalidInput, problem
from planner.io.read_scenario import load
from planner.io.write_file import write_whole
from planner.language import _, marked
from planner.language.faults import reason_of
from planner.reports.numbers import counted

_FORMATS: dict[str, FileFormat] = {".mps": "mps", ".lp": "lp"}
_NOTHING = Objective("nothing", "nothing")


@click.command(
    "export",
    epilog="\b\nExample:\n"
    "  planner export scenarios/can-tho-2024-2030 can-tho.mps --objective cost",
)
@scenario_argument
@click.argument("file", type=click.Path(path_type=Path))
@what_if_options
@click.option(
    "--form",
    type=click.Choice(["master", "pathway"]),
    default="pathway",
    show_default=True,
    help="Whole paths of officials, or only classes and seats (smaller; a relaxation).",
)
@click.option(
    "--objective",
    "wanted",
    metavar="NAME",
    help="What is minimised, by its name in result.json.  [default: the first]",
)
def command(
    scenario: Path,
    file: Path,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    form: str,
    wanted: str | None,
) -> None:
    """Write the formulation of SCENARIO into FILE.

    FILE ends in .mps or .lp, which most solvers read. Names of columns and rows tell
    courses, years, targets and budget lines. The file holds one objective; the comments at
    its top name all of them in their order.
    """
    kind = _FORMATS.get(file.suffix.lower())
    if kind is None:
        raise click.BadParameter(_("name a file that ends in .mps or .lp"))
    _refuse_other_files(file)
    loaded = load(scenario, what_ifs, changes)
    show_warnings(loaded.warnings)
    formulation = _built(loaded.scenario, form)
    objective = _objective(order(formulation.reduction.catalogue), wanted)
    _write(file, as_text(formulation, objective, kind).encode())
    matrix = formulation.matrix
    click.echo(
        _("{file}: {columns}, {rows}; minimises {objective}.").format(
            file=file,
            columns=counted(matrix.n_columns, marked("column")),
            rows=counted(matrix.n_rows, marked("row")),
            objective=objective.name,
        )
    )


def _built(scenario: Scenario, form: str) -> Formulation:
    """Return the formulation; without any plan, say why and end the command."""
    conflicts = settled_conflicts(scenario)
    if not conflicts:
        reduction = reduce(People(Catalogue(scenario)))
        conflicts = unreachable_decisions(reduction)
    if conflicts:
        tell(_("Infeasible before anything is planned:"))
        for item in conflicts:
            tell(f"  {item}")
        raise click.exceptions.Exit(ExitCode.INFEASIBLE)
    if form == "master":
        return build(reduction, decoupled=True)
    return build(reduction, decoupled=False, paths=PathPool.of(reduction).chosen)


def _objective(known: Sequence[Objective], wanted: str | None) -> Objective:
    # Unevenness is left to the dealing of paths to officials.
    offered = {entry.name: entry for entry in known if entry.kind != "even_units"}
    if wanted is None:
        return next(iter(offered.values()), _NOTHING)
    if wanted not in offered:
        raise click.BadParameter(
            _("{name} is none of: {known}").format(
                name=repr(wanted), known=", ".join(offered)
            ),
            param_hint="--objective",
        )
    return offered[wanted]


def _refuse_other_files(file: Path) -> None:
    """Refuse to replace anything else than an earlier export."""
    try:
        if not file.resolve().exists():
            return
        with file.open("rb") as opened:
            if MARK.encode() in opened.readline(200):
                return
        reason = _("it holds something else than a formulation")
    except (OSError, ValueError, RuntimeError) as error:
        reason = reason_of(error)
    raise InvalidInput([problem("file-unwritable", file=str(file), reason=reason)])


def _write(file: Path, content: bytes) -> None:
    try:
        write_whole(file, content)
    except (OSError, RuntimeError) as error:
        reason = reason_of(error)
        found = problem("file-unwritable", file=str(file), reason=reason)
        raise InvalidInput([found]) from None
