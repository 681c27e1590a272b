"""Known customers by their short forms, and their people by whatever part of the name was said."""

from datetime import datetime

import pytest

from crm_app.services.voice import KnownNames, find_facts

NOW = datetime.fromisoformat("2026-11-20T09:00+08:00")
STAFF = {
    "常州鼎峰精密机械有限公司": ["蒋建明", "杜若云"],
    "鼎峰物流有限公司": [],
    "安康医疗器械有限公司": [],
    "无锡云帆信息技术有限公司": ["吴启东"],
    "大家乐餐饮有限公司": ["陆小曼", "陆大川"],
    "Wexford & Daughters Builders": ["Nora Wexford"],
    "Marlow Dental Group": ["Dr Imran Sethi", "Grace Bell"],
    "Müller Pumpen GmbH": ["Anke Brandt"],
}
NAMES = KnownNames(
    tuple(STAFF), tuple(name for people in STAFF.values() for name in people), (), STAFF
)


@pytest.mark.parametrize(
    ("text", "customer", "contact"),
    [
        ("去了趟鼎峰精密，蒋总不在，下周再去。", "常州鼎峰精密机械有限公司", "蒋建明"),
        ("云帆信息 吴工 要一套试用账号", "无锡云帆信息技术有限公司", "吴启东"),
        ("常州鼎峰的杜小姐来电，问交期。", "常州鼎峰精密机械有限公司", "杜若云"),
        ("今天在大家乐餐饮见了陆总。", "大家乐餐饮有限公司", "陆总"),
        ("若云说图纸收到了，鼎峰精密明天回复。", "常州鼎峰精密机械有限公司", "杜若云"),
        ("去安康医疗谈了谈。", "安康医疗器械有限公司", None),
        ("跟做医疗的朋友吃了个饭。", None, None),
        ("跟大家说一下，明天开会。", None, None),
        ("saw nora at wexford and daughters", "Wexford & Daughters Builders", "Nora Wexford"),
        ("Dr Sethi from Marlow rang about the invoice.", "Marlow Dental Group", "Dr Imran Sethi"),
        ("Muller Pumpen again, Anke wants a lower price.", "Müller Pumpen GmbH", "Anke Brandt"),
        (
            "Grace Bell at Marlow introduced me to Pelham Vets. Their owner is Anna Cole.",
            "Pelham Vets",
            "Anna Cole",
        ),
    ],
)
def test_short_forms_and_parts_of_names(
    text: str, customer: str | None, contact: str | None
) -> None:
    found = find_facts(text, None, NOW, NAMES).as_document()
    assert (found["customer"], found["contact"]) == (customer, contact)


def test_a_short_form_of_two_customers_means_neither_alone() -> None:
    found = find_facts("鼎峰那边要报价。", None, NOW, NAMES).as_document()
    assert found["customer"] not in STAFF


def test_whom_the_note_names_tells_which_of_two_it_is() -> None:
    found = find_facts("鼎峰那边蒋总要报价。", None, NOW, NAMES).as_document()
    assert (found["customer"], found["contact"]) == ("常州鼎峰精密机械有限公司", "蒋建明")


def test_whoever_is_known_by_the_whole_name_brings_the_customer() -> None:
    found = find_facts("刚跟吴启东通了电话，他要一份报价。", None, NOW, NAMES).as_document()
    assert found["customer"] == "无锡云帆信息技术有限公司"
