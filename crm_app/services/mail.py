"""Mail to people outside: written to the outbox in the transaction, sent by the worker by SMTP."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from crm_app.config import settings
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
    if is_configured():
        work.enqueue("mail.deliver", mail_id=mail.public_id)


@query(Permission.MAIL_READ)
def outbox(work: Work) -> list[MailRow]:
    """The newest hundred mails."""
    rows = work.session.exec(select(Mail).order_by(col(Mail.id).desc()).limit(100))
    return [MailRow.of(mail) for mail in rows]


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
