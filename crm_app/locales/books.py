"""Books that are closed until a day."""

TEXT = {
    "books.title": ("结账", "Close the books"),
    "books.open": ("未结账", "Books are open"),
    "books.until": ("已结账至 {day}", "Books closed until {day}"),
    "books.change": ("更改", "Change"),
    "books.day": ("结账至（含当天）", "Closed until, that day included"),
    "books.hint": (
        "凡日期在这一天及以前的，不能再登记、作废或修改。提前日期或清空即重新开账，操作会记入审计。",
        "What is dated that day or before is neither entered, voided nor changed any more. An earlier day or none opens the books again; the audit keeps who did it.",
    ),
    "books.saved": ("已结账至 {day}", "The books are closed until {day}."),
    "books.opened": ("已重新开账", "The books are open again."),
    "books.day_ahead": ("只能结到今天以前", "Only days before today can be closed."),
    "books.closed": (
        "{until} 及以前已结账，{day} 的数据不能再登记或修改。请记在开放的日期，或请财务重新开账。",
        "The books are closed until {until}: nothing of {day} is entered or changed any more. Choose an open day, or ask finance to open them.",
    ),
}
