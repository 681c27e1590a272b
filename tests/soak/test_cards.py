"""Two hundred cards of a seed that nobody has seen: the reading holds what docs/benchmarks.md says."""

import secrets

from crm_app.config import settings
from crm_app.engines import wiring
from crm_app.services.cards import card_document, scan_card
from tests.quality.make_cards import make
from tests.quality.score import score


def test_cards_of_a_fresh_seed(tmp_path, capsys):
    seed = secrets.randbits(30)
    reader = wiring.text_reader(settings().ocr_engine, settings().models)
    read = []
    for truth in make(tmp_path, 200, seed):
        files = truth.get("files") or [truth["file"]]
        scan = scan_card(reader, [(tmp_path / name).read_bytes() for name in files], "CN")
        read.append(({"file": files[0], **truth}, card_document(files[0], scan)))
    found = score(read)
    turned = score([pair for pair in read if pair[0].get("rot")])
    with capsys.disabled():
        print(f"seed {seed}: {found['f1']['micro']:.1f}, turned {turned['f1']['micro']:.1f}")
    assert found["f1"]["micro"] >= 97
    assert turned["f1"]["micro"] >= 90
