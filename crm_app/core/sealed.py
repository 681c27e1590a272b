"""Secrets that have to be read again, such as an ERP's: sealed with the installation's own key.

AES-256-GCM, bound to the place where a secret is kept: one that is copied to another row or field
does not open there. The key is `CRM_SECRET_KEY`, or `secret.key` in `CRM_DATA`, made once, mode 0600.
Passwords and tokens are not kept so: of them only hashes are known.
"""

import base64
import binascii
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crm_app.config import KEY_BYTES, read_key, settings

_MARK = "sealed:"
_NONCE = 12


class Unreadable(Exception):
    """It was sealed with another key or for another place, or was changed."""


def seal(text: str, place: str) -> str:
    """What may be stored in `place`, a name of row and field."""
    nonce = secrets.token_bytes(_NONCE)
    hidden = AESGCM(_key()).encrypt(nonce, text.encode(), place.encode())
    return _MARK + base64.b64encode(nonce + hidden).decode()


def unseal(sealed: str, place: str) -> str:
    """What was sealed for `place`. Raises `Unreadable`."""
    if not is_sealed(sealed):
        raise Unreadable
    try:
        content = base64.b64decode(sealed.removeprefix(_MARK), validate=True)
        nonce, hidden = content[:_NONCE], content[_NONCE:]
        return AESGCM(_key()).decrypt(nonce, hidden, place.encode()).decode()
    except (InvalidTag, binascii.Error, ValueError):
        raise Unreadable from None


def is_sealed(stored: object) -> bool:
    """Whether it was made by `seal`."""
    return isinstance(stored, str) and stored.startswith(_MARK)


def _key() -> bytes:
    known = settings().secret_key
    if known is not None:
        return known
    path = settings().data / "secret.key"
    if not path.exists():
        _make(path)
    return read_key(path.read_text("ascii"), str(path))


def _make(path: Path) -> None:
    """Two processes that begin at once get one key: the file appears whole, and only once."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
