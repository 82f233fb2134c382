"""Random scenarios: tiny, the same for a seed, and between them every rule and option.

Years, prices, sizes and limits are drawn small and close to each other, so that money,
seats and classes bind, and ages lie around the limits and the end of service.
"""

from random import Random
from typing import Any

from models.scenario import Scenario
from tests import builders
from tests.exactness.brute_force import NotTinyError, best

FIRST = 2026
WHO = (
    "all", "party", "not party", "sex == female", "age < 40", "age >= 40 and party",
    "title in [chair, accountant]", "education >= dai_hoc", "theory < trung_cap",
    "law in fields", "rank_years > 3", "@young", "unit == an or @young",
)  # fmt: skip
GROUPS = {"young": "age < 38", "older": "not @young"}
FITTING = {"accountant": ["finance"], "registrar": ["law", "farming"]}


def tiny(seed: int) -> Scenario:
    """A scenario small enough for every plan of it to be tried."""
    attempt = 0
    while True:
        scenario = _Draw(Random(1000 * seed + attempt)).scenario()
        try:
            best(scenario)
        except NotTinyError:
            attempt += 1
            continue
        return scenario


class _Draw:
    """One scenario in the drawing."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.last = FIRST + random.choice((1, 1, 2, 2, 2, 3))
        self.years = range(FIRST, self.last + 1)
        self.units = ["an", "binh", "cai"][: random.randint(1, 3)]

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def scenario(self) -> Scenario:
        random = self.random
        courses = self._courses()
        people = [self._official(f"P{at}") for at in range(random.randint(3, 7))]
        budget = self._budget(sorted(courses))
        running = self._in_progress(people, courses, sorted(budget))
        return builders.scenario(
            people,
            courses,
            targets=self._targets(courses),
            budget=budget,
            groups=GROUPS,
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
            education=random.choice(("none", "trung_cap", "cao_dang", "dai_hoc")),
            theory=random.choice(("none", "none", "so_cap", "trung_cap")),
            fields=random.choice(([], [], ["law"], ["finance"], ["law", "farming"])),
            party=self.maybe(0.7),
            title=random.choice(("chair", "accountant", "registrar")),
            rank_years=float(random.randint(1, 6)),
        )
        if self.maybe(0.2):
            person["retires"] = (
                f"{random.choice(self.years) + 1}-0{random.randint(1, 9)}-28"
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

    # -- courses -----------------------------------------------------------------------

    def _courses(self) -> dict[str, Any]:
        random = self.random
        kinds = ("theory", "advanced", "degree", "second", "master", "refresher",
                 "council", "both")  # fmt: skip
        chosen = random.sample(kinds, random.randint(2, 4))
        if "advanced" in chosen and self.maybe(0.5):
            chosen = [*chosen[:3], "theory"] if "theory" not in chosen else chosen
        return {name: self._course(name) for name in chosen}

    def _course(self, name: str) -> dict[str, Any]:
        random = self.random
        duration = 1
        changes: dict[str, Any] = {}
        if name == "theory":
            changes["grants"] = [
                _level("theory", random.choice(("so_cap", "trung_cap")))
            ]
        elif name == "advanced":
            changes["grants"] = [
                _level("theory", random.choice(("trung_cap", "cao_cap")))
            ]
            changes["requires"] = [_at_least("theory", "so_cap")]
        elif name == "degree":
            duration = random.choice((1, 2, 2, 3))
            changes["grants"] = [
                _level("education", "dai_hoc"),
                {"attribute": "fields", "add": [random.choice(("law", "finance"))]},
            ]
            if self.maybe(0.6):
                changes["requires"] = [_at_least("education", "trung_cap")]
        elif name == "second":
            changes["grants"] = [
                {
                    "attribute": "fields",
                    "add": random.choice((["finance"], ["law", "farming"])),
                }
            ]
            if self.maybe(0.6):
                changes["requires"] = [_at_least("education", "dai_hoc")]
        elif name == "master":
            duration = random.choice((1, 2))
            changes["grants"] = [_level("education", "thac_si")]
            changes["requires"] = [
                _at_least("education", "dai_hoc"),
                *random.choice(([], [_fits()], [_any_of("fields", ["law"])])),
            ]
        elif name == "refresher":
            changes |= {"repeatable": True, "kinds": ["refresher"]}
        elif name == "council":
            duration = random.choice((1, 1, 2))
            changes["kinds"] = random.choice((["council"], ["council", "refresher"]))
        else:
            changes["grants"] = [
                _level("theory", "so_cap"),
                {"attribute": "fields", "add": ["farming"]},
            ]
            changes["kinds"] = ["refresher"]
        duration = min(duration, len(self.years))
        terms = self._terms(duration, changes)
        return builders.course(duration=duration, **{**changes, **terms})

    def _terms(self, duration: int, changes: dict[str, Any]) -> dict[str, Any]:
        """Who may attend, how long, at what size and price."""
        random = self.random
        smallest = random.choice((1, 1, 2, 3))
        terms: dict[str, Any] = {
            "weeks": [random.choice((0, 1.5, 4, 8, 9)) for _ in range(duration)],
            "class_size": {"min": smallest, "max": smallest + random.randint(0, 2)},
            "cost_per_seat": self._by_year(lambda: self._prices(duration)),
        }
        if self.maybe(0.5):
            terms["cost_per_class"] = self._by_year(lambda: self._prices(duration))
        if self.maybe(0.3):
            terms["who"] = random.choice(WHO)
        if self.maybe(0.15):
            terms["age_max"] = random.randint(34, 42)
        if self.maybe(0.1):
            terms["age_min"] = random.randint(30, 34)
        if self.maybe(0.3):
            terms["service_after"] = random.choice(
                ({"years": 1}, {"times_length": 1}, {"years": 0.3, "times_length": 0.5})
            )
        if self.maybe(0.2):
            terms["requires"] = [
                *changes.pop("requires", []),
                random.choice(
                    (
                        {"attribute": "party", "equals": True},
                        _any_of("title", ["chair", "registrar"]),
                        {"attribute": "rank_years", "at_least": 3},
                    )
                ),
            ]
        if self.maybe(0.3):
            terms["long"] = self.maybe(0.6)
        if self.maybe(0.4):
            terms["classes"] = self._by_year(lambda: random.choice((0, 1, 1, 2)))
        if self.maybe(0.4):
            terms["seats"] = self._by_year(lambda: random.choice((0, 1, 2, 3, 4)))
        return terms

    def _prices(self, duration: int) -> list[float]:
        return [self.random.choice((0, 0.5, 1, 1.333, 2, 3)) for _ in range(duration)]

    def _by_year(self, value: Any) -> Any:
        if self.maybe(0.6):
            return value()
        year = self.random.choice(self.years)
        return {"default": value(), year: value()}

    # -- money, targets, rules ---------------------------------------------------------

    def _budget(self, courses: list[str]) -> dict[str, Any]:
        random = self.random
        lines = {}
        for name in ("city", "state")[: random.choice((0, 1, 1, 1, 2, 2))]:
            rules: list[dict[str, Any]] = []
            if self.maybe(0.5):
                rules.append(
                    {
                        "courses": random.sample(
                            courses, random.randint(1, len(courses))
                        ),
                        "who": random.choice(WHO),
                        "share": random.choice((1, 0.5, 0.333)),
                    }
                )
            if not rules or self.maybe(0.7):
                rules.append({"share": random.choice((1, 1, 0.7))})
            lines[name] = {
                "title": name,
                "amount": self._by_year(lambda: random.choice((0, 1, 3, 5, 8, 50))),
                "pays": rules,
                "carry_over": self.maybe(0.4),
            }
        return lines

    def _targets(self, courses: dict[str, Any]) -> dict[str, Any]:
        random = self.random
        targets = {}
        for at in range(random.randint(1, 4)):
            targets[f"T{at}"] = {
                "title": "a target",
                "group": random.choice(WHO),
                "compare": random.choice((">=", ">=", ">")),
                "percent": random.choice((20, 50, 66.7, 80, 95, 100)),
                "tier": random.randint(1, 3),
                "weight": random.choice((1, 1, 2, 5)),
                "measure": self._measure(),
            }
        return targets

    def _measure(self) -> dict[str, Any]:
        random = self.random
        first, last = sorted(random.choices(self.years, k=2))
        kind = random.choice(("level", "level", "level", "annual", "once", "monitored"))
        if kind == "annual":
            return {
                "kind": "annual_participation",
                "course_kind": random.choice(("refresher", "council")),
                "first": first,
                "last": last,
            }
        if kind == "once":
            return {
                "kind": "once_in_window",
                "course_kind": random.choice(("refresher", "council")),
                "first": first,
                "last": last,
            }
        if kind == "monitored":
            return {
                "kind": "monitored",
                "who": "age < 40",
                "first": first,
                "last": last,
            }
        conditions = random.sample(
            (
                _at_least("theory", random.choice(("so_cap", "trung_cap", "cao_cap"))),
                _at_least("education", random.choice(("dai_hoc", "thac_si"))),
                _any_of("fields", random.choice((["law"], ["finance", "farming"]))),
                _fits(),
                {"attribute": "party", "equals": True},
            ),
            random.choice((1, 1, 2, 3)),
        )
        return {"kind": "level_by_deadline", "conditions": conditions, "year": last}

    def _rules(self) -> dict[str, Any]:
        random = self.random
        rules: dict[str, Any] = {"long_courses_at_once": random.choice((1, 1, 2, None))}
        if self.maybe(0.4):
            rules["yearly_load"] = random.choice((4, 8, 10, 13))
        if self.maybe(0.4):
            rules["unit_cover"] = {"share": random.choice((0.25, 0.34, 0.5))}
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


def _level(attribute: str, level: str) -> dict[str, Any]:
    return {"attribute": attribute, "level": level}


def _at_least(attribute: str, level: str) -> dict[str, Any]:
    return {"attribute": attribute, "at_least": level}


def _any_of(attribute: str, values: list[str]) -> dict[str, Any]:
    return {"attribute": attribute, "any_of": values}


def _fits() -> dict[str, Any]:
    return {"attribute": "fields", "fits": "title", "fitting": FITTING}
