"""A card's picture beside its form, and the way to its other side."""

from typing import Any

import reflex as rx

from crm_app.components.captures import card_upload, upload_words
from crm_app.components.text import t
from crm_app.components.ui.icons import icon
from crm_app.state.cards import CardScreen


class _Picture(rx.Component):
    library = "$/public/js/capture.js"
    tag = "CardPicture"
    files: rx.Var[list[str]]
    sizes: rx.Var[list[list[int]]]
    boxes: rx.Var[dict[str, Any]]
    places: rx.Var[dict[str, Any]]
    words: rx.Var[dict[str, Any]]
    look: rx.Var[str]
    frame_look: rx.Var[str]
    bar_look: rx.Var[str]
    tab_look: rx.Var[str]
    tool_look: rx.Var[str]


def card_picture() -> rx.Component:
    """The picture stays in sight while one types; the place of the field in hand is lit."""
    words = {
        "front": t("cards.front"),
        "back": t("cards.back"),
        "sides": t("cards.which_side"),
        "larger": t("cards.larger"),
        "smaller": t("cards.smaller"),
    }
    small = (
        "rounded-md border border-line bg-panel px-2 min-w-[44px] min-h-[44px] lg:min-w-[30px] "
        "lg:min-h-[30px] disabled:opacity-40 "
    )
    return _Picture.create(
        key=CardScreen.public_id,
        files=CardScreen.files,
        sizes=CardScreen.sizes,
        boxes=CardScreen.boxes,
        places=CardScreen.places,
        words=words,
        look="relative",
        frame_look=(
            "relative overflow-hidden rounded-lg border border-line bg-raised select-none "
            "h-[26dvh] min-h-[170px] lg:h-[44vh]"
        ),
        bar_look="absolute left-2 right-2 bottom-2 flex items-center gap-1",
        tab_look=f"{small} aria-pressed:border-accent aria-pressed:text-accent",
        tool_look=f"{small} text-[18px] leading-none",
    )


def other_side() -> rx.Component:
    """Add the back; both sides are then read together."""
    return rx.cond(
        (CardScreen.files.length() == 1) & (CardScreen.status != "confirmed"),
        rx.el.div(
            card_upload(
                rx.fragment(icon("camera"), t("cards.add_back")),
                rx.fragment(icon("image"), t("cards.add_back_file")),
                address=f"/api/v1/cards/{CardScreen.public_id}/back",
                stays=True,
                words=upload_words("cards.add_back", "cards.add_back_file"),
                look="flex flex-wrap gap-2",
                camera_look=f"{_SIDE} lg:hidden",
                album_look=_SIDE,
                note_look="w-full text-soft empty:hidden",
            ),
            class_name="mt-2",
        ),
    )


_SIDE = (
    "inline-flex items-center gap-2 rounded-lg border border-line-strong px-3 min-h-[44px] "
    "lg:min-h-[34px] cursor-pointer hover:bg-raised focus-within:outline "
    "focus-within:outline-2 focus-within:outline-focus"
)
