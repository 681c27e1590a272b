"""THE door to the database: permission, row scope, transaction, audit, search, outbox, commit.

A use case is written as `fn(work, ...)` and called as `fn(actor, ...)`; `fn.within(work, ...)`
runs it inside another one's transaction.
"""

import importlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import update_wrapper
from itertools import islice
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import event
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from crm_app.core import (
    audit,
    bulk,
    changes,
    computed,
    demands,
    derived,
    modules,
    once,
    outbox,
    search,
    sharing,
)
from crm_app.core.database import engine, is_sqlite
from crm_app.core.errors import AppError, Forbidden, Invalid, NotFound, Stale
from crm_app.core.permissions import Actor, Permission, Scope
from crm_app.lib.batches import batches
from crm_app.lib.clock import now
from crm_app.models.activities import Activity
from crm_app.models.base import Owned, Pooled
from crm_app.models.ledger import Job, SecurityEvent
from crm_app.models.ownership import Rights

P = ParamSpec("P")
R = TypeVar("R")
Row = TypeVar("Row")
Record = TypeVar("Record", bound=Owned)
Poolable = TypeVar("Poolable", bound=Pooled)


class Work:
    """One transaction on behalf of one actor."""

    def __init__(self, session: Session, actor: Actor, *, writes: bool) -> None:
        self.session = session
        self.actor = actor
        self.now: datetime = now()
        self._writes = writes
        # Set where what comes must not be lost (a visitor's form): it is taken, and asked for later.
        self.asks_later = False
        self._changes = changes.Changes(actor, self.now)
        self._shares: sharing.Shares | None = None
        self._together = ""
        if writes:
            event.listen(session, "before_flush", self._changes.stamp)
            event.listen(session, "after_flush", self._changes.note)

    def visible(self, model: type[Record]) -> SelectOfScalar[Record]:
        """The only way to start a select on owned rows: living ones that the actor may see."""
        return self.narrowed(select(model), model).where(col(model.deleted_at).is_(None))

    def narrowed(self, statement: Any, model: type[Record], *, along: bool = False) -> Any:
        """Any select, limited to the rows of `model` that the actor may see.

        `along`: it reads along an order's index and stops early, so a team's rows are not to be
        gathered first.
        """
        scope = self.actor.scope
        if scope is Scope.ALL:
            return statement
        team, owner = col(model.team_id), col(model.owner_id)
        if scope is Scope.TEAM and along and is_sqlite():
            team, owner = team + 0, owner + 0  # a sum has no index: SQLite cannot turn to it
        seen = owner == self.actor.user_id
        if scope is Scope.TEAM:
            seen = team.in_(self.actor.team_ids) | seen
        more = sharing.reached(self.shares, model)
        return statement.where(seen if more is None else seen | more)

    @property
    def shares(self) -> sharing.Shares:
        """What was shared with the actor, as the transaction began: mostly nothing."""
        if self._shares is None:
            self._shares = sharing.shares_of(self.session, self.actor)
        return self._shares

    def owns(self, record: Owned) -> bool:
        """Whether a record is within the actor's own reach, not only shared with him."""
        if self.actor.scope is Scope.ALL or record.owner_id == self.actor.user_id:
            return True
        return self.actor.scope is Scope.TEAM and record.team_id in self.actor.team_ids

    def pooled(self, model: type[Poolable]) -> SelectOfScalar[Poolable]:
        """The living rows that nobody owns, whatever the actor's scope: for those who may claim."""
        nobody = col(model.owner_id).is_(None)
        return select(model).where(nobody, col(model.deleted_at).is_(None))

    def parts(self, statement: Any, model: type[Record]) -> list[Any]:
        """The rows of `narrowed`, to be counted: selects that have none in common, a team's along
        the index of its own."""
        more = sharing.reached(self.shares, model)
        if self.actor.scope is not Scope.TEAM or more is not None:
            return [self.narrowed(statement, model)]
        team, owner = col(model.team_id), col(model.owner_id)
        inside = team.in_(self.actor.team_ids)
        along = statement.where(inside).order_by(None).order_by(team, owner)
        return [along, statement.where(~inside, owner == self.actor.user_id)]

    def find(
        self,
        model: type[Record],
        public_id: str,
        version: int | None = None,
        *,
        deleted: bool = False,
        refer: bool = False,
    ) -> Record:
        """The record with that public id, locked in a command.

        Refuses with `<kind>.not_found` what is absent or not to be seen, and with `record.stale`
        when `version` is given and is no longer the stored one; in a command also what was shared
        to be looked at only (`record.view_only`), unless the command does no more than `refer` to it.
        """
        chosen = self.narrowed(select(model), model) if deleted else self.visible(model)
        statement = chosen.where(col(model.public_id) == public_id)
        if self._writes:
            statement = statement.with_for_update()
        row = self.session.exec(statement).one_or_none()
        if row is None:
            raise NotFound(f"{model.__tablename__}.not_found")
        if self._writes and not refer:
            self._check_editable(row)
        if version is not None and row.version != version:
            raise Stale("record.stale")
        return row

    def find_many(self, model: type[Record], public_ids: Sequence[str]) -> dict[str, Record]:
        """As `find`, of many at once, by their public ids: refuses where one is not to be found."""
        rows: dict[str, Record] = {}
        for some in batches(public_ids):
            statement = self.visible(model).where(col(model.public_id).in_(some))
            if self._writes:
                statement = statement.order_by(col(model.id)).with_for_update()
            rows |= {row.public_id: row for row in self.session.exec(statement)}
        if len(rows) < len(set(public_ids)):
            raise NotFound(f"{model.__tablename__}.not_found")
        for row in rows.values() if self._writes else ():
            self._check_editable(row)
        return rows

    def _check_editable(self, row: Owned) -> None:
        # What somebody wrote is his to change wherever he sees it: rules of activities say so.
        if self.owns(row) or isinstance(row, Activity):
            return
        if sharing.rights_to(self.shares, row) is not Rights.EDIT:
            raise Forbidden("record.view_only")

    def add(self, row: Row, owner: Owned | None = None, *, pooled: bool = False) -> Row:
        """Store a new row; an owned one belongs to whoever owns `owner`, else to the actor.

        `pooled`: it lies in a pool, where it is nobody's until it is claimed.
        """
        if isinstance(row, Owned):
            if owner is not None and owner.owner_id is not None:
                row.owner_id, row.team_id = owner.owner_id, owner.team_id
            elif row.owner_id is None and not pooled:
                if self.actor.user_id is None or self.actor.team_id is None:
                    raise Invalid("record.owner_missing", field="owner")
                row.owner_id, row.team_id = self.actor.user_id, self.actor.team_id
            row.created_by = row.updated_by = self.actor.user_id
            row.created_at = row.updated_at = self.now
        self.session.add(row)
        self.session.flush()
        return row

    def add_many(self, parcels: Iterable[bulk.Parcel], action: str, record: str) -> bulk.Load:
        """Store many new records with what belongs to them, as `core.bulk` says: with their audit
        entries (`action`, `record`), their search documents, and one event that lists their ids."""
        load = bulk.Load(self.session, self.actor, self.now)
        self.session.flush()
        for parcel in parcels:
            load.add(parcel, action, record)
            self._changes.bring(parcel.ids)
            for shape in parcel.rows:
                self._changes.touch(shape.table)
        load.finish()
        for table in load.tables():
            computed.follow_load(self, table, load.base(table))
        self._changes.touch(record)
        return load

    def remove(self, row: Owned) -> None:
        """Into the recycle bin: hidden everywhere, restored by `restore`."""
        row.deleted_at = self.now

    def restore(self, row: Owned) -> None:
        """Out of the recycle bin."""
        row.deleted_at = None

    def enqueue(self, name: str, **payload: Any) -> Job:
        """Ask for work after this transaction; undone if it is undone. `payload` holds ids."""
        job = Job(name=name, payload=payload, user_id=self.actor.user_id, created_at=self.now)
        self.session.add(job)
        self.session.flush()
        self._changes.touch("job")
        return job

    def touch(self, topic: str) -> None:
        """Tell live screens that a topic changed, where no tracked row does."""
        self._changes.touch(topic)

    def together(self, subject: str) -> None:
        """What follows is one change of many records: one event that lists their ids, and one entry
        of the audit, about `subject`."""
        self._together = subject

    def attempt(self, do: Callable[[], object]) -> tuple[dict[str, Any], AppError | None]:
        """Do it whole or not at all, within the transaction: what it changed (record → field → old
        and new), or why it was refused."""
        self.session.flush()
        mark, before = self._changes.mark(), len(self._changes.noted)
        try:
            with self.session.begin_nested():
                do()
        except AppError as refusal:
            self._changes.back(mark)
            return {}, refusal
        return dict(islice(self._changes.noted.items(), before, None)), None

    def noting(self, do: Callable[[], object]) -> dict[str, Any]:
        """Do it as a part of the whole: what it changed, as `attempt` says it; a refusal ends the whole."""
        # No savepoint: SQLite walks all that one holds at each statement, which is slow for thousands.
        self.session.flush()
        before = len(self._changes.noted)
        do()
        self.session.flush()
        return dict(islice(self._changes.noted.items(), before, None))

    def record(self, record: str, **details: Any) -> None:
        """Write to the audit what is no change of a row: an export, a sensitive read, a sign-in."""
        self._changes.remember(record, details)

    def refused(self, kind: str, **details: Any) -> None:
        """Write to the security log, in this transaction."""
        self.session.add(
            SecurityEvent(kind=kind, actor_id=self.actor.user_id, at=self.now, details=details)
        )

    def portion(self, action: str, subject: str) -> None:
        """Of very many changes a part is done: it is indexed and audited, in an entry of its own that
        is about `subject`, and held no longer. Inside the transaction, which is still all or nothing."""
        self.together(subject)
        self._settle(action)
        self._changes.let_go()

    def finish(self, action: str) -> bool:
        """Index, audit and announce what changed. True if anything did."""
        self._settle(action)
        return outbox.announce(
            self.session,
            self._changes.topics,
            self.now,
            together=bool(self._together),
            brought=self._changes.brought,
        )

    def _settle(self, action: str) -> None:
        self.session.flush()
        derived.bring_up_to_date(self, self._changes.records)
        if not self.asks_later:
            demands.check(self, self._changes.demanded(self.session))
        search.reindex_many(self.session, self._changes.records_to_index(self.session))
        if self._changes.noted:
            # Of users, teams, limits no record is the subject: the first that changed is.
            subject = self._together or self._changes.subject or next(iter(self._changes.noted))
            about = self._changes.named(self.session) if self._together else ()
            audit.append(
                self.session, self.actor, action, subject, self._changes.noted, about=about
            )


