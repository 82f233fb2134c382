"""Numbers as planners write them: 1.697 officials, 12.345,5 million dong."""

from collections.abc import Sequence

from models.units import millions
from planner.language import _, current
from planner.language.numbers import decimal_sign, number
from planner.language.numbers import shortest as shortest


def count(value: int | None) -> str:
    """Return a count with thousands set apart; a dash if it is not known."""
    return "–" if value is None else number(value)


def counted(amount: int, noun: str) -> str:
    """Return a count with its noun, for example `1 class` or `1.204 lượt`.

    Parameters
    ----------
    noun
        One such thing in English; Vietnamese nouns have no plural.
    """
    if current() == "vi":
        return f"{number(amount)} {_(noun)}"
    ending = "" if amount == 1 else "es" if noun.endswith("s") else "s"
    return f"{number(amount)} {noun}{ending}"


def money(amount: int) -> str:
    """Return an amount given in thousand dong as million dong, exactly.

    For example 12.345,5 in Vietnamese and 12,345.5 in English.
    """
    return shortest(millions(amount), 3)


def money_column(amounts: Sequence[int]) -> list[str]:
    """Return amounts given in thousand dong as million dong, with as many decimals each.

    For example 1.500,0 and 1.498,6.
    """
    texts = [money(amount) for amount in amounts]
    most = max((len(text.partition(decimal_sign())[2]) for text in texts), default=0)
    return [number(millions(amount), most) for amount in amounts]


def percent(part: int | None, whole: int) -> str:
    """Return part ÷ whole in per cent with two decimals, cut off and not rounded.

    So that 94,999 % never reads as the 95 % that it is not.
    """
    if part is None or whole == 0:
        return "–"
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100}{decimal_sign()}{hundredths % 100:02d}"


def duration(seconds: float) -> str:
    """Return a time as minutes and seconds, for example `1 min 05 s`."""
    minutes, rest = divmod(int(seconds), 60)
    if minutes:
        return _("{minutes} min {seconds:02d} s").format(minutes=minutes, seconds=rest)
    return _("{seconds} s").format(seconds=rest)
