"""A run once more: the recorded scenario, overrides and settings, solved again."""

from dataclasses import fields
from pathlib import Path

from rich.console import Console

from planner.api.progress import progress
from planner.api.searching import find_plan
from planner.engine.settings import SolveSettings
from planner.io.read_plan import recorded_scenario
from planner.io.read_run import decided_bytes, read_result
from planner.io.read_scenario import SCENARIO_FILE, load
from planner.io.write_run import write_run
from planner.language import _


class NotReproducible(Exception):  # noqa: N818  (reads as a sentence where it is raised)
    """The run cannot be made again: its scenario or its settings are not there any more."""


def reproduce(
    folder: Path,
    out: Path,
    console: Console,
    started: float,
    *,
    scenario: Path | None = None,
) -> bool:
    """Solve a run again and return whether the enrolments are equal, byte for byte.

    Parameters
    ----------
    folder
        The run.
    out
        Folder for the new result.
    console
        Where progress is shown.
    started
        `time.monotonic()` from which the time limit counts.
    scenario
        Scenario folder; not given, where the run says it was.

    Raises
    ------
    NotReproducible
        If the scenario is gone or has changed, this version does not know a setting, or
        the run started from another one.
    NoPlan, BrokenRules, InvalidInput
        As when solving.
    """
    result, recorded = read_result(folder), recorded_scenario(folder)
    if scenario is None:
        source = Path(recorded.folder)
        file = source if source.name == SCENARIO_FILE else source / SCENARIO_FILE
        if not recorded.folder or not file.is_file():
            raise NotReproducible(
                _(
                    "the scenario of {folder} is not at {place} any more: give "
                    "--scenario DIR"
                ).format(folder=folder, place=recorded.folder or "?")
            )
    else:
        source = scenario
    loaded = load(source, recorded.what_ifs, recorded.changes)
    if loaded.scenario.content_hash != recorded.content_hash:
        raise NotReproducible(
            _(
                "{source} is not the scenario that {folder} was made from: the "
                "content hash is {found}…, recorded is {hash}…"
            ).format(
                source=source,
                folder=folder,
                found=loaded.scenario.content_hash[:12],
                hash=recorded.content_hash[:12],
            )
        )
    unknown = set(result.settings) - {field.name for field in fields(SolveSettings)}
    if unknown:
        raise NotReproducible(
            _("settings of another version (this is not {version}): {unknown}").format(
                version=result.version, unknown=", ".join(sorted(unknown))
            )
        )
    if result.settings.get("earlier"):
        raise NotReproducible(
            _("{folder} started from another run, which is not kept").format(
                folder=folder
            )
        )
    settings = SolveSettings(**result.settings)
    with progress(console, started) as watch:
        columns, found, __ = find_plan(
            loaded, source, settings, watch, started, or_nobody=True
        )
    before, ending = decided_bytes(folder)
    write_run(
        out,
        loaded.scenario,
        columns,
        found,
        "parquet" if ending == ".parquet" else "csv",
    )
    return decided_bytes(out) == (before, ending)
