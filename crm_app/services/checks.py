"""What must always hold in a database, looked at from the start: `crm verify`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sqlalchemy import text
from sqlmodel import case, col, func, or_, select

from crm_app.core.audit import broken_entries, missing_end
from crm_app.core.database import is_sqlite
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.deals import Deal, StageChange
from crm_app.models.quotes import Quote, QuoteLine
from crm_app.models.targets import Target, TargetMonth
from crm_app.services import activities, deals, lifecycle, pricing, products
from crm_app.services.money_checks import wrong_sums
from crm_app.services.pipelines import passed_text

_FIGURES = ("subtotal", "net", "tax", "total", "cost")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: which check, at which row, and why."""

    check: str
    at: str
    code: str
    params: dict[str, str]


@query(Permission.SETTINGS)
def first_fault(work: Work) -> Fault | None:
    """The first thing that is wrong, the audit chain before all else; None when all holds."""
    return next((fault for check in CHECKS for fault in check(work)), None)


def _audit(work: Work) -> Iterator[Fault]:
    for entry in broken_entries(work.session):
        details = {"number": str(entry.id), "action": entry.action, "at": entry.at.isoformat()}
        yield Fault("audit", f"audit_entry {entry.id}", "verify.audit", details)
    cut = missing_end(work.session)
    if cut is not None:
        details = {"number": str(cut[0]), "head": str(cut[1])}
        yield Fault("audit", f"audit_entry {cut[0] + 1}", "verify.audit_end", details)


def _references(work: Work) -> Iterator[Fault]:
    """PostgreSQL never lets one break; SQLite does for whoever writes past the product."""
    if not is_sqlite():
        return
    for table, row, target, _ in work.session.connection().execute(
        text("PRAGMA foreign_key_check")
    ):
        details = {"table": str(table), "row": str(row), "target": str(target)}
        yield Fault("references", f"{table} {row}", "verify.reference", details)


def _quotes(work: Work) -> Iterator[Fault]:
    rows = work.session.exec(
        select(Quote, QuoteLine)
        .join(QuoteLine, col(QuoteLine.quote_id) == Quote.id, isouter=True)
        .order_by(col(Quote.id), col(QuoteLine.rank))
        .execution_options(yield_per=1000)
    )
    for quote, pairs in groupby(rows, key=lambda pair: pair[0]):
        lines = [line for _, line in pairs if line is not None]
        right = pricing.with_discount(quote, lines, quote.discount)
        for figure in _FIGURES:
            stored, wanted = getattr(quote, figure), getattr(right, figure)
            if stored != wanted:
                details = {"number": quote.number, "figure": figure}
                details |= {"stored": str(stored), "right": str(wanted)}
                yield Fault("sums", f"quote {quote.public_id}", "verify.sum", details)
        for line, right_ones in zip(lines, pricing.sold(quote, lines), strict=True):
            stored_ones = (line.sold_net, line.sold_cost)
            if stored_ones != right_ones:
                details = {"number": quote.number, "figure": "sold_net, sold_cost"}
                details |= {"stored": _said(stored_ones), "right": _said(right_ones)}
                yield Fault("sums", f"quote_line {line.public_id}", "verify.sum", details)


def _said(pair: tuple[Decimal, Decimal]) -> str:
    return ", ".join(f"{one:f}" for one in pair)


def _bundles(work: Work) -> Iterator[Fault]:
    for product, right in products.wrong_costs(work.session):
        details = {"name": product.code, "stored": str(product.cost), "right": str(right)}
        yield Fault("derived", f"product {product.public_id}", "verify.bundle", details)


def _money(work: Work) -> Iterator[Fault]:
    for kind, number, public_id, figure, stored, right in wrong_sums(work):
        details = {"kind": kind, "number": number, "figure": figure}
        details |= {"stored": str(stored), "right": str(right)}
        yield Fault("sums", f"{kind} {public_id}", "verify.money", details)


