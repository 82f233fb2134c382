"""With --pseudonymise, nothing that is written or printed names anybody."""

import re
from pathlib import Path

import pandas as pd
import pytest

from planner.io.problems import InvalidInput
from planner.io.pseudonyms import KEY_FILE, Pseudonyms, pseudonyms_of
from planner.io.read_scenario import load
from tests.cli.conftest import Planner, planner
from tests.privacy.people import PEOPLE, SECRETS, named_in, write_people

__all__ = ["planner"]

CODE = re.compile(r"P-[A-Z2-7]{12}")


@pytest.fixture
def village(tmp_path: Path) -> Path:
    """A scenario folder of three people, one of whom retires too soon."""
    return write_people(tmp_path / "village")


def test_people_are_found_where_they_are_named(
    planner: Planner, village: Path, tmp_path: Path
) -> None:
    """The search of the other tests finds what it looks for."""
    done = planner("solve", village, "--out", "plain")
    assert set(named_in(tmp_path / "plain" / "enrolments.csv")) == {
        PEOPLE[0][0],
        PEOPLE[1][0],
    }
    done = planner("report", "plain", "--xlsx", "plain.xlsx", "--html", "plain.html")
    assert done.exit_code == 0, done.stderr
    assert {PEOPLE[0][0], PEOPLE[0][1]} <= {*named_in(tmp_path / "plain.xlsx")}


@pytest.mark.parametrize("made", ["plain", "coded"])
def test_no_output_names_anybody(
    planner: Planner, village: Path, tmp_path: Path, made: str
) -> None:
    """Whether the plan was made with codes or is only shown with them."""
    hide = ["--pseudonymise"]
    first = planner("solve", village, "--out", "run", *(hide * (made == "coded")))
    second = planner(
        "solve", village, "--set", "budget.city.amount=12.5", "--out", "poor", *hide
    )
    outputs = [
        planner("verify", village, "run", "--csv", "found.csv", "--all", *hide),
        planner("report", "run", "--out", "tables", "--xlsx", "book.xlsx",
                "--html", "page.html", "--against", "poor", *hide),
        planner("compare", "run", "poor", "--out", "differences", *hide),
    ]  # fmt: skip
    assert [done.exit_code for done in (first, second, *outputs)] == [0] * 5
    texts = [text for done in (second, *outputs) for text in (done.stdout, done.stderr)]
    files = [tmp_path / name for name in (
        "poor", "found.csv", "tables", "book.xlsx", "page.html", "differences"
    )]  # fmt: skip
    if made == "coded":
        texts += [first.stdout, first.stderr]
        files.append(tmp_path / "run")
    assert list(named_in(*texts, *files)) == []
    assert CODE.search((tmp_path / "differences" / "people.csv").read_text())


def test_the_same_people_are_chosen_with_codes(
    planner: Planner, tmp_path: Path
) -> None:
    """Of twelve equal officials, money suffices for two a year: they are drawn."""
    village = write_people(tmp_path / "village")
    ids = [f"ID-{number}" for number in range(47110815, 47110827)]
    rows = [f"{name},{'an' if at % 3 else 'binh'},1990-01-01,female,none"
            for at, name in enumerate(ids)]  # fmt: skip
    table = village / "tables" / "officials.csv"
    table.write_text("\n".join(["id,unit,birth,sex,theory", *rows]) + "\n")
    chosen = {}
    for seed in (1, 2):
        words = ("solve", village, "--set", "budget.city.amount=25", "--set",
                     f"seed={seed}")  # fmt: skip
        for name, hide in (("plain", []), ("coded", ["--pseudonymise"])):
            assert planner(*words, "--out", f"{name}{seed}", *hide).exit_code == 0
        plain, coded = (
            pd.read_csv(tmp_path / f"{name}{seed}" / "enrolments.csv")
            for name in ("plain", "coded")
        )
        chosen[seed] = {*plain["official"]}
        plain["official"] = plain["official"].map(Pseudonyms(village).code)
        assert {*plain.itertuples(index=False, name=None)} == {
            *coded.itertuples(index=False, name=None)
        }
        assert coded["official"].str.fullmatch(CODE).all()
    assert len(chosen[1]) == len(chosen[2]) == 4
    # Who is chosen is drawn: otherwise this would show nothing.
    assert chosen[1] != chosen[2]


