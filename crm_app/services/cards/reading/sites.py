"""Web sites, with what OCR commonly does to them undone; their domains agree with the mails'."""

import re

from rapidfuzz.distance import Levenshtein

from crm_app.services.cards.reading.domains import TLD, domain_of, is_free, tidy_domain
from crm_app.services.cards.reading.finding import Found, Piece
from crm_app.services.cards.reading.labels import take_label
from crm_app.services.cards.reading.layout import Line

SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|linkedin|twitter|instagram|weibo|youtube|fb|x|t|pinterest|tiktok|vimeo)\.(?:com|me|cn)\b",
    re.IGNORECASE,
)
# Printed over pictures by those who sell them.
STOCK = re.compile(
    r"(?:^|\.)(?:nipic|ooopic|58pic|huitu|ibaotu|699pic|51yuansu|redocn|shutterstock|vcg)\.(?:com|cn)\b",
    re.IGNORECASE,
)
SITE = re.compile(
    rf"(?<![A-Za-z0-9@._-])(?:https?\s?[:;.]?\s?/{{1,3}}\s?)?(?:(?:www|vvww|wvvw|ww)\s?[.,]\s?(?:[A-Za-z0-9-]+\s?\.\s?)*[A-Za-z0-9-]+(?:\s?[.,]\s?(?:{TLD}))?|"
    rf"(?:[A-Za-z0-9][A-Za-z0-9-]*\.\s?)+(?:{TLD})|(?<=//)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?![A-Za-z0-9@-])(?:/[\w\-./?=&%#~]*)?",
    re.IGNORECASE,
)
_TWO_SITES = re.compile(r"(?<=\w)\s?\.\s?(?=www\.)")
_NOT_SITES = re.compile(
    r"^(?:co|b|m|st|dr|no|ext|inc|ltd|mr|ms|vs|pte|pvt|pty)\.[a-z]{2,4}$", re.IGNORECASE
)


def find_sites(lines: list[Line], mails: list[Found]) -> list[Found]:
    """Every web site, taken from its lines; domains are checked against those of the mails."""
    found: list[Found] = []
    for line in lines:
        for match in SITE.finditer(_TWO_SITES.sub(_blank, line.rest)):
            value = tidy_site(match.group())
            if not _is_site(match.group(), value):
                continue
            one = Found(value, [Piece(line, match.start(), match.end())], 0.9)
            if "." not in domain_of(value):
                one.sure = 0.4
            one.take()
            take_label(line, match.start(), "website")
            found.append(one)
    _agree(found, mails)
    return _each_once(_own_pages(found))


def _own_pages(sites: list[Found]) -> list[Found]:
    """A page at Facebook or Weibo is the site only of those who have no other."""
    sites = [site for site in sites if not STOCK.search(site.value)]
    return [site for site in sites if not SOCIAL.search(site.value)] or sites


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _each_once(sites: list[Found]) -> list[Found]:
    """One site a domain and path, however often it is printed; a label's w. is no subdomain."""
    kept: dict[str, Found] = {}
    for site in sites:
        if (match := re.match(r"w\.(.+\..+)", site.value)) and site.pieces[0].start == 0:
            site.value = match.group(1)
        key = re.sub(r"^(?:https?:/*)?(?:www\.)?", "", site.value.lower()).rstrip("/")
        if key not in kept or len(site.value) > len(kept[key].value):
            kept[key] = site
    return list(kept.values())


def _is_site(printed: str, value: str) -> bool:
    """Without http or www a domain must look like one: Pte.Ltd and M.Com do not."""
    if _NOT_SITES.match(value) or len(domain_of(value)) < 4:
        return False
    announced = re.match(r"https?|ww|vvww|wvvw", printed, re.IGNORECASE)
    return (
        bool(announced)
        or printed.islower()
        or bool(re.search(r"\.(?:com|cn|net|org|io|COM|CN|NET)\b", printed))
    )


def tidy_site(text: str) -> str:
    """As printed, without spaces; the scheme and www. spelt as they must be."""
    text = re.sub(
        r"^(?:[wWeE][.:](?=\s|www)|(?:web\s?site)?[a-z]?(?=www\.))",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    text = re.sub(r"\s", "", text).rstrip(".,;")
    text = re.sub(r"^(https?)[:;.]?/+", r"\1://", text, flags=re.IGNORECASE)
    text = re.sub(
        r"^((?:https?://)?)(?:vvww|wvvw|www|ww)[.,]", r"\1www.", text, flags=re.IGNORECASE
    )
    scheme, mark, rest = text.rpartition("://")
    domain, slash, path = rest.partition("/")
    return f"{scheme}{mark}{tidy_domain(domain.replace(',', '.'))}".lower() + slash + path


def _agree(sites: list[Found], mails: list[Found]) -> None:
    """Mail and site mostly share their domain: where one letter differs, the surer reading wins."""
    for mail in mails:
        local, _, domain = mail.value.partition("@")
        for site in sites:
            other = domain_of(site.value)
            apart = Levenshtein.distance(domain, other)
            if apart == 0:
                mail.notes.add("domain")
                site.notes.add("domain")
            elif apart == 1 and min(len(domain), len(other)) >= 7 and not is_free(domain):
                mail_wins = (mail.sure, mail.score) >= (site.sure, site.score)
                if mail_wins:
                    site.value = site.value.replace(other, domain)
                else:
                    mail.value = f"{local}@{other}"
                site.sure = mail.sure = 0.7
