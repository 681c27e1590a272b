"""Pictures of the demo's products, drawn by code: a shape for each group, a tint for each product."""

import hashlib
import io

_SIDE = 640
_PAPER, _INK = (246, 242, 234), (58, 46, 38)


def picture(code: str, group: str) -> bytes:
    """A JPEG; the same for the same product."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - decoders are heavy

    tint = _tint(code)
    image = Image.new("RGB", (_SIDE, _SIDE), _PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((90, 90, 550, 550), fill=_mixed(tint, _PAPER, 0.25))
    if group == "software":
        draw.rounded_rectangle((150, 180, 490, 410), 18, fill=tint, outline=_INK, width=8)
        for place, width in enumerate((210, 130, 170)):
            top = 225 + place * 50
            draw.rounded_rectangle((185, top, 185 + width, top + 22), 10, fill=_PAPER)
        draw.rectangle((290, 410, 350, 455), fill=_INK)
        draw.rounded_rectangle((230, 450, 410, 470), 8, fill=_INK)
    elif group == "service":
        draw.ellipse((255, 150, 385, 280), fill=tint, outline=_INK, width=8)
        draw.pieslice((180, 300, 460, 620), 180, 360, fill=tint, outline=_INK, width=8)
    elif group == "supplies":
        draw.ellipse((190, 190, 450, 450), fill=tint, outline=_INK, width=8)
        draw.ellipse((280, 280, 360, 360), fill=_PAPER, outline=_INK, width=8)
        draw.polygon([(430, 380), (540, 470), (500, 510), (390, 430)], fill=tint, outline=_INK)
    else:
        draw.rounded_rectangle((180, 260, 460, 470), 22, fill=tint, outline=_INK, width=8)
        draw.rounded_rectangle((220, 170, 420, 270), 14, fill=_PAPER, outline=_INK, width=8)
        draw.rounded_rectangle((220, 320, 330, 350), 8, fill=_PAPER)
        draw.ellipse((385, 395, 425, 435), fill=_PAPER)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=86, optimize=True)
    return target.getvalue()


def _tint(code: str) -> tuple[int, int, int]:
    red, green, blue = hashlib.sha256(code.encode()).digest()[:3]
    return 90 + red % 110, 90 + green % 90, 70 + blue % 90


def _mixed(
    one: tuple[int, int, int], other: tuple[int, int, int], part: float
) -> tuple[int, int, int]:
    made = [round(a * part + b * (1 - part)) for a, b in zip(one, other, strict=True)]
    return made[0], made[1], made[2]
