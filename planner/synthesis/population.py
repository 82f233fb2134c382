"""Population: what is published about the officials of a place, and what is assumed."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from models.base import Record
from models.expression import ExpressionText
from models.units import Identifier, Text, Word
from planner.language import _
from planner.language.numbers import number

_MOST_VALUES = 100_000  # in a YAML file
_MOST_DEPTH = 30

Weight = Annotated[Decimal, Field(ge=0, le=1_000_000)]
"""How likely something is, relative to its alternatives [-]."""

Headcount = Annotated[int, Field(ge=0, le=10_000_000)]
"""Number of officials [officials]."""


class UnitGroup(Record):
    """Units of one kind, of the same size give or take one official."""

    prefix: Identifier
    """Units are named by the prefix and a number, for example `phuong-01`."""
    number: Annotated[int, Field(ge=1, le=100_000)]
    """How many units [units]."""
    officials: Headcount
    """Officials in all of them together [officials]."""
    attributes: dict[Word, str] = {}
    """Attributes that follow from the unit, for example `{unit_type: phuong}`."""
    source: Text
    """Document and date, or `assumed: why`."""


class PublishedCount(Record):
    """A count that the officials must equal exactly, and where it is printed."""

    who: ExpressionText
    """Who is counted; `age` is the age on the baseline date."""
    count: Headcount
    """How many [officials]."""
    quote: Text = Field(min_length=1)
    """The words of the document."""
    source: Text = Field(min_length=1)
    """Document and date."""
    reading: Text = ""
    """How the count follows from the words, where they do not print it."""


class AssumedCount(Record):
    """A count that nobody published; met exactly as well, and said to be assumed."""

    who: ExpressionText
    """Who is counted; `age` is the age on the baseline date."""
    count: Headcount
    """How many [officials]."""
    why: Text = Field(min_length=1)
    """Why this count."""


class Characteristic(Record):
    """One thing to decide for every official: `sex`, `age` or an attribute."""

    shares: dict[str, Annotated[Decimal, Field(gt=0)]] = {}
    """Value -> weight relative to the other values [-]; a value not named does not occur,
    and none named means that all are equally likely. Ages are single years or ranges
    (`31-40`, the weight is that of each year); values of a set held together are joined
    with `;`. Counts decide before shares."""
    even: bool = False
    """Spread evenly over units instead of at random."""
    why: Text = ""
    """Why these shares."""

    @field_validator("shares", mode="before")
    @classmethod
    def _keys_as_text(cls, shares: Any) -> Any:
        """Turn the keys `true`, `false` and whole numbers of YAML back into text."""
        if not isinstance(shares, dict):
            return shares
        return {
            str(key).lower() if isinstance(key, bool) else str(key): weight
            for key, weight in shares.items()
        }


class Tendency(Record):
    """Something assumed about how characteristics go together."""

    who: ExpressionText
    """Whom it makes more or less likely."""
    weight: Weight
    """Factor on the likelihood; 0 means that there is no such official [-]."""
    why: Text = Field(min_length=1)
    """Why."""


class Population(Record):
    """Everything needed to make the officials of one place, and the same ones again."""

    title: Text
    """What place, and that the officials are synthetic."""
    baseline: datetime.date
    """Day described; 31 December of the year before the horizon."""
    size: Annotated[int, Field(ge=1, le=10_000_000)]
    """How many officials [officials]."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)]
    """Seed of the draw."""
    table: Text = "tables/officials.csv"
    """File to write, inside the scenario folder."""
    id_prefix: Identifier
    """Ids are the prefix, a hyphen and a number."""
    units: tuple[UnitGroup, ...] = Field(min_length=1)
    """Units, in groups."""
    characteristics: dict[Word, Characteristic]
    """What to decide for every official, in order: later ones may depend on earlier ones;
    those that a count mentions together are decided together."""
    published: dict[Identifier, PublishedCount]
    """Published counts by name."""
    assumed: dict[Identifier, AssumedCount] = {}
    """Assumed counts by name."""
    tendencies: tuple[Tendency, ...] = ()
    """How characteristics go together."""

    @model_validator(mode="after")
    def _consistent(self) -> "Population":
        placed = sum(group.officials for group in self.units)
        if placed != self.size:
            raise ValueError(
                _("the units have {placed} officials, size is {size}").format(
                    placed=placed, size=self.size
                )
            )
        prefixes = [group.prefix for group in self.units]
        if len(set(prefixes)) < len(prefixes):
            raise ValueError(_("two groups of units have the same prefix"))
        both = sorted(set(self.published) & set(self.assumed))
        if both:
            raise ValueError(
                _("both published and assumed: {both}").format(both=", ".join(both))
            )
        if (self.baseline.month, self.baseline.day) != (12, 31):
            raise ValueError(
                _("the baseline {baseline} is not a 31 December").format(
                    baseline=self.baseline
                )
            )
        missing = {"sex", "age"} - set(self.characteristics)
        if missing:
            raise ValueError(
                _("characteristics lack {missing}").format(
                    missing=", ".join(sorted(missing))
                )
            )
        return self

    @property
    def counts(self) -> dict[str, PublishedCount | AssumedCount]:
        """All counts by name, published ones first."""
        return {**self.published, **self.assumed}


def read_population(path: Path) -> Population:
    """Return the population described in a YAML file.

    With `based_on: FILE` the file states only what differs from another one in the same
    folder: mappings are merged key by key, everything else replaces.

    Raises
    ------
    ValueError
        If the file is not YAML or does not describe a population; the message names the
        file and every offending entry.
    OSError
        If the file cannot be read.
    """
    data = read_yaml(path)
    if isinstance(data, dict) and "based_on" in data:
        base = path.parent / str(data.pop("based_on"))
        if base.parent != path.parent:
            raise ValueError(
                _("{path}: based_on names a file of another folder").format(path=path)
            )
        data = _merged(read_yaml(base), data)
    try:
        return Population.model_validate(data)
    except ValidationError as error:
        raise refused(path, error) from error


def refused(path: Path, error: ValidationError) -> ValueError:
    """Return what is wrong with a file, one line for each offending entry."""
    lines = [
        f"{path}: {'.'.join(map(str, item['loc'])) or 'the file'}: {item['msg']}"
        for item in error.errors(include_url=False, include_context=False)
    ]
    return ValueError("\n".join(lines))


def _merged(base: Any, changes: Any) -> Any:
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return changes
    return base | {key: _merged(base.get(key), value) for key, value in changes.items()}


def read_yaml(path: Path) -> Any:
    """Return the plain data of a YAML 1.2 file; a key given twice is an error.

    Raises
    ------
    ValueError
        If the text is not YAML, holds other things than plain values, or is too large
        once its aliases are written out.
    OSError
        If the file cannot be read.
    """
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        _count(data, 0, 0)
    except RecursionError:
        raise ValueError(_("{path} is nested too deeply").format(path=path)) from None
    except (YAMLError, ValueError) as error:
        raise ValueError(
            _("{path} is not readable YAML: {error}").format(path=path, error=error)
        ) from error
    return data


def _count(data: Any, before: int, depth: int) -> int:
    """Return how many values there are, aliases written out, after those before.

    Raises
    ------
    ValueError
        If there are too many; a few lines of aliases can stand for billions.
    """
    count = before + 1
    if count > _MOST_VALUES or depth > _MOST_DEPTH:
        raise ValueError(
            _("more than {most_values} values, or nested too deeply").format(
                most_values=number(_MOST_VALUES)
            )
        )
    below = data.values() if isinstance(data, dict) else data
    if isinstance(data, dict | list):
        for item in below:
            count = _count(item, count, depth + 1)
    return count
