"""What differs between runs: inputs, targets, money, seats, recruits, and people.

The first run is the reference and every other is compared with it, so two runs and dozens
have the same tables: one row for each thing that differs.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from models.plan import no_recruits
from planner.language import _
from planner.reports import labels
from planner.reports.html import facts, table_as_html

_KEYS = {
    "targets": ["target", "year"],
    "money": ["line", "year"],
    "seats": ["course", "start_year"],
    "recruits": ["stream", "year", "unit"],
}
_FIGURES = {
    "targets": ["attained", "shortfall", "required", "group_size"],
    "money": ["spent", "amount", "available"],
    "seats": ["seats_taken", "classes"],
    "recruits": ["recruits"],
}
_COUNTED = ("seats", "recruits")
_ENROLMENT = ["official", "course", "start_year"]
_SHOWN = 10  # rows of each table in a notebook


@dataclass(frozen=True)
class Compared:
    """What is known of one run; tables as in its result folder, money in million dong."""

    name: str
    status: str
    """What was proven; empty for a plan made by hand."""
    cut_short: bool
    overrides: tuple[str, ...]
    objectives: Mapping[str, float]
    """Values by name; cost in million dong."""
    targets: pd.DataFrame
    budget: pd.DataFrame
    classes: pd.DataFrame
    enrolments: pd.DataFrame
    inputs: Mapping[str, object]
    """Dotted path -> value."""
    recruits: pd.DataFrame = field(default_factory=no_recruits)


@dataclass(frozen=True, repr=False)
class Comparison:
    """What differs from the first run, the reference; empty tables if nothing does.

    `runs` describes every run, the reference first. In all other tables one row is one
    difference of one run, with the value of the reference and its own.
    """

    runs: pd.DataFrame
    inputs: pd.DataFrame
    targets: pd.DataFrame
    money: pd.DataFrame
    seats: pd.DataFrame
    recruits: pd.DataFrame
    people: pd.DataFrame

    @property
    def reference(self) -> str:
        """Name of the run that all others are compared with."""
        return str(self.runs["run"].iloc[0])

    def __repr__(self) -> str:
        """Return in one line how much differs."""
        sizes = ", ".join(
            f"{len(table):,} {name}" for name, table in vars(self).items()
        )
        return f"<Comparison with {self.reference}: {sizes}>"

    def _repr_html_(self) -> str:
        parts = [facts({_("Reference"): self.reference})]
        for name, table in vars(self).items():
            parts.append(table_as_html(table, _(labels.COMPARED[name]), _SHOWN))
        return "".join(parts)


def compare(runs: Sequence[Compared]) -> Comparison:
    """Return the differences of all runs from the first.

    Raises
    ------
    ValueError
        If there are fewer than two runs, or two have the same name.
    """
    names = [run.name for run in runs]
    if len(names) < 2:
        raise ValueError("comparing takes two runs or more")
    if len(set(names)) < len(names):
        raise ValueError(f"two runs have the same name: {', '.join(names)}")
    reference, others = runs[0], runs[1:]
    return Comparison(
        runs=summary(runs),
        inputs=_stacked(others, lambda run: _inputs(reference, run)),
        targets=_stacked(others, lambda run: _figures("targets", reference, run)),
        money=_stacked(others, lambda run: _figures("money", reference, run)),
        seats=_stacked(others, lambda run: _figures("seats", reference, run)),
        recruits=_stacked(others, lambda run: _figures("recruits", reference, run)),
        people=_stacked(
            others,
            lambda run: differing_people(reference.enrolments, run.enrolments),
        ),
    )


def _stacked(
    runs: Sequence[Compared], differences: Callable[[Compared], pd.DataFrame]
) -> pd.DataFrame:
    parts = []
    for run in runs:
        part = differences(run)
        part.insert(0, "run", run.name)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def summary(runs: Iterable[Compared]) -> pd.DataFrame:
    """Return one row for each run, with the shortfall of every tier."""
    return pd.DataFrame(
        [
            {
                "run": run.name,
                "overrides": ", ".join(run.overrides),
                "status": run.status,
                "cut_short": run.cut_short,
                "enrolments": len(run.enrolments),
                "cost": round(float(run.budget["spent"].sum()), 3),
                **{
                    name: value
                    for name, value in run.objectives.items()
                    if name.startswith("tier-")
                },
            }
            for run in runs
        ]
    )


def _inputs(reference: Compared, run: Compared) -> pd.DataFrame:
    paths = dict.fromkeys([*reference.inputs, *run.inputs])
    rows = [
        (path, _text(reference.inputs.get(path)), _text(run.inputs.get(path)))
        for path in paths
        if reference.inputs.get(path) != run.inputs.get(path)
    ]
    return pd.DataFrame(rows, columns=["path", "reference", "value"], dtype=object)


def _text(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _figures(kind: str, reference: Compared, run: Compared) -> pd.DataFrame:
    """Return the figures that differ, the largest change first."""
    keys = [*_KEYS[kind], "figure"]
    before, after = _long(kind, reference), _long(kind, run)
    table = before.merge(after, on=keys, how="outer", suffixes=("_before", "_after"))
    first = table["value_before"].rename("reference")
    second = table["value_after"].rename("value")
    if kind in _COUNTED:
        # A course that nobody starts has no classes, and so no row.
        first, second = first.fillna(0), second.fillna(0)
    change = (second - first).round(3)
    differs = (change != 0).fillna(False) | (first.isna() ^ second.isna())
    percent = (100 * change / first.where(first != 0)).round(2)
    table = table[keys].assign(
        reference=first, value=second, change=change, percent=percent
    )[differs]
    size = change[differs].abs().astype("Float64").fillna(-1.0).to_numpy(dtype=float)
    return table.iloc[np.argsort(-size, kind="stable")]


def _long(kind: str, run: Compared) -> pd.DataFrame:
    """Return one row for each figure: keys, figure, value."""
    if kind == "targets":
        table = run.targets.rename(columns={"name": "target"})
    elif kind == "money":
        table = run.budget
    elif kind == "seats":
        rooms = run.classes.groupby(_KEYS[kind], observed=True)["seats_taken"]
        table = rooms.agg(seats_taken="sum", classes="size").reset_index()
    else:
        posts = run.recruits.groupby(_KEYS[kind], observed=True)
        table = posts.size().rename("recruits").reset_index()
    keys, figures = _KEYS[kind], _FIGURES[kind]
    table = table[[*keys, *figures]]
    number = "Float64" if kind == "money" else "Int64"
    names = [key for key in keys if not key.endswith("year")]
    table = table.astype(
        {**dict.fromkeys(names, object), **dict.fromkeys(figures, number)}
    )
    return table.melt(keys, figures, "figure", "value").astype({"figure": object})


def differing_people(reference: pd.DataFrame, run: pd.DataFrame) -> pd.DataFrame:
    """Return who starts another course or in another year, by official and course.

    Somebody who takes a course in both plans, but in different years, has moved; of a
    course taken several times, the first years that differ belong together.

    Parameters
    ----------
    reference, run
        Enrolments of two plans: official, course, start_year.
    """
    before, after = (
        table[_ENROLMENT].astype({"official": object, "course": object})
        for table in (reference, run)
    )
    both = before.merge(after, how="outer", indicator="side")
    gone, new = (
        _counted(both.loc[both["side"] == side, _ENROLMENT])
        for side in ("left_only", "right_only")
    )
    gone = gone.rename(columns={"start_year": "reference_year"})
    table = gone.merge(new, on=["official", "course", "number"], how="outer")
    stays, starts = table["reference_year"].notna(), table["start_year"].notna()
    table["change"] = np.where(
        stays & starts, "moved", np.where(starts, "added", "dropped")
    )
    years = {"reference_year": "Int64", "start_year": "Int64"}
    columns = ["official", "course", "change", *years]
    return table.sort_values(["official", "course", "number"])[columns].astype(years)


def _counted(enrolments: pd.DataFrame) -> pd.DataFrame:
    table = enrolments.drop_duplicates().sort_values(_ENROLMENT)
    number = table.groupby(["official", "course"]).cumcount()
    return table.assign(number=number)
