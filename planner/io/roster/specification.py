"""What a scenario declares, read without its tables, which may be missing or wrong."""

from pathlib import Path

from pydantic import ValidationError

from models.scenario import ScenarioSpec
from planner.io.files import inside, read_bytes
from planner.io.law import add_law
from planner.io.problems import InvalidInput
from planner.io.read_scenario import SCENARIO_FILE
from planner.io.schema_problems import schema_problems
from planner.io.yaml_lines import MOST_BYTES, parse
from planner.language import _


def scenario_folder(path: Path) -> Path:
    """Return the folder of a scenario named by its folder or its `scenario.yaml`."""
    return path.parent if path.name == SCENARIO_FILE and not path.is_dir() else path


def read_specification(folder: Path) -> ScenarioSpec:
    """Return the specification of the scenario in a folder.

    Raises
    ------
    InvalidInput
        With every problem of `scenario.yaml`.
    """
    hint = _("name a folder that has one; `planner new DIR` starts one")
    path = inside(folder, SCENARIO_FILE)
    document = parse(read_bytes(path, SCENARIO_FILE, MOST_BYTES, hint), SCENARIO_FILE)
    add_law(document)
    try:
        return ScenarioSpec.model_validate(document.data)
    except ValidationError as error:
        raise InvalidInput(schema_problems(error, document)) from None
