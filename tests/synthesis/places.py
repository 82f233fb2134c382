"""A small scenario and the published counts of a district, to make officials from."""

from typing import Any

from models.scenario import ScenarioSpec
from planner.synthesis.population import Population

ATTRIBUTES: dict[str, Any] = {
    "position": {"kind": "category", "values": ["can_bo", "cong_chuc"]},
    "key_official": {"kind": "flag"},
    "education": {"kind": "ladder", "levels": ["none", "dai_hoc", "thac_si"]},
    "theory": {"kind": "ladder", "levels": ["none", "trung_cap", "cao_cap"]},
    "fields": {"kind": "set", "values": ["law", "finance"]},
    "years": {"kind": "number"},
    "unit_type": {"kind": "category", "values": ["xa", "thi_tran"]},
}


def spec() -> ScenarioSpec:
    """Return a scenario with one attribute of each kind."""
    return ScenarioSpec.model_validate(
        {
            "name": "district",
            "title": "District",
            "synthetic": True,
            "horizon": {"first": 2024, "last": 2025},
            "attributes": ATTRIBUTES,
            "groups": {"leaders": "key_official", "young": "@leaders and age < 35"},
            "courses": {
                "c": {
                    "title": "c",
                    "weeks": [1],
                    "class_size": {"max": 30},
                    "cost_per_seat": [1],
                }
            },
            "targets": {
                "t": {
                    "title": "t",
                    "measure": {
                        "kind": "level_by_deadline",
                        "conditions": [
                            {"attribute": "theory", "at_least": "trung_cap"}
                        ],
                        "year": 2025,
                    },
                    "percent": 50,
                }
            },
        }
    )


def published(who: str, count: int) -> dict[str, Any]:
    """Return a published count."""
    return {"who": who, "count": count, "quote": "so many", "source": "a document"}


def data(**changes: Any) -> dict[str, Any]:
    """Return a district of 635 officials, 196 of them key officials, as in a real plan."""
    return {
        "title": "District (synthetic)",
        "baseline": "2023-12-31",
        "size": 635,
        "seed": 1,
        "id_prefix": "D",
        "units": [
            {
                "prefix": "xa",
                "number": 30,
                "officials": 595,
                "attributes": {"unit_type": "xa"},
                "source": "assumed: even",
            },
            {
                "prefix": "tt",
                "number": 2,
                "officials": 40,
                "attributes": {"unit_type": "thi_tran"},
                "source": "assumed: even",
            },
        ],
        "characteristics": {
            "position": {"even": True},
            "sex": {},
            "age": {"shares": {"22-34": 1, "35-60": 2}},
            "key_official": {"even": True},
            "education": {},
            "theory": {},
            "fields": {"shares": {"": 1, "law": 2, "law;finance": 1}},
            "years": {"shares": {0: 1, 2.5: 3}},
        },
        "published": {
            "can-bo": published("position == can_bo", 356),
            "key": published("key_official", 196),
            "key-young": published("@young", 6),
            "key-women": published("@leaders and sex == female", 30),
            "key-degree": published("key_official and education >= dai_hoc", 196),
            "key-masters": published("key_official and education == thac_si", 18),
            "key-advanced": published("key_official and theory == cao_cap", 31),
        },
        "tendencies": [
            {
                "who": "key_official and position == cong_chuc",
                "weight": 0,
                "why": "Key officials are cán bộ",
            },
            {
                "who": "law in fields and education == none",
                "weight": 0,
                "why": "Fields are those of degrees",
            },
        ],
    } | changes


def population(**changes: Any) -> Population:
    """Return the district as a population."""
    return Population.model_validate(data(**changes))
