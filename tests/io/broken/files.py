"""What is wrong with files and their places."""

from pathlib import Path

from tests.io.broken.breaking import LINES, Broken, removes, replaces, writes
from tests.io.good_scenario import OFFICIALS, edit


def links_outside(folder: Path) -> None:
    outside = folder.parent / "outside.csv"
    outside.write_text(OFFICIALS, encoding="utf-8")
    (folder / "tables/officials.csv").unlink()
    (folder / "tables/officials.csv").symlink_to(outside)


def empty_workbook(folder: Path) -> None:
    (folder / "tables/officials.xlsx").write_bytes(b"")
    edit(folder, "scenario.yaml", "officials.csv", "officials.xlsx")


def folder_for_file(folder: Path) -> None:
    (folder / "tables/officials.csv").unlink()
    (folder / "tables/officials.csv").mkdir()


CASES = (
    Broken(
        "missing scenario file",
        "file-missing",
        ("scenario.yaml", "planner new"),
        removes("scenario.yaml"),
    ),
    Broken(
        "missing table",
        "file-missing",
        ("tables/officials.csv", "tables.officials"),
        removes("tables/officials.csv"),
    ),
    Broken(
        "folder in place of a table",
        "file-unreadable",
        ("tables/officials.csv", "ordinary file"),
        folder_for_file,
    ),
    Broken(
        "path outside the folder",
        "file-outside",
        ("scenario.yaml, line 68", "../secret.csv", "into the folder"),
        replaces("officials: tables/officials.csv", "officials: ../secret.csv"),
    ),
    Broken(
        "absolute path",
        "file-outside",
        ("tables.pins", "/etc/passwd"),
        replaces("pins: tables/pins.csv", "pins: /etc/passwd"),
    ),
    Broken(
        "path that leaves the folder half-way",
        "file-outside",
        ("tables.pins", "tables/../../pins.csv"),
        replaces("pins: tables/pins.csv", "pins: tables/../../pins.csv"),
    ),
    Broken(
        "path in the home folder",
        "file-missing",
        ("~/pins.csv",),
        replaces("pins: tables/pins.csv", "pins: ~/pins.csv"),
    ),
    Broken(
        "the folder itself as a table",
        "file-outside",
        ("tables.pins",),
        replaces("pins: tables/pins.csv", "pins: ."),
    ),
    Broken(
        "path with a zero byte",
        "file-outside",
        ("tables.pins", r"a\x00b"),
        replaces("pins: tables/pins.csv", r'pins: "a\0b"'),
    ),
    Broken(
        "link that leads outside",
        "file-outside",
        ("tables.officials", "outside the scenario folder"),
        links_outside,
    ),
    Broken(
        "huge scenario file",
        "file-too-large",
        ("scenario.yaml", "1,000,000"),
        writes("scenario.yaml", "#" * 1_000_001),
    ),
    Broken(
        "0-byte scenario file",
        "file-empty",
        ("scenario.yaml", "planner new"),
        writes("scenario.yaml", b""),
    ),
    Broken(
        "0-byte workbook",
        "file-empty",
        ("tables/officials.xlsx",),
        empty_workbook,
    ),
    Broken(
        "scenario not in UTF-8",
        "file-encoding",
        ("scenario.yaml, line 2", "save it as UTF-8"),
        writes("scenario.yaml", "name: x\ntitle: Cần Thơ\n".encode("utf-16-le")[14:]),
    ),
    Broken(
        "table in an old Vietnamese encoding",
        "file-encoding",
        ("tables/officials.csv, line 2", "e3", "UTF-8"),
        writes("tables/officials.csv", LINES[0].encode() + b"\nA1,X\xe3,1985,F"),
    ),
)
