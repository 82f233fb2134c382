"""The product's rules of law -> the scenarios that follow them.

The rules are data, in `planner/law`: whoever reads a scenario's data later finds the rules
that it follows under `law.rules`, as if the scenario had written them.
"""

import copy
from functools import cache
from importlib import resources
from typing import Any

from planner.io.yaml_lines import Document, parse_text


@cache
def shipped_rules() -> dict[str, dict[str, Any]]:
    """Return the rules that come with the product, by name, as plain data."""
    rules: dict[str, dict[str, Any]] = {}
    folder = resources.files("planner").joinpath("law")
    for file in sorted(folder.iterdir(), key=lambda path: path.name):
        if file.name.endswith(".yaml"):
            rules |= parse_text(file.read_text("utf-8"), file.name).data
    return rules


def add_law(document: Document) -> None:
    """Add to a scenario's data, in place, the rules that its courses follow.

    What a rule requires is added to the requirements of the courses that follow it, unless
    the rule is switched off. Rules that nobody knows are left to the checks; so is
    whatever has not the form of a scenario.
    """
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("courses"), dict):
        return
    law = data.get("law")
    law = law if isinstance(law, dict) else {}
    own = law.get("rules")
    rules = dict(own) if isinstance(own, dict) else {}
    off = law.get("off")
    for course in data["courses"].values():
        for name in _followed(course):
            if name not in rules and name in shipped_rules():
                rules[name] = copy.deepcopy(shipped_rules()[name])
            if not isinstance(off, list) or name not in off:
                _require(course, rules.get(name))
    if rules:
        data["law"] = {**law, "rules": rules}


def _followed(course: Any) -> list[str]:
    names = course.get("follows") if isinstance(course, dict) else None
    return [str(name) for name in names] if isinstance(names, list) else []


def _require(course: dict[str, Any], rule: Any) -> None:
    asked = rule.get("requires") if isinstance(rule, dict) else None
    own = course.get("requires") or []
    if isinstance(asked, list) and isinstance(own, list):
        more = [condition for condition in asked if condition not in own]
        if more:
            course["requires"] = [*own, *copy.deepcopy(more)]
