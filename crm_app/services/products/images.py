"""Pictures of products: opened, checked and written anew before they are kept; served by rights."""

from pathlib import Path

from sqlmodel import col, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.unusable import Unusable
from crm_app.models.quotes import Product
from crm_app.services import files
from crm_app.services.files import Kept
from crm_app.services.products.finding import find_product, find_to_change

_SIDE, _SMALL = 1000, 160


def set_image(actor: Actor, public_id: str, data: bytes, version: int | None = None) -> None:
    """Make a picture that of a product; refuses what is none, naming why."""
    _check_may_change(actor, public_id)
    kept = files.keep(_cleaned(data), f"{public_id}.jpg", "image/jpeg")
    file_image(actor, public_id, kept, version)


@query(Permission.PRODUCT_WRITE)
def _check_may_change(work: Work, public_id: str) -> None:
    """Refuse before any byte is looked at."""
    find_product(work, public_id)


@command(Permission.PRODUCT_WRITE)
def file_image(work: Work, public_id: str, kept: Kept, version: int | None = None) -> None:
    """File a checked picture as that of a product."""
    product = find_to_change(work, public_id, version)
    file = files.file_row(work, kept)
    file.record_kind, file.record_id = "product", product.id
    product.image_id = file.id
    product.version += 1


@command(Permission.PRODUCT_WRITE)
def remove_image(work: Work, public_id: str, version: int | None = None) -> str:
    """No picture; returns what `restore_image` needs to bring it back, "" for nothing."""
    product = find_to_change(work, public_id, version)
    if product.image_id is None:
        return ""
    image = files.public_id_of(work, product.image_id)
    product.image_id = None
    product.version += 1
    return image


@command(Permission.PRODUCT_WRITE)
def restore_image(work: Work, public_id: str, image: str) -> None:
    """The picture that was taken away, back again."""
    product = find_to_change(work, public_id, None)
    product.image_id = files.id_filed(work, image, "product", product.id)
    product.version += 1


@query(Permission.PRODUCT_READ)
def image(work: Work, public_id: str) -> Path:
    """Where a product's picture lies; refuses (`products.image_none`) where there is none."""
    found = select(Product.image_id).where(col(Product.public_id) == public_id)
    image_id = work.session.exec(found).first()
    if image_id is None:
        raise NotFound("products.image_none")
    return Path(files.paths(work, [image_id])[0])


def small_image(actor: Actor, public_id: str) -> bytes:
    """The same, small enough for a list."""
    from crm_app.lib.pictures import thumbnail  # noqa: PLC0415 - decoders are heavy

    return thumbnail(image(actor, public_id).read_bytes(), _SMALL)


def _cleaned(data: bytes) -> bytes:
    """Upright, at most 1,000 pixels a side, nothing in it but pixels."""
    from crm_app.lib.pictures import thumbnail  # noqa: PLC0415 - decoders are heavy

    try:
        return thumbnail(data, _SIDE)
    except Unusable as error:
        raise Invalid(error.code, field="image", **error.params) from error
