"""What headings and cells mean in one scenario.

The names and labels of the scenario count first, then the wordings of `synonyms.yaml` for
attributes that the scenario has.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.attribute import Attribute, Flag, Ladder
from planner.io.roster.reading import (
    DATED,
    IGNORE,
    RUNNING_NUMBER,
    SEXES,
    Reading,
    reading_of,
    values_of,
)
from planner.language.office_words import concepts_of, synonyms
from planner.language.wording import (
    Wordings,
    key,
    without_brackets,
    without_diacritics,
)


class Vocabulary:
    """Reads the wordings of a roster for the attributes of one scenario."""

    def __init__(self, attributes: Mapping[str, Attribute]) -> None:
        self.attributes = attributes
        known = synonyms()
        concepts = concepts_of(attributes)
        self._concepts = {
            name: known["attributes"][concepts[name]] if name in concepts else {}
            for name in attributes
        }
        self._own, self._usual, self._left_out = Wordings(), Wordings(), Wordings()
        for name, attribute in attributes.items():
            self._own.add(name, (name.replace("_", " "), attribute.label))
            concept = self._concepts[name]
            self._usual.add(name, concept.get("headings", ()))
            dated = str(Reading(name, form=DATED))
            if isinstance(attribute, Flag):
                self._usual.add(dated, concept.get("dated", ()))
        for name, wordings in known["fixed"].items():
            # A label that says the same as a fixed column makes both a question.
            self._own.add(name, (name, *wordings["vi"], *wordings["en"]))
        for sex in SEXES:
            self._usual.add(str(Reading("sex", sex)), known["sexes"][sex])
        self._usual.add(RUNNING_NUMBER.name, known["running_number"])
        for concept in known["attributes"].values():
            for part in ("headings", "dated"):
                self._left_out.add(IGNORE.name, concept.get(part, ()))
        self._left_out.add(IGNORE.name, known["ignored"])
        self._whole = Wordings()
        self._whole.add("whole", known["whole"])
        self._values = {name: self._values_of(name) for name in ("sex", *attributes)}
        self._truths = Wordings()
        for value, wordings in known["flags"].items():
            self._truths.add(value, wordings)
        self._fields = Wordings()
        for value, wordings in known["attributes"]["fields"]["values"].items():
            self._fields.add(value, wordings)

    def headings(self, path: Sequence[str]) -> set[Reading]:
        """Return how a column is read; none if it is not known, several if ambiguous.

        Parameters
        ----------
        path
            Headings above the column, the uppermost first.
        """
        *groups, last = path
        for start in range(len(groups)):
            above = self._heading(" ".join(groups[start:]))
            if parts := {part for item in above for part in self._parts(item, last)}:
                return parts
        for start in range(len(path)):
            found = self._heading(" ".join(path[start:]))
            # A column `Nữ` counts people of some other kind if a group says so above it.
            if any(item.value for item in found) and not all(
                text in self._whole for text in path[:start]
            ):
                continue
            if found:
                return found
        inside = (
            self._heading(" ".join(groups[start:])) for start in range(len(groups))
        )
        return {IGNORE} if {IGNORE} in inside else set()

    def _heading(self, text: str) -> set[Reading]:
        for form in dict.fromkeys((text, without_brackets(text))):
            for wordings in (self._own, self._usual, self._left_out):
                if found := wordings.find(form):
                    return {reading_of(item, self.attributes) for item in found}
        return set()

    def _parts(self, group: Reading, heading: str) -> Iterator[Reading]:
        """Yield what a heading means below a group that stands for a column itself."""
        if not group.is_used or group.value:
            return
        if heading in self._whole:
            yield group
        sexes = self._values["sex"].find(heading)
        if group.name == "birth":
            yield from (Reading("birth", form=sex) for sex in sexes)
        elif group.name in self._values and not group.form:
            values = self.values(group.name, heading)
            yield from (Reading(group.name, value) for value in values)

    def values(self, name: str, text: str) -> set[str]:
        """Return the values that a cell may mean in a column; none if it is not known."""
        wordings = self._values[name]
        concept = self._concepts.get(name, {})
        found = wordings.find(text) or wordings.find(_stripped(text, concept))
        if not found:
            # Names of values have no diacritics: `Hạng 1` is what `hang_1` stands for.
            named = without_diacritics(text).replace(" ", "_")
            found = {named} & set(self.values_of(name))
        if not found and concept.get("with_field"):
            found = self._with_field(wordings, text)
        return found

    def values_of(self, name: str) -> tuple[str, ...]:
        """Return the values that a column may have."""
        return values_of(name, self.attributes)

    def wordings(self, name: str, value: str) -> list[str]:
        """Return how a value is usually worded, the best wording first."""
        known = synonyms()
        if name == "sex":
            return list(known["sexes"][value])
        usual = self._concepts.get(name, {}).get("values", {})
        if isinstance(self.attributes.get(name), Flag):
            return list(known["flags"][value])
        return list(usual.get(value, known["none"] if value == "none" else ()))

    def truth(self, text: str) -> set[str]:
        """Return `true` or `false` for a cell with a mark; none if it is not known."""
        return self._truths.find(text)

    def _with_field(self, wordings: Wordings, text: str) -> set[str]:
        words = key(text).split()
        for at in range(len(words) - 1, 0, -1):
            found = wordings.find(" ".join(words[:at]))
            rest = " ".join(words[at:])
            if found and rest in self._fields:
                return found
        return set()

    def _values_of(self, name: str) -> Wordings:
        known = synonyms()
        values = values_of(name, self.attributes)
        usual: Mapping[str, Any] = self._concepts.get(name, {}).get("values", {})
        if name == "sex":
            usual = known["sexes"]
        attribute = self.attributes.get(name)
        result = Wordings()
        for value in values:
            result.add(value, (value.replace("_", " "), *usual.get(value, ())))
        if isinstance(attribute, Flag):
            for value in values:
                result.add(value, known["flags"][value])
        elif "none" in values:
            result.add("none", known["none"])
        if isinstance(attribute, Ladder) and len(attribute.levels) == 2:
            # With one level only there is nothing else that a mark could mean.
            result.add(attribute.levels[1], known["flags"]["true"])
        return result


def _stripped(text: str, concept: Mapping[str, Any]) -> str:
    """Return a text without the words that may stand before or after a value."""
    words = f" {key(text)} "
    drop = sorted((f" {key(item)} " for item in concept.get("drop", ())), key=len)
    changed = True
    while changed:
        changed = False
        for item in reversed(drop):
            if words.startswith(item) and words != item:
                words, changed = words[len(item) - 1 :], True
            elif words.endswith(item) and words != item:
                words, changed = words[: 1 - len(item)], True
    return words.strip()
