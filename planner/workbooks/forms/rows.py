"""Lines of form 10-BTCTW, in its own words; see FORMS.md for where they come from."""

from typing import NamedTuple

from models.forms import FormRow


class Line(NamedTuple):
    """A line of the form, which counts the courses of some rows."""

    number: str
    text: str
    rows: tuple[FormRow, ...]
    bold: bool = False


def _rows(*beginnings: str) -> tuple[FormRow, ...]:
    return tuple(row for row in FormRow if row.value.startswith(beginnings))


def _parts(beginning: str, texts: tuple[str, ...]) -> list[Line]:
    rows = _rows(beginning)
    return [Line("", text, (row,)) for text, row in zip(texts, rows, strict=True)]


_STUDIED = ("+ Đào tạo trong nước", "+ Đào tạo ngoài nước", "+ Đào tạo liên kết")
_TAUGHT = ("+ Hệ tập trung", "+ Hệ không tập trung")
_TRAINED = ("+ Bồi dưỡng trong nước", "+ Bồi dưỡng ngoài nước")
_DEGREES = ("dai_hoc", "thac_si", "tien_si")
_THEORY = ("trung_cap", "cao_cap", "cu_nhan")
_TRAINING = (
    "xay_dung_dang", "doan_the", "qlnn", "kinh_te", "ngoai_ngu", "tin_hoc", "cap_nhat",
    "qpan",
)  # fmt: skip

LINES = (
    Line("I", "Đào tạo", _rows(*_DEGREES, *_THEORY), bold=True),
    Line("1", "Đào tạo chuyên môn", _rows(*_DEGREES), bold=True),
    Line("", "- Đại học", _rows("dai_hoc"), bold=True),
    *_parts("dai_hoc", _STUDIED),
    Line("", "- Thạc sỹ (tương đương)", _rows("thac_si"), bold=True),
    *_parts("thac_si", _STUDIED),
    Line("", "- Tiến sỹ (tương đương)", _rows("tien_si"), bold=True),
    *_parts("tien_si", _STUDIED),
    Line("2", "Đào tạo chính trị", _rows(*_THEORY), bold=True),
    Line("", "- Trung cấp LLCT", _rows("trung_cap"), bold=True),
    *_parts("trung_cap", _TAUGHT),
    Line("", "- Cao cấp LLCT", _rows("cao_cap"), bold=True),
    *_parts("cao_cap", _TAUGHT),
    Line("", "- Cử nhân LLCT", _rows("cu_nhan"), bold=True),
    *_parts("cu_nhan", _TAUGHT),
    Line("II", "Bồi dưỡng", _rows(*_TRAINING), bold=True),
    Line("1", "Nghiệp vụ xây dựng Đảng", _rows("xay_dung_dang")),
    Line("2", "Nghiệp vụ đoàn thể chính trị", _rows("doan_the")),
    Line("3", "Quản lý nhà nước", _rows("qlnn")),
    *_parts("qlnn", _TRAINED),
    Line("4", "Quản lý kinh tế", _rows("kinh_te")),
    *_parts("kinh_te", _TRAINED),
    Line("5", "Ngoại ngữ", _rows("ngoai_ngu")),
    *_parts("ngoai_ngu", _TRAINED),
    Line("6", "Tin học", _rows("tin_hoc")),
    Line("7", "Cập nhật kiến thức mới", _rows("cap_nhat")),
    Line("8", "Quốc phòng - An ninh", _rows("qpan")),
    *(Line("", f"- Đối tượng {n}", _rows(f"qpan_{n}")) for n in range(1, 5)),
)
"""The lines of the form from top to bottom."""

OTHER = Line("III", "Khác (mẫu không có dòng)", (FormRow.KHAC,), bold=True)
"""A line that the form does not have: courses that fit none of its own."""

ALL = Line("", "Tổng cộng", tuple(FormRow), bold=True)
"""A line that the form does not have: everything."""
