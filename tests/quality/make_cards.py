"""Make pictures of business cards with what they say: python -m tests.quality.make_cards OUT N SEED.

Harder than they need to be on purpose: columns, signs instead of words, extensions, registration
numbers, slogans, stamps, two sides, vertical text, dark paper, perspective, blur, turned cards.
"""

import json
import math
import random
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from tests.quality.card_faces import BARE, LABELS, LATIN_LABELS, LAYOUTS, Printed, blank, stamp
from tests.quality.card_scenes import scene
from tests.quality.card_words import Person, chinese, foreign, traditional

NOISE_ZH = (
    "统一社会信用代码：91310000MA1K{d5}X8",
    "ISO9001:2015 认证企业",
    "主营：数控机床、工业机器人、精密零部件",
    "邮编：200{d3}",
    "执业证号：1310120101{d5}",
    "QQ：{d8}",
    "开户行：建设银行张江支行",
    "扫一扫加微信",
)
NOISE_EN = (
    "ISO 9001:2015 certified",
    "License No. 0{d5}21",
    "NMLS #{d5}",
    "GSTIN: 24AABCU{d4}R1ZM",
    "Follow us on social media",
    "Est. 1987",
)


def printed(r: random.Random, person: Person, language: str) -> Printed:
    """What of a person goes on the card, under which labels."""
    latin = language == "en"
    labels = BARE if r.random() < 0.08 else dict(r.choice(LATIN_LABELS if latin else LABELS))
    shown = {
        "phone": r.random() < 0.8,
        "fax": r.random() < 0.45,
        "site": r.random() < 0.75,
        "address": r.random() < 0.92,
    }
    shown["fax"] = shown["fax"] and shown["phone"]
    noise = []
    if r.random() < 0.35:
        text = r.choice(NOISE_EN if latin else NOISE_ZH)
        noise.append(
            text.format(**{f"d{n}": str(r.randrange(10 ** (n - 1), 10**n)) for n in (3, 4, 5, 8)})
        )
    site = r.choice(["www.", "http://www.", "https://www.", ""]) + person.domain
    if site == person.domain and not labels["w"]:
        site = "www." + site
    return Printed(
        person, language, labels, shown, site, noise, r.choice(["", "", "", "pair", "row", "same"])
    )


def truth(card: Printed) -> dict[str, list[str]]:
    """The fields as printed; for single ones every acceptable form."""
    person, shown = card.person, card.shown
    same = card.joined == "same" and shown["fax"]
    phones = person.phone_truth if shown["phone"] else []
    # An American mobile has no number of its own kind: without a label it is a telephone.
    untold = person.region == "US" and card.labels is BARE
    return {
        "name": card.pick(person.names),
        "title": card.pick(person.titles),
        "company": card.pick(person.companies),
        "mobile": [] if untold else [person.mobile],
        "phone": [person.mobile, *phones] if untold else phones,
        "fax": (person.phone_truth if same else [person.fax]) if shown["fax"] else [],
        "email": [card.mail],
        "website": [card.site] if shown["site"] else [],
        "address": card.pick(person.addresses) if shown["address"] else [],
    }


def draw(r: random.Random, card: Printed, layout: str) -> Image.Image:
    """The flat card."""
    face = blank(r, portrait=layout == "portrait")
    LAYOUTS[layout](face, card)
    if r.random() < 0.08 and layout not in ("upright", "portrait"):
        stamp(face, card.person.companies[0])
    return face.image


def photographed(r: random.Random, card: Image.Image, level: int, turn: int) -> Image.Image:
    """The card on a table, the worse the higher the level (0 to 3), turned by `turn` degrees."""
    width, height = card.size
    long = int(max(width, height) * r.uniform(1.2, 1.5))
    short = int(long * r.uniform(0.72, 0.8))
    wide, high = (short, long) if height > width else (long, short)
    table, noise = _table(r, wide, high)
    corners = _corners(r, (width, height), (wide, high), level)
    flat = [(0, 0), (width, 0), (width, height), (0, height)]
    numbers = _coefficients(flat, corners)
    laid = card.transform(
        (wide, high), Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC
    )
    mask = Image.new("L", card.size, 255).transform(
        (wide, high), Image.Transform.PERSPECTIVE, numbers, Image.Resampling.BICUBIC
    )
    table.paste(
        (20, 20, 20),
        (8, 10),
        mask.filter(ImageFilter.GaussianBlur(10)).point(lambda value: value // 2),
    )
    table.paste(laid, (0, 0), mask)
    pixels = np.asarray(table).astype(float) * _light(r, wide, high, level)
    pixels += noise.normal(0, (1, 3, 6, 9)[level], pixels.shape)
    photo = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    photo = photo.filter(ImageFilter.GaussianBlur((0, 0.5, 1.0, 1.35)[level] * r.uniform(0.5, 1.1)))
    if level == 3 and r.random() < 0.4:
        photo = photo.resize(
            (int(photo.width * 0.68), int(photo.height * 0.68)), Image.Resampling.BICUBIC
        )
    return photo.rotate(turn, expand=True) if turn else photo


def _table(r: random.Random, wide: int, high: int) -> tuple[Image.Image, np.random.RandomState]:
    noise = np.random.RandomState(r.randrange(1 << 30))
    base = np.array(
        r.choice([(150, 115, 80), (90, 90, 95), (205, 200, 190), (60, 45, 40), (170, 170, 175)]),
        float,
    )
    grain = noise.normal(0, 6, (high, wide, 1)) + 8 * np.sin(
        np.arange(high)[:, None, None] / r.uniform(5, 25)
    )
    return Image.fromarray((base + grain).clip(0, 255).astype(np.uint8)), noise


def _corners(
    r: random.Random, card: tuple[int, int], table: tuple[int, int], level: int
) -> list[tuple[float, float]]:
    shift, angle = (
        (0, 0.02, 0.05, 0.08)[level],
        math.radians(r.uniform(-1, 1) * (0, 2, 7, 12)[level]),
    )
    scale = min(table[0] / card[0], table[1] / card[1]) * r.uniform(0.7, 0.86)
    found = []
    for right, down in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)):
        x, y = (
            right * card[0] * scale * (1 + r.uniform(-shift, shift)),
            down * card[1] * scale * (1 + r.uniform(-shift, shift)),
        )
        found.append(
            (
                table[0] / 2 + x * math.cos(angle) - y * math.sin(angle),
                table[1] / 2 + x * math.sin(angle) + y * math.cos(angle),
            )
        )
    return found


