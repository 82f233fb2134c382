"""The roster as a table that people read: codes become names again."""

from typing import Any

import numpy as np
import pandas as pd

from models.attribute import Attribute, Category, Flag, Ladder, Number, SetOf
from models.plan import categorical
from models.roster import FAR_FUTURE, FAR_PAST, BoolArray, Roster


def official_table(roster: Roster) -> pd.DataFrame:
    """Return one row for each named official on the baseline date.

    Columns: id, unit, birth, sex, joined, leaves, retires, then one for each attribute;
    dates that are not known are missing, sets are joined by `;`.
    """
    roster = roster.without_potential()
    return pd.DataFrame(
        {
            "id": roster.ids,
            "unit": categorical(roster.unit, roster.unit_names),
            "birth": roster.birth,
            "sex": np.where(roster.female, "female", "male"),
            "joined": _known(roster.joined, roster.joined != FAR_PAST),
            "leaves": _known(roster.leaves, roster.leaves != FAR_FUTURE),
            "retires": roster.retires,
            **{
                name: _decoded(attribute, roster.columns[name])
                for name, attribute in roster.attributes.items()
            },
        }
    )


def _known(dates: Any, known: BoolArray) -> Any:
    return np.where(known, dates, np.datetime64("NaT", "D"))


def _decoded(attribute: Attribute, codes: Any) -> Any:
    """Return a column as planners write it: levels and values, sets joined by `;`."""
    match attribute:
        case Ladder(levels=names):
            return categorical(codes, names).as_ordered()
        case Category(values=names):
            return categorical(codes, names)
        case SetOf(values=names):
            found, position = np.unique(codes, return_inverse=True)
            texts = [
                ";".join(name for at, name in enumerate(names) if int(bits) >> at & 1)
                for bits in found
            ]
            return np.array(texts, dtype=object)[position]
        case Flag() | Number():
            return codes
