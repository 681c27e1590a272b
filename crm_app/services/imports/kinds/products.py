"""What is sold, by its code."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from crm_app.core.permissions import Permission
from crm_app.core.work import Work
from crm_app.models.prices import ProductCategory
from crm_app.models.quotes import Product
from crm_app.services import products
from crm_app.services.imports.desk import Desk, Fault, Judged
from crm_app.services.imports.kinds.base import Known, Side
from crm_app.services.imports.packing import Packer, custom_json, exact
from crm_app.services.products import ProductForm
from crm_app.services.tax_rates import default_percent

_COLUMNS = (
    *("id", "public_id", "code", "name_zh", "name_en", "unit", "price", "cost", "currency"),
    *("tax_rate", "is_active", "custom"),
)
_FORM = {"name_zh": "zh", "name_en": "en"}
_FIELDS = ("code", "name_zh", "name_en", "unit", "price", "cost", "currency", "tax_rate")


class Products(Side):
    """Rows that are products."""

    model = Product
    needed = ("code", "name_zh", "name_en")
    money = ("price", "cost")

    def resolve(self, work: Work, desk: Desk, rows: Sequence[Judged]) -> None:
        """Their categories; a cost is for those who may see it."""
        if "categories" not in desk.cache:
            desk.cache["categories"] = _categories(work)
            desk.cache["tax"] = {"": f"{default_percent(work.session)}"}
        known = desk.cache["categories"]
        for row in rows:
            read = row.read
            if "cost" in read and not work.actor.can(Permission.COST_READ):
                row.faults.append(Fault("cost", "products.cost_hidden"))
            read["name_zh"] = read.get("name_zh") or read.get("name_en") or read.get("code", "")
            read["name_en"] = read.get("name_en") or read["name_zh"]
            read.setdefault("code", read["name_en"][:40])
            if read.get("category"):
                found = known.get(read["category"].casefold())
                if found is None:
                    said = {"typed": read["category"][:60]}
                    row.faults.append(Fault("category", "imports.category_unknown", said))
                else:
                    read["at"] = found
            read.setdefault("tax", desk.cache["tax"][""])

    def keys(self, read: dict[str, Any]) -> list[str]:
        """Id and code."""
        found = super().keys(read)
        return [*found, f"code:{read['code']}"] if read.get("code") else found

    def find(self, work: Work, keys: Sequence[str]) -> dict[str, list[Known]]:
        """By id and code: everybody sees them."""
        parts = [key.partition(":") for key in keys]
        ids = [value for word, _, value in parts if word == "id"]
        codes = [value for word, _, value in parts if word == "code"]
        wanted = col(Product.public_id).in_(ids) | col(Product.code).in_(codes)
        known: dict[str, list[Known]] = {}
        for one in work.session.exec(select(Product).where(wanted)):
            row = Known(one.id or 0, one.public_id, one.version, one.name_zh)
            known[f"id:{one.public_id}"] = known[f"code:{one.code}"] = [row]
        return known

    def current(self, work: Work, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """What is stored of products."""
        found = work.session.exec(select(Product).where(col(Product.id).in_(list(ids)))).all()
        columns = select(ProductCategory.id, ProductCategory.name_zh)
        groups = dict(work.session.exec(columns).all())
        values: dict[int, dict[str, Any]] = {}
        for one in found:
            read: dict[str, Any] = {"id": one.public_id, "is_active": one.is_active}
            for name in _FIELDS:
                value = getattr(one, name)
                text = value if isinstance(value, str) else f"{value.normalize():f}"
                if text and (name != "cost" or work.actor.can(Permission.COST_READ)):
                    read[name] = text
            if one.category_id:
                read["category"] = groups.get(one.category_id, "")
            values[one.id or 0] = read | {f"custom.{k}": v for k, v in one.custom.items()}
        return values

    def pack(self, packer: Packer, read: dict[str, Any], public_id: str) -> None:
        """The product, ready to be written."""
        number = packer.number("product")
        columns, row = (
            _COLUMNS,
            (
                *(number, public_id, read["code"], read["name_zh"], read["name_en"]),
                *(read.get("unit", ""), exact(read.get("price")), exact(read.get("cost"))),
                *(read.get("currency", "CNY"), exact(read.get("tax_rate"), read["tax"])),
                *(read.get("is_active", True), custom_json(read)),
            ),
        )
        if read.get("at"):
            columns, row = (*columns, "category_id"), (*row, read["at"])
        packer.put("product", columns, row, id="product")
        packer.note("product", public_id, {name: read.get(name) for name in (*_FIELDS, "category")})

    def change(self, work: Work, public_id: str, values: dict[str, Any]) -> str:
        """As somebody would change it on its page."""
        own = {name[7:]: value for name, value in values.items() if name.startswith("custom.")}
        form: dict[str, Any] = {
            _FORM.get(name, name): values[name] or "" for name in _FIELDS if name in values
        }
        if "is_active" in values:
            form["is_active"] = bool(values["is_active"])
        if "category" in values:
            found = select(ProductCategory.public_id).where(
                col(ProductCategory.name_zh) == (values["category"] or "")
            )
            form["category"] = work.session.exec(found).first() or ""
        products.change_product.within(work, public_id, ProductForm(**form, custom=own or None))
        return ""


def _categories(work: Work) -> dict[str, int]:
    known: dict[str, int] = {}
    for one in work.session.exec(select(ProductCategory).where(col(ProductCategory.is_active))):
        known |= {one.name_zh.casefold(): one.id or 0, one.name_en.casefold(): one.id or 0}
    return known