def _coefficients(flat: list[tuple[int, int]], laid: list[tuple[float, float]]) -> list[float]:
    """The eight numbers of the perspective that maps laid corners to flat ones."""
    matrix = []
    for (x, y), (u, v) in zip(laid, flat, strict=True):
        matrix += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    return list(np.linalg.solve(np.array(matrix, float), np.array(flat, float).reshape(8)))


def _light(r: random.Random, wide: int, high: int, level: int) -> Any:
    strength = (0.05, 0.12, 0.25, 0.35)[level]
    angle = r.uniform(0, 6.28)
    slope = np.linspace(-1, 1, wide)[None, :, None] * math.cos(angle) + np.linspace(-1, 1, high)[
        :, None, None
    ] * math.sin(angle)
    light = 1 - strength * 0.5 + strength * 0.5 * slope
    if level >= 2 and r.random() < 0.4:
        light = np.broadcast_to(light, (high, wide, 1)).copy()
        light[:, int(wide * r.uniform(0.4, 0.7)) :] *= r.uniform(0.65, 0.8)
    return light * np.array([1, r.uniform(0.95, 1.02), r.uniform(0.85, 1.03)])


def make(out: Path, count: int, seed: int) -> list[dict[str, Any]]:
    """Write `count` cards and ground_truth.json. Raises FontMissing."""
    r = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    cards = []
    for i in range(count):
        if i % 2:
            cards.append(_habit(r, out, i))
            continue
        person = (chinese, foreign, chinese, traditional, chinese, foreign)[i % 6](r)
        language = "en" if len(person.names) == 1 else r.choice(["zh", "zh", "both", "en"])
        layouts = [name for name in LAYOUTS if name != "upright" or language == "zh"]
        layout, level = r.choice(layouts), r.choice([0, 1, 1, 2, 2, 3])
        turn = r.choice([90, 180, 270]) if i % 8 == 6 else 0
        cards.append(_one(r, out, i, (person, language, layout, level, turn)))
    (out / "ground_truth.json").write_text(json.dumps(cards, ensure_ascii=False, indent=1), "utf-8")
    return cards


def _habit(r: random.Random, out: Path, i: int) -> dict[str, Any]:
    """A card of `card_scenes`, photographed; its owner's country is not told to the reader."""
    habit, image, layout = scene(r, i // 2)
    level, turn = r.choice([0, 1, 1, 2, 2, 3]), r.choice([90, 180, 270]) if i % 16 == 9 else 0
    file = f"card_{i:03d}.jpg"
    photographed(r, image, level, turn).save(out / file, quality=(92, 82, 65, 48)[level])
    return {
        "file": file,
        "files": [file],
        "layout": layout,
        "level": level,
        "rot": turn,
        "region": "CN",
        "fields": habit.fields,
    }


def _one(
    r: random.Random, out: Path, i: int, kind: tuple[Person, str, str, int, int]
) -> dict[str, Any]:
    person, language, layout, level, turn = kind
    card = printed(r, person, language)
    two_sides = language == "both" and r.random() < 0.5 and layout != "upright"
    files, fields = [], {}
    for side, spoken in enumerate(("zh", "en") if two_sides else (language,)):
        face = Printed(
            person,
            spoken,
            dict(r.choice(LATIN_LABELS)) if side else card.labels,
            card.shown,
            card.site,
            card.noise,
            card.joined,
        )
        image = draw(r, face, layout)
        for name, values in truth(face).items():
            fields[name] = [
                *fields.get(name, []),
                *(value for value in values if value not in fields.get(name, [])),
            ]
        files.append(f"card_{i:03d}{'ab'[side] if two_sides else ''}.jpg")
        photographed(r, image, level, turn).save(out / files[-1], quality=(92, 82, 65, 48)[level])
    return {
        "file": files[0],
        "files": files,
        "language": language,
        "layout": layout,
        "level": level,
        "rot": turn,
        "region": person.region,
        "fields": fields,
    }


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
