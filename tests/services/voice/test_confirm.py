"""Confirming a note: written once and whole, refused without a trace, for those alone who may."""

import pytest

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from crm_app.services import contacts, customers, voice
from crm_app.services.customers import CustomerForm
from crm_app.services.voice import NoteForm

TEXT = "约好十二月五号上门签合同。"


@pytest.fixture
def rep(workspace):
    return workspace["rep"]


@pytest.fixture
def customer(rep):
    return customers.create_customer(rep, CustomerForm(name="华东科技"))


def test_what_was_confirmed_is_written_and_the_recording_goes_with_it(rep, ready, customer):
    note = ready(rep)
    form = NoteForm(TEXT, customer_id=customer, next_step="上门签合同", due="2026-12-05")
    written = voice.confirm_note(rep, note, form)
    assert written.customer_id == customer
    assert written.activity_id
    assert written.task_id
    assert voice.voice_page(rep, note).status == "confirmed"


def test_a_name_nobody_has_becomes_a_contact_at_the_customer(rep, ready, customer):
    form = NoteForm(TEXT, customer_id=customer, new_contact="叶知遥经理")
    written = voice.confirm_note(rep, ready(rep), form)
    page = contacts.contact_page(rep, written.contact_id)
    assert (page.name, page.honorific) == ("叶知遥", "经理")
    assert [place.customer_id for place in page.positions] == [customer]


def test_customer_and_contact_may_both_be_new(rep, ready):
    form = NoteForm(TEXT, new_customer="鼎远仪表", new_contact="陆闻笛")
    written = voice.confirm_note(rep, ready(rep), form)
    assert customers.customer_page(rep, written.customer_id).name == "鼎远仪表"
    page = contacts.contact_page(rep, written.contact_id)
    assert [place.customer_id for place in page.positions] == [written.customer_id]


def test_a_chosen_contact_comes_before_a_new_name(rep, ready, customer):
    known = contacts.create_contact(rep, contacts.ContactForm(name="陆闻笛"))
    form = NoteForm(TEXT, customer_id=customer, contact_id=known, new_contact="别人")
    assert voice.confirm_note(rep, ready(rep), form).contact_id == known


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"text": "  "}, Invalid),
        ({"due": "someday", "next_step": "x"}, Invalid),
        ({"sets_amount": True}, Invalid),
        ({"contact_id": "nobody"}, NotFound),
        ({"deal_id": "nothing"}, NotFound),
        ({"customer_id": "", "new_customer": "新客户", "new_contact": "x" * 500}, Invalid),
    ],
)
def test_a_refusal_writes_nothing_at_all(rep, ready, customer, footprint, change, refusal):
    note, before = ready(rep), None
    before = footprint()
    wanted = {"text": TEXT, "customer_id": customer, "new_contact": "陆闻笛", **change}
    with pytest.raises(refusal):
        voice.confirm_note(rep, note, NoteForm(**wanted))
    assert footprint() == before
    assert voice.voice_page(rep, note).status == "ready"


def test_nobody_to_write_to_is_refused(rep, ready, footprint):
    note = ready(rep)
    before = footprint()
    with pytest.raises(Invalid, match=r"voice\.about_missing"):
        voice.confirm_note(rep, note, NoteForm(TEXT))
    assert footprint() == before


def test_a_note_is_confirmed_once(rep, ready, customer, footprint, security_log):
    note = ready(rep)
    voice.confirm_note(rep, note, NoteForm(TEXT, customer_id=customer))
    before = footprint()
    for again in (
        lambda: voice.confirm_note(rep, note, NoteForm(TEXT, customer_id=customer)),
        lambda: voice.listen_again(rep, note),
        lambda: voice.discard_note(rep, note),
    ):
        with pytest.raises(Conflict):
            again()
    assert footprint() == before
    assert security_log() == ["voice.confirmed_already"] * 3


def test_an_old_version_is_refused(rep, ready, customer, footprint):
    note = ready(rep)
    before = footprint()
    with pytest.raises(Stale):
        voice.confirm_note(rep, note, NoteForm(TEXT, customer_id=customer), 1)
    assert footprint() == before


def test_another_team_finds_no_note(rep, workspace, ready, customer, footprint, security_log):
    note = ready(rep)
    other, before = workspace["rep_west"], footprint()
    for attempt in (
        lambda: voice.voice_page(other, note),
        lambda: voice.note_draft(other, note),
        lambda: voice.confirm_note(other, note, NoteForm(TEXT, new_customer="X")),
        lambda: voice.listen_again(other, note),
        lambda: voice.discard_note(other, note),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert footprint() == before
    assert security_log() == ["voice_note.not_found"] * 5


def test_records_of_another_team_are_not_written_to(rep, workspace, ready, footprint, security_log):
    hidden = customers.create_customer(workspace["rep_west"], CustomerForm(name="西部能源"))
    note = ready(rep)
    before = footprint()
    with pytest.raises(NotFound):
        voice.confirm_note(rep, note, NoteForm(TEXT, customer_id=hidden, new_contact="陆闻笛"))
    assert footprint() == before
    assert security_log() == ["customer.not_found"]


def test_who_may_not_capture_is_refused(rep, workspace, ready, footprint, security_log):
    note, finance = ready(rep), workspace["finance"]
    before = footprint()
    with pytest.raises(Forbidden):
        voice.confirm_note(finance, note, NoteForm(TEXT, new_customer="X"))
    with pytest.raises(Forbidden):
        voice.accept_voice_note(finance, b"", "note.webm")
    assert footprint() == before
    assert "permission.denied" in security_log()


def test_a_discarded_note_comes_back(rep, ready):
    note = ready(rep)
    voice.discard_note(rep, note)
    with pytest.raises(NotFound):
        voice.voice_page(rep, note)
    voice.restore_note(rep, note)
    assert voice.voice_page(rep, note).status == "ready"
