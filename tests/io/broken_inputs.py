"""Broken inputs: each breaks one thing in the good scenario and says what must be told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.io import good_scenario
from tests.io.good_scenario import OFFICIALS, edit, officials

LINES = OFFICIALS.splitlines()


RECRUITMENT = """
recruitment:
  of_post: [position]
  streams:
    good:
      title: Good graduates
      attributes: {theory: so_cap, fields: [law], party: true, rank_years: 1}
      sex: female
      age: 24
      cost: 2
  sources: {good: assumed}
"""
"""One of the four, A1, retires in the horizon if born in 1970."""


@dataclass(frozen=True)
class Broken:
    """One way to break the good scenario."""

    name: str
    code: str
    """Code of the problem that must be reported."""
    words: tuple[str, ...]
    """Texts that the problem must show: place, value, remedy."""
    breaks: Callable[[Path], None] = lambda folder: None
    what_ifs: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def replaces(old: str, new: str, file: str = "scenario.yaml") -> Callable[[Path], None]:
    return lambda folder: edit(folder, file, old, new)


def recruits(old: str = "", new: str = "", more: str = "") -> Callable[[Path], None]:
    """Recruitment with one thing changed; the city pays for it."""

    def breaks(folder: Path) -> None:
        assert old in RECRUITMENT
        text = good_scenario.SCENARIO + RECRUITMENT.replace(old, new, 1) + more
        pays = "[{courses: [SC, TC, UP]}, {recruitment: [good]}]"
        text = text.replace("[{courses: [SC, TC, UP]}]", pays)
        (folder / "scenario.yaml").write_text(text, encoding="utf-8")
        edit(folder, "tables/officials.csv", "1985-03-24", "1970-03-24")

    return breaks


def writes(file: str, content: str | bytes) -> Callable[[Path], None]:
    def breaks(folder: Path) -> None:
        data = content.encode() if isinstance(content, str) else content
        (folder / file).write_bytes(data)

    return breaks


def removes(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def roster(*rows: str) -> Callable[[Path], None]:
    return writes("tables/officials.csv", officials(rows))


def cell(row: int, old: str, new: str) -> Callable[[Path], None]:
    """Change one cell of the roster, in a row numbered as a spreadsheet does."""
    rows = LINES[1:]
    assert old in rows[row - 2]
    rows[row - 2] = rows[row - 2].replace(old, new, 1)
    return roster(*rows)


def long_roster(bad_rows: int) -> Callable[[Path], None]:
    """A roster of 2,000 officials whose births from row 1042 on are no dates."""
    rows = [
        f"B{at},North,{'soon' if 1042 <= at < 1042 + bad_rows else '1985'},M,can_bo,,,,0"
        for at in range(2, 2002)
    ]
    return roster(*LINES[1:2], *LINES[4:5], *rows[2:])


def workbook(file: str, rows: list[list[object]]) -> Callable[[Path], None]:
    def breaks(folder: Path) -> None:
        import openpyxl

        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Danh sách"
        for row in rows:
            sheet.append(row)
        book.save(folder / file)
        edit(folder, "scenario.yaml", "tables/officials.csv", file)

    return breaks


def links_outside(folder: Path) -> None:
    outside = folder.parent / "outside.csv"
    outside.write_text(OFFICIALS, encoding="utf-8")
    (folder / "tables/officials.csv").unlink()
    (folder / "tables/officials.csv").symlink_to(outside)


def what_if_links_outside(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text("title: Outside\n", encoding="utf-8")
    (folder / "whatif/cut.yaml").unlink()
    (folder / "whatif/cut.yaml").symlink_to(outside)


def empty_workbook(folder: Path) -> None:
    (folder / "tables/officials.xlsx").write_bytes(b"")
    edit(folder, "scenario.yaml", "officials.csv", "officials.xlsx")


def damaged_workbook(folder: Path) -> None:
    (folder / "tables/officials.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    edit(folder, "scenario.yaml", "officials.csv", "officials.xlsx")


def damaged_parquet(folder: Path) -> None:
    (folder / "tables/officials.parquet").write_bytes(b"PAR1 no parquet")
    edit(folder, "scenario.yaml", "officials.csv", "officials.parquet")


def text_table(folder: Path) -> None:
    (folder / "tables/officials.txt").write_text(OFFICIALS, encoding="utf-8")
    edit(folder, "scenario.yaml", "officials.csv", "officials.txt")


def folder_for_file(folder: Path) -> None:
    (folder / "tables/officials.csv").unlink()
    (folder / "tables/officials.csv").mkdir()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

SC_REQUIRES = (
    "    grants: [{attribute: theory, level: so_cap}]\n",
    "    grants: [{attribute: theory, level: so_cap}]\n"
    "    requires: [{attribute: theory, at_least: trung_cap}]\n",
)


def circular(folder: Path) -> None:
    """SC requires what only TC grants, and TC what only SC grants."""
    edit(folder, "scenario.yaml", *SC_REQUIRES)
    rows = [row.replace("so_cap", "").replace("trung_cap", "") for row in LINES[1:]]
    roster(*rows)(folder)
    edit(folder, "tables/pins.csv", "A1,TC,2026,enrol\n", "")
    edit(folder, "tables/in_progress.csv", "A4,TC,2024,city\n", "")


PINS = "tables/pins.csv"
RUNNING = "tables/in_progress.csv"

BROKEN = (
    # Files
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
    # YAML
    Broken(
        "YAML syntax",
        "yaml-syntax",
        ("scenario.yaml, line 5", "indentation"),
        replaces("horizon: {first: 2025, last: 2027}", "horizon: {first: 2025"),
    ),
    Broken(
        "control characters",
        "yaml-syntax",
        ("scenario.yaml", "cannot be read"),
        replaces("name: tiny", "name: tiny\x00"),
    ),
    Broken(
        "key given twice",
        "yaml-twice",
        ("line 2, column 1", "name", "line 1"),
        replaces("name: tiny\n", "name: tiny\nname: again\n"),
    ),
    Broken(
        "object tag",
        "yaml-form",
        ("line 1, column 7", "python/object", "plain text"),
        replaces("name: tiny", "name: !!python/object/apply:os.system [ls]"),
    ),
    Broken(
        "merge key",
        "unknown-key",
        ("line 45", "budget.city.<<"),
        replaces("    title: City\n", "    title: City\n    <<: {amount: 1}\n"),
    ),
    Broken(
        "tag of our own",
        "yaml-form",
        ("line 2", "!secret"),
        replaces("title: A tiny", "title: !secret A tiny"),
    ),
    Broken(
        "endless number",
        "yaml-form",
        ("line 4", "cannot be read"),
        replaces("first: 2025", f"first: {'9' * 5000}"),
    ),
    Broken(
        "YAML bomb",
        "yaml-too-large",
        ("scenario.yaml", "100,000", "aliases"),
        writes("scenario.yaml", BOMB),
    ),
    Broken(
        "alias within itself",
        "yaml-too-large",
        ("scenario.yaml", "nested"),
        writes("scenario.yaml", "a: &a [*a]\n"),
    ),
    Broken(
        "nested without end",
        "yaml-too-large",
        ("scenario.yaml", "nested"),
        writes("scenario.yaml", "[" * 5000 + "]" * 5000),
    ),
    Broken(
        "a list instead of a scenario",
        "wrong-value",
        ("scenario.yaml", "a mapping"),
        writes("scenario.yaml", "- name\n- title\n"),
    ),
    # Schema
    Broken(
        "unknown key",
        "unknown-key",
        ("line 16, column 5", "courses.SC.titel", "did you mean title?"),
        replaces("    title: Elementary", "    titel: Elementary"),
    ),
    Broken(
        "missing key",
        "missing-key",
        ("courses.SC.cost_per_seat", "add `cost_per_seat:`", "million dong"),
        replaces("    cost_per_seat: [1.5]\n", ""),
    ),
    Broken(
        "text for a number",
        "wrong-value",
        ("line 56", "targets.theory.percent", "eighty"),
        replaces("percent: 80", "percent: eighty"),
    ),
    Broken(
        "number out of range",
        "wrong-value",
        ("targets.theory.percent", "120", "less than or equal to 100"),
        replaces("percent: 80", "percent: 120"),
    ),
    Broken(
        "number for a list",
        "wrong-value",
        ("courses.SC.weeks", "a list is needed", "[4]"),
        replaces("weeks: [4]", "weeks: 4"),
    ),
    Broken(
        "number for text",
        "wrong-value",
        ("budget.city.source", "in quotes", '"2024"'),
        replaces("    source: assumed\ntargets", "    source: 2024\ntargets"),
    ),
    Broken(
        "unknown kind of attribute",
        "wrong-value",
        ("line 7", "attributes.party", "flagg", "did you mean flag?"),
        replaces("kind: flag", "kind: flagg"),
    ),
    Broken(
        "unknown comparison",
        "wrong-value",
        ("targets.theory.compare", ">=, >"),
        replaces("    percent: 80", '    compare: "=>"\n    percent: 80'),
    ),
    Broken(
        "filter that is no filter",
        "wrong-value",
        ("line 13", "groups.young", "__import__"),
        replaces("young: age < 40", "young: __import__('os').system('ls')"),
    ),
    Broken(
        "weeks for another number of years",
        "wrong-value",
        ("courses.TC", "weeks has 1 values for 2 years"),
        replaces("weeks: [13, 13]", "weeks: [13]"),
    ),
    Broken(
        "illegal name",
        "wrong-value",
        ("Tiny scenario!", "letters, digits"),
        replaces("name: tiny", "name: Tiny scenario!"),
    ),
    Broken(
        "horizon that ends before it begins",
        "wrong-value",
        ("line 4", "2025 is after last year 2020"),
        replaces("last: 2027}\nattr", "last: 2020}\nattr"),
    ),
    # Overrides
    Broken(
        "unknown what-if",
        "what-if-unknown",
        ("whatif/cutt.yaml", "did you mean cut?"),
        what_ifs=("cutt",),
    ),
    Broken(
        "what-if outside the folder",
        "what-if-unknown",
        ("../cut",),
        what_ifs=("../cut",),
    ),
    Broken(
        "what-if by its absolute path",
        "what-if-unknown",
        ("/etc/passwd",),
        what_ifs=("/etc/passwd",),
    ),
    Broken(
        "what-if that is a link out of the folder",
        "file-outside",
        ("whatif/cut.yaml", "outside the scenario folder"),
        what_if_links_outside,
        what_ifs=("cut",),
    ),
    Broken(
        "tag in a change",
        "yaml-form",
        ("--set title", "python/object"),
        changes=("title=!!python/object/apply:os.system [ls]",),
    ),
    Broken(
        "change of what Python would reach",
        "override-path",
        ("__class__",),
        changes=("__class__.__name__=x",),
    ),
    Broken(
        "unknown key in a what-if",
        "unknown-key",
        ("whatif/cut.yaml, line 2", "scael", "did you mean scale?"),
        replaces("scale:", "scael:", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "unknown path in a what-if",
        "override-path",
        ("whatif/cut.yaml, line 3", "citty", "did you mean city?"),
        replaces("budget.city", "budget.citty", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "nothing to scale",
        "override-scale",
        ("whatif/cut.yaml", "budget.city.title"),
        replaces("city.amount", "city.title", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "nothing to scale at any of many paths",
        "override-scale",
        ("--set courses.*.title*=2",),
        changes=("courses.*.title*=2",),
    ),
    Broken(
        "factor that is no number",
        "wrong-value",
        ("--set budget.city.amount*=much", "from 0 to 1000"),
        changes=("budget.city.amount*=much",),
    ),
    Broken(
        "star where nothing has a name",
        "override-path",
        ("--set seed.*.amount=1", "seed.*"),
        changes=("seed.*.amount=1",),
    ),
    Broken(
        "what-if that builds on itself",
        "what-if-circle",
        ("whatif/cut.yaml, line 2", "cut > cut"),
        writes("whatif/cut.yaml", "title: Cut\nparents: [cut]\n"),
        what_ifs=("cut",),
    ),
    Broken(
        "what-if that builds on an unknown one",
        "what-if-unknown",
        ("whatif/cut.yaml, line 2", "did you mean cut?"),
        writes("whatif/cut.yaml", "title: Cut\nparents: [cutt]\n"),
        what_ifs=("cut",),
    ),
    Broken(
        "scaled count that is not whole",
        "wrong-value",
        ("whatif/cut.yaml, line 3", "courses.TC.class_size.max", "1.5"),
        replaces("budget.city.amount", "courses.TC.class_size.max", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "change without a value",
        "override-form",
        ("--set seed", "PATH=VALUE"),
        changes=("seed",),
    ),
    Broken(
        "change of an unknown path",
        "override-path",
        ("--set target.theory.percent=1", "did you mean targets?"),
        changes=("target.theory.percent=1",),
    ),
    Broken(
        "change to an illegal key",
        "unknown-key",
        ("--set budget.city.amout=1", "did you mean amount?"),
        changes=("budget.city.amout=1",),
    ),
    Broken(
        "change to a wrong value",
        "wrong-value",
        ("--set budget.city.amount=-1", "greater than or equal to 0"),
        changes=("budget.city.amount=-1",),
    ),
    # Tables
    Broken("text file as table", "table-format", (".txt", ".parquet"), text_table),
    Broken(
        "damaged workbook",
        "table-damaged",
        ("officials.xlsx", "save"),
        damaged_workbook,
    ),
    Broken(
        "damaged Parquet file", "table-damaged", ("officials.parquet",), damaged_parquet
    ),
    Broken("roster without rows", "table-without-rows", ("officials.csv",), roster()),
    Broken(
        "unknown column",
        "column-unknown",
        ("column brith", "did you mean birth?"),
        replaces("birth", "brith", "tables/officials.csv"),
    ),
    Broken(
        "missing attribute column",
        "column-missing",
        ("tables/officials.csv", "add the column party"),
        replaces("position,party,", "position,note,", "tables/officials.csv"),
    ),
    Broken(
        "column given twice",
        "column-twice",
        ("row 1, column 6", "position"),
        replaces("party", "position", "tables/officials.csv"),
    ),
    Broken(
        "column without a name",
        "column-unnamed",
        ("row 1, column 9", "name it"),
        replaces(",rank_years", ",", "tables/officials.csv"),
    ),
    Broken(
        "row that is too long",
        "row-length",
        ("row 3", "10 cells", "9", "double quotes"),
        cell(3, "law", "law,finance"),
    ),
    Broken(
        "wrong type in row 1042",
        "cell-value",
        ("row 1042, column birth", "soon", "1985-03-24"),
        long_roster(1),
    ),
    Broken(
        "many wrong cells",
        "cell-value",
        ("column birth", "and 80 more rows"),
        long_roster(100),
    ),
    Broken(
        "day that does not exist",
        "cell-value",
        ("row 2, column birth", "1985-02-30", "no such day"),
        cell(2, "1985-03-24", "1985-02-30"),
    ),
    Broken(
        "unknown level",
        "cell-value",
        ("row 3, column theory", "trung_cp", "did you mean trung_cap?"),
        cell(3, "trung_cap", "trung_cp"),
    ),
    Broken(
        "unknown value in a set",
        "cell-value",
        ("row 2, column fields", "law;money", "law, finance"),
        cell(2, "law;finance", "law;money"),
    ),
    Broken(
        "unknown truth",
        "cell-value",
        ("row 5, column party", "maybe", "true or false"),
        cell(5, ",1,", ",maybe,"),
    ),
    Broken(
        "number above its maximum",
        "cell-value",
        ("row 2, column rank_years", "at most 40"),
        cell(2, ",3", ",41"),
    ),
    Broken(
        "number with a decimal comma",
        "cell-value",
        ("row 3, column rank_years", "1,5", "point"),
        cell(3, ",1.5", ',"1,5"'),
    ),
    Broken(
        "empty category",
        "cell-empty",
        ("row 4, column position", "can_bo, cong_chuc"),
        cell(4, "cong_chuc", ""),
    ),
    Broken(
        "empty id",
        "cell-empty",
        ("row 4, column id", "an id"),
        cell(4, "A3,", ","),
    ),
    Broken(
        "id that is a formula",
        "cell-value",
        ("row 4, column id", "=A3", "formula", "one line"),
        cell(4, "A3,", "=A3,"),
    ),
    Broken(
        "unit that is a formula",
        "cell-value",
        ("row 4, column unit", "@South", "formula"),
        cell(4, "South", "@South"),
    ),
    Broken(
        "duplicate id",
        "id-twice",
        ("row 4, column id", "A1", "first in row 2"),
        cell(4, "A3,", "A1,"),
    ),
    Broken(
        "born after the baseline date",
        "dates-contradict",
        ("row 4, column birth", "2024-12-31"),
        cell(4, "1992", "2025-01-01"),
    ),
    Broken(
        "wrong cell of a workbook",
        "cell-value",
        ("Danh sách!F3", "perhaps"),
        workbook(
            "tables/officials.xlsx",
            [
                list(LINES[0].split(",")),
                list(LINES[1].split(",")),
                ["A2", "North", "1990", "M", "can_bo", "perhaps", "none", "law", "1"],
            ],
        ),
    ),
    Broken(
        "decision about an unknown official",
        "cell-value",
        ("pins.csv", "row 2, column official", "did you mean A1?"),
        replaces("A1,", "AA1,", PINS),
    ),
    Broken(
        "decision about an unknown course",
        "cell-value",
        ("pins.csv", "row 2, column course", "did you mean TC?"),
        replaces(",TC,", ",TCC,", PINS),
    ),
    Broken(
        "unknown decision",
        "cell-value",
        ("pins.csv", "row 2, column decision", "never, enrol"),
        replaces("enrol\n", "perhaps\n", PINS),
    ),
    Broken(
        "unknown budget line of a course in progress",
        "cell-value",
        ("in_progress.csv", "row 2, column budget_line", "did you mean city?"),
        replaces("city", "ciity", RUNNING),
    ),
    Broken(
        "absence in no year",
        "cell-value",
        ("absences.csv", "row 2, column year", "20x6"),
        replaces("2026", "20x6", "tables/absences.csv"),
    ),
    # Cross checks
    Broken(
        "requirement of an unknown level",
        "unknown-reference",
        ("line 25", "courses.TC.requires.0.at_least", "did you mean so_cap?"),
        replaces("at_least: so_cap", "at_least: so_kap"),
    ),
    Broken(
        "grant of an unknown attribute",
        "unknown-reference",
        ("courses.SC.grants.0.attribute", "did you mean theory?"),
        replaces("{attribute: theory, level: so", "{attribute: theorie, level: so"),
    ),
    Broken(
        "filter with an unknown group",
        "unknown-reference",
        ("courses.TC.who", "did you mean members?"),
        replaces('who: "@members"', 'who: "@member"'),
    ),
    Broken(
        "filter with an unknown value",
        "unknown-reference",
        ("groups.young", "did you mean can_bo?"),
        replaces("young: age < 40", "young: position == canbo"),
    ),
    Broken(
        "filter with an unknown unit",
        "unknown-reference",
        ("groups.young", "Nort", "did you mean North?"),
        replaces("young: age < 40", "young: unit == 'Nort'"),
    ),
    Broken(
        "budget line for an unknown course",
        "unknown-reference",
        ("budget.city.pays.0.courses", "did you mean UP?"),
        replaces("[SC, TC, UP]", "[SC, TC, UPP]"),
    ),
    Broken(
        "test that does not fit its attribute",
        "condition-misfit",
        ("targets.theory.measure.conditions.0", "party is a flag", "equals"),
        replaces("conditions: [{attribute: theory", "conditions: [{attribute: party"),
    ),
    Broken(
        "groups in a circle",
        "group-cycle",
        ("line 1", "members", "young"),
        replaces(
            "members: party\n  young: age < 40",
            'members: "@young"\n  young: "@members"',
        ),
    ),
    Broken(
        "circular prerequisites",
        "circular-prerequisites",
        ("SC", "TC", "drop one of the requirements"),
        circular,
    ),
    Broken(
        "target after the horizon",
        "target-outside-horizon",
        ("line 52", "targets.theory.measure", "2030", "2025 to 2027"),
        replaces("year: 2027", "year: 2030"),
    ),
    Broken(
        "budget without a year",
        "year-without-value",
        ("budget.city.amount", "2027", "default"),
        replaces("amount: 100", "amount: {2025: 100, 2026: 100}"),
    ),
    Broken(
        "classes without a year",
        "year-without-value",
        ("courses.TC.classes", "2026"),
        replaces("classes: {default: 1, 2025: 2}", "classes: {2025: 2}"),
    ),
    Broken(
        "unknown kind of course",
        "kind-without-course",
        ("targets.update.measure.course_kind", "did you mean refresher?"),
        replaces("course_kind: refresher", "course_kind: refreshr"),
    ),
    Broken(
        "enrolment decided and excluded",
        "decisions-contradict",
        ("pins.csv", "row 2, column decision", "both decided and excluded"),
        replaces("A2,UP,,never", "A1,TC,,never", PINS),
    ),
    Broken(
        "enrolment decided for two years",
        "decisions-contradict",
        ("pins.csv", "row 3, column start_year", "several years"),
        replaces("A2,UP,,never", "A1,TC,2025,enrol", PINS),
    ),
    Broken(
        "enrolment decided too late to end",
        "decisions-contradict",
        ("pins.csv", "row 2, column start_year", "end by 2027"),
        replaces("2026,enrol", "2027,enrol", PINS),
    ),
    Broken(
        "enrolment decided in a course in progress",
        "decisions-contradict",
        ("pins.csv", "row 2, column course", "already"),
        replaces("A1,TC", "A4,TC", PINS),
    ),
    Broken(
        "course in progress that begins in the horizon",
        "decisions-contradict",
        ("in_progress.csv", "row 2, column start_year", "pins"),
        replaces("2024", "2025", RUNNING),
    ),
    Broken(
        "course in progress that is over",
        "decisions-contradict",
        ("in_progress.csv", "row 2, column start_year", "table of officials"),
        replaces("2024", "2023", RUNNING),
    ),
    Broken(
        "stream with an unknown attribute",
        "unknown-reference",
        ("recruitment.streams.good.attributes", "theroy", "did you mean theory?"),
        recruits("theory: so_cap", "theroy: so_cap"),
    ),
    Broken(
        "stream with an unknown level",
        "unknown-reference",
        ("recruitment.streams.good.attributes.theory", "so_cao"),
        recruits("theory: so_cap", "theory: so_cao"),
    ),
    Broken(
        "stream with a value of the wrong sort",
        "condition-misfit",
        ("streams.good.attributes.party", "is a flag", "write true or false"),
        recruits("party: true", "party: member"),
    ),
    Broken(
        "stream with one value for a set",
        "condition-misfit",
        ("attributes.fields", "write a list of values: law, finance"),
        recruits("fields: [law]", "fields: law"),
    ),
    Broken(
        "stream without a category",
        "missing-key",
        ("streams.good.attributes", "add `position:`", "of_post"),
        recruits("of_post: [position]", "of_post: []"),
    ),
    Broken(
        "post with an unknown attribute",
        "unknown-reference",
        ("recruitment.of_post", "title"),
        recruits("of_post: [position]", "of_post: [position, title]"),
    ),
    Broken(
        "attribute of the post and of the stream",
        "wrong-value",
        ("recruitment", "gives attributes that belong to the post: position"),
        recruits("theory: so_cap", "position: can_bo"),
    ),
    Broken(
        "recruits who retire",
        "wrong-value",
        ("streams.good.age", "who joins in 2025 at 60 retires on", "2027"),
        recruits("age: 24", "age: 60"),
    ),
    Broken(
        "filter of recruitment",
        "unknown-reference",
        ("recruitment.who", "agee", "did you mean age?"),
        recruits("  of_post", "  who: agee < 50\n  of_post"),
    ),
    Broken(
        "stream without a price in some year",
        "year-without-value",
        ("streams.good.cost", "2026, 2027"),
        recruits("cost: 2", "cost: {2025: 2}"),
    ),
    Broken(
        "line that pays for an unknown stream",
        "unknown-reference",
        ("budget.city.pays.1.recruitment", "god", "did you mean good?"),
        lambda folder: (
            recruits()(folder),
            edit(folder, "scenario.yaml", "recruitment: [good]", "recruitment: [god]"),
        )[0],
    ),
    Broken(
        "target of an unknown stream",
        "unknown-reference",
        ("targets.update.measure.streams", "goood", "did you mean good?"),
        lambda folder: (
            recruits()(folder),
            edit(
                folder,
                "scenario.yaml",
                "{kind: annual_participation, course_kind: refresher,",
                "{kind: recruitment_composition, streams: [goood],",
            ),
        )[0],
    ),
    Broken(
        "line that pays for recruits of nobody",
        "unknown-reference",
        ("budget.city.pays.0.recruitment", "nobody is recruited without the section"),
        replaces("{courses: [SC, TC, UP]}", "{recruitment: [good]}"),
    ),
    Broken(
        "target of recruits where nobody is recruited",
        "unknown-reference",
        ("targets.update.measure.kind", "nobody is recruited without the section"),
        replaces(
            "{kind: annual_participation, course_kind: refresher,",
            "{kind: recruitment_composition, who: party,",
        ),
    ),
    # A1, a woman born in March 1970, retires at the age in force then.
    Broken(
        "fewer vacancies than recruits",
        "recruits-impossible",
        ("recruitment.streams", "posts filled in 2025: 0", "allow at least 1"),
        recruits("      cost: 2", "      cost: 2\n      limits: {min: 1}"),
    ),
    Broken(
        "more vacancies than recruits",
        "recruits-impossible",
        ("recruitment.streams", "posts filled in 2027: 1", "allow at most 0"),
        recruits("      cost: 2", "      cost: 2\n      limits: {max: 0}"),
    ),
    Broken(
        "id of somebody who may be recruited",
        "cell-value",
        ("row 3, column id", "NEW-2027-0001-good", "give the official another id"),
        lambda folder: (
            recruits()(folder),
            removes("tables/pins.csv")(folder),
            edit(folder, "scenario.yaml", "  pins: tables/pins.csv\n", ""),
            edit(folder, "tables/officials.csv", "A2,", "NEW-2027-0001-good,"),
        )[0],
    ),
)
"""Errors: the command ends with code 2 and writes nothing."""

QUESTIONABLE = (
    Broken(
        "budget for a year outside the horizon",
        "year-outside-horizon",
        ("line 45", "budget.city.amount.2095", "2095"),
        replaces("amount: 100", "amount: {default: 100, 2095: 3}"),
    ),
    Broken(
        "level nobody can reach",
        "level-unreachable",
        ("courses.SC.requires.0", "cao_cap"),
        replaces(SC_REQUIRES[0], SC_REQUIRES[1].replace("trung", "cao")),
    ),
    Broken(
        "law without a version in force",
        "law-gap",
        ("courses.SC", "2025, 2026, 2027", "no version of mine", "law.hold"),
        replaces(
            "courses:\n  SC:\n",
            "law:\n  rules:\n    mine:\n      title: mine\n      versions:\n"
            "        - {source: a document, valid_to: 2024-12-31}\n"
            "courses:\n  SC:\n    follows: [mine]\n",
        ),
    ),
    Broken(
        "course that nobody can attend",
        "course-without-official",
        ("courses.SC", "age limits"),
        replaces("    weeks: [4]\n", "    weeks: [4]\n    age_max: 20\n"),
    ),
    Broken(
        "course that nobody pays for",
        "course-unpaid",
        ("courses.UP", "pays"),
        replaces("[SC, TC, UP]", "[SC, TC]"),
    ),
    Broken(
        "group without members",
        "group-empty",
        ("groups.young", "age < 20"),
        replaces("young: age < 40", "young: age < 20"),
    ),
    Broken(
        "target for nobody",
        "target-empty",
        ("targets.update.group", "2025, 2026, 2027"),
        replaces("    title: Update\n", "    title: Update\n    group: age > 70\n"),
    ),
    Broken(
        "more than everybody",
        "percent-impossible",
        ("targets.theory.compare", "> 100", ">="),
        replaces("percent: 80", 'percent: 100\n    compare: ">"'),
    ),
    # Members A1, A2, A4; A2 holds the level, A4 attends TC. 100 % of 3 needs A1 as well.
    Broken(
        "target without enough seats",
        "target-short-of-seats",
        ("targets.theory", "needs 1 more, at most 0 seats are offered by 2027"),
        replaces("percent: 80", "percent: 100"),
        changes=("courses.TC.classes=0",),
    ),
    # Everybody serves; without SC nobody but A1 can still reach TC.
    Broken(
        "target without enough officials",
        "target-short-of-officials",
        ("targets.theory", "needs 2 more, at most 1 more officials", "at least 1"),
        replaces('group: "@members"\n    measure', "group: all\n    measure"),
        changes=("courses.SC.classes=0", "targets.theory.percent=100"),
    ),
    # A seat of TC costs 8; 2 a year over three years pays for none.
    Broken(
        "target without enough money",
        "target-short-of-money",
        ("targets.theory", "needs 1 more, the money by 2027 (6 million dong)", "8"),
        changes=("budget.city.amount=2", "targets.theory.percent=100"),
    ),
    Broken(
        "number without a source",
        "source-missing",
        ("courses.SC", "weeks", "assumed: why"),
        replaces("sources: {weeks: assumed, ", "sources: {"),
    ),
    Broken(
        "stream that nobody pays for",
        "stream-unpaid",
        ("recruitment.streams.good", "counted nowhere", "pays"),
        lambda folder: (
            recruits()(folder),
            edit(folder, "scenario.yaml", ", {recruitment: [good]}", ""),
        )[0],
    ),
    Broken(
        "stream without a source",
        "source-missing",
        ("recruitment.streams.good", "age, cost"),
        recruits("sources: {good: assumed}", "sources: {}"),
    ),
    Broken(
        "attrition without a source",
        "source-missing",
        ("recruitment.attrition.0", "percent"),
        recruits("  of_post", "  attrition: [{percent: 1}]\n  of_post"),
    ),
)
"""Warnings: the command goes on."""
