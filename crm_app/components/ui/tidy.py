"""Fields that show what will be stored when one leaves them, and a button that copies."""

from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar

from crm_app.components.text import t
from crm_app.components.ui.forms import FIELD
from crm_app.components.ui.icons import icon

_LIBRARY = "$/public/js/tidy.js"
_LANGUAGE: rx.Var[str] = rx.Var(
    _js_expr="crm_lang",
    _var_type=str,
    _var_data=VarData(
        imports={"$/public/js/words.js": [ImportVar(tag="useLanguage")]},
        hooks={"const crm_lang = useLanguage();": None},
    ),
).to(str)
_NOTE = "flex flex-wrap items-center gap-x-2 gap-y-1 text-[12px] mt-1 "
_WORDS = ("tidied", "back", "proposed", "take", "name", "honorific", "other", "branch", "mark")


class _TidyInput(rx.el.Input):
    library = _LIBRARY
    tag = "TidyInput"
    kind: rx.Var[str]
    words: rx.Var[dict[str, str]]
    language: rx.Var[str]
    look_of: rx.Var[dict[str, str]]
    action_look: rx.Var[str]


class _Copy(rx.Component):
    library = _LIBRARY
    tag = "Copy"
    value: rx.Var[str]
    label: rx.Var[str]
    done: rx.Var[str]
    look: rx.Var[str]


def tidy_input(kind: Any, **props: Any) -> rx.Component:
    """One line of text of a kind of `lib/standards.py`: tidied when one leaves it, with a way back.

    Whoever went back sends `<name>_kept` along: it is to be stored as it was typed.
    """
    look = props.pop("class_name", "")
    return _TidyInput.create(
        kind=kind,
        words=rx.Var.create({word: t(f"standards.{word}") for word in _WORDS}),
        language=_LANGUAGE,
        look_of={"good": f"{_NOTE}text-soft", "bad": f"{_NOTE}text-bad"},
        action_look="underline text-accent min-h-[44px] lg:min-h-0",
        class_name=f"{FIELD} {look}",
        **props,
    )


def copy_button(value: Any, label: Any) -> rx.Component:
    """Copies a text in one tap, and says so."""
    return _Copy.create(
        icon("copy", 16),
        value=value,
        label=label,
        done=t("standards.copied"),
        look=(
            "inline-grid place-items-center shrink-0 min-w-[44px] min-h-[44px] lg:min-w-[30px] "
            "lg:min-h-[30px] rounded-md text-faint hover:text-ink hover:bg-raised"
        ),
    )
