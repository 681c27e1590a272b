"""Pieces of a deal's page."""

from typing import Any

import reflex as rx

from crm_app.components.arranged import column
from crm_app.components.custom_values import value_at
from crm_app.components.deal_form import edit_deal_form
from crm_app.components.deal_path import MAY
from crm_app.components.deals import nudge_button, stage_badge
from crm_app.components.figures import category_choice
from crm_app.components.neighbours import back_to_list
from crm_app.components.places import is_on
from crm_app.components.record import QUICK, more_opener, phone_actions, section
from crm_app.components.scoring import score_section
from crm_app.components.text import both, choice, day, money, named, percent, short_money, t
from crm_app.components.ui.forms import button, link
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import menu, menu_item, opens, sheet
from crm_app.components.ui.show import badge, panel
from crm_app.core.permissions import Permission
from crm_app.services.deals import QuoteBrief
from crm_app.state.base import Shell
from crm_app.state.deal import DealRecord

_PAGE = DealRecord.page


def deal_head() -> rx.Component:
    """Name, customer, stage, what is at stake; what can be done."""
    return rx.el.header(
        rx.el.div(
            back_to_list(t("deals.title"), "/deals"),
            rx.el.h1(_PAGE.name, class_name="text-[20px] font-semibold leading-tight break-words"),
            rx.el.p(
                link(
                    _PAGE.customer,
                    href=f"/customers/{_PAGE.customer_public_id}",
                    class_name="text-accent hover:underline tap",
                ),
                rx.el.span(
                    money(_PAGE.amount, _PAGE.currency), class_name="font-semibold tabular-nums"
                ),
                stage_badge(_PAGE.stage, _PAGE.stage_kind),
                rx.cond(
                    _PAGE.is_stuck,
                    rx.fragment(
                        badge(
                            icon("clock", 12),
                            t("deals.stuck_for", days=_PAGE.days, limit=_PAGE.age_limit_days),
                            tone="warn",
                        ),
                        nudge_button(_PAGE.owner, DealRecord.nudge),
                    ),
                ),
                rx.foreach(
                    _PAGE.reasons,
                    lambda why: rx.cond(why != "age", badge(choice("deals.why", why), tone="warn")),
                ),
                class_name="flex flex-wrap items-center gap-2 mt-1",
            ),
            class_name="min-w-0 max-lg:w-full lg:flex-1",
        ),
        rx.cond(MAY, _actions()),
        class_name="flex flex-wrap items-end gap-3 mb-3",
    )


def _actions() -> rx.Component:
    return rx.el.div(
        rx.cond(
            Shell.me.can.contains(Permission.QUOTE_WRITE.value) & (_PAGE.stage_kind == "open"),
            button(t("quotes.new"), tone="primary", sign="file-plus-2", on_click=DealRecord.quote),
        ),
        button(
            t("shell.edit"),
            sign="pencil",
            on_click=DealRecord.offer_owners,
            custom_attrs=opens("edit-deal") | {"data-edit": ""},
        ),
        rx.el.span(_more(), class_name="contents max-lg:hidden"),
        class_name="flex gap-2",
    )


def _more(opener: rx.Component | None = None, look: str = "") -> rx.Component:
    return menu(
        t("deals.actions"),
        rx.cond(
            _PAGE.stage_kind == "open",
            menu_item(
                t("deals.mark_lost"),
                sign="circle-x",
                on_click=DealRecord.move(_PAGE.public_id, "lost", _PAGE.stage.key),
            ),
        ),
        menu_item(t("shell.delete"), sign="trash-2", bad=True, on_click=DealRecord.delete),
        opener=opener,
        class_name=look,
    )


def deal_phone_actions() -> rx.Component:
    """The bar of four on the phone: the people of the deal are one tap away."""
    more = more_opener(t("customers.more"))
    return phone_actions(DealRecord, rx.cond(MAY, _more(more, QUICK)))


def deal_facts() -> rx.Component:
    """What is known of the deal."""
    panels = {
        "score": rx.cond(
            _PAGE.stage_kind == "open",
            score_section("scoring.deal", DealRecord.score, t("scoring.deal_hint")),
        )
    }
    return column("deal", "facts", panels, _facts)


