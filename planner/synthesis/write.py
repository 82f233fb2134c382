"""Write the synthetic officials of a scenario folder."""

import os
import tempfile
from pathlib import Path
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from models.scenario import ScenarioSpec
from planner.language import _
from planner.synthesis.population import read_population, read_yaml, refused
from planner.synthesis.synthesize import synthesize


def write_officials(folder: Path) -> tuple[Path, ...]:
    """Write one table for each `population*.yaml` of a scenario folder.

    All tables are made before the first is written; each is written whole or not at all.

    Returns
    -------
    The files written, in the order of the names of the descriptions.

    Raises
    ------
    ValueError
        If there is no description, a file is not valid, counts contradict one another, or
        a table would lie outside the folder.
    OSError
        If a file cannot be read or written.
    """
    described = sorted(folder.glob("population*.yaml"), key=lambda path: path.stem)
    if not described:
        raise ValueError(_("{folder} has no population.yaml").format(folder=folder))
    try:
        spec = ScenarioSpec.model_validate(read_yaml(folder / "scenario.yaml"))
    except ValidationError as error:
        raise refused(folder / "scenario.yaml", error) from error
    tables: dict[Path, pd.DataFrame] = {}
    for path in described:
        population = read_population(path)
        target = folder / population.table
        if not target.resolve().is_relative_to(folder.resolve()):
            raise ValueError(
                _("{path}: {table} lies outside the scenario").format(
                    path=path, table=population.table
                )
            )
        if target.suffix not in _WRITERS:
            endings = " or ".join(_WRITERS)
            raise ValueError(
                _("{path}: {table} does not end with {endings}").format(
                    path=path, table=population.table, endings=endings
                )
            )
        if target in tables:
            raise ValueError(
                _("{path}: {table} is written twice").format(
                    path=path, table=population.table
                )
            )
        try:
            tables[target] = synthesize(population, spec)
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
    for target, officials in tables.items():
        _write_whole(officials, target)
    return tuple(tables)


def _write_whole(officials: pd.DataFrame, target: Path) -> None:
    """Write a table beside its place and move it there when it is complete."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            _WRITERS[target.suffix](officials, file)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)


def _write_csv(officials: pd.DataFrame, file: BinaryIO) -> None:
    officials.to_csv(file, index=False, lineterminator="\n")


def _write_parquet(officials: pd.DataFrame, file: BinaryIO) -> None:
    """Write text columns only, so that both formats are read as the same table.

    Ids and birth dates, which hardly repeat, are stored as what they add to the one
    before; the others as numbers of their values.
    """
    table = pa.table(
        {name: pa.array(officials[name], type=pa.string()) for name in officials}
    )
    long = ["id", "birth"]
    pq.write_table(
        table,
        file,
        compression="zstd",
        compression_level=19,
        use_dictionary=[name for name in table.column_names if name not in long],
        column_encoding=dict.fromkeys(long, "DELTA_BYTE_ARRAY"),
        write_statistics=False,
        store_schema=False,
    )


_WRITERS = {".csv": _write_csv, ".parquet": _write_parquet}
