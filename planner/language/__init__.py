"""The language in which planners are told things: Vietnamese, or English.

English is the language of the source; `vi.po` holds the Vietnamese texts. The choice is
kept in the environment, so that the processes which search take it over.
"""

import os
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["vi", "en"]

VARIABLE = "PLANNER_LANG"
"""Environment variable that chooses the language, `vi` or `en`."""

_BY_NAME: dict[str, Language] = {"vi": "vi", "en": "en"}

# As for every program on POSIX, the first of these that is set decides.
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def _(message: str) -> str:
    """Return a text in the language in use.

    Parameters
    ----------
    message
        The English text, word for word as in the source; names in braces are filled in
        afterwards with `format`.

    Returns
    -------
    str
        The text in the language in use; the English text where it has no translation.
    """
    if current() == "en":
        return message
    return _catalogue("").get(message, message)


def marked(message: str) -> str:
    """Return an English text as it is: `_` tells it where it is used.

    For constants, which are made before the language is known.
    """
    return message


def use(language: Language) -> None:
    """Tell everything from now on in this language, in processes started later too."""
    os.environ[VARIABLE] = language


def current() -> Language:
    """Return the language in use."""
    chosen = os.environ.get(VARIABLE)
    return _BY_NAME[chosen] if chosen in _BY_NAME else default_language()


def default_language() -> Language:
    """Return the language of the computer, as far as the product speaks it.

    Vietnamese, the language of its users, unless the locale names another language: an
    office computer whose locale was never set (`C`, `POSIX`, nothing) is a Vietnamese one.
    """
    locales = (os.environ.get(name, "") for name in _LOCALE_VARIABLES)
    locale = next((value for value in locales if value), "")
    language = locale.split(".")[0].split("@")[0].split("_")[0]
    return "vi" if language in ("", "C", "POSIX", "vi") else "en"


def of_click(message: str) -> str:
    """Return one of the texts of click, the command-line library, as `_` does."""
    return message if current() == "en" else _catalogue("click").get(message, message)


def templates() -> dict[str, str]:
    """Return the sentences of the domain model and of libraries, and their Vietnamese."""
    return _catalogue("models") | _catalogue("libraries")


def _catalogue(context: str) -> dict[str, str]:
    return _catalogues().get(context, {})


@cache
def _catalogues() -> dict[str, dict[str, str]]:
    """Return the Vietnamese texts by context: none, `models`, `libraries` or `click`."""
    # Imported here: English needs no catalogue, and `planner --version` no text at all.
    from babel.messages.pofile import read_po

    with resources.files(__name__).joinpath("vi.po").open("rb") as file:
        catalogue = read_po(file, locale="vi")
    found: dict[str, dict[str, str]] = {}
    for message in catalogue:
        if message.id and message.string:
            texts = found.setdefault(message.context or "", {})
            texts[str(message.id)] = str(message.string)
    return found
