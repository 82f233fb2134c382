"""A tiny valid scenario on disk, without any warning; tests break one thing in it."""

from collections.abc import Iterable
from pathlib import Path

SCENARIO = """\
name: tiny
title: A tiny scenario
synthetic: true
horizon: {first: 2025, last: 2027}
attributes:
  position: {kind: category, values: [can_bo, cong_chuc]}
  party: {kind: flag}
  theory: {kind: ladder, levels: [none, so_cap, trung_cap, cao_cap]}
  fields: {kind: set, values: [law, finance]}
  rank_years: {kind: number, minimum: 0, maximum: 40}
groups:
  members: party
  young: age < 40
courses:
  SC:
    title: Elementary theory
    grants: [{attribute: theory, level: so_cap}]
    weeks: [4]
    class_size: {min: 1, max: 3}
    cost_per_seat: [1.5]
    sources: {weeks: assumed, class_size: assumed, cost_per_seat: assumed}
  TC:
    title: Intermediate theory
    grants: [{attribute: theory, level: trung_cap}]
    requires: [{attribute: theory, at_least: so_cap}]
    who: "@members"
    duration: 2
    weeks: [13, 13]
    class_size: {min: 1, max: 3}
    classes: {default: 1, 2025: 2}
    cost_per_seat: [4, 4]
    sources: {duration: assumed, weeks: assumed, class_size: assumed,
              classes: assumed, cost_per_seat: assumed}
  UP:
    title: Yearly update
    kinds: [refresher]
    repeatable: true
    weeks: [1]
    class_size: {min: 1, max: 10}
    cost_per_seat: [0.5]
    sources: {weeks: assumed, class_size: assumed, cost_per_seat: assumed}
budget:
  city:
    title: City
    amount: 100
    pays: [{courses: [SC, TC, UP]}]
    source: assumed
targets:
  theory:
    title: Intermediate theory
    group: "@members"
    measure:
      kind: level_by_deadline
      conditions: [{attribute: theory, at_least: trung_cap}]
      year: 2027
    percent: 80
    source: assumed
  update:
    title: Update
    measure: {kind: annual_participation, course_kind: refresher, first: 2025, last: 2027}
    percent: 50
    tier: 2
    source: assumed
rules:
  yearly_load: 20
  sources: {yearly_load: assumed}
tables:
  officials: tables/officials.csv
  pins: tables/pins.csv
  in_progress: tables/in_progress.csv
  absences: tables/absences.csv
"""

OFFICIALS = """\
id,unit,birth,sex,position,party,theory,fields,rank_years
A1,North,1985-03-24,female,can_bo,true,so_cap,law;finance,3
A2,North,24/03/1990,nam,cong_chuc,x,trung_cap,law,1.5
A3,South,1992,nữ,cong_chuc,,,,0
A4,South,1979-11-02,M,can_bo,1,so_cap,finance,12
"""

PINS = "official,course,start_year,decision\nA1,TC,2026,enrol\nA2,UP,,never\n"
IN_PROGRESS = "official,course,start_year,budget_line\nA4,TC,2024,city\n"
ABSENCES = "official,year\nA3,2026\n"

CUT = """\
title: Less money
scale:
  budget.city.amount: 0.5
"""


def write(folder: Path) -> Path:
    """Write the scenario into a folder and return the folder."""
    files = {
        "scenario.yaml": SCENARIO,
        "tables/officials.csv": OFFICIALS,
        "tables/pins.csv": PINS,
        "tables/in_progress.csv": IN_PROGRESS,
        "tables/absences.csv": ABSENCES,
        "whatif/cut.yaml": CUT,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a text that occurs in a file; fails if it does not occur."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def officials(rows: Iterable[str]) -> str:
    """Return a table of officials with the usual header and the given rows."""
    return "\n".join([OFFICIALS.splitlines()[0], *rows]) + "\n"
