"""One command as a whole process: wall time and peak memory of it and its children."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

_EVERY = 0.2  # between two looks at the memory [s]


@dataclass(frozen=True)
class Measured:
    """What a command took, and what it said."""

    seconds: float
    """Wall time from start to end [s]."""
    peak_mb: float
    """Largest memory of all its processes together, shared pages once [MB]."""
    exit_code: int | None
    """None if it was ended for lasting too long."""
    output: str
    messages: str


def measure(command: Sequence[str], most_seconds: float) -> Measured:
    """Run a command and return what it took; it is ended after a time [s]."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        started = time.monotonic()
        process = psutil.Popen(list(command), stdout=output, stderr=messages)
        peak, exit_code = 0, None
        while True:
            peak = max(peak, _memory(process))
            try:
                exit_code = process.wait(timeout=_EVERY)
                break
            except psutil.TimeoutExpired:
                if time.monotonic() - started > most_seconds:
                    _end(process)
                    break
        seconds = time.monotonic() - started
        texts = []
        for file in (output, messages):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    return Measured(round(seconds, 2), round(peak / 1e6, 1), exit_code, *texts)


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _memory(process: psutil.Process) -> int:
    """Return the memory of a process and all below it [bytes]."""
    total = 0
    for member in _family(process):
        try:
            used = member.memory_full_info()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue  # it ended meanwhile
        # Only Linux tells the share of each process in shared pages.
        total += getattr(used, "pss", used.rss)
    return total


def _end(process: psutil.Popen) -> None:
    for member in reversed(_family(process)):
        try:
            member.kill()
        except psutil.NoSuchProcess:
            continue  # it ended meanwhile
    process.wait()
