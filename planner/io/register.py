"""The register of runs: what is known of every result folder below a folder.

The truth is the folders. The index beside them only saves reading every manifest again; it
is brought up to date from their times and sizes, and may be deleted at any time.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.result import Result
from planner.io.problems import InvalidInput, problem
from planner.io.read_run import MANIFEST, read_result
from planner.io.write_run import refuse_others
from planner.language import _

INDEX = "index.sqlite"
"""Name of the index."""

_MARK = 0x706C616E  # tells our index from other files of SQLite
_FORM = 1  # of the table below; an index of another form is made anew
_PATIENCE = 20.0  # for another process that writes [s]
_TABLE = """
CREATE TABLE run (
    folder TEXT PRIMARY KEY,
    changed INTEGER NOT NULL,
    size INTEGER NOT NULL,
    result TEXT NOT NULL
)
"""


@dataclass(frozen=True)
class Registered:
    """One result folder of the register."""

    folder: Path
    result: Result
    written: float
    """When its manifest was written [s since 1970]."""

    @property
    def id(self) -> str:
        """Id of the run; folders with equal runs share one."""
        return self.result.id


def runs_in(place: Path, *, rebuild: bool = False) -> list[Registered]:
    """Return all runs directly below a folder, the oldest first.

    Folders whose manifest cannot be read are left out. Links are not followed.

    Parameters
    ----------
    rebuild
        Read every manifest again.

    Raises
    ------
    InvalidInput
        If the index is another program's file.
    """
    if not place.is_dir():
        return []
    with _index(place, rebuild) as index:
        _update(index, place)
        rows = index.execute("SELECT folder, changed, result FROM run").fetchall()
    found = [
        Registered(place / name, Result.model_validate_json(text), changed / 1e9)
        for name, changed, text in rows
    ]
    return sorted(found, key=lambda run: (run.written, run.folder))


def with_id(place: Path, text: str) -> list[Registered]:
    """Return the runs whose id begins with a text, or whose folder has that name."""
    return [
        run
        for run in runs_in(place)
        if run.folder.name == text or (text and run.id.startswith(text))
    ]


def remove(folder: Path) -> None:
    """Delete a result folder.

    Raises
    ------
    InvalidInput
        If it is a link, holds anything that `planner solve` does not write, or cannot
        be deleted.
    """
    if folder.is_symlink() or not (folder / MANIFEST).is_file():
        raise InvalidInput(
            [problem("folder-in-use", file=str(folder), value="no result folder")]
        )
    refuse_others(folder)
    # Once renamed it is no run any more, whenever the process dies.
    gone = folder.with_name(f".{folder.name}.removed-{os.getpid()}")
    folder.rename(gone)
    shutil.rmtree(gone)


@contextmanager
def _index(place: Path, rebuild: bool) -> Iterator[sqlite3.Connection]:
    """Open the index, made anew if it is of another form or damaged."""
    path = place / INDEX
    _refuse_foreign(path)
    if not os.access(place, os.W_OK) or (
        path.exists() and not os.access(path, os.W_OK)
    ):
        with closing(_connected(":memory:")) as index:
            index.execute(_TABLE)
            yield index
        return
    try:
        index = _prepared(path, rebuild)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        _forget(path)
        index = _prepared(path, rebuild)
    with closing(index):
        yield index


def _prepared(path: Path, rebuild: bool) -> sqlite3.Connection:
    # Its journal stays the default one: to change to a write-ahead log SQLite does not
    # wait for others, but fails when several open a new index at the same time.
    index = _connected(str(path))
    try:
        with _writing(index):
            form = index.execute("PRAGMA user_version").fetchone()[0]
            if rebuild or form != _FORM:
                index.execute("DROP TABLE IF EXISTS run")
                index.execute(_TABLE)
                index.execute(f"PRAGMA user_version={_FORM}")
                index.execute(f"PRAGMA application_id={_MARK}")
        index.execute("SELECT count(result) FROM run")
    except BaseException:
        index.close()
        raise
    return index


def _connected(path: str) -> sqlite3.Connection:
    # Transactions are begun by hand, so that a writer waits before it has read anything.
    return sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)


@contextmanager
def _writing(index: sqlite3.Connection) -> Iterator[None]:
    """One writer at a time; all of it happens or nothing."""
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        index.execute("ROLLBACK")
        raise
    index.execute("COMMIT")


def _update(index: sqlite3.Connection, place: Path) -> None:
    """Read the manifests that are new or have changed; forget what is gone."""
    there = _manifests(place)
    rows = index.execute("SELECT folder, changed, size FROM run").fetchall()
    known = {name: (changed, size) for name, changed, size in rows}
    # Read before the write begins, so that others need not wait for it.
    fresh = {
        name: result
        for name, stamp in there.items()
        if known.get(name) != stamp and (result := _result(place / name)) is not None
    }
    gone = [name for name in known if name not in there or known[name] != there[name]]
    if not fresh and not gone:
        return
    with _writing(index):
        index.executemany(
            "DELETE FROM run WHERE folder = ?", [(name,) for name in gone]
        )
        index.executemany(
            "INSERT OR REPLACE INTO run VALUES (?, ?, ?, ?)",
            [(name, *there[name], text) for name, text in fresh.items()],
        )


def _manifests(place: Path) -> dict[str, tuple[int, int]]:
    """Return time [ns] and size [bytes] of every manifest, by name of its folder."""
    found = {}
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.name.startswith(".") or not entry.is_dir(follow_symlinks=False):
                continue
            try:
                status = (Path(entry.path) / MANIFEST).stat()
            except OSError:
                continue  # no run; or it was removed or replaced at this moment
            found[entry.name] = (status.st_mtime_ns, status.st_size)
    return found


def _result(folder: Path) -> str | None:
    try:
        return read_result(folder).model_dump_json()
    except InvalidInput:
        return None  # not written by `planner solve`: no run


def _refuse_foreign(path: Path) -> None:
    """Refuse to touch a database that some other program has made."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except FileNotFoundError:
        return
    begins = head.startswith(b"SQLite format 3\0")
    if begins and int.from_bytes(head[68:72], "big") not in (0, _MARK):
        reason = _("it is a database of another program")
        found = problem("file-unwritable", file=str(path), reason=reason)
        raise InvalidInput([found])


def _forget(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
