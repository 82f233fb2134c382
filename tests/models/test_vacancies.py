"""Who leaves, which posts are filled, and who could fill them."""

import numpy as np
import pytest

from models.vacancies import Vacancies
from tests.builders import official, officials, recruitment, scenario, stream


def ids(given) -> list[str]:
    """The posts that are filled, by the name of whoever held them."""
    return [str(given.roster.ids[at]) for at in given.vacancies.post]


def test_those_who_retire_or_leave_within_the_horizon_leave_a_vacancy():
    people = [
        official("LEAVES", leaves="2027-12-31"),
        official("RETIRES", retires="2026-01-01"),
        official("BEFORE", leaves="2025-12-31"),
        official("AFTER", leaves="2029-01-01"),
        official("NEVER_JOINED", joined="2028-01-01", leaves="2027-01-01"),
    ]
    given = scenario(people, recruitment=recruitment())
    assert ids(given) == ["RETIRES", "LEAVES"]
    assert given.vacancies.year.tolist() == [2026, 2027]
    assert given.vacancies.followed.all()


def test_only_posts_that_are_filled_by_recruitment_count():
    people = [
        official("ELECTED", leaves="2026-05-01", title="chair"),
        official("YOUNG", leaves="2026-05-01", birth="1996-01-02"),
        official("OLD", leaves="2026-05-01", birth="1996-01-01"),
    ]
    given = scenario(
        people, recruitment=recruitment(who="title != chair and age >= 30")
    )
    # On 1 January 2026 the one is 30, the other turns 30 a day later.
    assert ids(given) == ["OLD"]


@pytest.mark.parametrize(
    ("leaving", "replace", "filled"),
    [(5, 50, 3), (5, "49.9", 2), (5, 0, 0), (4, 100, 4)],
)
def test_the_share_that_is_filled_is_rounded_half_up(leaving, replace, filled):
    people = officials(*(f"L{at}" for at in range(leaving)), leaves="2026-05-01")
    given = scenario(people, recruitment=recruitment(replace=replace))
    assert len(given.vacancies) == filled


def test_units_are_given_their_part_by_largest_remainder():
    # Five of ten: of 6, 3 and 1 leavers 3, 1.5 and 0.5; the last place is drawn.
    people = [
        official(f"{unit}{at}", unit=unit, leaves="2026-05-01")
        for unit, number in (("an", 6), ("binh", 3), ("cai", 1))
        for at in range(number)
    ]
    given = scenario(people, recruitment=recruitment(replace=50))
    units = given.roster.unit[given.vacancies.post]
    assert np.bincount(units, minlength=3).tolist() in ([3, 2, 0], [3, 1, 1])


def test_which_posts_are_filled_depends_on_the_seed_and_not_on_the_file():
    people = officials(*(f"L{at}" for at in range(9)), leaves="2026-05-01")
    plans = {
        seed: ids(scenario(people, recruitment=recruitment(replace=50), seed=seed))
        for seed in range(5)
    }
    assert len({tuple(found) for found in plans.values()}) > 1
    for seed, found in plans.items():
        turned = scenario(people[::-1], recruitment=recruitment(replace=50), seed=seed)
        assert ids(turned) == found


def test_attrition_counts_those_serving_on_1_january_and_names_nobody():
    # 25 % of 6, then of 5 who still serve: 1.5 and 1.25, so 2 and 1 and 1.
    people = [
        *officials("A", "B", "C", "D", "E"),
        official("F", leaves="2026-02-01"),
        official("CHAIR", title="chair"),
    ]
    rate = {"who": "title != chair", "percent": 25}
    given = scenario(people, recruitment=recruitment(attrition=[rate]))
    years = given.vacancies.year[~given.vacancies.followed]
    assert years.tolist() == [2026, 2026, 2027, 2028]
    assert "CHAIR" not in ids(given)
    # Nobody knows who left, so that the number of those serving does not change.
    serving = given.roster.serves_on("2028-12-31") & given.certain
    assert int(serving.sum()) == len(people)


def test_a_potential_recruit_holds_what_stream_and_post_say():
    people = [
        official(
            "A", unit="binh", title="registrar", leaves="2026-05-01", rank_years=9.0
        )
    ]
    good = stream(attributes={"education": "cao_dang", "fields": ["law", "farming"],
                              "party": True})  # fmt: skip
    roster = scenario(
        people,
        recruitment=recruitment(
            streams={"good": good, "men": stream(sex="male", age=30)}
        ),
    ).roster
    assert roster.ids.tolist() == ["A", "NEW-2026-0001-good", "NEW-2026-0001-men"]
    assert roster.potential == 2
    held = {name: column[1] for name, column in roster.columns.items()}
    assert held == {
        "education": 2, "theory": 0, "fields": 0b101, "party": True, "title": 2,
        "rank_years": 0.0, "post_year": 0.0,
    }  # fmt: skip
    assert roster.unit_names[roster.unit[2]] == "binh"
    assert roster.female.tolist() == [True, True, False]
    assert roster.age_on("2026-12-31").tolist()[1:] == [24, 30]
    assert roster.serves_on("2026-12-30").tolist()[1:] == [False, False]
    assert roster.serves_on("2026-12-31").tolist()[1:] == [True, True]


def test_a_category_needs_a_value():
    with pytest.raises(ValueError, match="no value of the category title"):
        scenario(
            [official("A", leaves="2026-05-01")], recruitment=recruitment(of_post=[])
        )


def test_recruits_serve_to_the_end():
    streams = {"old": stream(age=58)}
    with pytest.raises(ValueError, match="retire within the horizon"):
        scenario(
            [official("A", leaves="2026-05-01")],
            recruitment=recruitment(streams=streams),
        )


def test_without_recruitment_the_roster_is_as_given():
    given = scenario([official("A", leaves="2026-05-01")])
    assert (len(given.vacancies), len(given.roster)) == (0, 1)
    assert given.certain.tolist() == [True]
    assert len(Vacancies()) == 0
