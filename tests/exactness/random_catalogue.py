"""Random catalogues: courses, budget lines and targets of tiny scenarios."""

from collections.abc import Callable
from random import Random
from typing import Any

from tests import builders

FIRST = 2026
WHO = (
    "all", "party", "not party", "sex == female", "age < 40", "age >= 40 and party",
    "title in [chair, accountant]", "education >= dai_hoc", "theory < trung_cap",
    "law in fields", "rank_years > 3", "@young", "unit == an or @young",
)  # fmt: skip
GROUPS = {"young": "age < 38", "older": "not @young"}
FITTING = {"accountant": ["finance"], "registrar": ["law", "farming"]}


class Drawing:
    """What is drawn from: the source of chance and the years planned."""

    def __init__(self, random: Random) -> None:
        # Posts and parts of groups are drawn apart, and leave all else as it is.
        self.apart = Random(repr(random.getstate()))
        self.random = random
        self.last = FIRST + random.choice((1, 1, 2, 2, 2, 3))
        self.years = range(FIRST, self.last + 1)

    def maybe(self, chance: float) -> bool:
        return self.random.random() < chance

    def by_year(self, value: Callable[[], Any]) -> Any:
        """One value for all years, or another one in some year."""
        if self.maybe(0.6):
            return value()
        year = self.random.choice(self.years)
        return {"default": value(), year: value()}


