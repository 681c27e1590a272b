"""What of a voice note can be found by search."""

from sqlmodel import Session, col, select

from crm_app.core.search import SearchText, indexed
from crm_app.models.captures import CaptureStatus, VoiceNote
from crm_app.models.customers import Customer

_TITLE = 60


@indexed(VoiceNote, "voice_note")
def describe(session: Session, note: VoiceNote) -> SearchText:
    """The text, until it is confirmed: from then on the activity carries it, and is found alone."""
    if note.status is CaptureStatus.CONFIRMED:
        return SearchText("", "", ())
    found = select(Customer.name).where(col(Customer.id) == note.customer_id)
    customer = session.exec(found).first() or ""
    return SearchText(note.text[:_TITLE], customer, (note.text,))