def test_violations_name_codes(planner: Planner, village: Path, tmp_path: Path) -> None:
    rows = [f"{person[0]},TC,2027,one" for person in PEOPLE]
    rows.append("Somebody Else,TC,2027,one")
    plan = tmp_path / "hand.csv"
    plan.write_text("\n".join(["official,course,start_year,class", *rows]) + "\n")
    done = planner("verify", village, plan, "--pseudonymise")
    assert done.exit_code == 5
    assert list(named_in(done.stdout, done.stderr)) == []
    assert "Somebody Else" not in done.stdout
    assert CODE.search(done.stdout)


def test_problems_of_tables_tell_the_cell_but_not_what_it_holds(
    planner: Planner, village: Path
) -> None:
    table = village / "tables" / "officials.csv"
    table.write_text(table.read_text() + table.read_text().splitlines()[-1] + "\n")
    plain = planner("solve", village)
    coded = planner("solve", village, "--pseudonymise")
    assert plain.exit_code == coded.exit_code == 2
    assert set(named_in(plain.stderr))
    assert list(named_in(coded.stderr)) == []
    assert "officials.csv, row 5, column id" in coded.stderr
    assert "[id-twice]" in coded.stderr


def test_faults_do_not_name_anybody(
    planner: Planner, village: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*words: object, **options: object) -> None:
        raise KeyError(SECRETS[0])

    monkeypatch.setattr("planner.cli.solve.find_plan", fails)
    done = planner("solve", village, "--pseudonymise")
    assert done.exit_code == 1
    assert "KeyError" in done.stderr
    assert list(named_in(done.stderr)) == []


def test_forms_that_name_people_are_refused(planner: Planner, village: Path) -> None:
    done = planner("report", village, "--forms", "forms", "--pseudonymise")
    assert done.exit_code == 2
    assert "--forms" in done.stderr


def test_codes_depend_on_the_secret_and_on_nothing_else(tmp_path: Path) -> None:
    one, other = write_people(tmp_path / "one"), write_people(tmp_path / "other")
    codes = [Pseudonyms(folder).code("ID-1") for folder in (one, other, one)]
    assert codes[0] == codes[2] != codes[1]


def test_the_code_is_the_keyed_hash_of_the_id(tmp_path: Path) -> None:
    # Computed with openssl dgst -sha256 -mac HMAC -macopt hexkey:00..00, then base32.
    (tmp_path / KEY_FILE).write_text("00" * 32 + "\n")
    assert Pseudonyms(tmp_path).code("O1") == "P-25MLBGBEC5CT"


def test_the_code_of_a_code_is_the_code(tmp_path: Path) -> None:
    codes = Pseudonyms(tmp_path)
    assert codes.code(codes.code("O1")) == codes.code("O1")


def test_only_its_owner_reads_the_secret(tmp_path: Path) -> None:
    Pseudonyms(tmp_path).code("O1")
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_a_damaged_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("no secret\n")
    with pytest.raises(InvalidInput, match="pseudonym-key"):
        Pseudonyms(tmp_path).code("O1")


def test_an_id_that_looks_like_a_code_is_refused(village: Path) -> None:
    table = village / "tables" / "officials.csv"
    table.write_text(table.read_text().replace(PEOPLE[0][0], "P-ABCDEFGHIJKL"))
    with pseudonyms_of(village), pytest.raises(InvalidInput, match="pseudonyms-equal"):
        load(village)


def test_codes_are_used_within_the_block_only(village: Path) -> None:
    with pseudonyms_of(village):
        inside = load(village).scenario
    outside = load(village).scenario
    assert all(CODE.fullmatch(name) for name in inside.roster.ids)
    assert inside.roster.names is None
    assert outside.roster.ids.tolist() == [person[0] for person in PEOPLE]
    assert inside.content_hash == outside.content_hash
