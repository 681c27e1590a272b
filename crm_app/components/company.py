"""The form of the house's profile."""

from typing import Any

import reflex as rx

from crm_app.components.places import PLACES_OF, is_on
from crm_app.components.text import t
from crm_app.components.ui.forms import button, field, problem_text, select, text_area, text_input
from crm_app.components.ui.show import panel
from crm_app.components.ui.tidy import tidy_input
from crm_app.state.company import CompanyScreen

COUNTRIES = [
    "CN",
    "HK",
    "MO",
    "TW",
    "SG",
    "US",
    "CA",
    "GB",
    "IE",
    "DE",
    "FR",
    "IT",
    "ES",
    "NL",
    "AU",
    "NZ",
    "JP",
    "KR",
    "IN",
    "MY",
    "TH",
    "VN",
    "AE",
]
_ROW = CompanyScreen.row
_PAIRS = (("name_zh", "name_en"), ("address_zh", "address_en"), ("tax_id", "bank"))
_PAIRS += (("phone", "email"), ("website", "country"), ("quote_pattern", "contract_pattern"))
_PAIRS += (("order_pattern",),)
_TIDY = {"tax_id": "tax_number", "phone": "phone", "email": "mail", "website": "web"}


def company_form() -> rx.Component:
    """Logo, names, address, tax id, terms."""
    return rx.cond(
        CompanyScreen.loaded,
        rx.el.div(
            panel(_logo(), class_name="p-3"),
            panel(
                rx.el.form(
                    rx.el.div(
                        *[_text(name) for pair in _PAIRS for name in pair],
                        class_name="grid lg:grid-cols-2 gap-3",
                    ),
                    rx.cond(
                        is_on("/quotes"),
                        rx.el.div(
                            _terms("terms_zh"),
                            _terms("terms_en"),
                            class_name="grid lg:grid-cols-2 gap-3",
                        ),
                    ),
                    problem_text(CompanyScreen.problem),
                    button(t("shell.save"), tone="primary", type="submit"),
                    on_submit=CompanyScreen.save,
                    key=_ROW.version.to_string(),
                    class_name="space-y-3",
                ),
                class_name="p-3",
            ),
            class_name="space-y-4",
        ),
    )


def _text(name: str) -> rx.Component:
    if name == "country":
        return _country()
    numbered = name.removesuffix("_pattern")
    hint: Any = t("company.pattern_hint") if numbered != name else None
    props = {"name": name, "default_value": getattr(_ROW, name), "max_length": 200}
    shown = field(
        t(f"company.{name}"),
        tidy_input(_TIDY[name], **props) if name in _TIDY else text_input(**props),
        hint=hint,
    )
    if numbered == name:
        return shown
    return rx.cond(is_on(PLACES_OF[numbered]), shown)  # pyright: ignore[reportReturnType]


def _country() -> rx.Component:
    options = [rx.el.option(t(f"country.{code}"), value=code) for code in COUNTRIES]
    return field(
        t("company.country"),
        select(rx.el.option("—", value=""), *options, name="country", default_value=_ROW.country),
        hint=t("company.country_hint"),
    )


def _terms(name: str) -> rx.Component:
    return field(
        t(f"company.{name}"),
        text_area(name=name, default_value=getattr(_ROW, name), rows="6", max_length=4000),
        hint=t("company.terms_hint"),
    )


def _logo() -> rx.Component:
    look = (
        "inline-flex items-center px-3 min-h-[44px] lg:min-h-[34px] rounded-lg border "
        "border-line-strong bg-panel hover:bg-raised font-medium cursor-pointer "
        "focus-within:outline-2 focus-within:outline-[var(--focus)]"
    )
    return rx.el.form(
        rx.cond(
            _ROW.logo != "",
            rx.el.img(
                src=f"/api/v1/company/logo?v={_ROW.logo}",
                alt=t("company.logo"),
                class_name="h-14 max-w-[220px] object-contain bg-white rounded-md p-1",
            ),
            rx.el.p(t("company.logo_none"), class_name="text-faint"),
        ),
        rx.el.label(
            rx.el.input(
                type="file",
                accept="image/png,image/jpeg,image/webp",
                custom_attrs={"data-puts": "/api/v1/company/logo", "data-offline": "offline"},
                class_name="sr-only",
            ),
            t("company.logo_choose"),
            class_name=look,
        ),
        rx.cond(
            _ROW.logo != "", button(t("company.logo_remove"), on_click=CompanyScreen.remove_logo)
        ),
        rx.el.p(t("company.logo_hint"), class_name="text-faint text-[12px] w-full"),
        rx.el.p(custom_attrs={"data-problem": ""}, role="alert", class_name="text-bad w-full"),
        class_name="flex flex-wrap items-center gap-3",
    )
