"""`crm user`: accounts from the command line, where nobody can sign in yet or any more."""

import argparse
import getpass
import json
import sys
from dataclasses import asdict
from typing import Any

from crm_app.cli.setting import prepare
from crm_app.core.errors import Invalid
from crm_app.core.permissions import system_actor
from crm_app.services import accounts

ACTOR = system_actor("command line")


def register(commands: Any) -> None:
    """Add the commands to the parser."""
    parser = commands.add_parser(
        "user", help="accounts: add, list, role, password, second-step, disable"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _register_add(verbs)
    listed = verbs.add_parser("list", help="everybody with role, team and state")
    listed.add_argument("--json", action="store_true", help="one JSON document, nothing else")
    listed.set_defaults(run=run_list)
    role = _about_one(verbs, "role", "another role or team", run_role)
    role.add_argument("role", choices=accounts.ROLES, metavar="ROLE", help=_ROLES)
    role.add_argument("--team", help="name of a team that exists")
    password = _about_one(verbs, "password", "a new password; ends all sessions", run_password)
    password.add_argument("--link", action="store_true", help="print a one-time link instead")
    _about_one(verbs, "disable", "ends all sessions; nobody signs in any more", run_disable)
    _about_one(verbs, "enable", "takes a disable back", run_enable)
    lost = "takes the second step of signing in away, when phone and recovery codes are lost"
    _about_one(verbs, "second-step", lost, run_second_step)


_ROLES = ", ".join(accounts.ROLES)


def _register_add(verbs: Any) -> None:
    add = _about_one(verbs, "add", "a new account; prints the link to set its password", run_add)
    add.add_argument("--name", required=True, help="as colleagues know the person")
    add.add_argument("--role", required=True, choices=accounts.ROLES, metavar="ROLE", help=_ROLES)
    add.add_argument("--team", help="name of a team; the top one by default")
    add.add_argument(
        "--language", choices=("zh", "en"), default="zh", help="of mails to the person"
    )
    add.add_argument(
        "--password", action="store_true", help="set a password now, as `crm user password` does"
    )


def _about_one(verbs: Any, name: str, what: str, run: Any) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=what, description=what)
    parser.add_argument("email", metavar="EMAIL")
    parser.set_defaults(run=run)
    return parser


def run_add(args: argparse.Namespace) -> int:
    """Invite somebody; the first team is created when there is none."""
    prepare()
    typed = _typed_password() if args.password else ""
    issued = accounts.invite(
        ACTOR, args.email, args.name, args.role, _team(args.team), args.language
    )
    if typed:
        accounts.set_password(ACTOR, issued.user_public_id, typed)
        print(f"{args.email}: added as {args.role}")
    else:
        print(issued.url)
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Print everybody."""
    prepare()
    rows = accounts.users(ACTOR)
    if args.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    for row in [] if args.json else rows:
        print(f"{row.email:<32} {row.role:<10} {row.state:<9} {row.team:<20} {row.name}")
    return 0


def run_role(args: argparse.Namespace) -> int:
    """Give another role, and another team where one is named."""
    prepare()
    user = accounts.user_of_email(ACTOR, args.email)
    team = _team(args.team) if args.team else None
    accounts.change_user(ACTOR, user.public_id, None, role=args.role, team_public_id=team)
    print(f"{user.email}: {args.role}")
    return 0


def run_password(args: argparse.Namespace) -> int:
    """Set what is typed (or comes by standard input), or print a link."""
    prepare()
    user = accounts.user_of_email(ACTOR, args.email)
    if args.link:
        print(accounts.reset(ACTOR, user.public_id).url)
    else:
        accounts.set_password(ACTOR, user.public_id, _typed_password())
        print(f"{user.email}: password set, all sessions ended")
    return 0


def run_disable(args: argparse.Namespace) -> int:
    """End all sessions; the account stays where it stands in records."""
    return _set_active(args.email, active=False)


def run_enable(args: argparse.Namespace) -> int:
    """Let somebody in again."""
    return _set_active(args.email, active=True)


def run_second_step(args: argparse.Namespace) -> int:
    """Let somebody in by password alone, until he turns it on again."""
    prepare()
    user = accounts.user_of_email(ACTOR, args.email)
    accounts.remove_factor(ACTOR, user.public_id)
    print(f"{user.email}: second step removed, all sessions ended")
    return 0


def _set_active(email: str, *, active: bool) -> int:
    prepare()
    user = accounts.user_of_email(ACTOR, email)
    accounts.set_active(ACTOR, user.public_id, active)
    print(f"{user.email}: {'enabled' if active else 'disabled, all sessions ended'}")
    return 0


def _team(name: str | None) -> str:
    """The public id of the team called so; the top one without a name."""
    known = accounts.teams(ACTOR)
    if not known:
        return accounts.add_team(ACTOR, name or "Puer")
    found = [team for team in known if name in (None, team.name)]
    if not found:
        raise Invalid("accounts.team_unknown", field="team")
    return found[0].public_id


def _typed_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    typed = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != typed:
        raise Invalid("accounts.password_differs", field="password")
    return typed
