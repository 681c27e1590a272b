"""Today: the home page."""

TEXT = {
    "home.title": ("今天", "Today"),
    "home.free": ("今天没有要做的事", "Nothing is due today"),
    "home.customers": ("看看客户", "Look at customers"),
    "home.approvals": ("{count} 个申请等你审批", "{count} requests wait for your answer"),
    "home.hello": ("{name}，你好", "Hello {name}"),
}
