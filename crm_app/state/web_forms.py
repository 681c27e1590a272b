"""Web forms as an administrator makes them, and the code to put on a website."""

from html import escape
from typing import Any

import reflex as rx

from crm_app.services import web_forms
from crm_app.services.web_forms import FIELDS, TEXTS, WebFormEntry, WebFormRow
from crm_app.state.base import Problem, Screen, action

_TEXTS = ("name", "language", "consent_version", "source", "campaign", "product", "origins")
_TEXTS += tuple(f"{name}_{language}" for name in TEXTS for language in ("zh", "en"))
# What a new form starts with.
_NEW = {
    "language": "both",
    "source": "website",
    "consent_version": "1",
    "title_zh": "联系我们",
    "title_en": "Contact us",
    "consent_zh": "我同意你们使用以上信息就本次咨询与我联系。",
    "consent_en": "You may use what I entered to get in touch with me about this enquiry.",
    "need_name": "required",
    "need_company": "optional",
    "need_mobile": "required",
    "need_email": "optional",
    "need_note": "optional",
}
_LINE, _HEAD = 84, 420


class WebFormScreen(Screen, rx.State):
    """All forms; `asking` is the sheet that stands open: form, embed, or nothing."""

    rows: rx.Field[list[WebFormRow]] = rx.field(default_factory=list)
    asking: str = ""
    form_id: str = ""
    values: rx.Field[dict[str, str]] = rx.field(default_factory=dict)
    snippet: str = ""
    frame: str = ""
    url: str = ""
    has_origins: bool = False
    _version: int = 0

    @action
    async def load(self) -> None:
        """All forms; again whenever one changes or a lead comes by one."""
        await self._read()
        self._watch(WebFormScreen.refresh, "web_form", "lead")

    @action
    async def refresh(self) -> None:
        """A form was changed elsewhere."""
        await self._read()

    @action
    async def start(self, public_id: str) -> None:
        """Open the form of a form, or an empty one."""
        row = self._row(public_id)
        self.form_id, self._version = (row.public_id, row.version) if row else ("", 0)
        self.values = _shown(row) if row else dict(_NEW)
        self.problem, self.asking = Problem(), "form"

    @action
    async def stop(self) -> None:
        """The sheet was left."""
        self.asking, self.problem = "", Problem()

    @action
    async def save(self, form: dict[str, Any]) -> None:
        """Store a form, or a new one; a new one's code is shown at once."""
        texts = {name: str(form.get(name) or "")[:5000] for name in _TEXTS}
        needs = {name: str(form.get(f"need_{name}") or "off")[:20] for name in FIELDS}
        row = self._row(self.form_id)
        active = row.is_active if row else True
        sent = WebFormEntry(**texts, fields=needs, is_active=active)
        version = self._version if self.form_id else None
        done, public_id = await self._do(web_forms.save_web_form, sent, self.form_id, version)
        if done and public_id:
            was_new = not self.form_id
            self.asking = ""
            await self._tell("web_forms.saved")
            await self._read()
            if was_new:
                self._embed(public_id)

    @action
    async def switch(self, public_id: str) -> None:
        """On or off, with a way back."""
        row = self._row(public_id)
        if row is None:
            return
        on = not row.is_active
        done, _ = await self._do_aloud(web_forms.switch_web_form, public_id, is_active=on)
        if done:
            await self._tell(f"web_forms.switched_{'on' if on else 'off'}", name=row.name)
        await self._read()

    @action
    async def embed(self, public_id: str) -> None:
        """The code for a website, and the address of the form's own page."""
        self._embed(public_id)

    def _embed(self, public_id: str) -> None:
        row = self._row(public_id)
        if row is None:
            return
        height = _HEAD + _LINE * len(row.fields)
        title = escape(row.title_en if row.language == "en" else row.title_zh)
        site = row.url.removesuffix(f"/form/{row.public_id}")
        self.snippet = (
            f'<script async src="{site}/form/embed.js" data-form="{row.public_id}" '
            f'data-title="{title}" data-height="{height}"></script>'
        )
        self.frame = (
            f'<iframe src="{row.url}" title="{title}" loading="lazy" '
            f'style="width:100%;height:{height}px;border:0"></iframe>'
        )
        self.url, self.has_origins = row.url, bool(row.origins)
        self.problem, self.asking = Problem(), "embed"

    async def _read(self) -> None:
        kept = self.problem
        self.rows = await self._ask(web_forms.web_forms) or []
        self.loaded = True
        self.problem = kept if kept.code else self.problem

    def _row(self, public_id: str) -> WebFormRow | None:
        return next((row for row in self.rows if row.public_id == public_id), None)


def _shown(row: WebFormRow) -> dict[str, str]:
    """A form as its own form shows it."""
    texts = {name: str(getattr(row, name)) for name in _TEXTS}
    return texts | {f"need_{name}": row.fields.get(name, "off") for name in FIELDS}
