"""Data inside a page: JSON that no browser takes for markup."""

import json

from markupsafe import Markup

_UNSAFE = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    # Line ends in the scripts of older browsers.
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def as_json(value: object) -> Markup:
    """Return a value as the content of a script element of type `application/json`.

    No character is left with which text could end the element or begin a comment.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escaped in _UNSAFE.items():
        text = text.replace(character, escaped)
    # Safe: what markup is made of has been replaced above.
    return Markup(text)
