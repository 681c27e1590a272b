"""What a table can hold of each kind of record: its fields, and how a cell of each is read."""

from dataclasses import dataclass

from crm_app.core.permissions import Permission


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind: `read` says how a cell becomes a value, `most` how long a text may be.

    `of` is the editable list or the set of words that its values are of.
    """

    key: str
    read: str = "text"
    most: int = 200
    of: str = ""

    @property
    def is_many(self) -> bool:
        """Whether several columns may hold it."""
        return self.read in ("phone", "email", "lines")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that comes in tables. `record` is its name in the rest of the product.

    `needs`: of each group one field has to have a column. `keys` are what a known record is known
    by, the surest first.
    """

    name: str
    record: str
    permission: Permission
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]

    def field(self, key: str) -> Field | None:
        """The field with that key; several columns of one field are numbered (mobile_2)."""
        base, _, number = key.rpartition("_")
        if not number.isdigit():
            return self._plain(key)
        found = self._plain(base)
        return found if found is not None and found.is_many else None

    def _plain(self, key: str) -> Field | None:
        return next((one for one in self.fields if one.key == key), None)


ID = Field("id", "id", 36)
OWNER = Field("owner", "owner", 120)
NOTE = Field("note", "lines", 4000)
# Several values may stand in one cell, with a semicolon, a slash or a new line between.
REACH = (
    Field("mobile", "phone", 60),
    Field("phone", "phone", 60),
    Field("fax", "phone", 60),
    Field("email", "email", 254),
    Field("wechat", "point", 120),
    Field("website", "point", 300),
    Field("address", "point", 300),
)
# What is put together on the way in: an address of its parts, a name of its own.
PLACE = tuple(
    Field(key, "text", 200) for key in ("street", "city", "province", "postcode", "country")
)
NAMES = (
    Field("family_name", "text", 60),
    Field("given_name", "text", 60),
    Field("middle_name", "text", 60),
    Field("suffix", "text", 20),
)
PARTS = frozenset(one.key for one in (*PLACE, *NAMES))
POINTS = ("mobile", "phone", "fax", "email", "wechat", "website", "address")
MONEY = ("amount", "price", "cost", "total")

_CUSTOMERS = Kind(
    "customers",
    "customer",
    Permission.CUSTOMER_WRITE,
    (
        ID,
        Field("name", "text", 200),
        Field("kind", "word", of="customers.kind"),
        Field("tier", "word", of="tier"),
        Field("stage", "word", of="customers.stage"),
        Field("legal_name_zh", "text", 200),
        Field("legal_name_en", "text", 200),
        Field("tax_id", "tax_id", 40),
        Field("industry", "list", 40, of="industry"),
        Field("size", "list", 20, of="size"),
        Field("source", "list", 40, of="source"),
        Field("region", "text", 60),
        *REACH,
        *PLACE,
        OWNER,
        NOTE,
    ),
    (("name",),),
    ("id", "tax_id", "name"),
)
_CONTACTS = Kind(
    "contacts",
    "contact",
    Permission.CONTACT_WRITE,
    (
        ID,
        Field("name", "text", 120),
        *NAMES,
        Field("honorific", "text", 20),
        Field("other_name", "text", 120),
        Field("company", "text", 200),
        Field("title", "text", 120),
        Field("department", "text", 120),
        *REACH,
        *PLACE,
        Field("birthday", "birthday", 40),
        Field("source", "list", 40, of="source"),
        OWNER,
        NOTE,
    ),
    (("name", "family_name", "given_name"),),
    ("id", "mobile", "email", "wechat"),
)
_LEADS = Kind(
    "leads",
    "lead",
    Permission.LEAD_WRITE,
    (
        ID,
        Field("name", "text", 120),
        *NAMES,
        Field("honorific", "text", 20),
        Field("title", "text", 120),
        Field("company", "text", 200),
        *(one for one in REACH if one.key != "address"),
        Field("region", "text", 60),
        Field("address", "text", 300),
        *PLACE,
        Field("industry", "list", 40, of="industry"),
        Field("size", "list", 20, of="size"),
        Field("source", "list", 40, of="source"),
        Field("campaign", "text", 80),
        Field("note", "prose", 20_000),
        OWNER,
    ),
    (("name", "company", "family_name", "given_name"),),
    ("id", "mobile", "email", "wechat"),
)
_DEALS = Kind(
    "deals",
    "deal",
    Permission.DEAL_WRITE,
    (
        ID,
        Field("name", "text", 200),
        Field("customer", "text", 200),
        Field("contact", "text", 120),
        Field("stage", "stage", 60),
        Field("amount", "money"),
        Field("currency", "currency", 3),
        Field("expected_close", "day"),
        Field("closed_on", "day"),
        Field("lost_reason", "text", 200),
        OWNER,
    ),
    (("name",), ("customer",)),
    ("id", "name"),
)
_PRODUCTS = Kind(
    "products",
    "product",
    Permission.PRODUCT_WRITE,
    (
        ID,
        Field("code", "text", 40),
        Field("name_zh", "text", 120),
        Field("name_en", "text", 120),
        Field("unit", "text", 20),
        Field("price", "money"),
        Field("cost", "money"),
        Field("currency", "currency", 3),
        Field("tax_rate", "percent"),
        Field("category", "category", 60),
        Field("is_active", "yes_no"),
    ),
    (("code", "name_zh", "name_en"),),
    ("id", "code"),
)
_ORDERS = Kind(
    "orders",
    "order",
    Permission.ORDER_WRITE,
    (
        Field("number", "text", 40),
        Field("customer", "text", 200),
        Field("contact", "text", 120),
        Field("ordered_on", "moment"),
        Field("ordered_time", "clock"),
        Field("party", "people"),
        Field("deliver_by", "day"),
        Field("status", "word", of="orders.status"),
        Field("currency", "currency", 3),
        Field("product", "product", 120),
        Field("text", "text", 300),
        Field("unit", "text", 20),
        Field("quantity", "number"),
        Field("price", "money"),
        Field("discount", "percent"),
        Field("tax_rate", "percent"),
        Field("total", "money"),
        Field("note", "prose", 2000),
        OWNER,
    ),
    (("customer",), ("price", "total", "product")),
    ("number",),
)
_ACTIVITIES = Kind(
    "activities",
    "activity",
    Permission.ACTIVITY_WRITE,
    (
        ID,
        Field("kind", "word", of="timeline.is"),
        Field("happened_at", "moment"),
        Field("text", "prose", 20_000),
        Field("outcome", "text", 300),
        Field("customer", "text", 200),
        Field("contact", "text", 120),
        Field("deal", "text", 200),
        Field("author", "owner", 120),
    ),
    (("happened_at",), ("text", "outcome"), ("customer", "contact", "deal")),
    ("id", "same"),
)
_ALL = (_CUSTOMERS, _CONTACTS, _LEADS, _DEALS, _PRODUCTS, _ORDERS, _ACTIVITIES)
KINDS = {one.name: one for one in _ALL}