def _facts(part: Any) -> rx.Component:
    return section(
        both(part.zh, part.en),
        rx.el.dl(
            rx.foreach(part.fields.to(list[str]), _fact_at),
            class_name="divide-y divide-line px-3 pb-1",
        ),
    )


def _fact_at(name: Any) -> rx.Component:
    values: dict[str, Any] = {
        "amount": money(_PAGE.amount, _PAGE.currency),
        "probability": percent(_PAGE.probability),
        "weighted": money(_PAGE.weighted, _PAGE.currency),
        "expected_close": day(_PAGE.expected_close),
        "owner": _PAGE.owner,
        "contact": _contact(),
        "competitor": rx.cond(_PAGE.competitor != "", _PAGE.competitor, "–"),
        "pipeline": named(_PAGE.pipeline),
        "created_at": day(_PAGE.created_at),
    }
    arms = {key: _fact(t(f"deals.{key}"), value) for key, value in values.items()}
    arms["forecast"] = rx.cond(is_on("/forecast"), _fact(t("forecast.field"), _forecast()))
    for kind in ("lost", "won"):
        reason = _fact(t(f"deals.{kind}_reason"), named(getattr(_PAGE, f"{kind}_reason")))
        arms[f"{kind}_reason"] = rx.cond(_PAGE.stage_kind == kind, reason)
    otherwise = value_at(_PAGE.custom, name, _fact)
    return rx.fragment(
        rx.match(name, *arms.items(), otherwise),  # pyright: ignore[reportArgumentType]
        key=name,
    )


def _contact() -> rx.Component:
    return rx.cond(
        _PAGE.contact_public_id != "",
        link(
            _PAGE.contact,
            href=f"/contacts/{_PAGE.contact_public_id}",
            class_name="hover:underline tap",
        ),
        "–",
    )


def _forecast() -> rx.Component:
    """How it counts in the forecast: a choice while it is open and one may edit it."""
    is_open = _PAGE.stage_kind == "open"
    said = rx.cond(_PAGE.forecast == "", t("forecast.by_stage"), _category(_PAGE.forecast))
    return rx.cond(  # pyright: ignore[reportReturnType]
        is_open & MAY,
        category_choice(_PAGE.forecast, DealRecord.count_as),
        rx.cond(is_open, said, "–"),
    )


def _category(value: Any) -> Any:
    return choice("forecast.category", value)


def _fact(label: Any, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="text-soft shrink-0"),
        rx.el.dd(value, class_name="text-right min-w-0 tabular-nums"),
        class_name="flex justify-between gap-4 py-2 lg:py-1.5",
    )


def deal_quotes() -> rx.Component:
    """The quotes made for the deal."""
    shown = panel(
        rx.el.h2(t("deals.quotes"), class_name="font-semibold px-3 pt-2"),
        rx.cond(
            _PAGE.quotes.length() > 0,
            rx.el.ul(rx.foreach(_PAGE.quotes, _quote), class_name="divide-y divide-line"),
            rx.el.p(t("deals.no_quotes"), class_name="text-faint px-3 pb-3 pt-1"),
        ),
    )
    return rx.cond(is_on("/quotes"), shown)  # pyright: ignore[reportReturnType]


def _quote(quote: rx.vars.ObjectVar[QuoteBrief]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(
                rx.el.span(quote.number, class_name="block font-medium tabular-nums"),
                rx.cond(
                    quote.revision != 1,
                    rx.el.span(
                        t("quotes.revision", revision=quote.revision),
                        class_name="text-faint text-[13px]",
                    ),
                ),
                class_name="flex-1 min-w-0",
            ),
            rx.el.span(
                rx.el.span(
                    short_money(quote.total, quote.currency), class_name="block tabular-nums"
                ),
                rx.el.span(
                    choice("quotes.status", quote.status), class_name="text-faint text-[13px]"
                ),
                class_name="text-right",
            ),
            href=f"/quotes/{quote.public_id}",
            class_name="flex items-center gap-3 px-3 py-2 min-h-[52px] hover:bg-raised/60",
        ),
        key=quote.public_id,
    )


def edit_deal_sheet() -> rx.Component:
    """All facts in one form."""
    return sheet(
        "edit-deal",
        t("deals.edit"),
        edit_deal_form(DealRecord, DealRecord.save),
        done=DealRecord.saved,
        key=_PAGE.public_id,
    )
