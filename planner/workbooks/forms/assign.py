"""Which row of form 10-BTCTW a course is counted in."""

from models.attribute import Ladder
from models.forms import FormRow
from models.scenario import ScenarioSpec

_DEGREES = {
    "dai_hoc": FormRow.DAI_HOC_TRONG_NUOC,
    "thac_si": FormRow.THAC_SI_TRONG_NUOC,
    "tien_si": FormRow.TIEN_SI_TRONG_NUOC,
}
# Levels that only a ladder of political theory has.
_THEORY_ONLY = {"so_cap", "cao_cap"}
_THEORY = {"trung_cap", "cao_cap", "cu_nhan"}
_KINDS = {
    "state_management": FormRow.QLNN_TRONG_NUOC,
    "language": FormRow.NGOAI_NGU_TRONG_NUOC,
    "it": FormRow.TIN_HOC,
    "refresher": FormRow.CAP_NHAT,
    "defence": FormRow.QPAN,
}


def row_of(spec: ScenarioSpec, course: str) -> FormRow:
    """Return the row of a course: as the scenario says, else by what the course grants.

    A degree is one taken in the country; political theory that ends in the year in which
    it starts is full-time (tập trung). A course of the kind `degree` that grants no level
    is a further first degree. Then its kind decides; what is left is `khac`.
    """
    if course in spec.forms.rows:
        return spec.forms.rows[course]
    entry = spec.courses[course]
    raises = False
    for grant in entry.grants:
        ladder = spec.attributes.get(grant.attribute)
        if grant.level is None or not isinstance(ladder, Ladder):
            continue
        raises = True
        if grant.level in _DEGREES:
            return _DEGREES[grant.level]
        if grant.level in _THEORY and _THEORY_ONLY & set(ladder.levels):
            manner = "tap_trung" if entry.duration == 1 else "khong_tap_trung"
            return FormRow(f"{grant.level}_{manner}")
    if "degree" in entry.kinds and entry.grants and not raises:
        return FormRow.DAI_HOC_TRONG_NUOC
    for kind in entry.kinds:
        if kind in _KINDS:
            return _KINDS[kind]
    return FormRow.KHAC
