import pytest
from pydantic import TypeAdapter, ValidationError

from models.by_year import ByYear

NUMBERS = TypeAdapter(ByYear[int])


def test_a_plain_value_holds_in_every_year():
    assert NUMBERS.validate_python(3).at(2026) == 3


def test_a_named_year_replaces_the_default():
    numbers = NUMBERS.validate_python({"default": 3, 2027: 0})
    assert (numbers.at(2026), numbers.at(2027)) == (3, 0)


def test_without_a_default_other_years_have_no_value():
    numbers = NUMBERS.validate_python({2027: 5})
    assert (numbers.at(2026), numbers.at(2027)) == (None, 5)


def test_what_is_written_out_is_read_back():
    numbers = NUMBERS.validate_python({"default": 3, 2027: 0})
    assert NUMBERS.validate_json(numbers.model_dump_json()) == numbers


@pytest.mark.parametrize("value", [{"default": 3, "next": 4}, {1800: 1}, {2026: "x"}])
def test_what_is_no_year_is_refused(value):
    with pytest.raises(ValidationError):
        NUMBERS.validate_python(value)
