"""The cover: which plan this is, and what was proven about it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from models.measures import total_cost
from models.result import Result, SolveStatus, Stage
from planner.language import _
from planner.language.numbers import number
from planner.reports.stages import in_words
from planner.workbooks.book import Book
from planner.workbooks.columns import LINE, lines_of, money_format
from planner.workbooks.presented import Presented
from planner.workbooks.text import cell_text

_WIDTHS = (34, 18, 18, 12, 76)


def add_cover(book: Book, given: Presented) -> str:
    """Add the sheet and return its name."""
    spec = given.scenario.spec
    sheet = book.sheet(_("Cover"), landscape=True)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    row = book.heading(sheet, _("Training plan: {title}").format(title=spec.title))
    if spec.synthetic:
        notice = _("The officials are synthetic data: no real person is listed.")
        sheet.write_string(row, 0, notice, book.format(bold=True, font_color="#9C0006"))
        row += 2
    for name, value in _facts(given):
        sheet.write_string(row, 0, name, book.format(bold=True))
        if isinstance(value, str):
            sheet.write_string(row, 1, cell_text(value), book.format())
        elif isinstance(value, int | Decimal):
            shown = money_format([int(value * 1000)])
            style = book.format(num_format=shown, align="left")
            sheet.write_number(row, 1, float(value), style)
        else:
            sheet.write_datetime(row, 1, value, book.day())
        row += 1
    row = _proof(book, sheet, row + 1, given)
    sheet.print_area(0, 0, row, len(_WIDTHS) - 1)
    return str(sheet.get_name())


def _facts(given: Presented) -> Iterator[tuple[str, Any]]:
    scenario, result = given.scenario, given.result
    spec = scenario.spec
    horizon = spec.horizon
    yield _("Scenario"), spec.name
    yield _("What-ifs and changes"), ", ".join(scenario.overrides) or _("none")
    yield _("Years planned"), f"{horizon.first}–{horizon.last}"
    yield _("Data as of"), given.baseline
    yield _("Officials"), scenario.roster.named
    yield _("Enrolments"), len(given.enrolments)
    if left_out := len(given.columns.frame) - len(given.enrolments):
        text = _("{number} (unknown official or course, or outside the years planned)")
        yield _("Enrolments left out"), text.format(number=number(left_out))
    if spec.recruitment is not None:
        yield _("Recruits"), int(given.columns.there[scenario.roster.named :].sum())
    if spec.rules.soft_cover is not None:
        beyond = int(given.report.unit_cover["beyond"].sum())
        yield _("Officials away beyond unit cover, year by year"), beyond
    if spec.budget:
        cost = total_cost(scenario, given.columns)
        yield _("Cost, million dong"), Decimal(cost) / 1000
    yield _("Content hash of the scenario"), scenario.content_hash or _("not known")
    if result is not None:
        yield _("Run"), result.id
        yield _("Version"), result.version
        engine = result.engine
        yield _("Engine"), f"{engine.name}, {engine.solver} ({engine.solver_version})"


def _proof(book: Book, sheet: Any, row: int, given: Presented) -> int:
    """Write what is known about how good the plan is; return the row below."""
    sheet.write_string(row, 0, _("What was proven"), book.format(bold=True))
    row += 1
    for text in _standing(given):
        sheet.write_string(row, 0, text, book.format())
        row += 1
    if given.result is None or not given.as_found:
        return row
    titles = (
        _("Objective, in order"), _("Value of the plan"), _("Proven bound"), _("Gap, %"),
        _("In words"),
    )  # fmt: skip
    row += 1
    sheet.set_row(row, 2 * LINE + 4)
    for at, title in enumerate(titles):
        sheet.write_string(row, at, title, book.header())
    for stage in given.result.stages:
        row += 1
        _stage(book, sheet, row, stage)
    return row + 1


def _standing(given: Presented) -> Iterator[str]:
    result = given.result
    if result is None:
        yield _("Nothing: this plan was not searched for here.")
        return
    if not given.as_found:
        yield _(
            "Nothing about this plan: enrolments or scenario were changed after the plan "
            "was found."
        )
        return
    yield _status(result)
    if result.cut_short:
        yield _("The search was ended early; a longer one may find a better plan.")


def _status(result: Result) -> str:
    if result.status is SolveStatus.OPTIMAL:
        return _("No plan is better: proven for every objective, in this order.")
    return _(
        "The plan obeys every rule; for some objectives it is not proven that no plan is "
        "better."
    )


def _stage(book: Book, sheet: Any, row: int, stage: Stage) -> None:
    words = cell_text(in_words(stage))
    sheet.set_row(row, LINE * lines_of([words], _WIDTHS[-1])[0])
    scale = 1000 if stage.unit == "thousand dong" else 1
    sheet.write_string(row, 0, cell_text(stage.name), book.cell("text"))
    shown = "#,##0.0##" if scale > 1 else "#,##0"
    for at, value in ((1, stage.incumbent), (2, stage.bound)):
        if value is None:
            sheet.write_string(row, at, "–", book.cell("text", align="right"))
        else:
            sheet.write_number(
                row, at, value / scale, book.cell("money", num_format=shown)
            )
    if stage.gap is None:
        sheet.write_string(row, 3, "–", book.cell("text", align="right"))
    else:
        # A gap that is there is never shown as none: rounded up.
        sheet.write_number(
            row, 3, -(-stage.gap * 10_000 // 1) / 100, book.cell("percent")
        )
    sheet.write_string(row, 4, words, book.cell("text"))
