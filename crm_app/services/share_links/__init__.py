"""Share links: a customer sees one sent quote at a secret address, and answers there."""

from crm_app.services.share_links.commands import revoke_link, share_quote
from crm_app.services.share_links.guests import answer_quote, note_view, shared_logo, shared_quote
from crm_app.services.share_links.queries import links_of_quote
from crm_app.services.share_links.rows import NewLink, Shared, ShareRow

__all__ = [
    "NewLink",
    "ShareRow",
    "Shared",
    "answer_quote",
    "links_of_quote",
    "note_view",
    "revoke_link",
    "share_quote",
    "shared_logo",
    "shared_quote",
]
