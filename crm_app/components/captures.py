"""Capturing from anywhere: card, voice, and the short forms."""

from typing import Any

import reflex as rx

from crm_app.components.places import is_on
from crm_app.components.text import t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import closes, opens, sheet

SHEET = "capture"
_SMALL = (
    ("note", "sticky-note"),
    ("visit", "map-pin"),
    ("task", "square-check"),
    ("customer", "building-2"),
    ("lead", "user-plus"),
)
_BIG = (
    "flex flex-col items-start justify-between gap-3 rounded-lg border border-line-strong bg-raised "
    "p-4 min-h-[124px] lg:min-h-[104px] text-left cursor-pointer hover:border-accent "
    "focus-within:outline focus-within:outline-2 focus-within:outline-focus"
)
_ALBUM = (
    "flex items-center justify-center gap-2 rounded-lg border border-line-strong px-3 min-h-[44px] "
    "lg:min-h-[34px] cursor-pointer hover:bg-raised focus-within:outline focus-within:outline-2 "
    "focus-within:outline-focus"
)


class CardUpload(rx.Component):
    """Camera, album, drop and paste (assets/js/capture.js)."""

    library = "$/public/js/capture.js"
    tag = "CardUpload"
    address: rx.Var[str]
    stays: rx.Var[bool]
    warm: rx.Var[bool]
    words: rx.Var[dict[str, Any]]
    camera: rx.Component | None = None
    album: rx.Component | None = None
    look: rx.Var[str]
    camera_look: rx.Var[str]
    album_look: rx.Var[str]
    drop_look: rx.Var[str]
    note_look: rx.Var[str]
    problem_look: rx.Var[str]
    button_look: rx.Var[str]


def upload_words(camera: str = "captures.card", album: str = "captures.album") -> dict[str, Any]:
    """The sentences of an upload, in both languages."""
    names = ("sending", "again", "drop_it", "failed", "offline")
    own = {name: t(f"captures.{name}") for name in names}
    return {**own, "camera": t(camera), "album": t(album)}


def card_upload(camera: rx.Component, album: rx.Component, **props: Any) -> rx.Component:
    """A place for pictures of cards; `camera` and `album` are what its two buttons show."""
    looks = {
        "look": "contents",
        "camera_look": _BIG,
        "album_look": _ALBUM,
        "drop_look": "hidden",
        "note_look": "col-span-2 text-soft empty:hidden",
        "problem_look": (
            "col-span-2 flex flex-wrap items-center gap-2 rounded-lg bg-bad-soft text-bad px-3 py-2"
        ),
        "button_look": "underline font-medium min-h-[44px] lg:min-h-[34px] px-1",
        "address": "/api/v1/cards",
        "words": upload_words(),
    }
    return CardUpload.create(camera=camera, album=album, **{**looks, **props})


def capture_sheet() -> rx.Component:
    """Two big, five small. Opening it has the reader of cards loaded."""
    return sheet(
        SHEET,
        t("captures.title"),
        rx.el.div(
            _while_on(
                "/cards",
                card_upload(
                    _big("camera", "captures.card", "captures.card_hint"),
                    rx.fragment(icon("image"), t("captures.album")),
                    warm=True,
                    words={**upload_words(), "drop": t("captures.drop")},
                    album_look=f"{_ALBUM} order-3 col-span-2",
                    camera_look=f"{_BIG} order-1",
                    drop_look="hidden lg:block order-3 col-span-2 text-faint text-center",
                    note_look="order-4 col-span-2 text-soft empty:hidden",
                ),
            ),
            _while_on(
                "/voice",
                link(
                    _big("mic", "captures.voice", "captures.voice_hint"),
                    href="/voice",
                    custom_attrs=closes(),
                    class_name=f"{_BIG} order-2",
                ),
            ),
            class_name="grid grid-cols-2 gap-2",
        ),
        rx.el.div(
            *[_while_on(f"/capture/{kind}", _small(kind, sign)) for kind, sign in _SMALL],
            class_name="grid grid-cols-5 gap-1.5 mt-3",
        ),
    )


def _while_on(route: str, component: rx.Component) -> rx.Component:
    return rx.cond(is_on(route), component)  # pyright: ignore[reportReturnType]


def _big(sign: str, title: str, hint: str) -> rx.Component:
    return rx.fragment(
        rx.el.span(icon(sign, 28), class_name="text-accent"),
        rx.el.span(
            rx.el.span(t(title), class_name="block text-[17px] font-semibold"),
            rx.el.span(t(hint), class_name="block text-soft text-[13px]"),
        ),
    )


def _small(kind: str, sign: str) -> rx.Component:
    return link(
        rx.el.span(icon(sign, 22), class_name="text-soft"),
        rx.el.span(t(f"captures.{kind}"), class_name="text-[13px]"),
        href=f"/capture/{kind}",
        custom_attrs=closes(),
        class_name=(
            "flex flex-col items-center justify-center gap-1.5 rounded-lg border border-line "
            "min-h-[72px] lg:min-h-[60px] hover:bg-raised"
        ),
    )


def capture_tab() -> rx.Component:
    """The + in the middle of the phone's bottom bar."""
    return rx.el.button(
        rx.el.span(
            icon("plus", 26),
            class_name=(
                "grid place-items-center w-12 h-12 rounded-full bg-accent text-accent-ink shadow-sm"
            ),
        ),
        type="button",
        aria_label=t("captures.open"),
        custom_attrs=opens(SHEET),
        class_name="flex-1 flex items-center justify-center h-[60px]",
    )


def capture_button() -> rx.Component:
    """The desk's way in, in the sidebar."""
    return rx.el.button(
        icon("plus"),
        rx.el.span(t("captures.title"), class_name="side-word flex-1 text-left"),
        rx.el.kbd("c", class_name="side-word text-[11px] opacity-80 font-sans"),
        type="button",
        aria_label=t("captures.open"),
        custom_attrs={**opens(SHEET), "data-create": ""},
        class_name=(
            "mx-2 mb-2 shrink-0 flex items-center gap-2 rounded-lg bg-accent-soft text-accent px-[11px] "
            "border border-transparent min-h-[34px] font-medium hover:border-accent"
        ),
    )
