"""Payment terms from the quote to the contract, and who has to agree before either goes out."""

import pypdfium2
import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Conflict, Forbidden, Invalid, NotFound
from crm_app.models.users import User
from crm_app.services import approvals, contracts, quotes
from crm_app.services.approvals import Case, ConditionForm, FlowForm, StepForm
from crm_app.services.contracts import ContractForm
from crm_app.services.quotes import QuoteForm
from tests.services.selling import LINES, agreed, customer

LATE = ConditionForm("payment_days", ">", "45")
LARGE = ConditionForm("amount", ">=", "5000")


@pytest.fixture
def rep(workspace):
    return workspace["rep"]


def flow(workspace, subject, *conditions, role="manager"):
    steps = (StepForm((f"role:{role}",)),)
    form = FlowForm("账期审批", "Payment terms", subject, conditions, steps)
    approvals.save_flow(workspace["admin"], form)


def quote(actor, **form):
    return quotes.create_quote(actor, QuoteForm(customer=customer(actor), lines=LINES, **form))


def draft(actor, **form):
    form = {"amount": "4000", "payment_days": "30"} | form
    return contracts.create_contract(actor, ContractForm(customer=customer(actor), **form))


def status(actor, request):
    return approvals.approval_case(actor, request).row.status


def test_what_was_offered_is_on_paper_in_each_version_and_in_the_contract(rep):
    words = {"payment_days": "60", "payment_terms": "预付 30%"}
    first = agreed(rep, **words)
    pdf = pypdfium2.PdfDocument(quotes.quote_pdf(rep, first, "zh-en").path)
    printed = [page.get_textpage().get_text_bounded() for page in pdf]
    text = " ".join("".join(printed).split())
    assert "账期 60 天 · 预付 30%" in text
    assert "60 days after the invoice" in text
    made = contracts.contract_page(rep, contracts.create_contract(rep, ContractForm(quote=first)))
    assert (made.payment_days, made.payment_terms) == (60, "预付 30%")
    sent = quote(rep, **words)
    quotes.send_quote(rep, sent)
    second = quotes.change_quote(rep, sent, QuoteForm(payment_days="0"))
    page = quotes.quote_page(rep, second)
    assert (page.payment_days, page.payment_terms) == (0, "预付 30%")
    facts = quotes.compare_quotes(rep, sent, second).facts
    assert [(one.name, one.before, one.after) for one in facts] == [("payment_days", "60", "0")]
    assert quotes.quote_page(rep, quotes.copy_quote(rep, second)).payment_days == 0
    quotes.change_quote(rep, second, QuoteForm(payment_days=""))
    assert quotes.quote_page(rep, second).payment_days is None


@pytest.mark.parametrize("typed", ["-1", "1.5", "366", "soon"])
def test_days_that_cannot_be_leave_nothing(rep, footprint, typed):
    offer, contract = quote(rep), draft(rep)
    before = footprint()
    for change in (
        lambda: quotes.change_quote(rep, offer, QuoteForm(payment_days=typed)),
        lambda: contracts.change_contract(rep, contract, ContractForm(payment_days=typed)),
    ):
        with pytest.raises(Invalid) as refused:
            change()
        assert refused.value.field == "payment_days"
        assert footprint() == before


def test_only_worse_terms_of_a_quote_are_asked_again(workspace, rep):
    flow(workspace, "quote", LATE)
    offer = quote(rep, payment_days="60", payment_terms="月结")
    with pytest.raises(Conflict, match="approval_required"):
        quotes.send_quote(rep, offer)
    request = approvals.ask_for_quote(rep, offer, "客户要求月结")
    assert [one.zh for one in approvals.approval_case(rep, request).details] == [
        "账期 60 天 · 月结"
    ]
    approvals.approve(workspace["manager"], request)
    for change, answer in (
        (QuoteForm(note="x"), None),
        (QuoteForm(payment_days="50"), "approved"),
        (QuoteForm(payment_days="61"), "pending"),
        (QuoteForm(payment_days="60", payment_terms="年底付清"), "pending"),
        (QuoteForm(payment_days="45"), None),
    ):
        quotes.change_quote(rep, offer, change)
        standing = approvals.quote_standing(rep, offer)
        assert standing.is_cleared == (answer is None), change
        if answer is not None:
            again = approvals.ask_for_quote(rep, offer, "请再看")
            assert status(rep, again) == answer, change
    quotes.send_quote(rep, offer)


