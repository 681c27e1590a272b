"""`crm import` and `crm export`, as an administrator types them."""

import io
import json

import pytest

from crm_app import config
from crm_app.cli import main as cli
from crm_app.core.listing import ListQuery
from crm_app.core.permissions import system_actor
from crm_app.lib.tables import open_table
from crm_app.services import assignment, imports, leads
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

    def run(*words: str, lang: str = "C"):
        monkeypatch.setattr("sys.stdin", io.StringIO())
        monkeypatch.setenv("LANG", lang)
        try:
            status = cli.main([str(word) for word in words])
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


COUNTS = {"rows": 5, "new": 2, "updated": 0, "duplicates": 1, "invalid": 2, "skipped": 0}


def test_a_table_comes_into_the_pool_goes_by_the_rules_and_comes_once(crm, workspace, tmp_path):
    file = tmp_path / "leads.csv"
    file.write_bytes(TABLE.encode("gb18030"))  # as Excel in China writes it
    assignment.save_rule(workspace["admin"], RuleForm(name="上海", regions="上海"))
    asked = ("import", "leads", file, "--campaign", "秋季展会", "--map", "note=咨询内容", "--json")
    status, out, _ = crm(*asked, "--dry-run")
    dry = json.loads(out)
    assert (status, {name: dry[name] for name in COUNTS}) == (0, COUNTS)
    assert set(dry) == {*COUNTS, "mapping", "errors", "seconds"}
    assert leads.leads(SYSTEM, ListQuery()).rows == []
    assert imports.imports(SYSTEM, ListQuery()).rows == []
    done = json.loads(crm(*asked)[1])
    assert {name: done[name] for name in COUNTS} == COUNTS
    assert done["mapping"]["note"] == "咨询内容"
    assert [(one["row"], one["column"], one["code"]) for one in done["errors"]] == [
        (6, "行业", "imports.not_in_list"),
        (7, "姓名", "imports.missing"),
    ]
    rows = {row.name: row for row in leads.leads(SYSTEM, ListQuery()).rows}
    assert {name: (row.owner, row.source.key) for name, row in rows.items()} == {
        "李梅": ("rep", "import"),
        "王强": ("rep", "import"),
    }
    assert all(row.band for row in rows.values())
    again = json.loads(crm(*asked)[1])
    assert (again["new"], again["updated"], again["duplicates"]) == (0, 0, 3)


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
    found = json.loads(crm("import", "leads", file, "--json")[1])
    assert (found["new"], found["updated"], found["duplicates"]) == (0, 0, 2)


def test_what_cannot_be_read_is_said(crm, workspace, tmp_path):
    file = tmp_path / "x.tsv"
    file.write_text("Qux\tZap\tn\n7\tNorth 4\t1\n8\tSouth 5\t2\n")
    status, _, said = crm("import", "leads", file)
    assert (status, "Say which column" in said) == (1, True)
    assert "“Nobody”" in crm("import", "leads", file, "--map", "name=Nobody")[2]
    assert "“colour”" in crm("import", "leads", file, "--map", "colour=Qux")[2]
    status, out, _ = crm("import", "leads", file, "--map", "name=Zap")
    assert (status, "new         2" in out) == (0, True)
    assert crm("import", "leads", tmp_path / "none.csv")[0] == 1
    file.write_bytes(b"\x00\x01\x02" * 99)
    status, _, said = crm("import", "contacts", file)
    assert (status, said.count("\n") == 1) == (1, True)


def test_into_an_empty_product(crm, db, tmp_path):
    file = tmp_path / "c.csv"
    file.write_text("客户名称,电话\n北岸物流,021-55550101\n")
    found = json.loads(crm("import", "customers", file, "--json")[1])
    assert (found["new"], found["errors"]) == (1, [])
