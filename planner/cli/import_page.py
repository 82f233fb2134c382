"""What `planner import` understood of a roster, on a terminal."""

from rich.console import Console

from planner.io.roster.reading import IGNORE
from planner.io.roster.small_sheets import SmallSheets
from planner.io.roster.understand import Understood
from planner.language import _, marked
from planner.language.numbers import number
from planner.reports.layout import line, new_table, row, section

_MOST_VALUES = 40
"""Most values listed of one column; the saved mapping lists all of them."""
_MOST_UNITS = 15
_MOST_ROWS = 8
_FORMS = {
    "day": marked("day, month and year"),
    "month": marked("month and year (taken for the 1st of the month)"),
    "year": marked("year alone (taken for 1 January)"),
    "serial": marked("the number of a day in Excel"),
    "two digits": marked("two digits for the year (the only century possible)"),
}


def print_understood(console: Console, result: Understood) -> None:
    """Print the columns, values, sections and rows of a roster, and how they were read."""
    layout = result.layout
    title = _("Sheet {sheet}, header in rows {first} to {last}. Officials: {officials}")
    title = title.format(
        sheet=layout.sheet.name,
        first=layout.header.first,
        last=layout.header.last,
        officials=number(len(result.columns.table)),
    )
    line(console, title, style="bold")
    _columns(console, result)
    _values(console, result)
    _dates(console, result)
    _units(console, result)
    _respelled(console, result)
    _sections(console, result)
    _left_out(console, result)
    _ids(console, result)


def print_small_sheets(console: Console, small: SmallSheets) -> None:
    """Print how many rows the other sheets of a template have."""
    for name, table in small.tables.items():
        text = _("Table {name}; rows: {count}")
        line(console, text.format(name=name, count=number(len(table))))


def _columns(console: Console, result: Understood) -> None:
    layout = result.layout
    page = new_table(
        _("Columns"), (_("Column"), _("Heading"), _("Read as"), ""), texts=4
    )
    for letter in layout.sheet.letters:
        if not (letter in layout.header.paths or letter in layout.unknown):
            continue
        readings = layout.readings.get(letter)
        said = ", ".join(map(str, readings)) if readings else "?"
        if readings == (IGNORE,):
            said = _("left out")
        origin = _("mapping") if letter in layout.from_mapping else ""
        if letter not in layout.readings and letter not in layout.unknown:
            said = _("empty")
        row(page, letter, layout.heading(letter), said, origin)
    console.print(page)
    for name, value in result.fixed.items():
        text = _("For everybody, from the mapping: {name} = {value}")
        line(console, text.format(name=name, value=value))


def _values(console: Console, result: Understood) -> None:
    page = new_table(
        _("Values"),
        (_("Column"), _("In the roster"), _("Read as"), _("Officials")),
        texts=3,
    )
    for name, values in result.columns.uses.values.items():
        ordered = sorted(
            values.items(), key=lambda item: (item[1][0] or "", -item[1][1])
        )
        for at, (text, (value, officials)) in enumerate(ordered[:_MOST_VALUES]):
            shown = "?" if value is None else value
            row(
                page, "" if at else name, text or _("(empty)"), shown, number(officials)
            )
        if (more := len(ordered) - _MOST_VALUES) > 0:
            row(page, "", _("and {count} more").format(count=number(more)), "", "")
    if page.row_count:
        console.print(page)
    for name, officials in result.columns.several_marks.items():
        if officials:
            text = _(
                "{name}: several levels marked, the highest counts; officials: {count}"
            )
            line(console, text.format(name=name, count=number(officials)))


def _dates(console: Console, result: Understood) -> None:
    for name, forms in result.columns.forms.items():
        parts = [f"{_(_FORMS[form])}: {number(count)}" for form, count in forms.items()]
        if parts:
            line(console, f"{name}: " + "; ".join(parts))


def _units(console: Console, result: Understood) -> None:
    if "unit" not in result.officials:
        return
    counts = result.officials["unit"].value_counts(sort=False)
    section(console, _("Units: {count}").format(count=number(len(counts))))
    shown = [f"{unit} ({number(size)})" for unit, size in counts[:_MOST_UNITS].items()]
    if (more := len(counts) - _MOST_UNITS) > 0:
        shown.append(_("and {count} more").format(count=number(more)))
    line(console, "; ".join(shown))


def _respelled(console: Console, result: Understood) -> None:
    for text, unit in result.columns.respelled.items():
        line(console, _("{text} is read as {unit}").format(text=text, unit=unit))


def _sections(console: Console, result: Understood) -> None:
    said = {
        text: meaning
        for text, meaning in result.sections.meanings.items()
        if not meaning.startswith("unit =")
    }
    if not said:
        return
    section(console, _("Section rows"))
    for text, meaning in said.items():
        shown = _("left out") if meaning == IGNORE.name else meaning or "?"
        line(console, f"{text}: {shown}")


def _left_out(console: Console, result: Understood) -> None:
    if not result.rows.left_out:
        return
    section(console, _("Rows left out"))
    for reason, rows in result.rows.left_out.items():
        shown = [f"{at} ({text})" for at, text in rows[:_MOST_ROWS]]
        if (more := len(rows) - _MOST_ROWS) > 0:
            shown.append(_("and {count} more").format(count=number(more)))
        line(console, f"{_(reason)}: " + "; ".join(shown))


def _ids(console: Console, result: Understood) -> None:
    if result.made_ids or result.kept_ids:
        text = _(
            "Ids: {made} made from unit and running number, {kept} kept from the table "
            "before."
        )
        line(console, "")
        line(
            console,
            text.format(made=number(result.made_ids), kept=number(result.kept_ids)),
        )
