"""What screens and the API see of assignment rules."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A rule as it is entered; conditions that are empty do not count.

    `regions` and the other texts are words apart by commas or lines; the lists hold keys, `products` public ids;
    `person` and `team` are public ids. `person` counts for the way `person` only, `team` and
    `seniors_only` for the others. `bands` are those of the score: top, middle, low. `custom`: key of a
    custom field → words, options, yes or no, or the ends of a range.
    """

    name: str = ""
    regions: str = ""
    campaigns: str = ""
    companies: str = ""
    titles: str = ""
    addresses: str = ""
    notes: str = ""
    industries: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    custom: dict[str, tuple[str, ...]] = field(default_factory=dict)
    way: str = "round_robin"
    person: str = ""
    team: str = ""
    seniors_only: bool = False
    in_hours: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in order, with its form, and as a sentence in both languages; of custom fields only those
    that the reader may see.
    """

    public_id: str
    version: int
    rank: int
    name: str
    zh: str
    en: str
    regions: str
    campaigns: str
    companies: str
    titles: str
    addresses: str
    notes: str
    industries: list[str]
    sizes: list[str]
    sources: list[str]
    products: list[str]
    bands: list[str]
    custom: dict[str, list[str]]
    way: str
    person: str
    team: str
    seniors_only: bool
    in_hours: bool
    is_active: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """A lead that does not exist, to try the rules with; keys as in a lead."""

    region: str = ""
    industry: str = ""
    size: str = ""
    source: str = ""
    campaign: str = ""
    product: str = ""
    company: str = ""
    title: str = ""
    address: str = ""
    note: str = ""
    band: str = ""
    custom: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TrialStep:
    """A rule that was looked at, and why it decided or did not."""

    name: str
    zh: str
    en: str
    decided: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """Who would get a sample, by which rule, and what every rule said to it."""

    person: str = ""
    rule: str = ""
    zh: str = ""
    en: str = ""
    steps: list[TrialStep] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What assigning many did: how many have an owner now, and how many stay in the pool."""

    given: int = 0
    left: int = 0
    undo: tuple[str, ...] = ()
