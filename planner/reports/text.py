"""Text of a scenario on a terminal."""

from pathlib import Path


def printable(text: str) -> str:
    """Return the text without the control characters that could steer a terminal.

    Tabs, line ends and the fixed spaces of word processors become plain spaces.
    """
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "�" for char in text
    )


def quoted(path: Path) -> str:
    """Return a path as one word of a command to copy."""
    text = str(path)
    return f'"{text}"' if any(char.isspace() for char in text) else text
