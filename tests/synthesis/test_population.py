from pathlib import Path

import pytest

from planner.synthesis.population import read_population
from tests.synthesis import places


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"size": 634}, "the units have 635 officials, size is 634"),
        ({"baseline": "2023-06-30"}, "is not a 31 December"),
        ({"characteristics": {"sex": {}}}, "characteristics lack age"),
        (
            {"assumed": {"key": {"who": "all", "count": 1, "why": "x"}}},
            "both published and assumed: key",
        ),
        ({"units": places.data()["units"][:1] * 2}, "same prefix|the units have"),
        ({"colour": "red"}, "Extra inputs"),
    ],
)
def test_a_population_that_contradicts_itself_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        places.population(**changes)


def test_keys_that_yaml_reads_as_numbers_or_truth_are_text_again():
    shares = {"key_official": {"shares": {True: 1, False: 2}}}
    made = places.population(
        characteristics=places.data()["characteristics"] | shares
    ).characteristics
    assert set(made["key_official"].shares) == {"true", "false"}
    assert set(made["years"].shares) == {"0", "2.5"}


SMALL = """
title: Two (synthetic)
baseline: 2023-12-31
size: 2
seed: 1
id_prefix: A
units: [{prefix: u, number: 1, officials: 2, source: "assumed"}]
characteristics: {sex: {}, age: {shares: {30: 1}}}
published:
  women: {who: sex == female, count: 1, quote: one, source: a document}
"""


def test_a_file_may_state_only_what_differs_from_another(tmp_path: Path):
    (tmp_path / "population.yaml").write_text(SMALL, encoding="utf-8")
    other = tmp_path / "population-b.yaml"
    other.write_text("based_on: population.yaml\npublished: {women: {count: 2}}\n")
    base, changed = (
        read_population(tmp_path / "population.yaml"),
        read_population(other),
    )
    assert (base.published["women"].count, changed.published["women"].count) == (1, 2)
    assert changed.published["women"].quote == "one"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("size: [", "not readable YAML"),
        ("size: 1\nsize: 2", "not readable YAML"),
        ("size: 1", "population.yaml"),
        ("based_on: ../secret.yaml", "another folder"),
    ],
)
def test_an_unusable_file_is_refused_by_name(tmp_path: Path, text: str, words: str):
    path = tmp_path / "population.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=words):
        read_population(path)
