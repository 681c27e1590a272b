"""Business cards."""

TEXT = {
    "card.not_found": (
        "没有这张名片，或不在你的权限内",
        "There is no such card, or it is not yours to see.",
    ),
    "cards.sides": (
        "请上传一张或两张图片（正面、反面）",
        "Send one or two pictures: front and back.",
    ),
    "cards.confirmed_already": ("这张名片已经保存过了", "This card was saved already."),
}
