"""The columns of the workbook that offices fill in, with what is told about each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.attribute import Attribute, Flag, Ladder, Number, SetOf
from models.scenario import ScenarioSpec
from planner.io.roster.reading import SEXES, Reading
from planner.io.roster.understand import ORDER
from planner.io.roster.vocabulary import Vocabulary
from planner.language import _, current, marked
from planner.language.office_words import synonyms

_MOST_LISTED = 20  # allowed values told in the note of a column
_FIRST = ("id", "name", "unit", "birth", "sex")
_REQUIRED = ("name", "unit", "birth", "sex")

_MEANINGS = {
    "id": marked(
        "Number or code of the official, each only once. Left empty, one is made from unit "
        "and running number."
    ),
    "name": marked("Surname and given name."),
    "unit": marked("Office in which the official serves, always spelled alike."),
    "birth": marked("Birth date, or the year alone: it counts as 1 January."),
    "sex": marked("Sex."),
    "retires": marked(
        "Retirement date, only where it is not that of the law for sex and birth date."
    ),
    "joined": marked("First day of service; empty: long ago."),
    "leaves": marked("Day from which the official no longer serves, if it is known."),
    "yearly_load": marked(
        "Most weeks away from the office in one year [weeks], only where it is not that of "
        "the scenario."
    ),
    "long_courses": marked(
        "Most long courses at once [courses], only where it is not that of the scenario."
    ),
    "note": marked("Anything else; no plan reads it."),
    "official": marked("Id of the official, as in the first sheet."),
    "course": marked("Course of the scenario."),
    "start_year": marked("Calendar year in which the course starts."),
    "decision": marked("Whether the official is sent to this course, or never."),
    "budget_line": marked("Budget line that pays the remaining years; empty: none."),
    "year": marked("Calendar year."),
    "post": marked("Post to which the official is to be appointed."),
}


@dataclass(frozen=True)
class TemplateColumn:
    """One column of a sheet to fill in."""

    heading: str
    note: str
    """Meaning, unit, allowed values, and whether it must be filled."""
    example: str
    choices: tuple[str, ...] = ()
    """Texts offered in the drop-down list."""
    must_be_chosen: bool = True
    """Whether other texts than the choices are refused."""
    whole: tuple[int, int] | None = None
    """Least and greatest whole number."""
    number: tuple[float, float] | None = None
    """Least and greatest number."""
    is_date: bool = False


def official_columns(
    attributes: Mapping[str, Attribute], units: Sequence[str]
) -> list[TemplateColumn]:
    """Return the columns of the sheet of officials.

    Parameters
    ----------
    units
        Units that are known; others may be written.
    """
    vocabulary = Vocabulary(attributes)
    return [
        _official(name, vocabulary, tuple(units)) for name in column_names(attributes)
    ]


def column_names(attributes: Iterable[str]) -> list[str]:
    """Return the columns of the table of officials, those that most offices fill first."""
    seldom = [name for name in ORDER if name not in _FIRST]
    return [*_FIRST, *attributes, *seldom, "note"]


def _official(
    name: str, vocabulary: Vocabulary, units: tuple[str, ...]
) -> TemplateColumn:
    attribute = vocabulary.attributes.get(name)
    if attribute is not None:
        return _attribute(name, attribute, vocabulary)
    special: dict[str, dict[str, Any]] = {
        "id": {"example": synonyms()["examples"][0 if current() == "vi" else 1]},
        "name": {"example": _("(example, not imported)")},
        "unit": {"choices": units, "must_be_chosen": False},
        "sex": {"choices": tuple(shown(vocabulary, "sex", value) for value in SEXES)},
        "yearly_load": {"number": (0, 53)},
        "long_courses": {"whole": (0, 10)},
        "birth": {"example": "24/03/1985", "is_date": True},
        **{day: {"is_date": True} for day in ("retires", "joined", "leaves")},
    }
    words = special.get(name, {})
    wordings = (*synonyms()["fixed"][name][current()], name)
    heading = next(
        text for text in wordings if vocabulary.headings((text,)) == {Reading(name)}
    )
    given = {
        "example": words.get("choices", ("",))[0] if name == "sex" else "",
        **words,
    }
    return TemplateColumn(
        heading, _note(_(_MEANINGS[name]), (), name in _REQUIRED), **given
    )


def _attribute(
    name: str, attribute: Attribute, vocabulary: Vocabulary
) -> TemplateColumn:
    label = attribute.label
    # A label that means something else too would not be recognised again.
    known = label and vocabulary.headings((label,)) == {Reading(name)}
    heading = label if known else name
    meaning = f"{label or name}."
    values = tuple(
        shown(vocabulary, name, value) for value in vocabulary.values_of(name)
    )
    several = isinstance(attribute, SetOf)
    required = not isinstance(attribute, Ladder | Flag | SetOf)
    if isinstance(attribute, Ladder):
        meaning += " " + _("One level; empty is the lowest.")
    if isinstance(attribute, Flag):
        meaning += " " + _("Empty is no.")
    if several:
        meaning += " " + _("Several are separated by ;")
    bounds = None
    if isinstance(attribute, Number):
        least = -1e15 if attribute.minimum is None else attribute.minimum
        most = 1e15 if attribute.maximum is None else attribute.maximum
        bounds = (least, most)
        limits = [
            _("at least {number}").format(number=f"{attribute.minimum:g}")
            if attribute.minimum is not None
            else "",
            _("at most {number}").format(number=f"{attribute.maximum:g}")
            if attribute.maximum is not None
            else "",
            f"[{attribute.unit}]" if attribute.unit else "",
        ]
        meaning += " " + " ".join(item for item in limits if item)
    return TemplateColumn(
        heading,
        _note(meaning.strip(), values, required),
        example=values[-1] if values else ("0" if bounds else ""),
        choices=values,
        must_be_chosen=not several,
        number=bounds,
    )


def shown(vocabulary: Vocabulary, name: str, value: str) -> str:
    """Return a value as the workbook shows it: in Vietnamese, or as the scenario names it.

    Always a text that reads as this value again.
    """
    if current() == "en":
        return value
    for wording in vocabulary.wordings(name, value):
        if vocabulary.values(name, wording) == {value} and len(wording) > 1:
            return wording
    return value


def small_columns(
    table: str, spec: ScenarioSpec, post: Sequence[str] = ()
) -> list[TemplateColumn]:
    """Return the columns of the sheet of one of the small tables."""
    first, last = spec.horizon.first, spec.horizon.last
    decisions = synonyms()["decisions"]
    at = 0 if current() == "vi" else 1
    details: dict[str, dict[str, Any]] = {
        "course": {"choices": tuple(spec.courses)},
        "start_year": {"whole": (1990, last)},
        "year": {"whole": (first, last)},
        "decision": {"choices": tuple(texts[at] for texts in decisions.values())},
        "budget_line": {"choices": tuple(spec.budget)},
        "post": {"choices": tuple(post), "must_be_chosen": False},
    }
    optional = ("budget_line", "start_year") if table == "pins" else ("budget_line",)
    result = []
    for name, headings in synonyms()["tables"][table]["columns"].items():
        given = details.get(name, {})
        choices = given.get("choices", ())
        example = choices[0] if choices else str(first) if "whole" in given else ""
        if name == "official":
            example = synonyms()["examples"][at]
        note = _note(_(_MEANINGS[name]), choices, name not in optional)
        result.append(TemplateColumn(headings[current()], note, example, **given))
    return result


def _note(meaning: str, values: Sequence[str], required: bool) -> str:
    lines = [meaning]
    if values:
        listed = "; ".join(values[:_MOST_LISTED])
        more = "; …" if len(values) > _MOST_LISTED else ""
        lines.append(_("Allowed: {values}").format(values=listed + more))
    lines.append(_("Must be filled.") if required else _("May be empty."))
    return "\n".join(lines)
