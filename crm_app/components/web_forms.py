"""Web forms: a line each, their form, and the code for a website."""

from typing import Any

import reflex as rx

from crm_app.components.record import listed_options
from crm_app.components.text import ago, t
from crm_app.components.ui.forms import (
    button,
    field,
    problem_text,
    select,
    text_area,
    text_input,
)
from crm_app.components.ui.icons import icon
from crm_app.components.ui.overlay import save_actions, sheet
from crm_app.components.ui.show import badge, empty, panel
from crm_app.services.web_forms import FIELDS, TEXTS, WebFormRow
from crm_app.state.leads import LeadChoices
from crm_app.state.web_forms import WebFormScreen

_VALUES = WebFormScreen.values
_SHORT = ("title",)


def new_web_form() -> rx.Component:
    """Opens an empty form."""
    return button(t("web_forms.new"), tone="primary", sign="plus", on_click=WebFormScreen.start(""))


def web_form_list() -> rx.Component:
    """Those at work first, with what came by each."""
    return panel(
        rx.cond(
            WebFormScreen.rows.length() > 0,
            rx.el.ul(rx.foreach(WebFormScreen.rows, _row), class_name="divide-y divide-line"),
            rx.cond(WebFormScreen.loaded, empty("clipboard-pen-line", t("web_forms.none"))),
        )
    )


def _row(row: rx.vars.ObjectVar[WebFormRow]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                rx.el.span(row.name, class_name="font-medium break-words"),
                rx.cond(row.is_active, rx.fragment(), badge(t("web_forms.off"), tone="warn")),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.p(
                rx.cond(
                    row.count.to(int) > 0,
                    t("web_forms.came", count=row.count, when=ago(row.last_at)),
                    t("web_forms.came_none"),
                ),
                class_name="text-soft",
            ),
            class_name="flex-1 min-w-[200px]",
        ),
        rx.el.span(
            rx.cond(
                row.is_active,
                button(
                    t("web_forms.embed"),
                    sign="code-xml",
                    on_click=WebFormScreen.embed(row.public_id),
                ),
            ),
            button(
                sign="pencil",
                label=t("shell.edit"),
                tone="quiet",
                on_click=WebFormScreen.start(row.public_id),
            ),
            button(
                rx.cond(row.is_active, t("web_forms.turn_off"), t("web_forms.turn_on")),
                tone="quiet",
                on_click=WebFormScreen.switch(row.public_id),
            ),
            class_name="flex flex-wrap items-center gap-1 ml-auto",
        ),
        key=row.public_id,
        custom_attrs={"data-form": row.name},
        class_name="flex flex-wrap items-center gap-2 px-3 py-2 min-h-[60px]",
    )


def web_form_sheets() -> rx.Component:
    """The form of a form, and the code."""
    return rx.fragment(_form_sheet(), _embed_sheet())


def _form_sheet() -> rx.Component:
    return sheet(
        "web-form",
        rx.cond(WebFormScreen.form_id != "", t("web_forms.edit"), t("web_forms.new")),
        rx.el.form(
            rx.el.div(
                _text("name", t("web_forms.name"), required=True, max_length=80),
                _language(),
                class_name="grid gap-3 sm:grid-cols-2",
            ),
            rx.el.p(t("web_forms.both_hint"), class_name="text-soft text-[13px]"),
            rx.el.div(
                *[_worded(name, language) for name in TEXTS for language in ("zh", "en")],
                class_name="grid gap-3 sm:grid-cols-2",
            ),
            _text(
                "consent_version",
                t("web_forms.consent_version"),
                hint=t("web_forms.consent_version_hint"),
                required=True,
                max_length=40,
            ),
            _fields(),
            _lead_facts(),
            field(
                t("web_forms.origins"),
                text_area(name="origins", rows="3", default_value=_VALUES.get("origins", "")),
                hint=t("web_forms.origins_hint"),
            ),
            problem_text(WebFormScreen.problem),
            save_actions(),
            reset_on_submit=False,
            on_submit=WebFormScreen.save,
            class_name="space-y-3",
        ),
        open=WebFormScreen.asking == "form",
        on_close=WebFormScreen.stop,
        wide=True,
    )


