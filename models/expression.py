"""Group filters: a small safe expression over attributes, parsed and never executed.

``position == can_bo and age < 40`` · ``education >= dai_hoc`` · ``law in fields`` ·
``title in [accountant, registrar]`` · ``not party_member`` · ``key_official or @women``

The text is read with Python's own grammar into a syntax tree; only the forms above are
accepted and the tree is translated into the records below. Nothing is ever evaluated by
Python, so a filter cannot call, import or loop.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
from pydantic import AfterValidator, StringConstraints

from models.attribute import Attribute, Category, Flag, Ladder, Number, SetOf

BoolArray = npt.NDArray[np.bool_]

_ORDER: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_MIRROR = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_MAX_DEPTH = 40


@dataclass(frozen=True)
class Everyone:
    """True for every official (written ``all``)."""


@dataclass(frozen=True)
class Is:
    """A flag that is true, or a named group (written ``@name``)."""

    name: str
    group: bool


@dataclass(frozen=True)
class Compare:
    """An attribute compared with one value."""

    name: str
    op: str
    value: str | float


@dataclass(frozen=True)
class OneOf:
    """A category, ladder, sex or unit that is one of several values."""

    name: str
    values: tuple[str | float, ...]


@dataclass(frozen=True)
class Holds:
    """A value that is in a set attribute."""

    name: str
    value: str


@dataclass(frozen=True)
class Not:
    """The opposite."""

    part: "Expression"


@dataclass(frozen=True)
class Every:
    """True if every part is true."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Some:
    """True if some part is true."""

    parts: tuple["Expression", ...]


Expression = Everyone | Is | Compare | OneOf | Holds | Not | Every | Some


