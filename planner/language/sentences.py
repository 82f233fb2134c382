"""Sentences that the domain model has made, told in the language in use.

The domain model knows no language: what it refuses, and how a plan breaks a rule, it says
in English with names and amounts filled in. Such a sentence is recognised by the template
it was made from, whose translation stands in `vi.po` with the context `models`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from planner.language import current, templates

_DECIMAL = re.compile(r"-?\d+\.\d+")
# The name of an attribute is one word, whatever sentence stands before it.
_WITHIN = {"attribute": r"\w+"}
_PLACE = re.compile(r"\{(\w+)\}")


Words = Callable[[Mapping[str, str]], Mapping[str, str]]
"""What is filled in, by place of the template -> how a scenario words some of it."""


def told(sentence: str, words: Words = dict) -> str:
    """Return a sentence of the domain model in the language in use.

    Parts that are sentences themselves, such as a reason, are told too, and decimals are
    written as the language does; a sentence that no template fits stays as it is.

    Parameters
    ----------
    words
        Puts what a scenario calls them in place of names and values; see
        `filter_words.sentence_words`.
    """
    if current() == "en":
        return sentence
    for words_of_own, pattern, translation in _patterns():
        # Most templates are ruled out by a glance.
        if words_of_own in sentence and (match := pattern.fullmatch(sentence)):
            filled = words(match.groupdict(""))
            return translation.format(
                **{name: _word(word, words) for name, word in filled.items()}
            )
    return sentence


def _word(text: str, words: Words) -> str:
    # 5.999 would be read as nearly six thousand.
    return text.replace(".", ",") if _DECIMAL.fullmatch(text) else told(text, words)


def all_told(sentences: Iterable[str], words: Words = dict) -> list[str]:
    """Return sentences of the domain model in the language in use; see `told`."""
    return [told(sentence, words) for sentence in sentences]


@cache
def _patterns() -> list[tuple[str, re.Pattern[str], str]]:
    """Return words of each template, what recognises it, and its translation.

    The longest first, since it fits fewest sentences.
    """
    ordered = sorted(
        templates().items(), key=lambda item: -len(_PLACE.sub("", item[0]))
    )
    return [
        (
            max(_PLACE.split(template)[::2], key=len),
            re.compile(_as_pattern(template), re.DOTALL),
            translation,
        )
        for template, translation in ordered
    ]


def _as_pattern(template: str) -> str:
    parts = _PLACE.split(template)  # literal text and names of places by turns
    return "".join(
        f"(?P<{part}>{_WITHIN.get(part, '.*?')})" if at % 2 else re.escape(part)
        for at, part in enumerate(parts)
    )
