"""The picture at the head of papers: opened, checked and written anew before it is kept."""

import io

from crm_app.core.errors import Invalid
from crm_app.core.permissions import Actor, Permission
from crm_app.core.work import Work, command, query
from crm_app.lib.unusable import Unusable
from crm_app.services import files
from crm_app.services.company.commands import row_to_change, store
from crm_app.services.files import Kept

_SIDE = 800


def set_logo(actor: Actor, data: bytes, version: int | None = None) -> None:
    """Make a picture the logo; refuses what is none, naming why."""
    _check_may_change(actor)
    _file_logo(actor, files.keep(_cleaned(data), "logo.png", "image/png"), version)


@query(Permission.SETTINGS)
def _check_may_change(work: Work) -> None:
    """Refuse before any byte is looked at."""


@command(Permission.SETTINGS)
def _file_logo(work: Work, kept: Kept, version: int | None) -> None:
    row = row_to_change(work, version)
    file = files.file_row(work, kept)
    file.record_kind = "company"
    row.logo_id = file.id
    store(work, row)


def _cleaned(data: bytes) -> bytes:
    """The same picture as PNG of at most 800 pixels a side; transparent parts stay so."""
    from PIL import Image  # noqa: PLC0415 - decoders are heavy

    from crm_app.lib.pictures import open_picture  # noqa: PLC0415

    try:
        open_picture(data)
    except Unusable as error:
        raise Invalid(error.code, field="logo", **error.params) from error
    with Image.open(io.BytesIO(data)) as image:
        clear = image.convert("RGBA")
        clear.thumbnail((_SIDE, _SIDE))
        target = io.BytesIO()
        clear.save(target, "PNG", optimize=True)
    return target.getvalue()
