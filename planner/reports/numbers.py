"""Numbers as planners write them: 1.697 officials, 12.345,5 million dong."""

from models.units import millions


def count(value: int | None) -> str:
    """Return a count with dots between thousands; a dash if it is not known."""
    return "–" if value is None else f"{value:,}".replace(",", ".")


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
