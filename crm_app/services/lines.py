"""Texts of one line, as they are typed."""

from crm_app.core.errors import Invalid


def one_line(typed: str, field: str, most: int) -> str:
    """What was typed, on one line; refuses more than `most` characters."""
    text = " ".join(typed.split())
    if len(text) > most:
        raise Invalid("record.too_long", field=field, most=most)
    return text
