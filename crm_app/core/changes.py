"""What one transaction changed: collected at each flush, for audit, search and live screens."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime
from typing import Any

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, select

from crm_app.core import audit, computed
from crm_app.core.demands import PARTS, Written
from crm_app.core.permissions import Actor
from crm_app.core.search import indexed_models
from crm_app.lib.batches import batches
from crm_app.models.activities import ActivityLink
from crm_app.models.base import Owned
from crm_app.models.captures import FileText
from crm_app.models.duplicates import DuplicatePair, MatchFiled, MatchKey, RecordMerge
from crm_app.models.imports import ImportBatch, ImportMade, ImportRow, ImportTemplate
from crm_app.models.ledger import (
    AuditAbout,
    AuditEntry,
    Change,
    IdempotentAnswer,
    Job,
    SearchDoc,
    SecurityEvent,
    Setting,
)
from crm_app.models.lifecycle import Standing
from crm_app.models.messages import Mail, Notice
from crm_app.models.ownership import RecordEvent, Share
from crm_app.models.quality import QualityDay, QualityScore, QualitySum
from crm_app.models.quotes import ShareView
from crm_app.models.sales import Offered, Sale
from crm_app.models.saved_views import BulkChange, ViewHabit
from crm_app.models.scores import LearntModel, Prediction, Score
from crm_app.models.second_factor import RecoveryCode, SecondFactor
from crm_app.models.targets import ForecastSnapshot
from crm_app.models.users import AccountLink, SignIn

UNTRACKED = (
    *(AuditEntry, AuditAbout, SecurityEvent, Change, Job, SearchDoc, IdempotentAnswer),
    # What imports do is said by their commands: the cells of a file are nobody's change.
    *(ImportBatch, ImportRow, ImportMade, ImportTemplate),
    *(
        SignIn,
        SecondFactor,
        RecoveryCode,
        FileText,
        AccountLink,
        Notice,
        Mail,
        Setting,
        ShareView,
        ForecastSnapshot,
    ),
    # What one keeps of a list is no change of anybody's; the records of a bulk change are noted.
    *(ViewHabit, BulkChange),
    *(
        LearntModel,
        Prediction,
        Score,
        Sale,
        Offered,
        MatchKey,
        MatchFiled,
        DuplicatePair,
        RecordMerge,
        Standing,
        QualityScore,
        QualitySum,
        QualityDay,
    ),  # derived; what a person makes of them changes the lead
)
_SILENT_FIELDS = frozenset(
    {"id", "created_at", "updated_at", "created_by", "updated_by", "version", "name_key", "pinyin"}
    | {"birthday_key"}  # derived from the birthday, which is noted
    | {"passed"}  # derived from stage changes, which are noted
    | {"holder_id", "holder_team_id"}  # derived from their deals
    | {
        "buyer_tier",
        "buyer_industry",
        "buyer_source",
        "buyer_region",
        "buyer_size",
    }  # derived from customers
    | {"sold_net", "sold_cost"}  # derived from a quote and its lines, which are noted
)
# A child row belongs to records through these columns: they are indexed and announced with it.
_PARENT_COLUMNS = ("customer_id", "contact_id", "deal_id", "quote_id", "lead_id")
_PARENT_COLUMNS += ("contract_id", "order_id")


class Changes:
    """Notes of one transaction; listens to the session's flushes."""

    def __init__(self, actor: Actor, moment: datetime) -> None:
        self._actor = actor
        self._moment = moment
        self._touched: dict[tuple[type, int], SQLModel] = {}
        self._parents: dict[tuple[str, int], bool] = {}
        self._made: set[str] = set()
        self.noted: dict[str, Any] = {}
        self.topics: set[str] = set()
        self.subject = ""
        self.brought: list[str] = []

    def stamp(self, session: Session, *_: Any) -> None:
        """Before a flush: a changed owned row gets a new version, time and hand, and every row the
        values that follow from its others.
        """
        for row in session.new:
            computed.bring(session, row)
        for row in session.dirty:
            computed.bring(session, row)
            if isinstance(row, Owned) and session.is_modified(row):
                state = inspect(row)
                assert state is not None
                if not state.attrs.version.history.has_changes():
                    row.version += 1
                row.updated_at, row.updated_by = self._moment, self._actor.user_id

    def note(self, session: Session, *_: Any) -> None:
        """After a flush: remember old and new values (the session forgets them next)."""
        for kind, rows in (
            ("new", session.new),
            ("dirty", session.dirty),
            ("gone", session.deleted),
        ):
            for row in rows:
                if isinstance(row, Notice):
                    self.touch(f"notice:{row.user_id}")
                elif isinstance(row, SQLModel) and not isinstance(row, UNTRACKED):
                    self._note_row(row, kind)

    def touch(self, topic: str) -> None:
        """Announce a topic with this transaction."""
        self.topics.add(topic)

    def bring(self, ids: Iterable[str]) -> None:
        """Records that are written past the session, by their public ids: the event lists them."""
        self.brought += ids

    def remember(self, record: str, details: dict[str, Any]) -> None:
        """Something for the audit that is no change of a row."""
        self.subject = self.subject or record
        self.noted.setdefault(record, {}).update({k: audit.plain(v) for k, v in details.items()})

    def mark(self) -> tuple[Any, ...]:
        """What is noted so far, for `back`."""
        parts = (self._touched, self._parents, self.noted, self.topics)
        return (*(copy(part) for part in parts), self.subject)

    def back(self, mark: tuple[Any, ...]) -> None:
        """Forget what was noted since: it was undone."""
        self._touched, self._parents, self.noted, self.topics, self.subject = mark

    def let_go(self) -> None:
        """Hold nothing of what changed so far: it was seen to. Its topics are announced at the end."""
        for part in (self._touched, self._parents, self._made):
            part.clear()
        self.noted, self.subject = {}, ""

    def named(self, session: Session) -> list[str]:
        """The public ids of the owned rows that changed, themselves or in a part."""
        return [one.row.public_id for one in self.demanded(session)]

    @property
    def records(self) -> list[Any]:
        """The owned rows that changed."""
        return list(self._touched.values())

    def demanded(self, session: Session) -> list[Written]:
        """The owned rows that changed, themselves or in a part: each with the names of its changed
        fields, and whether it is new.
        """
        found = dict(self._touched)
        parts = {key for key, is_part in self._parents.items() if is_part}
        found |= self._missing(session, parts)
        return [
            Written(row, self._fields(row, parts), _name_of(row) in self._made)
            for row in found.values()
        ]

    def _fields(self, row: Any, parts: set[tuple[str, int]]) -> set[str]:
        changed = set(self.noted.get(_name_of(row), {}))
        return changed | ({PARTS} if (str(row.__tablename__), row.id) in parts else set())

    def records_to_index(self, session: Session) -> list[Any]:
        """The indexed records that changed, or whose children did."""
        models, found = indexed_models(), dict(self._touched)
        for (model, row_id), row in self._missing(session, self._parents).items():
            self._announce(row)
            if self._parents[str(row.__tablename__), row_id]:
                found[model, row_id] = row
        return [row for (model, _), row in found.items() if model in models]

    def _missing(
        self, session: Session, wanted: Iterable[tuple[str, int]]
    ) -> dict[tuple[type, int], Any]:
        """The indexed records of these kinds and ids that did not change themselves."""
        by_name: dict[str, Any] = {str(model.__tablename__): model for model in indexed_models()}  # type: ignore[attr-defined]
        ids: dict[Any, list[int]] = {}
        for name, row_id in wanted:
            if name in by_name and (by_name[name], row_id) not in self._touched:
                ids.setdefault(by_name[name], []).append(row_id)
        return {
            (model, row.id): row
            for model, every in ids.items()
            for some in batches(every)
            for row in session.exec(select(model).where(model.id.in_(some)))
        }

    def _note_row(self, row: SQLModel, kind: str) -> None:
        values = _differences(row, kind)
        if not values:
            return
        name = _name_of(row)
        if kind == "new":
            self._made.add(name)
        entry = self.noted.setdefault(name, {})
        for field, (old, new) in values.items():
            first = entry.get(field, [old])[0]
            entry[field] = [first, new]
        if isinstance(row, Owned):
            self.subject = self.subject or name
            self._touched[type(row), row.key] = row
        self._announce(row)
        self._note_parents(row)

    def _announce(self, row: SQLModel) -> None:
        self.topics |= {
            str(row.__tablename__),
            f"{row.__tablename__}:{getattr(row, 'public_id', '')}",
        }

    def _note_parents(self, row: SQLModel) -> None:
        if isinstance(row, ActivityLink | RecordEvent | Share):
            # Who shares a record stands in its index words.
            parent = (row.record_kind, row.record_id)
            self._parents[parent] = self._parents.get(parent, False) or isinstance(row, Share)
        for column in _PARENT_COLUMNS:
            if parent_id := getattr(row, column, None):
                # A part of the record (a phone, a position) is in its text; a record beside it not.
                parent = (column.removesuffix("_id"), parent_id)
                self._parents[parent] = self._parents.get(parent, False) or not isinstance(
                    row, Owned
                )


