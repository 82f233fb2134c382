"""`planner validate`: every problem of the input at once."""

from pathlib import Path

import click

from planner.cli.consoles import page, show_warnings, tell
from planner.cli.options import scenario_argument, what_if_options
from planner.io.effective import refuse_other_files, value_text, write_effective
from planner.io.read_scenario import load
from planner.language import _, marked
from planner.reports.effective_page import print_effective
from planner.reports.numbers import counted
from planner.reports.text import quoted


@click.command(
    "validate",
    epilog="\b\nExample:\n"
    "  planner validate scenarios/can-tho-2024-2030 --what-if minus-20",
)
@scenario_argument
@what_if_options
@click.option(
    "--effective",
    "everything",
    is_flag=True,
    help="Print every value that holds, and where it came from; with overrides, what "
    "they change is printed anyway.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write every value and where it came from into a CSV file.",
)
def command(
    scenario: Path,
    what_ifs: tuple[str, ...],
    changes: tuple[str, ...],
    everything: bool,
    out: Path | None,
) -> None:
    """List every problem of SCENARIO.

    Each comes with its place, the value found there and the remedy. With overrides, the
    values that they change are listed too, with the line or the option that says so.
    """
    if out is not None:
        refuse_other_files(out)
    loaded = load(scenario, what_ifs, changes)
    if out is not None:
        write_effective(out, loaded.effective)
    show_warnings(loaded.warnings)
    spec = loaded.scenario.spec
    click.echo(
        _(
            "{name} is valid: {officials}, {courses}, {targets}, {lines}, {first} to "
            "{last}; {warnings}."
        ).format(
            name=spec.name,
            officials=counted(loaded.scenario.roster.named, marked("official")),
            courses=counted(len(spec.courses), marked("course")),
            targets=counted(len(spec.targets), marked("target")),
            lines=counted(len(spec.budget), marked("budget line")),
            first=spec.horizon.first,
            last=spec.horizon.last,
            warnings=counted(len(loaded.warnings), marked("warning")),
        )
    )
    shown = [
        (item.path, value_text(item.value), value_text(item.baseline), item.origin,
         item.changed)
        for item in loaded.effective
        if everything or item.changed
    ]  # fmt: skip
    if shown:
        print_effective(page(), shown)
    tell(
        _("Next: planner solve {scenario}{options}").format(
            scenario=quoted(scenario), options=_options(what_ifs, changes)
        )
    )


def _options(what_ifs: tuple[str, ...], changes: tuple[str, ...]) -> str:
    names = "".join(f" --what-if {name}" for name in what_ifs)
    return names + "".join(f' --set "{text}"' for text in changes)
