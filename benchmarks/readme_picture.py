"""Draws the targets of a result as an SVG, for the README.

Usage: python benchmarks/readme_picture.py RESULT_FOLDER PICTURE.svg
"""

import json
import sys
from html import escape
from pathlib import Path
from typing import Any

_LEFT, _WIDTH, _ROW, _TOP = 520, 320, 34, 74  # layout [pixels]
_TODAY, _GAINED, _REQUIRED = "#8fa3b5", "#2a7f62", "#c0392b"
_LONGEST = 76  # of a title [characters]


def picture(result: dict[str, Any]) -> str:
    """Return one bar for each target: today, with the plan, and what is required."""
    targets = [
        target
        for target in result["targets"]
        if target["tier"] is not None and target["group_size"]
    ]
    height = _TOP + _ROW * len(targets) + 16
    rows = [_row(target, _TOP + _ROW * at) for at, target in enumerate(targets)]
    title = escape(result["scenario"]["title"])
    missing = sum(target["shortfall"] for target in targets)
    told = (
        f"{result['enrolments']:,} enrolments, {result['cost']:,.0f} million dong, "
        f"{missing:,} missing over all targets; synthetic roster"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="1010" height="{height}" '
            'font-family="sans-serif" font-size="12.5" fill="#222">',
            '<rect width="100%" height="100%" fill="white"/>',
            f'<text x="16" y="24" font-size="16" font-weight="bold">{title}</text>',
            f'<text x="16" y="44">{escape(told)}</text>',
            *_legend(),
            *rows,
            "</svg>\n",
        ]
    )


def _row(target: dict[str, Any], top: int) -> str:
    scale = _WIDTH / target["group_size"]
    today, attained = target["baseline"] * scale, target["attained"] * scale
    required = _LEFT + target["required"] * scale
    title = target["title"]
    if len(title) > _LONGEST:
        title = title[: _LONGEST - 1] + "…"
    counts = f"{target['attained']:,} of {target['required']:,} required"
    middle = top + 15
    return "\n".join(
        [
            f'<text x="16" y="{middle}">{escape(title)}</text>',
            f'<rect x="{_LEFT}" y="{top}" width="{_WIDTH}" height="20" fill="#eef1f4"/>',
            f'<rect x="{_LEFT}" y="{top}" width="{attained:.1f}" height="20" '
            f'fill="{_GAINED}"/>',
            f'<rect x="{_LEFT}" y="{top}" width="{today:.1f}" height="20" '
            f'fill="{_TODAY}"/>',
            f'<rect x="{required - 1:.1f}" y="{top - 3}" width="2" height="26" '
            f'fill="{_REQUIRED}"/>',
            f'<text x="{_LEFT + _WIDTH + 12}" y="{middle}">{counts}</text>',
        ]
    )


def _legend() -> list[str]:
    items = ((_TODAY, "today"), (_GAINED, "with the plan"), (_REQUIRED, "required"))
    return [
        f'<rect x="{_LEFT + 130 * at}" y="54" width="10" height="10" fill="{colour}"/>'
        f'<text x="{_LEFT + 130 * at + 16}" y="63" font-size="12">{words}</text>'
        for at, (colour, words) in enumerate(items)
    ]


def main() -> None:
    """Read the result and write the picture."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    target.write_text(picture(result), encoding="utf-8")


if __name__ == "__main__":
    main()
