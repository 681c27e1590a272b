"""The parts of the product that can be switched off: what belongs to each, and which are.

Whoever acts carries what is off (`Actor`): the permissions of such a part are not his, its use cases
are not there, and screens hide it by the same two. Nothing of it is deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_app.core.errors import NotFound
from crm_app.core.permissions import Actor, Permission
from crm_app.models.ledger import Setting

if TYPE_CHECKING:
    from sqlmodel import Session

KEY = "modules"
_P = Permission


@dataclass(frozen=True, slots=True)
class Module:
    """A part: its features (folders of `services`), permissions and addresses, and the parts that it
    cannot be without.
    """

    key: str
    features: frozenset[str]
    permissions: frozenset[Permission] = frozenset()
    routes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def _module(
    key: str,
    features: str,
    routes: str,
    *permissions: Permission,
    needs: tuple[str, ...] = (),
) -> Module:
    return Module(
        key, frozenset(features.split()), frozenset(permissions), tuple(routes.split()), needs
    )


MODULES: tuple[Module, ...] = (
    _module("cards", "cards", "/cards"),
    _module("voice", "voice", "/voice"),
    _module("imports", "imports", "/imports", _P.IMPORT),
    _module("dates", "dates", "/dates"),
    _module(
        "leads",
        "leads assignment pools web_forms classification scoring",
        "/leads /lead-classes /capture/lead /pool /settings/assignment /settings/pool /settings/web-forms "
        "/settings/screening /settings/scoring",
        *(_P.LEAD_READ, _P.LEAD_WRITE, _P.LEAD_ASSIGN),
    ),
    _module(
        "deals",
        "deals pipelines reports",
        "/deals /stuck /reports /settings/pipelines",
        *(_P.DEAL_READ, _P.DEAL_WRITE),
    ),
    _module(
        "forecast",
        "forecast targets",
        "/forecast /settings/targets",
        *(_P.TARGET_READ, _P.TARGET_WRITE),
        needs=("deals",),
    ),
    _module(
        "products",
        "products price_books promotions",
        "/products /settings/price-books /settings/promotions /settings/categories",
        *(_P.PRODUCT_READ, _P.PRODUCT_WRITE, _P.PRICE_WRITE),
    ),
    _module(
        "quotes",
        "quotes share_links",
        "/quotes",
        _P.QUOTE_READ,
        _P.QUOTE_WRITE,
        needs=("products",),
    ),
    _module("contracts", "contracts", "/contracts", _P.CONTRACT_READ, _P.CONTRACT_WRITE),
    _module("orders", "orders erp", "/orders /settings/erp", _P.ORDER_READ, _P.ORDER_WRITE),
    _module("payments", "payments", "/payments", _P.PAYMENT_READ, _P.PAYMENT_WRITE),
    _module(
        "invoices",
        "invoices",
        "/invoices",
        *(_P.INVOICE_READ, _P.INVOICE_WRITE, _P.INVOICE_DECIDE),
    ),
    _module(
        "lifecycle",
        "lifecycle segments patterns",
        "/customers/value /segments /settings/lifecycle",
        needs=("orders",),
    ),
)
BY_KEY = {one.key: one for one in MODULES}
_OF_FEATURE = {feature: one.key for one in MODULES for feature in one.features}


def off(session: "Session") -> frozenset[str]:
    """The parts that are switched off, with those that cannot be without them."""
    row = session.get(Setting, KEY)
    return with_needing(row.value.get("off", ())) if row is not None else frozenset()


def with_needing(keys: Iterable[str]) -> frozenset[str]:
    """These parts and all that need one of them."""
    found = set(keys) & BY_KEY.keys()
    while more := {one.key for one in MODULES if set(one.needs) & found} - found:
        found |= more
    return frozenset(found)


def lost(keys: Iterable[str]) -> frozenset[Permission]:
    """The permissions that nobody has while these parts are off."""
    return frozenset(one for key in keys for one in BY_KEY[key].permissions)


def feature_of(module: str) -> str:
    """The feature that a Python module belongs to."""
    parts = module.split(".")
    return parts[2] if len(parts) > 2 else parts[-1]  # crm_app.services.<feature>


def of_feature(feature: str) -> str:
    """The part that a feature belongs to; empty where it is always there."""
    return _OF_FEATURE.get(feature, "")


def of_route(route: str) -> str:
    """The part that an address belongs to; the most exact one decides."""
    fits = [
        (len(prefix), one.key)
        for one in MODULES
        for prefix in one.routes
        if route == prefix or route.startswith(f"{prefix}/")
    ]
    return max(fits)[1] if fits else ""


def check(actor: Actor, feature: str) -> None:
    """Refuse (`modules.off`) what belongs to a part that is switched off. What the product does by
    itself is let through: it keeps in order what others come back to.
    """
    if _OF_FEATURE.get(feature) in actor.off:
        raise NotFound("modules.off")


def check_guest(session: "Session", feature: str) -> None:
    """The same for who comes from outside."""
    if _OF_FEATURE.get(feature) in off(session):
        raise NotFound("modules.off")
