"""One set of icons (lucide), drawn in the colour of the text around them."""

import reflex as rx


def icon(name: str, size: int = 18) -> rx.Component:
    """An icon beside a word, or inside something that has a name: hidden from screen readers."""
    return rx.icon(name, size=size, aria_hidden="true", class_name="shrink-0")