def _last_contacts(work: Work) -> Iterator[Fault]:
    for fault in activities.last_contact_faults.within(work):
        details = {"name": fault.name, "stored": str(fault.stored), "right": str(fault.right)}
        yield Fault("derived", f"{fault.kind} {fault.public_id}", "verify.last_contact", details)


def _passed(work: Work) -> Iterator[Fault]:
    """What a deal has passed is what its history says."""
    history: dict[int, set[int]] = {}
    entered = select(StageChange.deal_id, StageChange.to_stage_id).distinct()
    for deal_id, stage_id in work.session.exec(entered):
        history.setdefault(deal_id, set()).add(stage_id)
    for key, public_id, name, stored in work.session.exec(
        select(Deal.id, Deal.public_id, Deal.name, Deal.passed)
    ):
        right = passed_text(history.get(key or 0, ()))
        if stored not in (right, right.strip(".")):
            details = {"name": name, "stored": stored, "right": right}
            yield Fault("derived", f"deal {public_id}", "verify.passed", details)


def _holders(work: Work) -> Iterator[Fault]:
    """A stage change knows whose its deal is."""
    lives = col(Deal.deleted_at).is_(None)
    owner, team = (case((lives, one), else_=0) for one in (col(Deal.owner_id), col(Deal.team_id)))
    other = or_(col(StageChange.holder_id) != owner, col(StageChange.holder_team_id) != team)
    columns = select(Deal.public_id, Deal.name, StageChange.holder_id, owner)
    joined = columns.join(StageChange, col(StageChange.deal_id) == Deal.id)
    for public_id, name, stored, right in work.session.exec(joined.where(other)):
        details = {"name": name, "stored": str(stored), "right": str(right)}
        yield Fault("derived", f"deal {public_id}", "verify.holder", details)


def _sales(work: Work) -> Iterator[Fault]:
    """What was sold is what won deals and their accepted quotes say."""
    for key in deals.wrong_sales(work)[:1]:
        deal = work.session.get_one(Deal, key)
        yield Fault("derived", f"deal {deal.public_id}", "verify.sales", {"name": deal.name})


def _offered(work: Work) -> Iterator[Fault]:
    """What was offered in closed deals is what their quotes say."""
    for key in deals.wrong_offered(work)[:1]:
        deal = work.session.get_one(Deal, key)
        yield Fault("derived", f"deal {deal.public_id}", "verify.offered", {"name": deal.name})


def _buyers(work: Work) -> Iterator[Fault]:
    """A deal says of its customer what the customer is."""
    for public_id, name in deals.wrong_buyers(work):
        yield Fault("derived", f"deal {public_id}", "verify.buyer", {"name": name})


def _targets(work: Work) -> Iterator[Fault]:
    """Every target has its twelve months."""
    parts = select(TargetMonth.target_id, func.count()).group_by(col(TargetMonth.target_id))
    counts = dict(work.session.exec(parts).all())
    for key, public_id in work.session.exec(select(Target.id, Target.public_id)):
        if counts.get(key or 0, 0) != 12:
            details = {"name": public_id, "stored": str(counts.get(key or 0, 0)), "right": "12"}
            yield Fault("derived", f"target {public_id}", "verify.target_months", details)


def _standings(work: Work) -> Iterator[Fault]:
    """Where customers stand is what their orders say."""
    for public_id, name, field, stored, right in lifecycle.wrong_standings(work):
        details = {"name": name, "field": field, "stored": stored, "right": right}
        yield Fault("derived", f"customer {public_id}", "verify.standing", details)
    for public_id, name, stored, right in lifecycle.wrong_stages(work):
        details = {"name": name, "field": "stage", "stored": stored, "right": right}
        yield Fault("derived", f"customer {public_id}", "verify.standing", details)


CHECKS: tuple[Callable[[Work], Iterator[Fault]], ...] = (
    _audit,
    _references,
    _quotes,
    _bundles,
    _money,
    _last_contacts,
    _passed,
    _holders,
    _sales,
    _offered,
    _buyers,
    _targets,
    _standings,
)
