"""What screens and the API see of custom fields."""

from dataclasses import dataclass, field

from crm_app.services.choices import Option


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file in a field."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field in the settings; `options` one a line, `中文 | English`. `who_*` says in words who may
    see and who may change it.
    """

    public_id: str = ""
    version: int = 0
    record: str = "customer"
    key: str = ""
    kind: str = "text"
    label_zh: str = ""
    label_en: str = ""
    help_zh: str = ""
    help_en: str = ""
    section_zh: str = ""
    section_en: str = ""
    currency: str = "CNY"
    options: str = ""
    sees: list[str] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    is_required: bool = False
    is_listed: bool = False
    is_active: bool = True
    worse: str = "any"
    formula: str = ""
    result: str = ""
    rank: int = 0
    who_zh: str = ""
    who_en: str = ""


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A field as an administrator enters it; None leaves as it is.

    `record`, `key` and `kind` are said once, when it is made: without a key the English label
    makes one. `options` one a line, `中文 | English`; `sees` and `edits` are roles, none for all.
    `worse` says after which change an approval is asked for again: higher, lower, or any.
    `formula` is what a formula is reckoned by; `result` money: its number is an amount.
    """

    record: str | None = None
    key: str | None = None
    kind: str | None = None
    label_zh: str | None = None
    label_en: str | None = None
    help_zh: str | None = None
    help_en: str | None = None
    section_zh: str | None = None
    section_en: str | None = None
    currency: str | None = None
    options: str | None = None
    sees: list[str] | None = None
    edits: list[str] | None = None
    is_required: bool | None = None
    is_listed: bool | None = None
    worse: str | None = None
    formula: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field with a record's value: as it is typed, and as one reads it. `name` is that of its
    input; `is_reckoned`: a formula; `chosen` are the keys of several choices; `heads` begins a section.
    """

    name: str
    key: str
    kind: str
    label_zh: str
    label_en: str
    help_zh: str = ""
    help_en: str = ""
    section_zh: str = ""
    section_en: str = ""
    heads: bool = False
    currency: str = ""
    options: list[Option] = field(default_factory=list)
    is_required: bool = False
    is_listed: bool = False
    may_edit: bool = True
    value: str = ""
    chosen: list[str] = field(default_factory=list)
    shown_zh: str = ""
    shown_en: str = ""
    is_reckoned: bool = False
    files: list[FileShown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chip:
    """One of several choices, as it stands in a list."""

    key: str
    zh: str
    en: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as one reads it, in a list, with what it is; `kind` and `href` say how it looks,
    `raw` how one would type it."""

    key: str
    kind: str
    zh: str
    en: str
    href: str = ""
    label_zh: str = ""
    label_en: str = ""
    raw: str = ""
    chips: list[Chip] = field(default_factory=list)
