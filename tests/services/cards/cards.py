"""Cards written down as rows of text, for rules that need no picture."""

from crm_app.engines.ocr import TextLine


def line(left: float, top: float, size: float, text: str, score: float = 0.99) -> TextLine:
    """A line of letters `size` pixels tall whose top left corner is given."""
    wide = sum(size if ord(letter) > 0x2E80 else size * 0.55 for letter in text)
    return TextLine(
        text,
        score,
        ((left, top), (left + wide, top), (left + wide, top + size), (left, top + size)),
    )


def card(drawing: str) -> list[TextLine]:
    """Rows `left top size text`, one a line."""
    rows = [row.strip().split(" ", 3) for row in drawing.strip().splitlines()]
    return [line(float(left), float(top), float(size), text) for left, top, size, text in rows]
