"""The job that hears a note: what it writes, and what is left when it cannot."""

import pytest

from crm_app.core.errors import Conflict
from crm_app.engines.errors import EngineError
from crm_app.jobs import hosts
from crm_app.jobs import voice as job
from crm_app.jobs.registry import Run
from crm_app.services import contacts, customers, search, voice
from crm_app.services.contacts import ContactForm, PositionForm
from crm_app.services.customers import CustomerForm

SAID = "华锦精密那边蒋总说下周三之前把报价单发过去，预算三十来万。"
ANSWER = {
    "language": "zh",
    "segments": [{"start": 0.0, "end": 5.0, "text": SAID}],
    "model": "base",
    "seconds": 5.0,
    "incomplete": False,
    "engine": "faster-whisper",
}


class Ear:
    """An engine that answers, or breaks."""

    def __init__(self, outcome):
        self.outcome, self.calls = outcome, []

    def transcribe(self, path, language, hotwords, **ways):
        self.calls.append((path, language, hotwords))
        ways["progress"](0.5)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.fixture
def ear(monkeypatch):
    def listen(outcome):
        one = Ear(outcome)
        monkeypatch.setattr(hosts, "speech", lambda: one)
        return one

    return listen


@pytest.fixture
def rep(workspace):
    return workspace["rep"]


@pytest.fixture
def firm(rep):
    made = customers.create_customer(rep, CustomerForm(name="绍兴华锦精密机械有限公司"))
    place = [PositionForm(customer_id=made)]
    contacts.create_contact(rep, ContactForm(name="蒋伯安", positions=place))
    return made


def run(actor, note):
    return job.transcribe(Run(note, {"note_id": note}, actor))


def test_a_note_names_the_customer_and_his_contact_as_the_crm_does(rep, accept, firm, ear):
    note, heard = accept(rep), ear(ANSWER)
    run(rep, note)
    draft = voice.note_draft(rep, note)
    assert (draft.customer.public_id, draft.contact.name) == (firm, "蒋伯安")
    assert (draft.amount, voice.voice_page(rep, note).status) == ("300000.00", "ready")
    assert {"绍兴华锦精密机械有限公司", "蒋伯安"} <= set(heard.calls[0][2])


def test_titles_and_colleagues_tell_who_is_meant(workspace, rep, accept, firm, ear):
    place = [PositionForm(customer_id=firm, title="采购经理")]
    contacts.create_contact(rep, ContactForm(name="蒋思敏", positions=place))
    known = voice.known_names(rep)
    assert known.titles["绍兴华锦精密机械有限公司", "蒋思敏"] == "采购经理"
    assert known.colleagues
    note = accept(rep)
    ear(ANSWER | {"segments": [{"start": 0.0, "end": 5.0, "text": "华锦精密的蒋经理来电。"}]})
    run(rep, note)
    assert voice.note_draft(rep, note).contact.name == "蒋思敏"


def test_what_was_said_is_found_with_the_words_around_it(workspace, rep, accept, ear):
    note = accept(rep)
    ear(
        ANSWER
        | {"segments": [{"start": 0.0, "end": 5.0, "text": f"{'今天见面很顺利。' * 8}{SAID}"}]}
    )
    run(rep, note)
    (hit,) = search.find(rep, "预算三十来万")
    assert (hit.kind, hit.public_id, hit.how) == ("voice_note", note, "text")
    assert "预算三十来万" in hit.why
    assert search.find(workspace["rep_west"], "预算三十来万") == []


def test_names_of_another_team_are_neither_hinted_nor_known(workspace, accept, firm, ear):
    other = workspace["rep_west"]
    note, heard = accept(other), ear(ANSWER)
    run(other, note)
    assert heard.calls[0][2] == []
    draft = voice.note_draft(other, note)
    assert (draft.customer.public_id, draft.contact.public_id) == ("", "")


@pytest.mark.parametrize("trouble", [EngineError("engine.crashed"), OSError("disk")])
def test_what_cannot_be_heard_is_kept_and_can_be_heard_again(rep, accept, ear, trouble):
    note = accept(rep)
    ear(trouble)
    with pytest.raises(type(trouble)):
        run(rep, note)
    page = voice.voice_page(rep, note)
    assert (page.status, bool(page.file_id), page.text) == ("failed", True, "")


def test_a_second_run_changes_nothing(rep, accept, ear, footprint):
    note, heard = accept(rep), ear(ANSWER)
    run(rep, note)
    before = footprint()
    assert run(rep, note) is None
    assert (footprint(), len(heard.calls)) == (before, 1)


def test_hearing_again_waits_for_the_first_hearing(rep, accept, footprint, security_log):
    note = accept(rep)
    before = footprint()
    with pytest.raises(Conflict, match=r"voice\.not_now"):
        voice.listen_again(rep, note)
    assert footprint() == before
    assert security_log() == ["voice.not_now"]
