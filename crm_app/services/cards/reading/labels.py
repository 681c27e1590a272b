"""The words and letters that cards print before a value."""

import re
from dataclasses import dataclass

from crm_app.services.cards.reading.layout import Line, is_under, same_row

_HEAD = r"(?<![A-Za-z])"
_NEXT = r"(?=\s*[:.|/)\]]*\s*[+(\d])"
KINDS: dict[str, str] = {
    "telfax": rf"{_HEAD}(?:[TP]\.?\s?[/&]\s?F\b\.?|tele\s?fax(?![a-z]))",
    "fax": rf"[传傳傅]\s*真|{_HEAD}(?:fax|facsimile)(?:\s*no)?(?![a-z])|{_HEAD}FX\b|{_HEAD}fex(?![a-z])|{_HEAD}F{_NEXT}",
    "wechat": rf"微\s*信\s*(?:公众号|號|号|id)?|{_HEAD}we\s?chat(?:\s*id)?|{_HEAD}vx(?=\s*[:])",
    "qq": rf"{_HEAD}(?:企业)?QQ(?:\s*(?:号|邮箱|email))?|{_HEAD}(?:skype|msn|line id|whats\s?app|telegram)(?![a-z])",
    "number": (
        r"邮\s*编|郵\s*編|邮政编码|郵政編碼|税号|稅號|纳税人识别号|帐号|账号|賬號|统一社会信用代码|信用代码|许可证号?|"
        r"执业证号?|资格证号?|证书编号|牌照號碼|牌照号码|營業員證號|编号|備案|备案号?|注册号|工号|开户行|[統统]一.{1,2}[號号]|[統统][編编]|"
        rf"{_HEAD}(?:zip(?:\s*code)?|post\s?code|postal code|p\.?c\.?(?=\s*:)|iso\s?\d*|gb/t|reg(?:d|istration|istered)?\.?\s*(?:no|number)|"
        r"lic(?:ence|ense)?\.?\s*(?:no|number|#)|licen[cs]e|lic(?=[\s.:]*\w?\d)|nmls(?:\s*id)?|gst(?:in)?|vat|ust-?id(?:nr)?\.?|"
        r"tax\s*(?:id|no|number)|cin(?=\s*[:#.]?\s*\w*\d)|pan no|uen(?=\s*[:#.]?\s*\w*\d)|abn|acn|dre|a/c|account(?=\s*(?:no|number|#|:))|ifsc|iban|cert(?:ificate)?\.?\s*(?:no)?|"
        r"membership|emp(?:loyee)?\s*(?:id|no)|hrb|patent\s*no)(?![a-z])"
    ),
    "mobile": (
        r"手\s*机|手\s*機|移动电话|移動電話|行動電話|行\s*动|行\s*動|携帯(?:電話)?|携帶電話|手\s*提|流動電話|"
        rf"{_HEAD}(?:mobi(?:le|tel)(?:\s*(?:phone|no|number))?|mobil(?:telefon)?|mob(?![a-z])|(?<=\()cell(?=\))|cell(?:ular)?(?:\s*phone)?(?:\s*no)?(?![a-z]|\s*\))|"
        rf"handphone|hand phone|handy|hp(?=[\s:.]*[+(\d])|mp(?=[\s:.]*[+(\d])|port(?:able)?(?=[\s:.]*[+(\d])|[MC]{_NEXT})"
    ),
    "phone": (
        r"(?:公司|联系|聯絡|固定|办公|服务|咨询|客服|销售|值班|业务)?\s*(?:电\s*话|電\s*話)|固\s*话|固\s*話|直\s*线|直\s*線|座\s*机|座\s*機|"
        r"总\s*机|總\s*機|(?:服务|咨询|全国|客服|销售|订购|订货)?热\s*线|熱\s*線|专线|專線|"
        rf"{_HEAD}(?:tele(?:ph|f)one?s?|telefon|tele(?=[\s:.])|t[eé][lt1|!](?:[eé]f|p)?(?:\s*no)?(?![a-z])|(?:office|business|work|main|home|direct)?\s*phones?(?:\s*(?:no|number))?(?![a-z])|"
        r"ph(?:\s*no)?(?=[\s:.]*[+(\d])|off(?:ice)?(?=\s*(?:line|no)?[\s:.]*[+(]?\d[\d\s().-]{4})|direct(?:\s*(?:line|dial|tel))?(?![a-z])|(?:res|shop|store)(?=[\s:.]*(?:[+(]?\d{3}|:$)|\.\s*ph)|"
        rf"hot\s?line|toll[\s-]?free|landline|switchboard|main(?=\s*[:.]?\s*[+(\d])|dd?i?(?=\s*:\s*[+(\d])|contact(?:\s*no)?(?=\s*[:.+(\d])|call(?=\s*[:.+(\d])|(?<=\()[RO0](?=\)\s*[:.]?\s*\d)|[TPODH]{_NEXT})|"
        r"(?<![\w.+-])0(?=\s\(?[2-9]\d{2}\)?[.\- ]\d{3}[.-]\d{4})"  # O, for office, read as a figure
    ),
    "email": (
        rf"{_HEAD}E(?=\s*/\s*\S+@)|"
        r"电子\s*(?:邮\s*箱|邮\s*件|信箱)|電子\s*(?:郵\s*箱|郵\s*件|信箱)|電\s*郵|电\s*邮|邮\s*箱|郵\s*箱|邮\s*件|郵\s*件|信\s*箱|"
        rf"{_HEAD}e\s?-?\s?ma[il1]l(?:\s*(?:id|address))?|{_HEAD}mail(?=\s*:)|{_HEAD}email"
    ),
    "website": (
        r"(?:公司|企业)?\s*(?:网\s*址|網\s*址|网\s*站|網\s*站|官\s*网|官\s*網|主\s*页)|"
        rf"{_HEAD}(?:web\s?site|web\s?page|home\s?page|web(?=\s*[:.]?\s)|url|http(?=\s*:\s*www)|internet)(?![a-z])"
    ),
    "address": (
        rf"{_HEAD}A(?=\s*/\s*[\u4e00-\u9fff\d])|"
        r"(?:公司|工厂|办公|总部|厂|联系|单位|通讯|营业|注册|門市|分公司|门店|店)?\s*(?:地\s*址)|地\s*點|厂址|廠址|总部(?=\s*:)|公司(?=\s*:)|工厂(?=\s*:)|"
        rf"{_HEAD}(?:(?:office|factory|head office|corporate office|regd?\.? office|registered office|works|branch(?: office)?|mailing|company)?\s*address|"
        r"add(?=\s*[:.])|addr(?![a-z])|head office|head quarters?|site office|branch office|(?:ress?(?:i(?:dence)?)?|off)\s?\.?(?=\s*:\s*[A-Za-z\d#])|lab(?=\s*:)|regd?\.? off(?:ice)?\.?|corp(?:orate)?\.? off(?:ice)?\.?|adr(?=\s*[:.])|factory(?=\s*:)|office(?=\s*:\s*(?:[A-Za-z]|[\d/-]+,))|hq(?=\s*:)|works(?=\s*:)|(?:residence|office|works|factory)\s*(?:&|and|/)\s*(?:residence|office|works|factory)(?=\s*:))"
    ),
    "name": rf"姓\s*名|联系人|聯絡人|{_HEAD}name(?=\s*:)|{_HEAD}contact person",
    "title": rf"职\s*务|職\s*務|职\s*位|職\s*位|职\s*称|{_HEAD}(?:title|position|designation)(?=\s*:)",
    "department": rf"部\s*门(?=\s*:)|部\s*門(?=\s*:)|{_HEAD}(?:department|dept)(?=\s*:)",
}
LABEL = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()), re.IGNORECASE
)
_JOIN = re.compile(r"[\s:/&、,+·|()-]*")
_ALONE = re.compile(r"^[\s·|*>\[(]*(?P<word>.+?)[\s:.)\]|>-]*$")
LETTERS = {"M": "mobile", "T": "phone", "P": "phone", "F": "fax", "E": "email", "W": "website"}
_PHONES = frozenset({"mobile", "phone", "fax"})


