"""Rosters as different offices keep them: all of them list the same ten people."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

PEOPLE = [
    ("Nguyễn Văn An", "Xã An Khánh", "1975-03-12", "male",
     "can_bo", "dai_hoc", "cao_cap", "co_ban", "true"),
    ("Trần Thị Bình", "Xã An Khánh", "1980-01-01", "female",
     "can_bo", "thac_si", "trung_cap", "co_ban", "true"),
    ("Lê Hoàng Cường", "Xã An Khánh", "1985-06-05", "male",
     "cong_chuc", "trung_cap", "none", "none", "false"),
    ("Phạm Thị Dung", "Xã An Khánh", "1990-11-30", "female",
     "cong_chuc", "dai_hoc", "so_cap", "co_ban", "true"),
    ("Hoàng Văn Em", "Xã An Khánh", "1969-07-01", "male",
     "cong_chuc", "none", "none", "none", "false"),
    ("Vũ Thị Giang", "Phường Hòa Bình", "1978-01-01", "female",
     "can_bo", "dai_hoc", "cao_cap", "co_ban", "true"),
    ("Đặng Quốc Huy", "Phường Hòa Bình", "1988-02-29", "male",
     "can_bo", "cao_dang", "trung_cap", "none", "true"),
    ("Bùi Thị Kim", "Phường Hòa Bình", "1992-12-25", "female",
     "cong_chuc", "dai_hoc", "none", "co_ban", "false"),
    ("Đỗ Mỹ Linh", "Phường Hòa Bình", "1995-09-09", "female",
     "cong_chuc", "dai_hoc", "so_cap", "none", "true"),
    ("Ngô Sỹ Minh", "Phường Hòa Bình", "1982-04-15", "male",
     "cong_chuc", "trung_cap", "none", "none", "false"),
]  # fmt: skip
"""Name, unit, birth, sex, position, education, theory, it, party member."""

POSITION = {"can_bo": "Cán bộ", "cong_chuc": "Công chức"}
EDUCATION = {
    "none": "", "trung_cap": "Trung cấp", "cao_dang": "Cao đẳng", "dai_hoc": "Đại học",
    "thac_si": "Thạc sĩ",
}  # fmt: skip
THEORY = {
    "none": "",
    "so_cap": "Sơ cấp",
    "trung_cap": "Trung cấp",
    "cao_cap": "Cao cấp",
}
IT = {"none": "", "co_ban": "Cơ bản"}
SEX = {"male": "Nam", "female": "Nữ"}
MARK = {"true": "x", "false": ""}

Cells = list[list[Any]]
Merges = list[tuple[int, int, int, int]]


def day_first(birth: str, sign: str = "/") -> str:
    """A birth date as offices write it: 12/3/1975."""
    day = date.fromisoformat(birth)
    return sign.join((str(day.day), str(day.month), str(day.year)))


def year_if_known_alone(birth: str) -> Any:
    """The year, where the day is 1 January; else the day."""
    return int(birth[:4]) if birth.endswith("01-01") else day_first(birth)


def write_xlsx(path: Path, sheets: dict[str, tuple[Cells, Merges]]) -> Path:
    """Write sheets; merged areas are (first row, first column, last row, last column)."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, (cells, merges) in sheets.items():
            sheet = book.add_worksheet(name)
            for row, texts in enumerate(cells):
                for column, cell in enumerate(texts):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, days)
                    elif isinstance(cell, tuple):  # a number in a cell made for dates
                        sheet.write_number(row, column, cell[0], days)
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write(row, column, cell)
            for top, left, bottom, right in merges:
                sheet.merge_range(top, left, bottom, right, cells[top][left])
    return path


def plain(folder: Path) -> Path:
    """One header row, one column each."""
    head = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị công tác", "Đối tượng",
            "Trình độ chuyên môn", "Lý luận chính trị", "Tin học", "Đảng viên"]  # fmt: skip
    cells: Cells = [head]
    for at, (
        name,
        unit,
        birth,
        sex,
        position,
        education,
        theory,
        it,
        party,
    ) in enumerate(PEOPLE, start=1):
        cells.append(
            [at, name, day_first(birth), SEX[sex], unit, POSITION[position],
             EDUCATION[education], THEORY[theory], IT[it], MARK[party]]
        )  # fmt: skip
    return write_xlsx(folder / "plain.xlsx", {"Sheet1": (cells, [])})


