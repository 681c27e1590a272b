"""`crm import leads` and `crm export leads`, as an administrator types them."""

import io
import json

import pytest

from crm_app import config
from crm_app.cli import main as cli
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.tables import open_table
from crm_app.services import assignment, leads
from crm_app.services.assignment import RuleForm
from crm_app.services.leads import LeadForm
from crm_app.services.points import read_point

SYSTEM = system_actor("test")
TABLE = """姓名,公司,手机,地区,行业,咨询内容,备注
李梅,远山茶厂,142 5000 0001,上海,零售,要 20 台,老客户
王强,远山茶厂,142 5000 0002,上海,retail,,
李梅,远山茶厂,142 5000 0001,上海,,,
,,,,,,
赵敏,北岸物流,142 5000 0003,成都,卖飞船,,
,,142 5000 0004,,,,
"""


@pytest.fixture
def crm(db, workspace, monkeypatch, capsys):
    """`crm("import", …)` → exit status and what it printed."""
    monkeypatch.setenv("CRM_DATABASE_URL", db.url.render_as_string(hide_password=False))
    config.settings.cache_clear()

    def run(*words: str):
        monkeypatch.setattr("sys.stdin", io.StringIO())
        monkeypatch.setenv("LANG", "C")
        try:
            status = cli.main([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_a_table_comes_into_the_pool_goes_by_the_rules_and_comes_once(crm, workspace, tmp_path):
    file = tmp_path / "leads.csv"
    file.write_bytes(TABLE.encode("gb18030"))  # as Excel in China writes it
    assignment.save_rule(workspace["admin"], RuleForm(name="上海", regions="上海"))
    asked = ("import", "leads", file, "--campaign", "秋季展会", "--json")
    status, out, _ = crm(*asked, "--dry-run")
    dry = json.loads(out)
    counts = {"rows": 5, "new": 2, "updated": 0, "duplicates": 1, "invalid": 2, "skipped": 1}
    assert (status, {name: dry[name] for name in counts}) == (1, counts)
    assert leads.leads(SYSTEM, ListQuery()).rows == []
    done = json.loads(crm(*asked)[1])
    assert {name: done[name] for name in counts} == counts
    assert done["mapping"]["note"] == "咨询内容"
    assert [(one["row"], one["column"], one["code"]) for one in done["errors"]] == [
        (6, "行业", "leads.not_in_list"),
        (7, "姓名", "leads.name_missing"),
    ]
    rows = {row.name: row for row in leads.leads(SYSTEM, ListQuery()).rows}
    assert {name: (row.owner, row.source.key) for name, row in rows.items()} == {
        "李梅": ("rep", "import"),
        "王强": ("rep", "import"),  # the holder of the company, not the next in turn
    }
    assert all(row.band for row in rows.values())
    again = json.loads(crm(*asked)[1])
    assert (again["new"], again["duplicates"]) == (0, 3)


def test_what_is_exported_changes_nothing_when_it_comes_back(crm, workspace, tmp_path):
    points = [read_point("phone", "+86 21 5555 0101"), read_point("email", "li@haifeng.example")]
    leads.create_lead(
        workspace["rep"], LeadForm(name="李梅", company="=海风", industry="retail", points=points)
    )
    leads.create_lead(workspace["rep"], LeadForm(company="北岸"))
    file = tmp_path / "out.csv"
    assert crm("export", "leads", file)[0] == 0
    table = open_table(file, file.name)
    found = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows()]
    first = next(one for one in found if one["Name"])
    assert (first["Company"], first["Phone"].replace(" ", "")[-8:]) == ("=海风", "55550101")
    assert (table.is_own, file.stat().st_mode & 0o777) == (True, 0o600)
    status, out, _ = crm("import", "leads", file, "--json")
    assert (status, json.loads(out)["new"], json.loads(out)["duplicates"]) == (0, 0, 2)


def test_what_cannot_be_read_is_said(crm, workspace, tmp_path):
    file = tmp_path / "x.tsv"
    file.write_text("Who\tFirm\nAnna\tNorth\n")
    assert "neither a column of names" in crm("import", "leads", file)[2]
    assert "“Nobody”" in crm("import", "leads", file, "--map", "name=Nobody")[2]
    status, out, _ = crm("import", "leads", file, "--map", "name=Who", "--map", "company=Firm")
    assert (status, "new         1" in out) == (0, True)
    assert crm("import", "leads", tmp_path / "none.csv")[0] == 1
