"""Synthetic officials of the benchmark families: ages, sex, posts and what they hold."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from models.retirement import retirement_dates

_UNIT_SIZE = 20  # officials of a commune, after Nghị định 33/2023/NĐ-CP (10-6-2023)
# Youngest and oldest age, and share: Báo Cần Thơ, 6-4-2024, on Đề án 03/ĐA-UBND.
_AGES = ((23, 30, 0.0544), (31, 40, 0.4707), (41, 50, 0.3275), (51, 61, 0.1474))
_WOMEN = 0.3524  # the same article, 598 of 1,697
_YEAR = 365.25  # [days]
_BASELINE = np.datetime64("2023-12-31", "D")
_HELD: dict[str, dict[str, float]] = {
    "education": {
        "trung_cap": 0.05,
        "cao_dang": 0.024,
        "dai_hoc": 0.846,
        "thac_si": 0.08,
    },
    "theory": {"none": 0.018, "so_cap": 0.127, "trung_cap": 0.731, "cao_cap": 0.124},
    "state_management": {"none": 0.3, "chuyen_vien": 0.55, "chuyen_vien_chinh": 0.15},
    "it": {"none": 0.25, "co_ban": 0.75},
    "language": {"none": 0.6, "bac_2": 0.3, "bac_3": 0.1},
    "defence": {"none": 0.4, "doi_tuong_4": 0.5, "doi_tuong_3": 0.1},
    "position": {"can_bo": 0.51, "cong_chuc": 0.49},
}
_FLAGS = {"key_official": 0.28, "party_member": 0.967}
_FIELDS = {
    "law": 0.35,
    "administration": 0.3,
    "finance": 0.2,
    "agriculture": 0.1,
    "urban": 0.05,
}
_NO_DEGREE = 2  # levels of education below a degree

Codes = npt.NDArray[np.int64]


def officials(number: int, seed: int) -> pa.Table:
    """Return a roster as of 31-12-2023; one row per official, all of them serving.

    Parameters
    ----------
    number
        Officials; they serve in units of about twenty.
    seed
        Seed of every draw: the same seed and number give the same table.
    """
    draw = np.random.default_rng(seed)
    units = max(1, round(number / _UNIT_SIZE))
    unit = draw.permutation(np.arange(number) % units)
    female = draw.random(number) < _WOMEN
    held = {
        name: draw.choice(len(shares), number, p=list(shares.values()))
        for name, shares in _HELD.items()
    }
    field = draw.choice(len(_FIELDS), number, p=list(_FIELDS.values())) + 1
    fields = np.where(held["education"] < _NO_DEGREE, 0, field)
    return pa.table(
        {
            "id": pa.array([f"O{at:07d}" for at in range(1, number + 1)]),
            "unit": _coded(unit, [f"u{at:06d}" for at in range(1, units + 1)]),
            "birth": pa.array(_birth_dates(draw, female)),
            "sex": _coded(female.astype(np.int64), ("male", "female")),
            "unit_type": _coded(unit % 2, ("phuong", "xa")),
            **{name: _coded(held[name], list(_HELD[name])) for name in _HELD},
            **{
                name: pa.array(draw.random(number) < share)
                for name, share in _FLAGS.items()
            },
            "fields": _coded(fields, ("", *_FIELDS)),
        }
    )


def _birth_dates(draw: np.random.Generator, female: npt.NDArray[np.bool_]) -> Any:
    """Return birth dates by the bands of age; whoever has retired is drawn anew."""
    birth = np.full(len(female), np.datetime64("1900-01-01", "D"))
    youngest, oldest, share = (np.array(column) for column in zip(*_AGES, strict=True))
    again = np.arange(len(female))
    while len(again):
        band = draw.choice(len(_AGES), len(again), p=share)
        fewest, most = youngest[band] * _YEAR, (oldest[band] + 1) * _YEAR
        days = draw.integers(fewest.astype(np.int64), most.astype(np.int64))
        birth[again] = _BASELINE - days.astype("timedelta64[D]")
        again = again[retirement_dates(birth[again], female[again]) <= _BASELINE]
    return birth


def _coded(codes: Codes, values: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(
        pa.array(codes.astype(np.int32)), pa.array(values, type=pa.string())
    )
