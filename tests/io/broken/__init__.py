"""Broken inputs: each breaks one thing in the good scenario and says what must be told."""

from tests.io.broken import (
    cross_checks,
    files,
    overrides,
    questionable,
    recruitment,
    specification,
    tables,
)
from tests.io.broken.breaking import Broken

__all__ = ["BROKEN", "QUESTIONABLE", "Broken"]

BROKEN = (
    *files.CASES,
    *specification.CASES,
    *overrides.CASES,
    *tables.CASES,
    *cross_checks.CASES,
    *recruitment.CASES,
)
"""Errors: the command ends with code 2 and writes nothing."""

QUESTIONABLE = questionable.CASES
"""Warnings: the command goes on."""
