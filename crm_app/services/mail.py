"""Mail to people outside: written to the outbox in the transaction, sent by the worker by SMTP."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import col, func, select

from crm_app.config import settings
from crm_app.core.errors import Conflict, Invalid, NotFound
from crm_app.core.listing import ListQuery, Page, place_in
from crm_app.core.permissions import Permission
from crm_app.core.work import Work, command, query
from crm_app.locales.catalog import say
from crm_app.models.messages import Mail


@dataclass(frozen=True, slots=True)
class MailRow:
    """A mail as the outbox page shows it; `status` is waiting, sent or failed."""

    public_id: str
    recipient: str
    subject: str
    body: str
    status: str
    error: str
    created_at: datetime

    @classmethod
    def of(cls, mail: Mail) -> "MailRow":
        """Built from the stored mail."""
        return cls(
            mail.public_id,
            mail.recipient,
            mail.subject,
            mail.body,
            mail.status,
            mail.error,
            mail.created_at,
        )


@dataclass(frozen=True, slots=True)
class MailServer:
    """By which server mail leaves, without its password; `host` is empty where there is none.

    `security` is plain, starttls or tls.
    """

    host: str = ""
    port: str = ""
    user: str = ""
    security: str = ""
    sender: str = ""


STATES = ("waiting", "sent", "failed")
_SECURITY = {"smtps": "tls", "smtp+tls": "starttls"}


def is_configured() -> bool:
    """Whether mail can leave at all."""
    return settings().smtp_url is not None


def send(work: Work, recipient: str, text: str, language: str, **params: object) -> None:
    """Write a mail (texts `<text>_subject` and `<text>_body`) and ask the worker to send it."""
    mail = work.add(
        Mail(
            recipient=recipient,
            subject=say(language, f"{text}_subject", **params),
            body=say(language, f"{text}_body", **params),
        )
    )
    work.touch("mail")
    if is_configured():
        work.enqueue("mail.deliver", mail_id=mail.public_id)


@query(Permission.MAIL_READ)
def mail_server(_: Work) -> MailServer:
    """The server of this installation."""
    if not is_configured():
        return MailServer(sender=settings().mail_from)
    url = urlsplit(settings().smtp_url or "")
    return MailServer(
        host=url.hostname or "localhost",
        port=str(url.port or ""),
        user=url.username or "",
        security=_SECURITY.get(url.scheme, "plain"),
        sender=settings().mail_from,
    )


@query(Permission.MAIL_READ)
def outbox(work: Work, asked: ListQuery) -> Page[MailRow]:
    """A page of mails, newest first; words are looked for in recipient and subject."""
    chosen = []
    for word in asked.words.split():
        recipient, subject = col(Mail.recipient), col(Mail.subject)
        chosen.append(
            recipient.icontains(word, autoescape=True) | subject.icontains(word, autoescape=True)
        )
    for name, value in asked.filters.items():
        if name != "state":
            raise Invalid("list.filter_unknown", field=name, name=name[:60])
        if value and value not in STATES:
            raise Invalid("list.value_unknown", value=value[:60])
        if value:
            chosen.append(col(Mail.status) == value)
    total = work.session.exec(select(func.count()).select_from(Mail).where(*chosen)).one()
    page, pages, size = place_in(asked, total)
    newest = select(Mail).where(*chosen).order_by(col(Mail.id).desc())
    rows = work.session.exec(newest.offset((page - 1) * size).limit(size))
    return Page([MailRow.of(mail) for mail in rows], total, page, pages)


@command(Permission.SETTINGS)
def send_again(work: Work, public_id: str) -> None:
    """Ask the worker once more for a mail that was not sent."""
    found = select(Mail).where(col(Mail.public_id) == public_id).with_for_update()
    mail = work.session.exec(found).one_or_none()
    if mail is None:
        raise NotFound("mail.not_found")
    if mail.status == "sent":
        raise Conflict("mail.sent_already")
    if not is_configured():
        raise Conflict("mail.no_server")
    mail.status, mail.error = "waiting", ""
    work.enqueue("mail.deliver", mail_id=mail.public_id)
    work.touch("mail")


@query(Permission.MAIL_READ)
def waiting_mail(work: Work, public_id: str) -> MailRow | None:
    """A mail that is still to be sent."""
    mail = work.session.exec(select(Mail).where(col(Mail.public_id) == public_id)).one_or_none()
    return None if mail is None or mail.status == "sent" else MailRow.of(mail)


@command(Permission.MAIL_READ)
def note_delivery(work: Work, public_id: str, error: str = "") -> None:
    """What became of a mail."""
    mail = work.session.exec(select(Mail).where(col(Mail.public_id) == public_id)).one()
    mail.status, mail.error = ("failed", error[:300]) if error else ("sent", "")
    mail.sent_at = None if error else work.now
    work.touch("mail")
