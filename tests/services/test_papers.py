"""A quote on paper: the same figures as on the screen, made once, handed out as an export."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pypdfium2
import pytest
from sqlmodel import Session, select

from crm_app.core.errors import Invalid, NotFound
from crm_app.models.captures import File
from crm_app.models.ledger import AuditEntry
from crm_app.services import company, customers, products, quotes
from crm_app.services.company import CompanyForm
from crm_app.services.customers import CustomerForm
from crm_app.services.products import ProductForm
from crm_app.services.quotes import LineForm, QuoteForm
from crm_app.services.units import unit_on

TERMS = "1. 款到发货。\n2. 交期两周。"
NUMBER = re.compile(r"-?[\d,]+\.\d+|\d+")


@pytest.fixture
def shop(workspace):
    """A house with a profile, a customer, a product."""
    company.change_company(
        workspace["admin"],
        CompanyForm(
            name_zh="云岭茶业有限公司",
            name_en="Yunling Tea Co., Ltd.",
            address_zh="云南省普洱市示例路 8 号",
            address_en="8 Example Road, Pu'er, Yunnan",
            tax_id="91530800TEST000001",
            phone="+86 879 0000 0000",
            email="sales@example.com",
            website="www.example.com",
            bank="示例银行普洱支行 0000 0000 0000",
            terms_zh=TERMS,
            terms_en="1. Payment before delivery.\n2. Delivery within two weeks.",
        ),
    )
    return workspace | {
        "customer": customers.create_customer(workspace["rep"], CustomerForm(name="华东科技")),
        "tea": products.create_product(
            workspace["director"],
            ProductForm(
                code="PU-01", zh="熟普饼茶", en="Ripe cake", unit="饼", price="180", cost="72.53"
            ),
        ),
    }


def lines(shop):
    return [
        LineForm(text="春茶 Spring", kind="section"),
        LineForm(product=shop["tea"], quantity="1000", discount="5"),
        LineForm(text="Tasting", quantity="2.5", price="40.01", tax_rate="6"),
        LineForm(text="服务", text_en="Services", kind="section"),
        LineForm(text="培训 #let [x] $y$ *z*", quantity="3", price="1999.99"),
        LineForm(
            text="第二年服务",
            text_en="A second year",
            quantity="1",
            price="777.77",
            is_optional=True,
        ),
    ]


def make(shop, **more):
    form = QuoteForm(**{"customer": shop["customer"], "lines": lines(shop), **more})
    return quotes.create_quote(shop["rep"], form)


def words(stored) -> str:
    """All text of a PDF, as a reader would copy it."""
    document = pypdfium2.PdfDocument(stored.path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def numbers(text: str) -> list[Decimal]:
    return [Decimal(found.replace(",", "")) for found in NUMBER.findall(text)]


@pytest.mark.parametrize("languages", ["zh-en", "zh", "en"])
@pytest.mark.parametrize("included", [False, True])
def test_paper_says_the_figures_of_the_quote_and_no_cost(shop, languages, included):
    public_id = make(shop, discount="4", tax_included=included, note="交期两周\n<b>第二行</b>")
    page = quotes.quote_page(shop["manager"], public_id)
    text = words(quotes.quote_pdf(shop["rep"], public_id, languages))
    found = numbers(text)
    figures = page.figures
    shown = [figures.subtotal, figures.net, figures.total, *(one.tax for one in figures.rates)]
    shown += [line.amount for line in page.lines] + [
        line.price for line in page.lines if line.price
    ]
    assert [value for value in shown if value not in found] == []
    hidden = (figures.cost, figures.margin, *(line.cost for line in page.lines if line.cost))
    assert [value for value in hidden if value in found] == []
    assert ("Quotation" in text or "QUOTATION" in text) is ("en" in languages)
    assert ("报价单" in text) is ("zh" in languages)
    for words_of in ("华东科技", page.number, "培训 #let [x] $y$ *z*", "<b>第二行</b>"):
        assert words_of in text
    for zh, en in (
        ("熟普饼茶", "Ripe cake"),
        ("服务", "Services"),
        ("第二年服务", "A second year"),
    ):
        assert (zh in text, en in text) == ("zh" in languages, "en" in languages)


@pytest.mark.parametrize(
    ("typed", "zh", "en", "both"),
    [
        ("套", "套", "set", "套 / set"),
        ("pcs", "件", "pcs", "件 / pcs"),
        ("公斤", "公斤", "kg", "公斤 / kg"),
        ("盘/reel", "盘", "reel", "盘 / reel"),
        ("m²", "平方米", "m²", "平方米 / m²"),
        ("km/h", "km/h", "km/h", "km/h"),
        ("筐", "筐", "筐", "筐"),
        ("", "", "", ""),
    ],
)
def test_a_unit_is_in_the_language_of_the_paper(typed, zh, en, both):
    said = [unit_on(typed, languages) for languages in (("zh",), ("en",), ("zh", "en"))]
    assert said == [zh, en, both]


def test_an_english_paper_has_no_chinese_unit(shop):
    public_id = make(shop, lines=[LineForm(product=shop["tea"], quantity="1000")])
    text = words(quotes.quote_pdf(shop["rep"], public_id, "en"))
    assert "cake" in text.replace("Ripe cake", "")
    assert "饼" not in text


def test_the_paper_is_of_the_sellers_day(shop, monkeypatch):
    """Half past seven in Shanghai: in UTC it is the day before."""
    at = datetime(2027, 3, 31, 23, 30, tzinfo=UTC)
    monkeypatch.setattr("crm_app.core.work.now", lambda: at)
    public_id = make(shop)
    for says in ("as a draft", "as it was sent"):
        if says == "as it was sent":
            quotes.send_quote(shop["rep"], public_id)
        text = words(quotes.quote_pdf(shop["rep"], public_id))
        assert ("2027-04-01" in text, "2027-03-31" in text) == (True, False), says


def test_the_same_content_is_made_once_and_each_time_noted(shop, db):
    public_id = make(shop)
    first = quotes.quote_pdf(shop["rep"], public_id)
    assert quotes.quote_pdf(shop["manager"], public_id).path == first.path
    quotes.change_quote(shop["rep"], public_id, QuoteForm(discount="3"))
    second = quotes.quote_pdf(shop["rep"], public_id)
    assert second.path != first.path
    with Session(db) as session:
        (file,) = session.exec(select(File).where(File.record_kind == "quote")).all()
        noted = session.exec(select(AuditEntry).where(AuditEntry.action == "quotes._hand_out"))
        entries = [entry.changes[f"quote:{public_id}"] for entry in noted]
    assert file.sha256 == second.path.name
    assert [entry["exported"] for entry in entries] == ["pdf"] * 3
    assert entries[-1]["sha256"] == second.path.name


def test_what_was_sent_keeps_its_names_and_terms(shop):
    public_id = make(shop)
    quotes.send_quote(shop["rep"], public_id)
    before = quotes.quote_pdf(shop["rep"], public_id)
    company.change_company(shop["admin"], CompanyForm(terms_zh="新条款", name_zh="改名公司"))
    customers.change_customer(shop["rep"], shop["customer"], CustomerForm(name="改名客户"))
    assert quotes.quote_pdf(shop["rep"], public_id).path == before.path
    assert "新条款" in words(quotes.quote_pdf(shop["rep"], make(shop)))


def test_two_hundred_lines_have_their_head_and_number_on_each_page(shop):
    many = [
        LineForm(
            text=f"{'很长的产品说明 long description ' * (n % 7)}{n}", quantity="1", price="9.99"
        )
        for n in range(200)
    ]
    stored = quotes.quote_pdf(shop["rep"], make(shop, lines=many))
    document = pypdfium2.PdfDocument(stored.path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert len(pages) > 4
    for place, text in enumerate(pages, start=1):
        assert f"{place} / {len(pages)}" in text
    assert all("Quantity" in text for text in pages[:-2])
    assert Decimal("1998.00") in numbers(pages[-1])


def test_only_the_letters_used_are_embedded(shop):
    stored = quotes.quote_pdf(shop["rep"], make(shop))
    data = stored.path.read_bytes()
    assert len(data) < 200_000
    assert b"/FontFile" in data
    assert b"+NotoSansCJKsc" in data  # the mark of a subset
    assert (stored.media_type, stored.inline, stored.name.endswith("zh-en.pdf")) == (
        "application/pdf",
        True,
        True,
    )


@pytest.mark.parametrize("languages", ["", "fr", "zh-en "])
def test_other_languages_are_refused(shop, footprint, languages):
    public_id = make(shop)
    before = footprint()
    with pytest.raises(Invalid, match="language_unknown"):
        quotes.quote_pdf(shop["rep"], public_id, languages)
    assert footprint() == before


def test_paper_of_others_is_not_found(shop, footprint, security_log):
    public_id = make(shop)
    before = footprint()
    with pytest.raises(NotFound):
        quotes.quote_pdf(shop["rep_west"], public_id)
    assert footprint() == before
    assert security_log() == ["quote.not_found"]
