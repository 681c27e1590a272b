"""Who may do what. The only file that names roles, and the one security reviews read."""

from dataclasses import dataclass
from enum import StrEnum

from crm_app.core.errors import Forbidden
from crm_app.lib.clock import DEFAULT_ZONE


class Permission(StrEnum):
    """One thing that can be allowed."""

    SELF = "self"  # one's own profile, notices, keys: every signed-in person
    SEARCH = "search"
    CUSTOMER_READ = "customer.read"
    CUSTOMER_WRITE = "customer.write"
    CONTACT_READ = "contact.read"
    CONTACT_WRITE = "contact.write"
    LEAD_READ = "lead.read"
    LEAD_WRITE = "lead.write"
    LEAD_ASSIGN = "lead.assign"  # give leads of the pool to others, alone or many at once
    DEAL_READ = "deal.read"
    DEAL_WRITE = "deal.write"
    ACTIVITY_READ = "activity.read"
    ACTIVITY_WRITE = "activity.write"
    TASK_READ = "task.read"
    TASK_WRITE = "task.write"
    PRODUCT_READ = "product.read"
    PRODUCT_WRITE = "product.write"
    QUOTE_READ = "quote.read"
    QUOTE_WRITE = "quote.write"
    COST_READ = "cost.read"
    APPROVAL_READ = "approval.read"
    APPROVAL_DECIDE = "approval.decide"
    CAPTURE = "capture"
    FILE_READ = "file.read"
    FILE_WRITE = "file.write"
    USER_READ = "user.read"
    USER_ADMIN = "user.admin"
    SETTINGS = "settings"
    AUDIT_READ = "audit.read"
    MAIL_READ = "mail.read"


class Scope(StrEnum):
    """Whose rows a role sees."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


_P = Permission
_EVERYBODY = frozenset({_P.SELF, _P.USER_READ})
_READ = frozenset(
    {_P.SEARCH, _P.CUSTOMER_READ, _P.CONTACT_READ, _P.DEAL_READ, _P.ACTIVITY_READ, _P.TASK_READ}
    | {_P.PRODUCT_READ, _P.QUOTE_READ, _P.FILE_READ, _P.LEAD_READ}
)
_FIELD = frozenset(
    {_P.CUSTOMER_WRITE, _P.CONTACT_WRITE, _P.ACTIVITY_WRITE, _P.TASK_WRITE, _P.CAPTURE}
    | {_P.FILE_WRITE}
)
_SELL = (
    _EVERYBODY | _READ | _FIELD | {_P.LEAD_WRITE, _P.DEAL_WRITE, _P.QUOTE_WRITE, _P.APPROVAL_READ}
)

GRANTS: dict[str, frozenset[Permission]] = {
    "rep": _SELL,
    "manager": _SELL | {_P.COST_READ, _P.APPROVAL_DECIDE, _P.LEAD_ASSIGN},
    "director": _SELL
    | {_P.COST_READ, _P.APPROVAL_DECIDE, _P.PRODUCT_WRITE, _P.AUDIT_READ, _P.LEAD_ASSIGN},
    "desk": _SELL | {_P.PRODUCT_WRITE},
    "service": _EVERYBODY | _READ | _FIELD,
    "marketing": _EVERYBODY | _READ | _FIELD | {_P.LEAD_WRITE},
    "finance": _EVERYBODY
    | {_P.SEARCH, _P.CUSTOMER_READ, _P.QUOTE_READ, _P.PRODUCT_READ, _P.COST_READ, _P.FILE_READ}
    | {_P.TASK_READ, _P.TASK_WRITE},
    "admin": frozenset(Permission),
    "system": frozenset(Permission),
}

SCOPES: dict[str, Scope] = {
    "rep": Scope.OWN,
    "manager": Scope.TEAM,
}

# Who may decide a request of a level; the first role is asked, a later one where there is none.
DECIDERS: dict[str, tuple[str, ...]] = {
    "manager": ("manager", "director", "admin"),
    "director": ("director", "admin"),
}

# Who takes turns when leads are assigned: those who sell for themselves.
SELLERS = tuple(
    role for role, scope in SCOPES.items() if scope is Scope.OWN and _P.LEAD_WRITE in GRANTS[role]
)

ROLES = tuple(role for role in GRANTS if role != "system")


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or job on whose behalf we act.

    `team_ids` holds the actor's team and all below it; `user_id` is None for the system.
    """

    user_id: int | None
    role: str
    name: str = ""
    team_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    language: str = "zh"
    zone: str = DEFAULT_ZONE

    @property
    def scope(self) -> Scope:
        """Whose rows this actor sees."""
        return SCOPES.get(self.role, Scope.ALL)

    def can(self, permission: Permission) -> bool:
        """Whether the role grants it."""
        return permission in GRANTS.get(self.role, frozenset())

    def require(self, permission: Permission) -> None:
        """Refuse (`permission.denied`) unless the role grants it."""
        if not self.can(permission):
            raise Forbidden("permission.denied", permission=permission.value)


def system_actor(reason: str) -> Actor:
    """The product itself: command line, background jobs, demo data. `reason` names it in the audit."""
    return Actor(user_id=None, role="system", name=f"system: {reason}")
