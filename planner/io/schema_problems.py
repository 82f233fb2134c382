"""What the records refuse -> problems with path, value, what is allowed, and a remedy."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from planner.io.problems import Problem, problem
from planner.io.schema import description_at, keys_at
from planner.io.suggestions import nearest, suggestion
from planner.io.yaml_lines import Document, join
from planner.language import _, marked
from planner.language.sentences import told

_NEEDED = {
    "tuple_type": marked("a list is needed here"),
    "list_type": marked("a list is needed here"),
    "dict_type": marked("a mapping of names is needed here"),
    "model_type": marked("a mapping of keys is needed here"),
    "model_attributes_type": marked("a mapping of keys is needed here"),
    "string_type": marked("text is needed here"),
    "int_type": marked("a whole number is needed here"),
    "int_parsing": marked("a whole number is needed here"),
    "int_from_float": marked("a whole number is needed here"),
    "bool_type": marked("true or false is needed here"),
    "bool_parsing": marked("true or false is needed here"),
    "decimal_type": marked("a number is needed here"),
    "decimal_parsing": marked("a number is needed here"),
    "float_type": marked("a number is needed here"),
    "float_parsing": marked("a number is needed here"),
    "union_tag_not_found": marked("the key kind is missing"),
}
_PATTERN_WORDS = {
    "^[a-z]": marked("a small letter first, then small letters, digits and _"),
    "^[A-Z": marked("letters, digits, - and _, a letter or digit first"),
}


def schema_problems(error: ValidationError, document: Document) -> list[Problem]:
    """Return the problems of a scenario that the records refused, in file order."""
    found: dict[tuple[str, str], Problem] = {}
    for detail in error.errors(include_url=False):
        path = real_path(detail["loc"], document.data)
        item = _translated(detail, path)
        key = (item.path, item.code)
        # A value that fits none of several forms is refused once for each form.
        found.setdefault(key, item)
    # A misspelt key is told once, not also as the missing key that was meant.
    meant = {_meant(path) for path, code in found if code == "unknown-key"}
    return [
        located(item, document)
        for item in found.values()
        if item.code != "missing-key" or item.path not in meant
    ]


def _meant(path: str) -> str:
    above, __, name = path.rpartition(".")
    return join(above, nearest(name, keys_at(above)) or "")


def located(item: Problem, document: Document) -> Problem:
    """Return the problem with the file and place of its path."""
    place = document.place_of(item.path)
    return replace(item, file=place.file, place=place.text)


def real_path(loc: Sequence[int | str], data: Any) -> str:
    """Return the path in the data; parts that only the records know are left out.

    Such parts are the branch of a union, or `years` of a value by year.
    """
    path = ""
    for at, key in enumerate(loc):
        if isinstance(data, dict):
            known = [name for name in data if str(name) == str(key)]
            if known:
                data, path = data[known[0]], join(path, key)
            elif at == len(loc) - 1 and str(key) in keys_at(path):
                path = join(path, key)
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data, path = data[key], join(path, key)
    return path


def _translated(detail: ErrorDetails, path: str) -> Problem:
    kind = detail["type"]
    name = path.rpartition(".")[2]
    above = path.rpartition(".")[0]
    if kind == "extra_forbidden":
        known = keys_at(above)
        return problem(
            "unknown-key",
            path=path,
            value=detail["input"],
            name=name,
            hint=suggestion(name, known, _("known keys")),
        )
    if kind == "missing":
        name = str(detail["loc"][-1])
        path = path if path.endswith(name) else join(path, name)
        meaning = _sentence(description_at(path))
        hint = f"({meaning})" if meaning else ""
        return problem("missing-key", path=path, name=name, hint=hint)
    context = detail.get("ctx", {})
    if kind in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context.get("expected_tags", "")
        allowed = [
            word.strip("'") for word in expected.replace(" or ", ", ").split(", ")
        ]
        value = context.get("tag", detail["input"])
        return problem(
            "wrong-value",
            path=path,
            value=value,
            reason=_("this value is not known here"),
            hint=suggestion(str(value), allowed, _("allowed")),
        )
    value = detail["input"]
    return problem(
        "wrong-value",
        path=path,
        value=value if isinstance(value, str | int | float | list) else None,
        reason=_reason(detail),
        hint=_hint(detail, path),
    )


def _reason(detail: ErrorDetails) -> str:
    if detail["type"] == "string_pattern_mismatch":
        return _("the name has a sign that names may not have")
    message = detail["msg"].removeprefix("Value error, ")
    message = message.replace("Input should be", "the value must be")
    return _(_NEEDED[detail["type"]]) if detail["type"] in _NEEDED else told(message)


def _hint(detail: ErrorDetails, path: str) -> str:
    kind = detail["type"]
    if kind == "string_pattern_mismatch":
        pattern = str(detail.get("ctx", {}).get("pattern", ""))
        for start, words in _PATTERN_WORDS.items():
            if pattern.startswith(start):
                return _("write it with {words}").format(words=_(words))
    if kind == "string_type" and isinstance(detail["input"], int | float):
        return _('put it in quotes: "{input}"').format(input=detail["input"])
    if kind == "tuple_type" and isinstance(detail["input"], str | int | float):
        return _("write [{input}]").format(input=detail["input"])
    meaning = _sentence(description_at(path))
    return (
        _("correct the value. {meaning}").format(meaning=meaning)
        if meaning
        else _("correct the value")
    )


def _sentence(text: str) -> str:
    return _(" ".join(text.split()).rstrip("."))
