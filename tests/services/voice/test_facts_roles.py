"""Who of all the people and firms in a note is the customer's, ours, a rival or only passed by."""

from datetime import datetime

import pytest

from crm_app.services.voice import KnownNames, find_facts

NOW = datetime.fromisoformat("2026-11-20T09:00+08:00")
# As `crm voice --names` gives them: mixed, and nobody knows who works where.
NAMES = [
    "宝嘉印染有限公司",
    "保佳物业",
    "印染设备网",
    "费云",
    "费玉清",
    "尤小军",
    "巴图",
    "东郊净水设备",
    "司空见明",
    "Coco Lin",
    "Rosedale Bakers",
    "Rosedale Bankers",
    "Ottoline Grey",
    "Mina Farrow",
    "Estate & Sons",
    "Holt Kilns",
    "Wei Kiln",
    "Tan Hui Min",
    "Quentin Marsh",
    "Fennel Brewing",
    "Kilnforge",
]


def parties(text: str) -> tuple[str | None, str | None]:
    """Customer and contact of a note."""
    found = find_facts(text, None, NOW, KnownNames.unsorted(NAMES)).as_document()
    return found["customer"], found["contact"]


@pytest.mark.parametrize(
    ("text", "customer", "contact"),
    [
        ("宝嘉印染的费云费姐来电，问染缸交期。", "宝嘉印染有限公司", "费云"),
        ("宝嘉印染尤总说可以签了。", "宝嘉印染有限公司", "尤小军"),
        ("宝嘉印染的费总说可以签了。", "宝嘉印染有限公司", "费总"),
        ("宝嘉印染采购部的Coco要样布。", "宝嘉印染有限公司", "Coco Lin"),
        ("宝嘉印染设备科巴图来电话了。", "宝嘉印染有限公司", "巴图"),
        ("宝嘉印染，司空总要两台烘干机。", "宝嘉印染有限公司", "司空见明"),
        ("今天去了东郊净水设备，谈年度维保。", "东郊净水设备", None),
        ("Ottoline from Rosedale Bakers wants ovens.", "Rosedale Bakers", "Ottoline Grey"),
        ("At Rosedale Bakers with Mina Farow, she signs.", "Rosedale Bakers", "Mina Farrow"),
        ("Spoke with Hui Min at Rosedale Bakers.", "Rosedale Bakers", "Tan Hui Min"),
        ("Customer: Fennel Brewing. Contact: Mina Farrow.", "Fennel Brewing", "Mina Farrow"),
        ("saw quentin at rosedale bakers about the mixer", "Rosedale Bakers", "Quentin Marsh"),
    ],
)
def test_known_names_without_employers_are_joined(
    text: str, customer: str, contact: str | None
) -> None:
    assert parties(text) == (customer, contact)


@pytest.mark.parametrize(
    ("text", "customer", "contact"),
    [
        ("我让尤小军把图纸送过去，宝嘉印染的费云在等。", "宝嘉印染有限公司", "费云"),
        ("宝嘉印染的费云报修，明天我们技术部的巴图去处理。", "宝嘉印染有限公司", "费云"),
        ("费总，不对，是尤总，宝嘉印染的，要加一台。", "宝嘉印染有限公司", "尤小军"),
        ("Took Quentin from our depot to Rosedale Bakers.", "Rosedale Bakers", None),
        ("Rosedale Bakers with my colleague Quentin, met Mina.", "Rosedale Bakers", "Mina Farrow"),
    ],
)
def test_ours_and_those_taken_back_are_no_contacts(
    text: str, customer: str, contact: str | None
) -> None:
    assert parties(text) == (customer, contact)


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("东郊净水设备给他们报三十万，宝嘉印染还是想用我们的。", "宝嘉印染有限公司"),
        ("先去的保佳物业，没人，后来到宝嘉印染谈了染缸。", "宝嘉印染有限公司"),
        ("碰到一家做灯笼的，公司叫红石榴，问彩印机。", "红石榴"),
        ("客户是红石榴灯艺的老板，要十套彩印机。", "红石榴灯艺"),
        ("给宝嘉印染报了个价，四台，费姐嫌贵。", "宝嘉印染有限公司"),
        ("有一个叫红石榴的，做灯笼，问彩印机。", "红石榴"),
        ("Holt Kilns came in at 20k, but Rosedale Bakers stays with us.", "Rosedale Bakers"),
        ("Rosedale Bakers, not Rosedale Bankers, wants a mixer.", "Rosedale Bakers"),
        ("Holt Kilns but nobody was in. Then Rosedale Bakers, good talk.", "Rosedale Bakers"),
        ("Rosedale, the bakers, wants a new mixer.", "Rosedale Bakers"),
        ("Mina at Holt Kilns passed me on to Fennel Brewing.", "Fennel Brewing"),
        ("Met a guy from a company called Ostrava Lanterns.", "Ostrava Lanterns"),
    ],
)
def test_rivals_closed_doors_and_go_betweens_are_no_customers(text: str, customer: str) -> None:
    assert parties(text)[0] == customer


@pytest.mark.parametrize(
    "text",
    [
        "下午跟财务的尤姐对账，没有见客户。",
        "在印染设备市场转了转，没有具体跟谁谈。",
        "Team away day, no customers seen.",
        "Internal note, sat with Quentin in finance all morning.",
        "Drove around the estate, didn't speak to anyone.",
        "Nothing to report, stuck in training with Mina.",
    ],
)
def test_a_note_about_no_customer_names_none(text: str) -> None:
    assert parties(text) == (None, None)


def test_two_customers_of_one_brand_are_told_apart_by_their_trade() -> None:
    names = KnownNames(customers=("Vantor Ferries", "Vantor Foods"))
    said = "Vantor, the ferry people not the food people."
    found = find_facts(said.replace("ferry", "ferries"), None, NOW, names).as_document()
    assert found["customer"] == "Vantor Ferries"


def test_the_kinds_of_mixed_names() -> None:
    names = KnownNames.unsorted(NAMES)
    assert {"东郊净水设备", "Fennel Brewing", "Kilnforge", "Holt Kilns"} <= {*names.customers}
    assert {"巴图", "司空见明", "Tan Hui Min", "Quentin Marsh"} <= {*names.contacts}
    assert not {"Quentin Marsh", "司空见明"} & {*names.customers}
