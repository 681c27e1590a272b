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
    IDENTITY = "identity"  # see and enter the ID numbers of people
    LEAD_READ = "lead.read"
    LEAD_WRITE = "lead.write"
    LEAD_ASSIGN = "lead.assign"  # give leads of the pool to others, alone or many at once
    HANDOVER = "handover"  # what somebody has worked on goes to others, with or without leads
    DEAL_READ = "deal.read"
    DEAL_WRITE = "deal.write"
    ACTIVITY_READ = "activity.read"
    ACTIVITY_WRITE = "activity.write"
    TASK_READ = "task.read"
    TASK_WRITE = "task.write"
    PRODUCT_READ = "product.read"
    PRODUCT_WRITE = "product.write"
    PRICE_WRITE = "price.write"
    QUOTE_READ = "quote.read"
    QUOTE_WRITE = "quote.write"
    CONTRACT_READ = "contract.read"
    CONTRACT_WRITE = "contract.write"
    ORDER_READ = "order.read"
    ORDER_WRITE = "order.write"
    PAYMENT_READ = "payment.read"
    PAYMENT_WRITE = "payment.write"  # money came in: finance says so, nobody else
    INVOICE_READ = "invoice.read"
    INVOICE_WRITE = "invoice.write"  # to ask for one
    INVOICE_DECIDE = "invoice.decide"
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
    TARGET_READ = "target.read"
    TARGET_WRITE = "target.write"
    IMPORT = "import"  # tables come in, as far as one may write what they hold


# What it takes to read a record of a kind, and to change one.
READS = {p.removesuffix(".read"): p for p in Permission if p.endswith(".read")}
READS |= {"voice_note": Permission.CAPTURE}
WRITES = {p.removesuffix(".write"): p for p in Permission if p.endswith(".write")}


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
_MONEY_READ = frozenset({_P.CONTRACT_READ, _P.ORDER_READ, _P.PAYMENT_READ, _P.INVOICE_READ})
_SELL = (
    _EVERYBODY
    | _READ
    | _FIELD
    | _MONEY_READ
    | {_P.LEAD_WRITE, _P.DEAL_WRITE, _P.QUOTE_WRITE, _P.APPROVAL_READ}
    | {_P.CONTRACT_WRITE, _P.ORDER_WRITE, _P.INVOICE_WRITE, _P.TARGET_READ}
)

GRANTS: dict[str, frozenset[Permission]] = {
    "rep": _SELL,
    "manager": _SELL
    | {_P.COST_READ, _P.APPROVAL_DECIDE, _P.TARGET_WRITE, _P.LEAD_ASSIGN, _P.IDENTITY}
    | {_P.IMPORT, _P.HANDOVER},
    "director": _SELL
    | {_P.COST_READ, _P.APPROVAL_DECIDE, _P.PRODUCT_WRITE, _P.PRICE_WRITE, _P.AUDIT_READ}
    | {_P.TARGET_WRITE, _P.LEAD_ASSIGN, _P.IDENTITY, _P.IMPORT, _P.HANDOVER},
    "desk": _SELL | {_P.PRODUCT_WRITE, _P.IMPORT},
    # They ask too: whoever takes a list out of the product may need somebody's word.
    "service": _EVERYBODY | _READ | _FIELD | {_P.ORDER_READ, _P.APPROVAL_READ},
    # What people bought is what they are asked back by.
    "marketing": _EVERYBODY
    | _READ
    | _FIELD
    | {_P.LEAD_WRITE, _P.APPROVAL_READ, _P.IMPORT, _P.ORDER_READ},
    "finance": _EVERYBODY
    | _MONEY_READ
    | {_P.PAYMENT_WRITE, _P.INVOICE_DECIDE}
    | {_P.SEARCH, _P.CUSTOMER_READ, _P.QUOTE_READ, _P.PRODUCT_READ, _P.COST_READ, _P.FILE_READ}
    | {_P.TASK_READ, _P.TASK_WRITE, _P.APPROVAL_READ, _P.APPROVAL_DECIDE},
    "admin": frozenset(Permission),
    "system": frozenset(Permission),
}

SCOPES: dict[str, Scope] = {
    "rep": Scope.OWN,
    "manager": Scope.TEAM,
}

# Who may decide what is asked of a role; the first one is asked, a later one where there is none.
DECIDERS: dict[str, tuple[str, ...]] = {
    "manager": ("manager", "director", "admin"),
    "director": ("director", "admin"),
    "finance": ("finance", "admin"),
    "admin": ("admin",),
}
# Who may decide too, once the time of a role is over.
NEXT_ROLE: dict[str, str] = {"manager": "director", "director": "admin", "finance": "admin"}

# Who takes turns when leads are assigned: those who sell for themselves.
SELLERS = tuple(
    role for role, scope in SCOPES.items() if scope is Scope.OWN and _P.LEAD_WRITE in GRANTS[role]
)

ROLES = tuple(role for role in GRANTS if role != "system")


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or job on whose behalf we act.

    `team_ids` holds the actor's team and all below it; `user_id` is None for the system.
    `off` are the parts of the product that are switched off (core/modules.py), `lost` the permissions
    that nobody has because of it; a guest has no account, and acts from outside. Who `must_prove` himself
    has to turn on the second step of signing in before he may do anything else.
    """

    user_id: int | None
    role: str
    name: str = ""
    team_id: int | None = None
    team_ids: frozenset[int] = frozenset()
    language: str = "zh"
    zone: str = DEFAULT_ZONE
    off: frozenset[str] = frozenset()
    lost: frozenset[Permission] = frozenset()
    is_guest: bool = False
    must_prove: bool = False

    @property
    def scope(self) -> Scope:
        """Whose rows this actor sees."""
        return SCOPES.get(self.role, Scope.ALL)

    def can(self, permission: Permission) -> bool:
        """Whether the role grants it, and the part that it belongs to is there."""
        if self.must_prove and permission is not Permission.SELF:
            return False
        return permission not in self.lost and permission in GRANTS.get(self.role, frozenset())

    def require(self, permission: Permission) -> None:
        """Refuse (`permission.denied`) unless the role grants it."""
        if not self.can(permission):
            code = "accounts.factor_required" if self.must_prove else "permission.denied"
            raise Forbidden(code, permission=permission.value)


def system_actor(reason: str, *, is_guest: bool = False) -> Actor:
    """The product itself: command line, background jobs, demo data. `reason` names it in the audit."""
    return Actor(user_id=None, role="system", name=f"system: {reason}", is_guest=is_guest)
