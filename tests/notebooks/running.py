"""Notebooks run from top to bottom in a kernel of their own, as `nbconvert` does."""

import json
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = sorted(path.name for path in FOLDER.glob("*.ipynb"))


def read(name: str) -> Any:
    return nbformat.read(FOLDER / name, as_version=4)


def run(name: str, *further: str) -> Any:
    """The notebook with its outputs, after running further cells at its end."""
    notebook = read(name)
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in further]
    NotebookClient(
        notebook, timeout=600, resources={"metadata": {"path": str(FOLDER)}}
    ).execute()
    return notebook


def printed(notebook: Any, cell: int) -> Any:
    """What a cell printed, as JSON."""
    return json.loads(notebook.cells[cell].outputs[-1].text)


def outputs(notebook: Any) -> list[Any]:
    return [
        output
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]
