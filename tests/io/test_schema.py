from pathlib import Path

from planner.io import schema
from planner.io.schema import write_schema

SHIPPED = Path(__file__).parents[2] / "scenarios/scenario.schema.json"


def test_the_shipped_schema_is_the_one_of_the_records(tmp_path):
    write_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_bytes() == SHIPPED.read_bytes()


def test_every_key_has_a_description():
    for path in (
        "",
        "horizon",
        "courses.x",
        "courses.x.service_after",
        "budget.x",
        "budget.x.pays.0",
        "targets.x",
        "targets.x.measure",
        "rules",
        "tables",
    ):
        described = schema.keys_at(path)
        assert described
        assert [key for key, text in described.items() if not text] in ([], ["kind"])


def test_keys_are_found_behind_unions_and_free_names():
    assert "at_least" in schema.keys_at("targets.any.measure.conditions.0")
    assert "levels" in schema.keys_at("attributes.any")
    assert "default" in schema.keys_at("budget.any.amount")
    assert schema.keys_at("nothing.here") == {}
    assert schema.has_free_keys("courses")
    assert not schema.has_free_keys("rules")


def test_a_description_names_the_unit():
    assert schema.description_at("courses.any.weeks").endswith("[weeks].")
