"""Text that a spreadsheet shows instead of running it as a formula."""

from collections.abc import Iterable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(texts: Iterable[str]) -> list[str]:
    """Return the texts, with an apostrophe before those that would become formulas.

    For text that people read only. Ids are never changed, since programs look them up.
    """
    return [f"'{text}" if text.startswith(_FORMULA_STARTS) else text for text in texts]
