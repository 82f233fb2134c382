"""What is wrong with `scenario.yaml` as YAML, and against its schema."""

from tests.io.broken.breaking import Broken, replaces, writes

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


CASES = (
    # YAML
    Broken(
        "YAML syntax",
        "yaml-syntax",
        ("scenario.yaml, line 5", "indentation"),
        replaces("horizon: {first: 2025, last: 2027}", "horizon: {first: 2025"),
    ),
    Broken(
        "control characters",
        "yaml-syntax",
        ("scenario.yaml", "cannot be read"),
        replaces("name: tiny", "name: tiny\x00"),
    ),
    Broken(
        "key given twice",
        "yaml-twice",
        ("line 2, column 1", "name", "line 1"),
        replaces("name: tiny\n", "name: tiny\nname: again\n"),
    ),
    Broken(
        "object tag",
        "yaml-form",
        ("line 1, column 7", "python/object", "plain text"),
        replaces("name: tiny", "name: !!python/object/apply:os.system [ls]"),
    ),
    Broken(
        "merge key",
        "unknown-key",
        ("line 45", "budget.city.<<"),
        replaces("    title: City\n", "    title: City\n    <<: {amount: 1}\n"),
    ),
    Broken(
        "tag of our own",
        "yaml-form",
        ("line 2", "!secret"),
        replaces("title: A tiny", "title: !secret A tiny"),
    ),
    Broken(
        "endless number",
        "yaml-form",
        ("line 4", "cannot be read"),
        replaces("first: 2025", f"first: {'9' * 5000}"),
    ),
    Broken(
        "YAML bomb",
        "yaml-too-large",
        ("scenario.yaml", "100,000", "aliases"),
        writes("scenario.yaml", BOMB),
    ),
    Broken(
        "alias within itself",
        "yaml-too-large",
        ("scenario.yaml", "nested"),
        writes("scenario.yaml", "a: &a [*a]\n"),
    ),
    Broken(
        "nested without end",
        "yaml-too-large",
        ("scenario.yaml", "nested"),
        writes("scenario.yaml", "[" * 5000 + "]" * 5000),
    ),
    Broken(
        "a list instead of a scenario",
        "wrong-value",
        ("scenario.yaml", "a mapping"),
        writes("scenario.yaml", "- name\n- title\n"),
    ),
    # Schema
    Broken(
        "unknown key",
        "unknown-key",
        ("line 16, column 5", "courses.SC.titel", "did you mean title?"),
        replaces("    title: Elementary", "    titel: Elementary"),
    ),
    Broken(
        "missing key",
        "missing-key",
        ("courses.SC.cost_per_seat", "add `cost_per_seat:`", "million dong"),
        replaces("    cost_per_seat: [1.5]\n", ""),
    ),
    Broken(
        "text for a number",
        "wrong-value",
        ("line 56", "targets.theory.percent", "eighty"),
        replaces("percent: 80", "percent: eighty"),
    ),
    Broken(
        "number out of range",
        "wrong-value",
        ("targets.theory.percent", "120", "less than or equal to 100"),
        replaces("percent: 80", "percent: 120"),
    ),
    Broken(
        "number for a list",
        "wrong-value",
        ("courses.SC.weeks", "a list is needed", "[4]"),
        replaces("weeks: [4]", "weeks: 4"),
    ),
    Broken(
        "number for text",
        "wrong-value",
        ("budget.city.source", "in quotes", '"2024"'),
        replaces("    source: assumed\ntargets", "    source: 2024\ntargets"),
    ),
    Broken(
        "unknown kind of attribute",
        "wrong-value",
        ("line 7", "attributes.party", "flagg", "did you mean flag?"),
        replaces("kind: flag", "kind: flagg"),
    ),
    Broken(
        "unknown comparison",
        "wrong-value",
        ("targets.theory.compare", ">=, >"),
        replaces("    percent: 80", '    compare: "=>"\n    percent: 80'),
    ),
    Broken(
        "filter that is no filter",
        "wrong-value",
        ("line 13", "groups.young", "__import__"),
        replaces("young: age < 40", "young: __import__('os').system('ls')"),
    ),
    Broken(
        "weeks for another number of years",
        "wrong-value",
        ("courses.TC", "weeks has 1 values for 2 years"),
        replaces("weeks: [13, 13]", "weeks: [13]"),
    ),
    Broken(
        "illegal name",
        "wrong-value",
        ("Tiny scenario!", "letters, digits"),
        replaces("name: tiny", "name: Tiny scenario!"),
    ),
    Broken(
        "horizon that ends before it begins",
        "wrong-value",
        ("line 4", "2025 is after last year 2020"),
        replaces("last: 2027}\nattr", "last: 2020}\nattr"),
    ),
)
