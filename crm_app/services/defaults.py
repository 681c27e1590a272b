"""What a new workspace starts with: a pipeline, lists to choose from, approval limits.

Each part is stored once, into an empty table: what an administrator took away stays away.
"""

from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission, system_actor
from crm_app.core.work import Work, command
from crm_app.models.approvals import ApprovalRule, Level, Measure
from crm_app.models.choices import Choice
from crm_app.models.deals import Pipeline, Stage, StageKind, StageTask
from crm_app.models.leads import QuestionKind, ScreeningQuestion
from crm_app.models.prices import CurrencyRule, TaxRate
from crm_app.services.currencies import CURRENCIES, smallest
from crm_app.services.locks import one_at_a_time

# What a forecast reads: needed from the quote stage on.
_FORECAST = ["amount", "expected_close", "owner"]
# key, names, what it means, probability in percent, days before a deal is stuck, what it needs
_STAGES = (
    ("lead", "潜在客户", "Prospect", StageKind.OPEN, 10, 30, []),
    ("qualified", "需求确认", "Qualified", StageKind.OPEN, 25, 21, []),
    ("proposal", "方案报价", "Proposal", StageKind.OPEN, 50, 14, _FORECAST),
    ("negotiation", "谈判中", "Negotiation", StageKind.OPEN, 75, 14, _FORECAST),
    ("won", "已成交", "Won", StageKind.WON, 100, 0, _FORECAST),
    ("lost", "输单", "Lost", StageKind.LOST, 0, 0, []),
)
# What a new rep is told to do in each stage.
_GUIDANCE = {
    "lead": (
        "先确认对方是谁、有什么需求、谁来拍板，再约第一次沟通。",
        "Find out who they are, what they need and who decides; then arrange a first talk.",
    ),
    "qualified": (
        "把需求、预算和时间写进跟进记录，约好看方案的时间。",
        "Write down need, budget and time, and agree on a day to look at a solution.",
    ),
    "proposal": (
        "两天内发出报价，三天后问反馈；注意谁还在竞争。",
        "Send the quote within two days, ask for an answer after three; note who else bids.",
    ),
    "negotiation": (
        "先谈价值再谈价格；要让步就换付款条件或数量，超出权限先申请审批。",
        "Value before price; trade a discount for terms or volume, and ask for approval first.",
    ),
    "won": ("确认合同、交付时间和第一笔回款。", "Settle contract, delivery and the first payment."),
    "lost": ("写清原因，约半年后再联系。", "Write down why, and plan a call in half a year."),
}
# What the owner gets to do on entering: Chinese, English, within days.
_TASKS = {
    "proposal": (
        ("发出报价，确认客户收到", "Send the quote and make sure it arrived", 2),
        ("询问客户对报价的反馈", "Ask what they think of the quote", 5),
    ),
    "negotiation": (("确认付款条件和签约时间", "Settle payment terms and the day of signing", 3),),
    "won": (("安排交付和首笔回款", "Arrange delivery and the first payment", 3),),
}
# Near its close: two weeks here, and looks at products within a month.
_NEAR: dict[str, Any] = {
    "proposal": {"near_after_days": 14, "near_views": 3, "near_window_days": 30}
}
_CHOICES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "industry": (
        ("manufacturing", "制造业", "Manufacturing"),
        ("technology", "信息技术", "Technology"),
        ("retail", "零售", "Retail"),
        ("food", "餐饮食品", "Food and drink"),
        ("education", "教育", "Education"),
        ("health", "医疗健康", "Health care"),
        ("finance", "金融", "Finance"),
        ("property", "房地产", "Property"),
        ("construction", "建筑工程", "Construction"),
        ("logistics", "物流运输", "Logistics"),
        ("energy", "能源", "Energy"),
        ("services", "商务服务", "Business services"),
        ("public", "政府与公共事业", "Public sector"),
        ("other", "其他", "Other"),
    ),
    "source": (
        ("referral", "客户介绍", "Referral"),
        ("website", "官网", "Website"),
        ("exhibition", "展会", "Exhibition"),
        ("card", "名片", "Business card"),
        ("call", "电话开发", "Cold call"),
        ("wechat", "微信", "WeChat"),
        ("advertisement", "广告", "Advertisement"),
        ("partner", "合作伙伴", "Partner"),
        ("shop", "门店", "Shop"),
        ("import", "导入", "Import"),
        ("other", "其他", "Other"),
    ),
    "size": (
        ("1-20", "20 人以下", "Up to 20 people"),
        ("21-100", "21–100 人", "21 to 100 people"),
        ("101-500", "101–500 人", "101 to 500 people"),
        ("501-2000", "501–2000 人", "501 to 2,000 people"),
        ("2001+", "2000 人以上", "Over 2,000 people"),
    ),
    "won_reason": (
        ("product", "产品合适", "Product fits"),
        ("price", "价格有优势", "Price"),
        ("service", "服务好", "Service"),
        ("relation", "客户关系", "Relationship"),
        ("speed", "响应快、交期短", "Speed"),
        ("other", "其他", "Other"),
    ),
    "lost_reason": (
        ("price", "价格太高", "Price"),
        ("competitor", "选了竞争对手", "Chose a competitor"),
        ("budget", "没有预算", "No budget"),
        ("need", "需求取消", "No longer needed"),
        ("product", "产品不合适", "Product did not fit"),
        ("timing", "时机不对", "Wrong time"),
        ("silent", "联系不上", "No answer any more"),
        ("other", "其他", "Other"),
    ),
    "return_reason": (
        ("region", "不在我的区域", "Not in my area"),
        ("expertise", "不是我的专长", "Not my field"),
        ("no_time", "跟不过来", "No time for it"),
        ("unreachable", "联系不上", "Cannot be reached"),
        ("no_need", "暂时没有需求", "No need for now"),
        ("other", "其他", "Other"),
    ),
    "discard_reason": (
        ("no_need", "没有需求", "No need"),
        ("no_budget", "没有预算", "No budget"),
        ("unreachable", "联系不上", "Cannot be reached"),
        ("wrong_number", "号码不对", "Wrong number"),
        ("competitor", "已选其他供应商", "Chose another supplier"),
        ("duplicate", "重复线索", "Duplicate"),
        ("other", "其他", "Other"),
    ),
}
# What is asked before a lead becomes a deal: texts, kind, options, whether it has to be answered.
_QUESTIONS: tuple[tuple[str, str, QuestionKind, tuple[tuple[str, str], ...], bool], ...] = (
    ("客户有真实的需求吗？", "Is there a real need?", QuestionKind.YES_NO, (), True),
    ("预算大约多少（元）？", "About what budget (CNY)?", QuestionKind.AMOUNT, (), True),
    (
        *("谁做决定？", "Who decides?", QuestionKind.CHOICE),
        (
            ("联系人自己", "The contact himself"),
            ("联系人的上级", "The contact's superior"),
            ("集体决定", "A group"),
            ("还不清楚", "Not known yet"),
        ),
        True,
    ),
    (
        *("打算什么时候采购？", "When do they mean to buy?", QuestionKind.CHOICE),
        (
            ("一个月内", "Within a month"),
            ("三个月内", "Within three months"),
            ("半年内", "Within half a year"),
            ("没有计划", "No plan yet"),
        ),
        True,
    ),
    ("目前用什么方案？", "What do they use today?", QuestionKind.TEXT, (), False),
)
# Totals in these are paid in larger steps than their smallest part.
_STEPS = {"CHF": Decimal("0.05")}
# Chinese, English, percent; the first is that of what is new.
_TAXES = (
    ("货物 13%", "Goods 13 %", 13),
    ("运输、建筑、农产品 9%", "Transport, building, farm goods 9 %", 9),
    ("服务 6%", "Services 6 %", 6),
    ("小规模 3%", "Small taxpayers 3 %", 3),
    ("免税", "Exempt", 0),
)
# who owns it, what is measured, limit (percent, or CNY before tax), who decides beyond it
_SELLER_LIMITS = (
    (Measure.DISCOUNT, 10, Level.MANAGER),
    (Measure.DISCOUNT, 20, Level.DIRECTOR),
    (Measure.AMOUNT, 500_000, Level.MANAGER),
    (Measure.AMOUNT, 2_000_000, Level.DIRECTOR),
    (Measure.MARGIN, 25, Level.MANAGER),
    (Measure.MARGIN, 15, Level.DIRECTOR),
)
_LIMITS = {
    "rep": _SELLER_LIMITS,
    "desk": _SELLER_LIMITS,
    "manager": tuple(limit for limit in _SELLER_LIMITS if limit[2] is Level.DIRECTOR),
}


