"""Currencies and their rates."""

TEXT = {
    "currencies.title": ("币种与汇率", "Currencies"),
    "currencies.hint": (
        "本位币、每天的汇率、总额取整到多少",
        "The house's own currency, rates by day, what totals are rounded to",
    ),
    "currencies.code": ("币种", "Currency"),
    "currencies.base": ("本位币", "The house's own"),
    "currencies.make_base": ("设为本位币", "Make it the house's own"),
    "currencies.step": ("总额取整到", "Totals rounded to"),
    "currencies.step_hint": (
        "例如瑞士法郎现金 0.05；已有单据不变",
        "0.05 for Swiss francs in cash, say; papers that are there stay as they are",
    ),
    "currencies.digits": ("{count} 位小数", "{count} decimal places"),
    "currencies.rate": ("汇率", "Rate"),
    "currencies.rates": ("汇率", "Rates"),
    "currencies.rate_said": ("{per} {code} = {rate} {base}", "{per} {code} = {rate} {base}"),
    "currencies.rate_from": ("{day} 起", "from {day}"),
    "currencies.rate_none": ("没有汇率", "No rate"),
    "currencies.rates_none": (
        "还没有汇率。没有汇率的币种，合计时单独列出。",
        "No rates yet. A currency without one is told apart in totals.",
    ),
    "currencies.rate_new": ("新增汇率", "New rate"),
    "currencies.rate_edit": ("修改汇率", "Change the rate"),
    "currencies.valid_from": ("从哪天起", "From which day"),
    "currencies.per": ("每多少外币", "For how many"),
    "currencies.worth": ("值多少本位币", "Worth in the house's own"),
    "currencies.rate_saved": ("汇率已保存", "Rate saved."),
    "currencies.rate_deleted": ("汇率已删除", "Rate deleted."),
    "currencies.saved": ("{currency} 已保存", "{currency} saved."),
    "currencies.step_invalid": (
        "取整单位要是 {part} {currency} 的整数倍",
        "The step has to be a multiple of {part} {currency}.",
    ),
    "currencies.base_needed": (
        "总要有一个本位币；请把另一个币种设为本位币",
        "There has to be one: make another currency the house's own instead.",
    ),
    "currencies.base_has_rates": (
        "已有按 {currency} 计的汇率；先删除它们，再换本位币",
        "There are rates in {currency}: delete them before the house's own currency changes.",
    ),
    "currencies.code_missing": ("请选择币种", "Choose a currency."),
    "currencies.rate_missing": ("请填写汇率", "A rate is needed."),
    "currencies.rate_zero": ("汇率要大于 0", "The rate has to be more than 0."),
    "currencies.rate_of_base": (
        "{currency} 是本位币，不需要汇率",
        "{currency} is the house's own: it needs no rate.",
    ),
    "currencies.rate_taken": (
        "{currency} 从 {day} 起已有汇率",
        "There is a rate of {currency} from {day} on already.",
    ),
    "currencies.per_unknown": ("只能是 1、100、1000 或 10000", "It is 1, 100, 1000 or 10000."),
    "currencies.rate_not_found": ("没有这条汇率", "There is no such rate."),
}
