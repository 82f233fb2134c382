"""Empty pictures: the only place that knows where matplotlib is."""

from math import ceil
from typing import TYPE_CHECKING, Any

from planner.language import _
from planner.reports.text import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH = 10.0  # of a picture [inches]


def panels(
    number: int, *, across: int = 1, height: float = 3.0
) -> tuple["Figure", list["Axes"]]:
    """Return a picture and its panels, row after row.

    Parameters
    ----------
    across
        Panels beside each other.
    height
        Height of one panel [inches].

    Raises
    ------
    ImportError
        If matplotlib is not installed; the message says what to do.
    """
    try:
        from matplotlib.layout_engine import ConstrainedLayoutEngine

        from planner.api.picture import Picture
    except ImportError:
        raise ImportError(
            _("pictures need matplotlib: pip install matplotlib")
        ) from None
    across = min(across, max(1, number))
    down = ceil(max(1, number) / across)
    # Without the space a title would touch the years of the panel above.
    layout = ConstrainedLayoutEngine(hspace=0.08)
    figure = Picture(figsize=(_WIDTH, height * down), layout=layout)
    grid: Any = figure.subplots(down, across, squeeze=False)
    axes = list(grid.flat)
    for unused in axes[number:] if number else ():
        unused.set_axis_off()
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
    return figure, axes[: max(1, number)]


def words(text: object, longest: int = 60) -> str:
    """Return a text of the scenario as a picture may show it, never read as formula."""
    safe = printable(str(text))
    if len(safe) > longest:
        safe = safe[: longest - 1] + "…"
    return safe.replace("$", r"\$")


def years_only(axis: "Axes", years: list[int], offset: float = 0.0) -> None:
    """Mark whole years below a panel.

    Parameters
    ----------
    offset
        Where in a year its name stands, for panels on which a year has a length.
    """
    places = [year + offset for year in years]
    axis.set_xticks(places, [str(year) for year in years], fontsize=7)


def colours(number: int) -> list[Any]:
    """Return as many colours that can be told apart."""
    from matplotlib import colormaps

    few = colormaps["tab10"]
    if number <= few.N:
        return [few(at) for at in range(number)]
    return [colormaps["turbo"](at / (number - 1)) for at in range(number)]
