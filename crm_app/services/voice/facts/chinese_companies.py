"""Companies as Chinese notes name them: 华东科技的张总, 去了趟宏远, 蓝海物流那边."""

import re
from dataclasses import dataclass

from crm_app.services.voice.facts import chinese_words as words
from crm_app.services.voice.facts.chinese_people import Person


@dataclass(frozen=True, slots=True)
class Company:
    """A company named in a text: as spoken, where, and how sure (0..1) that it is the customer."""

    name: str
    start: int
    end: int
    sure: float


_any = "|".join
_BEFORE = rf"(?:{_any(sorted(words.BEFORE_NAME, key=len, reverse=True))})"
_TAIL = re.compile(
    rf"(?P<strong>{_any(sorted(words.STRONG_TAILS, key=len, reverse=True))})|(?P<weak>{_any(sorted(words.WEAK_TAILS, key=len, reverse=True))})"
)
_PRODUCT = re.compile(rf"(?:{_any(words.PRODUCT_WORDS)})")
_DEPARTMENT = re.compile(r"[^\W\d_的]{2,3}(?:部|处|科|室|中心|办)(?!分|长会)")
# Words that no company is called by.
_NO_NAME = re.compile(
    r"[他她它我你您们这那哪说很吗呢吧啊着了过的叫做搁]|觉得|一家|一个|已经|今天|明天|昨天|公司$|需要|等保|投标|交货|仓库|前台|门卫|车间|食堂|隔壁|楼下|[欧美亚非]洲|海外|国外|东南亚|[美日德法英韩泰]国(?=$|的|那边|这边)|^[一二两三四五六七八九十几\d]+[台套个家件批种款]"
)
_NAME_ENDS = re.compile(
    r"$|[^\w]|的|那边|这边|方面|采购|财务|信息部|技术部|总部|项目|说|谈|开|签|见|做|要|想|反馈|投诉|拜访|聊|现|今|明|下|上|"
    r"和|跟|对|有|已|不|没|又|是|那|这|演示|送|交|续|也|就|来|老|小|[A-Z]"
)
_SPEAKS_OF = re.compile(
    r"(拜访|走访|回访|见|去了趟|去|到|来到|来自|联系|电话|客户|和|跟|与|同|给|约|跟进|演示|接待|签|服务|帮|接到|找|在|跑了?趟?|从|陪|通知|拿下)了?过?完?(?:一下|一趟)?$"
)
_RIVAL = re.compile(
    r"(竞争对手|竞品|对手|友商|别家|另一家|换掉|替换|原来用|之前用|现在用|目前用|用的是|一直用|在用|对比|比价|输给|被|供应商是|选了|合作过的?|像|类似)(的|了|是|还有|用)?[^，。]{0,4}$"
)
_OUR = re.compile(
    r"(我们|咱们|我司|本|贵|他们|你们|这家|那家|一家|哪家|各家|两家|几家|对方|上市|国有|母|子|分|总|该|新|老|大|小|外资|私营|民营|客户|对手|供应商|设计|广告|装修|物流|贸易|制造)$"
)
_OWNED = re.compile(r"(?P<name>[^\W_]{2,10})(?:公司|集团)?(?:的|那边的|这边的|那边|这边)$")
_MATTER = re.compile(
    r"(?:^|[，。！？；])(?:今天|刚才|刚刚|上午|下午|那个|另外|还有|然后|关于)?(?P<name>[^\W\d_A-Za-z的]{2,8}?)(?:那边|这边)?的?(?:这个|那个)?"
    r"(?:订单|项目|合同|单子|续费|续约|招标|案子|货款|尾款|年框|标书|投标|合作|大单|试用|合约|那边|这边)"
)
_NO_MATTER = re.compile(
    r"客户|下一步|今|明|昨|上次|这次|第[一二三]|二期|一期|新的|老的|预算|价格|报价|设备|系统|年度|整个|最后|目前|双方|正式|采购|对方|大概|两年|一年|甲方|乙方|因为|所以|但是|签|发|谈|改|做|走|看"
)


