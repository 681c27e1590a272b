"""What files under records say is found by search, with the file as the reason, within the record's rights."""

import io
import sys
import zipfile

import pytest
import xlsxwriter
from PIL import Image
from sqlmodel import Session, col, delete, select

from crm_app.engines.host import EngineHost
from crm_app.jobs import files as job
from crm_app.jobs.registry import SYSTEM, Run
from crm_app.lib.file_texts import MOST, text_of
from crm_app.lib.pictures import PictureError
from crm_app.lib.scans import PAGE_SIDE, open_page, scanned_pages
from crm_app.models.captures import FileText
from crm_app.models.ledger import Job
from crm_app.services import customers, files, search
from crm_app.services.customers import CustomerForm

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 48>>stream
BT /F 12 Tf 20 200 Td (Retention bond 5 percent) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


def scan(pages=3, size=(1240, 1754)):
    made, papers = io.BytesIO(), [Image.new("L", size, 240) for _ in range(pages)]
    papers[0].save(made, "PDF", save_all=True, append_images=papers[1:], resolution=150)
    return made.getvalue()


def archive(parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return made.getvalue()


def workbook():
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(
            [["品名", "产地"], ["耶加雪菲", "埃塞俄比亚"], ["曼特宁", "苏门答腊"]]
        ):
            sheet.write_row(at, 0, row)
    return made.getvalue()


DOCX = archive(
    {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": "<w:document><w:p><w:t>甲方应于验收后</w:t></w:p><w:p><w:r><w:t>质保金</w:t></w:r>"
        "<w:r><w:t>百分之五 A&amp;B</w:t></w:r></w:p></w:document>",
    }
)
ODT = archive({"content.xml": "<text:p>Frame contract</text:p><text:p>Lapsang</text:p>"})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (DOCX, "甲方应于验收后\n质保金百分之五 A&B"),
        (ODT, "Frame contract\nLapsang"),
        (PDF, "Retention bond 5 percent"),
        (workbook(), "品名 产地\n耶加雪菲 埃塞俄比亚\n曼特宁 苏门答腊"),
        ("会议纪要：二期预算".encode("gb18030"), "会议纪要：二期预算"),
        (b"%PDF-1.7 broken", ""),
        (DOCX[:200], ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x01", ""),
        (archive({"word/document.xml": "<w:t>" + "a" * 30_000_000}), ""),
    ],
)
def test_what_a_file_says(tmp_path, data, said):
    path = tmp_path / "file"
    path.write_bytes(data)
    assert text_of(path).strip() == said
    path.write_text("茶" * (MOST + 50))
    assert len(text_of(path)) == MOST


def read(file):
    job.read(Run("none", {"file": file}, SYSTEM))


def test_a_record_is_found_by_what_its_files_say_for_as_long_as_they_lie_there(people):
    rep, other = people["rep"], people["rep_west"]
    tea = customers.create_customer(rep, CustomerForm(name="云岭茶业"))
    file = files.attach(rep, "customer", tea, DOCX, "采购合同.docx", "application/msword")
    assert files.read_unread(SYSTEM) == 0  # it waits to be read
    assert search.find(rep, "质保金") == []
    read(file)
    (hit,) = search.find(rep, "质保金")
    assert (hit.public_id, hit.title, hit.how) == (tea, "云岭茶业", "file")
    assert hit.why == "采购合同.docx: 甲方应于验收后 质保金百分之五 a&b"
    assert [hit.how for hit in search.look_up(rep, "云岭 质保金")] == ["file"]
    assert search.find(other, "质保金") == []
    read(file)  # begun again after a kill it does the same
    customers.change_customer(rep, tea, CustomerForm(name="云岭春茶"))
    assert [hit.title for hit in search.find(rep, "质保金")] == ["云岭春茶"]
    files.delete_file(rep, file)
    assert search.find(rep, "质保金") == []
    files.restore_file(rep, file)
    assert [hit.title for hit in search.find(rep, "质保金")] == ["云岭春茶"]
    read("gone")  # nothing is noted of what is not there


def test_files_from_before_are_read_by_and_by_and_pictures_never(people, db):
    rep = people["rep"]
    tea = customers.create_customer(rep, CustomerForm(name="云岭茶业"))
    broken = files.attach(rep, "customer", tea, b"%PDF-1.7 broken", "a.pdf", "application/pdf")
    files.attach(rep, "customer", tea, b"\x89PNG\r\n\x1a\n0", "b.png", "image/png")
    with Session(db) as session:
        session.exec(delete(Job))
        session.commit()
    assert (files.read_unread(SYSTEM), files.read_unread(SYSTEM)) == (1, 0)
    read(broken)
    with Session(db) as session:
        session.exec(delete(Job))
        session.commit()
    assert files.read_unread(SYSTEM) == 0


def test_which_pages_are_scanned_and_each_as_a_picture(tmp_path):
    path = tmp_path / "file"
    for data, most, found in (
        (scan(), 30, [0, 1, 2]),
        (scan(), 2, [0, 1]),
        (PDF, 30, []),
        (b"%PDF-1.7 broken", 30, []),
    ):
        path.write_bytes(data)
        assert scanned_pages(path, most) == found
    path.write_bytes(scan(1))
    picture = open_page(path, 0)
    assert (picture.height, picture.width, picture.pixels.shape) == (
        *(PAGE_SIDE, 1273),
        (PAGE_SIDE, 1273, 3),
    )
    assert set(picture.pixels.ravel().tolist()) == {240}
    for number, size in ((1, (1240, 1754)), (0, (3000, 100))):
        path.write_bytes(scan(1, size))
        with pytest.raises(PictureError):
            open_page(path, number)


def test_scanned_pages_are_read_by_the_engine_and_found(people, db, monkeypatch):
    """A page that breaks the engine costs itself alone."""
    host = EngineHost("ocr", command=(sys.executable, "-m", "tests.engines.fake_engine"))
    monkeypatch.setattr(job.hosts, "ocr", lambda: host)
    rep = people["rep"]
    tea = customers.create_customer(rep, CustomerForm(name="云岭茶业"))
    file = files.attach(rep, "customer", tea, scan(), "保函.pdf", "application/pdf")
    read(file)
    with Session(db) as session:
        asked = session.exec(select(Job).where(col(Job.name) == files.PAGES_JOB)).one()
    assert asked.payload == {"file": file, "pages": [0, 1, 2]}
    for _ in range(2):  # begun again after a kill it does the same
        job.read_pages(Run(asked.public_id, asked.payload, SYSTEM))
        with Session(db) as session:
            assert session.exec(select(FileText.text)).one() == "保函金额 0\n保函金额 2"
    host.release()
    (hit,) = search.find(rep, "保函金额")
    assert (hit.public_id, hit.why) == (tea, "保函.pdf: 保函金额 0 保函金额 2")
    assert search.find(people["rep_west"], "保函金额") == []
    job.read_pages(Run(asked.public_id, {"file": "gone", "pages": [0]}, SYSTEM))
