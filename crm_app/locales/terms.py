"""Payment terms of offers and contracts."""

TEXT = {
    "terms.payment_days": ("账期（天）", "Days to pay"),
    "terms.payment_days_hint": (
        "出账后几天内付款；0 为款到发货，空着为未约定",
        "After the invoice; 0 is payment in advance, empty is nothing agreed",
    ),
    "terms.payment_terms": ("付款方式", "Payment terms"),
    "terms.payment_terms_example": (
        "预付 30%，验收后付清",
        "30 % in advance, the rest on acceptance",
    ),
    "terms.title": ("付款条件", "Payment"),
    "terms.days": ("账期 {days} 天", "{days} days after the invoice"),
    "terms.at_once": ("款到发货", "payment in advance"),
    "terms.days_whole": (
        "账期是 0 到 {most} 的整数天",
        "The days to pay are a whole number from 0 to {most}.",
    ),
}
