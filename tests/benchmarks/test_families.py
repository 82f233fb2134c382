from pathlib import Path

import numpy as np
import pytest

from benchmarks.families import FAMILIES, write_scenario
from planner.io.read_scenario import load


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_is_a_valid_scenario(family: str, tmp_path: Path) -> None:
    write_scenario(tmp_path, family, 400, seed=3)
    loaded = load(tmp_path)
    assert len(loaded.scenario.roster) == 400
    assert len(loaded.scenario.spec.horizon) == FAMILIES[family].years


def test_the_same_seed_gives_the_same_scenario_and_another_does_not(
    tmp_path: Path,
) -> None:
    hashes = []
    for at, seed in enumerate((1, 1, 2)):
        write_scenario(tmp_path / str(at), "base", 100, seed)
        hashes.append(load(tmp_path / str(at)).scenario.content_hash)
    assert hashes[0] == hashes[1] != hashes[2]


def test_units_have_about_twenty_officials_and_all_serve(tmp_path: Path) -> None:
    write_scenario(tmp_path, "base", 1697, seed=1)
    roster = load(tmp_path).scenario.roster
    sizes = np.bincount(roster.unit)
    assert set(sizes.tolist()) <= {19, 20, 21}
    assert roster.serves_on("2023-12-31").all()


def test_classes_and_budget_grow_with_the_roster(tmp_path: Path) -> None:
    write_scenario(tmp_path, "base", 16_970, seed=1)
    spec = load(tmp_path).scenario.spec
    assert spec.budget["city"].amount.at(2024) == 30_000  # ten times 3000
    assert spec.courses["TC-LLCT"].classes is not None
    assert spec.courses["TC-LLCT"].classes.at(2024) == 30  # ten times 3


def test_deadlines_move_with_the_horizon(tmp_path: Path) -> None:
    write_scenario(tmp_path, "base", 200, seed=1, years=10)
    targets = load(tmp_path).scenario.spec.targets
    assert targets["theory"].years() == (2033,)
    assert targets["it"].years() == (2031,)  # two years before the end, as in 2028
    assert targets["refresher"].years() == tuple(range(2024, 2034))
