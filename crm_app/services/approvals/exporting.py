"""Taking a list out of the product: where a flow says so, somebody agrees to it first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Conflict, Invalid
from crm_app.core.listing import Listing, ListQuery, all_of
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.locales.catalog import say
from crm_app.models.approvals import Approval, ApprovalStatus, ExportRequest
from crm_app.models.users import User
from crm_app.services import products
from crm_app.services.approvals.around import around
from crm_app.services.approvals.custom import PREFIX, Readers
from crm_app.services.approvals.gates import requests
from crm_app.services.approvals.gathering import role_of
from crm_app.services.approvals.kinds import About, Kind, register
from crm_app.services.approvals.policy import policy_of
from crm_app.services.approvals.rows import Words
from crm_app.services.approvals.sentences import pair
from crm_app.services.approvals.starting import start
from crm_app.services.approvals.subjects import Subject, judged_subject
from crm_app.services.taken import check_first

_HOLDS = timedelta(days=7)
Reading = Callable[[Work, ListQuery], Sequence[Any]]
_LISTS: dict[str, tuple[Permission, Reading]] = {}


def register_list(name: str, permission: Permission, listing: Listing) -> None:
    """Let a list be asked for: who may see it, and how it is listed."""
    _LISTS[name] = permission, lambda work, asked: all_of(work, listing, asked)


@check_first
def check_export(work: Work, listing: str, asked: ListQuery, rows: Sequence[Any]) -> None:
    """Inside an export: refuse (`approvals.export_required`) what needs somebody's word and has none.

    A word holds for seven days, for the same list of the same person.
    """
    if work.actor.user_id is None or work.actor.team_id is None:
        return
    if not _judged_now(work, _request(work, listing, asked, len(rows)), rows).needed.steps:
        return
    granted = (ApprovalStatus.APPROVED,)
    for known in _known(work, listing, asked):
        for approval in requests(work, "export", known.key, granted):
            if approval.decided_at and approval.decided_at + _HOLDS > work.now:
                return
    raise Conflict("approvals.export_required", rows=len(rows))


@command(Permission.APPROVAL_READ)
def ask_for_export(work: Work, listing: str, asked: ListQuery, reason: str) -> str:
    """Ask to take a list out as it is shown; returns the request's public id."""
    if listing not in _LISTS:
        raise Invalid("approvals.listing_unknown", field="listing")
    permission, read = _LISTS[listing]
    work.actor.require(permission)
    if any(
        requests(work, "export", known.key, (ApprovalStatus.PENDING,))
        for known in _known(work, listing, asked)
    ):
        raise Conflict("approvals.asked_already")
    rows = read(work, asked)
    request = work.add(_request(work, listing, asked, len(rows)))
    return start(work, _judged_now(work, request, rows), reason).public_id


def _request(work: Work, listing: str, asked: ListQuery, rows: int) -> ExportRequest:
    return ExportRequest(
        owner_id=work.actor.user_id or 0,
        team_id=work.actor.team_id or 0,
        listing=listing,
        words=asked.words[:200],
        filters=dict(sorted((name, value) for name, value in asked.filters.items() if value)),
        sort=asked.sort[:40],
        rows=rows,
    )


def _known(work: Work, listing: str, asked: ListQuery) -> list[ExportRequest]:
    """The actor's own requests for the same list, the newest first."""
    wanted = _request(work, listing, asked, 0)
    found = select(ExportRequest).where(
        col(ExportRequest.owner_id) == work.actor.user_id,
        col(ExportRequest.listing) == listing,
        col(ExportRequest.words) == wanted.words,
    )
    rows = work.session.exec(found.order_by(col(ExportRequest.id).desc()).limit(50))
    return [row for row in rows if row.filters == wanted.filters]


def _judged_now(work: Work, record: ExportRequest, rows: Sequence[Any]) -> Subject:
    """By what stands in the list of whoever asks, as it is now: of its records, and those around."""
    return _judged(work, record, around(work, rows))


def _judge(work: Work, record: ExportRequest) -> Subject:
    """By what stood in it when it was asked: whoever decides may see other rows."""
    asked = requests(work, "export", record.key, tuple(ApprovalStatus))
    known = asked[-1].facts.get("judged", {}) if asked else {}
    own = {name: value for name, value in known.items() if name.startswith(PREFIX)}
    return _judged(work, record, around(work, ()), own)


def _judged(
    work: Work,
    record: ExportRequest,
    rows: Readers,
    known: Mapping[str, Any] | None = None,
) -> Subject:
    facts: dict[str, Any] = {
        "listing": record.listing,
        "rows": record.rows,
        "role": role_of(work, record.owner_id),
        "list": f"{record.words}|{sorted(record.filters.items())}",
        **(known or {}),
    }
    title = say("zh", f"approvals.listing.{record.listing}")
    return judged_subject(
        work,
        "export",
        record,
        facts,
        title=f"{title} ({record.rows})",
        judged=("listing", "rows", "list"),
        by=(policy_of(work), rows),
    )


def _about(_: Work, records: Sequence[ExportRequest]) -> dict[int, About]:
    return {
        record.key: About(
            record.public_id,
            f"/{record.listing}",
            record.owner_id,
            record.deleted_at is not None,
        )
        for record in records
    }


def _details(work: Work, record: ExportRequest) -> list[Words]:
    owner = work.session.get_one(User, record.owner_id).name

    def first(language: str) -> str:
        listing = say(language, f"approvals.listing.{record.listing}")
        return say(
            language, "approvals.export_detail", who=owner, listing=listing, rows=record.rows
        )

    chosen = [record.words, *[f"{name}: {value}" for name, value in record.filters.items()]]
    narrowed = " · ".join(one for one in chosen if one)
    return [pair(first), *([Words(narrowed, narrowed)] if narrowed else [])]


def _agreed(work: Work, approval: Approval, record: ExportRequest) -> None:
    work.record(f"export:{record.listing}", approved=record.rows, for_user=approval.owner_id)


register(Kind("export", ExportRequest, _judge, _about, agreed=_agreed, details=_details))
# Products are sold under promotions, which approvals look at: so they are made known from here.
_LISTS["products"] = Permission.PRODUCT_READ, products.all_products
