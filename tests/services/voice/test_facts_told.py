"""What was put off, wished for, told of others or said in passing, in wordings of the tests' own."""

from datetime import date
from decimal import Decimal

import pytest

from crm_app.services.voice import KnownNames, find_facts
from tests.services.voice.test_facts_notes import NOW

STAFF = {
    "泰州临湖泵业有限公司": ("白雪梅", "龚强", "热合曼·艾山"),
    "Tarn & Loft Furniture Ltd": ("Hester Vane", "Ivo Brandt"),
    "Falk and Moor Instruments": ("Greta Falk", "Sam Moor"),
}
NAMES = KnownNames(tuple(STAFF), tuple(one for staff in STAFF.values() for one in staff), (), STAFF)


@pytest.mark.parametrize(
    ("note", "contact"),
    [
        # Whoever stands beside the firm comes before whoever is named in full on the way.
        ("临湖泵业的白主任今天总算见着了，龚强是设备科的，到时候她会叫上。", "白雪梅"),
        ("临湖泵业的热合曼今天带我看了车间。", "热合曼·艾山"),
        (
            "Hester from Tarn and Loft said yes. Ivo Brandt will be the one using them.",
            "Hester Vane",
        ),
        # Nobody of the house was met.
        ("No luck at Falk and Moor, waited half an hour. I'll write to them tomorrow.", None),
    ],
)
def test_the_one_the_note_is_about(note: str, contact: str | None) -> None:
    found = find_facts(note, None, NOW, NAMES).contact
    assert (found and found.value) == contact


@pytest.mark.parametrize(
    ("note", "amount"),
    [
        ("预算听他说是九十万，我们正式报的是九十三万五。", "935000"),
        ("价没变，还是六十一万，五月份他们想压到五十五万我没答应。", "610000"),
        ("她又要了一台小秤，一千八，已经转给我了。", "1800"),
        ("他们现在用进口的，一年光校准就花七万多，我没报价。", None),
        ("Word is they've put aside twenty grand but nothing has been priced yet.", None),
        ("Loggers are a hundred and twenty pounds each and they don't know how many.", None),
        ("Price is six thousand four hundred, hang on, five thousand four hundred pounds.", "5400"),
        ("She's taken two twelve hundred and sixty pounds for both.", "1260"),
        ("We did two of them at fifteen seven fifty total, dollars.", "15750"),
        ("Three years at £12,250 a year, which makes £36,750 for the whole thing.", "36750"),
        ("They offered thirty thousand. Ours is 33,500 pounds and he's taking it.", "33500"),
        ("He reckons there's ten thousand in the pot, I've not given him any price yet.", None),
        ("可能有十二万上下，反正价我们一个字没报。", None),
        ("He said no to sixty-two but he's good with forty-eight six, dollars.", "48600"),
    ],
)
def test_the_sum_that_stands(note: str, amount: str | None) -> None:
    found = find_facts(note, None, NOW).amount
    assert (found.value.value if found else None) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("note", "due"),
    [
        ("周三我给她回方案，哎不对，周三我在飞机上，那就周四回。", "2026-11-26"),
        ("十二月三号，哦三号他请假，那改十二月八号，我带人去量尺寸。", "2026-12-08"),
        ("原来讲的下周一，他们没腾空，推到下下周一我们去装。", "2026-11-30"),
        ("十一月三号我们发的报价还有效，下下周二我再去一趟。", "2026-12-01"),
        ("I'll send it on Friday, no wait, she's off Friday, so Thursday.", "2026-11-26"),
        ("I've promised to get the certificates over by the end of the month.", "2026-11-30"),
        ("My homework is to send her the protocol by December 4.", "2026-12-04"),
        ("I'm dropping a logger round on the Thursday before Easter.", "2027-03-25"),
        ("We'll fit it after Easter.", "2027-03-30"),
    ],
)
def test_the_day_that_holds(note: str, due: str) -> None:
    found = find_facts(note, None, NOW).due
    assert found is not None
    assert found.value == date.fromisoformat(due)


@pytest.mark.parametrize(
    "note",
    [
        "All forty meters are in. Nothing open on our end, go ahead and close it out.",
        "It left the warehouse this afternoon. So they're done and dusted, nothing more from me.",
        "硬度计十八号坏的，我拖回来修了。今天送回去了，完事。",
    ],
)
def test_a_note_that_is_closed_has_no_step(note: str) -> None:
    assert find_facts(note, None, NOW).next_step is None
