"""Approvals: what is refused, and what people are told. The screens' words stand with them."""

TEXT = {
    "approval_required": (
        "超出权限，需要先审批；请提交申请",
        "This is beyond your limits: ask for approval first.",
    ),
    "approval.not_found": (
        "没有这条审批，或不在你的权限内",
        "There is no such request, or it is not yours to see.",
    ),
    "approvals.own": (
        "自己的申请要由别人审批",
        "Somebody else has to decide what you asked for.",
    ),
    "approvals.level_too_low": (
        "这条申请要由更高一级审批",
        "This needs the decision of a higher level.",
    ),
    "approvals.decided_already": (
        "这条申请已经处理过了",
        "This request has been answered already.",
    ),
    "approvals.outdated": (
        "申请提交后内容已经修改，需要重新申请",
        "What was asked for has been changed since: it has to be asked again.",
    ),
    "approvals.limits_changed": (
        "审批规则已经调整，需要重新申请",
        "The limits have been changed since: it has to be asked again.",
    ),
    "approvals.not_yours": ("这不是你的申请", "This is not your request."),
    "approvals.no_counter": ("没有可接受的还价", "There is no other figure to accept."),
    "approvals.reason_missing": ("请写明理由", "Say why."),
    "approvals.not_needed": ("无需审批", "Nobody has to approve this."),
    "approvals.approved_already": ("已经批准，可以直接进行", "This is approved already."),
    "approvals.asked_already": (
        "已经提交申请，正在等待审批",
        "This is waiting for an answer already.",
    ),
    "approvals.deal_closed": ("商机已经关闭", "This deal is closed."),
    "approvals.counter_for_quotes": (
        "只有报价可以还价",
        "Another figure can be named for quotes only.",
    ),
    "approvals.counter_not_lower": (
        "还价的折扣要低于申请的折扣",
        "Name a lower discount than was asked for.",
    ),
    "approvals.figure_missing": ("请填写折扣或价格", "Name a discount or a price."),
    "approvals.price_too_high": (
        "价格不能高于折前小计",
        "The price is more than the quote comes to without a discount.",
    ),
    "approvals.rule_not_found": ("没有这条规则", "There is no such limit."),
    "approvals.rule_exists": (
        "同一角色、指标和级别已有一条规则",
        "There is a limit for this role, measure and level already.",
    ),
    "approvals.role_unknown": ("没有这样的销售角色", "No such selling role."),
    "approvals.measure_unknown": ("没有这样的指标", "No such measure."),
    "approvals.level_unknown": ("没有这样的级别", "No such level."),
    "approvals.limit_missing": ("请填写界限", "Enter the limit."),
    "approvals.notice_asked": (
        "{who} 请你审批 {customer} 的 {title}，合计让利 {given}%",
        "{who} asks you to approve {title} for {customer}: {given}% given in all",
    ),
    "approvals.notice_approved": ("{who} 批准了 {title}", "{who} approved {title}"),
    "approvals.notice_refused": ("{who} 没有批准 {title}", "{who} refused {title}"),
    "approvals.notice_countered": (
        "{who} 对 {title} 还价：折扣 {discount}%",
        "{who} answers {title} with {discount}% discount",
    ),
    "approvals.notice_counter_accepted": (
        "{who} 接受了 {title} 的还价",
        "{who} accepted your figure for {title}",
    ),
    "approvals.notice_withdrawn": ("{who} 撤回了 {title} 的申请", "{who} withdrew {title}"),
}
