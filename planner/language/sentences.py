"""Sentences that the domain model has made, told in the language in use.

The domain model knows no language: what it refuses, and how a plan breaks a rule, it says
in English with names and amounts filled in. Such a sentence is recognised by the template
it was made from, whose translation stands in `vi.po` with the context `models`.
"""

import re
from collections.abc import Iterable
from functools import cache

from planner.language import current, templates

_PLACE = re.compile(r"\{(\w+)\}")


def told(sentence: str) -> str:
    """Return a sentence of the domain model in the language in use.

    Parts that are sentences themselves, such as a reason, are told too; a sentence that no
    template fits stays as it is.
    """
    if current() == "en":
        return sentence
    for pattern, translation in _patterns():
        if match := pattern.fullmatch(sentence):
            words = {name: told(word) for name, word in match.groupdict("").items()}
            return translation.format(**words)
    return sentence


def all_told(sentences: Iterable[str]) -> list[str]:
    """Return sentences of the domain model in the language in use."""
    return [told(sentence) for sentence in sentences]


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return what recognises each template, the longest first."""
    ordered = sorted(
        templates().items(), key=lambda item: -len(_PLACE.sub("", item[0]))
    )
    return [
        (re.compile(_as_pattern(template), re.DOTALL), translation)
        for template, translation in ordered
    ]


def _as_pattern(template: str) -> str:
    parts = _PLACE.split(template)  # literal text and names of places by turns
    return "".join(
        f"(?P<{part}>.*?)" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    )
