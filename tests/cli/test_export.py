from pathlib import Path

import pytest

from tests.cli.conftest import Planner


@pytest.mark.parametrize("form", ["master", "pathway"])
@pytest.mark.parametrize("suffix", ["mps", "lp", "LP"])
def test_the_formulation_is_written(
    planner: Planner, hamlet: Path, form: str, suffix: str
) -> None:
    done = planner("export", hamlet, f"x.{suffix}", "--form", form)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(f"x.{suffix}: ")
    assert "minimises tier-1" in done.stdout
    text = (hamlet.parent / f"x.{suffix}").read_text(encoding="utf-8")
    assert ("ROWS" in text) == (suffix == "mps")
    assert ("Minimize" in text) == (suffix != "mps")
    assert "class_max_TC@2026" in text
    assert ("path0.TC@2026" in text) == (form == "pathway")


def test_an_earlier_export_is_replaced_and_nothing_else(
    planner: Planner, hamlet: Path
) -> None:
    assert planner("export", hamlet, "x.lp").exit_code == 0
    assert planner("export", hamlet, "x.lp", "--objective", "cost").exit_code == 0
    file = hamlet.parent / "x.lp"
    assert "\n cost: " in file.read_text(encoding="utf-8")
    file.write_text("Minimize\n mine: x\n", encoding="utf-8")
    refused = planner("export", hamlet, "x.lp")
    assert refused.exit_code == 2
    assert "it holds something else than a formulation" in refused.stderr
    assert file.read_text(encoding="utf-8") == "Minimize\n mine: x\n"


def test_what_ifs_and_changes_are_applied(planner: Planner, hamlet: Path) -> None:
    planner("export", hamlet, "rich.lp")
    planner("export", hamlet, "poor.lp", "--what-if", "poor")
    planner("export", hamlet, "zero.lp", "--set", "budget.city.amount=0")
    texts = {
        name: (hamlet.parent / f"{name}.lp").read_text(encoding="utf-8")
        for name in ("rich", "poor", "zero")
    }
    assert "\\ with poor\n" in texts["poor"]
    bodies = {
        name: [line for line in text.splitlines() if not line.startswith("\\")]
        for name, text in texts.items()
    }
    assert bodies["poor"] == bodies["zero"] != bodies["rich"]


def test_another_ending_is_refused(planner: Planner, hamlet: Path) -> None:
    done = planner("export", hamlet, "x.txt")
    assert done.exit_code == 2
    assert "ends in .mps or .lp" in done.stderr
    assert not (hamlet.parent / "x.txt").exists()


def test_an_unknown_objective_is_refused_with_those_known(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("export", hamlet, "x.lp", "--objective", "tier-7")
    assert done.exit_code == 2
    assert "'tier-7' is none of: tier-1, cost" in done.stderr


def test_a_place_where_nothing_can_be_written_is_invalid(
    planner: Planner, hamlet: Path
) -> None:
    done = planner("export", hamlet, hamlet / "scenario.yaml" / "x.lp")
    assert done.exit_code == 2
    assert "the file cannot be written" in done.stderr


def test_impossible_decisions_are_named_instead(planner: Planner, hamlet: Path) -> None:
    (hamlet / "tables" / "pins.csv").write_text(
        "official,course,start_year,decision\nA,TC,2026,enrol\n", encoding="utf-8"
    )
    (hamlet / "tables" / "absences.csv").write_text(
        "official,year\nA,2026\n", encoding="utf-8"
    )
    file = hamlet / "scenario.yaml"
    text = file.read_text(encoding="utf-8")
    text += "tables: {pins: tables/pins.csv, absences: tables/absences.csv}\n"
    file.write_text(text, encoding="utf-8")
    done = planner("export", hamlet, "x.lp")
    assert done.exit_code == 3
    assert "A is absent in 2026 and cannot attend TC" in done.stderr
    assert not (hamlet.parent / "x.lp").exists()
