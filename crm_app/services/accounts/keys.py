"""Bearer keys for the REST API: shown once, kept as a hash, never more than their owner may."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.models.users import ApiKey
from crm_app.services.accounts.passwords import new_token, token_hash


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One's own key, without its secret."""

    public_id: str
    name: str
    created_at: datetime


@query(Permission.SELF)
def keys(work: Work) -> list[KeyRow]:
    """One's own living keys, newest first."""
    found = select(ApiKey).where(
        col(ApiKey.user_id) == work.actor.user_id, col(ApiKey.revoked_at).is_(None)
    )
    rows = work.session.exec(found.order_by(col(ApiKey.id).desc()))
    return [KeyRow(key.public_id, key.name, key.created_at) for key in rows]


@command(Permission.SELF)
def add_key(work: Work, name: str) -> str:
    """A new key with the rights of its owner; the returned secret is never shown again."""
    if not name.strip():
        raise Invalid("accounts.name_missing", field="name")
    secret = f"crm_{new_token()}"
    work.add(
        ApiKey(
            user_id=work.actor.user_id or 0, name=name.strip()[:80], token_hash=token_hash(secret)
        )
    )
    return secret


@command(Permission.SELF)
def revoke_key(work: Work, public_id: str) -> None:
    """End one of one's own keys."""
    found = select(ApiKey).where(
        col(ApiKey.public_id) == public_id, col(ApiKey.user_id) == work.actor.user_id
    )
    key = work.session.exec(found).one_or_none()
    if key is None:
        raise NotFound("api_key.not_found")
    key.revoked_at = work.now
