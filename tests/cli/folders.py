"""A small scenario folder: two officials, one course, a target that both can attain."""

from pathlib import Path

SCENARIO = """\
name: hamlet
title: Xã nhỏ
synthetic: true
horizon: {first: 2026, last: 2027}
attributes:
  theory:
    kind: ladder
    levels: [none, so_cap, trung_cap]
    source: Quy định 57-QĐ/TW, 8-2-2022
courses:
  TC:
    title: Trung cấp lý luận chính trị
    grants: [{attribute: theory, level: trung_cap}]
    weeks: [20]
    class_size: {max: 30}
    cost_per_seat: [12.5]
    sources:
      weeks: "assumed: an example"
      class_size: "assumed: an example"
      cost_per_seat: "assumed: an example"
      duration: "assumed: an example"
budget:
  city:
    title: Ngân sách thành phố
    amount: 100
    source: "assumed: an example"
targets:
  theory-100:
    title: Trung cấp lý luận trở lên
    measure:
      kind: level_by_deadline
      conditions: [{attribute: theory, at_least: trung_cap}]
      year: 2027
    percent: 100
    source: "assumed: an example"
rules:
  sources:
    long_courses_at_once: "assumed: an example"
    long_course_weeks: "assumed: an example"
"""

OFFICIALS = """\
id,unit,birth,sex,theory
A,an,1986-03-24,female,so_cap
B,binh,1990-01-01,male,none
"""


def write_scenario(folder: Path, text: str = SCENARIO) -> Path:
    """Write the scenario into a new folder and return it."""
    (folder / "tables").mkdir(parents=True)
    (folder / "whatif").mkdir()
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    (folder / "tables" / "officials.csv").write_text(OFFICIALS, encoding="utf-8")
    (folder / "whatif" / "poor.yaml").write_text(
        "title: No money\ndescription: Nothing in any year.\n"
        "set:\n  budget.city.amount: 0\n",
        encoding="utf-8",
    )
    return folder


def pin(folder: Path) -> None:
    """Have it decided that A takes the course in 2026."""
    path = folder / "scenario.yaml"
    text = path.read_text(encoding="utf-8") + "tables: {pins: tables/pins.csv}\n"
    path.write_text(text, encoding="utf-8")
    (folder / "tables" / "pins.csv").write_text(
        "official,course,start_year,decision\nA,TC,2026,enrol\n", encoding="utf-8"
    )
