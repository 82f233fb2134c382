"""Form 10-BTCTW, results of training in a year: one sheet for each year of the horizon."""

from collections.abc import Iterator, Sequence
from typing import Any

from models.forms import FormRow
from models.plan import PlanColumns
from planner.language import _
from planner.workbooks.book import Book
from planner.workbooks.columns import LINE, lines_of
from planner.workbooks.forms.assign import row_of
from planner.workbooks.forms.counts import Counts, counts_of
from planner.workbooks.forms.rows import ALL, LINES, OTHER, Line
from planner.workbooks.text import cell_text

_WIDTHS = (6, 34, 10, 9, 13, 9, 13, 10, 10, 11, 11)
_TOP = 4  # first row of the header
# Row and column of the first and last cell, counted from there; text of the form.
_HEADER = (
    (0, 0, 2, 0, "TT"),
    (0, 1, 2, 1, "Chương trình, hình thức đào tạo, bồi dưỡng"),
    (0, 2, 0, 7, "Cán bộ được đào tạo, bồi dưỡng"),
    (0, 8, 0, 10, "Số lớp đào tạo, bồi dưỡng"),
    (1, 2, 2, 2, "Tổng số"),
    (1, 3, 1, 4, "Cấp tỉnh"),
    (1, 5, 1, 6, "Cấp huyện"),
    (1, 7, 2, 7, "Cấp xã"),
    (1, 8, 2, 8, "Tổng số lớp"),
    (1, 9, 2, 9, "Cấp ủy cấp tỉnh mở"),
    (1, 10, 2, 10, "Cấp ủy cấp huyện mở"),
    (2, 3, 2, 3, "Tổng số"),
    (2, 4, 2, 4, "Trong đó: Số cán bộ lãnh đạo, quản lý"),
    (2, 5, 2, 5, "Tổng số"),
    (2, 6, 2, 6, "Trong đó: Số cán bộ lãnh đạo, quản lý"),
)
_NUMBERS = ("1", "2", "3=4+6+8", "4", "5", "6", "7", "8", "9=10+11", "10", "11")
_LAST = len(_WIDTHS) - 1
_LOWEST = 62  # last row of the header [points]
_HEADER_HEIGHT = 3 * LINE + _LOWEST  # with the numbers of the columns [points]


def add_form_10(book: Book, columns: PlanColumns, year: int) -> None:
    """Add the form of a year; every enrolment that starts in it counts once."""
    spec = columns.scenario.spec
    counts = counts_of(columns, year)
    rows = {name: row_of(spec, name) for name in spec.courses}
    sheet = book.sheet(str(year))
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    _heading(book, sheet, year)
    first = row = _TOP + 4
    for line in LINES:
        _line(book, sheet, row, line, _sums(counts, rows, line.rows))
        row += 1
    heights = [LINE] * len(LINES)
    row = _others(book, sheet, row, columns, counts, rows, heights)
    sheet.repeat_rows(_TOP, _TOP + 3)
    sheet.freeze_panes(_TOP + 4, 2)
    row += 1
    for note in _notes(columns, counts, rows):
        style = book.format(italic=True, text_wrap=True, font_size=10)
        sheet.merge_range(row, 0, row, _LAST, note, style)
        row += 1
    row = _signatures(book, sheet, row + 1)
    sheet.print_area(0, 0, row, _LAST)
    foot = LINE * (row + 1 - first - len(heights))
    book.end_pages(sheet, first, heights, (LINE * _TOP, _HEADER_HEIGHT, foot), _WIDTHS)


def _heading(book: Book, sheet: Any, year: int) -> None:
    middle = {"align": "center", "valign": "vcenter", "text_wrap": True, "bold": True}
    sheet.set_row(0, 20)
    issuer = "TỈNH ỦY/HUYỆN ỦY…\nBAN TỔ CHỨC"
    sheet.merge_range(0, 0, 2, 1, issuer, book.format(**middle))
    title = f"THỐNG KÊ\nKẾT QUẢ ĐÀO TẠO, BỒI DƯỠNG CÁN BỘ NĂM {year}"
    sheet.merge_range(0, 2, 2, 7, title, book.format(**{**middle, "font_size": 13}))
    name = "Biểu số 10-BTCTW\nĐvt: Người"
    sheet.merge_range(0, 8, 2, _LAST, name, book.format(**middle))
    header = book.header()
    sheet.set_row(_TOP + 2, _LOWEST)
    for first, left, last, right, text in _HEADER:
        if (first, left) == (last, right):
            sheet.write_string(_TOP + first, left, text, header)
        else:
            sheet.merge_range(_TOP + first, left, _TOP + last, right, text, header)
    numbers = book.format(italic=True, border=1, align="center", font_size=9)
    for at, text in enumerate(_NUMBERS):
        sheet.write_string(_TOP + 3, at, text, numbers)


