"""A small scenario of people with names, and where they must not appear."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.cli.folders import write_scenario

PEOPLE = (
    ("ID-47110815", "Nguyễn Thị Hồng Nhung", "an", "1986-03-24", "female", "so_cap"),
    ("ID-47110816", "Trần Quốc Toản", "binh", "1990-01-01", "male", "none"),
    ("ID-47110817", "Lê Văn Mười", "binh", "1961-01-01", "male", "none"),
)
SECRETS = [text for person in PEOPLE for text in person[:2]]
"""Ids and names."""


def write_people(folder: Path) -> Path:
    """Write the scenario into a new folder and return it."""
    write_scenario(folder)
    rows = ["id,name,unit,birth,sex,theory", *(",".join(person) for person in PEOPLE)]
    table = folder / "tables" / "officials.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def named_in(*places: Path | str) -> Iterator[str]:
    """Yield what is found of ids and names in texts, files and whole folders."""
    for place in places:
        if isinstance(place, str):
            yield from (secret for secret in SECRETS if secret in place)
        elif place.is_dir():
            yield from named_in(*sorted(place.iterdir()))
        elif zipfile.is_zipfile(place):
            with zipfile.ZipFile(place) as workbook:
                for part in workbook.namelist():
                    yield from named_in(workbook.read(part).decode(errors="replace"))
        else:
            yield from named_in(place.name)
            yield from named_in(place.read_bytes().decode(errors="replace"))
