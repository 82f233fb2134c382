"""One Unicode form for every text that is read."""

import unicodedata


def one_form(text: str) -> str:
    """Return the text in composed form (NFC).

    Computers type Vietnamese letters composed or decomposed; both look the same and must
    compare equal.
    """
    return unicodedata.normalize("NFC", text)
