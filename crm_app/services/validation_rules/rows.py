"""What screens and the API see of rules."""

from dataclasses import dataclass, field

from crm_app.services.choices import Option

# The kinds of record that have rules.
RECORDS = ("customer", "contact", "lead", "deal", "quote")


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: a field, an operator (`rules.OPERATORS`), and what it is compared with."""

    field: str
    is_: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all (and) or one (or) have to hold; without any it always holds."""

    parts: list[Condition] = field(default_factory=list)
    join: str = "and"


@dataclass(frozen=True, slots=True)
class RuleField:
    """A field that a rule can look at; `kind` is text, number, date, choice or flag."""

    key: str
    kind: str
    zh: str
    en: str
    options: list[Option] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RuleForm:
    """What somebody enters; None leaves a part as it is."""

    record: str | None = None
    name_zh: str | None = None
    name_en: str | None = None
    message_zh: str | None = None
    message_en: str | None = None
    asked: Group | None = None
    only_when: Group | None = None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, and what it says in both languages. `gone_*` names fields that it looks at and that are
    retired: until they are used again it asks nothing.
    """

    public_id: str = ""
    version: int = 0
    record: str = "customer"
    name_zh: str = ""
    name_en: str = ""
    message_zh: str = ""
    message_en: str = ""
    asked: Group = field(default_factory=Group)
    only_when: Group = field(default_factory=Group)
    says_zh: str = ""
    says_en: str = ""
    gone_zh: str = ""
    gone_en: str = ""
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Failing:
    """A record that a rule would refuse."""

    public_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule tried on what there is: how many were looked at, how many would fail, the first of them.

    With `more` there are more records than were looked at.
    """

    total: int = 0
    failing: int = 0
    rows: list[Failing] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says to who has to put a record right."""

    field: str
    zh: str
    en: str
