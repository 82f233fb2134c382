"""Synthetic officials whose counts equal every published count of a place exactly."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.scenario import ScenarioSpec
from planner.language import _, marked
from planner.synthesis.blocks import Block, blocks
from planner.synthesis.fit import fit
from planner.synthesis.population import Population
from planner.synthesis.values import Floats, Values
from planner.synthesis.whole_numbers import Ban, Margin

Ints = npt.NDArray[np.int64]

_RETIRED = marked("nobody has reached retirement on the baseline date")


def synthesize(population: Population, spec: ScenarioSpec) -> pd.DataFrame:
    """Return synthetic officials, reproducible from the population's seed.

    Returns
    -------
    One row per official, by unit. Columns: id, unit, birth (ISO date), sex (female, male),
    then one column per attribute of the scenario, in its order; values of a set are joined
    with `;`. All are text.

    Raises
    ------
    ValueError
        If the description does not fit the scenario, or if counts contradict one another;
        then they are named.
    """
    values = Values(population, spec)
    rng = np.random.Generator(np.random.PCG64(population.seed))
    unit_names, group_of, unit_of = _places(population)
    columns: dict[str, Ints] = {}
    for name in values.given:
        held = [str(group.attributes.get(name)) for group in population.units]
        at = np.array([values.of[name].index(value) for value in held])
        columns[name] = at[group_of]
    for block in blocks(population, values):
        table = _table(block, population, values, columns)
        try:
            numbers = fit(
                table.likelihood, table.totals, table.margins, table.bans, rng
            )
        except ValueError as error:
            raise ValueError(
                f"{error}{_decided_before(block, population, values)}"
            ) from error
        even = any(population.characteristics[name].even for name in block.names)
        drawn = _assign(table.profile, unit_of, numbers, even, rng)
        for name, codes in table.combinations.items():
            columns[name] = codes[drawn]
    _check(population, values, columns)
    return _frame(population, spec, values, columns, unit_names[unit_of], rng)


@dataclass(frozen=True)
class _Table:
    """What `fit` needs to decide one block."""

    profile: Ints
    """Profile of each official."""
    combinations: dict[str, Ints]
    """Characteristic -> position of its value, for each combination."""
    likelihood: Floats
    totals: Ints
    margins: list[Margin]
    bans: list[Ban]


def _places(
    population: Population,
) -> tuple[npt.NDArray[np.object_], Ints, Ints]:
    """Return the unit names, and for each official the group of units and the unit."""
    names: list[str] = []
    sizes: list[int] = []
    group: list[int] = []
    for at, entry in enumerate(population.units):
        width = max(2, len(str(entry.number)))
        small, larger = divmod(entry.officials, entry.number)
        for number in range(entry.number):
            names.append(f"{entry.prefix}-{number + 1:0{width}d}")
            sizes.append(small + (number < larger))
            group.append(at)
    unit_of = np.repeat(np.arange(len(names)), sizes)
    return np.array(names, dtype=object), np.array(group)[unit_of], unit_of


def _table(
    block: Block,
    population: Population,
    values: Values,
    columns: dict[str, Ints],
) -> _Table:
    size = population.size
    supports = [len(values.of[name]) for name in block.names]
    grid = np.indices(supports).reshape(len(supports), -1)
    combinations = dict(zip(block.names, grid, strict=True))
    known = [columns[name] for name in block.known]
    first, context = _distinct(known, size)
    shape = (len(first), grid.shape[1])
    cells = {name: np.repeat(columns[name][first], shape[1]) for name in block.known}
    cells |= {name: np.tile(codes, shape[0]) for name, codes in combinations.items()}
    n_cells = shape[0] * shape[1]

    likelihood = np.ones(shape)
    for name in block.names:
        likelihood *= values.shares[name][combinations[name]]
    margins = [
        Margin(
            name,
            values.members(population.counts[name].who, cells, n_cells).reshape(shape),
            population.counts[name].count,
        )
        for name in block.counts
    ]
    bans = []
    for at in block.tendencies:
        rule = population.tendencies[at]
        inside = values.members(rule.who, cells, n_cells).reshape(shape)
        if rule.weight == 0:
            bans.append(Ban(rule.why, inside))
        else:
            likelihood[inside] *= float(rule.weight)
    if block.retirement:
        bans.append(Ban(_RETIRED, values.retired(cells, n_cells).reshape(shape)))

    # Contexts that no count or tendency tells apart become one profile.
    parts = [likelihood, *(margin.cells for margin in margins)]
    parts += [ban.cells for ban in bans]
    _, kept, merged = np.unique(
        np.hstack(parts), axis=0, return_index=True, return_inverse=True
    )
    profile = merged.reshape(-1)[context]
    return _Table(
        profile=profile,
        combinations=combinations,
        likelihood=likelihood[kept],
        totals=np.bincount(profile, minlength=len(kept)),
        margins=[Margin(m.name, m.cells[kept], m.count) for m in margins],
        bans=[Ban(ban.name, ban.cells[kept]) for ban in bans],
    )


def _distinct(columns: list[Ints], size: int) -> tuple[Ints, Ints]:
    """Return one official of each combination of codes, and the combination of each.

    Combinations are numbered column by column, so that no number grows beyond officials
    times codes: sorting numbers takes a tenth of the time of sorting rows.
    """
    first = np.zeros(1, dtype=np.int64)
    combination = np.zeros(size, dtype=np.int64)
    for codes in columns:
        _, first, combination = np.unique(
            combination * (codes.max() + 1) + codes,
            return_index=True,
            return_inverse=True,
        )
    return first, combination


def _assign(
    profile: Ints, unit: Ints, numbers: Ints, even: bool, rng: np.random.Generator
) -> Ints:
    """Return the combination of each official, dealt within profiles.

    Officials stand in the order of their units, in an order drawn anew within each unit.
    Evenly means that the places of one combination lie at equal distances along that
    order, so that each unit gets its part.
    """
    n_profiles, n_combinations = numbers.shape
    counts = numbers.ravel()
    place_profile = np.repeat(np.repeat(np.arange(n_profiles), n_combinations), counts)
    place_value = np.repeat(np.tile(np.arange(n_combinations), n_profiles), counts)
    if even:
        ends = np.cumsum(counts)
        within = np.arange(len(profile)) - np.repeat(ends - counts, counts)
        offset = (within + rng.random(len(counts)).repeat(counts)) / counts.repeat(
            counts
        )
    else:
        offset = rng.random(len(profile))
    places = np.lexsort((offset, place_profile))
    people = np.lexsort((rng.random(len(profile)), unit, profile))
    result = np.empty(len(profile), dtype=np.int64)
    result[people] = place_value[places]
    return result


def _decided_before(block: Block, population: Population, values: Values) -> str:
    """Return which counts had shaped what the block depends on, for a message."""
    counts = [
        f"{name} ({count.count})"
        for name, count in population.counts.items()
        if name not in block.counts and values.names(count.who) & set(block.known)
    ]
    return (
        _("; decided before, by {counts}").format(counts=", ".join(counts))
        if counts
        else ""
    )


def _check(population: Population, values: Values, columns: dict[str, Ints]) -> None:
    """Count everything once more on the officials themselves.

    Raises
    ------
    ValueError
        If a count differs: it concerns only what follows from the units.
    """
    wrong = []
    for name, entry in population.counts.items():
        found = int(values.members(entry.who, columns, population.size).sum())
        if found != entry.count:
            wrong.append(
                _("{name} ({count}) and the units ({found})").format(
                    name=name, count=entry.count, found=found
                )
            )
    if wrong:
        raise ValueError(
            _("contradict one another: {wrong}").format(wrong="; ".join(wrong))
        )


def _frame(
    population: Population,
    spec: ScenarioSpec,
    values: Values,
    columns: dict[str, Ints],
    unit: npt.NDArray[np.object_],
    rng: np.random.Generator,
) -> pd.DataFrame:
    text = {
        name: np.array(values.of[name], dtype=object)[codes]
        for name, codes in columns.items()
    }
    width = max(4, len(str(population.size)))
    numbers = range(1, population.size + 1)
    year = population.baseline.year - text.pop("age").astype(np.int64)
    january = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    following = (year - 1969).astype("datetime64[Y]").astype("datetime64[D]")
    day = np.floor(rng.random(len(year)) * (following - january).astype(np.int64))
    frame = {
        "id": [f"{population.id_prefix}-{number:0{width}d}" for number in numbers],
        "unit": unit,
        "birth": (january + day.astype("timedelta64[D]")).astype(str),
        "sex": text.pop("sex"),
    }
    return pd.DataFrame(frame | {name: text[name] for name in spec.attributes})
