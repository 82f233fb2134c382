"""YAML text -> plain data and the line of every value in it.

YAML 1.2, plain values only: no tags, no duplicate keys, aliases written out up to a cap, so
that a few lines cannot grow into gigabytes. Dates stay text.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from planner.io.files import decode
from planner.io.problems import InvalidInput, Problem, problem
from planner.io.unicode_form import one_form
from planner.language import _
from planner.language.faults import reason_of
from planner.language.numbers import number

MOST_BYTES = 1_000_000
"""Largest YAML file read [bytes]."""
MOST_VALUES = 100_000
"""Most values after aliases are written out."""
MOST_DEPTH = 30
"""Deepest nesting."""

_TAG = "tag:yaml.org,2002:"
_TEXT = {_TAG + "str", _TAG + "timestamp", _TAG + "merge", _TAG + "value"}
_CONSTRUCTED = {_TAG + "int", _TAG + "float", _TAG + "bool", _TAG + "null"}


@dataclass(frozen=True)
class Place:
    """Where a value was written."""

    file: str
    text: str


@dataclass
class Document:
    """Plain data with the place of each part, by dotted path."""

    data: Any
    places: dict[str, Place] = field(default_factory=dict)

    def place_of(self, path: str) -> Place:
        """Return the place of a path, or of the nearest part above it."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places[path]


def parse(data: bytes, file: str) -> Document:
    """Return the document written in a YAML file.

    Raises
    ------
    InvalidInput
        With every duplicate key and tag; or the first place that is no YAML.
    """
    return parse_text(decode(data, file), file)


def parse_text(text: str, file: str) -> Document:
    """Return the document written in a YAML text; see `parse`."""
    text = one_form(text)
    too_large = problem("yaml-too-large", file=file, limit=number(MOST_VALUES))
    try:
        node = _composed(text)
    except RecursionError:
        raise InvalidInput([too_large]) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = "" if mark is None else _place(mark)
        reason = reason_of(error.problem or error.context or error)
        found = problem("yaml-syntax", file=file, place=place, reason=reason)
        raise InvalidInput([found]) from None
    except YAMLError as error:
        found = problem("yaml-syntax", file=file, reason=reason_of(error))
        raise InvalidInput([found]) from None
    builder = _Builder(file, YAML(typ="safe", pure=True).constructor)
    document = Document(None, {"": Place(file, "")})
    if node is not None:
        try:
            document.data = builder.build(node, "", 0, document)
        except _TooLargeError:
            raise InvalidInput([too_large]) from None
    if builder.problems:
        raise InvalidInput(builder.problems)
    return document


@lru_cache(maxsize=4)
def _composed(text: str) -> Node | None:
    """Return the nodes of a text; those read last are kept.

    A scenario of which one amount is varied is read again and again: that took half of
    the time in which its relaxation is solved.
    """
    reader = YAML(typ="safe", pure=True)
    # An anchor used twice is legal; the warning would reach people as noise.
    reader.composer.warn_double_anchors = False
    node: Node | None = reader.compose(text)
    return node


class _TooLargeError(Exception):
    """The document has more values, or is nested deeper, than is read."""


class _Builder:
    """Turns nodes into plain data; an alias is built anew wherever it stands."""

    def __init__(self, file: str, constructor: Any) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.built = 0
        self.constructor = constructor

    def build(self, node: Node, path: str, depth: int, document: Document) -> Any:
        self.built += 1
        if self.built > MOST_VALUES or depth > MOST_DEPTH:
            raise _TooLargeError
        if isinstance(node, MappingNode) and node.tag == _TAG + "map":
            return self._mapping(node, path, depth, document)
        if isinstance(node, SequenceNode) and node.tag == _TAG + "seq":
            items = []
            for at, item in enumerate(node.value):
                below = join(path, at)
                document.places[below] = Place(self.file, _place(item.start_mark))
                items.append(self.build(item, below, depth + 1, document))
            return items
        if isinstance(node, ScalarNode):
            return self._scalar(node)
        return self._refuse(
            node, _("the tag {tag} is not accepted").format(tag=node.tag)
        )

    def _mapping(
        self, node: MappingNode, path: str, depth: int, document: Document
    ) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        first: dict[str, int] = {}
        for key_node, item in node.value:
            if not isinstance(key_node, ScalarNode):
                self._refuse(key_node, _("a list or mapping cannot be a key"))
                continue
            key = self._scalar(key_node)
            below = join(path, key)
            line = key_node.start_mark.line + 1
            if str(key) in first:
                self.problems.append(
                    problem(
                        "yaml-twice",
                        file=self.file,
                        place=_place(key_node.start_mark),
                        path=below,
                        value=key,
                        first=first[str(key)],
                    )
                )
            first.setdefault(str(key), line)
            document.places[below] = Place(self.file, _place(key_node.start_mark))
            result[key] = self.build(item, below, depth + 1, document)
        return result

    def _scalar(self, node: ScalarNode) -> Any:
        if node.tag in _TEXT:
            return node.value
        if node.tag not in _CONSTRUCTED:
            return self._refuse(
                node, _("the tag {tag} is not accepted").format(tag=node.tag)
            )
        try:
            return self.constructor.construct_object(node)
        except (ValueError, YAMLError) as error:
            reason = reason_of(str(error).splitlines()[0])
            return self._refuse(
                node, _("the value cannot be read: {reason}").format(reason=reason)
            )

    def _refuse(self, node: Node, reason: str) -> None:
        place = _place(node.start_mark)
        value = node.value if isinstance(node, ScalarNode) else None
        self.problems.append(
            problem(
                "yaml-form", file=self.file, place=place, reason=reason, value=value
            )
        )


def join(path: str, key: object) -> str:
    """Return the dotted path of a key below a path."""
    return f"{path}.{key}" if path else str(key)


def _place(mark: Any) -> str:
    return _("line {line}, column {column}").format(
        line=mark.line + 1, column=mark.column + 1
    )
