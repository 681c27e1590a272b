"""Sealed secrets: opened in their place only, with the key of the installation only."""

import base64
import stat
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_app.config import SettingError, read_settings, settings
from crm_app.core import sealed

KEY = base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def house(tmp_path, monkeypatch):
    """An installation without a key of its own."""
    monkeypatch.setenv("CRM_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("CRM_SECRET_KEY", raising=False)
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


def test_opens_in_its_place_only_and_is_never_twice_the_same(house):
    first, second = (sealed.seal("geheim 密钥", "setting.erp.secret") for _ in range(2))
    assert first != second
    assert sealed.unseal(first, "setting.erp.secret") == "geheim 密钥"
    for other in ("setting.mail.secret", ""):
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(first, other)
    path = settings().data / "secret.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret.key"]


def test_another_key_opens_nothing(house):
    kept = sealed.seal("geheim", "a.b")
    house.setenv("CRM_SECRET_KEY", KEY)
    settings.cache_clear()
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(kept, "a.b")
    assert sealed.unseal(sealed.seal("geheim", "a.b"), "a.b") == "geheim"


def test_many_who_begin_at_once_get_one_key(house):
    made: list[str] = []
    begin = threading.Barrier(8)

    def work():
        begin.wait()
        made.append(sealed.seal("x", "a.b"))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sealed.unseal(one, "a.b") for one in made] == ["x"] * 8


@given(place=st.integers(7, 60), flip=st.integers(1, 255))
def test_what_was_changed_is_refused(place, flip):
    kept = sealed.seal("geheim", "a.b")
    content = bytearray(base64.b64decode(kept.removeprefix("sealed:")))
    content[place % len(content)] ^= flip
    with pytest.raises(sealed.Unreadable):
        sealed.unseal("sealed:" + base64.b64encode(bytes(content)).decode(), "a.b")


@pytest.mark.parametrize("kept", ["", "geheim", "sealed:", "sealed:?", "sealed:" + KEY])
def test_what_was_never_sealed_is_refused(kept):
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(kept, "a.b")


@pytest.mark.parametrize("typed", ["short", KEY[:-4], "密" * 32])
def test_a_key_that_cannot_be_is_not_repeated(typed):
    with pytest.raises(SettingError) as refused:
        read_settings({"CRM_SECRET_KEY": typed})
    assert typed not in str(refused.value)
