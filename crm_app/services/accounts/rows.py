"""What screens and the API see of accounts."""

from dataclasses import dataclass
from datetime import datetime

from crm_app.models.users import Team, User


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as colleagues see him; `state` is active, invited or disabled."""

    public_id: str
    name: str
    email: str
    role: str
    team: str
    team_public_id: str
    state: str
    language: str
    zone: str
    version: int
    is_senior: bool
    has_factor: bool = False

    @classmethod
    def of(cls, user: User, team: Team, has_factor: bool = False) -> "UserRow":
        """Built from the user and his team; `has_factor` tells whether a second step is asked of him."""
        state = "disabled" if not user.is_active else "active" if user.password_hash else "invited"
        return cls(
            user.public_id,
            user.name,
            user.email,
            user.role,
            team.name,
            team.public_id,
            state,
            user.language,
            user.zone,
            user.version,
            user.is_senior,
            has_factor,
        )


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its depth in the tree and the number of its members."""

    public_id: str
    name: str
    parent_public_id: str
    depth: int
    members: int


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A one-time link just made: its address is shown once, to be handed over."""

    user_public_id: str
    url: str
    mailed: bool


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A place where one is signed in; `agent` is what the browser says of itself."""

    public_id: str
    agent: str
    since: datetime
    until: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role: whose records it sees (own, team, all) and its permissions."""

    role: str
    scope: str
    permissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactorState:
    """How it is with somebody's second step: on since when, and how many recovery codes are left."""

    is_on: bool
    since: datetime | None
    codes_left: int
    is_required: bool


@dataclass(frozen=True, slots=True)
class NewFactor:
    """What an authenticator app takes: the secret, the same as an otpauth: address, and its picture
    (an SVG as a data: address)."""

    secret: str
    address: str
    picture: str
