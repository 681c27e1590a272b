"""Drawing made cards: layouts that mislead rules, and the fonts they need."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.quality.card_words import SLOGANS_EN, SLOGANS_ZH, Person

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".fonts",
    Path("/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
CJK = (
    "NotoSansCJK-Regular.ttc",
    "NotoSerifCJK-Regular.ttc",
    "NotoSansCJK-Bold.ttc",
    "NotoSerifCJK-Bold.ttc",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "uming.ttc",
    "ukai.ttc",
    "SourceHanSansSC-Regular.otf",
)
LATIN = (
    "LiberationSans-Regular.ttf",
    "LiberationSerif-Regular.ttf",
    "DejaVuSans.ttf",
    "LiberationSansNarrow-Regular.ttf",
    "DejaVuSerif.ttf",
    "LiberationSans-Bold.ttf",
)
LABELS = (
    {"m": "手机：", "p": "电话：", "f": "传真：", "e": "邮箱：", "w": "网址：", "a": "地址："},
    {
        "m": "手 机: ",
        "p": "电 话: ",
        "f": "传 真: ",
        "e": "E-mail: ",
        "w": "Http://",
        "a": "地 址: ",
    },
    {"m": "移动电话 ", "p": "固话 ", "f": "传真 ", "e": "邮件 ", "w": "官网 ", "a": ""},
    {
        "m": "手机 Mobile: ",
        "p": "电话 Tel: ",
        "f": "传真 Fax: ",
        "e": "邮箱 Email: ",
        "w": "网址 Web: ",
        "a": "地址 Add: ",
    },
)
LATIN_LABELS = (
    {"m": "Mobile: ", "p": "Tel: ", "f": "Fax: ", "e": "Email: ", "w": "Web: ", "a": ""},
    {"m": "M ", "p": "T ", "f": "F ", "e": "E ", "w": "W ", "a": ""},
    {"m": "Cell ", "p": "Office ", "f": "Fax ", "e": "", "w": "", "a": "Add: "},
    {"m": "m. ", "p": "t. ", "f": "f. ", "e": "e. ", "w": "w. ", "a": "a. "},
)
BARE = {"m": "", "p": "", "f": "", "e": "", "w": "", "a": ""}


class FontMissing(RuntimeError):
    """No font with Chinese characters on this machine."""


def fonts(names: tuple[str, ...]) -> list[Path]:
    """Those of the named fonts that are installed."""
    found = {
        path.name: path
        for folder in FOLDERS
        if folder.is_dir()
        for path in folder.rglob("*.[to]t[cf]")
    }
    return [found[name] for name in names if name in found]


@dataclass(slots=True)
class Face:
    """One side of a card being drawn."""

    r: random.Random
    width: int
    height: int
    paper: tuple[int, int, int]
    ink: tuple[int, int, int]
    accent: tuple[int, int, int]
    cjk: Path
    latin: Path
    image: Image.Image = field(init=False)
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.width, self.height), self.paper)
        self.draw = ImageDraw.Draw(self.image)

    def font(self, text: str, size: int) -> ImageFont.FreeTypeFont:
        chinese = any("\u2e80" <= letter <= "\uffef" for letter in text)
        path = self.cjk if chinese else self.latin
        index = 2 if chinese and "Noto" in path.name else 0
        return ImageFont.truetype(str(path), size, index=index)

    def put(  # noqa: PLR0917 - a line's whole look
        self,
        x: float,
        y: float,
        text: str,
        size: int,
        align: str = "l",
        limit: float = 0,
        color: tuple[int, int, int] | None = None,
    ) -> float:
        """Write a line, smaller where it would not fit; the next line's y comes back."""
        limit = limit or self.width - 80
        font = self.font(text, size)
        while self.draw.textlength(text, font=font) > limit and size > 13:
            size -= 1
            font = self.font(text, size)
        wide = self.draw.textlength(text, font=font)
        left = {"l": x, "r": x - wide, "c": x - wide / 2}[align]
        self.draw.text((left, y), text, font=font, fill=color or self.ink)
        return y + size * 1.45

    def down(self, x: float, y: float, text: str, size: int) -> None:
        """Write a line downwards, letter under letter."""
        for letter in text:
            self.draw.text((x, y), letter, font=self.font(letter, size), fill=self.ink)
            y += size * 1.12


