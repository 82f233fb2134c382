"""How long the import of a large roster takes.

    python -m benchmarks.roster_import [OFFICIALS]

Writes a workbook with titles, a merged header and the officials of the benchmark families,
imports it as a command and prints officials, seconds and peak memory.
"""

import sys
import tempfile
from pathlib import Path

import click
import numpy as np
import xlsxwriter

from benchmarks.measure import measure
from benchmarks.officials import officials

_ATTRIBUTES = """\
name: roster
title: Import of a large roster
synthetic: true
horizon: {first: 2024, last: 2025}
attributes:
  position: {kind: category, values: [can_bo, cong_chuc]}
  education: {kind: ladder, levels: [none, trung_cap, cao_dang, dai_hoc, thac_si]}
  theory: {kind: ladder, levels: [none, so_cap, trung_cap, cao_cap]}
  it: {kind: ladder, levels: [none, co_ban]}
  party_member: {kind: flag}
courses:
  SC:
    title: Sơ cấp
    grants: [{attribute: theory, level: so_cap}]
    weeks: [4]
    class_size: {min: 1, max: 50}
    cost_per_seat: [1]
targets:
  T:
    title: Sơ cấp
    measure:
      kind: level_by_deadline
      conditions: [{attribute: theory, at_least: so_cap}]
      year: 2025
    percent: 80
    source: "assumed: a benchmark"
"""
_HEAD = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị công tác", "Đối tượng",
    "Trình độ chuyên môn", "Lý luận chính trị", "Tin học", "Đảng viên",
)  # fmt: skip
_WORDS = {
    "can_bo": "Cán bộ", "cong_chuc": "Công chức", "none": "", "trung_cap": "Trung cấp",
    "cao_dang": "CĐ", "dai_hoc": "Đại học", "thac_si": "Thạc sỹ", "so_cap": "SC",
    "cao_cap": "Cao cấp", "co_ban": "Cơ bản", "male": "Nam", "female": "Nữ",
}  # fmt: skip
_MOST_SECONDS = 600


def write_roster(path: Path, number: int) -> None:
    """Write a roster as an office keeps it."""
    table = officials(number, seed=1).to_pandas()
    births = np.datetime_as_string(table["birth"].to_numpy("datetime64[D]"))
    columns = [
        range(1, number + 1),
        [f"Nguyễn Văn {at}" for at in range(1, number + 1)],
        [f"{day[8:]}/{day[5:7]}/{day[:4]}" for day in births],
        table["sex"].map(_WORDS),
        table["unit"],
        *(
            table[name].map(_WORDS)
            for name in ("position", "education", "theory", "it")
        ),
        table["party_member"].map({True: "x", False: ""}),
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("DS")
        sheet.merge_range(0, 0, 0, len(_HEAD) - 1, "DANH SÁCH CÁN BỘ, CÔNG CHỨC")
        sheet.write_row(2, 0, _HEAD)
        for at, column in enumerate(columns):
            sheet.write_column(3, at, list(column))


def main() -> None:
    """Run the import and print what it took."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "scenario.yaml").write_text(_ATTRIBUTES, encoding="utf-8")
        write_roster(folder / "roster.xlsx", number)
        command = [str(Path(sys.executable).with_name("planner")), "import"]
        command += [str(folder / "roster.xlsx"), "--into", str(folder)]
        done = measure(command, _MOST_SECONDS)
    if done.exit_code != 0:
        raise SystemExit(done.messages)
    click.echo(f"{number:,} officials: {done.seconds} s, {done.peak_mb} MB")


if __name__ == "__main__":
    main()
