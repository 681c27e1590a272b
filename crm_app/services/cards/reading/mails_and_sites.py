"""E-mail addresses, web sites and chat accounts, with what OCR commonly does to them undone."""

import re

from rapidfuzz.distance import Levenshtein

from crm_app.lib.wording import words
from crm_app.services.cards.reading.finding import Found, Piece
from crm_app.services.cards.reading.labels import Label, labels
from crm_app.services.cards.reading.layout import Line, is_under

TLD = (
    "com|cn|net|org|io|co|uk|de|sg|hk|tw|in|my|asia|us|edu|gov|info|biz|ai|jp|kr|ca|au|fr|tech|me|cc|top|mo|vn|th|id|ph|ch|at|it|es|nl|be|se|no|dk|fi|"
    "pl|cz|pt|br|mx|ru|za|ae|sa|nz|ie|eu|tv|app|dev|cloud|online|site|shop|store|xyz|club|vip|ltd|group|work|pro|law|design|studio|agency|health|care|"
    "finance|capital|bank|global|world|travel|photo|email|company|solutions|services|systems|science|bio|int|mil|mobi|name|ac|tel|wang|ren|link|pk|bd|lk|np|"
    "tr|il|gr|hu|ro|ar|cl|pe|example|test"
)
ENDING = re.compile(TLD)
FREE_MAIL = frozenset(
    words(
        "gmail googlemail yahoo hotmail outlook live msn icloud me aol qq 163 126 139 189 sina sohu foxmail yeah aliyun gmx web mail "
        "protonmail proton rediffmail ymail vip tom 21cn netvigator hinet seed pchome naver example"
    )
)
SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|linkedin|twitter|instagram|weibo|youtube|fb|x|t|pinterest|tiktok|vimeo)\.(?:com|me|cn)\b",
    re.IGNORECASE,
)
# Printed over pictures by those who sell them.
STOCK = re.compile(
    r"(?:^|\.)(?:nipic|ooopic|58pic|huitu|ibaotu|699pic|51yuansu|redocn|shutterstock|vcg)\.(?:com|cn)\b",
    re.IGNORECASE,
)
# What stands before another @ is the next address, and http a site: neither is part of this one.
_NO_ACCOUNT = r"(?![\w.%+-]*\s?@|https?\b|www\b)"
MAIL = re.compile(
    rf"[A-Za-z0-9][A-Za-z0-9._%+'-]*\s?@\s?[A-Za-z0-9][A-Za-z0-9-]*(?:\s?[.,]\s?{_NO_ACCOUNT}[A-Za-z0-9-]+)*(?:\s?[.,]\s?(?:{TLD})(?![A-Za-z0-9]))?",
    re.IGNORECASE,
)
SITE = re.compile(
    rf"(?<![A-Za-z0-9@._-])(?:https?\s?[:;.]?\s?/{{1,3}}\s?)?(?:(?:www|vvww|wvvw|ww)\s?[.,]\s?(?:[A-Za-z0-9-]+\s?\.\s?)*[A-Za-z0-9-]+(?:\s?[.,]\s?(?:{TLD}))?|"
    rf"(?:[A-Za-z0-9][A-Za-z0-9-]*\.\s?)+(?:{TLD})|(?<=//)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?![A-Za-z0-9@-])(?:/[\w\-./?=&%#~]*)?",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"(?:[MTFPA]|w)[.:]?\s?(?:[+(\d]|www)", re.IGNORECASE)
