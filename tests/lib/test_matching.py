"""Who is whom: by name in two scripts, by what is his alone, and not by what an office shares."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_app.lib.matching import Matcher, compared, pairs
from crm_app.lib.matching.folding import fold
from crm_app.lib.matching.headers import guessed
from crm_app.lib.matching.people import names_in
from tests.quality import score_duplicates
from tests.quality.make_people import as_table, make

DATA = Path(__file__).parents[2].parent / "shared" / "data"
MOBILE, OTHER_MOBILE, BOARD = "13800138001", "13900139002", "021-55550123"
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the shared data is not here")


def certain(one, other, kind="contacts"):
    """Whether two records are taken for one, asked both ways."""
    found = [compared(kind, a, [b])[0][0] for a, b in ((one, other), (other, one))]
    assert abs(found[0] - found[1]) < 0.02
    return found[0] >= 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "张伟", "phones": [MOBILE]}, {"name": "张总", "phones": ["+86 138 0013 8001"]}),
        ({"name": "张伟", "phones": [MOBILE]}, {"name": "张先生🌟", "mobiles": [MOBILE]}),
        (
            {"name": "張偉", "phones": [MOBILE]},
            {"name": "张伟总", "phones": ["１３８００１３８００１"]},
        ),
        (
            {"name": "张伟", "emails": ["z@a.example"]},
            {"name": "Wei Zhang", "emails": ["Z@A.EXAMPLE"]},
        ),
        ({"name": "张伟", "phones": [MOBILE]}, {"name": "zhangwei", "phones": [MOBILE]}),
        ({"name": "欧阳明月", "phones": [MOBILE]}, {"name": "Ouyang Mingyue", "phones": [MOBILE]}),
        ({"name": "曾东", "phones": [MOBILE]}, {"name": "Zeng Dong", "phones": [MOBILE]}),
        ({"name": "张伟", "phones": [MOBILE]}, {"name": "David Zhang", "phones": [MOBILE]}),
        (  # he moved to another firm
            {
                "name": "张伟",
                "company": "华东科技",
                "phones": [MOBILE],
                "emails": ["zw@hd.example"],
            },
            {
                "name": "张伟",
                "company": "海风贸易",
                "phones": [MOBILE],
                "emails": ["zw@hf.example"],
            },
        ),
        (  # name and firm in each other's column
            {"name": "张伟", "company": "华东科技有限公司", "phones": [MOBILE]},
            {"name": "华东科技有限公司", "company": "张伟", "phones": [MOBILE]},
        ),
        (  # as WeCom writes remarks
            {"name": "锐进科技-张伟", "phones": [BOARD]},
            {"name": "张伟", "company": "上海锐进科技有限公司", "phones": [BOARD]},
        ),
        (
            {"family": "Müller", "given": "Emma", "emails": ["e@m.example"]},
            {"family": "Emma", "given": "Mueller", "emails": ["e@m.example"]},
        ),
        (
            {"name": "Robert Smith", "emails": ["bob@acme.example"]},
            {"name": "Smith, Bob", "emails": ["bob@acme.example"]},
        ),
        (
            {"name": "J. Smith", "company": "Acme", "phones": ["+44 7700 900123"]},
            {"name": "John Smith", "company": "Acme Ltd.", "phones": ["07700 900123"]},
        ),
        (
            {"name": "张伟", "birthday": "1980-03-12", "id_number": "310101198003120011"},
            {"name": "张伟", "birthday": "1980-12-03", "id_number": "310101198003120011"},
        ),
    ],
)
def test_one_person(one, other):
    assert certain(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "张伟", "phones": [BOARD]}, {"name": "王芳", "phones": [BOARD]}),
        ({"name": "张伟", "phones": [MOBILE]}, {"name": "王芳", "phones": [MOBILE]}),
        (
            {"name": "张伟", "emails": ["info@a.example"]},
            {"name": "张玲", "emails": ["info@a.example"]},
        ),
        (  # a family: one surname, mail, number and address
            {
                "name": "Anna Keller",
                "emails": ["keller.family@mail.example"],
                "phones": ["+49 30 1234567"],
                "address": "12 Mill Lane",
            },
            {
                "name": "Jonas Keller",
                "emails": ["keller.family@mail.example"],
                "phones": ["+49 30 1234567"],
                "address": "12 Mill Lane",
            },
        ),
        (  # namesakes in one firm
            {"name": "张伟", "company": "华东科技", "mobiles": [MOBILE], "phones": [BOARD]},
            {"name": "张伟", "company": "华东科技", "mobiles": [OTHER_MOBILE], "phones": [BOARD]},
        ),
        (
            {"name": "张伟", "company": "华东科技", "emails": ["zhangwei@hd.example"]},
            {"name": "张伟", "company": "华东科技", "emails": ["zhangwei2@hd.example"]},
        ),
        ({"name": "张伟", "city": "上海"}, {"name": "张伟", "city": "上海"}),
        (  # another surname, the next number, the next firm's mail
            {"name": "杜少华", "phones": [MOBILE], "emails": ["dushaohua@c11.example.com"]},
            {"name": "叶少华", "phones": ["13800138002"], "emails": ["yeshaohua@c12.example.com"]},
        ),
        ({"name": "张总", "company": "华东科技"}, {"name": "张伟", "company": "华东科技"}),
        (  # two desks behind one switchboard
            {"name": "张伟", "phones": ["021-55550123 转 801"], "company": "华东科技"},
            {"name": "王芳", "phones": ["021-55550123 转 802"], "company": "华东科技"},
        ),
    ],
)
def test_two_people(one, other):
    assert not certain(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "华东科技有限公司"}, {"name": "华东科技（集团）股份有限公司"}, True),
        ({"name": "上海锐进科技有限公司"}, {"name": "北京锐进科技有限公司"}, False),
        ({"name": "O'Neil, Smith & Co."}, {"name": "ONeil Smith and Co"}, True),
        (
            {"name": "华东科技", "tax_id": "91350211M000100Y46"},
            {"name": "East China Tech", "tax_id": "91350211M000100Y46"},
            True,
        ),
        (
            {"name": "华东科技", "tax_id": "A1"},
            {"name": "华东科技", "tax_id": "91350211M000100Y46"},
            False,
        ),
        ({"name": "华东科技", "phones": [BOARD]}, {"name": "海风贸易", "phones": [BOARD]}, False),
        ({"name": ["东华", "East China Tea Ltd"]}, {"name": "East China Tea"}, True),
    ],
)
def test_firms(one, other, same):
    assert certain(one, other, "customers") is same


def test_names_are_read_as_people_write_them():
    def parts(text):
        found = names_in(fold(text))[0]
        return found.family, found.given, found.is_vague

    assert parts("张伟总") == ("zhang", "wei", False)
    assert parts("歐陽老师") == ("ouyang", "", True)
    assert parts("Dr. John A. Smith Jr.") == ("smith", "john", False)
    assert parts("O'Neil, John") == ("oneil", "john", False)
    assert parts("Wang Wei经理") == ("wei", "wang", False)
    assert parts("张伟（锐进科技）") == ("zhang", "wei", False)


def test_a_group_is_told_whole_and_a_contradiction_parts_it():
    one = {"name": "张伟", "mobiles": MOBILE, "emails": "zw@a.example"}
    records = [
        one,
        {"name": "张伟", "mobiles": MOBILE},
        {"name": "Zhang Wei", "emails": "zw@a.example"},
        {"name": "王芳", "mobiles": "13700137003"},
        {"name": "张总", "mobiles": "13700137003"},
    ]
    assert {(found.a, found.b) for found in pairs("contacts", records)} == {(0, 1), (0, 2), (1, 2)}


def test_the_likeliest_comes_first_with_what_speaks_for_it():
    matcher = Matcher("contacts")
    for key, record in enumerate(make(7, 300)[0]):
        matcher.add(key, {"name": record["name"], "mobiles": record["mobile"]})
    matcher.add("he", {"name": "张伟", "company": "华东科技有限公司", "mobiles": MOBILE})
    found = matcher.candidates({"name": "張偉总", "company": "华东科技", "phones": MOBILE})
    assert (found[0].id, found[0].score > 0.99) == ("he", True)
    assert found[0].reasons == ("phone", "same_name", "company")
    assert matcher.candidates({"name": "诸葛不存在", "phones": "19999999999"}) == []
    assert len(found) <= 5


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_nothing_that_can_be_typed_breaks_it(name, company, phone):
    assert fold(fold(name)) == fold(name)
    record = {"name": name, "company": company, "phones": phone, "emails": phone}
    found = pairs("contacts", [record, {"name": company, "phones": name}, record])
    assert all(0 <= one.score <= 1 for one in found)
    pairs("customers", [record, record])


def test_headings_of_known_programs():
    google = ["Name", "Given Name", "Organization 1 - Name", "Phone 1 - Value", "E-mail 1 - Value"]
    assert [field for field, _ in guessed(google)] == [
        "name",
        "given",
        "company",
        "phones",
        "emails",
    ]
    outlook = ["Title", "First Name", "Last Name", "Company", "Job Title", "Mobile Phone"]
    assert guessed(outlook)[0] == ("given", 1)
    wecom = ["客户名称", "备注名", "企业", "手机号"]
    assert [field for field, _ in guessed(wecom)] == ["name", "name", "company", "mobiles"]


@pytest.mark.parametrize(("layout", "seed"), [("zh", 7001), ("en", 7002)])
def test_made_up_lists_are_sorted_out(layout, seed):
    precision, _, f1 = score_duplicates.made_up(seed, layout)
    assert (precision >= 0.98, f1 >= 0.98) == (True, True)


def test_an_order_of_rows_changes_nothing_to_speak_of():
    rows, clusters = make(5, 120)
    head, table = as_table(rows, "zh", random.Random(5))
    place = list(range(len(table)))
    random.Random(1).shuffle(place)
    straight = score_duplicates.found_in(head, table)
    turned = score_duplicates.found_in(head, [table[row] for row in place])
    back = {tuple(sorted((place[a], place[b]))) for a, b in turned}
    assert len(straight ^ back) <= 2
    assert len(clusters) == len(table)


@needs_data
@pytest.mark.parametrize(
    ("tables", "gold"),
    [
        (["dataset1.csv"], "gold_pairs_dataset1.csv"),
        (["dataset2.csv"], "gold_pairs_dataset2.csv"),
        (["dataset4a.csv", "dataset4b.csv"], "gold_links_dataset4.csv"),
    ],
)
def test_febrl(tables, gold):
    assert score_duplicates.febrl(DATA / "dedupe", tables, gold)[2] >= 0.995


@needs_data
def test_one_circle_of_people_from_six_programs():
    assert score_duplicates.address_books(DATA / "contacts" / "synthetic_zh_en")[2] >= 0.98
