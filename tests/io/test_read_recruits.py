"""Recruits of a plan are written beside the enrolments and read back."""

import pandas as pd
import pytest

from models.rules import violations
from planner.api.plan_set import compare
from planner.io.problems import InvalidInput
from planner.io.read_plan import read_plan
from planner.io.read_run import is_untouched, read_result, read_run
from planner.io.write_run import write_run
from tests.builders import official, plan, recruitment, scenario, stream
from tests.io.runs import result_of

BOTH = ("NEW-2026-0001-good", "NEW-2027-0001-plain")


def given():
    pays = [{"recruitment": ["good"]}]
    return scenario(
        [official("A", leaves="2026-05-01"), official("B", leaves="2027-05-01")],
        budget={"new": {"title": "Recruits", "amount": 9, "pays": pays}},
        recruitment=recruitment(
            streams={"good": stream(cost="1.234"), "plain": stream(attributes={})}
        ),
    )


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_recruits_are_written_and_read_back(tmp_path, ending):
    decided = plan(given(), recruits=BOTH)
    files = write_run(
        tmp_path / "run", given(), decided, result_of(given(), decided), ending
    )
    assert tmp_path / "run" / f"recruits.{ending}" in files
    read = read_plan(tmp_path / "run", given())
    pd.testing.assert_frame_equal(read.recruits, decided.recruits)
    assert violations(given(), read).empty


def test_money_is_in_million_dong(tmp_path):
    decided = plan(given(), recruits=BOTH)
    write_run(tmp_path / "run", given(), decided, result_of(given(), decided))
    assert (tmp_path / "run/recruits.csv").read_text(encoding="utf-8") == (
        "official,stream,year,unit,cost\n"
        "NEW-2026-0001-good,good,2026,an,1.234\n"
        "NEW-2027-0001-plain,plain,2027,an,0.0\n"
    )


def by_hand(folder, content: str):
    enrolments = "official,course,start_year,class\n"
    (folder / "enrolments.csv").write_text(enrolments, encoding="utf-8")
    (folder / "recruits.csv").write_text(content, encoding="utf-8")
    return folder / "enrolments.csv"


def test_a_list_of_names_is_enough(tmp_path):
    path = by_hand(tmp_path, "official\n" + "\n".join(BOTH) + "\n")
    read = read_plan(path, given())
    pd.testing.assert_frame_equal(read.recruits, plan(given(), recruits=BOTH).recruits)


def test_what_is_given_is_kept_for_the_rules(tmp_path):
    content = (
        f"official,stream,cost,note\n{BOTH[0]},plain,,first\n{BOTH[1]},,2,\nghost,,,\n"
    )
    read = read_plan(by_hand(tmp_path, content), given())
    assert read.recruits["stream"].tolist() == ["plain", "plain", ""]
    assert read.recruits["cost"].tolist() == [1234, 2000, -1]
    assert list(violations(given(), read)["message"]) == [
        "recruits, row 4: nobody called `ghost` can be recruited",
        "recruit NEW-2026-0001-good: the stream is plain by the plan, "
        "but good by the scenario",
        "recruit NEW-2027-0001-plain: the cost is 2000 by the plan, but 0 by the scenario",
    ]


def test_cells_that_cannot_be_read_are_told(tmp_path):
    path = by_hand(tmp_path, f"official,year\n{BOTH[0]},soon\n")
    with pytest.raises(InvalidInput, match="row 2, column year"):
        read_plan(path, given())


def test_without_the_table_every_vacancy_is_named(tmp_path):
    path = by_hand(tmp_path, "")
    (tmp_path / "recruits.csv").unlink()
    assert len(violations(given(), read_plan(path, given()))) == 2


def test_a_scenario_without_recruitment_reads_and_writes_none(tmp_path):
    plain = scenario([official("A")])
    decided = plan(plain, ("A", "C", 2026))
    files = write_run(tmp_path / "run", plain, decided, result_of(plain, decided))
    assert not [path for path in files if path.stem == "recruits"]
    (tmp_path / "run/recruits.csv").write_text("official\nX\n", encoding="utf-8")
    assert read_plan(tmp_path / "run", plain).recruits.empty


OTHERS = ("NEW-2026-0001-plain", "NEW-2027-0001-plain")


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_runs_that_differ_in_recruits_alone_are_told_apart(tmp_path, ending):
    """Nobody is enrolled in either; who is recruited is decided too."""
    for name, names in (("both", BOTH), ("others", OTHERS)):
        decided = plan(given(), recruits=names)
        found = result_of(given(), decided)
        write_run(tmp_path / name, given(), decided, found, ending)
    both, others = (read_run(tmp_path / name) for name in ("both", "others"))
    assert both.result.id != others.result.id
    found = compare(tmp_path / "both", tmp_path / "others").recruits
    assert found[["stream", "year", "unit", "change"]].to_numpy().tolist() == [
        ["good", 2026, "an", -1],
        ["plain", 2026, "an", 1],
    ]


def test_recruits_changed_by_hand_are_noticed(tmp_path):
    decided = plan(given(), recruits=BOTH)
    write_run(tmp_path / "run", given(), decided, result_of(given(), decided))
    assert is_untouched(tmp_path / "run", read_result(tmp_path / "run"))
    path = tmp_path / "run" / "recruits.csv"
    path.write_text(path.read_text().replace(*reversed(BOTH)))
    assert not is_untouched(tmp_path / "run", read_result(tmp_path / "run"))
