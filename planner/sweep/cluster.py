"""Tasks on an existing Dask cluster; its workers need this package and no common disk.

The files of the scenario travel with the tasks, and those of each run back. Each worker
runs its tasks as this machine would, in processes of their own. Tasks of a worker that is
lost are given to another by the scheduler.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from planner.api.version import version
from planner.io.files import inside
from planner.io.write_file import flush_folder, write_flushed
from planner.language import _
from planner.sweep.local import Processes
from planner.sweep.task import Answer, Task

_START = "start"
_WAIT = 30  # for the scheduler to answer [s]

Files = Mapping[str, bytes]
"""Path, with slashes -> content."""


class NoClusterError(Exception):
    """There is no cluster at the address, or no way to speak to it; says which."""


class Cluster(AbstractContextManager["Cluster"]):
    """Runs tasks on the workers of a Dask scheduler.

    Raises
    ------
    NoClusterError
        If Dask is not installed here, or no scheduler with workers answers.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError:
            raise NoClusterError(
                _("Dask is not installed: pip install 'training-planner[cluster]'")
            ) from None
        try:
            self._client = distributed.Client(
                address, timeout=_WAIT, set_as_default=False
            )
        except (OSError, ValueError) as error:
            raise NoClusterError(f"{address}: {error}") from None
        self._as_completed: Callable[[Iterable[Any]], Iterator[Any]] = partial(
            distributed.as_completed, loop=self._client.loop
        )
        self.jobs = sum(self._client.nthreads().values())
        """Threads of all workers."""
        if self.jobs == 0:
            self._client.close()
            raise NoClusterError(
                _("{address}: the scheduler has no workers").format(address=address)
            )

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        """Yield every task with what became of it, in the order in which they end."""
        waiting = list(tasks)
        if not waiting:
            return
        # A copy on every worker, so that none is lost with one of them. Of a mapping Dask
        # would make a name of its own for each key, hence the list.
        (files,) = self._client.scatter([_files(waiting)], broadcast=True, hash=False)
        begun = {
            self._client.submit(
                on_worker,
                task.to_text(),
                files,
                version(),
                key=f"{task.key}-{id(task)}",
            ): task
            for task in waiting
        }
        for future in self._as_completed(begun):
            task = begun[future]
            if future.status != "finished":
                yield task, Answer("fault", f"{future.status}: {future.exception()}")
                continue
            text, run = future.result()
            if run:
                _store(Path(task.out), run)
            yield task, Answer.from_text(text)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Without a client nobody wants the tasks: the scheduler lets them go.
        self._client.close()


def on_worker(text: str, files: Files, wanted: str) -> tuple[str, Files]:
    """Solve a task on a worker; return its answer and the files of its run.

    Parameters
    ----------
    text
        The task.
    files
        The scenario, and below `start/` the run to start from.
    wanted
        Version that is asked for.
    """
    if version() != wanted:
        other = _("the worker has version {version}, not {wanted}").format(
            version=version(), wanted=wanted
        )
        return Answer("fault", other).to_text(), {}
    task = Task.from_text(text)
    with tempfile.TemporaryDirectory(prefix="planner-sweep-") as name:
        place = Path(name)
        scenario, out = place / "scenario", place / "out"
        for path, content in files.items():
            file = scenario / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        start = str(scenario / _START) if task.start else ""
        answer = Processes().answer(task.moved(scenario, start, out))
        run = (
            {file.name: file.read_bytes() for file in out.iterdir()}
            if answer.ending == "plan"
            else {}
        )
    return answer.to_text(), run


def _files(tasks: list[Task]) -> dict[str, bytes]:
    """Return the files that tasks of one scenario read."""
    folder = Path(tasks[0].folder)
    names = {"scenario.yaml", *(name for task in tasks for name in task.tables)}
    names |= {f"whatif/{path.name}" for path in (folder / "whatif").glob("*.yaml")}
    files = {
        PurePosixPath(name).as_posix(): inside(folder, name).read_bytes()
        for name in sorted(names)
    }
    if tasks[0].start:
        for path in sorted(Path(tasks[0].start).iterdir()):
            files[f"{_START}/{path.name}"] = path.read_bytes()
    return files


def _store(folder: Path, files: Files) -> None:
    """Write a run folder, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.partial-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    for name, content in files.items():
        write_flushed(partial / name, content)
    flush_folder(partial)
    shutil.rmtree(folder, ignore_errors=True)  # one that was cut short earlier
    partial.rename(folder)
    flush_folder(folder.parent)