@command(Permission.SETTINGS)
def seed_defaults(work: Work) -> None:
    """Store what is missing of a new workspace; does nothing a second time."""
    one_at_a_time(work, "defaults")
    if work.session.exec(select(Pipeline.id)).first() is None:
        _add_pipeline(work)
    for list_key, entries in _CHOICES.items():
        known = select(Choice.id).where(col(Choice.list_key) == list_key)
        if work.session.exec(known).first() is None:
            _add_choices(work, list_key, entries)
    if work.session.exec(select(ApprovalRule.id)).first() is None:
        work.session.add_all(
            ApprovalRule(role=role, measure=measure, limit=Decimal(limit), level=level)
            for role, limits in _LIMITS.items()
            for measure, limit, level in limits
        )
    if work.session.exec(select(ScreeningQuestion.id)).first() is None:
        _add_questions(work)
    _add_money(work)


def _add_money(work: Work) -> None:
    if work.session.exec(select(CurrencyRule.id)).first() is None:
        work.session.add_all(
            CurrencyRule(code=code, step=_STEPS.get(code, smallest(code)), is_base=place == 0)
            for place, code in enumerate(CURRENCIES)
        )
    if work.session.exec(select(TaxRate.id)).first() is None:
        work.session.add_all(
            TaxRate(name_zh=zh, name_en=en, percent=Decimal(percent), is_default=place == 0)
            for place, (zh, en, percent) in enumerate(_TAXES)
        )


