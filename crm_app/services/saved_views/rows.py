"""What screens and the API see of views."""

from dataclasses import dataclass, field

from crm_app.services.choices import Option


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: shown or not, and how wide in pixels; 0 is as wide as it needs."""

    name: str
    width: int = 0
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view among those of its reader. `asks` is what the list's address says without its page;
    `address` the same as one link.
    """

    public_id: str
    version: int
    kind: str
    name: str
    owner: str
    audience: str
    role: str
    for_role: str
    address: str
    asks: dict[str, str] = field(default_factory=dict)
    columns: list[Column] = field(default_factory=list)
    is_mine: bool = False
    may_edit: bool = False
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Views:
    """The views of a kind of list, and the columns that the reader keeps of each (public id, or
    empty for the whole list). `first` is the view that his list begins with.
    """

    rows: list[ViewRow]
    first: str
    columns: dict[str, list[Column]]


@dataclass(frozen=True, slots=True)
class ViewForm:
    """A view as somebody saves it; None leaves as it is."""

    kind: str | None = None
    name: str | None = None
    audience: str | None = None
    role: str | None = None
    for_role: str | None = None
    asks: dict[str, str] | None = None
    columns: list[Column] | None = None


@dataclass(frozen=True, slots=True)
class ConditionChoice:
    """A field that the builder of conditions offers."""

    name: str
    kind: str
    zh: str
    en: str
    operators: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
