"""The list of classes that open in a year, to be completed by whoever opens them."""

from models.measures import classes
from models.plan import PlanColumns
from planner.language import _
from planner.language.numbers import number
from planner.workbooks.book import Book
from planner.workbooks.columns import Column
from planner.workbooks.text import cell_text, cell_texts


def add_class_list(book: Book, columns: PlanColumns, year: int) -> None:
    """Add the list of a year: a sheet of its own."""
    spec = columns.scenario.spec
    table = classes(columns.scenario, columns)
    table = table[table["start_year"] == year]
    sheet = book.sheet(str(year), landscape=True)
    top = book.heading(
        sheet,
        f"DANH SÁCH LỚP ĐÀO TẠO, BỒI DƯỠNG MỞ NĂM {year}",
        _(
            "A plan knows years only: days, and who opens the class, are to be filled in."
        ),
    )
    size = len(table)
    titles = [cell_text(spec.courses[name].title) for name in table["course"]]
    ends = [f"…/…/{end}" for end in table["end_year"]]
    listed = [
        Column("STT", range(1, size + 1), "year", 6),
        Column("Tên lớp", cell_texts(table["class"]), "text", 26),
        Column("Đơn vị mở lớp", [""] * size, "text", 24),
        Column("Số lượng", table["seats_taken"].tolist(), "count", 10),
        Column("Ngày khai giảng", [f"…/…/{year}"] * size, "date", 16),
        Column("Ngày bế giảng", ends, "date", 16),
        Column("Nội dung đào tạo", titles, "text", 46),
        Column("Trạng thái", ["Dự kiến mở"] * size, "text", 14),
    ]
    below = book.table(sheet, top, listed)
    total = _("Classes: {classes}; people: {people}").format(
        classes=number(size), people=number(int(table["seats_taken"].sum()))
    )
    sheet.write_string(below, 1, total, book.format(italic=True))
    sheet.print_area(0, 0, below, len(listed) - 1)
