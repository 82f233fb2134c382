"""Vacancies: the posts that are filled again in each year, and who could fill them.

A post falls vacant when a named official retires or leaves on a known date, or by declared
attrition, of which only the number is known. One recruit fills each vacancy that is
replaced, on 31 December of the year; the plan only chooses the stream. The roster carries
one potential recruit for each vacancy and stream, behind all named officials.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from models.attribute import Attribute, Category, Flag, Ladder, Number, SetOf
from models.horizon import Horizon
from models.recruitment import Recruitment, Stream
from models.retirement import retirement_dates
from models.roster import FAR_FUTURE, BoolArray, Ints, Roster
from models.units import half_up


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class Vacancies:
    """Columns of equal length, one entry per vacancy; sorted by year."""

    year: Ints = field(default_factory=_none)
    """Calendar year in which the post falls vacant and is filled."""
    post: Ints = field(default_factory=_none)
    """Position of the official whose post it is; by attrition only the post is drawn."""
    followed: BoolArray = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    """Whether a named official left. Where nobody knows who did, the person on the roster
    goes on standing for the post, and the recruit is counted as a recruit only."""

    def __len__(self) -> int:
        """Return the number of vacancies."""
        return len(self.year)


def vacancies_of(
    recruitment: Recruitment,
    roster: Roster,
    horizon: Horizon,
    groups: Mapping[str, str],
    seed: int,
) -> Vacancies:
    """Return the posts that are filled again, numbered by year, sort, unit and id.

    Parameters
    ----------
    roster
        Named officials only.
    seed
        Decides between posts of which only a part is filled, whatever the file's order.
    """
    share = recruitment.replace / 100
    place = roster.place
    in_service = roster.joined < roster.last_day
    last_year = roster.last_day.astype("datetime64[Y]").astype(np.int64) + 1970
    parts: list[tuple[int, Ints, bool]] = []
    for year in horizon.years:
        day = f"{year}-01-01"
        filled = roster.members(recruitment.who, groups, day)
        left = np.flatnonzero(filled & in_service & (last_year == year))
        number = half_up(len(left) * share)
        draw = _draw((seed, year), place)
        parts.append((year, _spread(left, number, roster.unit, draw), True))
        for at, attrition in enumerate(recruitment.attrition):
            serving = filled & roster.serves_on(day)
            serving &= roster.members(attrition.who, groups, day)
            posts = np.flatnonzero(serving)
            number = half_up(len(posts) * attrition.percent / 100 * share)
            draw = _draw((seed, year, at), place)
            parts.append((year, _spread(posts, number, roster.unit, draw), False))
    sizes = [len(posts) for _, posts, _ in parts]
    year_of = np.repeat([year for year, _, _ in parts], sizes).astype(np.int64)
    post = np.concatenate([_none(), *(posts for _, posts, _ in parts)])
    followed = np.repeat([named for _, _, named in parts], sizes).astype(np.bool_)
    order = np.lexsort((place[post], roster.unit[post], ~followed, year_of))
    return Vacancies(year_of[order], post[order], followed[order])


def _draw(seeds: tuple[int, ...], place: Ints) -> Ints:
    """Return each official's place in a draw that does not depend on the file's order."""
    generator = np.random.Generator(np.random.PCG64(seeds))
    drawn: Ints = generator.permutation(len(place))[place]
    return drawn


def _spread(posts: Ints, number: int, unit: Ints, draw: Ints) -> Ints:
    """Return so many of the posts, from each unit its part by largest remainder."""
    if number >= len(posts):
        return posts
    ordered = posts[np.lexsort((draw[posts], unit[posts]))]
    _, first, sizes = np.unique(unit[ordered], return_index=True, return_counts=True)
    quota, rest = np.divmod(sizes * number, len(posts))
    # Equal remainders: whose first post was drawn first.
    order = np.lexsort((draw[ordered[first]], -rest))
    quota[order[: number - int(quota.sum())]] += 1
    rank = np.arange(len(ordered)) - np.repeat(first, sizes)
    chosen: Ints = ordered[rank < np.repeat(quota, sizes)]
    return chosen


def with_potential_recruits(
    recruitment: Recruitment, roster: Roster, vacancies: Vacancies, horizon: Horizon
) -> Roster:
    """Return the roster with one potential recruit for each vacancy and stream behind.

    Raises
    ------
    ValueError
        If a category is neither given by a stream nor by the post, or if recruits would
        retire within the horizon.
    """
    streams = tuple(recruitment.streams.values())
    number, width = len(vacancies), len(streams)
    post = np.repeat(vacancies.post, width)
    year = np.repeat(vacancies.year, width)
    followed = np.repeat(vacancies.followed, width)
    birth_year = year - np.tile([stream.age for stream in streams], number)
    birth = (birth_year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    female = np.tile([stream.sex == "female" for stream in streams], number)
    retires = retirement_dates(birth, female)
    end = np.datetime64(f"{horizon.last + 1}-01-01", "D")
    if len(retires) and retires.min() < end:
        raise ValueError("recruits would retire within the horizon")
    joins = (year - 1970 + 1).astype("datetime64[Y]").astype(
        "datetime64[D]"
    ) - np.timedelta64(1, "D")
    size = number * width
    unlimited = np.full(size, -1, dtype=np.int64)
    return replace(
        roster,
        ids=np.concatenate([roster.ids, _ids(vacancies, tuple(recruitment.streams))]),
        unit=np.concatenate([roster.unit, roster.unit[post]]),
        birth=np.concatenate([roster.birth, birth]),
        female=np.concatenate([roster.female, female.astype(np.bool_)]),
        retires=np.concatenate([roster.retires, retires]),
        joined=np.concatenate([roster.joined, np.where(followed, joins, FAR_FUTURE)]),
        leaves=np.concatenate([roster.leaves, np.full(size, FAR_FUTURE)]),
        columns={
            name: np.concatenate(
                [
                    column,
                    column[post]
                    if name in recruitment.of_post
                    else np.tile(_held(roster, name, streams), number),
                ]
            ).astype(column.dtype)
            for name, column in roster.columns.items()
        },
        yearly_load=_longer(roster.yearly_load, unlimited),
        long_courses=_longer(roster.long_courses, unlimited),
        names=_longer(roster.names, np.full(size, "", dtype=object)),
        potential=size,
        _cache={},
    )


def _ids(vacancies: Vacancies, streams: tuple[str, ...]) -> npt.NDArray[np.object_]:
    years, first = np.unique(vacancies.year, return_index=True)
    number = np.arange(len(vacancies)) - first[np.searchsorted(years, vacancies.year)]
    ids = [
        f"NEW-{year}-{at + 1:04d}-{stream}"
        for year, at in zip(vacancies.year.tolist(), number.tolist(), strict=True)
        for stream in streams
    ]
    return np.array(ids, dtype=object)


def _longer(
    column: npt.NDArray[Any] | None, more: npt.NDArray[Any]
) -> npt.NDArray[Any] | None:
    return None if column is None else np.concatenate([column, more])


def _held(
    roster: Roster, name: str, streams: tuple[Stream, ...]
) -> npt.NDArray[np.generic]:
    """Return the code of an attribute for the recruits of each stream."""
    attribute = roster.attributes[name]
    codes: list[Any] = []
    for stream in streams:
        value = stream.attributes.get(name)
        if value is None:
            codes.append(_lowest(name, attribute))
        elif isinstance(value, tuple):
            codes.append(roster.mask_of(name, value))
        else:
            codes.append(roster.code(name, _text(value)))
    return np.array(codes, dtype=roster.columns[name].dtype)


def _text(value: bool | float | str) -> str | float:
    return str(value).lower() if isinstance(value, bool) else value


def _lowest(name: str, attribute: Attribute) -> float:
    match attribute:
        case Ladder() | Flag() | SetOf():
            return 0
        case Number(minimum=minimum):
            return 0.0 if minimum is None else minimum
        case Category():
            raise ValueError(f"recruits have no value of the category {name}")
