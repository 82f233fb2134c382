import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.retirement import retirement_dates
from planner.synthesis.synthesize import synthesize
from tests.synthesis import places


def age(officials: pd.DataFrame) -> "pd.Series[int]":
    return 2023 - officials["birth"].str[:4].astype(int)


@pytest.fixture(scope="module")
def officials() -> pd.DataFrame:
    return synthesize(places.population(), places.spec())


def test_every_published_count_is_met(officials):
    key = officials["key_official"] == "true"
    assert len(officials) == 635
    assert (officials["position"] == "can_bo").sum() == 356
    assert key.sum() == 196
    assert (key & (age(officials) < 35)).sum() == 6
    assert (key & (officials["sex"] == "female")).sum() == 30
    assert (key & (officials["education"] != "none")).sum() == 196
    assert (key & (officials["education"] == "thac_si")).sum() == 18
    assert (key & (officials["theory"] == "cao_cap")).sum() == 31


def test_what_is_assumed_impossible_does_not_occur(officials):
    key = officials["key_official"] == "true"
    assert set(officials["position"][key]) == {"can_bo"}
    law = officials["fields"].str.contains("law")
    assert law.any()
    assert "none" not in set(officials["education"][law])


def test_columns_and_values_are_those_of_the_scenario(officials):
    assert list(officials) == ["id", "unit", "birth", "sex", *places.ATTRIBUTES]
    assert officials["id"].is_unique
    assert officials["id"].iloc[[0, -1]].tolist() == ["D-0001", "D-0635"]
    assert set(officials["sex"]) == {"female", "male"}
    assert set(officials["fields"]) == {"", "law", "law;finance"}
    assert set(officials["years"]) == {"0", "2.5"}


def test_units_have_their_size_and_what_follows_from_them(officials):
    # 595 officials in 30 units: 25 units of 20 and 5 of 19.
    sizes = officials["unit"].value_counts()
    assert sizes[sizes.index.str.startswith("xa-")].value_counts().to_dict() == {
        20: 25,
        19: 5,
    }
    assert set(officials["unit"][officials["unit_type"] == "thi_tran"]) == {
        "tt-01",
        "tt-02",
    }


def test_an_even_characteristic_is_spread_over_units(officials):
    # 356 of 635 in units of 19 and 20 are 10.7 and 11.2 a unit.
    per_unit = (officials["position"] == "can_bo").groupby(officials["unit"]).sum()
    assert per_unit.between(9, 13).all()


def test_everybody_still_serves_on_the_baseline_date(officials):
    birth = officials["birth"].to_numpy().astype("datetime64[D]")
    female = (officials["sex"] == "female").to_numpy()
    assert (retirement_dates(birth, female) > np.datetime64("2023-12-31")).all()
    assert age(officials).between(22, 60).all()


def test_the_same_seed_gives_the_same_bytes(officials):
    again = synthesize(places.population(), places.spec())
    assert again.to_csv().encode() == officials.to_csv().encode()


def test_another_seed_gives_other_people_of_the_same_counts(officials):
    other = synthesize(places.population(seed=2), places.spec())
    key = other["key_official"] == "true"
    assert other.to_csv() != officials.to_csv()
    assert key.sum() == 196
    assert (key & (age(other) < 35)).sum() == 6