def _name_of(row: Any) -> str:
    return f"{row.__tablename__}:{getattr(row, 'public_id', '') or getattr(row, 'id', '')}"


def _differences(row: SQLModel, kind: str) -> dict[str, tuple[Any, Any]]:
    """Field → old and new value; secrets only say that they changed."""
    state = inspect(row)
    assert state is not None
    found: dict[str, tuple[Any, Any]] = {}
    for attribute in state.attrs:
        field, value = attribute.key, audit.plain(attribute.value)
        if field in _SILENT_FIELDS:
            continue
        old, new = (None, value) if kind == "new" else (value, None)
        if kind == "dirty":
            if not attribute.history.has_changes():
                continue
            old = audit.plain(attribute.history.deleted[0]) if attribute.history.deleted else None
            new = value
        if field == "custom":  # each of these fields is noted as one
            found |= _custom_differences(old or {}, new or {})
            continue
        if field in audit.SECRET_FIELDS:
            old, new = old and "***", new and "***"
        if old != new or field in audit.SECRET_FIELDS:
            found[field] = (old, new)
    return {
        field: pair for field, pair in found.items() if kind != "new" or pair[1] not in ("", None)
    }


def _custom_differences(old: dict[str, Any], new: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {
        f"custom.{key}": (old.get(key), new.get(key))
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    }
