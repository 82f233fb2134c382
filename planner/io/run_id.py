"""The id of a run: a short hash of what was asked and found, but of no times."""

import hashlib
import json
from collections.abc import Sequence

from models.result import Result

_DIGITS = 10  # each of 4 bits


def run_id(result: Result, decided: Sequence[bytes]) -> str:
    """Return the id of a run.

    Parameters
    ----------
    decided
        Content of the file of enrolments and, with recruitment, of that of recruits.
    """
    known = (
        result.scenario.content_hash,
        result.scenario.overrides,
        result.settings,
        result.version,
        result.engine.model_dump(),
        *(hashlib.sha256(content).hexdigest() for content in decided),
    )
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:_DIGITS]