class UseCase(Generic[P, R]):
    """A function behind the door: checked, in one transaction, audited under its own name."""

    def __init__(
        self, fn: Callable[Concatenate[Work, P], R], permission: Permission, *, writes: bool
    ) -> None:
        self._fn = fn
        self.permission = permission
        self.writes = writes
        self.feature = modules.feature_of(fn.__module__)
        self.action = f"{self.feature}.{fn.__name__}"
        update_wrapper(self, fn)

    def __reduce__(self) -> tuple[Any, ...]:
        # By name, as functions are: page state that holds an undo may live in Redis.
        return _use_case, (self._fn.__module__, self._fn.__qualname__)

    def __call__(self, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
        modules.check(actor, self.feature)
        try:
            actor.require(self.permission)
            return self._run(actor, *args, **kwargs)
        except AppError as refusal:
            self._log_refusal(actor, refusal)
            raise

    def within(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run inside a transaction that is open already; the permission is asked again."""
        work.actor.require(self.permission)
        return self._fn(work, *args, **kwargs)

    def _run(self, actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        announced = False
        with Session(engine(), expire_on_commit=False) as session:
            session.connection(execution_options={"writes": self.writes})
            session.info["snapshot"] = not self.writes
            if actor.is_guest:
                modules.check_guest(session, self.feature)
            work = Work(session, actor, writes=self.writes)
            result = self._fn(work, *args, **kwargs)
            if self.writes:
                announced = work.finish(self.action)
                if announced:
                    once.note(session, result)
                session.commit()
        if announced:
            outbox.wake()
        return result

    def _log_refusal(self, actor: Actor, refusal: AppError) -> None:
        if isinstance(refusal, Invalid):
            return  # a typing error is nobody's attack
        with Session(engine()) as session:
            session.connection(execution_options={"writes": True})
            work = Work(session, actor, writes=False)
            # What a refusal names (a site, a permission) helps whoever reads the log; what it tells
            # of records (a conflict's owner) does not belong there.
            named = refusal.params if isinstance(refusal, Forbidden) else {}
            told = {**named, "action": self.action, "status": refusal.status}
            work.refused(refusal.code, **told)
            session.commit()


def _use_case(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


def command(
    permission: Permission,
) -> Callable[[Callable[Concatenate[Work, P], R]], UseCase[P, R]]:
    """A write: checked, in one transaction, audited under its own name."""
    return lambda fn: UseCase(fn, permission, writes=True)


def query(
    permission: Permission,
) -> Callable[[Callable[Concatenate[Work, P], R]], UseCase[P, R]]:
    """A read: checked, in one consistent snapshot."""
    return lambda fn: UseCase(fn, permission, writes=False)
