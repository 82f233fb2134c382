"""Text of a scenario stays text, whatever it says."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from models.plan import Plan
from models.scenario import Scenario
from planner.reports.compare import Comparison
from tests.builders import course, level, official, plan, scenario
from tests.html_report.conftest import Reader
from tests.html_report.plans import html, named

HOSTILE = (
    "<script>window.canary=1</script>",
    "</script><script>window.canary=1</script>",
    "</SCRIPT ><img src=x onerror=window.canary=1>",
    "<!--<script>",
    "--><script>window.canary=1</script>",
    "]]><svg onload=window.canary=1>",
    "<img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "\" onmouseover=\"alert(1)\" x=\"",
    "' autofocus onfocus='alert(1)",
    "javascript:window.canary=1",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc='<script>parent.canary=1</script>'></iframe>",
    "<meta http-equiv=refresh content=0;url=https://example.com>",
    "<base href=https://example.com/>",
    "<link rel=stylesheet href=https://example.com/a.css>",
    "<style>body{display:none}</style>",
    "</style><style>*{display:none}</style>",
    "</title><script>window.canary=1</script>",
    "</textarea></noscript><script>window.canary=1</script>",
    "{{ 7 * 7 }}",
    "{% raw %}{{ self.__init__.__globals__ }}",
    "${window.canary=1}",
    "`${alert(1)}`",
    "\\u003cscript\\u003ewindow.canary=1\\u003c/script\\u003e",
    "&lt;script&gt;window.canary=1&lt;/script&gt;",
    "\u202egnp.exe\u202c <b>đậm</b>",
    "line\u2028separator\u2029window.canary=1",
    "__proto__",
    "%3Cscript%3Ewindow.canary=1%3C/script%3E #unit-an",
    "data:text/html,<script>window.canary=1</script>",
    "Nguyễn \ud83d\ude00 <details open ontoggle=alert(1)>".encode(
        "utf-16", "surrogatepass"
    ).decode("utf-16"),
)  # fmt: skip

KNOWN = {
    "a", "bdi", "body", "button", "caption", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "head", "header", "html", "input",
    "label", "li", "line", "main", "meta", "nav", "noscript", "ol", "p", "rect",
    "script", "section", "small", "span", "style", "summary", "svg", "table",
    "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
"""Every element that a report is made of."""


def made() -> tuple[Scenario, Plan]:
    """Each string as title, source, unit, id, name, label and class of something."""
    numbers = range(len(HOSTILE))
    people = [official(text, unit=text, party=False) for text in HOSTILE]
    grants = [{"attribute": "theory", "level": "so_cap"}]
    rule = {"who": "party", "grants": grants}
    courses = {
        f"C{at}": course(title=HOSTILE[at], **(rule if at % 2 else {}))
        for at in numbers
    }
    targets: dict[str, Any] = {
        f"T{at}": level("theory", "so_cap", title=HOSTILE[at], source=HOSTILE[-1 - at])
        for at in numbers
    }
    targets["watched"] = {
        "title": HOSTILE[0],
        "percent": 5,
        "measure": {
            "kind": "monitored", "first": 2026, "last": 2026, "reason": HOSTILE[1],
        },
    }  # fmt: skip
    given = scenario(
        people,
        courses,
        targets=targets,
        budget={
            f"L{at}": {"title": HOSTILE[at], "amount": 10, "source": HOSTILE[-1 - at]}
            for at in numbers
        },
        title=HOSTILE[1],
    )
    given.spec.attributes["theory"].__dict__["label"] = HOSTILE[2]
    starts = [
        (HOSTILE[at], f"C{at}", 2026, HOSTILE[-1 - at], f"L{at}")
        for at in numbers
        if at % 2 == 0
    ]
    return named(given, list(reversed(HOSTILE))), plan(given, *starts)


def test_hostile_text_is_shown_and_never_run(reader: Reader, tmp_path: Path) -> None:
    given, decided = made()
    file = tmp_path / "hostile.html"
    file.write_bytes(html(given, decided))
    reader.open(file)
    assert reader.page.title() == HOSTILE[1]
    assert reader.text("h1") == HOSTILE[1]
    for at, text in enumerate(HOSTILE):
        reader.go(f"target-T{at}")
        assert text in reader.text(f"#target-T{at} h2")
        assert HOSTILE[-1 - at] in reader.text(f"#target-T{at} .facts")
        assert HOSTILE[2] in reader.text(f"#target-T{at} .facts")
        reader.go(f"unit-{quote(text, safe='')}")
        assert reader.text("#unit h2") == text
        cells = reader.page.evaluate(
            "[...document.querySelectorAll('#unit th, #unit td')].map(c => c.textContent)"
        )
        assert text in cells  # id
        assert HOSTILE[-1 - at] in cells  # name
        if at % 2 == 0:
            assert f"{text} (L{at})" in cells and f"{text} (C{at})" in cells
    for section in ("money", "courses", "units", "enrolments"):
        content = reader.go(section).text(f"#{section}")
        assert all(text in content for text in HOSTILE[::2])
    for text in HOSTILE[::4]:
        reader.page.locator("#search input").fill(text)
        reader.wait(
            "text => [...document.querySelectorAll('#results a')]"
            ".some(link => link.textContent.includes(`${text} (T`))",
            text,
        )
    harmless(reader, given)


def test_hostile_names_of_runs_and_values_stay_text(
    reader: Reader, tmp_path: Path
) -> None:
    given, decided = made()
    rows = pd.DataFrame(
        {"run": "x", "path": HOSTILE, "reference": HOSTILE, "value": ""}
    )
    figures = pd.DataFrame(
        columns=["target", "line", "course", "figure", "year", "start_year", "reference",
                 "value", "change"]
    )  # fmt: skip
    recruits = pd.DataFrame(
        {"stream": HOSTILE, "unit": HOSTILE, "year": 2027, "figure": "recruits",
         "reference": 1, "value": 0, "change": -1}
    )  # fmt: skip
    people = pd.DataFrame(columns=["course", "change"])
    runs = pd.DataFrame({"run": [HOSTILE[0]]})
    compared = Comparison(runs, rows, figures, figures, figures, recruits, people)
    file = tmp_path / "compared.html"
    file.write_bytes(html(given, decided, comparison=compared))
    reader.open(file).go("changes")
    assert HOSTILE[0] in reader.text("#changes h2")
    assert reader.column("#changes table", 0) == list(HOSTILE)
    assert reader.column("#changes table", 1) == list(HOSTILE)
    content = reader.text("#changes")
    assert all(f"{text} · {text}" in content for text in HOSTILE[::2])
    harmless(reader, given)


def harmless(reader: Reader, given: Scenario) -> None:
    page = reader.page
    assert page.evaluate("typeof window.canary") == "undefined"
    assert reader.noticed == []
    elements = page.evaluate(
        "[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]"
    )
    assert set(elements) <= KNOWN
    # One script of its own, data for all, classes, units, and the people of each unit.
    scripts = page.locator("script").count()
    assert scripts == 4 + len(given.roster.unit_names)
    attributes = page.evaluate(
        "[...new Set([...document.querySelectorAll('*')]"
        ".flatMap(e => e.getAttributeNames()))].filter(n => /^(on|src|style$)/.test(n))"
    )
    assert attributes == []
    links = page.evaluate("[...document.links].map(l => l.getAttribute('href'))")
    assert all(link.startswith("#") for link in links)
