"""Random scenarios: tiny, the same for a seed, and between them every rule and option.

Years, prices, sizes and limits are drawn small and close to each other, so that money,
seats and classes bind, and ages lie around the limits and the end of service.
"""

from dataclasses import dataclass
from functools import cache
from itertools import count
from random import Random
from typing import Any

from models.scenario import Scenario
from tests import builders
from tests.exactness.brute_force import NotTinyError, Outcome, best
from tests.exactness.random_catalogue import FIRST, GROUPS, Catalogue


@dataclass(frozen=True)
class Tiny:
    """A scenario of which every plan was tried."""

    scenario: Scenario
    best: Outcome | None
    """None if no plan obeys every rule."""


@cache
def tiny(seed: int) -> Tiny:
    """The first scenario drawn that is small enough for every plan to be tried.

    For three seeds in four it must also be one in which somebody is sent to a course.
    """
    for attempt in count():
        scenario = drawn(seed, attempt)
        try:
            found = Tiny(scenario, best(scenario))
        except NotTinyError:
            continue
        if seed % 4 == 0 or (found.best is not None and any(found.best.paths)):
            return found
    raise AssertionError("unreachable")


def drawn(seed: int, attempt: int = 0) -> Scenario:
    """A scenario as it is drawn, tiny or not."""
    return _Draw(Random(1000 * seed + attempt)).scenario()


def middling(seed: int) -> Scenario:
    """A scenario of 20 to 60 officials, too many for every plan to be tried."""
    return _LargerDraw(Random(f"middling {seed}")).scenario()


