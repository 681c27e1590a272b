"""Every way views are read, and what conditions can be made of."""

from urllib.parse import urlencode

from sqlmodel import col, select

from crm_app.core.asking import OPERATORS, Asked
from crm_app.core.conditions import Rule
from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, query
from crm_app.models.saved_views import SavedView, ViewHabit
from crm_app.models.users import User
from crm_app.services.saved_views import rules, wording
from crm_app.services.saved_views.columns import columns_of, known_columns, whole
from crm_app.services.saved_views.listings import Kind, kinds
from crm_app.services.saved_views.rows import ConditionChoice, ViewRow, Views


@query(Permission.SELF)
def views(work: Work, kind: str) -> Views:
    """The views of a kind of list that one finds, his own first, and the columns one keeps."""
    of = kind_of(work, kind)
    living = select(SavedView).where(
        col(SavedView.kind) == kind, col(SavedView.deleted_at).is_(None)
    )
    ordered = living.order_by(col(SavedView.id))
    found = [one for one in work.session.exec(ordered) if rules.sees(one, work.actor)]
    habit = habit_of(work, kind)
    known = known_columns(work, kind)
    first = _first(work, found, habit)
    rows = [_row(work, of, one, known, first) for one in found]
    kept = habit.columns if habit else {}
    columns = {name: whole(stored, known) for name, stored in kept.items()}
    columns.setdefault("", whole([], known))
    rows.sort(key=lambda row: (not row.is_mine, row.name))
    return Views(rows, first, columns)


@query(Permission.SELF)
def view_page(work: Work, public_id: str) -> ViewRow:
    """One view; refuses what is not to be seen with `saved_views.not_found`."""
    view = find_view(work, public_id)
    habit = habit_of(work, view.kind)
    first = habit.first if habit else ""
    return _row(work, kind_of(work, view.kind), view, known_columns(work, view.kind), first)


@query(Permission.SELF)
def condition_fields(work: Work, kind: str) -> list[ConditionChoice]:
    """What conditions of a kind of list can look at: built-in fields and the company's own."""
    return [
        ConditionChoice(
            name,
            one.kind,
            *wording.name_of(one),
            list(OPERATORS[one.kind]),
            wording.options(work, one),
        )
        for name, one in wording.fields_of(work, kind_of(work, kind)).items()
    ]


@query(Permission.SELF)
def sentence(work: Work, kind: str, where: str) -> tuple[str, str]:
    """Conditions in words, in both languages; refuses what could not be asked."""
    return wording.sentence(work, kind_of(work, kind), where)


def rules_said(work: Work, kind: str, where: str) -> list[tuple[Rule, Asked, str, str]]:
    """Inside a use case: each condition by itself, its field, and the condition in words."""
    return wording.rules_said(work, kind_of(work, kind), where)


def kind_of(work: Work, kind: str) -> Kind:
    """Inside a use case: a kind of list that the actor may read."""
    found = kinds().get(kind)
    if found is None:
        raise Invalid("saved_views.kind_unknown", field="kind")
    work.actor.require(found.reads)
    return found


def find_view(work: Work, public_id: str, *, deleted: bool = False) -> SavedView:
    """Inside a use case: a view that the actor finds among his."""
    found = select(SavedView).where(col(SavedView.public_id) == public_id)
    gone = col(SavedView.deleted_at)
    view = work.session.exec(found.where(gone.is_not(None) if deleted else gone.is_(None))).first()
    if view is None or not rules.sees(view, work.actor):
        raise NotFound("saved_views.not_found")
    if not work.actor.can(kinds()[view.kind].reads):
        raise NotFound("saved_views.not_found")
    return view


def habit_of(work: Work, kind: str) -> ViewHabit | None:
    """Inside a use case: what the actor keeps of a kind of list."""
    found = select(ViewHabit).where(
        col(ViewHabit.user_id) == work.actor.user_id, col(ViewHabit.kind) == kind
    )
    return work.session.exec(found).first()


def _first(work: Work, found: list[SavedView], habit: ViewHabit | None) -> str:
    """The view that a list begins with: one's own choice, else that of the role; `all` is none."""
    chosen = habit.first if habit else ""
    if chosen == "all" or any(one.public_id == chosen for one in found):
        return chosen
    of_role = (one.public_id for one in found if one.for_role == work.actor.role)
    return next(of_role, "all")


def _row(work: Work, of: Kind, view: SavedView, known: list[str], first: str) -> ViewRow:
    owner = work.session.get(User, view.owner_id)
    asks = {name: str(value) for name, value in view.asks.items()}
    return ViewRow(
        public_id=view.public_id,
        version=view.version,
        kind=view.kind,
        name=view.name,
        owner=owner.name if owner else "",
        audience=view.audience.value,
        role=view.role,
        for_role=view.for_role,
        address=f"{of.path}?{urlencode({'saved': view.public_id, **asks})}",
        asks=asks,
        columns=columns_of(view, known),
        is_mine=view.owner_id == work.actor.user_id,
        may_edit=rules.may_change(view, work.actor),
        is_first=view.public_id == first,
    )
