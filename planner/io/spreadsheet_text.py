"""Text that a spreadsheet shows instead of running it as a formula."""

from collections.abc import Iterable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(texts: Iterable[str]) -> list[str]:
    """Return the texts, with an apostrophe before those that would become formulas.

    Carriage returns become spaces: many programs begin a new row at each, even within
    quotes. For text that people read only; ids are never changed, since programs look
    them up.
    """
    return [
        ("'" if is_formula(text) else "") + text.replace("\r", " ") for text in texts
    ]


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would run the text."""
    return text.startswith(_FORMULA_STARTS)
