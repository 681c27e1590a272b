"""A quote as a PDF: made once for its content, kept with the quote, handed out as an export."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.typesetting import typeset
from crm_app.models.captures import File
from crm_app.models.quotes import Quote, QuotePaper
from crm_app.services import company, files
from crm_app.services.company import CompanyRow
from crm_app.services.files import Kept, StoredFile
from crm_app.services.locks import one_at_a_time
from crm_app.services.quotes.document import LANGUAGES, paper_of, printed

_TEMPLATE = Path(__file__).with_name("quote.typ")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be printed, and whether it has been."""

    data: dict[str, Any]
    logo: Path | None
    content_hash: str
    name: str
    is_there: bool


def quote_pdf(actor: Actor, public_id: str, languages: str = "zh-en") -> StoredFile:
    """The PDF of a quote one may see, in `zh-en`, `zh` or `en`; refuses other languages.

    Made outside any transaction when its content is not that of the one that is kept.
    """
    if languages not in LANGUAGES:
        raise Invalid("quotes.language_unknown", field="languages")
    wanted = _wanted(actor, public_id, languages)
    kept = None
    if not wanted.is_there:
        pictures = {"logo.png": wanted.logo.read_bytes()} if wanted.logo else {}
        made = typeset(_template(), wanted.data, pictures)
        kept = files.keep(made, wanted.name, "application/pdf")
    file_id = _hand_out(actor, public_id, languages, wanted.content_hash, kept)
    return files.stored(actor, file_id)


@query(Permission.QUOTE_READ)
def _wanted(work: Work, public_id: str, languages: str) -> _Wanted:
    quote = work.find(Quote, public_id)
    chosen = LANGUAGES[languages]
    paper = paper_of(work, quote, chosen)
    logo = company.logo_path(work, CompanyRow(logo=paper.issued["company"]["logo"]))
    data = printed(paper, chosen) | {"logo": logo is not None}
    canonical = json.dumps([data, str(logo), _template()], sort_keys=True, ensure_ascii=False)
    content_hash = hashlib.sha256(canonical.encode()).hexdigest()
    stored = _stored(work, quote, languages)
    return _Wanted(
        data,
        logo,
        content_hash,
        f"{data['number']} {languages}.pdf".replace(" ", "-"),
        stored is not None and stored.content_hash == content_hash,
    )


@command(Permission.QUOTE_READ)
def _hand_out(
    work: Work, public_id: str, languages: str, content_hash: str, kept: Kept | None
) -> str:
    """File a paper that was made, and note in the audit that it went out; the file's public id."""
    quote = work.find(Quote, public_id)
    one_at_a_time(work, f"quote.paper:{quote.key}")
    stored = _stored(work, quote, languages)
    if stored is None:
        assert kept is not None
        row = files.file_row(work, kept, owner=quote)
        row.record_kind, row.record_id = "quote", quote.key
        stored = QuotePaper(
            quote_id=quote.key, languages=languages, content_hash=content_hash, file_id=row.key
        )
        work.session.add(stored)
    file = work.session.get_one(File, stored.file_id)
    if kept is not None and stored.content_hash != content_hash:
        file.sha256, file.size, file.name = kept.sha256, kept.size, kept.name
        stored.content_hash = content_hash
    file.deleted_at = None
    work.record(f"quote:{public_id}", exported="pdf", languages=languages, sha256=file.sha256)
    return file.public_id


def _stored(work: Work, quote: Quote, languages: str) -> QuotePaper | None:
    found = select(QuotePaper).where(
        col(QuotePaper.quote_id) == quote.key, col(QuotePaper.languages) == languages
    )
    return work.session.exec(found).one_or_none()


@cache
def _template() -> str:
    return _TEMPLATE.read_text("utf-8")
