"""Scenario: valid input of one solve, and the way to a plan from Python."""

import time
from collections.abc import Iterable
from contextlib import nullcontext
from functools import cached_property
from html import escape
from pathlib import Path

import pandas as pd
from rich.console import Console

from models.plan import Plan as Decided
from models.plan import PlanColumns
from planner.api.explorer import Explorer
from planner.api.officials import official_table
from planner.api.plan import Plan
from planner.api.progress import progress as shown
from planner.api.relaxed import price_table, relaxed_table
from planner.api.searching import find_plan
from planner.engine.messages import Message
from planner.engine.prices import Kind
from planner.engine.settings import EngineName, SolverName, SolveSettings
from planner.io.overrides import names_in
from planner.io.plain_scenario import plain
from planner.io.read_plan import read_plan
from planner.io.read_run import inputs_of
from planner.io.read_scenario import Loaded
from planner.io.read_scenario import load as read_folder
from planner.language import _
from planner.language.numbers import number
from planner.reports.html import facts, table_as_html

_SHOWN = 5  # officials in a notebook


def load(
    folder: str | Path, *, what_ifs: Iterable[str] = (), changes: Iterable[str] = ()
) -> "Scenario":
    """Return the scenario in a folder.

    Parameters
    ----------
    folder
        The scenario folder.
    what_ifs
        Names of files in its `whatif/`, applied in order.
    changes
        Single changes PATH=VALUE, applied after them, as with `--set`.

    Raises
    ------
    InvalidInput
        With every problem found.
    """
    names, texts = tuple(what_ifs), tuple(changes)
    path = Path(folder)
    return Scenario(path, names, texts, read_folder(path, names, texts))


