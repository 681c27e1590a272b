"""Where cards are taken, and the list of those that wait."""

import reflex as rx

from crm_app.components.captures import card_upload, upload_words
from crm_app.components.text import ago, choice, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.show import badge, empty, panel, skeleton_rows
from crm_app.services.cards import CardRow
from crm_app.state.cards import CardQueue

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
                class_name="w-20 h-[50px] sm:w-24 sm:h-[60px] object-cover rounded border border-line bg-raised shrink-0",
            ),
            rx.el.span(
                rx.el.span(
                    rx.cond(row.name != "", row.name, t("cards.untitled")),
                    class_name="block font-medium truncate",
                ),
                rx.el.span(row.company, class_name="block text-soft truncate empty:hidden"),
                rx.el.span(
                    badge(
                        choice("cards.status", row.status),
                        class_name="data-[s=ready]:bg-good-soft data-[s=ready]:text-good "
                        "data-[s=failed]:bg-bad-soft data-[s=failed]:text-bad",
                        custom_attrs={"data-s": row.status},
                    ),
                    rx.el.span(ago(row.created_at), class_name="text-faint text-[12px] truncate"),
                    class_name="flex items-center gap-2 mt-0.5",
                ),
                class_name="min-w-0 flex-1",
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