def parse(text: str) -> Expression:
    """Return the filter written in the text.

    Raises
    ------
    ValueError
        If the text is not one of the accepted forms; the message says where.
    """
    # `@name` is not an expression in Python's grammar; a call with a reserved name is.
    marked = text.strip().replace("@", "__group__.")
    try:
        tree = ast.parse(marked, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise ValueError(f"the filter {text!r} cannot be read: {error}") from None
    try:
        return _translate(tree.body, text, 0)
    except OverflowError:
        raise ValueError(f"the filter {text!r} has a number too large") from None


def conjuncts(text: str) -> tuple[str, ...]:
    """Return the filters that all have to hold for this one to hold, in order.

    Examples
    --------
    >>> conjuncts("party and age < 40 and (sex == female or @young)")
    ('party', 'age < 40', 'sex == female or @young')
    """
    body = ast.parse(text.strip().replace("@", "__group__."), mode="eval").body
    parts = [body]
    if isinstance(body, ast.BoolOp) and isinstance(body.op, ast.And):
        parts = body.values
    return tuple(ast.unparse(part).replace("__group__.", "@") for part in parts)


def _translate(node: ast.expr, text: str, depth: int) -> Expression:
    if depth > _MAX_DEPTH:
        raise ValueError("the filter is nested too deeply")
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return Every(tuple(_translate(part, text, depth + 1) for part in values))
        case ast.BoolOp(op=ast.Or(), values=values):
            return Some(tuple(_translate(part, text, depth + 1) for part in values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Not(_translate(operand, text, depth + 1))
        case ast.Name(id="all"):
            return Everyone()
        case ast.Name(id=name):
            return Is(name, group=False)
        case ast.Attribute(value=ast.Name(id="__group__"), attr=name):
            return Is(name, group=True)
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            pairs: list[Expression] = []
            for op, right in zip(ops, comparators, strict=True):
                pairs.append(_comparison(left, op, right, text))
                left = right
            return pairs[0] if len(pairs) == 1 else Every(tuple(pairs))
    raise ValueError(
        f"the filter {text!r} contains something else than attributes, values, "
        "==, !=, <, <=, >, >=, in, and, or, not"
    )


def _comparison(
    left: ast.expr, op: ast.cmpop, right: ast.expr, text: str
) -> Expression:
    negate = isinstance(op, ast.NotIn)
    if isinstance(op, ast.In | ast.NotIn):
        part: Expression
        if isinstance(right, ast.List | ast.Tuple | ast.Set) and isinstance(
            left, ast.Name
        ):
            values = tuple(_value(item, text) for item in right.elts)
            part = OneOf(left.id, values)
        elif isinstance(right, ast.Name):
            part = Holds(right.id, str(_value(left, text)))
        else:
            raise ValueError(f"in the filter {text!r}, `in` needs a list or a set")
        return Not(part) if negate else part
    symbol = _ORDER.get(type(op))
    if symbol is None:
        raise ValueError(f"the filter {text!r} uses a comparison that is not known")
    if isinstance(left, ast.Name):
        return Compare(left.id, symbol, _value(right, text))
    if isinstance(right, ast.Name):
        return Compare(right.id, _MIRROR[symbol], _value(left, text))
    raise ValueError(f"the filter {text!r} compares two values, not an attribute")


def _value(node: ast.expr, text: str) -> str | float:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=bool(value)):
            return "true" if value else "false"
        case ast.Constant(value=str(value)):
            return value
        case ast.Constant(value=int(value) | float(value)):
            return float(value)
        case ast.UnaryOp(
            op=ast.USub(), operand=ast.Constant(value=int(value) | float(value))
        ):
            return -float(value)
    raise ValueError(f"the filter {text!r} compares with something that is no value")


def _readable(text: str) -> str:
    parse(text)
    return text


ExpressionText = Annotated[
    str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_readable)
]
"""Filter over officials, for example `position == can_bo and age < 40`."""


def walk(expression: Expression) -> Iterator[Expression]:
    """Yield the expression and all its parts."""
    yield expression
    match expression:
        case Not(part):
            yield from walk(part)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from walk(part)


def names_used(expression: Expression) -> set[str]:
    """Return the attributes that the expression reads (groups are not followed)."""
    return {
        part.name
        for part in walk(expression)
        if isinstance(part, Compare | OneOf | Holds)
        or (isinstance(part, Is) and not part.group)
    }


def problems(
    expression: Expression,
    attributes: Mapping[str, Attribute],
    groups: Mapping[str, str],
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what does not fit the scenario: (message, offending name, known names)."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    known = (*attributes, "age", "sex", "unit")
    for part in walk(expression):
        if isinstance(part, Is) and part.group:
            if part.name not in groups:
                found.append(("unknown group", part.name, tuple(groups)))
            continue
        if isinstance(part, Everyone | Not | Every | Some):
            continue
        name = part.name
        if name not in known:
            found.append(("unknown attribute", name, known))
            continue
        attribute = attributes.get(name)
        if isinstance(part, Is):
            if not isinstance(attribute, Flag):
                found.append(("only a flag stands alone in a filter", name, ()))
            continue
        if isinstance(part, Holds):
            if not isinstance(attribute, SetOf):
                found.append(("`in` needs a set attribute", name, ()))
            elif part.value not in attribute.values:
                found.append(("unknown value", part.value, attribute.values))
            continue
        values = part.values if isinstance(part, OneOf) else (part.value,)
        op = "==" if isinstance(part, OneOf) else part.op
        for value in values:
            found.extend(_value_problems(name, attribute, op, value))
    return found


def _value_problems(
    name: str, attribute: Attribute | None, op: str, value: str | float
) -> list[tuple[str, str, tuple[str, ...]]]:
    allowed: tuple[str, ...] = ()
    ordered = isinstance(attribute, Ladder | Number) or name == "age"
    if isinstance(attribute, SetOf):
        return [("a set is tested with `value in set`", name, ())]
    if op not in ("==", "!=") and not ordered:
        return [(f"{op} needs a ladder or a number", name, ())]
    if isinstance(attribute, Number) or name == "age":
        return [] if isinstance(value, float) else [("not a number", str(value), ())]
    if isinstance(attribute, Ladder):
        allowed = attribute.levels
    elif isinstance(attribute, Category):
        allowed = attribute.values
    elif isinstance(attribute, Flag):
        allowed = ("true", "false")
    elif name == "sex":
        allowed = ("female", "male")
    else:  # unit: the roster decides which there are
        return []
    return [] if str(value) in allowed else [("unknown value", str(value), allowed)]


def evaluate(
    expression: Expression,
    column: Callable[[str], npt.NDArray[Any]],
    code: Callable[[str, str | float], float],
    group: Callable[[str], BoolArray],
    size: int,
) -> BoolArray:
    """Return for each official whether the filter holds.

    Parameters
    ----------
    column
        Gives the column of codes or numbers of an attribute.
    code
        Gives the code of a value in that column (for a set: its bit).
    group
        Gives the members of a named group.
    size
        Number of officials.
    """

    def visit(part: Expression) -> BoolArray:
        result: Any
        match part:
            case Everyone():
                result = np.ones(size, dtype=np.bool_)
            case Is(name, True):
                result = group(name)
            case Is(name, False):
                result = column(name)
            case Compare(name, op, value):
                result = _COMPARE[op](column(name), code(name, value))
            case OneOf(name, values):
                result = np.isin(column(name), [code(name, value) for value in values])
            case Holds(name, value):
                bit = np.uint64(int(code(name, value)))
                result = (column(name) & bit) != 0
            case Not(inner):
                result = ~visit(inner)
            case Every(parts):
                result = np.logical_and.reduce([visit(inner) for inner in parts])
            case Some(parts):
                result = np.logical_or.reduce([visit(inner) for inner in parts])
        return np.asarray(result, dtype=np.bool_)

    return visit(expression)
