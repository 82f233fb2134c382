import numpy as np
import pandas as pd
import pytest

from models.violation import COLUMNS, joined, no_violations, sentences, violations_of


def test_sentences_are_filled_row_by_row():
    names = np.array(["O1", "O2"], dtype=object)
    weeks = np.array([24.0, 20.5])
    assert list(sentences("{} is away {} weeks", names, weeks)) == [
        "O1 is away 24.0 weeks",
        "O2 is away 20.5 weeks",
    ]


def test_every_place_in_a_sentence_needs_a_column():
    with pytest.raises(ValueError, match="zip"):
        sentences("{} and {}", np.array(["O1"]))


def test_braces_in_a_column_are_left_alone():
    assert list(sentences("unit {}", np.array(["{}"], dtype=object))) == ["unit {}"]


def test_one_value_serves_all_rows_and_the_rest_is_empty():
    items = np.array(["load:O1@2026", "load:O2@2026"], dtype=object)
    table = violations_of("yearly_load", items, year=2026, limit=20.0)
    assert list(table["year"]) == [2026, 2026]
    assert list(table["limit"]) == [20.0, 20.0]
    assert list(table["official"]) == ["", ""]
    assert table["value"].isna().all()


def test_joined_tables_are_numbered_anew():
    one = violations_of("a", "a:1")
    both = joined([one, no_violations(), violations_of("b", "b:1", year=2026)])
    assert list(both.index) == [0, 1]
    assert list(both["rule"]) == ["a", "b"]
    assert both["year"][0] is pd.NA
    assert {name: both[name].dtype for name in COLUMNS} == COLUMNS
