"""`planner prices`: what one more million, seat, class or percentage point is worth."""

from pathlib import Path

import click
import pandas as pd

from planner.api.progress import progress
from planner.api.searching import NoPlan
from planner.cli import Session
from planner.cli.consoles import messages, page, show_warnings, tell
from planner.cli.exit_codes import ExitCode
from planner.cli.options import scenario_argument, what_if_options
from planner.engine.prices import Kind, NoRelaxationError
from planner.engine.settings import SolveSettings
from planner.goals.asking import Asker
from planner.goals.prices import Worth, prices
from planner.io.own_table import refuse_other_files, write_own_table
from planner.language import _
from planner.reports.price_page import print_prices

_KINDS: dict[str, tuple[Kind, ...]] = {
    "budget": ("budget",),
    "seats": ("seats", "classes"),
    "targets": (),
}
_WHAT = "prices"
_COLUMNS = tuple(Worth.__dataclass_fields__)


@click.command(
    "prices",
    epilog="\b\nExample:\n  planner prices scenarios/can-tho-2024-2030 --of budget",
)
@scenario_argument
@what_if_options
@click.option(
    "--of",
    "asked",
    type=click.Choice(list(_KINDS)),
    multiple=True,
    help="What to price; seats include classes. May be repeated.  [default: all]",
)
@click.option(
    "--confirm",
    type=click.IntRange(0, 100),
    default=3,
    show_default=True,
    help="How many are confirmed by solving again, the largest effects first.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True, max=1e6),
    metavar="S",
    help="Wall time for solving again [s].  [default: until it ends by itself]",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the prices into a CSV file.",
)
@click.pass_obj
def command(
    session: Session,
    scenario: Path,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    asked: tuple[str, ...],
    confirm: int,
    time_limit: float | None,
    out: Path | None,
) -> None:
    """Tell what one more unit of each limit of SCENARIO is worth.

    A price is what one more million dong, seat, class or percentage point changes in the
    shortfall of the first tier that it moves, by the linear relaxation, and how many more
    units it holds for.
    """
    if out is not None:
        refuse_other_files(out, _COLUMNS, _WHAT)
    chosen = asked or tuple(_KINDS)
    kinds = [kind for name in _KINDS if name in chosen for kind in _KINDS[name]]
    try:
        with progress(messages(), session.started) as watch:
            asker = Asker(
                scenario,
                what_ifs,
                changes,
                SolveSettings(time_limit),
                watch,
                session.started,
            )
            show_warnings(asker.given().warnings)
            found = prices(asker, kinds, targets="targets" in chosen, confirm=confirm)
    except (NoPlan, NoRelaxationError) as none:
        tell(str(none))
        raise click.exceptions.Exit(ExitCode.NO_PLAN) from None
    if asker.cut_short:
        tell(
            _("Note: a search was ended before it was done; the proof is not complete.")
        )
    table = _table(found)
    if out is not None:
        write_own_table(out, table, _WHAT)
    print_prices(page(), table)


def _table(found: list[Worth]) -> pd.DataFrame:
    rows = [
        {
            **{name: _rounded(value) for name, value in vars(item).items()},
            "plan_proven": "yes" if item.plan_proven else "no",
        }
        for item in found
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _rounded(value: object) -> object:
    # Solvers prove to about this; more digits would differ from machine to machine.
    return round(value, 6) if isinstance(value, float) else value
