"""统一社会信用代码: the code of every Chinese organisation, which proves itself (GB 32100-2015)."""

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def canonical(typed: str) -> str:
    """As it is written on licences: no blanks or hyphens, capitals."""
    return "".join(typed.split()).replace("-", "").upper()


def is_credit_code(code: str) -> bool:
    """Whether it has eighteen of the letters and the last one proves the others."""
    return len(code) == 18 and set(code) <= set(LETTERS) and code[-1] == check_letter(code[:17])


def check_letter(first: str) -> str:
    """The eighteenth letter for the first seventeen."""
    pairs = zip(first, _WEIGHTS, strict=True)
    return LETTERS[-sum(LETTERS.index(letter) * weight for letter, weight in pairs) % 31]
