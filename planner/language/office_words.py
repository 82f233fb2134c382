"""How offices word attributes and their values: `synonyms.yaml`, which is read here.

Names in scenarios are codes, such as `trung_cap`; Vietnamese planners read the usual
wording of the code, `Trung cấp`. In English, codes stay.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

from models.attribute import Attribute
from planner.language import current
from planner.language.wording import key


@cache
def synonyms() -> dict[str, Any]:
    """Return the wordings of headings and cells; see `synonyms.yaml`."""
    text = resources.files(__package__).joinpath("synonyms.yaml").read_text("utf-8")
    wordings: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return wordings


def concepts_of(attributes: Mapping[str, Attribute]) -> dict[str, str]:
    """Return the concept of `synonyms.yaml` that each attribute is about, if any.

    Names say so first; a label says so only of a concept that no name claims.
    """
    return _concepts(tuple((name, item.label) for name, item in attributes.items()))


def value_label(attributes: Mapping[str, Attribute], name: str, value: str) -> str:
    """Return what offices call a value of an attribute, or of `sex`.

    The code itself in English, and where the catalogue has no wording of it.
    """
    if current() == "en":
        return value
    known = synonyms()
    if name == "sex":
        usual = known["sexes"]
    else:
        concept = concepts_of(attributes).get(name)
        usual = known["attributes"][concept].get("values", {}) if concept else {}
        usual = {"none": known["none"], **usual}
    return str(usual[value][0]) if value in usual else value


@cache
def _concepts(labels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    concepts: dict[str, dict[str, Any]] = synonyms()["attributes"]
    by_name = {
        name: concept
        for concept, wordings in concepts.items()
        for name in (concept, *wordings.get("also", ()))
    }
    by_label = {
        key(heading): concept
        for concept, wordings in concepts.items()
        for heading in wordings.get("headings", ())
    }
    found = {name: by_name[name] for name, _ in labels if name in by_name}
    claimed = set(found.values())
    for name, label in labels:
        concept = by_label.get(key(label))
        if name not in found and concept is not None and concept not in claimed:
            found[name] = concept
    return found
