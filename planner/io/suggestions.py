"""Suggestions: what was probably meant by a name that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

from planner.language import _

# Comparing a misspelt name with more names than this takes longer than it helps.
_MOST_NAMES_COMPARED = 5000


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like a misspelt one, None if none is alike."""
    names = list(known)
    if len(names) > _MOST_NAMES_COMPARED:
        return None
    by_folded = {entry.casefold(): entry for entry in reversed(names)}
    found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def suggestion(name: str, known: Iterable[str], what: str = "") -> str:
    """Return a remedy for an unknown name: the nearest one, and what is allowed."""
    names = [entry for entry in known if entry]
    close = nearest(name, names)
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    allowed = f"{what or _('known')}: {listed}" if names else ""
    if close is not None:
        return (
            _("did you mean {name}? {allowed}")
            .format(name=close, allowed=allowed)
            .rstrip()
        )
    return allowed or _("correct or remove it")
