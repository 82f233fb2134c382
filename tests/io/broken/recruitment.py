"""What is wrong with recruitment."""

from tests.io.broken.breaking import Broken, recruits, removes, replaces
from tests.io.good_scenario import edit

CASES = (
    Broken(
        "stream with an unknown attribute",
        "unknown-reference",
        ("recruitment.streams.good.attributes", "theroy", "did you mean theory?"),
        recruits("theory: so_cap", "theroy: so_cap"),
    ),
    Broken(
        "stream with an unknown level",
        "unknown-reference",
        ("recruitment.streams.good.attributes.theory", "so_cao"),
        recruits("theory: so_cap", "theory: so_cao"),
    ),
    Broken(
        "stream with a value of the wrong sort",
        "condition-misfit",
        ("streams.good.attributes.party", "is a flag", "write true or false"),
        recruits("party: true", "party: member"),
    ),
    Broken(
        "stream with one value for a set",
        "condition-misfit",
        ("attributes.fields", "write a list of values: law, finance"),
        recruits("fields: [law]", "fields: law"),
    ),
    Broken(
        "stream without a category",
        "missing-key",
        ("streams.good.attributes", "add `position:`", "of_post"),
        recruits("of_post: [position]", "of_post: []"),
    ),
    Broken(
        "post with an unknown attribute",
        "unknown-reference",
        ("recruitment.of_post", "title"),
        recruits("of_post: [position]", "of_post: [position, title]"),
    ),
    Broken(
        "attribute of the post and of the stream",
        "wrong-value",
        ("recruitment", "gives attributes that belong to the post: position"),
        recruits("theory: so_cap", "position: can_bo"),
    ),
    Broken(
        "recruits who retire",
        "wrong-value",
        ("streams.good.age", "who joins in 2025 at 60 retires on", "2027"),
        recruits("age: 24", "age: 60"),
    ),
    Broken(
        "filter of recruitment",
        "unknown-reference",
        ("recruitment.who", "agee", "did you mean age?"),
        recruits("  of_post", "  who: agee < 50\n  of_post"),
    ),
    Broken(
        "stream without a price in some year",
        "year-without-value",
        ("streams.good.cost", "2026, 2027"),
        recruits("cost: 2", "cost: {2025: 2}"),
    ),
    Broken(
        "line that pays for an unknown stream",
        "unknown-reference",
        ("budget.city.pays.1.recruitment", "god", "did you mean good?"),
        lambda folder: (
            recruits()(folder),
            edit(folder, "scenario.yaml", "recruitment: [good]", "recruitment: [god]"),
        )[0],
    ),
    Broken(
        "target of an unknown stream",
        "unknown-reference",
        ("targets.update.measure.streams", "goood", "did you mean good?"),
        lambda folder: (
            recruits()(folder),
            edit(
                folder,
                "scenario.yaml",
                "{kind: annual_participation, course_kind: refresher,",
                "{kind: recruitment_composition, streams: [goood],",
            ),
        )[0],
    ),
    Broken(
        "line that pays for recruits of nobody",
        "unknown-reference",
        ("budget.city.pays.0.recruitment", "nobody is recruited without the section"),
        replaces("{courses: [SC, TC, UP]}", "{recruitment: [good]}"),
    ),
    Broken(
        "target of recruits where nobody is recruited",
        "unknown-reference",
        ("targets.update.measure.kind", "nobody is recruited without the section"),
        replaces(
            "{kind: annual_participation, course_kind: refresher,",
            "{kind: recruitment_composition, who: party,",
        ),
    ),
    # A1, a woman born in March 1970, retires at the age in force then.
    Broken(
        "fewer vacancies than recruits",
        "recruits-impossible",
        ("recruitment.streams", "posts filled in 2025: 0", "allow at least 1"),
        recruits("      cost: 2", "      cost: 2\n      limits: {min: 1}"),
    ),
    Broken(
        "more vacancies than recruits",
        "recruits-impossible",
        ("recruitment.streams", "posts filled in 2027: 1", "allow at most 0"),
        recruits("      cost: 2", "      cost: 2\n      limits: {max: 0}"),
    ),
    Broken(
        "id of somebody who may be recruited",
        "cell-value",
        ("row 3, column id", "NEW-2027-0001-good", "give the official another id"),
        lambda folder: (
            recruits()(folder),
            removes("tables/pins.csv")(folder),
            edit(folder, "scenario.yaml", "  pins: tables/pins.csv\n", ""),
            edit(folder, "tables/officials.csv", "A2,", "NEW-2027-0001-good,"),
        )[0],
    ),
)
