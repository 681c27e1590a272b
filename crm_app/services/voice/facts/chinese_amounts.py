"""Money as Chinese notes say it: 六万九, 十五个, 五十来万, 8000块, 三十万美金."""

import re
from decimal import Decimal

from crm_app.services.voice.facts.chinese_numbers import DIGITS, chinese_number
from crm_app.services.voice.facts.money import CURRENCIES, Amount

_CN = DIGITS.replace("幺", "").replace("俩", "") + "十百千万亿拾佰仟"
_CURRENCY = "|".join(
    sorted((name for name in CURRENCIES if not name.isascii()), key=len, reverse=True)
)
_NUMBER = (
    rf"(?P<number>(?:\d|[{_CN}])(?:[\d{_CN}.点]|(?<=[十百千万亿])[来多余](?=[万亿个块元千百]|$|[^\w])"
    rf"|,(?=\d{{3}})|个(?=亿)|(?<=[\d十百千万亿])半(?![年月天个]))*)(?![\d{_CN}])"
)
_COUNTED = (
    r"(?!\s?[多余来几]?(?:台|套|件|人|年|月|号|日|天|点(?!\d)|分(?![\d一二三四五六七八九十两][期批次])|%|％|次|家|名|位|平|吨|公里|米|箱|辆|张|份|楼|层|期|折|成(?!交|本|功|立|都)|岁|条|批|倍|页|秒|小时|周|步|代|版|座|"
    r"用户|公斤|瓶|单(?!子)|种|项|部|门|户|斤|级|类|盒|支|只|台套|站|店|处|间|片|根|卷|升|克|度|节|轮|遍|趟|幅|篇|盏|把(?!块)|双|副|亩|口|款|字|粒|颗|块屏|G|T))"
)
_BARE_JARGON = r"(?P<jargon>个(?=$|[^\w]|左右|上下|以内|吧|封顶|打底|的?预算|的?报价|能|就|以上|以下|出头|不到|才|到|的价|拿下|成交|美|之内|往上|往下|我|他|差不多|多点|搞定|签))?"
_PATTERN = re.compile(
    rf"(?P<sign>人民币|RMB|USD|EUR|GBP|HKD|US\$|[¥￥$€£])?\s?(?<![\d.几第{_CN}])(?<![A-Za-z](?=\d)){_NUMBER}"
    rf"(?P<letter>[wWkK](?![a-zA-Z]))?{_BARE_JARGON}\s?(?P<extra>[万亿])?(?P<currency>{_CURRENCY}|RMB|USD)?{_COUNTED}",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"(预算|报价|报了?|价格?|金额|费用?|合同额?|总[价额]|单价|成交|回款|付款?|定金|首付|尾款|卖|花|降到|压到|给到?|谈到|做到|开价|出价|值|大概|左右|差不多|一共|总共|拢共|统共|总计|共计|"
    r"优惠到|拿|砍到?|要|收|月费|年费|续费|订单|单子|(?:我|他|她|对方|人家)们?(?:说|讲|还|喊))(是|在|了|到|给|为|也就|大概|大约|差不多|约|就|只有|只|都|最多|最少|不超过|控制在|的|只能|能|我们|他们?|她|才|出|一个|总共|估计|应该|还是|：|，)*$"
)
_TALK = re.compile(r"预算|报价|价格|金额|费|合同|订单|单子|总共|货款|尾款|收|付|一年$")
_WORTH = re.compile(
    r"预算|框架|协议|合计|折后|合同|总[价额]|金额|报价|成交|签|订单|单子|大单|项目|费用|续约|续费|价格|首批|采购|一共|总共|拢共|统共|总计|共计|合计|标的|方案|年费|授权|total"
)
_FINAL = re.compile(
    r"最后|最终|降到|压到|谈到|砍到|改成|改到|调到|调整到|定在|定了|敲定|谈下来|谈成|给到|成交|让到|咬[^，。]{0,3}牙|(?<!金)(?<!款)给了$|涨[到成]|[加提升][到成为]|变[成为]|抹[到成]|松口|同意"
)
# What was said last was said right.
_PUT_RIGHT = re.compile(
    r"不对|(?:^|，)不是，|说错|更正|纠正|准确地?[说讲]|确切地?[说讲]|严格[说讲来]|具体[说讲是]|应该是|实际上?是|精确"
)
# 不对，是六十万 / 不是五十万，是六十万.
_RATHER = re.compile(
    r"(?:不对|不是|说错了?|错了|更正)[，。](?:呃|嗯|哦|应该|就是|是|改成)*$|不是[^，。]{2,10}[，。](?:而)?是$"
)
_NOT_THIS = re.compile(r"(?:不是|并非)(?:[^，。]{0,3})$")
# 二十一万八，就这么定了; 那就按二十一万八.
_SETTLED = re.compile(
    r"^[^，。]{0,8}(?:，[^，。]{0,4})?(?:就这么定|成交|说定|定了(?!金)|拍板|他?她?(?:们)?(?:也)?(?:同意|答应|认可|接受|OK|ok|点头)|行|可以$|没问题)|^[^，。]{0,8}[，。](?:他|她|对方|人家)们?(?:说|也)?(?:可以|行|好|同意|没问题|成)(?![^，。])"
)
# 一千七百五十万，也就是现在这个数.
_AS_NOW = re.compile(
    r"^[^，。]{0,6}，?(?:也)?就是(?:现在|目前|最后|最终|眼下)(?:的)?(?:这个)?(?:数|价|金额|报价|结果)"
)
_SETTLED_BEFORE = re.compile(
    r"(?:那就|就)(?:按|以|定|照)?$|(?:最后|最终|终于|松了?一?步|一口价|后来)[^。]{0,14}$"
)
_LESS = re.compile(r"(?:少|多|低|高|差|便宜|贵|让|降)(?:了|掉|出)?$")
_EACH = re.compile(r"单价|unit price|每[个台套件只张把米平斤吨]", re.IGNORECASE)
_WE = re.compile(
    r"(?:我们?|咱们?)(?:正式|最后|这边|现在)?(?:给(?:的|他们?|她们?|到)?)?(?:的?(?:是|报))?(?:的|的是|了|到|出)?$"
)
_WHOLE = re.compile(r"(?:预算|经费|盘子|总价|总额|合同额|合同)(?!单价)")
# They would like less, and were told no.
_NOT_GIVEN = re.compile(
    r"^[^，。]{0,8}(?:，)?(?:我们?|咱们?)?(?:都)?(?:没(?:有)?|不)(?:答应|同意|松口|接受|让步)|^[^，。]{0,4}(?:，)?(?:我们?)?(?:没法|不可能|做不到)"
)
_WISHED = re.compile(
    r"(?:想|希望|要求|非要)[^，。]{0,4}(?:砍|压|降|谈|做|还)(?:价)?(?:到|成)$|心里[^，。]{0,6}$"
)
# What they spend as it is: 他们现在用进口的，一年光校准就花六万多.
_THEIR_COST = re.compile(r"(?:一年|每年|每月|一个月)[^，。]{0,8}(?:花|交|付|要掉)(?:掉|了|去)?$")
_NO_SUM = re.compile(
    r"没(?:有)?(?:给(?:他们?)?)?(?:报(?:过)?价|谈价|谈到价|定价|出价)"
    r"|(?:价钱?|价格|报价|金额|钱的事)[^，。]{0,6}没(?:有)?(?:谈|定|报|出|聊|提)"
)
_DROPPED = re.compile(r"^[^，。]{0,8}(?:作废|不算|不要了|取消|不作数|推翻)")
_BYGONE = re.compile(
    r"(?:去年|前年|以前|当时|那时|那会儿|上一[批次]|上回|早年|20\d\d年|[一两二三四五六七八九十几]年前)[^。]{0,16}$"
)
_ALONE = re.compile(r"[，。；]|$")
_NET = re.compile(r"折(?:之后|以后|后|完|下来)|折后|优惠(?:之后|以后|后|完)|抹(?:了|掉)?零头?")
_LIMIT = re.compile(r"(?:块|元|以)?(?:之内|以内|以下|以上|不到|往下|封顶)")
_OFFERED = re.compile(r"最低|最多|底价|我们?(?:就|给他|给)?报|让到|抹零")
_RIVAL = re.compile(r"竞争对手|对手|友商|别家|另一家|同行|竞品|人家|有人|其他家|另外一家|隔壁")
_SIDE = re.compile(
    r"定金|订金|首付|首期款|预付|尾款|押金|回款|欠|罚|赔|运费|差旅|餐|单价|便宜|优惠了?|降了|贵了?|多了?|减|差价|抹(?![到成])|原来|原价|原先|最初|起初|比|一开始|最早|"
    r"去年|上次|之前|本来|涨(?![到成])|从$|保证金|先付|先打|门票|礼品|每[年月台套人个家]|一台|一套|一年"
)
_FOREIGN = re.compile(
    r"损失|退(?:他|她|货|款|了)?(?=[^，。]{0,3}$)|欠(?!费用)|赔了|亏了?|罚款|营收|年产值|注册资本|产值|估值|融资|市值|流水|销售额|营业额|利润|体量|规模|年销|工资|月薪|房租"
)
SMALLEST, LONGEST = 100, 20


