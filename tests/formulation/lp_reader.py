"""A plain reader of LP files, written from the description of the format."""

import re

from ortools.linear_solver.python import model_builder

_TERM = re.compile(r"([+-]) (\S+) (\S+)")
_INFINITY = float("inf")


def read_lp(text: str) -> model_builder.Model:
    """The model of an LP file with `Minimize`, rows of one side, bounds and integers."""
    lines = [line for line in text.splitlines() if not line.startswith("\\")]
    parts = re.split(
        r"^(Minimize|Subject To|Bounds|Generals|End)$",
        "\n".join(lines),
        flags=re.MULTILINE,
    )
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    whole = set(sections["Generals"].split())
    model = model_builder.Model()
    columns = {}
    for line in sections["Bounds"].strip().splitlines():
        lower, _, name, *rest = line.split()
        upper = float(rest[1]) if rest else _INFINITY
        columns[name] = model.new_var(float(lower), upper, name in whole, name)
    names = set()
    for name, body in _rows(sections["Subject To"]):
        assert name not in names
        names.add(name)
        terms, sign, side = re.fullmatch(r"(.*) (<=|>=|=) (\S+)", body).groups()  # type: ignore[union-attr]
        value = float(side)
        model.add_linear_constraint(
            _sum(terms, columns),
            -_INFINITY if sign == "<=" else value,
            _INFINITY if sign == ">=" else value,
            name,
        )
    ((_, goal),) = _rows(sections["Minimize"])
    model.minimize(_sum(goal, columns))
    return model


def _rows(section: str) -> list[tuple[str, str]]:
    joined = " ".join(section.split())
    parts = re.split(r"(\S+): ", joined)
    return [
        (name, body.strip())
        for name, body in zip(parts[1::2], parts[2::2], strict=True)
    ]


def _sum(
    text: str, columns: dict[str, model_builder.Variable]
) -> model_builder.LinearExprT:
    terms = _TERM.findall(text)
    assert _TERM.sub("", text).strip() == "", text
    return model_builder.LinearExpr.weighted_sum(
        [columns[name] for _, _, name in terms],
        [float(sign + number) for sign, number, _ in terms],
    )
