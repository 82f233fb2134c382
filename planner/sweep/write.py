"""The folder of a sweep: what was asked, its runs, and tables and a picture of them."""

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from planner.api.version import version
from planner.io.problems import InvalidInput, problem
from planner.io.spreadsheet_text import harmless
from planner.io.write_file import write_whole
from planner.language.faults import reason_of
from planner.reports.frontier_svg import Curve, frontier_svg
from planner.sweep.gather import Reached
from planner.sweep.run import Planned, Request
from planner.sweep.tables import Frontier, attainment, frontier_table, sweep_table

_ASKED = "sweep.json"


def open_folder(request: Request, planned: Sequence[Planned]) -> None:
    """Make the folder, or check that it is one of a sweep; write what is asked.

    Raises
    ------
    InvalidInput
        If it holds anything else, or cannot be written.
    """
    out = request.out
    asked = {
        "scenario": str(request.folder),
        "axes": {
            axis.name: [step.label for step in axis.steps] for axis in request.axes
        },
        "changes": list(request.changes),
        "settings": vars(request.effort),
        "version": version(),
        "points": {item.point.name: item.key for item in planned},
    }
    try:
        if out.exists() and not (out / _ASKED).is_file() and any(out.iterdir()):
            raise InvalidInput([problem("folder-in-use", file=str(out))])
        text = json.dumps(asked, ensure_ascii=False, indent=2) + "\n"
        write_whole(out / _ASKED, text.encode())
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        found = problem("folder-unwritable", file=str(out), reason=reason)
        raise InvalidInput([found]) from None


def write_tables(
    request: Request, reached: Sequence[Reached], lines: Sequence[Frontier]
) -> tuple[tuple[Path, ...], pd.DataFrame]:
    """Write tables and picture; return the files and the table of the frontiers."""
    frontier = frontier_table(request.axes, lines)
    contents = {"sweep.csv": _csv(sweep_table(request.axes, reached), request)}
    if lines:
        contents["frontier.csv"] = _csv(frontier, request)
        picture = frontier_svg([_curve(line) for line in lines], _title(lines))
        contents["frontier.svg"] = picture.encode()
    for name, content in contents.items():
        write_whole(request.out / name, content)
    return tuple(request.out / name for name in contents), frontier


def _csv(table: pd.DataFrame, request: Request) -> bytes:
    # Values of an axis may be any text.
    texts = [axis.name for axis in request.axes if axis.name in table]
    safe = table.assign(**{name: harmless(table[name]) for name in texts})
    return safe.to_csv(index=False, lineterminator="\n").encode()


def _curve(line: Frontier) -> Curve:
    places = [at for at, on in enumerate(line.on) if on]
    chosen = [line.points[at] for at in places]
    shares = []
    for item in chosen:
        assert item.result is not None
        attained, required = attainment(item.result)
        shares.append(100 * attained / required if required else 100.0)
    return Curve(
        label=", ".join(f"{name} {label}" for name, label in line.group.items()),
        budget=[item.planned.budget / 1000 for item in chosen],
        percent=shares,
        knee=None if line.knee is None else places.index(line.knee),
    )


def _title(lines: Sequence[Frontier]) -> str:
    result = lines[0].points[0].result
    assert result is not None
    return result.scenario.title