# 公司叫千味鲜: said outright.
_CALLED = re.compile(
    r"(?:公司|厂子?|店|单位|企业|机构|品牌|学校|客户|民宿|酒店|客栈|工作室|医院|诊所|餐厅|饭店|超市|农场|农庄|会所)，?(?:的?名字|全称|名称)?(?:就|是)?叫做?(?P<name>[^\W_]{2,14}?)(?=的?(?:，|。|；|$))"
    r"|(?:客户|甲方)(?:就|还)?是(?P<client>(?!个|一|我|他|她|谁|做)(?![^，。]{1,8}的[，。])[^\W_]{3,12}?)(?=的(?:老板|采购|负责人)|，|。|$)"
    r"|(?:介绍|推荐|新认识|新客户|卖家|买家|商家|厂家|老板)的?，叫(?P<told>[^\W_]{3,10}?)(?=，)"
    r"|(?:有一?[个家]|[一那这]家|[一那这]个)叫做?(?P<other>[^\W_]{2,10}?)的(?=，|。|$)"
)


def _by_word(text: str) -> list[Company]:
    return [
        Company(match[kind], match.start(kind), match.end(kind), 0.95)
        for match in _CALLED.finditer(text)
        if (kind := match.lastgroup)
    ]


def _by_matter(text: str) -> list[Company]:
    """江南布艺的订单: whose order, project or contract it is."""
    return [
        Company(match["name"], match.start("name"), match.end("name"), 0.55)
        for match in _MATTER.finditer(text)
        if not _NO_NAME.search(match["name"]) and not _NO_MATTER.search(match["name"])
    ]


_LATIN = re.compile(r"[A-Za-z][\w&.-]*(?: [A-Z&][\w&.-]*)*", re.ASCII)
_LATIN_NOT = words.NO_FIRMS


# 船厂那边: what it is, not what it is called.
_KIND_OF_PLACE = re.compile(r".?(?:工厂|厂|门店|店|酒店|医院|学校|公司|车间|仓库|展会|分公司|总部)")


def chinese_companies(text: str, people: list[Person]) -> list[Company]:
    """Companies in reading order, with how likely each is the customer of the note."""
    found = _by_trade(text) + _by_owner(text, people) + _latin(text)
    found += _by_place(text) + _by_matter(text) + _by_word(text)
    kept: list[Company] = []
    for company in sorted(found, key=lambda one: (-one.sure, one.start)):
        if all(
            company.end <= one.start or company.start >= one.end for one in kept
        ) and not _KIND_OF_PLACE.fullmatch(company.name):
            kept.append(company)
    return sorted(kept, key=lambda one: one.start)


def _by_trade(text: str) -> list[Company]:
    """A name that ends in a trade: 科技, 物流, 医院."""
    found, position = [], 0
    for match in _TAIL.finditer(text):
        if match.start() < position:
            continue
        end = _grown(text, match)
        start = _name_start(text, match.start())
        own = text[start : match.start()]
        weak = match["weak"] is not None
        if (
            len(own) < 2
            or _OUR.search(own)
            or _NO_NAME.search(own)
            or re.search(r"[跟和与去到在给]$", own)
            or not _may_end(text, end, weak=weak)
        ):
            continue
        position = end
        name = re.sub(r"(?<=.{4})公司$", "", text[start:end])
        sure = 0.6 + _context(text, start, end) - 0.15 * weak
        found.append(Company(name, start, end, sure))
    return found


def _grown(text: str, match: re.Match[str]) -> int:
    """华东科技集团: trades that follow each other belong to one name."""
    end = match.end()
    while (more := _TAIL.match(text, end)) and more["strong"] and not _DEPARTMENT.match(text, end):
        end = more.end()
    return end


def _may_end(text: str, end: int, *, weak: bool) -> bool:
    if _PRODUCT.match(text, end) and not _DEPARTMENT.match(text, end):
        return bool(re.match(r"采购(?!了)|项目", text[end : end + 3])) and not weak
    return not weak or _NAME_ENDS.match(text, end) is not None


def _name_start(text: str, end: int) -> int:
    """How far left a name reaches: to the last word that cannot belong to it, eight letters at most."""
    floor = max(0, end - 8)
    start = end
    while start > floor and re.match(r"[^\W_]", text[start - 1]):
        start -= 1
    window = text[start:end]
    cut = 0
    for match in re.finditer(_BEFORE, window):
        if match.end() <= len(window) - 2 or match[0] in ("的", "了", "过"):
            cut = max(cut, match.end())
    return start + cut