def blank(r: random.Random, *, portrait: bool = False) -> Face:
    """Paper, ink and fonts by chance; a fifth of all cards are dark."""
    cjk, latin = fonts(CJK), fonts(LATIN)
    if not cjk or not latin:
        raise FontMissing(
            "no font with Chinese characters found: install fonts-noto-cjk and fonts-liberation"
        )
    if r.random() < 0.2:
        paper, ink, accent = (
            (r.randint(10, 45), r.randint(15, 50), r.randint(30, 90)),
            (240, 240, 235),
            (230, 190, 80),
        )
    else:
        paper = (r.randint(236, 255),) * 3
        ink, accent = (30, 30, 35), (r.randint(0, 180), r.randint(20, 110), r.randint(40, 190))
    width, height = (600, 1000) if portrait else (1050, 600)
    return Face(r, width, height, paper, ink, accent, r.choice(cjk), r.choice(latin))


def wrapped(text: str, limit: int) -> list[str]:
    """A text over lines of at most `limit` half-width letters."""
    rows, row = [], ""
    pieces = text.split(" ") if " " in text[6:] else list(text)
    joint = " " if " " in text[6:] else ""
    for piece in pieces:
        longer = f"{row}{joint}{piece}" if row else piece
        if sum(2 if ord(c) > 0x2E80 else 1 for c in longer) > limit and row:
            rows.append(row)
            row = piece
        else:
            row = longer
    return [*rows, row]


@dataclass(slots=True)
class Printed:
    """Which fields a card shows, and the noise between them."""

    person: Person
    language: str
    labels: dict[str, str]
    shown: dict[str, bool]
    site: str
    noise: list[str]
    joined: str = ""

    @property
    def mail(self) -> str:
        return f"{self.person.local}@{self.person.domain}"

    def pick(self, values: list[str]) -> list[str]:
        """The values in this card's language(s)."""
        if len(values) == 1 or self.language == "both":
            return values
        return values[:1] if self.language == "zh" else values[1:]


def rows(card: Printed, limit: int) -> list[str]:  # noqa: C901 - a table of habits
    """The contact lines in one order of many."""
    person, label, r = card.person, card.labels, random.Random(card.mail)
    lines = [label["m"] + person.mobile]
    if card.shown["phone"]:
        if card.shown["fax"] and card.joined == "same":
            lines.append(
                (
                    label["p"].strip(" :：") + "/" + label["f"].strip() + " "
                    if label["p"]
                    else "Tel/Fax: "
                )
                + person.phone
            )
        else:
            lines.append(label["p"] + person.phone)
    if card.shown["fax"] and card.joined != "same":
        lines.append((label["f"] or "Fax ") + person.fax)
    if card.joined == "row":
        lines = ["   ".join(lines)] if limit > 60 else lines
    elif card.joined == "pair" and len(lines) > 1:
        lines = ["    ".join(lines[:2]), *lines[2:]]
    lines.append(label["e"] + card.mail)
    if card.shown["site"]:
        lines.append(
            (label["w"] + card.site).replace("Http://http", "http").replace("Http://https", "https")
        )
    if card.shown["address"]:
        for one in card.pick(person.addresses):
            lines.extend(wrapped(label["a"] + one, limit))
    if r.random() < 0.3 and not card.shown["address"]:
        r.shuffle(lines)
    return lines + card.noise


def contact(face: Face, lines: list[str], x: float, y: float, align: str, limit: float) -> None:
    """The block of contact lines, as large as the room allows."""
    room = (face.height - y - 20) / max(1, len(lines))
    size = int(min(27, max(15, room / 1.42)))
    for line in lines:
        y = face.put(x, y, line, size, align, limit)


def logo(face: Face, x: float, y: float, text: str) -> None:
    """A blob with a letter on it."""
    if face.r.random() < 0.5:
        face.draw.ellipse([x, y, x + 90, y + 90], fill=face.accent)
    else:
        face.draw.rounded_rectangle([x, y, x + 100, y + 80], 16, fill=face.accent)
    face.draw.text((x + 26, y + 18), text[0], font=face.font(text, 44), fill=face.paper)


def icon(face: Face, x: float, y: float, size: int) -> None:
    """A round sign without any letter, as drawn before numbers."""
    face.draw.ellipse([x, y, x + size, y + size], fill=face.accent)
    third = size // 3
    face.draw.rectangle(
        [x + third, y + third - 2, x + 2 * third, y + 2 * third + 2], fill=face.paper
    )