def _sums(
    counts: Counts, rows: dict[str, FormRow], wanted: Sequence[FormRow]
) -> list[int]:
    chosen = [at for at, row in enumerate(rows.values()) if row in wanted]
    return [int(numbers[chosen].sum()) for numbers in counts.columns()]


def _line(book: Book, sheet: Any, row: int, line: Line, numbers: Sequence[int]) -> None:
    indent = 2 if line.text.startswith("+") else 1
    text = book.cell("text", bold=line.bold, indent=indent)
    count = book.cell("count", bold=line.bold)
    number = book.format(border=1, align="center", bold=line.bold)
    sheet.write_string(row, 0, line.number, number)
    sheet.write_string(row, 1, line.text, text)
    for at, value in enumerate(numbers, start=2):
        # As on paper, nothing is written where there is nobody.
        if value:
            sheet.write_number(row, at, value, count)
        else:
            sheet.write_blank(row, at, None, count)
    for at in (9, 10):
        sheet.write_blank(row, at, None, count)


def _others(
    book: Book,
    sheet: Any,
    row: int,
    columns: PlanColumns,
    counts: Counts,
    rows: dict[str, FormRow],
    heights: list[float],
) -> int:
    """Write the courses that fit nowhere, each by itself, and the sum of everything.

    The height of each row is added to `heights` [points].
    """
    spec = columns.scenario.spec
    _line(book, sheet, row, OTHER, _sums(counts, rows, OTHER.rows))
    heights.append(LINE)
    for at, (name, form_row) in enumerate(rows.items()):
        if form_row is FormRow.KHAC and (counts.people[at] or counts.classes[at]):
            row += 1
            title = cell_text(f"- {spec.courses[name].title}")
            own = [int(numbers[at]) for numbers in counts.columns()]
            heights.append(LINE * lines_of([title], _WIDTHS[1])[0])
            sheet.set_row(row, heights[-1])
            _line(book, sheet, row, Line("", title, ()), own)
    row += 1
    _line(book, sheet, row, ALL, _sums(counts, rows, ALL.rows))
    heights.append(LINE)
    return row + 1


def _notes(
    columns: PlanColumns, counts: Counts, rows: dict[str, FormRow]
) -> Iterator[str]:
    spec = columns.scenario.spec
    if spec.synthetic:
        yield _("The officials are synthetic data: no real person is counted.")
    yield _(
        "Planned, not yet carried out: everybody counts in the year in which the course "
        "starts, once for each course. Courses begun before the plan are left out."
    )
    if spec.forms.province is None and spec.forms.district is None:
        yield _(
            "The scenario does not say who is of province or district level: everybody "
            "stands under “Cấp xã”."
        )
    if spec.forms.leaders is None:
        yield _(
            "The scenario does not say who is a leader or manager: columns 5 and 7 are "
            "empty."
        )
    yield _("The plan does not say who opens a class: columns 10 and 11 are empty.")
    if _sums(counts, rows, OTHER.rows)[0]:
        yield _(
            "Part III and the total are not in the form: they hold courses without a "
            "line of their own, so that nobody is left out."
        )
    if _sums(counts, rows, (FormRow.QPAN,))[0]:
        yield _("Line 8 also counts courses of which the group (1 to 4) is not given.")


def _signatures(book: Book, sheet: Any, row: int) -> int:
    middle = {"align": "center"}
    bold, plain = book.format(bold=True, **middle), book.format(italic=True, **middle)
    sheet.merge_range(row, 6, row, _LAST, "………, ngày … tháng … năm 20……", plain)
    sheet.merge_range(row + 1, 0, row + 1, 2, "NGƯỜI LẬP BIỂU", bold)
    sheet.merge_range(row + 1, 6, row + 1, _LAST, "TRƯỞNG BAN", bold)
    left = "(Ký, ghi rõ họ và tên; số điện thoại liên hệ)"
    sheet.merge_range(row + 2, 0, row + 2, 2, left, plain)
    right = "(Ký, đóng dấu, ghi rõ họ và tên)"
    sheet.merge_range(row + 2, 6, row + 2, _LAST, right, plain)
    return row + 6
