"""Every way a view can change."""

from crm_app.core.errors import Forbidden, Invalid, Stale
from crm_app.core.listing import ListQuery, check
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command
from crm_app.models.saved_views import SavedView, ViewHabit
from crm_app.services.saved_views import rules
from crm_app.services.saved_views.columns import known_columns
from crm_app.services.saved_views.queries import find_view, habit_of, kind_of
from crm_app.services.saved_views.rows import Column, ViewForm

_BESIDE = ("q", "sort", "group")
_MOST_OWN = 100


@command(Permission.SELF)
def create_view(work: Work, form: ViewForm) -> str:
    """A new view of the actor's; returns its public id."""
    kind = form.kind or ""
    kind_of(work, kind)
    if work.actor.user_id is None:
        raise Invalid("record.owner_missing", field="owner")
    view = SavedView(
        kind=kind,
        name=rules.read_name(form.name or ""),
        owner_id=work.actor.user_id,
        team_id=work.actor.team_id,
    )
    _apply(work, view, form)
    return work.add(view).public_id


@command(Permission.SELF)
def change_view(work: Work, public_id: str, form: ViewForm, version: int | None = None) -> None:
    """Change what `form` carries; only its owner, or the administrator, does."""
    view = _own(work, public_id, version)
    if form.name is not None:
        view.name = rules.read_name(form.name)
    _apply(work, view, form)
    view.version, view.updated_at = view.version + 1, work.now


@command(Permission.SELF)
def delete_view(work: Work, public_id: str, version: int | None = None) -> None:
    """It is gone for everybody; `restore_view` brings it back."""
    _own(work, public_id, version).deleted_at = work.now


@command(Permission.SELF)
def restore_view(work: Work, public_id: str) -> None:
    """Undo a deletion."""
    view = find_view(work, public_id, deleted=True)
    _check_owner(work, view)
    view.deleted_at = None


@command(Permission.SELF)
def keep_columns(work: Work, kind: str, view: str, columns: list[Column]) -> None:
    """The columns that the actor has in a view, or in the whole list; none: as the view says."""
    kind_of(work, kind)
    if view:
        find_view(work, view)
    habit = _habit(work, kind)
    kept = dict(habit.columns)
    read = rules.read_columns(columns, known_columns(work, kind))
    habit.columns = {**kept, view: read} if read else {k: v for k, v in kept.items() if k != view}
    work.session.add(habit)


@command(Permission.SELF)
def begin_with(work: Work, kind: str, view: str) -> str:
    """The view that the actor's list begins with: a public id, or `all`. Returns what it was."""
    kind_of(work, kind)
    if view not in ("", "all"):
        find_view(work, view)
    habit = _habit(work, kind)
    before, habit.first = habit.first, view
    work.session.add(habit)
    return before


def _apply(work: Work, view: SavedView, form: ViewForm) -> None:
    rules.share(view, form, work.actor)
    if form.asks is not None:
        view.asks = rules.read_asks(form.asks)
        _check_asks(work, view)
    if form.columns is not None:
        view.columns = rules.read_columns(form.columns, known_columns(work, view.kind))


def _check_asks(work: Work, view: SavedView) -> None:
    """Refuses what the list would refuse when it is opened."""
    of = kind_of(work, view.kind)
    plain = {k: v for k, v in view.asks.items() if k not in (*_BESIDE, *of.beside)}
    check(work, of.listing, ListQuery(filters=plain, sort=view.asks.get("sort", "")))


def _habit(work: Work, kind: str) -> ViewHabit:
    if work.actor.user_id is None:
        raise Invalid("record.owner_missing", field="owner")
    return habit_of(work, kind) or ViewHabit(user_id=work.actor.user_id, kind=kind)


def _own(work: Work, public_id: str, version: int | None) -> SavedView:
    view = find_view(work, public_id)
    _check_owner(work, view)
    if version is not None and view.version != version:
        raise Stale("record.stale")
    return view


def _check_owner(work: Work, view: SavedView) -> None:
    if not rules.may_change(view, work.actor):
        raise Forbidden("saved_views.owner_only")
