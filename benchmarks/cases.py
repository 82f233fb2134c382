"""Cases: the scenarios that come with the product, and generated ones of any size."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.families import write_scenario

PLACES = Path(__file__).parents[1] / "scenarios"
"""Folder of the scenarios that come with the product."""


@dataclass(frozen=True)
class Case:
    """One scenario to be planned."""

    scenario: str
    """Folder below `scenarios`, or a family of `benchmarks.families`."""
    officials: int = 0
    """Of a generated scenario; 0 for a folder [officials]."""

    @property
    def name(self) -> str:
        """Name in the results."""
        return f"{self.scenario}-{self.officials}" if self.officials else self.scenario

    def folder(self, work: Path) -> Path:
        """Return the scenario folder; a generated one is written below `work` once."""
        if not self.officials:
            return PLACES / self.scenario
        folder = work / self.name
        if not folder.exists():
            write_scenario(folder, self.scenario, self.officials, seed=1)
        return folder
