"""The roles, as those who give them out see them."""

from crm_app.core.permissions import GRANTS, ROLES, SCOPES, Permission, Scope
from crm_app.core.work import Work, query
from crm_app.services.accounts.rows import RoleRow


@query(Permission.USER_READ)
def roles(_: Work) -> list[RoleRow]:
    """Every role with whose records it sees and what it may do."""
    return [
        RoleRow(
            role,
            SCOPES.get(role, Scope.ALL).value,
            tuple(sorted(permission.value for permission in GRANTS[role])),
        )
        for role in ROLES
    ]