class Scenario:
    """A valid scenario with its overrides; made by `load`, and never changed."""

    def __init__(
        self,
        folder: Path,
        what_ifs: tuple[str, ...],
        changes: tuple[str, ...],
        loaded: Loaded,
    ) -> None:
        self.folder = folder
        """Scenario folder."""
        self.what_ifs = what_ifs
        """Named overrides applied, in order."""
        self.changes = changes
        """Single changes applied after them, PATH=VALUE."""
        self.data = loaded.scenario
        """Specification and tables, as `models.scenario` describes them."""
        self._loaded = loaded

    @property
    def name(self) -> str:
        """Short name of the scenario."""
        return self.data.spec.name

    @property
    def title(self) -> str:
        """Name shown to planners."""
        return self.data.spec.title

    @property
    def label(self) -> str:
        """What sets it apart from its baseline: its overrides, or `baseline`."""
        return "+".join((*self.what_ifs, *self.changes)) or "baseline"

    @property
    def available_what_ifs(self) -> list[str]:
        """Names of all what-ifs of the folder."""
        return names_in(self.folder)

    @cached_property
    def inputs(self) -> dict[str, object]:
        """Every value of the scenario by its dotted path, which `with_changes` takes."""
        return inputs_of(plain(self.data.spec), self._loaded.tables)

    @cached_property
    def warnings(self) -> pd.DataFrame:
        """What is doubtful about the input, one row for each warning."""
        names = ("code", "file", "place", "path", "value", "message", "remedy")
        rows = [
            [getattr(item, name) for name in names] for item in self._loaded.warnings
        ]
        return pd.DataFrame(rows, columns=list(names), dtype=object)

    @cached_property
    def officials(self) -> pd.DataFrame:
        """The officials on the baseline date, one row for each."""
        return official_table(self.data.roster)

    def with_changes(self, *changes: str, what_ifs: Iterable[str] = ()) -> "Scenario":
        """Return the scenario with more overrides; this one stays as it is.

        The folder is read again. All what-ifs come before all single changes, whenever
        they were added.

        Parameters
        ----------
        changes
            Single changes PATH=VALUE, as with `--set`.
        what_ifs
            Names of files in `whatif/`.

        Raises
        ------
        InvalidInput
            With every problem found.
        """
        return load(
            self.folder,
            what_ifs=(*self.what_ifs, *what_ifs),
            changes=(*self.changes, *changes),
        )

    def solve(
        self,
        *,
        time_limit: float | None = 300.0,
        seed: int = 0,
        workers: int = 1,
        engine: EngineName = "default",
        solver: SolverName | None = None,
        tiers_only: bool = False,
        start_from: Plan | None = None,
        progress: bool = True,
    ) -> Plan:
        """Return the best plan found, verified against every rule.

        Ctrl-C, or interrupting the cell of a notebook, ends the search and keeps the best
        plan found so far; `cut_short` of the plan then says so.

        Parameters
        ----------
        time_limit
            Wall time of this call [s]; None lets the search end by itself.
        seed
            Seed of the solvers.
        workers
            Threads for solvers that can use several.
        engine
            `default`, or `reference` for small scenarios.
        solver
            `highs`, `scip` or `cp-sat`; not given, highs, and cp-sat for the reference.
        tiers_only
            End once the shortfalls are settled, with cost and preferences as they fell.
        start_from
            Plan of a similar scenario to start from: quicker after a small change.
        progress
            Show what is found while it is found, on stderr or below the cell.

        Raises
        ------
        NoPlan
            If there is none: proven, or because time ended first.
        BrokenRules
            If the plan breaks a rule, which is a bug of the planner.
        """
        started = time.monotonic()
        usual: SolverName = "cp-sat" if engine == "reference" else "highs"
        if engine == "reference" and solver not in (None, usual):
            raise ValueError(
                f"the reference engine is solved by cp-sat, not by {solver}"
            )
        if engine == "reference" and (tiers_only or start_from is not None):
            raise ValueError("the reference engine starts from nothing and proves all")
        settings = SolveSettings(
            time_limit=time_limit,
            seed=seed,
            workers=workers,
            engine=engine,
            solver=solver or usual,
            earlier=None if start_from is None else start_from._earlier,
            tiers_only=tiers_only,
        )
        console = Console(stderr=True, markup=False, emoji=False, highlight=False)
        with shown(console, started) if progress else nullcontext(_nothing) as watch:
            columns, result, __ = find_plan(
                self._loaded, self.folder, settings, watch, started, or_nobody=True
            )
        return Plan(self, columns, result, self.label)

    def relaxed(self) -> pd.DataFrame:
        """Return the least shortfalls of the linear relaxation; they are no plan.

        One row for each tier. No plan comes before them in the strict order of the tiers.

        Raises
        ------
        NoRelaxationError
            If not even the relaxation has a solution: decisions contradict each other.
        """
        return relaxed_table(self.data)

    def explorer(self, start_from: Plan | None = None, *, seed: int = 0) -> Explorer:
        """Return quick answers for other budgets: made once, for many questions.

        Parameters
        ----------
        start_from
            A plan of this scenario, whose numbers of classes other budgets start from.
        seed
            Seed of the solvers.
        """
        return Explorer(self, start_from, seed)

    def prices(self, *kinds: Kind) -> pd.DataFrame:
        """Return what one more unit of each limit is worth in the linear relaxation.

        One row for each limit that has a price: the first tier that it moves, and how far
        the price holds. `planner prices` also confirms prices by plans.

        Parameters
        ----------
        kinds
            `budget`, `seats` or `classes`; not given, all of them.

        Raises
        ------
        NoRelaxationError
            If not even the relaxation has a solution: decisions contradict each other.
        """
        return price_table(self.data, kinds)

    def read_plan(self, path: str | Path) -> Plan:
        """Return a plan made elsewhere: a result folder, or a table of enrolments.

        What the table leaves out of end year, budget line and cost follows from the
        scenario. The plan may break rules: `verify` tells.

        Raises
        ------
        InvalidInput
            With every column and cell that cannot be read.
        """
        decided = read_plan(Path(path), self.data)
        return Plan(self, PlanColumns(self.data, decided), None, Path(path).stem)

    def empty_plan(self) -> Plan:
        """Return the plan that sends nobody: what happens without it."""
        columns = PlanColumns(self.data, Decided.empty())
        return Plan(self, columns, None, "nobody")

    def __repr__(self) -> str:
        """Return name, overrides and size in one line."""
        return f"<Scenario {self.name}: {self.label}, {self.data.roster.named:,} officials>"

    def _repr_html_(self) -> str:
        spec = self.data.spec
        values = {
            _("Scenario"): self.name,
            _("Overrides"): self.label,
            _("Years"): f"{spec.horizon.first}–{spec.horizon.last}",
            _("Officials"): number(self.data.roster.named),
            _("Courses"): len(spec.courses),
            _("Targets"): len(spec.targets),
            _("Budget lines"): len(spec.budget),
        }
        parts = [facts(values, self.title)]
        if spec.synthetic:
            parts.append(f"<p><i>{escape(_('The roster is synthetic.'))}</i></p>")
        parts.append(table_as_html(self.warnings, _("Warnings"), _SHOWN))
        return "".join(parts)


def _nothing(message: Message, elapsed: float) -> None:
    """Show nothing."""
