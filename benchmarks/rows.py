"""Rows of results: what every benchmark records alike, and the files they are kept in."""

import csv
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from benchmarks.measure import Measured

RESULTS = Path(__file__).with_name("results")
"""Folder of all results."""


def planner_command(*arguments: str) -> list[str]:
    """Return the command line of `planner` with arguments; it speaks English."""
    return [str(Path(sys.executable).with_name("planner")), "--lang", "en", *arguments]


def why_none(done: Measured) -> str:
    """Return the last words of a command that gave no plan."""
    if done.exit_code is None:
        return "ended for lasting too long"
    lines = done.messages.strip().splitlines()
    return " | ".join(lines[-2:])[:300] if lines else "no message"


def violations_of(verified: Measured) -> int | str:
    """Return how many violations `planner verify` counted, or why it did not."""
    if verified.exit_code == 0:
        return 0
    if verified.exit_code == 5:
        count = verified.output.strip().splitlines()[-1].split()[0]
        return int(count.replace(",", ""))
    return why_none(verified)


def phases_of(phases: dict[str, float]) -> dict[str, float]:
    """Return the phases of a run as columns [s]."""
    return {f"phase_{name}_seconds": seconds for name, seconds in phases.items()}


def machine() -> dict[str, Any]:
    """Return what the measurements depend on beside the product."""
    commit = subprocess.run(
        ("git", "describe", "--always", "--dirty"),
        cwd=RESULTS.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return {
        "commit": commit.stdout.strip(),
        "planner": version("training-planner"),
        "ortools": version("ortools"),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
    }


def write_rows(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows as CSV; columns appear in the order in which rows first have them."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
