"""Chương Mỹ, Thái Nguyên and Cao Bằng against what is published about them."""

import csv
import re
import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from models.measures.targets import target_figures
from models.plan import Plan
from models.result import TargetFigure
from models.retirement import retirement_dates
from models.rules import violations
from models.scenario import Scenario
from planner.engine.messages import Bounds, Found
from planner.engine.search import search
from planner.engine.settings import SolveSettings
from planner.io.read_scenario import load
from planner.synthesis.population import read_population
from planner.synthesis.write import write_officials

ROOT = Path(__file__).parents[2] / "scenarios"
CHUONG_MY = "chuong-my-2024-2025"
THAI_NGUYEN = "thai-nguyen-2022-2025"
CAO_BANG = "cao-bang-2013-2020"
WHAT_IFS = {
    CHUONG_MY: {
        "generous", "minus-20", "refresher-every-year", "post-training-only", "it-basic",
    },
    THAI_NGUYEN: {
        "generous", "minus-20", "minus-40", "unlisted-recorded", "deadline-2024",
        "can-bo-degree-first",
    },
    CAO_BANG: {
        "generous", "minus-20", "deadline-2017", "of-those", "classes-in-communes",
    },
}  # fmt: skip
UNITS = {CHUONG_MY: 32, THAI_NGUYEN: 32, CAO_BANG: 199}
# Shortfall of each tier in the best plan, proven [officials].
TIERS = {CHUONG_MY: [13, 131], THAI_NGUYEN: [19, 0, 41], CAO_BANG: [0, 196, 814]}
NUMERIC = {
    "duration", "weeks", "class_size", "cost_per_seat", "cost_per_class", "classes",
    "seats", "age_min", "age_max", "service_after",
}  # fmt: skip


def rows(name: str) -> list[dict[str, str]]:
    path = Path(__file__).parent / name
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


PUBLISHED = rows("three_places_published.csv")
EXPECTED = rows("three_places_expected.csv")
PLACES = pytest.mark.parametrize("place", WHAT_IFS)


@cache
def officials(place: str, table: str = "officials") -> pd.DataFrame:
    path = ROOT / place / "tables" / f"{table}.csv"
    found = pd.read_csv(path, dtype=str, keep_default_na=False)
    baseline = load(ROOT / place).scenario.spec.horizon.first - 1
    return found.assign(age=baseline - found["birth"].str[:4].astype(int))


@cache
def scenario(place: str, *what_ifs: str) -> Scenario:
    return load(ROOT / place, what_ifs).scenario


def figures(given: Scenario, plan: Plan) -> dict[tuple[str, int], TargetFigure]:
    return {(f.name, f.year): f for f in target_figures(given, plan)}


@pytest.mark.parametrize(
    "row", PUBLISHED, ids=lambda row: f"{row['place']}-{row['name']}"
)
def test_the_roster_equals_every_published_count(row: dict[str, str]) -> None:
    place, name = row["place"], row["name"]
    entry = read_population(ROOT / place / "population.yaml").published[name]
    assert row["quote"] in entry.quote
    assert entry.source
    assert entry.count == int(row["count"])
    assert len(officials(place).query(row["query"])) == int(row["count"])
    readme = (ROOT / place / "README.md").read_text(encoding="utf-8")
    line = next(line for line in readme.splitlines() if f"| {name} |" in line)
    assert re.search(rf"\| {int(row['count']):,}( of [\d,]+)? \|", line)


@PLACES
def test_every_published_count_is_checked_here(place: str) -> None:
    published = read_population(ROOT / place / "population.yaml").published
    assert set(published) == {r["name"] for r in PUBLISHED if r["place"] == place}


@PLACES
def test_the_tables_are_what_synthesis_writes(place: str, tmp_path: Path) -> None:
    for path in (ROOT / place).glob("*.yaml"):
        shutil.copy(path, tmp_path)
    written = write_officials(tmp_path)
    assert len(written) == len(list((ROOT / place / "tables").iterdir()))
    for path in written:
        shipped = ROOT / place / path.relative_to(tmp_path)
        assert path.read_bytes() == shipped.read_bytes(), path.name


