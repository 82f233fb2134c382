"""Numbers as planners write them: 1.697 officials, 12.345,5 million dong."""

from collections.abc import Sequence

from models.units import millions


def count(value: int | None) -> str:
    """Return a count with dots between thousands; a dash if it is not known."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


def counted(number: int, noun: str) -> str:
    """Return a count with its English noun, for example `1 class` or `1,204 enrolments`."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{ending}"


def money(amount: int) -> str:
    """Return an amount given in thousand dong as million dong, exactly.

    Examples
    --------
    >>> money(12_345_500)
    '12.345,5'
    """
    whole, _, decimals = f"{millions(amount):,f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def money_column(amounts: Sequence[int]) -> list[str]:
    """Return amounts given in thousand dong as million dong, with as many decimals each.

    Examples
    --------
    >>> money_column([1_500_000, 1_498_600])
    ['1.500,0', '1.498,6']
    """
    texts = [money(amount) for amount in amounts]
    most = max((len(text.partition(",")[2]) for text in texts), default=0)
    if most == 0:
        return texts
    parts = [text.partition(",") for text in texts]
    return [f"{whole},{decimals:0<{most}}" for whole, _, decimals in parts]


def percent(part: int | None, whole: int) -> str:
    """Return part ÷ whole in per cent with two decimals, cut off and not rounded.

    So that 94,999 % never reads as the 95 % that it is not.
    """
    if part is None or whole == 0:
        return "–"
    hundredths = part * 10_000 // whole
    return f"{hundredths // 100},{hundredths % 100:02d}"


def duration(seconds: float) -> str:
    """Return a time as minutes and seconds, for example `1 min 05 s`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
