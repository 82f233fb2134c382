"""Forms: what printed lists and official forms need to know; it changes no plan."""

from collections.abc import Mapping
from enum import StrEnum

from models.attribute import Attribute, Category
from models.base import Record
from models.expression import ExpressionText
from models.units import Identifier, Text, Word


class FormRow(StrEnum):
    """Rows of the training-results form 10-BTCTW that a course can be counted in."""

    DAI_HOC_TRONG_NUOC = "dai_hoc_trong_nuoc"
    DAI_HOC_NGOAI_NUOC = "dai_hoc_ngoai_nuoc"
    DAI_HOC_LIEN_KET = "dai_hoc_lien_ket"
    THAC_SI_TRONG_NUOC = "thac_si_trong_nuoc"
    THAC_SI_NGOAI_NUOC = "thac_si_ngoai_nuoc"
    THAC_SI_LIEN_KET = "thac_si_lien_ket"
    TIEN_SI_TRONG_NUOC = "tien_si_trong_nuoc"
    TIEN_SI_NGOAI_NUOC = "tien_si_ngoai_nuoc"
    TIEN_SI_LIEN_KET = "tien_si_lien_ket"
    TRUNG_CAP_TAP_TRUNG = "trung_cap_tap_trung"
    TRUNG_CAP_KHONG_TAP_TRUNG = "trung_cap_khong_tap_trung"
    CAO_CAP_TAP_TRUNG = "cao_cap_tap_trung"
    CAO_CAP_KHONG_TAP_TRUNG = "cao_cap_khong_tap_trung"
    CU_NHAN_TAP_TRUNG = "cu_nhan_tap_trung"
    CU_NHAN_KHONG_TAP_TRUNG = "cu_nhan_khong_tap_trung"
    XAY_DUNG_DANG = "xay_dung_dang"
    DOAN_THE = "doan_the"
    QLNN_TRONG_NUOC = "qlnn_trong_nuoc"
    QLNN_NGOAI_NUOC = "qlnn_ngoai_nuoc"
    KINH_TE_TRONG_NUOC = "kinh_te_trong_nuoc"
    KINH_TE_NGOAI_NUOC = "kinh_te_ngoai_nuoc"
    NGOAI_NGU_TRONG_NUOC = "ngoai_ngu_trong_nuoc"
    NGOAI_NGU_NGOAI_NUOC = "ngoai_ngu_ngoai_nuoc"
    TIN_HOC = "tin_hoc"
    CAP_NHAT = "cap_nhat"
    QPAN = "qpan"
    QPAN_1 = "qpan_1"
    QPAN_2 = "qpan_2"
    QPAN_3 = "qpan_3"
    QPAN_4 = "qpan_4"
    KHAC = "khac"


class Forms(Record):
    """What printed lists and official forms need; no part of the content hash."""

    rows: dict[Identifier, FormRow] = {}
    """Course -> row of form 10-BTCTW; for courses not named it follows from what they
    grant and of what kind they are."""
    province: ExpressionText | None = None
    """Officials of province level: a filter evaluated on 1 January of the start year; not
    given means none."""
    district: ExpressionText | None = None
    """Officials of district level, likewise; all others are of commune level."""
    leaders: ExpressionText | None = None
    """Leaders and managers among them, likewise."""
    post: Word | None = None
    """Category attribute printed as the post; not given: `title`, else `position`."""
    post_titles: dict[Word, Text] = {}
    """Value of that attribute -> what is printed; the value itself if not named."""

    def post_attribute(self, attributes: Mapping[str, Attribute]) -> str | None:
        """Return the attribute that is printed as the post; None if there is none."""
        for name in (self.post, "title", "position"):
            if name is not None and isinstance(attributes.get(name), Category):
                return name
        return None