_GLUED = re.compile(r"^(?:e-?mail|mail|邮箱)[:.]?(?=.{3,}@)", re.IGNORECASE)
# A number and an address side by side, read without the icon between them.
_NUMBER_BEFORE = re.compile(r"\d(?<=\d{10})(?=[A-Za-z]{3,}[^@\s]*@)")
# An address in small letters with the next line of its row glued on: jane@osprey.com.hkKwun Tong
_WORD_GLUED = re.compile(r"(@[a-z\d.-]+\.(?:com|net|org|cn|hk|tw|sg|uk|de|in))(?=[A-Z][a-z]|\d{2})")
_TWO_GLUED = re.compile(r"@[\w-]+\.(?:com|net|org)(?=[a-z][\w.-]*@)")
_TWO_SITES = re.compile(r"(?<=\w)\s?\.\s?(?=www\.)")
_HANDLE = re.compile(r"\s*[:.\-|]?\s*([A-Za-z0-9][A-Za-z0-9_+-]{4,24})")
_SAME_AS_MOBILE = re.compile(
    r"微信同号|微信同號|同微信|微信同步|微信同手机|手机同号|同号|同號|微信手机同号"
)
_NOT_SITES = re.compile(
    r"^(?:co|b|m|st|dr|no|ext|inc|ltd|mr|ms|vs|pte|pvt|pty)\.[a-z]{2,4}$", re.IGNORECASE
)


def find_mails(lines: list[Line]) -> list[Found]:
    """Every e-mail address, taken from its lines."""
    found: list[Found] = []
    lettered = any(_LETTERED.match(line.text) for line in lines)
    for line in lines:
        if not line.taken:
            line.text = _TWO_GLUED.sub(r"\g<0> ", _WORD_GLUED.sub(r"\1 ", line.text))
        for match in MAIL.finditer(_apart_from_numbers(line.text)):
            whole = _completed(lines, line, match)
            value = tidy_mail(
                _unlettered(whole.value) if lettered and not match.start() else whole.value
            )
            if not _is_domain(value.partition("@")[2]):
                continue
            whole.value = value
            whole.take()
            _take_label(line, match.start(), "email")
            found.append(whole)
    return _apart(found) or _without_at(lines)


def _apart_from_numbers(text: str) -> str:
    """The text with a space for the last digit of such a number; positions stay the same."""
    return re.sub(r"(?<=\w)w(?=ww\.)", " ", _NUMBER_BEFORE.sub(" ", text))


def _is_domain(text: str) -> bool:
    """Has a dot, and letters behind the last one: after `Wang @ 139…` comes a number."""
    return "." in text and text.rpartition(".")[2].isalpha()


def _unlettered(text: str) -> str:
    """On a card that labels by letters (m. t. e.), an e before the address is a label."""
    return re.sub(r"^(?:[eE][.:]\s?|E(?=[a-z]))(?=\S{2,}@)", "", text)


def _apart(found: list[Found]) -> list[Found]:
    """Two readings of one address, a letter apart, are one: the surer, or the one without a label."""
    kept: list[Found] = []
    for one in found:
        twin = next(
            (other for other in kept if Levenshtein.distance(one.value, other.value) <= 1), None
        )
        if twin is None:
            kept.append(one)
        elif one.value in ("e" + twin.value, "m" + twin.value):
            continue
        elif twin.value in ("e" + one.value, "m" + one.value) or one.score > twin.score:
            kept[kept.index(twin)] = one
    return kept


def tidy_mail(text: str) -> str:
    """Spaces gone, commas of the domain made dots, a lost dot before the ending put back."""
    text = _GLUED.sub("", re.sub(r"\s", "", text)).strip(".-'")
    local, _, domain = text.partition("@")
    return f"{local.strip('.')}@{_tidy_domain(domain.replace(',', '.'))}".lower()


def _tidy_domain(domain: str) -> str:
    domain = re.sub(r"\.{2,}", ".", domain).strip(".-")
    domain = re.sub(r"\.(?:c0m|corn|cim|conn|ccm)$", ".com", domain, flags=re.IGNORECASE)
    domain = re.sub(r"\.comcn$", ".com.cn", domain, flags=re.IGNORECASE)
    if "." not in domain:
        domain = re.sub(r"(?<=\w{2})(com|net|org|cn)(cn|hk|tw|sg|my)?$", _dotted, domain)
    return domain


def _dotted(match: re.Match[str]) -> str:
    return f".{match.group(1)}" + (f".{match.group(2)}" if match.group(2) else "")