def _add_questions(work: Work) -> None:
    work.session.add_all(
        ScreeningQuestion(
            text_zh=zh,
            text_en=en,
            kind=kind,
            options=[{"key": one, "zh": one, "en": other} for one, other in options],
            is_required=is_required,
            rank=rank,
        )
        for rank, (zh, en, kind, options, is_required) in enumerate(_QUESTIONS, 1)
    )


def ensure_defaults() -> None:
    """At start, after the migrations: the defaults are there."""
    seed_defaults(system_actor("defaults"))


def _add_pipeline(work: Work) -> None:
    pipeline = work.add(Pipeline(key="sales", name_zh="销售", name_en="Sales"))
    assert pipeline.id is not None
    stages = [
        Stage(
            pipeline_id=pipeline.id,
            key=key,
            name_zh=zh,
            name_en=en,
            rank=rank,
            kind=kind,
            probability=probability,
            age_limit_days=age_limit,
            required=required,
            guidance_zh=_GUIDANCE[key][0],
            guidance_en=_GUIDANCE[key][1],
            **_NEAR.get(key, {}),
        )
        for rank, (key, zh, en, kind, probability, age_limit, required) in enumerate(_STAGES, 1)
    ]
    work.session.add_all(stages)
    work.session.flush()
    work.session.add_all(
        StageTask(stage_id=stage.id or 0, rank=rank, title_zh=zh, title_en=en, days=days)
        for stage in stages
        for rank, (zh, en, days) in enumerate(_TASKS.get(stage.key, ()), 1)
    )


def _add_choices(work: Work, list_key: str, entries: tuple[tuple[str, str, str], ...]) -> None:
    work.session.add_all(
        Choice(list_key=list_key, key=key, name_zh=zh, name_en=en, rank=rank)
        for rank, (key, zh, en) in enumerate(entries, 1)
    )
