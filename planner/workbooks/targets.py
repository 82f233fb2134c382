"""The targets with their traffic lights: colour, sign and word."""

from models.measures import target_figures
from models.result import TargetFigure
from planner.language import _
from planner.workbooks.book import Book
from planner.workbooks.columns import Column
from planner.workbooks.presented import Presented
from planner.workbooks.text import cell_texts

NEARLY = 20
"""A target is nearly met if no more than one in so many of those required is missing."""

_COLOURS = {
    "met": ("#C6EFCE", "#006100"),
    "nearly": ("#FFEB9C", "#7F6000"),
    "missed": ("#FFC7CE", "#9C0006"),
    "monitored": ("#E7E6E6", "#404040"),
}


def standing(figure: TargetFigure) -> str:
    """Return `met`, `nearly` or `missed`; `monitored` where training moves nothing.

    Nearly met: at most 5 % of the required headcount is missing.
    """
    if figure.tier is None or figure.shortfall is None:
        return "monitored"
    if not figure.shortfall:
        return "met"
    return "nearly" if figure.shortfall * NEARLY <= figure.required else "missed"


def standing_word(name: str) -> str:
    """Return sign and word of a standing."""
    return {
        "met": _("✔ Met"),
        "nearly": _("◐ Nearly met"),
        "missed": _("✘ Not met"),
        "monitored": _("○ Monitored only"),
    }[name]


def add_targets(book: Book, given: Presented) -> str:
    """Add the sheet and return its name."""
    sheet = book.sheet(_("Targets"), landscape=True)
    row = book.heading(
        sheet,
        _("Targets"),
        _(
            "Counted on 31 December of the year; before appointments, of the year before."
        ),
        _("Nearly met: at most 5 % of those required are missing."),
        _("Empty cells: the roster has no data to count it from."),
    )
    figures = target_figures(given.scenario, given.columns)
    below = book.table(sheet, row, _columns(figures))
    last = len(_columns(figures)) - 1
    for at, figure in enumerate(figures, start=row + 1):
        name = standing(figure)
        background, colour = _COLOURS[name]
        style = book.cell("text", bg_color=background, font_color=colour, bold=True)
        sheet.write_string(at, last, standing_word(name), style)
    sheet.print_area(0, 0, below - 1, last)
    return str(sheet.get_name())


def _columns(figures: tuple[TargetFigure, ...]) -> list[Column]:
    return [
        Column(_("Target"), cell_texts(f.title for f in figures), "text", 52),
        Column(_("Name"), cell_texts(f.name for f in figures), "text", 16),
        Column(_("Year"), [f.year for f in figures], "year", 8),
        Column(_("Tier"), [f.tier for f in figures], "year", 7),
        Column(_("Group"), [f.group_size for f in figures], "count", 10),
        Column(_("Required"), [f.required for f in figures], "count", 10),
        Column(_("Without the plan"), [f.baseline for f in figures], "count", 11),
        Column(_("With the plan"), [f.attained for f in figures], "count", 11),
        Column(_("Missing"), [f.shortfall for f in figures], "count", 10),
        Column(_("Attained, %"), [_percent(f) for f in figures], "percent", 10),
        Column(_("Standing"), [""] * len(figures), "text", 18),
    ]


def _percent(figure: TargetFigure) -> float | None:
    """Return attained ÷ group [%], cut off: 94.999 % never reads as the 95 % it is not."""
    if figure.attained is None or not figure.group_size:
        return None
    return figure.attained * 10_000 // figure.group_size / 100
