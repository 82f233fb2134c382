"""Files and their YAML, what the schema refuses, what-ifs and changes."""

from planner.io.problem_kinds.kind import Kind

KINDS: dict[str, Kind] = {
    # Files
    "file-missing": Kind(
        "error", "A file is missing", "there is no such file", "{hint}"
    ),
    "file-unreadable": Kind(
        "error",
        "A file cannot be read",
        "the file cannot be read: {reason}",
        "check that it is an ordinary file that you may read",
    ),
    "file-outside": Kind(
        "error",
        "A path leaves the scenario folder",
        "the path leads outside the scenario folder",
        "copy the file into the folder and give its path relative to the folder",
    ),
    "file-too-large": Kind(
        "error",
        "A file is too large",
        "the file has {size} bytes, at most {limit} are read",
        "{hint}",
    ),
    "file-empty": Kind(
        "error",
        "A file is empty",
        "the file contains nothing",
        "fill it; `planner new DIR` writes an example of every file",
    ),
    "file-encoding": Kind(
        "error",
        "A file is not UTF-8",
        "the text is not UTF-8",
        "save it as UTF-8 (in Excel: `CSV UTF-8 (Comma delimited)`)",
    ),
    # YAML
    "yaml-syntax": Kind(
        "error",
        "The YAML cannot be read",
        "the YAML cannot be read: {reason}",
        "check indentation, quotes, brackets and colons on this line and above",
    ),
    "yaml-twice": Kind(
        "error",
        "A key is given twice",
        "the key is given twice, first on line {first}",
        "keep one of the two",
    ),
    "yaml-form": Kind(
        "error",
        "A YAML feature is not accepted",
        "{reason}",
        "write plain text, numbers, true or false, lists and mappings only",
    ),
    "yaml-too-large": Kind(
        "error",
        "The YAML is too large",
        "the YAML has more than {limit} values once its aliases are written out, or is "
        "nested too deeply",
        "remove aliases (`*name`) and needless nesting; long tables belong in tables/",
    ),
    # Schema
    "unknown-key": Kind(
        "error", "An unknown key", "the key {name} is not known here", "{hint}"
    ),
    "missing-key": Kind(
        "error", "A key is missing", "the key {name} is missing", "add `{name}:` {hint}"
    ),
    "wrong-value": Kind("error", "A wrong value", "{reason}", "{hint}"),
    # Overrides
    "what-if-unknown": Kind(
        "error", "An unknown what-if", "there is no such what-if", "{hint}"
    ),
    "what-if-circle": Kind(
        "error",
        "What-ifs build on each other in a circle",
        "the what-ifs build on each other in a circle: {circle}",
        "remove one of these parents",
    ),
    "override-form": Kind(
        "error",
        "A change cannot be read",
        "a change has the form PATH=VALUE",
        "for example --set budget.city.amount.2025=0",
    ),
    "override-path": Kind(
        "error",
        "An override names an unknown path",
        "{name} does not exist in the scenario",
        "{hint}",
    ),
    "override-scale": Kind(
        "error",
        "Nothing to scale",
        "there is no number at or below this path",
        "name a number or a mapping of numbers",
    ),
}
