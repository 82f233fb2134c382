"""Pseudonyms: codes in place of the ids and names of officials, from reading on.

A code is keyed: HMAC-SHA256 (RFC 2104) of the id under a secret that stays in the scenario
folder. The same person has the same code in every run of the scenario, and without the
secret nobody can try out ids. What is read while pseudonyms are in use holds codes only,
so nothing that is made of it can tell an id; see planner/decisions/0008-personal-data.md.
Only their order stays with them, so that the same people are drawn as without codes.
"""

import base64
import copy
import hmac
import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from models.plan import categorical
from models.scenario import Scenario
from planner.io.problem_kinds import CATALOGUE
from planner.io.problems import InvalidInput, Problem, problem
from planner.language import _
from planner.language.faults import reason_of

KEY_FILE = ".pseudonym-key"
"""File of the secret, in the scenario folder."""

_CODE = re.compile(r"P-[A-Z2-7]{12}")
_KEY = re.compile(r"[0-9a-f]{64}")
_NOBODY = re.compile(r"NEW-\d{4}-\d{4,}-.+")  # somebody who may be recruited
_SPECIFICATION = (".yaml", ".yml")

_in_use: ContextVar["Pseudonyms | None"] = ContextVar("pseudonyms", default=None)


class Pseudonyms:
    """Codes for the officials of a scenario.

    Parameters
    ----------
    folder
        Scenario folder; with the first code, a secret is made in it if there is none.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / KEY_FILE

    @cached_property
    def _key(self) -> bytes:
        return _key(self._file)

    def code(self, official: str) -> str:
        """Return the code of an official; codes and future recruits stay as they are.

        Raises
        ------
        InvalidInput
            If the secret can neither be read nor written.
        """
        if _CODE.fullmatch(official) or _NOBODY.fullmatch(official):
            return official
        # 60 bits: among a million officials two codes are equal once in two million times.
        digest = hmac.digest(self._key, official.encode(), "sha256")
        return f"P-{base64.b32encode(digest)[:12].decode()}"

    def column(self, officials: object) -> pd.Categorical:
        """Return a column of ids as codes."""
        codes, names = pd.factorize(np.array(officials, dtype=object))
        texts = [self.code(str(name)) for name in names]
        # Somebody may be there under both the id and the code.
        merged, distinct = pd.factorize(np.array(texts, dtype=object))
        return categorical(merged[codes], distinct)

    def scenario(self, scenario: Scenario) -> Scenario:
        """Return the scenario with codes for ids, and without names.

        Raises
        ------
        InvalidInput
            If two codes are equal, or an id looks like a code.
        """
        roster = scenario.roster
        ids = roster.ids.copy()
        named = [str(name) for name in ids[: roster.named]]
        codes = [self.code(name) for name in named]
        if len({*codes, *ids[roster.named :]}) < len(ids) or not {*codes}.isdisjoint(
            named
        ):
            raise InvalidInput([problem("pseudonyms-equal", file=str(self._file))])
        ids[: roster.named] = codes
        shielded = copy.copy(scenario)
        # Not made anew, since vacancies are drawn in the order of ids.
        masked = replace(roster, ids=ids, names=None, order=roster.place, _cache={})
        object.__setattr__(shielded, "roster", masked)
        return shielded


@contextmanager
def pseudonyms_of(folder: Path) -> Iterator[None]:
    """Use the pseudonyms of a scenario for everything that is read within the block."""
    mark = _in_use.set(Pseudonyms(folder))
    try:
        yield
    finally:
        _in_use.reset(mark)


def in_use() -> Pseudonyms | None:
    """Return the pseudonyms in use, None if ids are told as they are."""
    return _in_use.get()


def without_values(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return problems that tell no cell of a table: only which one, and what is wrong."""
    return tuple(
        item
        if Path(item.file).suffix in _SPECIFICATION
        else replace(item, message=_(CATALOGUE[item.code].title), remedy="", value="")
        for item in problems
    )


def _key(path: Path) -> bytes:
    try:
        if not path.exists():
            _write_new(path)
        text = path.read_text(encoding="ascii").strip()
    except FileExistsError:
        return _key(path)  # another command was quicker
    except (OSError, UnicodeError) as error:
        reason = reason_of(error)
        found = problem("file-unwritable", file=str(path), reason=reason)
        raise InvalidInput([found]) from None
    if not _KEY.fullmatch(text):
        raise InvalidInput([problem("pseudonym-key", file=str(path))])
    return bytes.fromhex(text)


def _write_new(path: Path) -> None:
    # For its owner alone, from the first moment on.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
