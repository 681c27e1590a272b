"""Callers of the REST API, one a role, each with a key of his own."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from crm_app import api as api_package
from crm_app.api.base import api
from crm_app.core.permissions import Actor
from crm_app.lib.discover import import_all
from crm_app.services import accounts

import_all(api_package)

Call = Callable[[str], TestClient]


@pytest.fixture
def call(people: dict[str, Actor]) -> Call:
    """`call("rep")` is a client signed in as that person; `call("")` is nobody."""

    def client(who: str) -> TestClient:
        key = {"authorization": f"Bearer {accounts.add_key(people[who], 'test')}"} if who else {}
        return TestClient(api, headers=key)

    return client
