"""The way of orders into the ERP."""

TEXT = {
    "erp.title": ("ERP 对接", "ERP"),
    "erp.hint": (
        "赢单的订单交到哪里、怎样签名",
        "Where orders of won deals go, and how they are signed",
    ),
    "erp.url": ("接收地址", "Receiver's address"),
    "erp.url_hint": (
        "只会发到这一个地址，不跟随跳转；https，或本机上的 http。",
        "Orders go to this address and nowhere else; no redirects. https, or http on this machine.",
    ),
    "erp.secret": ("签名密钥", "Secret for the signature"),
    "erp.secret_hint": (
        "至少 16 个字符，保存后不再显示；留空则不变。",
        "16 characters at least; never shown again. Empty leaves it as it is.",
    ),
    "erp.secret_set": ("已设置", "It is set."),
    "erp.is_automatic": (
        "成交后的订单自动交给 ERP",
        "Orders go by themselves once the sale is won",
    ),
    "erp.saved": ("ERP 设置已保存", "The ERP's settings are saved."),
    "erp.url_invalid": ("这个地址不能用", "This address cannot be used."),
    "erp.url_open": (
        "外部地址必须用 https；http 只能用于本机。",
        "An address outside has to be https; http is for this machine only.",
    ),
    "erp.secret_short": (
        "密钥至少 {least} 个字符",
        "The secret needs {least} characters at least.",
    ),
    "erp.not_ready": (
        "还没有设置 ERP 接收地址和密钥（设置 → ERP 对接）。",
        "The ERP's address and secret are not set (Settings → ERP).",
    ),
    "erp.none_yet": ("订单还不会交给 ERP。", "Orders do not go to an ERP yet."),
    "erp.set_up": ("设置 ERP", "Set one up"),
    "erp.handed_already": ("订单 {number} 已经交给 ERP", "Order {number} was handed over already."),
    "erp.deal_not_won": (
        "成交之后才能交给 ERP。",
        "It has to be won before its order goes to the ERP.",
    ),
    "erp.not_failed": ("订单 {number} 没有失败，不用重试", "Order {number} did not fail."),
    "erp.hand_over": ("交给 ERP", "Hand to the ERP"),
    "erp.try_again": ("重试", "Try again"),
    "erp.handed": ("订单 {number} 正在交给 ERP", "Order {number} is on its way to the ERP."),
    "erp.state.waiting": ("等待发送", "Waiting"),
    "erp.state.sent": ("已发送，等待答复", "Sent, no answer yet"),
    "erp.state.accepted": ("ERP 已接收", "Accepted"),
    "erp.state.failed": ("失败", "Failed"),
    "erp.receiver_number": ("ERP 单号 {number}", "Number there: {number}"),
    "erp.attempts": ("第 {count} 次尝试", "Attempt {count}"),
    "erp.next_at": ("下次 {at}", "again {at}"),
    "erp.reason.unreachable": ("连接不上", "It cannot be reached."),
    "erp.reason.no_answer": (
        "没有收到答复，会用同一个键再问",
        "No answer; asked again with the same key.",
    ),
    "erp.reason.busy": ("对方暂时不能处理", "The receiver is busy."),
    "erp.reason.in_work": ("对方正在处理", "The receiver is working on it."),
    "erp.reason.no_number": ("对方没有给出单号", "The receiver gave no number."),
    "erp.reason.refused": ("对方拒绝", "The receiver refused."),
    "erp.reason.given_up": ("多次没有成功，已停止", "Given up after many attempts."),
    "erp.reason.not_ready": ("ERP 设置不完整", "The ERP's settings are not complete."),
    "erp.failed_notice": (
        "订单 {number} 没能交给 ERP，请查看原因后重试。",
        "Order {number} could not be handed to the ERP. See why, then try again.",
    ),
}
