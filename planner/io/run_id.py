"""The id of a run: a short hash of what was asked and found, but of no times."""

import hashlib
import json

from models.result import Result

_DIGITS = 10  # each of 4 bits


def run_id(result: Result, enrolments: bytes) -> str:
    """Return the id of a run.

    Parameters
    ----------
    enrolments
        Content of the file of enrolments.
    """
    known = (
        result.scenario.content_hash,
        result.scenario.overrides,
        result.settings,
        result.version,
        result.engine.model_dump(),
        hashlib.sha256(enrolments).hexdigest(),
    )
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:_DIGITS]
