"""`crm export`, as an administrator types it."""

import pytest

from crm_app.lib.tables import open_table
from crm_app.services import contacts
from crm_app.services.contacts import ContactForm
from crm_app.services.points import read_point
from tests.cli.test_tables import crm

__all__ = ["crm"]


def test_the_ending_says_what_kind_of_file_it_becomes(crm, workspace, tmp_path):
    numbers = [read_point("mobile", "14250000001"), read_point("email", "li@haifeng.example")]
    contacts.create_contact(workspace["rep"], ContactForm(name="李梅总", points=numbers))
    found = {}
    for suffix in ("csv", "tsv", "xlsx", "vcf", "XLSX"):
        file = tmp_path / f"people.{suffix}"
        status, out, err = crm("export", "contacts", file)
        assert (status, out, err.strip(), file.stat().st_mode & 0o777) == (0, "", "1", 0o600)
        table = open_table(file)
        (row,) = table.rows()
        found[suffix] = dict(zip((one.casefold() for one in table.columns), row.cells, strict=True))
    for row in found.values():
        assert (row["name"], row["mobile"]) == ("李梅", "+86 142 5000 0001")
    assert len({row["id"] for row in found.values()}) == 1


@pytest.mark.parametrize(
    ("kind", "name"), [("leads", "x.vcf"), ("contacts", "x.pdf"), ("deals", "x")]
)
def test_what_there_is_no_export_as_is_said_and_nothing_written(crm, tmp_path, kind, name):
    status, out, err = crm("export", kind, tmp_path / name)
    assert (status, out, "csv, tsv, xlsx" in err) == (2, "", True)
    assert not (tmp_path / name).exists()


def test_every_kind_there_is_none_of_is_a_head_alone(crm, tmp_path):
    for kind in ("customers", "deals", "products", "quotes", "contracts", "orders", "leads"):
        file = tmp_path / f"{kind}.csv"
        assert crm("export", kind, file)[0] == 0
        assert file.read_text("utf-8-sig").splitlines()[0].endswith(",id")