def _language() -> rx.Component:
    options = [rx.el.option(t(f"web_forms.language.{k}"), value=k) for k in ("both", "zh", "en")]
    return field(t("web_forms.language"), _choice("language", *options))


def _worded(name: str, language: str) -> rx.Component:
    """A text in one language."""
    label = t(f"web_forms.in_{language}", what=t(f"web_forms.{name}"))
    if name in _SHORT:
        return _text(f"{name}_{language}", label, max_length=TEXTS[name])
    control = text_area(
        name=f"{name}_{language}",
        rows="2",
        max_length=TEXTS[name],
        default_value=_VALUES.get(f"{name}_{language}", ""),
    )
    return field(label, control)


def _fields() -> rx.Component:
    needs = [
        rx.el.option(t(f"web_forms.need.{k}"), value=k) for k in ("off", "optional", "required")
    ]
    return rx.el.fieldset(
        rx.el.legend(t("web_forms.fields"), class_name="font-semibold mb-1"),
        rx.el.div(
            *[
                field(t(f"web_forms.field.{name}"), _choice(f"need_{name}", *needs))
                for name in FIELDS
            ],
            class_name="grid grid-cols-2 sm:grid-cols-4 gap-3",
        ),
    )


def _lead_facts() -> rx.Component:
    products = listed_options(LeadChoices.products)
    sources = listed_options(LeadChoices.sources)[1:]
    return rx.el.fieldset(
        rx.el.legend(t("web_forms.leads"), class_name="font-semibold mb-1"),
        rx.el.div(
            field(t("leads.source"), _choice("source", *sources)),
            _text("campaign", t("leads.campaign"), max_length=80),
            field(t("leads.product"), _choice("product", *products)),
            class_name="grid gap-3 sm:grid-cols-3",
        ),
    )


def _choice(name: str, *options: Any) -> rx.Component:
    return select(*options, name=name, default_value=_VALUES.get(name, ""))


def _text(name: str, label: Any, *, hint: Any = None, **props: Any) -> rx.Component:
    control = text_input(name=name, default_value=_VALUES.get(name, ""), **props)
    return field(label, control, hint=hint)


def _embed_sheet() -> rx.Component:
    return sheet(
        "web-form-embed",
        t("web_forms.embed"),
        rx.el.div(
            rx.cond(
                WebFormScreen.has_origins,
                rx.fragment(
                    _copied("web-form-code", "snippet", WebFormScreen.snippet),
                    _copied("web-form-frame", "frame", WebFormScreen.frame),
                ),
                rx.el.p(
                    t("web_forms.no_origins"),
                    class_name="rounded-lg bg-warn-soft text-warn px-3 py-2",
                ),
            ),
            _copied("web-form-url", "address", WebFormScreen.url, opens_page=True),
            class_name="space-y-4 pb-2",
        ),
        open=WebFormScreen.asking == "embed",
        on_close=WebFormScreen.stop,
    )


def _copied(field_id: str, name: str, value: Any, *, opens_page: bool = False) -> rx.Component:
    """Words to be copied, with what they are for."""
    control = text_area(
        id=field_id,
        value=value,
        read_only=True,
        rows="2" if opens_page else "4",
        class_name="font-mono text-[13px] break-all",
    )
    copy = button(
        t("web_forms.copy"),
        sign="copy",
        custom_attrs={"data-copy": field_id, "data-copied": t("share_links.copied")},
    )
    page = rx.el.a(
        icon("external-link"),
        t("web_forms.open_page"),
        href=value,
        target="_blank",
        rel="noopener",
        reload_document=True,  # no page of ours
        class_name=button().class_name,  # pyright: ignore[reportAttributeAccessIssue]
    )
    return rx.el.div(
        field(t(f"web_forms.{name}"), control, hint=t(f"web_forms.{name}_hint")),
        rx.el.div(copy, page if opens_page else None, class_name="flex gap-2 mt-2"),
    )
