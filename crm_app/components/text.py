"""Words, money and times on the screen: both languages compiled in, chosen in the browser.

Switching needs no server and works offline; the hook re-renders what shows a text.
"""

import json
from typing import Any

import reflex as rx
from reflex.vars import VarData
from reflex_base.utils.imports import ImportVar

from crm_app.locales.catalog import TEXT

_WORDS = VarData(
    imports={"$/public/js/words.js": [ImportVar(tag="useLanguage")]},
    hooks={"const crm_lang = useLanguage();": None},
)
_FORMATS = VarData(
    imports={
        "$/public/js/words.js": [ImportVar(tag="useLanguage"), ImportVar(tag="crmFormat")],
    },
    hooks={"const crm_lang = useLanguage();": None},
)


def t(key: str, **params: Any) -> rx.Var[str]:
    """The text for a key; `params` (values or vars) fill its placeholders in the browser."""
    zh, en = TEXT[key]
    if not params:
        return _pick(json.dumps(zh, ensure_ascii=False), json.dumps(en))
    return _pick(_template(zh, params), _template(en, params), *_vars(params))


def both(zh: Any, en: Any) -> rx.Var[str]:
    """Whichever of two values (names of a choice, sentences of a refusal) fits the language."""
    zh_var, en_var = rx.Var.create(zh), rx.Var.create(en)
    return _pick(str(zh_var), str(en_var), zh_var, en_var)


def named(option: Any) -> rx.Var[str]:
    """The name of a choice (`Option`)."""
    return both(option.zh, option.en)


def choice(prefix: str, value: Any) -> rx.Var[str]:
    """The text `<prefix>.<value>` of an enum's value that is only known in the browser."""
    table = {
        key.removeprefix(f"{prefix}."): list(pair)
        for key, pair in TEXT.items()
        if key.startswith(f"{prefix}.")
    }
    var = rx.Var.create(value)
    words = json.dumps(table, ensure_ascii=False)
    expression = f"(({words})[{var!s}] ?? [{var!s}, {var!s}])[crm_lang === 'zh' ? 0 : 1]"
    return _var(expression, _WORDS, var)


def unit(value: Any) -> rx.Var[str]:
    """A unit of measure in the language of who looks; one that is not known as it was typed."""
    return choice("units", value)


def called(person: Any) -> rx.Var[str]:
    """A person with the form of address: 张伟总, Dr Avery Smith. As `lib.names.called`."""
    name, honorific = rx.Var.create(person.name).to(str), rx.Var.create(person.honorific).to(str)
    latin = rx.cond(honorific < "\u2e80", honorific + " " + name, name + honorific)
    return rx.cond(honorific == "", name, latin).to(str)


def dialled(shown: Any) -> rx.Var[str]:
    """A number as `tel:` and `sms:` want it: what is shown has spaces to be read by."""
    return rx.Var.create(shown).to(str).replace(" ", "")


def money(amount: Any, currency: Any = "CNY") -> rx.Var[str]:
    """An exact decimal string as money: ¥128,000.00."""
    return _formatted("money", amount, currency)


def short_money(amount: Any, currency: Any = "CNY") -> rx.Var[str]:
    """Money in few letters: ¥12.8万, ¥128k."""
    return _formatted("shortMoney", amount, currency)


def number(value: Any) -> rx.Var[str]:
    """A number with separators."""
    return _formatted("number", value)


def percent(value: Any) -> rx.Var[str]:
    """A percentage: 12.5 %."""
    return _formatted("percent", value)


def day(iso: Any) -> rx.Var[str]:
    """A date, short: 11月20日, Nov 20; the year where it is another one."""
    return _formatted("day", iso)


def today() -> rx.Var[str]:
    """The day it is for who looks: 11月20日星期五, Friday 20 November."""
    return _formatted("today")


def moment(iso: Any) -> rx.Var[str]:
    """Date and time in the browser's zone."""
    return _formatted("moment", iso)


def ago(iso: Any) -> rx.Var[str]:
    """How long ago, or how soon: 3天前, in 2 days."""
    return _formatted("ago", iso)


def _formatted(name: str, *values: Any) -> rx.Var[str]:
    made = [rx.Var.create(value) for value in values]
    arguments = ", ".join(["crm_lang", *(str(var) for var in made)])
    return _var(f"crmFormat.{name}({arguments})", _FORMATS, *made)


def _template(sentence: str, params: dict[str, Any]) -> str:
    literal = json.dumps(sentence, ensure_ascii=False)
    values = ", ".join(f"{json.dumps(name)}: {rx.Var.create(v)!s}" for name, v in params.items())
    if "[" not in sentence:
        return f"{literal}.replace(/\\{{(\\w+)\\}}/g, (_, k) => ({{{values}}})[k] ?? '')"
    # `{count} lead[|s]`: which of the two stands depends on the number before it.
    pattern = r"/\{(\w+)\}|\[([^|\]]*)\|([^\]]*)\]/g"
    pick = "k ? (n = p[k] ?? '') : String(n) === '1' ? one : many"
    return (
        f"((p, n) => {literal}.replace({pattern}, (_, k, one, many) => {pick}))({{{values}}}, '')"
    )


def _vars(params: dict[str, Any]) -> list[rx.Var]:
    return [rx.Var.create(value) for value in params.values()]


def _pick(zh: str, en: str, *used: rx.Var) -> rx.Var[str]:
    return _var(f"(crm_lang === 'zh' ? {zh} : {en})", _WORDS, *used)


def _var(expression: str, own: VarData, *used: rx.Var) -> rx.Var[str]:
    data = VarData.merge(own, *(var._get_all_var_data() for var in used))
    return rx.Var(_js_expr=expression, _var_type=str, _var_data=data).to(str)
