"""Pieces of the cards' screens: the list of those that wait, the picture, the form."""

from typing import Any

import reflex as rx

from crm_app.components.captures import card_upload, upload_words
from crm_app.components.text import ago, both, choice, t
from crm_app.components.ui.forms import button, link, link_button, problem_text, text_input
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item
from crm_app.components.ui.show import badge, empty, panel, skeleton_rows
from crm_app.services.cards import CardRow, DraftLine
from crm_app.state.cards import CardQueue, CardScreen

_PLACE = (
    "flex items-center gap-3 rounded-lg border border-dashed border-line-strong px-4 min-h-[72px] "
    "cursor-pointer hover:border-accent focus-within:outline focus-within:outline-2 "
    "focus-within:outline-focus"
)


def card_place() -> rx.Component:
    """Where the next cards go: camera, album, drop, paste."""
    return rx.el.div(
        card_upload(
            rx.fragment(
                rx.el.span(icon("camera", 26), class_name="text-accent"),
                rx.el.span(t("captures.card_hint"), class_name="font-medium"),
            ),
            rx.fragment(icon("image", 22), t("captures.file")),
            warm=True,
            look="grid grid-cols-1 sm:grid-cols-2 gap-2 data-[over]:opacity-60",
            camera_look=f"{_PLACE} lg:hidden",
            album_look=f"{_PLACE} lg:col-span-2 lg:min-h-[96px] lg:justify-center",
            drop_look="hidden lg:block col-span-2 text-faint text-center",
            words={**upload_words(album="captures.file"), "drop": t("captures.drop")},
        ),
        class_name="mb-5",
    )


def waiting_cards() -> rx.Component:
    """The cards that wait, newest first."""
    return rx.cond(
        CardQueue.loaded,
        rx.cond(
            CardQueue.rows.length() > 0,
            panel(
                rx.el.ul(rx.foreach(CardQueue.rows, _waiting), class_name="divide-y divide-line"),
                class_name="overflow-hidden",
            ),
            panel(empty("contact-round", t("cards.none"))),
        ),
        panel(skeleton_rows(4)),
    )


def _waiting(row: rx.vars.ObjectVar[CardRow]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.img(
                src=f"/api/v1/files/{row.picture_id}/thumbnail",
                alt="",
                loading="lazy",
                class_name="w-20 h-12 object-cover rounded border border-line bg-raised shrink-0",
            ),
            rx.el.span(
                rx.el.span(
                    rx.cond(row.name != "", row.name, t("cards.untitled")),
                    class_name="block font-medium truncate",
                ),
                rx.el.span(row.company, class_name="block text-soft truncate empty:hidden"),
                class_name="min-w-0 flex-1",
            ),
            rx.el.span(
                badge(
                    choice("cards.status", row.status),
                    class_name="data-[s=ready]:bg-good-soft data-[s=ready]:text-good "
                    "data-[s=failed]:bg-bad-soft data-[s=failed]:text-bad",
                    custom_attrs={"data-s": row.status},
                ),
                rx.el.span(ago(row.created_at), class_name="text-faint text-[12px]"),
                class_name="flex flex-col items-end gap-1",
            ),
            href=f"/cards/{row.public_id}",
            class_name="flex items-center gap-3 flex-1 min-w-0 pl-4 py-3",
        ),
        button(
            tone="quiet",
            sign="trash-2",
            label=t("cards.discard"),
            on_click=CardQueue.discard(row.public_id),
            class_name="mr-2",
        ),
        key=row.public_id,
        custom_attrs={"data-row": row.public_id},
        class_name="flex items-center hover:bg-raised/60",
    )


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
        "rounded-md border border-line bg-panel px-2 min-w-[40px] min-h-[40px] lg:min-w-[30px] "
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


def card_state() -> rx.Component:
    """Where the reading stands, in words."""
    words = rx.match(
        CardScreen.status,
        (
            "waiting",
            rx.el.div(
                rx.el.div(
                    class_name="skeleton h-1.5 mb-2",
                    role="progressbar",
                    aria_label=t("cards.reading"),
                ),
                rx.el.p(t("cards.reading"), role="status", class_name="text-soft"),
            ),
        ),
        (
            "failed",
            rx.el.div(
                rx.el.p(
                    t("cards.failed", reason=both(CardScreen.trouble.zh, CardScreen.trouble.en)),
                    role="alert",
                ),
                button(
                    t("cards.read_again"),
                    sign="refresh-cw",
                    on_click=CardScreen.read_again,
                    class_name="mt-2",
                ),
                class_name="rounded-lg bg-warn-soft text-warn px-3 py-2",
            ),
        ),
        (
            "confirmed",
            rx.el.div(
                rx.el.p(t("cards.saved_already"), class_name="flex-1"),
                rx.cond(
                    CardScreen.contact_id != "",
                    link_button(t("cards.open_contact"), href=f"/contacts/{CardScreen.contact_id}"),
                ),
                class_name="flex flex-wrap items-center gap-2 rounded-lg bg-good-soft text-good px-3 py-2",
            ),
        ),
        rx.cond(
            CardScreen.is_blank,
            rx.el.p(
                t("cards.nothing_read"),
                role="status",
                class_name="rounded-lg bg-warn-soft text-warn px-3 py-2",
            ),
        ),
    )
    return rx.el.div(words)