def test_a_contract_goes_out_with_the_word_that_a_flow_asks_for(workspace, rep, footprint):
    flow(workspace, "contract", LATE)
    flow(workspace, "contract", LARGE, role="director")
    free = draft(rep)
    assert contracts.contract_standing(rep, free).level == ""
    contracts.take_step(rep, free, "send")
    with pytest.raises(Conflict, match="not_draft"):
        contracts.ask_for_contract(rep, free, "为什么")
    made = draft(rep, payment_days="90", title="秋茶年约", starts_on="2026-12-01")
    before = footprint()
    for refusal, use_case in (
        ("approval_required", lambda: contracts.take_step(rep, made, "send")),
        ("reason_missing", lambda: contracts.ask_for_contract(rep, made, " ")),
    ):
        with pytest.raises((Conflict, Invalid), match=refusal):
            use_case()
        assert footprint() == before
    with pytest.raises(Forbidden):
        contracts.ask_for_contract(workspace["finance"], made, "x")
    request = contracts.ask_for_contract(rep, made, "老客户")
    case = approvals.approval_case(workspace["manager"], request)
    assert (case.row.kind, case.row.title, case.row.net) == (
        "contract",
        contracts.contract_page(rep, made).number,
        4000,
    )
    assert case.row.link == f"/contracts/{made}"
    assert [one.en for one in case.details] == [
        "秋茶年约",
        "4,000.00 CNY",
        "2026-12-01 to …",
        "Payment: 90 days after the invoice",
    ]
    approvals.give_back(workspace["manager"], request, "账期太长")
    contracts.change_contract(rep, made, ContractForm(payment_days="60"))
    again = contracts.ask_for_contract(rep, made, "缩短了")
    approvals.approve(workspace["manager"], again)
    contracts.change_contract(rep, made, ContractForm(note="备注", ends_on="2027-12-01"))
    assert contracts.contract_standing(rep, made).is_cleared
    contracts.change_contract(rep, made, ContractForm(amount="9000"))
    assert status(rep, again) == "outdated"
    # The first flow still fits, and what its manager agreed to is no worse in what he judged.
    assert status(rep, contracts.ask_for_contract(rep, made, "加量")) == "approved"
    contracts.take_step(rep, made, "send")


def test_who_takes_a_contract_back_asks_nobody_any_more(workspace, rep):
    flow(workspace, "contract", LATE)
    for end in (
        lambda made: contracts.delete_contract(rep, made),
        lambda made: contracts.take_step(rep, made, "cancel"),
        lambda made: contracts.change_contract(rep, made, ContractForm(payment_days="10")),
    ):
        made = draft(rep, payment_days="90")
        request = contracts.ask_for_contract(rep, made, "老客户")
        end(made)
        assert status(rep, request) == "outdated"
        with pytest.raises((Conflict, NotFound)):
            approvals.approve(workspace["manager"], request)


def test_the_simulator_knows_contracts_and_days(workspace, db):
    flow(workspace, "contract", LATE, ConditionForm("tier", "in", "A"))
    with Session(db) as session:
        asker = session.exec(select(User).where(User.role == "rep")).all()[0].public_id
    tried = approvals.simulate(
        workspace["admin"], Case("contract", asker, values={"payment_days": "60", "tier": "A"})
    )
    assert len(tried.steps) == 1
    assert "days to pay over 45" in tried.sentence.en
    nobody = approvals.simulate(
        workspace["admin"], Case("contract", asker, values={"payment_days": "45", "tier": "A"})
    )
    assert nobody.steps == []