def chinese_amounts(text: str) -> list[Amount]:
    """Every amount of money, with its worth as the amount of the deal."""
    found = []
    for match in _PATTERN.finditer(text):
        value = _value(match)
        if value is None or not _is_money(text, match, value):
            continue
        if _is_tens_of_thousands(text, match, value):
            value *= 10**4
        currency = CURRENCIES[(match["sign"] or match["currency"] or "元").upper()]
        found.append(
            Amount(value, currency, match.start(), match.end(), _worth(text, match, value))
        )
    return found


def _is_tens_of_thousands(text: str, match: re.Match[str], value: Decimal) -> bool:
    """经费大概一百五: of a whole budget nobody counts single yuan."""
    said = match["letter"] or match["jargon"] or match["extra"] or match["currency"]
    bare = not said and not re.search(r"[\d万亿千]", match["number"])
    near = text[max(0, match.start() - 14) : match.start()]
    return bare and 10 <= value < 1000 and bool(_WHOLE.search(near))


def _value(match: re.Match[str]) -> Decimal | None:
    number = match["number"].rstrip(".点,")
    if number in ("千万", "万万") and not match["currency"]:
        return None  # 千万别拖
    value = chinese_number(re.sub(r"[来多余]", "", number))
    if value is None:
        return None
    if match["extra"]:
        value *= 10**4 if match["extra"] == "万" else 10**8
    if match["letter"]:
        value *= 10**4 if match["letter"].lower() == "w" else 1000
    elif match["jargon"] and value < 10_000:
        value *= 10**4  # 十五个: among salespeople a piece is ten thousand
    return value


