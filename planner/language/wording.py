"""When two texts are the same wording, however they were typed."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_BRACKETS = re.compile(r"\([^()]*\)")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# The Icelandic letter that some keyboards type for Đ; signs that nobody sees.
_LOOKALIKES = str.maketrans("Ðð", "Đđ", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_CONSONANTS = frozenset("bcdđghklmnpqrstvx")


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """Return the form of a text that all ways of typing it share.

    Case, Unicode form, punctuation, spaces, the place of a tone mark (hoà, hòa) and i or y
    at the end of a syllable (sĩ, sỹ) make no difference, nor do signs that nobody sees.
    """
    text = unicodedata.normalize("NFC", text).translate(_LOOKALIKES).casefold().strip()
    words = _WORD.findall(text)
    # A text of signs alone, such as a tick, is its own form.
    return " ".join(map(_syllable, words)) if words else text


@lru_cache(maxsize=1 << 16)
def without_diacritics(text: str) -> str:
    """Return the form of a text with all its diacritics left out."""
    plain = unicodedata.normalize("NFD", key(text).replace("đ", "d"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def without_brackets(text: str) -> str:
    """Return a text without what it says in brackets."""
    return " ".join(_BRACKETS.sub(" ", text).split())


def _syllable(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(sign for sign in letters if sign in _TONES)
    rest = "".join(sign for sign in letters if sign not in _TONES)
    if len(rest) > 1 and rest[-1] == "y" and rest[-2] in _CONSONANTS:
        rest = rest[:-1] + "i"
    return rest + tones


def begins_with(wordings: Iterable[str]) -> Callable[[str], bool]:
    """Return the test whether a text begins with the words of one of the wordings."""
    known = [key(text) for text in wordings]
    letters = {form[0] for form in known}

    def test(text: str) -> bool:
        if text[:1].casefold() not in letters:
            return False
        form = key(text)
        return any(form == item or form.startswith(item + " ") for item in known)

    return test


class Wordings:
    """Finds what a text stands for among known wordings."""

    def __init__(self) -> None:
        self._exact: dict[str, set[str]] = {}
        self._plain: dict[str, set[str]] = {}

    def add(self, meaning: str, texts: Iterable[str]) -> None:
        """Add wordings of a meaning; one wording may have several meanings."""
        for text in texts:
            if form := key(text):
                self._exact.setdefault(form, set()).add(meaning)
                self._plain.setdefault(without_diacritics(text), set()).add(meaning)

    def find(self, text: str) -> set[str]:
        """Return the meanings of a text; none if it is not known.

        Only a text that has no diacritics at all is compared without them: of two texts
        with different ones, one would be taken for the other.
        """
        form = key(text)
        found = self._exact.get(form)
        if found is None and form == without_diacritics(text):
            found = self._plain.get(form)
        return set(found or ())

    def __contains__(self, text: str) -> bool:
        """Return whether a text is known."""
        return bool(self.find(text))
