"""Every English text that is told, as it stands in the source, and the catalogue."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from planner.cli import COMMANDS, main
from planner.cli.help import in_language
from planner.io.problem_kinds import CATALOGUE
from planner.io.schema import scenario_schema

ROOT = Path(__file__).parents[2]
PO = ROOT / "planner" / "language" / "vi.po"

# What is told stands in one of the words of these calls, counted from 0.
_MARKS = {"_": 0, "marked": 0}
_OF_SEARCHES = {"tell": 1, "_tell": 0, "Progress": 1}


def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="vi")


def told() -> set[str]:
    """Return the English texts that `_` is given."""
    return {*_marked(), *_of_problems(), *_of_commands(), *_of_keys()}


def _marked() -> Iterator[str]:
    for folder, marks in (("planner", _MARKS), ("planner/engine", _OF_SEARCHES)):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    yield from _word(node, marks)


def _word(call: ast.Call, marks: dict[str, int]) -> Iterator[str]:
    name = ast.unparse(call.func).rpartition(".")[2]
    if name in marks and marks[name] < len(call.args):
        word = call.args[marks[name]]
        if isinstance(word, ast.Constant) and str(word.value).strip():
            yield str(word.value)


def _of_problems() -> Iterator[str]:
    for kind in CATALOGUE.values():
        yield from (kind.severity, kind.title, kind.message, kind.remedy)


def _of_keys() -> Iterator[str]:
    """Yield what every key of a scenario means."""
    parts: list[Any] = [scenario_schema()]
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            for below in part.get("properties", {}).values():
                text = below.get("description", "")
                yield from [" ".join(text.split()).rstrip(".")] * bool(text)
            parts += part.values()
        elif isinstance(part, list):
            parts += part


def _of_commands() -> Iterator[str]:
    """Yield the help of every command; to be called while English is spoken."""
    context = click.Context(main)
    yield from _of_command(in_language(main))
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield from _of_command(command)


def _of_command(command: click.Command) -> Iterator[str]:
    for text in (command.help, command.epilog):
        for paragraph in (text or "").split("\n\n"):
            if paragraph and not paragraph.startswith("\b"):
                yield paragraph
    for param in command.params:
        if isinstance(param, click.Option) and param.help:
            yield param.help
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from _of_command(each)


def of_the_domain() -> set[str]:
    """Return the pieces of sentences that the domain model makes, places as `{}`."""
    found = set()
    for path in sorted((ROOT / "models").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        nodes = [tree] if path.parent.name == "rules" else _refusals(tree)
        for node in nodes:
            found |= {text for text in _pieces(node) if " " in text.strip("{} ")}
    return found


def templates() -> set[str]:
    """Return the sentences of the domain model in the catalogue, places as `{}`."""
    return {
        re.sub(r"\{\w+\}", "{}", str(message.id))
        for message in catalogue()
        if message.context == "models"
    }


def _refusals(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what is refused with, and what filters are found to be wrong with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield node.exc
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "found.append":
            yield node


def _pieces(tree: ast.AST) -> Iterator[str]:
    parts = {
        id(part)
        for node in ast.walk(tree)
        for part in ast.walk(node)
        if isinstance(node, ast.JoinedStr) and part is not node
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):  # a docstring
            parts.add(id(node.value))
    for node in ast.walk(tree):
        if id(node) in parts:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}"
                for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