class _Draw(Catalogue):
    """One scenario in the drawing."""

    def size(self) -> int:
        """How many officials there are."""
        return self.random.choice((3, 4, 5, 5, 6, 6, 7))

    def scenario(self) -> Scenario:
        random = self.random
        self.units = ["an", "binh", "cai"][: random.randint(1, 3)]
        courses = self.courses()
        people = [self._official(f"P{at}") for at in range(self.size())]
        budget = self.budget(sorted(courses))
        running = self._in_progress(people, courses, sorted(budget))
        running += self._running_late(people, courses, sorted(budget))
        return builders.scenario(
            people,
            courses,
            targets=self.targets(courses),
            budget=budget,
            groups=GROUPS,
            law=self.law(),
            horizon={"first": FIRST, "last": self.last},
            rules=self._rules(),
            preferences=self._preferences(),
            pins=self._pins(people, courses),
            in_progress=running,
            absences=[
                (person["id"], random.choice(self.years))
                for person in people
                if self.maybe(0.1)
            ],
            appointments=self._appointments(people),
            seed=random.randint(0, 99),
        )

    # -- officials ---------------------------------------------------------------------

    def _official(self, name: str) -> dict[str, Any]:
        random = self.random
        month = random.randint(1, 9)
        person = builders.official(
            name,
            unit=random.choice(self.units),
            sex=random.choice(("female", "male")),
            birth=f"{random.choice((1986, 1987, 1988, 1990, 1995))}-0{month}-15",
            education=random.choice(("none", "trung_cap", "trung_cap", "dai_hoc")),
            theory=random.choice(("none", "none", "none", "so_cap", "trung_cap")),
            fields=random.choice(([], [], ["law"], ["finance"], ["law", "farming"])),
            party=self.maybe(0.7),
            title=random.choice(("chair", "accountant", "registrar")),
            rank_years=float(random.randint(1, 6)),
            post_year=float(self.apart.choice((0, *self.years))),
        )
        if self.maybe(0.15):
            person["retires"] = (
                f"{random.choice(self.years) + 1}-{random.randint(1, 12):02}-01"
            )
        if self.maybe(0.1):
            person["leaves"] = f"{random.choice(self.years)}-07-01"
        if self.maybe(0.1):
            person["joined"] = f"{random.choice(self.years)}-01-01"
        if self.maybe(0.1):
            person["yearly_load"] = random.choice((0, 50, 90))
        if self.maybe(0.1):
            person["long_courses"] = random.choice((0, 1, 2))
        return person

    def _rules(self) -> dict[str, Any]:
        random = self.random
        rules: dict[str, Any] = {"long_courses_at_once": random.choice((1, 1, 2, None))}
        if self.maybe(0.4):
            rules["yearly_load"] = random.choice((4, 8, 10, 13))
        if self.maybe(0.6):
            rules["unit_cover"] = {"share": random.choice((0.25, 0.34, 0.5))}
            apart = Random(repr((random.getstate(), "cover")))
            if apart.random() < 0.4:
                rules["unit_cover"]["tier"] = apart.randint(1, 4)
                rules["unit_cover"]["weight"] = apart.choice((1, 1, 2))
        return rules

    def _preferences(self) -> list[dict[str, Any]]:
        random = self.random
        known: list[dict[str, Any]] = [
            {"kind": "earlier_completion"},
            {"kind": "priority_group", "who": "sex == female"},
            {"kind": "priority_group", "who": "age < 40"},
        ]
        chosen = random.sample(known, random.randint(0, 3))
        return [*chosen, {"kind": "even_units"}] if self.maybe(0.2) else chosen

    # -- what is decided already -------------------------------------------------------

    def _in_progress(
        self, people: list[Any], courses: dict[str, Any], lines: list[str]
    ) -> list[tuple[str, str, int, str]]:
        running = []
        for person in people:
            for name, course in courses.items():
                length = course.get("duration", 1)
                if length > 1 and self.maybe(0.1):
                    start = FIRST - self.random.randint(1, length - 1)
                    line = self.random.choice([*lines, ""])
                    running.append((person["id"], name, start, line))
        return running

    def _running_late(
        self, people: list[Any], courses: dict[str, Any], lines: list[str]
    ) -> list[tuple[str, str, int, str]]:
        """Somebody in a course added to the catalogue, which ends after the last year."""
        # Drawn apart from everything else, which it leaves as it is.
        apart = Random(repr((self.random.getstate(), "late")))
        if apart.random() > 0.15:
            return []
        length = len(self.years) + apart.randint(2, 3)
        prices = {"cost_per_seat": [apart.choice((0, 1))] * length}
        kinds = apart.choice(([], ["council"], ["refresher"]))
        weeks = [apart.choice((2, 8))] * length
        courses["late"] = builders.course(
            duration=length, weeks=weeks, kinds=kinds, **prices
        )
        return [
            (apart.choice(people)["id"], "late", FIRST - 1, apart.choice([*lines, ""]))
        ]

    def _appointments(self, people: list[Any]) -> list[tuple[str, int, str]]:
        posts = ("chair", "deputy")
        return [
            (person["id"], self.apart.choice(self.years), self.apart.choice(posts))
            for person in people
            if self.apart.random() < 0.5
        ]

    def _pins(
        self, people: list[Any], courses: dict[str, Any]
    ) -> list[tuple[str, str, int, bool]]:
        pins = {}
        for person in people:
            for name in courses:
                if self.maybe(0.06):
                    year = self.random.choice((0, *self.years))
                    pins[person["id"], name] = (year, self.maybe(0.3))
        return [(*who, *decision) for who, decision in pins.items()]


class _LargerDraw(_Draw):
    """One scenario of more officials, with money, seats and classes to match."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.officials = random.randint(20, 60)

    def size(self) -> int:
        return self.officials

    def courses(self) -> dict[str, Any]:
        courses = super().courses()
        for course in courses.values():
            times = self.random.choice((1, 3, 5))
            course["class_size"] = _times(course["class_size"], times)
            if "seats" in course:
                course["seats"] = _times(course["seats"], self.random.choice((2, 5)))
        return courses

    def budget(self, courses: list[str]) -> dict[str, Any]:
        lines = super().budget(courses)
        for line in lines.values():
            line["amount"] = _times(line["amount"], self.random.choice((2, 5, 8)))
        return lines

    def _pins(
        self, people: list[Any], courses: dict[str, Any]
    ) -> list[tuple[str, str, int, bool]]:
        # Of so many officials one would nearly always have impossible decisions.
        pins = super()._pins(people, courses)
        return [pin for pin in pins if self.maybe(0.6 if not pin[3] else 0.15)]

    def _in_progress(
        self, people: list[Any], courses: dict[str, Any], lines: list[str]
    ) -> list[tuple[str, str, int, str]]:
        # Nor could the money promised ever be enough.
        running = super()._in_progress(people, courses, lines)
        return [row for row in running if self.maybe(0.4)]


def _times(value: Any, factor: int) -> Any:
    """A number, or every number of a mapping, multiplied."""
    if isinstance(value, dict):
        return {key: number * factor for key, number in value.items()}
    return value * factor