def card_form() -> rx.Component:
    """Everything that was read, to be corrected and confirmed."""
    return rx.el.form(
        problem_text(CardScreen.problem),
        rx.el.fieldset(
            rx.foreach(CardScreen.lines, _line),
            key=CardScreen.reading_number,
            class_name="grid gap-3 lg:grid-cols-2",
        ),
        _more_lines(),
        _save_bar(),
        on_submit=CardScreen.save,
        class_name="space-y-3",
        custom_attrs={"data-card-form": ""},
    )


def _line(line: rx.vars.ObjectVar[DraftLine]) -> rx.Component:
    name = choice("cards.field", line.kind)
    wide = (line.kind == "company") | (line.kind == "address") | (line.kind == "other_company")
    return rx.el.div(
        rx.el.label(
            rx.el.span(
                rx.el.span(name, class_name="text-soft text-[13px]"),
                _mark(line),
                class_name="flex items-center gap-2 mb-1 min-h-[18px]",
            ),
            text_input(
                name=line.key,
                default_value=line.value,
                auto_complete="off",
                on_blur=CardScreen.note_line(line.key),
                input_mode=rx.match(
                    line.kind,
                    ("mobile", "tel"),
                    ("phone", "tel"),
                    ("fax", "tel"),
                    ("email", "email"),
                    "text",
                ),
                custom_attrs={"data-region": line.region, "data-mark": line.mark},
                class_name="data-[mark=doubtful]:border-warn data-[mark=doubtful]:bg-warn-soft",
            ),
            class_name="block flex-1 min-w-0",
        ),
        rx.cond(
            line.key.contains("."),
            button(
                tone="quiet",
                sign="x",
                label=t("cards.drop_line"),
                on_click=CardScreen.drop_line(line.key),
                class_name="self-end",
            ),
        ),
        key=line.key,
        class_name=rx.cond(wide, "flex gap-1 min-w-0 lg:col-span-2", "flex gap-1 min-w-0"),
    )


def _mark(line: rx.vars.ObjectVar[DraftLine]) -> rx.Component:
    """How sure the reading is: a sign, and a word where somebody should look."""
    sign = rx.match(
        line.mark,
        (
            "doubtful",
            rx.el.span(
                icon("triangle-alert", 14),
                t("cards.doubtful"),
                class_name="inline-flex items-center gap-1 text-warn text-[12px]",
            ),
        ),
        (
            "sure",
            rx.el.span(
                icon("check", 14),
                rx.el.span(t("cards.sure"), class_name="sr-only"),
                class_name="inline-flex text-good",
            ),
        ),
        rx.fragment(),
    )
    return rx.el.span(sign)


def _more_lines() -> rx.Component:
    kinds = ("mobile", "phone", "email", "wechat", "website", "address")
    return menu(
        t("cards.add_line"),
        *[
            menu_item(t(f"cards.field.{kind}"), on_click=CardScreen.add_line(kind))
            for kind in kinds
        ],
        opener=rx.fragment(icon("plus"), t("cards.add_line")),
        tone="plain",
    )


def _save_bar() -> rx.Component:
    """Within the thumb's reach: save, the next card, and where else it may go."""
    return rx.el.div(
        rx.el.button(
            t("cards.save"),
            type="submit",
            on_click=CardScreen.choose_next(""),
            class_name=_SAVE + "bg-accent text-accent-ink hover:opacity-90",
        ),
        rx.el.button(
            t("cards.save_next"),
            rx.cond(
                CardScreen.waiting > 0,
                rx.el.span(CardScreen.waiting, class_name="text-faint tabular-nums"),
            ),
            type="submit",
            on_click=CardScreen.choose_next("next"),
            class_name=_SAVE + "border border-line-strong hover:bg-raised",
        ),
        rx.el.button(
            icon("mic"),
            rx.el.span(t("cards.save_voice"), class_name="hidden sm:inline"),
            type="submit",
            aria_label=t("cards.save_voice"),
            on_click=CardScreen.choose_next("voice"),
            class_name=_SAVE + "border border-line-strong hover:bg-raised flex-none",
        ),
        rx.el.button(
            icon("square-check"),
            rx.el.span(t("cards.save_task"), class_name="hidden sm:inline"),
            type="submit",
            aria_label=t("cards.save_task"),
            on_click=CardScreen.choose_next("task"),
            class_name=_SAVE + "border border-line-strong hover:bg-raised flex-none",
        ),
        rx.el.button(
            icon("handshake"),
            rx.el.span(t("cards.save_deal"), class_name="hidden sm:inline"),
            type="submit",
            aria_label=t("cards.save_deal"),
            on_click=CardScreen.choose_next("deal"),
            class_name=_SAVE + "border border-line-strong hover:bg-raised flex-none",
        ),
        class_name=(
            "sticky z-10 bottom-[calc(60px+env(safe-area-inset-bottom))] lg:bottom-0 -mx-4 px-4 py-2 "
            "flex gap-2 bg-bg/95 border-t border-line"
        ),
    )


_SAVE = (
    "flex-1 lg:flex-none inline-flex items-center justify-center gap-2 rounded-lg px-3 min-h-[44px] "
    "lg:min-h-[34px] font-medium whitespace-nowrap "
)
