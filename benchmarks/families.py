"""Scenario families: folders of any size, generated with a recorded seed.

Usage: python -m benchmarks.families FAMILY OFFICIALS --seed 1 --out DIR
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet as pq
from ruamel.yaml import YAML

from benchmarks.officials import officials

FIRST_YEAR = 2024
REFERENCE = 1697
"""Officials that the catalogue's classes and the budgets below are meant for."""
_ASSUMED = "assumed: made for measuring, no real plan"
_NUMBERS = (
    "age_min", "age_max", "service_after", "duration", "weeks", "class_size", "classes",
    "cost_per_seat", "cost_per_class",
)  # fmt: skip


@dataclass(frozen=True)
class Family:
    """What distinguishes one family from the test problem."""

    budget: int
    """Money of a year for 1,697 officials [million dong]."""
    years: int = 7
    """Length of the horizon, unless another is asked for [years]."""
    hard: bool = False
    """Every optimised target is 100 %, and officials are away 14 weeks a year at most:
    then the rules for one person decide, and no longer the money alone."""
    additions: str = ""
    """File with further courses and targets."""


FAMILIES = {
    "base": Family(3000),
    "very-short": Family(2500),
    "generous": Family(4000),
    "hard-4": Family(4000, years=4, hard=True),
    "hard-5": Family(8000, years=5, hard=True),
    "hard-7": Family(8000, years=7, hard=True),
    "refreshers": Family(4000, additions="refreshers.yaml"),
}
"""Every family by name."""


def write_scenario(
    folder: Path, family: str, number: int, seed: int, years: int | None = None
) -> None:
    """Write a scenario folder whose roster is a Parquet file.

    Classes and budget grow with the number of officials, the catalogue stays.

    Parameters
    ----------
    years
        Length of the horizon; the family's own if not given [years].
    """
    tables = folder / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    specification = _specification(family, number, seed, years)
    with (folder / "scenario.yaml").open("w", encoding="utf-8", newline="\n") as file:
        YAML().dump(specification, file)
    pq.write_table(officials(number, seed), tables / "officials.parquet")


def _specification(
    family: str, number: int, seed: int, years: int | None
) -> dict[str, Any]:
    chosen = FAMILIES[family]
    years = years or chosen.years
    scale = Decimal(number) / REFERENCE
    content = _read("catalogue.yaml")
    for section, additions in _read(chosen.additions).items():
        content[section] |= additions
    for course in _courses_that_fit(content, years):
        if "classes" in course:
            course["classes"] = ceil(course["classes"] * scale)
        course["sources"] = {name: _ASSUMED for name in _NUMBERS if name in course}
    for target in content["targets"].values():
        _shift(target["measure"], years)
        target["source"] = _ASSUMED
        if chosen.hard:
            target |= {"percent": 100, "compare": ">="}
    if chosen.hard:
        content["rules"]["yearly_load"] = 14
    content["rules"]["sources"] = dict.fromkeys(list(content["rules"]), _ASSUMED)
    amount = float(round(chosen.budget * scale, 3))
    return {
        "name": f"{family}-{number}-{seed}",
        "title": f"Benchmark {family}: {number:,} officials, {years} years, seed {seed}",
        "synthetic": True,
        "horizon": {"first": FIRST_YEAR, "last": FIRST_YEAR + years - 1},
        "seed": seed,
        **content,
        "budget": {"city": {"title": "City", "amount": amount, "source": _ASSUMED}},
        "tables": {"officials": "tables/officials.parquet"},
    }


def _read(name: str) -> dict[str, Any]:
    if not name:
        return {}
    path = Path(__file__).with_name(name)
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(path)
    return content


def _courses_that_fit(content: dict[str, Any], years: int) -> Iterator[dict[str, Any]]:
    """Drop courses longer than the horizon, yield the others."""
    for name, course in list(content["courses"].items()):
        if course.get("duration", 1) > years:
            del content["courses"][name]
        else:
            yield course


def _shift(measure: dict[str, Any], years: int) -> None:
    """Move a deadline of the seven years to the same distance from the horizon's end."""
    for key in ("year", "last"):
        if key in measure:
            last = FIRST_YEAR + years - 1
            measure[key] = max(FIRST_YEAR, measure[key] - 2030 + last)


@click.command()
@click.argument("family", type=click.Choice(list(FAMILIES)))
@click.argument("number", metavar="OFFICIALS", type=click.IntRange(1, 10_000_000))
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--years", type=click.IntRange(2, 20), help="Length of the horizon.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder.")
def main(family: str, number: int, seed: int, years: int | None, out: Path) -> None:
    """Write a scenario of FAMILY with so many OFFICIALS into a folder."""
    write_scenario(out, family, number, seed, years)


if __name__ == "__main__":
    main()