def stamp(face: Face, text: str) -> None:
    """A red seal laid over a corner."""
    layer = Image.new("RGBA", (170, 170), (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    pen.ellipse([4, 4, 166, 166], outline=(200, 30, 30, 170), width=6)
    pen.text((30, 66), text[:5], font=face.font(text, 22), fill=(200, 30, 30, 170))
    layer = layer.rotate(face.r.uniform(-35, 35), expand=True)
    face.image.paste(layer, (face.width - 210, face.r.randint(20, 120)), layer)


def heading(face: Face, card: Printed, x: float, y: float, align: str, limit: float) -> float:
    """Name and title, in one line or in two, spaced out at times."""
    names, titles = card.pick(card.person.names), card.pick(card.person.titles)
    first = names[0]
    chinese = first[0] > "\u2e80"
    if chinese and len(first) <= 3 and face.r.random() < 0.35:
        first = " ".join(first)
    if not chinese and face.r.random() < 0.2:
        first = first.upper()
    if chinese and face.r.random() < 0.3:
        y = face.put(x, y, f"{first}   {titles[0]}" if align == "l" else first, 46, align, limit)
        rest = titles[1:] if align == "l" else titles
    else:
        y, rest = face.put(x, y, first, face.r.choice([40, 48, 56]), align, limit), titles
    for text in [*names[1:], *rest]:
        y = face.put(x, y, text, 26, align, limit)
    return y + 10


def firm(face: Face, card: Printed, x: float, y: float, align: str, limit: float) -> float:
    """The company's name, broken in two lines when it is long and chance says so."""
    for i, name in enumerate(card.pick(card.person.companies)):
        size = 34 if i == 0 else 23
        parts = wrapped(name, 26) if len(name) > 26 and face.r.random() < 0.3 else [name]
        for part in parts:
            y = face.put(x, y, part, size, align, limit, face.accent)
    if face.r.random() < 0.25:
        chinese = card.language != "en" and card.person.region in ("CN", "HK", "TW")
        y = face.put(
            x,
            y,
            face.r.choice((SLOGANS_ZH if chinese else SLOGANS_EN).split("|")),
            20,
            align,
            limit,
        )
    return y + 12


def plain(face: Face, card: Printed) -> None:
    """Everything in one column: left, right or centred."""
    align = face.r.choice("llrc")
    x = {"l": 60, "r": face.width - 60, "c": face.width / 2}[align]
    limit = face.width - 130 - (140 if align != "c" else 0)
    y = 50.0 if face.height < face.width else 110.0
    first, second = face.r.choice([(heading, firm), (firm, heading)])
    y = second(face, card, x, first(face, card, x, y, align, limit), align, limit)
    if face.r.random() < 0.6 and align != "c":
        logo(face, 60 if align == "r" else face.width - 180, 40, card.person.companies[0])
    contact(face, rows(card, 48 if face.height < face.width else 28), x, y, align, face.width - 110)


def columns(face: Face, card: Printed) -> None:
    """Numbers left, addresses right, on the same rows; each address line beside a number."""
    y = heading(face, card, 55, firm(face, card, 55, 40, "l", 760), "l", 760)
    every = rows(card, 34)
    numbers = [
        line
        for line in every
        if "@" in line
        or any(
            part in line
            for part in (card.person.mobile, card.person.phone, card.person.fax)
            if part
        )
    ]
    others = [line for line in every if line not in numbers]
    y = max(y, face.height - 45 - 36 * max(len(numbers), len(others)))
    contact(face, numbers, 55, y, "l", 480)
    contact(face, others, 560, y, "l", 450)


def signs(face: Face, card: Printed) -> None:
    """Round signs instead of words before every line."""
    card.labels = BARE
    card.shown["fax"] = False
    y = firm(face, card, 60, heading(face, card, 60, 40, "l", 800), "l", 800)
    lines = rows(card, 46)
    size = int(min(27, max(16, (face.height - y - 20) / len(lines) / 1.42)))
    for line in lines:
        icon(face, 60, y + 3, size)
        y = face.put(60 + size * 1.7, y, line, size, "l", 880)


def halves(face: Face, card: Printed) -> None:
    """Who on the left, how to reach on the right."""
    y = firm(face, card, 55, 50, "l", 900)
    heading(face, card, 55, y + 30, "l", 380)
    lines = rows(card, 36)
    contact(face, lines, 470, max(y + 10, face.height - 40 - 36 * len(lines)), "l", 540)


def upright(face: Face, card: Printed) -> None:
    """Name, title and company in vertical columns from the right; contacts below in rows."""
    person = card.person
    card.language = "zh"
    x, y = face.width - 130.0, 60.0
    face.down(x, y, person.companies[0], 30)
    face.down(x - 90, y + 30, person.titles[0], 28)
    face.down(x - 200, y + 60, person.names[0], 58)
    contact(
        face,
        rows(card, 28),
        50,
        max(face.height - 330, 660) if face.height > face.width else 330,
        "l",
        face.width - 300 if face.height < face.width else face.width - 90,
    )


LAYOUTS: dict[str, Callable[[Face, Printed], None]] = {
    "plain": plain,
    "columns": columns,
    "signs": signs,
    "halves": halves,
    "portrait": plain,
    "upright": upright,
}
