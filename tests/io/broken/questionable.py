"""What is read with a warning."""

from tests.io.broken.breaking import SC_REQUIRES, Broken, recruits, replaces
from tests.io.good_scenario import edit

CASES = (
    Broken(
        "budget for a year outside the horizon",
        "year-outside-horizon",
        ("line 45", "budget.city.amount.2095", "2095"),
        replaces("amount: 100", "amount: {default: 100, 2095: 3}"),
    ),
    Broken(
        "level nobody can reach",
        "level-unreachable",
        ("courses.SC.requires.0", "cao_cap"),
        replaces(SC_REQUIRES[0], SC_REQUIRES[1].replace("trung", "cao")),
    ),
    Broken(
        "law without a version in force",
        "law-gap",
        ("courses.SC", "2025, 2026, 2027", "no version of mine", "law.hold"),
        replaces(
            "courses:\n  SC:\n",
            "law:\n  rules:\n    mine:\n      title: mine\n      versions:\n"
            "        - {source: a document, valid_to: 2024-12-31}\n"
            "courses:\n  SC:\n    follows: [mine]\n",
        ),
    ),
    Broken(
        "course that nobody can attend",
        "course-without-official",
        ("courses.SC", "age limits"),
        replaces("    weeks: [4]\n", "    weeks: [4]\n    age_max: 20\n"),
    ),
    Broken(
        "course that nobody pays for",
        "course-unpaid",
        ("courses.UP", "pays"),
        replaces("[SC, TC, UP]", "[SC, TC]"),
    ),
    Broken(
        "group without members",
        "group-empty",
        ("groups.young", "age < 20"),
        replaces("young: age < 40", "young: age < 20"),
    ),
    Broken(
        "target for nobody",
        "target-empty",
        ("targets.update.group", "2025, 2026, 2027"),
        replaces("    title: Update\n", "    title: Update\n    group: age > 70\n"),
    ),
    Broken(
        "more than everybody",
        "percent-impossible",
        ("targets.theory.compare", "> 100", ">="),
        replaces("percent: 80", 'percent: 100\n    compare: ">"'),
    ),
    # Members A1, A2, A4; A2 holds the level, A4 attends TC. 100 % of 3 needs A1 as well.
    Broken(
        "target without enough seats",
        "target-short-of-seats",
        ("targets.theory", "needs 1 more, at most 0 seats are offered by 2027"),
        replaces("percent: 80", "percent: 100"),
        changes=("courses.TC.classes=0",),
    ),
    # Everybody serves; without SC nobody but A1 can still reach TC.
    Broken(
        "target without enough officials",
        "target-short-of-officials",
        ("targets.theory", "needs 2 more, at most 1 more officials", "at least 1"),
        replaces('group: "@members"\n    measure', "group: all\n    measure"),
        changes=("courses.SC.classes=0", "targets.theory.percent=100"),
    ),
    # A seat of TC costs 8; 2 a year over three years pays for none.
    Broken(
        "target without enough money",
        "target-short-of-money",
        ("targets.theory", "needs 1 more, the money by 2027 (6 million dong)", "8"),
        changes=("budget.city.amount=2", "targets.theory.percent=100"),
    ),
    Broken(
        "number without a source",
        "source-missing",
        ("courses.SC", "weeks", "assumed: why"),
        replaces("sources: {weeks: assumed, ", "sources: {"),
    ),
    Broken(
        "stream that nobody pays for",
        "stream-unpaid",
        ("recruitment.streams.good", "counted nowhere", "pays"),
        lambda folder: (
            recruits()(folder),
            edit(folder, "scenario.yaml", ", {recruitment: [good]}", ""),
        )[0],
    ),
    Broken(
        "stream without a source",
        "source-missing",
        ("recruitment.streams.good", "age, cost"),
        recruits("sources: {good: assumed}", "sources: {}"),
    ),
    Broken(
        "attrition without a source",
        "source-missing",
        ("recruitment.attrition.0", "percent"),
        recruits("  of_post", "  attrition: [{percent: 1}]\n  of_post"),
    ),
)
