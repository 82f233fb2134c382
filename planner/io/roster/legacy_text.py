"""Vietnamese text in the fonts of before Unicode (TCVN3 or ABC, VNI): never guessed.

It is stored as letters of Western Europe, which only an old font shows as Vietnamese.
"""

import re

from planner.io.problems import Problem, problem
from planner.io.roster.sheets import Sheet

_ENOUGH = 3
"""So many different texts show that it is no foreign name."""
# Signs that words have in TCVN3, and no Vietnamese word in Unicode.
_SIGNS = "µ¸¶·¹¨»¾¼½©®ª«¬§¡¢£¤¥¦×÷ÆÇßÞþÖ¦"
_TCVN3 = re.compile(f"[A-Za-z][{_SIGNS}]|[{_SIGNS}][A-Za-z]")
_VNI = re.compile("[aeouyôöAEOUYÔÖ][øùûïØÙÛÏ]|[ñÑ]")


def legacy_text(sheet: Sheet) -> list[Problem]:
    """Return the problem that the top of a sheet is not in Unicode, if it is not."""
    for name, signs in (("TCVN3 (ABC)", _TCVN3), ("VNI", _VNI)):
        places: dict[str, tuple[int, int]] = {}
        for row, texts in enumerate(sheet.rows):
            for column, text in enumerate(texts):
                if signs.search(text):
                    places.setdefault(text, (row, column))
        if len(places) >= _ENOUGH:
            text, (row, column) = next(iter(places.items()))
            return [
                problem(
                    "text-not-unicode",
                    file=sheet.file,
                    place=sheet.place(row, column),
                    value=text,
                    name=name,
                )
            ]
    return []