class Catalogue(Drawing):
    """A scenario's courses, budget lines and targets in the drawing."""

    def courses(self) -> dict[str, Any]:
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
        # Drawn apart from everything else, which law or no law leaves as it is.
        if Random(repr((random.getstate(), name))).random() < 0.3:
            terms["follows"] = ["study"]
        return builders.course(duration=duration, **{**changes, **terms})

    def _terms(self, duration: int, changes: dict[str, Any]) -> dict[str, Any]:
        """Who may attend, how long, at what size and price."""
        random = self.random
        smallest = random.choice((1, 1, 2, 2, 3))
        terms: dict[str, Any] = {
            "weeks": [random.choice((0, 1.5, 4, 8, 9)) for _ in range(duration)],
            "class_size": {"min": smallest, "max": smallest + random.randint(0, 3)},
            "cost_per_seat": self.by_year(lambda: self._prices(duration)),
        }
        if self.maybe(0.5):
            terms["cost_per_class"] = self.by_year(lambda: self._prices(duration))
        if self.maybe(0.2):
            terms["who"] = random.choice(WHO)
        if self.maybe(0.15):
            terms["age_max"] = random.randint(34, 42)
        if self.maybe(0.1):
            terms["age_min"] = random.randint(30, 34)
        if self.maybe(0.3):
            terms["service_after"] = random.choice(
                ({"years": 1}, {"times_length": 1}, {"years": 0.3, "times_length": 0.5})
            )
        if self.maybe(0.15):
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
            terms["classes"] = self.by_year(lambda: random.choice((0, 1, 1, 2, 2)))
        if self.maybe(0.4):
            terms["seats"] = self.by_year(lambda: random.choice((0, 1, 2, 3, 4, 5)))
        return terms

    def _prices(self, duration: int) -> list[float]:
        return [self.random.choice((0, 0.5, 1, 1.333, 2, 3)) for _ in range(duration)]

    def law(self) -> dict[str, Any]:
        """A rule that changes within the years planned, and how it counts."""
        apart = Random(repr(self.random.getstate()))
        change = f"{apart.choice(self.years)}-07-01"
        asked: tuple[dict[str, Any], ...] = (
            {"age_max": apart.randint(36, 42)}, {"age_min": apart.randint(30, 36)},
            {"who": apart.choice(WHO)}, {"service_before": apart.choice((0.5, 1, 2))},
            {"service_after": {"times_length": apart.choice((0.5, 1))}},
        )  # fmt: skip
        old, new = ({k: v for part in apart.sample(asked, 2) for k, v in part.items()}
                    for _ in range(2))  # fmt: skip
        before = f"{int(change[:4])}-06-30"
        versions = [{"source": "old", "valid_to": before, **old},
                    {"source": "new", "valid_from": change, **new}]  # fmt: skip
        held = f"{apart.choice(self.years)}-01-01"
        how = apart.choice(({}, {}, {}, {"as_of": held}, {"hold": {"study": held}},
                            {"off": ["study"]}))  # fmt: skip
        return {"rules": {"study": {"title": "a rule", "versions": versions}}, **how}

    def budget(self, courses: list[str]) -> dict[str, Any]:
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
                "amount": self.by_year(lambda: random.choice((0, 2, 3, 4, 6, 9, 50))),
                "pays": rules,
                "carry_over": self.maybe(0.4),
            }
        return lines

    def targets(self, courses: dict[str, Any]) -> dict[str, Any]:
        random = self.random
        targets = {}
        for at in range(random.randint(1, 4)):
            targets[f"T{at}"] = {
                "title": "a target",
                "group": random.choice(WHO) if self.maybe(0.6) else "all",
                "compare": random.choice((">=", ">=", ">")),
                "percent": random.choice((20, 50, 66.7, 80, 95, 100)),
                "tier": random.randint(1, 3),
                "weight": random.choice((1, 1, 2, 5)),
                "measure": self._measure(courses),
            }
        return targets

    def _measure(self, courses: dict[str, Any]) -> dict[str, Any]:
        """What some course can attain, or nothing can."""
        random = self.random
        first, last = sorted(random.choices(self.years, k=2))
        window = {"first": first, "last": last}
        course = courses[random.choice(sorted(courses))]
        kinds = course.get("kinds", [])
        if self.maybe(0.06):
            return {"kind": "monitored", "who": "age < 40", **window}
        if kinds and self.maybe(0.8):
            kind = random.choice(("annual_participation", "once_in_window"))
            return {"kind": kind, "course_kind": random.choice(kinds), **window}
        conditions = [
            _at_least(grant["attribute"], grant["level"])
            if "level" in grant
            else random.choice((_any_of(grant["attribute"], grant["add"]), _fits()))
            for grant in course.get("grants", [])
        ]
        others = (
            _at_least("theory", random.choice(("so_cap", "trung_cap"))),
            _at_least("education", "dai_hoc"),
            _any_of("fields", ["finance", "farming"]),
            _fits(),
            {"attribute": "party", "equals": True},
        )
        if not conditions or self.maybe(0.2):
            conditions.append(random.choice(others))
        year = random.choice((last, self.last, self.last))
        return self._of_part_or_post(conditions, first, year)

    def _of_part_or_post(
        self, conditions: list[dict[str, Any]], first: int, year: int
    ) -> dict[str, Any]:
        """What is held by a year, perhaps of a part of the group or before a post."""
        random = self.apart
        measure: dict[str, Any] = {"conditions": conditions}
        if random.random() < 0.35:
            # Of those who hold something less, or something else.
            measure["among"] = random.choices(
                (
                    _at_least("theory", "so_cap"),
                    _at_least("education", random.choice(("trung_cap", "dai_hoc"))),
                    _any_of("fields", ["law", "farming"]),
                    {"attribute": "rank_years", "at_least": 3},
                    _fits(),
                ),
                k=random.choice((1, 1, 1, 2)),
            )
        if random.random() < 0.3:
            appointed = random.choice(
                ({"table": []}, {"table": ["deputy"]}, {"year": year},
                 {"attribute": "post_year"})
            )  # fmt: skip
            return {
                "kind": "before_appointment", "appointed": appointed, **measure,
                "first": first, "last": year,
            }  # fmt: skip
        return {"kind": "level_by_deadline", "year": year, **measure}


def _level(attribute: str, level: str) -> dict[str, Any]:
    return {"attribute": attribute, "level": level}


def _at_least(attribute: str, level: str) -> dict[str, Any]:
    return {"attribute": attribute, "at_least": level}


def _any_of(attribute: str, values: list[str]) -> dict[str, Any]:
    return {"attribute": attribute, "any_of": values}


def _fits() -> dict[str, Any]:
    return {"attribute": "fields", "fits": "title", "fitting": FITTING}
