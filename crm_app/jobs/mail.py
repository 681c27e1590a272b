"""Sending mail by SMTP."""

import smtplib
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from crm_app.config import settings
from crm_app.jobs.registry import SYSTEM, Run, job
from crm_app.services import mail

TIMEOUT = 15


@job("mail.deliver")
def deliver(run: Run) -> None:
    """Send one mail; what the server says against it stays on the outbox page."""
    row = mail.waiting_mail(SYSTEM, str(run.payload["mail_id"]))
    if row is None or settings().smtp_url is None:
        return
    try:
        _send(row)
    except (OSError, smtplib.SMTPException) as error:
        mail.note_delivery(SYSTEM, row.public_id, f"{type(error).__name__}: {error}")
    else:
        mail.note_delivery(SYSTEM, row.public_id)


def _send(row: mail.MailRow) -> None:
    message = EmailMessage()
    message["From"], message["To"] = settings().mail_from, row.recipient
    message["Subject"] = row.subject
    message["Message-ID"] = f"<{row.public_id}@puer>"
    message.set_content(row.body)
    url = urlsplit(settings().smtp_url or "")
    kind = smtplib.SMTP_SSL if url.scheme == "smtps" else smtplib.SMTP
    with kind(
        url.hostname or "localhost",
        url.port or (465 if url.scheme == "smtps" else 25),
        timeout=TIMEOUT,
    ) as server:
        if url.scheme == "smtp+tls":
            server.starttls()
        if url.username:
            server.login(unquote(url.username), unquote(url.password or ""))
        server.send_message(message)
