"""The demo's approval flows, and a manager who is away."""

from collections.abc import Iterable
from datetime import timedelta

from sqlmodel import col, select

from crm_app.core.work import Work
from crm_app.models.approvals import ApprovalFlow
from crm_app.models.assignment import Absence
from crm_app.models.users import User
from crm_app.services import approvals
from crm_app.services.approvals import ConditionForm, FlowForm, StepForm

_FLOWS = (
    FlowForm(
        "大额让利",
        "Deep discounts on large offers",
        "quote",
        (ConditionForm("discount", ">", "10"), ConditionForm("amount", ">", "150000")),
        (
            StepForm(("manager",), hours=24),
            StepForm(("role:finance",), hours=48),
            StepForm(("role:director",), when=ConditionForm("discount", ">", "20")),
        ),
        ("role:admin",),
    ),
    FlowForm(
        "长账期合同",
        "Contracts with long terms",
        "contract",
        (ConditionForm("payment_days", ">", "45"),),
        (StepForm(("role:finance",), hours=48),),
    ),
    FlowForm(
        "重点客户转移",
        "Transfer of key customers",
        "transfer",
        (ConditionForm("tier", "in", "A"),),
        (StepForm(("role:director",), hours=24),),
    ),
    FlowForm(
        "大批量导出",
        "Large exports",
        "export",
        (
            ConditionForm("rows", ">", "1000"),
            ConditionForm("role", "in", "marketing,service"),
        ),
        (StepForm(("role:director", "role:admin"), hours=24),),
    ),
)
# By a field of the company's own: it is there only once the demo's fields are.
_BY_OWN_FIELD = FlowForm(
    "单一来源采购的让利",
    "Discounts where nobody else bids",
    "quote",
    (ConditionForm("custom.deal.way", "in", "single_source"), ConditionForm("discount", ">", "3")),
    (StepForm(("manager",), hours=24), StepForm(("role:director",), hours=48)),
)


def lay_down(work: Work) -> None:
    """The flows, and a manager who is on the road this week, with a stand-in."""
    _save(work, _FLOWS)
    absent = work.session.exec(select(User).where(col(User.name) == "宋雅丽", col(User.is_demo)))
    deputy = work.session.exec(select(User).where(col(User.email) == "manager@demo.example.com"))
    away, here = absent.first(), deputy.first()
    if away is not None and here is not None:
        today = work.now.date()
        work.session.add(
            Absence(
                user_id=away.id or 0,
                stand_in_id=here.id,
                first_day=today - timedelta(days=1),
                last_day=today + timedelta(days=5),
                note="出差沈阳",
                created_by=away.id,
                is_demo=True,
            )
        )
    work.session.flush()


def lay_down_by_own_field(work: Work) -> None:
    """One more, behind the others."""
    _save(work, (_BY_OWN_FIELD,))
    work.session.flush()


def _save(work: Work, forms: Iterable[FlowForm]) -> None:
    for form in forms:
        public_id = approvals.save_flow.within(work, form)
        flow = work.session.exec(
            select(ApprovalFlow).where(col(ApprovalFlow.public_id) == public_id)
        ).one()
        flow.is_demo = True
