"""What is wrong with what-ifs and single changes."""

from pathlib import Path

from tests.io.broken.breaking import Broken, replaces, writes


def what_if_links_outside(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text("title: Outside\n", encoding="utf-8")
    (folder / "whatif/cut.yaml").unlink()
    (folder / "whatif/cut.yaml").symlink_to(outside)


CASES = (
    Broken(
        "unknown what-if",
        "what-if-unknown",
        ("whatif/cutt.yaml", "did you mean cut?"),
        what_ifs=("cutt",),
    ),
    Broken(
        "what-if outside the folder",
        "what-if-unknown",
        ("../cut",),
        what_ifs=("../cut",),
    ),
    Broken(
        "what-if by its absolute path",
        "what-if-unknown",
        ("/etc/passwd",),
        what_ifs=("/etc/passwd",),
    ),
    Broken(
        "what-if that is a link out of the folder",
        "file-outside",
        ("whatif/cut.yaml", "outside the scenario folder"),
        what_if_links_outside,
        what_ifs=("cut",),
    ),
    Broken(
        "tag in a change",
        "yaml-form",
        ("--set title", "python/object"),
        changes=("title=!!python/object/apply:os.system [ls]",),
    ),
    Broken(
        "change of what Python would reach",
        "override-path",
        ("__class__",),
        changes=("__class__.__name__=x",),
    ),
    Broken(
        "unknown key in a what-if",
        "unknown-key",
        ("whatif/cut.yaml, line 2", "scael", "did you mean scale?"),
        replaces("scale:", "scael:", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "unknown path in a what-if",
        "override-path",
        ("whatif/cut.yaml, line 3", "citty", "did you mean city?"),
        replaces("budget.city", "budget.citty", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "nothing to scale",
        "override-scale",
        ("whatif/cut.yaml", "budget.city.title"),
        replaces("city.amount", "city.title", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "nothing to scale at any of many paths",
        "override-scale",
        ("--set courses.*.title*=2",),
        changes=("courses.*.title*=2",),
    ),
    Broken(
        "factor that is no number",
        "wrong-value",
        ("--set budget.city.amount*=much", "from 0 to 1000"),
        changes=("budget.city.amount*=much",),
    ),
    Broken(
        "star where nothing has a name",
        "override-path",
        ("--set seed.*.amount=1", "seed.*"),
        changes=("seed.*.amount=1",),
    ),
    Broken(
        "what-if that builds on itself",
        "what-if-circle",
        ("whatif/cut.yaml, line 2", "cut > cut"),
        writes("whatif/cut.yaml", "title: Cut\nparents: [cut]\n"),
        what_ifs=("cut",),
    ),
    Broken(
        "what-if that builds on an unknown one",
        "what-if-unknown",
        ("whatif/cut.yaml, line 2", "did you mean cut?"),
        writes("whatif/cut.yaml", "title: Cut\nparents: [cutt]\n"),
        what_ifs=("cut",),
    ),
    Broken(
        "scaled count that is not whole",
        "wrong-value",
        ("whatif/cut.yaml, line 3", "courses.TC.class_size.max", "1.5"),
        replaces("budget.city.amount", "courses.TC.class_size.max", "whatif/cut.yaml"),
        what_ifs=("cut",),
    ),
    Broken(
        "change without a value",
        "override-form",
        ("--set seed", "PATH=VALUE"),
        changes=("seed",),
    ),
    Broken(
        "change of an unknown path",
        "override-path",
        ("--set target.theory.percent=1", "did you mean targets?"),
        changes=("target.theory.percent=1",),
    ),
    Broken(
        "change to an illegal key",
        "unknown-key",
        ("--set budget.city.amout=1", "did you mean amount?"),
        changes=("budget.city.amout=1",),
    ),
    Broken(
        "change to a wrong value",
        "wrong-value",
        ("--set budget.city.amount=-1", "greater than or equal to 0"),
        changes=("budget.city.amount=-1",),
    ),
)
