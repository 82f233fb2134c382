"""Ids of officials whose office gives them none: unit and running number, kept for good."""

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.language.wording import without_diacritics

Texts = npt.NDArray[np.object_]

_PERSON = ["unit", "name", "birth"]
_NUMBERED = re.compile(r"(.+)-(\d+)")


def made_ids(
    officials: pd.DataFrame, earlier: pd.DataFrame | None
) -> tuple[Texts, int, int]:
    """Return the ids, how many were taken over and how many are new.

    Who had an id in the earlier table keeps it, so that plans, decisions and courses in
    progress still mean the same people: the same name and birth date in the same unit, if
    there is only one such person. All others get the next free number of their unit.

    Parameters
    ----------
    officials
        Columns id (empty where none is given), unit, name and birth.
    earlier
        The same columns of the table that is replaced; None if it has not all of them.
    """
    ids = officials["id"].to_numpy(dtype=object, copy=True)
    without = ids == ""
    kept = np.zeros(len(ids), dtype=np.bool_)
    if earlier is not None:
        known = earlier.drop_duplicates(_PERSON, keep=False)
        known = known[~known["id"].isin(ids)]
        again = officials[_PERSON].merge(known, on=_PERSON, how="left")["id"]
        alone = ~officials.duplicated(_PERSON, keep=False).to_numpy()
        kept = without & alone & again.notna().to_numpy()
        ids[kept] = again.to_numpy(dtype=object)[kept]
    new = ids == ""
    prefixes = officials["unit"].map(
        {unit: _prefix(unit) for unit in officials["unit"].unique()}
    )
    used = [*ids[~new], *(() if earlier is None else earlier["id"])]
    highest = prefixes[new].map(_highest(used)).fillna(0).astype(int)
    numbers = highest + prefixes[new].groupby(prefixes[new]).cumcount() + 1
    ids[new] = prefixes[new] + "-" + numbers.astype(str).str.zfill(3)
    return ids, int(kept.sum()), int(new.sum())


def _prefix(unit: str) -> str:
    words = re.findall(r"[a-z0-9]+", without_diacritics(unit))
    return "-".join(words)[:40] or "unit"


def _highest(ids: Iterable[str]) -> dict[str, int]:
    """Return the highest number that any id has after each prefix."""
    highest: dict[str, int] = {}
    for match in map(_NUMBERED.fullmatch, ids):
        if match and len(match[2]) < 10:
            prefix, number = match[1], int(match[2])
            highest[prefix] = max(highest.get(prefix, 0), number)
    return highest
