"""What waits for the reader: small figures beside places of the menu, and the bell."""

import reflex as rx

from crm_app.components.text import t
from crm_app.components.ui.forms import link
from crm_app.components.ui.icons import icon
from crm_app.state.base import Shell


def bell() -> rx.Component:
    """The way to the inbox, with what is unread."""
    count = _waiting("unread")
    return link(
        icon("bell", 22),
        rx.el.span(t("inbox.title"), class_name="sr-only"),
        counter_badge("unread", "absolute top-0.5 right-0 ring-2 ring-bg"),
        href="/inbox",
        title=rx.cond(count > 0, t("inbox.unread_count", count=count), t("inbox.title")),
        class_name="relative grid place-items-center w-11 h-11 text-soft",
    )


def _waiting(counter: str) -> rx.vars.NumberVar[int]:
    return Shell.counts.get(counter, 0).to(int)


def counter_badge(counter: str, look: str = "") -> rx.Component:
    """How much waits, in a small round; nothing while nothing does."""
    count = _waiting(counter)
    return rx.cond(
        count > 0,
        rx.el.span(
            rx.cond(count > 99, "99+", count.to_string()),
            custom_attrs={"data-counter": counter},
            class_name=(
                "inline-grid place-items-center min-w-[20px] h-5 px-1 rounded-full bg-accent "
                f"text-accent-ink text-[12px] font-semibold tabular-nums {look}"
            ),
        ),
    )
