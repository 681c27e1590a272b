"""Links for the customer: made, copied, followed, revoked."""

import reflex as rx

from crm_app.components.quotes import MAY_QUOTE
from crm_app.components.text import ago, day, t
from crm_app.components.ui.forms import button, problem_text, text_input
from crm_app.components.ui.show import badge, panel
from crm_app.services.share_links import ShareRow
from crm_app.state.quote import QuoteRecord
from crm_app.state.share_links import ShareScreen

_CAN_SHARE = (QuoteRecord.page.status == "sent") & ~QuoteRecord.page.is_expired & MAY_QUOTE


def share_panel() -> rx.Component:
    """The links of a quote that went out."""
    return rx.cond(
        QuoteRecord.page.status != "draft",
        panel(
            rx.el.h2(t("share_links.title"), class_name="font-semibold"),
            rx.el.p(t("share_links.hint"), class_name="text-soft text-[13px] mb-2"),
            rx.cond(_CAN_SHARE, _form()),
            problem_text(ShareScreen.problem),
            rx.cond(ShareScreen.fresh != "", _fresh()),
            rx.el.ul(rx.foreach(ShareScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(
                ShareScreen.rows.length() == 0,
                rx.el.p(t("share_links.none"), class_name="text-faint py-2"),
            ),
            class_name="p-3",
        ),
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.label(
            t("share_links.days"),
            text_input(
                name="days", input_mode="numeric", default_value="30", class_name="!w-[72px] num"
            ),
            class_name="flex items-center gap-2 text-soft text-[13px]",
        ),
        button(t("share_links.create"), tone="primary", sign="link", type="submit"),
        on_submit=ShareScreen.create,
        class_name="flex flex-wrap items-center gap-3 mb-2",
    )


def _fresh() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("share_links.fresh"), class_name="text-good"),
        rx.el.div(
            text_input(
                id="fresh-link",
                value=ShareScreen.fresh,
                read_only=True,
                aria_label=t("share_links.title"),
                class_name="flex-1 min-w-0",
            ),
            button(
                t("share_links.copy"),
                sign="copy",
                custom_attrs={"data-copy": "fresh-link", "data-copied": t("share_links.copied")},
            ),
            class_name="flex flex-wrap gap-2",
        ),
        role="status",
        class_name="rounded-lg bg-good-soft p-3 space-y-2 mb-2",
    )


def _row(row: rx.vars.ObjectVar[ShareRow]) -> rx.Component:
    seen = rx.cond(
        row.views != 0,
        t("share_links.seen", count=row.views, at=ago(row.last_viewed_at)),
        t("share_links.unseen"),
    )
    return rx.el.li(
        rx.el.div(
            rx.match(
                row.state,
                ("open", badge(t("share_links.state.open"), tone="good")),
                ("expired", badge(t("share_links.state.expired"))),
                badge(t("share_links.state.revoked"), tone="bad"),
            ),
            rx.el.span(t("share_links.until", at=day(row.expires_at)), class_name="ml-2 text-soft"),
            rx.el.span(seen, class_name="block text-soft text-[13px]"),
            class_name="flex-1 min-w-0",
        ),
        rx.cond(
            (row.state == "open") & MAY_QUOTE,
            button(t("share_links.revoke"), on_click=ShareScreen.revoke(row.public_id)),
        ),
        key=row.public_id,
        class_name="flex items-center gap-3 py-2",
    )
