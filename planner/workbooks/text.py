"""Text from data as a cell of a workbook can carry it, and names of sheets."""

import re
from collections.abc import Iterable

LONGEST = 32_767
"""Most characters of a cell, in units of UTF-16 (Excel's limit)."""

_LONGEST_NAME = 31
# XML 1.0 has no way to write these.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel keeps this name for itself.
_RESERVED = "history"


def cell_text(text: str) -> str:
    r"""Return a text as a cell can carry it; almost always the text itself.

    Line ends become `\n`. Characters that XML cannot carry become `�`. What is longer
    than a cell can hold ends in `…`. A space is added to text in `<r>…</r>`, which the
    writing library would take for ready-made XML.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    if len(text) > LONGEST // 2:
        units = text.encode("utf-16-le")
        if len(units) > 2 * LONGEST:
            # A pair of which one half is left over is left out.
            text = units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
    return text


def cell_texts(texts: Iterable[str]) -> list[str]:
    """Return texts as cells can carry them."""
    return [cell_text(str(text)) for text in texts]


def in_footer(text: str, longest: int) -> str:
    """Return the beginning of a text for a header or footer, where `&` is a command."""
    flat = " ".join(cell_text(text).split())
    cut = flat if len(flat) <= longest else flat[: longest - 1] + "…"
    return cut.replace("&", "&&")


class SheetNames:
    """Names of the sheets of one workbook, none twice."""

    def __init__(self) -> None:
        self._taken = {_RESERVED}

    def free(self, wanted: str) -> str:
        r"""Return a name that Excel accepts, as much like the wanted one as possible.

        At most 31 characters, none of `[]:*?/\`, no apostrophe at either end, and not
        the name of another sheet whatever its case.
        """
        clean = _NOT_IN_NAMES.sub(" ", wanted).strip(" '") or "-"
        name, number = _cut(clean, ""), 1
        while name.casefold() in self._taken:
            number += 1
            name = _cut(clean, f" ({number})")
        self._taken.add(name.casefold())
        return name


def _cut(text: str, ending: str) -> str:
    units = text.encode("utf-16-le")[: 2 * (_LONGEST_NAME - len(ending))]
    return units.decode("utf-16-le", "ignore").rstrip(" '") + ending
