"""A scenario whose officials come from a roster, and commands run on it."""

import datetime
from pathlib import Path

import pandas as pd

from planner.io.roster.mapping import RosterMapping, read_mapping
from planner.io.roster.sheets import Workbook
from planner.io.roster.specification import read_specification
from planner.io.roster.understand import Understood, understand

SCENARIO = """\
name: commune
title: A commune
synthetic: false
horizon: {first: 2025, last: 2026}
attributes:
  position: {kind: category, label: Cán bộ hay công chức, values: [can_bo, cong_chuc]}
  education:
    kind: ladder
    label: Trình độ chuyên môn
    levels: [none, trung_cap, cao_dang, dai_hoc, thac_si]
  theory: {kind: ladder, levels: [none, so_cap, trung_cap, cao_cap]}
  it: {kind: ladder, levels: [none, co_ban]}
  party_member: {kind: flag, label: Đảng viên}
courses:
  SC:
    title: Elementary theory
    grants: [{attribute: theory, level: so_cap}]
    weeks: [4]
    class_size: {min: 1, max: 30}
    cost_per_seat: [1.5]
    sources: {weeks: assumed, class_size: assumed, cost_per_seat: assumed}
budget:
  city: {title: City, amount: 100, pays: [{courses: [SC]}], source: assumed}
targets:
  theory:
    title: Elementary theory
    measure:
      kind: level_by_deadline
      conditions: [{attribute: theory, at_least: so_cap}]
      year: 2026
    percent: 80
    source: assumed
tables: {officials: tables/officials.csv}
"""
ATTRIBUTES = ("position", "education", "theory", "it", "party_member")
COLUMNS = ("name", "unit", "birth", "sex", *ATTRIBUTES)


def write(folder: Path, scenario: str = SCENARIO) -> Path:
    """Write the scenario, which has no table of officials yet."""
    (folder / "tables").mkdir(parents=True)
    (folder / "scenario.yaml").write_text(scenario, encoding="utf-8")
    return folder


def read(
    roster: Path, folder: Path, mapping: str = "", names: tuple[str, ...] = ()
) -> Understood:
    """Return what is understood of a roster."""
    spec = read_specification(folder)
    known = RosterMapping()
    if mapping:
        known = read_mapping(mapping.encode(), "mapping.yaml", spec.attributes)
    return understand(
        Workbook(roster.read_bytes(), roster.name),
        spec.attributes,
        datetime.date(spec.horizon.first - 1, 12, 31),
        names=names,
        mapping=known,
    )


def told(problems: list) -> list[tuple[str, str, str]]:
    """Return code, place and value of problems."""
    return [(item.code, item.place, item.value) for item in problems]


def rows(table: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the rows of a table of officials, without their ids."""
    return list(table[list(COLUMNS)].itertuples(index=False, name=None))
