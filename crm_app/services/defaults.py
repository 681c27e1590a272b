"""What a new workspace starts with: a pipeline, lists to choose from, approval limits.

Each part is stored once, into an empty table: what an administrator took away stays away.
"""

from decimal import Decimal

from sqlmodel import col, select

from crm_app.core.permissions import Permission, system_actor
from crm_app.core.work import Work, command
from crm_app.models.approvals import ApprovalRule, Level, Measure
from crm_app.models.choices import Choice
from crm_app.models.deals import Pipeline, Stage, StageKind
from crm_app.models.leads import QuestionKind, ScreeningQuestion
from crm_app.services.locks import one_at_a_time

# key, names, what it means, probability in percent, days before a deal is stuck
_STAGES = (
    ("lead", "潜在客户", "Prospect", StageKind.OPEN, 10, 30),
    ("qualified", "需求确认", "Qualified", StageKind.OPEN, 25, 21),
    ("proposal", "方案报价", "Proposal", StageKind.OPEN, 50, 14),
    ("negotiation", "谈判中", "Negotiation", StageKind.OPEN, 75, 14),
    ("won", "已成交", "Won", StageKind.WON, 100, 0),
    ("lost", "输单", "Lost", StageKind.LOST, 0, 0),
)
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
    work.session.add_all(
        Stage(
            pipeline_id=pipeline.id,
            key=key,
            name_zh=zh,
            name_en=en,
            rank=rank,
            kind=kind,
            probability=probability,
            age_limit_days=age_limit,
        )
        for rank, (key, zh, en, kind, probability, age_limit) in enumerate(_STAGES, 1)
    )


def _add_choices(work: Work, list_key: str, entries: tuple[tuple[str, str, str], ...]) -> None:
    work.session.add_all(
        Choice(list_key=list_key, key=key, name_zh=zh, name_en=en, rank=rank)
        for rank, (key, zh, en) in enumerate(entries, 1)
    )
