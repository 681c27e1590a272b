"""Mail to people outside."""

TEXT = {
    "mail.title": ("邮件", "Mail"),
    "mail.hint": (
        "邮件服务器，以及发出和待发的邮件",
        "The mail server, and what was or would be sent",
    ),
    "mail.server": ("邮件服务器", "Mail server"),
    "mail.no_server_title": ("还没有配置邮件服务器", "No mail server is set up"),
    "mail.no_server_hint": (
        "邮件会留在这里不发出；邀请链接可以从正文里复制给对方。要发出邮件，请在服务器上设置 CRM_SMTP_URL 后重启。",
        "Mail stays here and does not leave; copy invitation links from its text. To send it, set CRM_SMTP_URL on the server and restart.",
    ),
    "mail.no_server": (
        "还没有配置邮件服务器，发不出去",
        "No mail server is set up, so nothing can leave.",
    ),
    "mail.sent_already": ("这封邮件已经发出了", "That mail has been sent already."),
    "mail.not_found": ("没有这封邮件", "There is no such mail."),
    "mail.host": ("服务器", "Server"),
    "mail.user": ("账号", "Account"),
    "mail.sender": ("发件人", "Sender"),
    "mail.security": ("加密", "Encryption"),
    "mail.security.plain": ("不加密", "None"),
    "mail.security.starttls": ("STARTTLS", "STARTTLS"),
    "mail.security.tls": ("TLS", "TLS"),
    "mail.state": ("状态", "State"),
    "mail.state.waiting": ("待发", "Waiting"),
    "mail.state.sent": ("已发出", "Sent"),
    "mail.state.failed": ("发送失败", "Failed"),
    "mail.any_state": ("全部状态", "Any state"),
    "mail.none": ("还没有邮件", "No mail yet"),
    "mail.none_found": ("没有符合条件的邮件", "No mail fits"),
    "mail.again": ("再发一次", "Send again"),
    "mail.again_asked": ("正在重新发送", "It is being sent again"),
}