def counts(*rows: tuple[str, str, int]) -> dict[str, object]:
    return {name: places.published(who, count) for name, who, count in rows}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["female", "male"]),
            st.sampled_from(["can_bo", "cong_chuc"]),
            st.sampled_from(["none", "dai_hoc", "thac_si"]),
            st.sampled_from(["none", "trung_cap", "cao_cap"]),
        ),
        min_size=2,
        max_size=60,
    ),
    st.integers(0, 1000),
)
@settings(deadline=None, max_examples=40)
def test_two_way_counts_of_real_people_are_met(people, seed):
    real = pd.DataFrame(people, columns=["sex", "position", "education", "theory"])
    wanted = []
    for one, two in [("sex", "position"), ("position", "education"), ("sex", "theory")]:
        for values, group in real.groupby([one, two]):
            who = f"{one} == {values[0]} and {two} == {values[1]}"
            wanted.append((f"n-{len(wanted)}", who, len(group)))
    unit = {"prefix": "u", "number": 2, "officials": len(real), "source": "assumed"}
    made = synthesize(
        places.population(
            size=len(real),
            seed=seed,
            units=[unit | {"attributes": {"unit_type": "xa"}}],
            published=counts(*wanted),
            tendencies=[],
        ),
        places.spec(),
    )
    for one, two in [("sex", "position"), ("position", "education"), ("sex", "theory")]:
        pair = [one, two]
        assert (
            made[pair].value_counts().to_dict() == real[pair].value_counts().to_dict()
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            counts(("members", "key_official", 700)),
            ["members (700)", "contradict"],
        ),
        (
            counts(
                ("men", "sex == male", 400),
                ("women", "sex == female", 234),
                ("can-bo", "position == can_bo", 356),
            ),
            ["men (400)", "women (234)"],
        ),
        (
            counts(("key", "key_official", 357), ("can-bo", "position == can_bo", 356)),
            ["key (357)", "can-bo (356)", "Key officials are cán bộ"],
        ),
        (counts(("towns", "unit_type == thi_tran", 41)), ["towns (41)", "units (40)"]),
        (
            counts(("old", "age > 60", 1)),
            ["old (1)"],
        ),
    ],
)
def test_counts_that_no_officials_meet_are_refused_by_name(changes, words):
    with pytest.raises(ValueError, match="contradict") as caught:
        synthesize(places.population(published=changes), places.spec())
    for word in words:
        assert word in str(caught.value)


def test_counts_that_do_not_contradict_are_not_blamed():
    changes = counts(
        ("men", "sex == male", 400),
        ("women", "sex == female", 234),
        ("can-bo", "position == can_bo", 356),
    )
    with pytest.raises(ValueError, match="contradict") as caught:
        synthesize(places.population(published=changes), places.spec())
    assert "can-bo" not in str(caught.value)


def test_counts_that_an_unlucky_order_of_drawing_would_miss_are_met():
    # Key officials are exactly the women, and exactly the cán bộ: sex and position must
    # be drawn together although the counts name each with key officials only.
    same = counts(
        ("women", "sex == female", 300),
        ("can-bo", "position == can_bo", 300),
        ("key", "key_official", 300),
        ("key-women", "key_official and sex == female", 300),
        ("key-can-bo", "key_official and position == can_bo", 300),
    )
    made = synthesize(places.population(published=same), places.spec())
    assert ((made["sex"] == "female") == (made["position"] == "can_bo")).all()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"baseline": "2022-12-31"}, "2022-12-31 is not the day before 2024"),
        (
            {"published": counts(("x", "theory == cao", 1))},
            "x: unknown value: cao",
        ),
        ({"published": counts(("x", "unit == 'xa-01'", 1))}, "counts by unit"),
        ({"published": counts(("x", "@nobody", 1))}, "x: unknown group: nobody"),
        (
            {"characteristics": {"sex": {}, "age": {"shares": {"30": 1}}}},
            "nothing is said about education, fields",
        ),
        (
            {
                "characteristics": places.data()["characteristics"]
                | {"education": {"shares": {"phd": 1}}}
            },
            "education has a value that is not declared",
        ),
        (
            {"characteristics": places.data()["characteristics"] | {"unit_type": {}}},
            "unit_type follows from the unit",
        ),
        (
            {"characteristics": places.data()["characteristics"] | {"height": {}}},
            "no attribute height",
        ),
    ],
)
def test_a_description_that_does_not_fit_the_scenario_is_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        synthesize(places.population(**changes), places.spec())