def _completed(lines: list[Line], line: Line, match: re.Match[str]) -> Found:
    """An address that breaks after the @ or within the domain goes on in the line below."""
    own = Piece(line, match.start(), match.end())
    text = match.group()
    cut = (
        not re.search(rf"[.,]\s?(?:{TLD})$", text, re.IGNORECASE)
        and match.end() >= len(line.text.rstrip(". ")) - 1
    )
    if cut:
        for other in lines:
            ending = re.match(
                rf"[A-Za-z0-9-]*\.?(?:[A-Za-z0-9-]+\.)*(?:{TLD})$", other.text, re.IGNORECASE
            )
            if ending and is_under(line, other) and not other.taken:
                joint = line.text[match.start() :] + other.text
                return Found(joint, [own, Piece(other, 0, len(other.text))], 0.75, {"joined"})
    dotless = re.match(r"\s(com|net|org)\b", line.text[match.end() :])
    if dotless and "." not in text.partition("@")[2]:
        end = match.end() + dotless.end()
        return Found(f"{text}.{dotless.group(1)}", [Piece(line, match.start(), end)], 0.7)
    known = re.search(rf"\.(?:{TLD})$", tidy_mail(text), re.IGNORECASE)
    return Found(text, [own], 0.95 if known else 0.6)


def _without_at(lines: list[Line]) -> list[Found]:
    """A labelled address whose @ was not seen: johnQexample.com, john©example.com."""
    found = []
    for line in lines:
        for label in labels(line.text):
            if label.kinds != {"email"}:
                continue
            tail = line.text[label.end :]
            match = re.match(
                rf"[\s:.]*([A-Za-z0-9._-]+)\s?[©®Q&]\s?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:{TLD}))\b",
                tail,
            )
            if match:
                one = Found(
                    tidy_mail(f"{match.group(1)}@{match.group(2)}"),
                    [Piece(line, label.end + match.start(1), label.end + match.end())],
                    0.4,
                )
                line.take(label.start, label.end + match.end())
                found.append(one)
    return found


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
            _take_label(line, match.start(), "website")
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
    return f"{scheme}{mark}{_tidy_domain(domain.replace(',', '.'))}".lower() + slash + path


def domain_of(value: str) -> str:
    """The domain of a site or an address, without www."""
    text = re.sub(r"^(?:https?:/*)?(?:www\.)?", "", value.rpartition("@")[2].lower())
    return text.partition("/")[0]


def is_free(domain: str) -> bool:
    """Whether anybody can have an address there, so that it says nothing about a company."""
    return domain.split(".", maxsplit=1)[0] in FREE_MAIL


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


def find_chats(lines: list[Line], kind: str) -> list[Found]:
    """Accounts that a label announces (wechat, qq); a number may be both wechat and mobile."""
    found: list[Found] = []
    for line in lines:
        marks: list[tuple[int, Label | None]] = [
            (label.end, label) for label in labels(line.text) if label.kinds == {kind}
        ]
        if line.label == kind:
            marks.append((0, None))
        for end, label in marks:
            match = _HANDLE.match(line.rest, end)
            if match is None or _SAME_AS_MOBILE.match(line.text, label.start if label else 0):
                continue
            found.append(Found(match.group(1), [Piece(line, match.start(1), match.end(1))], 0.9))
            line.take(label.start if label else match.start(1), match.end())
    return found


def says_wechat_is_mobile(lines: list[Line]) -> Line | None:
    """The line that says that the mobile number is the WeChat account too."""
    for line in lines:
        match = _SAME_AS_MOBILE.search(line.text)
        if match:
            line.take(match.start(), match.end())
            return line
    return None


def _take_label(line: Line, before: int, kind: str) -> None:
    for label in labels(line.text):
        if (
            label.end <= before
            and kind in label.kinds
            and len(line.text[label.end : before].strip(" :.\t|-")) == 0
        ):
            line.take(label.start, before)
    lone = re.match(r"\s*([EWM])[\s:.|]*$", line.text[:before], re.IGNORECASE)
    if lone:
        line.take(0, before)