def _is_money(text: str, match: re.Match[str], value: Decimal) -> bool:
    before = text[max(0, match.start() - 14) : match.start()]
    if not re.search(rf"[\d{DIGITS}半]|^[十百千]+[万亿]|^十", match["number"]):
        return False  # 万和电气: a unit alone is no number
    if match["jargon"]:
        return bool(_PRICE.search(before)) or bool(
            re.match(r"左右|预算|的?报价|封顶|打底|拿下|成交", text[match.end() :])
        )
    if match["sign"] or match["currency"] or match["letter"]:
        return True
    magnitude = re.search(r"[万亿]|(?<=\d)千", match[0])
    if magnitude:
        return not re.match(r"(个|多|余|名|条|家|人|次)", text[match.end() :])
    if _ALONE.match(text, match.end()) and re.search(r"[，。；]$", text[: match.start()]):
        return re.search(r"[百千]", match["number"]) is not None  # 一台小台秤，一千六，
    return (
        value >= SMALLEST
        and any(told.search(before) for told in (_PRICE, _TALK, _RATHER))
        and not re.match(r"个|多个", text[match.end() :])
    )


def _worth(text: str, match: re.Match[str], value: Decimal) -> float:
    """Higher for what the deal is worth, lower for rivals' prices, parts and bygones."""
    # Speech without pauses is one clause: what was said long before is another matter.
    clause = re.split(r"[，。；！？,]", text[: match.start()])[-1][-LONGEST:]
    near = clause[-14:]
    after = re.split(r"[，。；！？,]", text[match.end() :])[0][:8]
    worth = 3.0 * bool(_WORTH.search(near + after)) + 2.0 * bool(_FINAL.search(near))
    worth -= 4.0 * bool(_RIVAL.search(clause)) + 3.0 * bool(_SIDE.search(near))
    worth += (
        1.5 * bool(_OFFERED.search(clause))
        + 4.0 * bool(_NET.search(clause))
        - 2.0 * bool(_LIMIT.match(after))
    )
    worth += 6.0 * bool(_PUT_RIGHT.search(clause[-8:]) or _RATHER.search(text[: match.start()]))
    worth -= 5.0 * bool(_NOT_THIS.search(clause)) + 6.0 * bool(_BYGONE.search(clause))
    worth -= 6.0 * bool(_LESS.search(clause)) - 3.5 * bool(_WE.search(clause))
    after_all = text[match.end() :]
    worth -= 6.0 * bool(_DROPPED.match(after_all)) + 6.0 * bool(_NOT_GIVEN.match(after_all))
    worth -= 3.0 * bool(_WISHED.search(clause)) + 6.0 * bool(_THEIR_COST.search(clause))
    worth -= 6.0 * bool(_NO_SUM.search(text))
    worth += 3.0 * bool(_SETTLED.match(after_all)) + 5.0 * bool(_AS_NOW.match(after_all))
    worth -= 4.0 * bool(_EACH.search(near))
    worth += 4.0 * bool(_SETTLED_BEFORE.search(text[: match.start()]))
    worth -= 8.0 * bool(_FOREIGN.search(clause))
    worth -= 2.0 * bool(
        re.match(
            r"(的)?(定金|订金|首付|预付|尾款|差价|优惠|折扣|运费|押金|一年|每年|一台|一套|一个月|每月|赔偿|保证金)|/",
            after,
        )
    )
    return worth + len(str(int(value))) * 0.25 - 4.0 * (value < SMALLEST)
