import pytest

from tests.builders import course, items, official, scenario, table


def found(retires, start=2026, **changes):
    given = scenario([official("A", retires=retires)], {"C": course(**changes)})
    return items(given, "service_after", ("A", "C", start))


@pytest.mark.parametrize(
    ("retires", "n_broken"),
    [("2026-12-31", 1), ("2027-01-01", 0)],
)
def test_without_a_requirement_31_december_of_the_end_year_is_served(retires, n_broken):
    # The retirement date is the first day without service.
    assert len(found(retires)) == n_broken


@pytest.mark.parametrize(
    ("retires", "n_broken"),
    [("2028-06-30", 1), ("2028-07-01", 0)],
)
def test_months_are_counted_from_the_end_of_the_course(retires, n_broken):
    # Ends 31-12-2026; 1.5 years = 18 months: serving on 30-6-2028.
    assert len(found(retires, service_after={"years": 1.5})) == n_broken


@pytest.mark.parametrize(
    ("retires", "n_broken"),
    [("2033-12-31", 1), ("2034-01-01", 0)],
)
def test_service_may_be_a_multiple_of_the_length(retires, n_broken):
    # 2 years from 2026: ends 2027; 3 x 2 years after: serving on 31-12-2033.
    bond = {"times_length": 3}
    assert len(found(retires, duration=2, service_after=bond)) == n_broken


def test_a_known_leaving_date_counts_like_retirement():
    given = scenario([official("A", leaves="2026-12-31")])
    rows = table(given, "service_after", ("A", "C", 2026))
    assert list(rows["item"]) == ["service:A/C@2026"]
    assert list(rows["message"]) == [
        "A completes C in 2026 and must serve 0 months after, "
        "but serves from 1900-01-01 and no longer from 2026-12-31"
    ]
