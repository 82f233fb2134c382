"""Text of a scenario on a terminal."""


def printable(text: str) -> str:
    """Return the text without the control characters that could steer a terminal."""
    return "".join(char if char.isprintable() else "�" for char in text)
