"""Tasks in processes of this machine."""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager
from threading import Lock
from types import TracebackType

from planner.language import _
from planner.sweep.task import Answer, Task

_LAST_WORDS = 2000  # of what a process wrote before it broke down [characters]

Process = subprocess.Popen[bytes]


class Processes:
    """The processes that run now, so that all can be ended."""

    def __init__(self) -> None:
        self._running: set[Process] = set()
        self._lock = Lock()
        self._stopped = False

    def answer(self, task: Task) -> Answer:
        """Solve a task in a process of its own and return what became of it.

        The process ends by itself as soon as this one is gone, however that happened.
        """
        with tempfile.TemporaryFile() as errors:
            with self._lock:
                if self._stopped:
                    return Answer("fault", _("the sweep was stopped"))
                process = subprocess.Popen(
                    [sys.executable, "-m", "planner.sweep.point"],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    # Ctrl-C is for whoever waits for the answers.
                    start_new_session=True,
                )
                self._running.add(process)
            try:
                text = _asked(process, task)
            finally:
                with self._lock:
                    self._running.discard(process)
            if process.returncode == 0:
                return Answer.from_text(text)
            errors.seek(0)
            last = errors.read().decode(errors="replace")[-_LAST_WORDS:].strip()
            return Answer(
                "fault",
                _("the process ended with {returncode}\n{last}").format(
                    returncode=process.returncode, last=last
                ),
            )

    def stop(self) -> None:
        """End every process, and start no more."""
        with self._lock:
            self._stopped = True
            for process in self._running:
                process.kill()


class Local(AbstractContextManager["Local"]):
    """Runs tasks in so many processes at once; leaves none behind."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        """Tasks at once."""
        self._threads = ThreadPoolExecutor(jobs)
        self._processes = Processes()

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        """Yield every task with what became of it, in the order in which they end."""
        begun = {
            self._threads.submit(self._processes.answer, task): task for task in tasks
        }
        for future in as_completed(begun):
            yield begun[future], future.result()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._processes.stop()
        self._threads.shutdown(cancel_futures=True)


def _asked(process: Process, task: Task) -> str:
    """Return the answer to a task; the input stays open until it is there."""
    assert process.stdin is not None and process.stdout is not None
    with process.stdout, process.stdin:
        try:
            process.stdin.write(task.to_text().encode() + b"\n")
            process.stdin.flush()
            text = process.stdout.read()
        except BrokenPipeError:
            text = b""  # it died before it had read the task; its exit code tells
        process.wait()
    return text.decode()
