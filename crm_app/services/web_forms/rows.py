"""What screens, the API and visitors see of web forms."""

from dataclasses import dataclass, field
from datetime import datetime

from crm_app.services.choices import Option

# What a form can ask for, in the order in which it does.
FIELDS = ("name", "company", "title", "mobile", "email", "wechat", "region", "industry", "size")
FIELDS += ("product", "note")
# Texts that a form has in both languages, and how long each may be.
TEXTS = {"title": 120, "intro": 500, "thanks": 300, "consent": 2000}


@dataclass(frozen=True, slots=True)
class WebFormEntry:
    """A form as an administrator enters it; `fields`: name → off, optional or required.

    `origins` are apart by lines; `product` is a public id, empty for none.
    """

    name: str = ""
    language: str = "both"
    title_zh: str = ""
    title_en: str = ""
    intro_zh: str = ""
    intro_en: str = ""
    thanks_zh: str = ""
    thanks_en: str = ""
    consent_zh: str = ""
    consent_en: str = ""
    consent_version: str = "1"
    fields: dict[str, str] = field(default_factory=dict)
    source: str = "website"
    campaign: str = ""
    product: str = ""
    origins: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class WebFormRow:
    """A form in the settings: what was entered, and how many leads came by it, and when last."""

    public_id: str
    version: int
    name: str
    language: str
    title_zh: str
    title_en: str
    intro_zh: str
    intro_en: str
    thanks_zh: str
    thanks_en: str
    consent_zh: str
    consent_en: str
    consent_version: str
    fields: dict[str, str]
    source: str
    campaign: str
    product: str
    origins: str
    url: str
    is_active: bool
    count: int
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as a visitor sees it; `options` where there is a choice."""

    name: str
    is_required: bool
    options: list[Option] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form as visitors see it; texts by language."""

    public_id: str
    language: str
    title: dict[str, str]
    intro: dict[str, str]
    thanks: dict[str, str]
    consent: dict[str, str]
    consent_version: str
    fields: list[Asked]
    origins: list[str]
    seller: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """What a visitor sent: texts by field, whether he agreed, the trap's content.

    `public_id` came with the page, so that sending it twice makes one lead; `origin` is where the
    form stood.
    """

    public_id: str
    texts: dict[str, str]
    consents: bool
    language: str = "zh"
    origin: str = ""
    trap: str = ""
