"""Share links: the seller's side, and the page that a customer sees."""

TEXT = {
    "share_links.title": ("客户链接", "Link for the customer"),
    "share_links.hint": (
        "客户不用登录就能看报价、下载 PDF、接受或谢绝。看不到成本和毛利。",
        "The customer sees the quote, its PDF, and can accept or decline, without an account. "
        "Never costs or margins.",
    ),
    "share_links.create": ("生成链接", "Make a link"),
    "share_links.days": ("有效天数", "Valid for days"),
    "share_links.fresh": (
        "新链接只显示这一次，请现在复制：",
        "The new link is shown this once. Copy it now:",
    ),
    "share_links.copy": ("复制链接", "Copy the link"),
    "share_links.copied": ("已复制", "Copied"),
    "share_links.revoke": ("撤销", "Revoke"),
    "share_links.revoked_note": ("链接已撤销", "The link is revoked."),
    "share_links.none": ("还没有链接", "No links yet."),
    "share_links.state.open": ("有效", "Open"),
    "share_links.state.expired": ("已到期", "Expired"),
    "share_links.state.revoked": ("已撤销", "Revoked"),
    "share_links.until": ("到 {at}", "until {at}"),
    "share_links.seen": ("看过 {count} 次，最近 {at}", "Seen {count} time[|s], last {at}"),
    "share_links.unseen": ("还没有看过", "Not seen yet"),
    "share_links.only_sent": (
        "报价发送后才能生成客户链接。",
        "A quote can be shared once it is sent.",
    ),
    "share_links.not_sent": (
        "报价 {number} 不在等待答复，不能分享",
        "{number} is not waiting for an answer and cannot be shared.",
    ),
    "share_links.quote_expired": (
        "报价 {number} 已过有效期，请先续期",
        "{number} is past its validity: renew it first.",
    ),
    "share_links.days_invalid": ("有效天数是 1 到 {most}", "Between 1 and {most} days."),
    "share_links.too_many": ("有效链接最多 {most} 个", "There are {most} open links at most."),
    "share_links.not_found": (
        "没有这个链接，或它已失效",
        "There is no such link, or it is no longer valid.",
    ),
    "share_links.name_missing": ("请填写姓名", "Enter your name."),
    "share_links.consent_missing": ("请先勾选同意", "Tick the box to agree first."),
    "share_links.answered_already": (
        "报价 {number} 已经答复过了",
        "{number} has been answered already.",
    ),
    "share_links.is_accepted": ("报价 {number} 已被接受", "{number} was accepted already."),
    "share_links.is_declined": ("报价 {number} 已被谢绝", "{number} was declined already."),
    "share_links.is_expired": (
        "报价 {number} 已过有效期，请联系销售代表续期",
        "{number} is past its validity. Ask your contact to renew it.",
    ),
    "share_links.is_replaced": (
        "报价 {number} 已有新版本，请联系销售代表",
        "There is a newer version of {number}. Ask your contact for it.",
    ),
    "share_links.consent": (
        "我有权代表客户接受报价 {number}，含税总额 {currency} {total}，并同意其中的条款。",
        "I may accept quote {number} for the customer, {currency} {total} with tax, and agree to its terms.",
    ),
    "share_links.page.accept": ("接受报价", "Accept this quote"),
    "share_links.page.name": ("您的姓名", "Your name"),
    "share_links.page.decline": ("谢绝报价", "Decline this quote"),
    "share_links.page.reason": ("原因（可不填）", "Reason (optional)"),
    "share_links.page.pdf": ("下载 PDF", "Download PDF"),
    "share_links.page.pdf_both": ("中英双语", "Both languages"),
    "share_links.page.accepted": (
        "{name} 已于 {at} 接受这份报价。谢谢！",
        "{name} accepted this quote on {at}. Thank you!",
    ),
    "share_links.page.accepted_plain": (
        "这份报价已被接受。谢谢！",
        "This quote was accepted. Thank you!",
    ),
    "share_links.page.declined": ("这份报价已被谢绝。", "This quote was declined."),
    "share_links.page.expired": (
        "这份报价的有效期已过。请联系 {seller} 续期。",
        "This quote is past its validity. Ask {seller} to renew it.",
    ),
    "share_links.page.replaced": (
        "这份报价已有新版本。请向 {seller} 索取。",
        "There is a newer version of this quote. Ask {seller} for it.",
    ),
    "share_links.page.privacy": (
        "我们只记录这份报价何时被打开、打开几次，不记录是谁。",
        "We note when and how often this quote is opened, not by whom.",
    ),
    "share_links.page.other_language": ("English", "中文"),
    "share_links.page.busy": (
        "请求太多，请一分钟后再试。",
        "Too many requests. Try again in a minute.",
    ),
    "share_links.page.gone": ("链接无效", "This link is not valid"),
    "share_links.page.gone_hint": (
        "它可能已到期或被撤销。请向您的销售代表要一个新的链接。",
        "It may have expired or been withdrawn. Ask your contact for a new one.",
    ),
}