@PLACES
def test_the_roster_looks_like_communes(place: str) -> None:
    table = officials(place)
    units = table.groupby("unit")
    assert len(units) == UNITS[place]
    assert units.size().between(18, 22).all()
    sent = table["theory"].isin(["trung_cap", "cao_cap"])
    assert set(table["party_member"][sent]) == {"true"}
    birth = table["birth"].to_numpy().astype("datetime64[D]")
    female = (table["sex"] == "female").to_numpy()
    baseline = scenario(place).spec.horizon.first - 1
    serving = retirement_dates(birth, female) > np.datetime64(f"{baseline}-12-31")
    assert serving.all()


@PLACES
def test_the_input_is_valid_and_only_thai_nguyen_is_out_of_reach(place: str) -> None:
    """Out of reach for people is told in the README, as is Chương Mỹ's money of 2024."""
    warned = {(w.path, w.code) for w in load(ROOT / place).warnings}
    officials_missing = "target-short-of-officials"
    assert (
        warned
        == {
            CHUONG_MY: {("targets.CM-T7a", "target-short-of-money")},
            THAI_NGUYEN: {
                (f"targets.TN-{name}", officials_missing) for name in ("S1", "S2", "S6")
            },
            CAO_BANG: set(),
        }[place]
    )


@PLACES
def test_every_number_has_a_source(place: str) -> None:
    spec = scenario(place).spec
    for course in spec.courses.values():
        assert course.model_fields_set & NUMERIC | {"duration"} <= set(course.sources)
        for text in course.sources.values():
            # Either a reason, or a document that is told by its number or date.
            assert re.match(r"assumed: .{12}|(?!assumed).*\d", text)
    assert all(line.source for line in spec.budget.values())
    assert all(attribute.source for attribute in spec.attributes.values())
    assert all(re.search(r"\d", target.source) for target in spec.targets.values())
    assert set(spec.rules.sources) == spec.rules.model_fields_set - {"sources"}


@PLACES
def test_the_what_ifs_are_those_described(place: str) -> None:
    names = {path.stem for path in (ROOT / place / "whatif").glob("*.yaml")}
    readme = (ROOT / place / "README.md").read_text(encoding="utf-8")
    assert names == WHAT_IFS[place]
    assert set(re.findall(r"`([a-z0-9-]+)`", readme)) >= names


@PLACES
def test_targets_and_their_headcounts_without_any_training(place: str) -> None:
    given = scenario(place)
    found = {
        (
            figure.name,
            str(figure.tier or ""),
            f"{given.spec.targets[figure.name].compare} "
            f"{given.spec.targets[figure.name].percent}",
            str(figure.year),
            str(figure.group_size),
            str(figure.required),
            "" if figure.attained is None else str(figure.attained),
        )
        for figure in target_figures(given, Plan.empty())
    }
    fields = (
        "target", "tier", "percent", "year", "group_size", "required", "attained",
    )  # fmt: skip
    assert found == {
        tuple(row[field] for field in fields)
        for row in EXPECTED
        if row["place"] == place
    }


@PLACES
def test_the_best_plan_leaves_these_shortfalls_and_no_fewer(place: str) -> None:
    given = scenario(place)
    bare = replace(given, spec=given.spec.model_copy(update={"preferences": ()}))
    plans: list[Plan] = []
    bounds: dict[str, tuple[int | float, int | float | None]] = {}

    def take(message: object) -> None:
        if isinstance(message, Found):
            plans.append(message.plan)
        if isinstance(message, Bounds | Found):
            bounds.update({s.name: (s.incumbent, s.bound) for s in message.stages})

    search(bare, SolveSettings(), take)
    assert violations(bare, plans[-1]).empty
    missing = dict.fromkeys(range(1, len(TIERS[place]) + 1), 0)
    for figure in target_figures(bare, plans[-1]):
        if figure.tier is not None:
            assert figure.shortfall is not None
            missing[figure.tier] += figure.shortfall
    assert list(missing.values()) == TIERS[place]
    for tier, value in missing.items():
        assert bounds[f"tier-{tier}"] == (value, value)
