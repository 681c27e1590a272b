"""The screen of one import: what is left to be seen to is what is shown."""

from crm_app.state.imports import OneImport
from tests.services.test_imports import bring, table


def test_seeing_to_the_last_row_of_a_kind_shows_the_others(tab, people):
    rows = ["张伟", "13900139001", "zw@hx.example"], ["李娜", "13900139002", "abc"]
    batch = bring(people["admin"], "contacts", table(["姓名", "手机", "邮箱"], *rows))
    page = tab("admin", import_id=batch)
    page.send(OneImport, "load")
    page.send(OneImport, "show", "invalid", "")
    assert page.state(OneImport).total == 1
    page.send(
        OneImport, "decide_all", "invalid", page.state(OneImport).batch.groups[0].code, "skip"
    )
    shown = page.state(OneImport)
    assert (shown.verdict, shown.total, len(shown.rows)) == ("", 2, 2)
