"""A POST with an Idempotency-Key happens once."""

import json
import threading
from datetime import timedelta
from typing import Annotated

import pytest
from fastapi import Form, Response
from sqlmodel import Session, select

from crm_app.api.base import api
from crm_app.core import once
from crm_app.core.permissions import system_actor
from crm_app.lib.clock import now
from crm_app.models.ledger import IdempotentAnswer
from crm_app.services import customers, repeats
from crm_app.services.customers import CustomerForm

PATH = "/api/v1/customers"
KEY = {"Idempotency-Key": "k-1"}


def total(client):
    return len(client.get(PATH).json()["items"])


def test_same_key_and_body_is_answered_again_and_done_once(call):
    rep = call("rep")
    first = rep.post(PATH, json={"name": "A", "tier": "B"}, headers=KEY)
    again = rep.post(
        PATH,
        content=b'{"tier": "B",  "name":"A"}',
        headers={**KEY, "content-type": "application/json"},
    )
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["etag"] == '"1"'
    assert total(rep) == 1


def test_other_body_under_the_key_is_422(call, footprint):
    rep = call("rep")
    rep.post(PATH, json={"name": "A"}, headers=KEY)
    before = footprint()
    answer = rep.post(PATH, json={"name": "B"}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "api.key_reused")
    assert footprint() == before


def test_keys_of_two_people_are_apart(call):
    for who in ("rep", "rep_west"):
        assert call(who).post(PATH, json={"name": who}, headers=KEY).status_code == 201
        assert total(call(who)) == 1


def test_refusal_frees_the_key(call):
    rep = call("rep")
    assert rep.post(PATH, json={"name": " "}, headers=KEY).status_code == 422
    assert rep.post(PATH, json={"name": "A"}, headers=KEY).status_code == 201


def test_without_credentials_nothing_is_kept(call, db):
    assert call("").post(PATH, json={"name": "A"}, headers=KEY).status_code == 401
    with Session(db) as session:
        assert session.exec(select(IdempotentAnswer)).all() == []


def test_while_the_first_runs_the_second_is_409(call, people):
    rep = call("rep")
    started, go_on = threading.Event(), threading.Event()

    @api.post("/api/v1/slow-for-this-test")
    def slow() -> dict[str, int]:
        started.set()
        assert go_on.wait(20)
        return {"done": 1}

    try:
        answers = []
        send = lambda: answers.append(rep.post("/api/v1/slow-for-this-test", headers=KEY))  # noqa: E731
        first = threading.Thread(target=send)
        first.start()
        assert started.wait(20)
        twin = call("rep").post("/api/v1/slow-for-this-test", headers=KEY)
        assert (twin.status_code, twin.json()["code"]) == (409, "api.in_flight")
        go_on.set()
        first.join(20)
        assert answers[0].json() == {"done": 1}
        assert rep.post("/api/v1/slow-for-this-test", headers=KEY).json() == {"done": 1}
    finally:
        go_on.set()
        api.router.routes.pop()


def test_secrets_are_not_written_down(call, db):
    @api.post("/api/v1/secret-for-this-test")
    def secret(response: Response) -> dict[str, str]:
        response.headers["cache-control"] = "no-store"
        return {"secret": "s"}

    try:
        assert call("rep").post("/api/v1/secret-for-this-test", headers=KEY).status_code == 200
    finally:
        api.router.routes.pop()
    with Session(db) as session:
        assert session.exec(select(IdempotentAnswer)).all() == []


@pytest.mark.parametrize(
    ("age", "free"), [(timedelta(0), False), (repeats.IN_FLIGHT + timedelta(seconds=1), True)]
)
def test_reservation_of_a_process_that_died_is_taken_over(people, db, age, free):
    rep = people["rep"]
    assert repeats.reserve(rep, "k", "hash") is None
    with Session(db) as session:
        row = session.exec(select(IdempotentAnswer)).one()
        row.at = now() - age
        session.add(row)
        session.commit()
    if free:
        assert repeats.reserve(rep, "k", "hash") is None
    else:
        with pytest.raises(repeats.Conflict):
            repeats.reserve(rep, "k", "hash")


def test_multipart_with_another_boundary_is_the_same_request(call):
    rep = call("rep")

    def body(mark):
        return f'--{mark}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--{mark}--\r\n'.encode()

    @api.post("/api/v1/form-for-this-test")
    def form(a: Annotated[str, Form()]) -> dict[str, int]:
        calls.append(1)
        return {"n": len(calls)}

    calls: list[int] = []
    try:
        answers = [
            rep.post(
                "/api/v1/form-for-this-test",
                content=body(mark),
                headers={**KEY, "content-type": f"multipart/form-data; boundary={mark}"},
            ).json()
            for mark in ("one", "two")
        ]
    finally:
        api.router.routes.pop()
    assert answers == [{"n": 1}, {"n": 1}]


def test_what_was_done_before_the_answer_was_lost_is_not_done_again(call, people, db):
    rep = call("rep")
    first = rep.post(PATH, json={"name": "A"}, headers=KEY)
    with Session(db) as session:  # as if the process had ended between the commit and the answer
        row = session.exec(select(IdempotentAnswer)).one()
        row.status, row.body = 0, json.dumps({"id": first.json()["id"]})
        session.add(row)
        session.commit()
    again = rep.post(PATH, json={"name": "A"}, headers=KEY)
    assert (again.status_code, again.json()) == (200, {"id": first.json()["id"]})
    assert total(rep) == 1


def test_the_change_and_its_note_are_one_transaction(people, db):
    rep = people["rep"]
    assert repeats.reserve(rep, "k", "hash") is None
    token = once.asked.set((rep.user_id or 0, "k"))
    made = customers.create_customer(rep, CustomerForm(name="A"))
    once.asked.reset(token)
    known = repeats.reserve(rep, "k", "hash")
    assert known is not None
    assert json.loads(known.body) == {"id": made}
    repeats.release(rep, "k")
    assert repeats.reserve(rep, "k", "hash") == known


def test_a_starting_server_frees_what_had_no_effect(people):
    rep = people["rep"]
    assert repeats.reserve(rep, "k", "hash") is None
    repeats.free_unfinished(system_actor("test"))
    assert repeats.reserve(rep, "k", "hash") is None
