"""What screens and the API see of layouts."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """A section as one sees it on a page or a form: its title, and the names of its fields."""

    key: str
    zh: str
    en: str
    fields: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A field in the settings, in words."""

    name: str
    zh: str
    en: str
    is_own: bool = True
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in the settings. `is_panel`: something that stands on the page as a whole; `is_new`:
    made by an administrator; `area`: the column of the page, which is a tab on the phone.
    """

    key: str
    zh: str
    en: str
    area: str
    is_panel: bool = False
    is_new: bool = False
    hidden: bool = False
    fields: list[PlacedField] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """How a kind of record looks for a role (`default`: for every role without a layout of its own).
    `is_own`: it was arranged; `arranged`: the roles that have their own.
    """

    record: str = "customer"
    role: str = "default"
    version: int = 0
    is_own: bool = False
    sections: list[SectionRow] = field(default_factory=list)
    arranged: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SectionForm:
    """A section as an administrator arranges it; titles only of what is not there by itself."""

    key: str
    zh: str = ""
    en: str = ""
    hidden: bool = False
    fields: list[str] = field(default_factory=list)
