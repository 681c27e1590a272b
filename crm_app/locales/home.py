"""Today: the home page."""

TEXT = {
    "home.title": ("今天", "Today"),
    "home.free": ("今天没有要做的事", "Nothing is due today"),
    "home.customers": ("看看客户", "Look at customers"),
    "home.approvals": ("{count} 个申请等你审批", "Waiting for your approval: {count}"),
    "home.next": ("下一件", "Next"),
    "home.last_time": ("上次：{words}", "Last time: {words}"),
    "home.call": ("打电话", "Call"),
    "home.visit": ("记拜访", "Visit"),
    "home.all_tasks": ("全部 {count} 项", "All {count}"),
    "home.stuck": ("{count} 个商机停住了", "Stuck deals: {count}"),
    "home.silent": ("好久没联系", "Not spoken to for long"),
    "home.hello": ("{name}，你好", "Hello {name}"),
}
