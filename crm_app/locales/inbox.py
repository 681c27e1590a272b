"""The inbox and its notices."""

TEXT = {
    "inbox.title": ("消息", "Inbox"),
    "inbox.unread_count": ("{count} 条未读消息", "{count} unread"),
    "inbox.open": ("查看", "Open"),
    "inbox.any": ("全部消息", "All notices"),
    "inbox.state.unread": ("未读", "Unread"),
    "inbox.state.read": ("已读", "Read"),
    "inbox.unread": ("未读", "unread"),
    "inbox.read_all": ("全部标为已读", "Mark all read"),
    "inbox.read_all_done": ("已全部标为已读", "All marked as read"),
    "inbox.none": (
        "没有消息。审批、任务分配等与你有关的事会出现在这里。",
        "Nothing yet. Approvals, tasks given to you and other news about your work appear here.",
    ),
    "inbox.none_found": ("没有符合条件的消息。", "No notice fits."),
    "inbox.kind.approvals": ("审批", "Approval"),
    "inbox.kind.tasks": ("任务", "Task"),
    "inbox.kind.voice": ("语音", "Voice note"),
    "inbox.kind.cards": ("名片", "Card"),
    "inbox.kind.deals": ("商机", "Deal"),
    "inbox.kind.quotes": ("报价", "Quote"),
    "inbox.kind.customers": ("客户", "Customer"),
    "inbox.kind.accounts": ("账号", "Account"),
    "inbox.kind.users": ("账号", "Account"),
    "inbox.kind.imports": ("导入", "Import"),
    "notice.not_found": ("没有这条消息", "There is no such notice."),
}
