"""What choices are called in tables, beside the words of the product itself."""

from crm_app.models.activities import ActivityKind
from crm_app.models.lifecycle import STAGES

WORDS = {
    "customers.kind": ("company", "person"),
    "customers.stage": STAGES,
    "orders.status": ("open", "delivered", "cancelled"),
    "tier": ("A", "B", "C"),
    "timeline.is": tuple(kind.value for kind in ActivityKind),
}
SAID = {
    "orders.status": {
        **dict.fromkeys(("已完成", "完成", "已发货", "completed", "shipped", "paid"), "delivered"),
        **dict.fromkeys(("已取消", "作废", "canceled", "void", "已退款", "refunded"), "cancelled"),
        **dict.fromkeys(("进行中", "待发货", "处理中", "pending", "processing", "new"), "open"),
    },
    "timeline.is": {
        **dict.fromkeys(("电话沟通", "通话", "致电", "来电", "phone", "phone call"), "call"),
        **dict.fromkeys(("上门", "上门拜访", "登门拜访", "面访", "on-site", "site visit"), "visit"),
        **dict.fromkeys(("面谈", "开会", "视频会议", "appointment", "demo"), "meeting"),
        **dict.fromkeys(("宴请", "吃饭", "聚餐", "lunch", "dinner"), "meal"),
        **dict.fromkeys(("电子邮件", "邮件沟通", "email"), "mail"),
        **dict.fromkeys(
            ("微信沟通", "企业微信", "qq", "wechat", "whatsapp", "短信", "sms"), "chat"
        ),
        **dict.fromkeys(("备注", "跟进", "其他", "其它", "memo", "other", "task"), "note"),
    },
    "tier": {
        form.format(tier): tier
        for tier in "ABC"
        for form in ("{}级", "{} 级", "{}类", "{} 类", "{}级客户", "{}类客户", "tier {}", "{}-tier")
    },
    "customers.kind": {"企业": "company", "个人": "person"},
    "customers.stage": {
        **dict.fromkeys(("潜在", "意向", "lead", "potential"), "prospect"),
        **dict.fromkeys(("成交", "新客户", "customer", "active"), "first"),
        **dict.fromkeys(("忠实", "老客户", "loyal"), "repeat"),
        **dict.fromkeys(("沉睡", "dormant", "inactive"), "at_risk"),
        **dict.fromkeys(("流失", "churned"), "lost"),
    },
}