def _by_owner(text: str, people: list[Person]) -> list[Company]:
    """宏远的李总, 鼎盛那边的采购经理周杰: whoever somebody belongs to is a company."""
    found = []
    for person in people:
        stem = re.sub(rf"(?:{_any(words.ROLES)}|部门?|科|处|室)+$", "", text[: person.start])
        stem = re.sub(r"(?<=的)[^\W_的]{1,6}$", "", stem)
        stem = re.sub(
            r"(采购|财务|技术|信息|市场|人事|行政|生产|设备|工程|销售|运营|项目)部?$", "", stem
        )
        owner = _OWNED.search(stem)
        if owner is None:
            continue
        start = _name_start(text, owner.end("name"))
        name = text[start : owner.end("name")]
        name = re.sub(r"(?<=.{2})(那边|这边|公司)$", "", name)
        if (
            len(name) >= 2
            and not _TAIL.fullmatch(name)
            and not _OUR.search(name)
            and not _PRODUCT.search(name)
            and not _NO_NAME.search(name)
        ):
            found.append(
                Company(name, start, start + len(name), 0.6 + _context(text, start, owner.end()))
            )
    return found


_WENT = re.compile(r"(去了趟|去了|去|拜访了?|回访了?|走访了?|跑了趟|跑了?|客户|见了)$")
_PLACE = re.compile(
    r"(?:去了趟|去了|去|来到|到|拜访了?|回访了?|走访了?|跑了趟|跑了?|联系了?|客户|给|跟|和|与|见了)(?P<name>[^\W\d_A-Za-z的了]{2,6}?)"
    r"(?=，|。|那边|这边|做了?|开会|谈|演示|聊|见了|送|拜访|参观|考察|调研|回访|培训|签|验收|的(?=.{0,3}(?:老板|采购|负责人|团队|合伙人|财务|技术|工程师|领导|创始人|人$|人，))|$)"
)
_NOT_PLACE = re.compile(
    r"^[点数量取拿送看查办修装]|他|她|我|你|客户|对方|现场|公司|办公|电话|方案|合同|报价|产品|演示|会议|下周|明天|这|那|哪|一|两|几|家|面|大家|老板|领导|同事|采购|财务|技术|时间|什么|机场|车站|饭店|吃饭|仓库|工地|展会|外地|家里|楼下|咖啡|总部|出差|见面|医院$|学校$|银行$|朋友|同学|老"
)


def _by_place(text: str) -> list[Company]:
    """去了趟鼎盛, 恒信那边: no trade, only where somebody went."""
    found = []
    for match in _PLACE.finditer(text):
        name = match["name"]
        if (
            not _NOT_PLACE.search(name)
            and not _NO_NAME.search(name)
            and not re.match(_any(words.REGIONS), name)
        ):
            sure = (
                0.5
                if text[match.end() : match.end() + 2] in ("那边", "这边")
                else 0.45
                if _WENT.search(text[: match.start("name")])
                else 0.35
            )
            found.append(Company(name, match.start("name"), match.end("name"), sure))
    return found


def _latin(text: str) -> list[Company]:
    found = []
    for match in _LATIN.finditer(text):
        name = match[0].rstrip(".-")
        before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
        if len(name) < 2 or name.lower() in _LATIN_NOT or not name[0].isupper():
            continue
        if _SPEAKS_OF.search(before) or re.match(r"的|那边|公司|这边|[\u4e00-\u9fff]总", after):
            sure = 0.6 + _context(text, match.start(), match.end())
            found.append(Company(name, match.start(), match.end(), sure))
    return found


def is_rival(text: str, start: int) -> bool:
    """Whether what is named there is somebody we compete with, or are compared to."""
    return bool(_RIVAL.search(text[max(0, start - 12) : start].rstrip()))


def _context(text: str, start: int, end: int) -> float:
    """More for whom the note speaks of, less for rivals and bystanders."""
    before, after = text[max(0, start - 12) : start].rstrip(), text[end : end + 12].lstrip()
    worth = 0.2 if _SPEAKS_OF.search(before) or not before.strip() else 0.0
    worth += 0.1 if re.match(r"(的|那边|这边)", after) else 0.0
    return worth - 0.5 * is_rival(text, start)
