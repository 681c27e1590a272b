"""What stands on the pages and forms of each kind of record, in the order that comes with the product."""

from dataclasses import dataclass

from crm_app.core.permissions import Permission

FACTS, OWN = "facts", "own"


@dataclass(frozen=True, slots=True)
class Known:
    """A field of the product. `on`: where it stands besides the page (`f` the form that edits, `n` the
    one for a new record).
    """

    name: str
    label: str
    on: str = ""
    permission: Permission | None = None
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A section of a page: a panel as a whole, or (`facts`, `own`) fields."""

    key: str
    label: str
    area: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record; `areas` name the columns of its page."""

    fields: tuple[Known, ...]
    blocks: tuple[Block, ...]
    areas: dict[str, str]


def _blocks(**areas: str) -> tuple[Block, ...]:
    """`area="key=text key=text"`, in order."""
    found = []
    for area, said in areas.items():
        for one in said.split():
            key, _, label = one.partition("=")
            found.append(Block(key, label, area))
    return tuple(found)


def _fields(prefix: str, **names: str) -> tuple[Known, ...]:
    return tuple(Known(name, f"{prefix}.{name}", on.strip("-")) for name, on in names.items())


_CUSTOMER = _fields(
    "customers",
    tier="fn",
    stage="f",
    kind="fn",
    industry="fn",
    region="fn",
    size="f",
    source="fn",
    tax_id="fn",
    legal_name_zh="f",
    legal_name_en="f",
)
_CONTACT = (
    Known("name", "contacts.name", "f", is_required=True),
    *_fields("contacts", honorific="f", other_name="fn", birthday="fn"),
    Known("id_number", "contacts.id_number", "f", Permission.IDENTITY),
    *_fields("contacts", source="fn"),
)
_LEAD = _fields(
    "leads",
    status="-",
    company="f",
    title="fn",
    region="fn",
    address="fn",
    industry="fn",
    size="fn",
    source="fn",
    campaign="fn",
    product="fn",
)
_DEAL = (
    *_fields("deals", amount="f", probability="-", weighted="-", expected_close="f"),
    Known("forecast", "forecast.field"),
    *_fields("deals", owner="f", contact="f", competitor="f", pipeline="-", created_at="-"),
    *_fields("deals", lost_reason="-", won_reason="-"),
)

KINDS: dict[str, Kind] = {
    "customer": Kind(
        _CUSTOMER,
        _blocks(
            facts="points=points.title facts=customers.facts own=custom_fields.own quality=quality.title "
            "shelf=shelf.title",
            people="people=relations.people relations=relations.title",
            related="accessories=views.hints deals=deals.title "
            "business=relations.papers value=lifecycle.profile",
        ),
        {"facts": "customers.facts", "people": "relations.people", "related": "deals.related"},
    ),
    "contact": Kind(
        _CONTACT,
        _blocks(
            facts="points=points.title facts=customers.facts own=custom_fields.own quality=quality.title",
            places="places=contacts.places relations=relations.title shelf=shelf.title",
        ),
        {"facts": "customers.facts", "places": "relations.title"},
    ),
    "lead": Kind(
        _LEAD,
        _blocks(
            facts="score=layouts.block.score class=layouts.block.class points=points.title "
            "facts=leads.facts own=custom_fields.own",
            screening="became=leads.became assigned=assignment.decided_by note=leads.note "
            "screening=leads.screening shared=ownership.shared_with consent=leads.consent",
        ),
        {"facts": "leads.facts", "screening": "leads.screening"},
    ),
    "deal": Kind(
        _DEAL,
        _blocks(
            facts="facts=deals.facts own=custom_fields.own score=layouts.block.score",
            related="people=deals.people collaborators=shares.title "
            "viewed=views.log business=relations.papers quotes=deals.quotes "
            "tasks=deals.tasks",
        ),
        {"facts": "deals.facts", "related": "deals.related"},
    ),
}
