from tests.builders import course, items, official, scenario, table

LINES = {
    "young": {"title": "young", "amount": 9, "pays": [{"who": "age <= 40"}]},
    "law": {"title": "law", "amount": 9, "pays": [{"courses": ["D"]}]},
}


def given():
    # Born 31-12-1985: 40 on 1-1-2026, 41 on 31-12-2026.
    person = official("A", birth="1985-12-31")
    return scenario([person], {"C": course(), "D": course()}, budget=LINES)


def test_a_line_pays_for_whom_it_covers():
    assert items(given(), "budget_eligibility", ("A", "C", 2026, "k", "young")) == []


def test_who_is_covered_is_tested_on_1_january_of_the_start_year():
    found = table(given(), "budget_eligibility", ("A", "C", 2027, "k", "young"))
    assert list(found["item"]) == ["pays:A/C@2027"]
    assert list(found["message"]) == ["C of A in 2027 may not be paid by young"]


def test_a_line_pays_only_for_its_courses():
    assert items(given(), "budget_eligibility", ("A", "D", 2026, "k", "law")) == []
    assert len(items(given(), "budget_eligibility", ("A", "C", 2026, "k", "law"))) == 1


def test_every_enrolment_names_a_line():
    found = table(given(), "budget_eligibility", ("A", "C", 2026, "k", ""))
    assert list(found["message"]) == ["C of A in 2026 names no budget line"]


def test_an_unknown_line_is_left_to_known_references():
    assert items(given(), "budget_eligibility", ("A", "C", 2026, "k", "sea")) == []


def test_without_budget_lines_none_is_named():
    free = scenario([official("A")])
    assert items(free, "budget_eligibility", ("A", "C", 2026)) == []
