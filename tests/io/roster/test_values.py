"""What cells say in columns of usual attributes, and what they leave open."""

import pytest

from models.attribute import Attribute, Category, Flag, Ladder, SetOf
from planner.io.roster.vocabulary import Vocabulary

ATTRIBUTES: dict[str, Attribute] = {
    "education": Ladder(
        kind="ladder",
        levels=("none", "trung_cap", "cao_dang", "dai_hoc", "thac_si", "tien_si"),
    ),
    "theory": Ladder(kind="ladder", levels=("none", "so_cap", "trung_cap", "cao_cap")),
    "state_management": Ladder(
        kind="ladder", levels=("none", "can_su", "chuyen_vien", "chuyen_vien_chinh")
    ),
    "it": Ladder(kind="ladder", levels=("none", "co_ban", "nang_cao")),
    "language": Ladder(kind="ladder", levels=("none", "bac_1", "bac_2", "bac_3")),
    "defence": Ladder(kind="ladder", levels=("none", "da_boi_duong")),
    "title": Category(
        kind="category",
        values=("party_leader", "committee_leader", "mass_leader", "office_statistics"),
    ),
    "fields": SetOf(kind="set", values=("law", "finance_accounting", "other")),
    "ethnic_minority": Flag(kind="flag", label="Dân tộc thiểu số"),
    "grade": Ladder(kind="ladder", levels=("none", "hang_1", "hang_2")),
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(ATTRIBUTES)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("education", "ĐH", "dai_hoc"),
        ("education", "đại học", "dai_hoc"),
        ("education", "Kỹ sư", "dai_hoc"),
        ("education", "Kĩ sư nông nghiệp", "dai_hoc"),
        ("education", "Cử nhân Luật", "dai_hoc"),
        ("education", "Đại học (Luật)", "dai_hoc"),
        ("education", "ThS", "thac_si"),
        ("education", "Th.S Luật", "thac_si"),
        ("education", "Thạc sỹ QLNN", "thac_si"),
        ("education", "Tốt nghiệp đại học", "dai_hoc"),
        ("education", "trung cap", "trung_cap"),
        ("education", "TC kế toán", "trung_cap"),
        ("education", "dai_hoc", "dai_hoc"),
        ("theory", "Cử nhân", "cao_cap"),
        ("theory", "Cử nhân LLCT", "cao_cap"),
        ("theory", "Cao cấp LLCT-HC", "cao_cap"),
        ("theory", "CC", "cao_cap"),
        ("theory", "Trung cấp lý luận chính trị - hành chính", "trung_cap"),
        ("theory", "sơ cấp", "so_cap"),
        ("theory", "Chưa", "none"),
        ("state_management", "CVC", "chuyen_vien_chinh"),
        ("state_management", "Chương trình chuyên viên", "chuyen_vien"),
        ("state_management", "Ngạch cán sự và tương đương", "can_su"),
        ("it", "A", "co_ban"),
        ("it", "Chứng chỉ B", "co_ban"),
        ("it", "Tin học C", "co_ban"),
        ("it", "ƯDCNTT cơ bản", "co_ban"),
        ("it", "CNTT nâng cao", "nang_cao"),
        ("language", "Tiếng Anh B1", "bac_3"),
        ("language", "Bậc 2", "bac_2"),
        ("defence", "x", "da_boi_duong"),
        ("defence", "Đã bồi dưỡng", "da_boi_duong"),
        ("title", "Chủ tịch UBND xã", "committee_leader"),
        ("title", "PCT UBND", "committee_leader"),
        ("title", "Phó Bí thư Thường trực Đảng ủy", "party_leader"),
        ("title", "Chủ tịch Hội LHPN xã", "mass_leader"),
        ("title", "Công chức Văn phòng - Thống kê", "office_statistics"),
        ("fields", "Kế toán", "finance_accounting"),
        ("ethnic_minority", "Kinh", "false"),
        ("ethnic_minority", "H'Mông", "true"),
        ("ethnic_minority", "Ê-đê", "true"),
        ("ethnic_minority", "x", "true"),
        ("grade", "Hạng 1", "hang_1"),
        ("grade", "Không", "none"),
        ("sex", "NỮ", "female"),
    ],
)
def test_usual_wordings(
    vocabulary: Vocabulary, name: str, text: str, value: str
) -> None:
    assert vocabulary.values(name, text) == {value}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("education", "Đại học (đang học)"),
        ("education", "Đang học đại học"),
        ("education", "12/12"),
        ("education", "CC"),
        ("education", "Đại học Thể dục"),
        ("education", "Sơ cấp"),
        ("theory", "Đại học"),
        ("theory", "Lý luận chính trị"),
        ("theory", "x"),
        ("state_management", "Đã bồi dưỡng"),
        ("state_management", "x"),
        ("it", "IC3"),
        ("language", "B"),
        ("language", "Tiếng Pháp"),
        ("title", "Bí thư kiêm Chủ tịch UBND"),
        ("title", "Chủ tịch"),
        ("ethnic_minority", "Nga"),
        ("sex", "x"),
        ("sex", "Năm"),
        ("grade", "1"),
    ],
)
def test_what_a_cell_leaves_open_is_not_guessed(
    vocabulary: Vocabulary, name: str, text: str
) -> None:
    assert vocabulary.values(name, text) == set()
