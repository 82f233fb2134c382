"""A child process that searches, the pipe that brings its messages, and its end."""

import ctypes
import gc
import multiprocessing
import os
import queue
import signal
import sys
import threading
import traceback
import types
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Self

# Imported without tables and solvers: they are loaded here while a process that has to
# load them too is on its way already.
if TYPE_CHECKING:
    from models.scenario import Scenario
    from planner.engine.engines import Search
    from planner.engine.messages import Message
    from planner.engine.settings import SolveSettings

_GRACE = 0.5  # how long the child may take to end before it is forced [s]
_ALLOCATIONS = 50_000  # objects made before the new ones are looked through
_PR_SET_PDEATHSIG = 1  # prctl(2): signal sent to the child when its parent dies


@dataclass(frozen=True)
class Broken:
    """The search raised an exception; its last words."""

    summary: str
    details: str


class Ready:
    """A process that has imported the engine, or is about to, and waits for a scenario.

    Importing takes most of a second, in which the scenario can be read. The process is
    spawned, not forked: a fork would copy the threads' locks of numeric libraries in
    whatever state they are. A context manager that ends it, if no `Child` took it over.
    """

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        work, self.work = context.Pipe(duplex=False)
        self.messages, sender = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(work, sender), daemon=True)
        self.taken = False
        try:
            with _interrupts_held(), _main_set_aside():
                self.process.start()
        except BaseException:
            self._close()
            raise
        finally:
            work.close()
            sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if not self.taken:
            self.process.kill()
            self.process.join()
            self.process.close()
            self._close()

    def _close(self) -> None:
        self.work.close()
        self.messages.close()


class Child:
    """A running search; a context manager that leaves no process and no pipe behind."""

    def __init__(
        self,
        ready: Ready,
        search: "Search | None",
        scenario: "Scenario",
        settings: "SolveSettings",
    ) -> None:
        ready.taken = True
        self.inbox: queue.Queue[Message | Broken] = queue.Queue()
        """Messages that have arrived and were not read yet."""
        self.exit_code: int | None = None
        """Exit code of the process once stopped; minus the signal that killed it."""
        self._process = ready.process
        # The pipe is read in a thread: a child that stops in the middle of a message
        # must not hold up whoever watches the clock.
        self._reader = threading.Thread(
            target=_listen, args=(ready.messages, self.inbox), daemon=True
        )
        self._reader.start()
        try:
            with ready.work as work, suppress(OSError):
                # A process that died before it could read is found silent.
                work.send((search, scenario, settings))
        except BaseException:
            self.stop(at_once=True)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop(at_once=True)

    @property
    def silent(self) -> bool:
        """Whether every message was read and none can come any more."""
        return not self._reader.is_alive() and self.inbox.empty()

    def stop(self, *, at_once: bool) -> None:
        """End the process: let it, ask it (if not `at_once`, after a while), force it."""
        if self.exit_code is not None:
            return
        if not at_once:
            self._process.join(_GRACE)
        self._process.terminate()
        self._process.join(_GRACE)
        self._process.kill()
        self._process.join()
        self.exit_code = self._process.exitcode
        self._process.close()
        self._reader.join()

    def left_over(self) -> "Iterator[Message | Broken]":
        """Yield the messages that arrived before the process ended."""
        while not self.inbox.empty():
            yield self.inbox.get_nowait()


def _listen(receiver: Connection, inbox: "queue.Queue[Any]") -> None:
    with receiver:
        while True:
            try:
                inbox.put(receiver.recv())
            except (EOFError, OSError):
                return  # the child closed its end, or died in the middle of a message


def collect_seldom() -> None:
    """Let Python look for unreachable objects less often.

    Modules and tables that stay are most of what there is: looking through them took a
    tenth of the time until the first plan.
    """
    gc.set_threshold(_ALLOCATIONS, 50, 50)


def _work(work: Connection, sender: Connection) -> None:
    """Search what comes and send what is found; runs in the child."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    _end_with_parent()
    collect_seldom()
    try:
        from planner.engine.engines import SEARCHES
        from planner.engine.solver import using

        search, scenario, settings = work.recv()
        search = search or SEARCHES[settings.engine]
        with using(settings.solver):
            search(scenario, settings, sender.send)
    except EOFError:
        sys.exit(1)  # nobody wants a search any more
    except Exception as error:
        summary = f"{type(error).__name__}: {error}"
        sender.send(Broken(summary, traceback.format_exc()))
        sys.exit(1)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        # Works even while native code holds the interpreter's lock.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def interrupts() -> Iterator[list[int]]:
    """Collect SIGINT and SIGTERM in a list instead of acting on them.

    Outside the main thread Python allows no handlers; the list then stays empty.
    """
    received: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        received.append(number)

    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    before = {
        number: signal.signal(number, note)
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield received
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _main_set_aside() -> Iterator[None]:
    """Hide the program that runs from a process started meanwhile.

    It would otherwise run a script once more, which then starts a search of its own unless
    whoever wrote it knows to guard against that.
    """
    before = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = before


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C; a process started meanwhile never receives it.

    The terminal sends Ctrl-C to the child too, which without this would die of it while
    it is still importing its modules.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Starting this helper of multiprocessing would let the signals through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