def titled(folder: Path) -> Path:
    """Titles above, births of men and women in two columns, totals and signatures below."""
    cells: Cells = [
        ["UBND HUYỆN THANH BÌNH", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["PHÒNG NỘI VỤ", "", "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["DANH SÁCH CÁN BỘ, CÔNG CHỨC CẤP XÃ"],
        ["(Tính đến ngày 31 tháng 12 năm 2024)"],
        ["TT", "Họ, tên", "Ngày, tháng, năm sinh", "", "Cơ quan, đơn vị", "CB, CC",
         "Trình độ", "", "", "Đảng viên", "Quê quán", "Ghi chú"],
        ["", "", "Nam", "Nữ", "", "", "TĐCM", "LLCT", "Tin học", "", "", ""],
        [f"({at})" for at in range(1, 13)],
    ]  # fmt: skip
    for at, (
        name,
        unit,
        birth,
        sex,
        position,
        education,
        theory,
        it,
        party,
    ) in enumerate(PEOPLE, start=1):
        born = year_if_known_alone(birth)
        cells.append(
            [at, name, born if sex == "male" else "", born if sex == "female" else "", unit,
             POSITION[position], EDUCATION[education], THEORY[theory], IT[it],
             MARK[party].upper(), "Hà Nội", ""]
        )  # fmt: skip
    cells += [
        ["", "Tổng cộng: 10 người", 5, 5],
        [],
        ["", "Người lập biểu", "", "", "", "", "", "TM. ỦY BAN NHÂN DÂN"],
        ["", "", "", "", "", "", "", "Thanh Bình, ngày 5 tháng 1 năm 2025"],
        ["", "Lý Văn Nam", "", "", "", "", "", "Cao Bá Quát"],
    ]
    merges = [(3, 0, 3, 11), (4, 0, 4, 11), (5, 2, 5, 3), (5, 6, 5, 8)]
    merges += [(5, at, 6, at) for at in (0, 1, 4, 5, 9, 10, 11)]
    return write_xlsx(folder / "titled.xlsx", {"DS": (cells, merges)})


def marks(folder: Path) -> Path:
    """A column with marks for each level, in a header of three rows; x marks women."""
    cells: Cells = [
        ["BIỂU SỐ 2"],
        ["STT", "Họ và tên", "Năm sinh", "Nữ", "Đơn vị", "Loại cán bộ", "Trình độ",
         "", "", "", "", "", "", "", "Đảng viên"],
        ["", "", "", "", "", "", "Chuyên môn", "", "", "", "Lý luận chính trị", "", "",
         "Tin học", ""],
        ["", "", "", "", "", "", "TC", "CĐ", "ĐH", "ThS", "SC", "TC", "CC", "", ""],
    ]  # fmt: skip
    for at, (
        name,
        unit,
        birth,
        sex,
        position,
        education,
        theory,
        it,
        party,
    ) in enumerate(PEOPLE, start=1):
        cells.append(
            [at, name, day_first(birth, "."), "x" if sex == "female" else "", unit,
             POSITION[position],
             *("x" if education == level else ""
               for level in ("trung_cap", "cao_dang", "dai_hoc", "thac_si")),
             *("X" if theory == level else ""
               for level in ("so_cap", "trung_cap", "cao_cap")),
             "✓" if it == "co_ban" else "", "có" if party == "true" else "không"]
        )  # fmt: skip
    cells[4 + 1][8] = "x"  # a master's degree beside the bachelor's below it
    merges = [
        (0, 0, 0, 14),
        (1, 6, 1, 13),
        (2, 6, 2, 9),
        (2, 10, 2, 12),
        (2, 13, 3, 13),
    ]
    merges += [(1, at, 3, at) for at in (0, 1, 2, 3, 4, 5, 14)]
    return write_xlsx(folder / "marks.xlsx", {"Biểu 2": (cells, merges)})


def sections(folder: Path) -> Path:
    """Units and positions as rows between the officials; numbers begin anew below each."""
    cells: Cells = [
        ["DANH SÁCH TRÍCH NGANG"],
        ["Số TT", "Họ tên", "Sinh ngày", "Giới", "TĐCM", "LLCT", "CNTT", "ĐV"],
    ]
    cells[1][7] = "Đảng viên (x)"
    for numeral, unit in (("I", "Xã An Khánh"), ("II", "Phường Hòa Bình")):
        members = [person for person in PEOPLE if person[1] == unit]
        cells.append([numeral, f"{unit} ({len(members)} người)"])
        for section, position in (("1", "can_bo"), ("2", "cong_chuc")):
            cells.append([f"{section}. {POSITION[position]}"])
            some = [person for person in members if person[4] == position]
            for at, person in enumerate(some, start=1):
                name, _, birth, sex, _, education, theory, it, party = person
                cells.append(
                    [at, name, day_first(birth, "-"), SEX[sex].lower(),
                     EDUCATION[education], THEORY[theory],
                     "B" if it == "co_ban" else "", MARK[party]]
                )  # fmt: skip
        cells.append(["", f"Cộng: {len(members)}"])
    merges = [(0, 0, 0, 7)]
    return write_xlsx(folder / "sections.xlsx", {"Trích ngang": (cells, merges)})


def abbreviated(folder: Path) -> Path:
    """Abbreviations; dates as Excel keeps them, and years typed into cells for dates."""
    short = {
        "": "", "Trung cấp": "TC", "Cao đẳng": "CĐ", "Đại học": "ĐH", "Thạc sĩ": "ThS",
        "Sơ cấp": "SC", "Cao cấp": "CC", "Cán bộ": "CB", "Công chức": "CC",
    }  # fmt: skip
    cells: Cells = [
        ["Mã CBCC", "Họ tên", "NTNS", "Nam/Nữ", "Đơn vị", "CBCC", "TĐCM", "LLCT", "Tin học",
         "Đảng viên"]
    ]  # fmt: skip
    for at, (
        name,
        unit,
        birth,
        sex,
        position,
        education,
        theory,
        it,
        party,
    ) in enumerate(PEOPLE, start=1):
        day = date.fromisoformat(birth)
        born: Any = day if at % 2 else (day - date(1899, 12, 30)).days
        if birth.endswith("01-01"):
            born = (day.year,)
        cells.append(
            [f"TB{at:03}", name, born, SEX[sex], unit, short[POSITION[position]],
             short[EDUCATION[education]], short[THEORY[theory]],
             "UDCNTT cơ bản" if it == "co_ban" else "-", party == "true"]
        )  # fmt: skip
    return write_xlsx(folder / "abbreviated.xlsx", {"CBCC 2024": (cells, [])})


def typed_anyhow(folder: Path) -> Path:
    """Decomposed letters, capitals, needless spaces, words without any diacritics."""

    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    cells: Cells = [
        [apart("HỌ VÀ TÊN"), "Ngày  sinh\n", "GIOI TINH", apart("Đơn vị công tác"),
         "Can bo cong chuc", "Trinh do chuyen mon", apart("Lí luận chính trị"), "TIN HOC",
         "Ðảng viên".replace("Ð", "Đ")]
    ]  # fmt: skip
    for name, unit, birth, sex, position, education, theory, it, party in PEOPLE:
        cells.append(
            [f" {name}".replace(" ", "  "), f" {birth} ", apart(SEX[sex]).upper(),
             apart(unit), POSITION[position].upper(),
             {"Thạc sĩ": "thạc sỹ"}.get(EDUCATION[education], apart(EDUCATION[education])),
             {"Sơ cấp": "so cap"}.get(THEORY[theory], THEORY[theory].upper()),
             "\xa0cơ  bản" if it == "co_ban" else " ", MARK[party] + " "]
        )  # fmt: skip
    return write_xlsx(folder / "typed.xlsx", {"Sheet1": (cells, [])})


def semicolons(folder: Path) -> Path:
    """A CSV of Excel: semicolons, byte order mark, a title above the header."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Danh sách cán bộ, công chức, năm 2024"])
    writer.writerow(
        ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "Phái", "Cơ quan", "Đối tượng",
         "Trình độ chuyên môn", "Trình độ LLCT", "Chứng chỉ tin học", "Đảng viên"]
    )  # fmt: skip
    for at, (
        name,
        unit,
        birth,
        sex,
        position,
        education,
        theory,
        it,
        party,
    ) in enumerate(PEOPLE, start=1):
        day = date.fromisoformat(birth)
        born = f"{day:%m/%Y}" if day.day == 1 else f"{day:%d/%m}/{day:%y}"
        writer.writerow(
            [at, name, born, SEX[sex], unit, POSITION[position],
             EDUCATION[education] or "Chưa qua đào tạo", THEORY[theory] or "Chưa",
             IT[it] or "Không", "1" if party == "true" else "0"]
        )  # fmt: skip
    path = folder / "semicolons.csv"
    path.write_text(text.getvalue(), encoding="utf-8-sig")
    return path


def open_document(folder: Path) -> Path:
    """OpenDocument, which does not tell merged cells: a group stands above its first."""
    cells: Cells = [
        ["Danh sách", "", "", "", "", "", "", "", ""],
        ["Họ và tên", "Ngày sinh", "", "Đơn vị", "Cán bộ, công chức", "Trình độ", "", "",
         "Đảng viên"],
        ["", "Nam", "Nữ", "", "", "Chuyên môn", "Chính trị", "Tin học", ""],
    ]  # fmt: skip
    for name, unit, birth, sex, position, education, theory, it, party in PEOPLE:
        born = day_first(birth)
        cells.append(
            [name, born if sex == "male" else "", born if sex == "female" else "", unit,
             POSITION[position], EDUCATION[education], THEORY[theory], IT[it], MARK[party]]
        )  # fmt: skip
    return write_ods(folder / "open.ods", cells)


def write_ods(path: Path, cells: Cells) -> Path:
    """Write a sheet of texts as OpenDocument."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>'
            "</table:table-cell>"
            if text
            else "<table:table-cell/>"
            for text in row
        )
        + "</table:table-row>"
        for row in cells
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        manifest = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        archive.writestr("META-INF/manifest.xml", f"<m:manifest {manifest}/>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}>'
            '<office:body><office:spreadsheet><table:table table:name="Trang 1">'
            f"{rows}</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return path


def printed(folder: Path) -> Path:
    """Pages with the header repeated, page numbers, subtotals; another sheet of notes."""
    title = ["DANH SÁCH CBCC XÃ, PHƯỜNG"]
    head = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị công tác", "Đối tượng",
            "Chuyên môn", "Chính trị", "Tin học", "Đảng viên", "Số điện thoại"]  # fmt: skip
    cells: Cells = []
    merges: Merges = []
    for page in range(0, len(PEOPLE), 4):
        merges.append((len(cells), 0, len(cells), 10))
        cells += [title, head, [*range(1, 12)]]
        for at, person in enumerate(PEOPLE[page : page + 4], start=page + 1):
            name, unit, birth, sex, position, education, theory, it, party = person
            cells.append(
                [f"{at}.", name, day_first(birth), SEX[sex], unit, POSITION[position],
                 EDUCATION[education], THEORY[theory], IT[it], MARK[party], "0912345678"]
            )  # fmt: skip
        cells.append(["Tổng số trang này", len(PEOPLE[page : page + 4])])
        cells.append([f"Trang {page // 4 + 1}/3"])
    notes: Cells = [["Ghi chú"], ["Số liệu do các xã báo cáo"]]
    return write_xlsx(
        folder / "printed.xlsx", {"Ghi chú": (notes, []), "In": (cells, merges)}
    )


def in_parts(folder: Path) -> Path:
    """Names in two columns, units merged downwards, degrees with fields, Party dates."""
    fields = {"Đại học": "Đại học Luật", "Thạc sĩ": "ThS. Quản lý công", "": ""}
    cells: Cells = [
        ["Số hiệu", "Họ và tên", "", "Ngày sinh", "Giới tính", "Đơn vị", "Đối tượng",
         "Trình độ chuyên môn", "Trình độ LLCT", "Tin học", "Ngày vào Đảng", "", "Dân tộc"],
        ["", "", "", "", "", "", "", "", "", "", "Dự bị", "Chính thức", ""],
    ]  # fmt: skip
    merges = [(0, 1, 1, 2), (0, 10, 0, 11)]
    merges += [(0, at, 1, at) for at in (0, 3, 4, 5, 6, 7, 8, 9, 12)]
    for at, (
        name,
        unit,
        birth,
        sex,
        position,
        education,
        theory,
        it,
        party,
    ) in enumerate(PEOPLE, start=1):
        first, _, last = name.rpartition(" ")
        word = EDUCATION[education]
        cells.append(
            [f"TB-{at}", first, last, day_first(birth), SEX[sex], unit, POSITION[position],
             fields.get(word, word), f"{THEORY[theory]} LLCT" if THEORY[theory] else "",
             "Chứng chỉ B" if it == "co_ban" else "", "3/2/2010" if party == "true" else "",
             "3/2/2011" if party == "true" and at % 2 else "", "Kinh"]
        )  # fmt: skip
    merges += [(2, 5, 6, 5), (7, 5, 11, 5)]
    return write_xlsx(folder / "parts.xlsx", {"Danh sách": (cells, merges)})


OFFICES: tuple[Callable[[Path], Path], ...] = (
    plain, titled, marks, sections, abbreviated, typed_anyhow, semicolons, open_document,
    printed, in_parts,
)  # fmt: skip
