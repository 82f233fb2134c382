"""The text of one cell -> its value, or a refusal that says what is allowed.

Each function reads one distinct text; columns are decoded by position, so that a million
officials cost no more than their distinct birth dates.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.io.problems import Problem, problem
from planner.io.spreadsheet_text import is_formula
from planner.io.suggestions import suggestion
from planner.io.table import MOST_LISTED, Table, grouped
from planner.io.unicode_form import one_form
from planner.language import _

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR = re.compile(r"\d{4}")
_FLAGS = {
    **dict.fromkeys(("true", "1", "x", "có", "yes"), True),
    **dict.fromkeys(("", "false", "0", "không", "no"), False),
}
_SEXES = {
    **dict.fromkeys(("female", "nữ", "f"), True),
    **dict.fromkeys(("male", "nam", "m"), False),
}

Read = Callable[[str], Any]


class Refused(Exception):  # noqa: N818  (a cell is refused, nothing failed)
    """A cell that cannot be read; the hint is worked out for those listed only."""

    def __init__(
        self, reason: str, hint: str | Callable[[], str], code: str = "cell-value"
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.code = code


def decoded(
    table: Table, name: str, read: Read, dtype: Any, found: list[Problem]
) -> npt.NDArray[Any]:
    """Return a column with every text replaced by its value.

    Problems are added to `found`, grouped when many rows have the same kind; refused cells
    carry a zero of the type.
    """
    codes, texts = table.distinct(name)
    values = np.zeros(len(texts), dtype=dtype)
    refusals: dict[str, dict[int, Refused]] = {}
    for at, text in enumerate(texts):
        try:
            values[at] = read(text)
        except Refused as refusal:
            refusals.setdefault(refusal.code, {})[at] = refusal
    for code, by_text in refusals.items():
        refused = np.zeros(len(texts), dtype=np.bool_)
        refused[list(by_text)] = True
        rows = np.flatnonzero(refused[codes])
        items = []
        for row in rows[:MOST_LISTED].tolist():
            told = by_text[int(codes[row])]
            items.append(
                problem(
                    code,
                    file=table.file,
                    place=table.place(row, name),
                    value=texts[codes[row]] or None,
                    reason=told.reason,
                    hint=told.hint if isinstance(told.hint, str) else told.hint(),
                )
            )
        found.extend(grouped(items, len(rows)))
    result: npt.NDArray[Any] = values[codes]
    return result


def refuse_empty(table: Table, name: str, what: str, found: list[Problem]) -> None:
    """Add the empty cells of a column whose texts need no reading."""
    rows = np.flatnonzero(table.is_empty(name))
    items = [
        problem(
            "cell-empty",
            file=table.file,
            place=table.place(row, name),
            hint=_("write {what}").format(what=what),
        )
        for row in rows[:MOST_LISTED].tolist()
    ]
    found.extend(grouped(items, len(rows)))


def refuse_unsafe_names(table: Table, name: str, found: list[Problem]) -> None:
    """Add the cells of a column of names that a spreadsheet would run or break up.

    Names are written into results exactly as they are, since other programs look them up;
    so one that turns into a formula or a new row there must not come in.
    """
    codes, texts = table.distinct(name)
    unsafe = [is_formula(text) or "\n" in text or "\r" in text for text in texts]
    rows = np.flatnonzero(np.array(unsafe, dtype=np.bool_)[codes])
    items = [
        problem(
            "cell-value",
            file=table.file,
            place=table.place(row, name),
            value=texts[codes[row]],
            reason=_("a spreadsheet would take this for a formula or for several rows"),
            hint=_("write one line that does not begin with = + - or @"),
        )
        for row in rows[:MOST_LISTED].tolist()
    ]
    found.extend(grouped(items, len(rows)))


def filled(read: Read, what: str) -> Read:
    """Return a reader that refuses empty cells."""

    def required(text: str) -> Any:
        if not text:
            raise Refused("", _("write {what}").format(what=_(what)), "cell-empty")
        return read(text)

    return required


def optional(read: Read, empty: Any) -> Read:
    """Return a reader that gives a fixed value for empty cells."""
    return lambda text: read(text) if text else empty


def day(text: str) -> "np.datetime64[Any]":
    """Return a date written 1985-03-24 or 24/03/1985."""
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if iso:
        year, month, of_month = map(int, iso.groups())
    elif day_first:
        of_month, month, year = map(int, day_first.groups())
    else:
        raise Refused(_("this is not a date"), _("write 1985-03-24 or 24/03/1985"))
    try:
        result = date(year, month, of_month)
    except ValueError:
        raise Refused(
            _("there is no such day"),
            _("write an existing day as 1985-03-24 or 24/03/1985"),
        ) from None
    if not 1900 <= year <= 2999:
        raise Refused(_("the year is not within 1900 to 2999"), _("correct the year"))
    return np.datetime64(result, "D")


def birth_day(text: str) -> "np.datetime64[Any]":
    """Return a birth date; of a year alone, its 1 January (the legal default)."""
    return day(f"{text}-01-01") if _YEAR.fullmatch(text) else day(text)


def sex(text: str) -> bool:
    """Return whether the cell says female."""
    return _one_of(_SEXES, text, _("female or male (nữ or nam)"))


def flag(text: str) -> bool:
    """Return the truth of a flag; empty is false."""
    return _one_of(_FLAGS, text, _("true or false (1 or 0, x or empty, có or không)"))


def _one_of(known: dict[str, bool], text: str, words: str) -> bool:
    value = known.get(one_form(text.casefold()))
    if value is None:
        raise Refused(
            _("this value is not known here"), _("write {what}").format(what=words)
        )
    return value


def code_of(values: Sequence[str] | Mapping[str, int], what: str) -> Read:
    """Return a reader that gives the position of a text among the known values."""
    positions = (
        values
        if isinstance(values, Mapping)
        else {value: at for at, value in enumerate(values)}
    )

    def read(text: str) -> int:
        if text not in positions:
            hint = partial(suggestion, text, values, _("known"))
            raise Refused(_("this {what} is not known").format(what=_(what)), hint)
        return positions[text]

    return read


def bits_of(values: Sequence[str]) -> Read:
    """Return a reader for values separated by `;`, as a bit mask."""
    one = code_of(values, _("value"))

    def read(text: str) -> int:
        parts = [part.strip() for part in text.split(";") if part.strip()]
        return sum(1 << at for at in {one(part) for part in parts})

    return read


def number(minimum: float | None, maximum: float | None) -> Read:
    """Return a reader for a decimal number within a range."""

    def read(text: str) -> float:
        value = _decimal(text)
        if minimum is not None and value < Decimal(str(minimum)):
            raise Refused(
                _("the number is too small"),
                _("write at least {minimum:g}").format(minimum=minimum),
            )
        if maximum is not None and value > Decimal(str(maximum)):
            raise Refused(
                _("the number is too large"),
                _("write at most {maximum:g}").format(maximum=maximum),
            )
        return float(value)

    return read


def whole(minimum: int, maximum: int, what: str) -> Read:
    """Return a reader for a whole number within a range."""

    def read(text: str) -> int:
        value = _decimal(text)
        if value != value.to_integral_value() or not minimum <= value <= maximum:
            hint = _("write a whole number from {minimum} to {maximum}").format(
                minimum=minimum, maximum=maximum
            )
            raise Refused(_("this is not {what}").format(what=_(what)), hint)
        return int(value)

    return read


def tenths_of_weeks(text: str) -> int:
    """Return weeks with at most one decimal as whole tenths of a week."""
    value = _decimal(text) * 10
    if value != value.to_integral_value() or not 0 <= value <= 530:
        hint = _("write weeks from 0 to 53 with at most one decimal")
        raise Refused(_("this is not a number of weeks"), hint)
    return int(value)


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value.adjusted()) > 300:
        hint = _("write digits, with a point before decimals")
        raise Refused(_("this is not a number"), hint)
    return value


def thousand_dong(text: str) -> int:
    """Return million dong with at most three decimals as thousand dong."""
    number(0, 1e9)(text)
    amount = Decimal(text) * 1000
    if amount != amount.to_integral_value():
        hint = _("write million dong with at most three decimals")
        raise Refused(_("this is not a whole number of thousand dong"), hint)
    return int(amount)