@dataclass(frozen=True, slots=True)
class Label:
    """One label or several for one value (Tel/Fax), and where it stands in the text."""

    kinds: frozenset[str]
    start: int
    end: int


def labels(text: str) -> list[Label]:
    """The labels of a line, those that belong together joined."""
    found: list[Label] = []
    for match in LABEL.finditer(text):
        kinds = _kinds(match)
        last = found[-1] if found else None
        if last and _JOIN.fullmatch(text[last.end : match.start()]) and _may_join(last, kinds):
            found[-1] = Label(last.kinds | kinds, last.start, match.end())
        else:
            found.append(Label(kinds, match.start(), match.end()))
    return found


def _kinds(match: re.Match[str]) -> frozenset[str]:
    kind = match.lastgroup or ""
    return frozenset({"phone", "fax"} if kind == "telfax" else {kind})


def _may_join(last: Label, kinds: frozenset[str]) -> bool:
    """手机 Mobile is one label said twice, Tel/Fax one for two; Mobile Email is neither."""
    if kinds & last.kinds:
        return True
    return bool(kinds & (_PHONES | {"wechat", "qq"}) and last.kinds & _PHONES)


def kind_of_lone(text: str) -> str | None:
    """The kind of a line that is nothing but a label."""
    match = _ALONE.match(text)
    if match is None:
        return None
    word = match.group("word")
    if word.upper() in LETTERS:
        return LETTERS[word.upper()]
    found = labels(word + ":")
    covers = len(found) == 1 and found[0].start == 0 and found[0].end >= len(word)
    return next(iter(found[0].kinds)) if covers else None


def attach_lone(lines: list[Line]) -> list[Line]:
    """Give a label in a box of its own to the value on its right; the label's line goes."""
    lone = {id(line): kind for line in lines if (kind := kind_of_lone(line.text))}
    kept = [line for line in lines if id(line) not in lone]
    for line in lines:
        kind = lone.get(id(line))
        right = [
            other
            for other in kept
            if kind and same_row(line, other) and other.left >= line.right - line.height
            if kind not in _PHONES or re.search(r"\d{3}", other.text)  # M may be a logo
        ]
        nearest = min(right, key=lambda other: other.left, default=None)
        if nearest is not None and nearest.left - line.right < 14 * line.height:
            nearest.label = nearest.label or kind or ""
        elif kind in _PHONES:
            _label_below(line, kind, kept)
    return kept


def _label_below(line: Line, kind: str, kept: list[Line]) -> None:
    """Small labels stand over their numbers, too."""
    for other in kept:
        edge = abs(other.left - line.left) < 2 * line.height
        if edge and is_under(line, other) and re.fullmatch(r"[\d\s+()./-]{7,}", other.text):
            other.label = other.label or kind
            return


def take_label(line: Line, before: int, kind: str) -> None:
    """Take the label of that kind that stands right before a value."""
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
