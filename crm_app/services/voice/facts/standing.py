"""What somebody named in a note is to us: whom we met, one of ours, a rival, a mention in passing."""

import re

_ABSENT = re.compile(
    r"^(?:本人)?(?:我)?(?:没露面|没出面|没出现|没参加|没见着|没见到)|^是[^，。我咱]{1,6}的(?=，|。|$)|^[^，。]{0,3}(?:不在|没在|出差|休[产年病婚]?假|离职|请假|也过来|也在|也来|列席)|^ (?:was|is|wasn't|isn't) (?:not |away|out|off|busy|too busy|there too)"
    r"|^ (?:couldn't|could not|didn't) (?:make|come|join|show)"
    r"|^(?:['’]s|的) ?(?:deputy|assistant|secretary|PA|colleague|successor|predecessor|boss|replacement|助理|助手|秘书|副手|同事|徒弟|下属|接班人)"
    r"|^[^，。]{0,2}(?:走了|调[走去到往]|(?:去)?开会|离开了|退休|不干了)|^ (?:has |had |is |just |recently )*(?:cancelled|canceled|didn['’]t turn up|stood me up|left|leaving|retired|moved on|gone)\b"
    r"|^ (?:was|is) (?:tied up|ill|sick|on (?:leave|holiday|vacation)|in (?:a|another) meeting)\b|^ (?:wasn['’]t|isn['’]t|was not|is not) (?:about|around|there|free|available)\b|^ but (?:got|saw|met|found|only got)\b"
    r"|^ (?:just|only|merely) (?:does|handles|looks after|did|signs)\b"
    r"|^ (?:kept|stayed) (?:\w+ )?out of\b|^ will be (?:the one |the person )?(?:using|running|working)\b"
)
_MET = re.compile(
    r"(?<!没)(?<!没有)(?:见了?|见到了?|见的是?|跟|和|与|约了?|找|拜访了?|接待的?是)$"
    r"|\b(?:met|meeting with|met with|saw|with|spoke to|spoke with|talked to|call from|call with|coffee with|lunch with) $",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"(?:没有?|未)(?:能)?(?:见|约|碰|找|等)(?:到|着|上)?(?:他们|他们的)?$"
    r"|\b(?:didn['’]t|couldn['’]t|did not|could not) (?:see|meet|get|reach|catch)(?: hold of)? $",
    re.IGNORECASE,
)
_MET_AFTER = re.compile(r"^(?:本人|亲自)?(?:亲自|接待|出面|出来)(?:接待|见)?的?|^ instead\b")
# 联系人是高磊, 采购经理叫高磊; contact is Dana, the new buyer is Dana.
_INTRODUCED = re.compile(
    r"(?:联系人|对接人|负责人|经理|主任|主管|老板|厂长|采购|专员)(?:名字)?(?:是个?|叫做?|，|：)$|(?:换成了?|换了|现在(?:是|由)(?:一?[个位])?|新来(?:的|了个)[^，。]{0,6}(?:叫|是)?|新(?:联系人|负责人|采购|经理|主管)[^，。]{0,3})$|接待的?(?:是|我的是)[^，。]{0,5}$"
    r"|\bthat['’]s $|\b(?:contact|manager|buyer|director|owner|head of \w+|lead|boss)(?: there)?(?:['’]s| is|,|:)(?: called| named| a new \w+,)? $"
    r"|\b(?:a (?:woman|man|lady|guy|chap|colleague|girl|lad)|(?:new|now) \w+) (?:called|named|is) $|\b(?:but )?got (?:\w+ )?$",
    re.IGNORECASE,
)
_OUR_PARTS = r"(?:技术|工程|售后|研发|商务|财务|法务|市场|产品|实施|方案|客服|物流|仓库|生产|服务|采购|交付|质检)"
_OURS_BEFORE = re.compile(
    rf"(?:我们|咱们?|我司|我方|我们公司|咱公司|本部门|(?<![^\W_])公司)(?:这边)?(?:的)?(?:{_OUR_PARTS}(?:部门?|组|团队|那边)?(?:的)?)?(?:领导|老板|老大|同事|经理|总监|工程师)?(?:的)?$"
    r"|(?<!以前的)(?<!之前的)(?<!前)(?<!老)(?<![他她])(?<![他她]的)(?:同事|搭档|徒弟|师傅带着|我带着?|带上|派)(?:了)?$|我们?(?:让|叫|派|安排|喊)(?:[^，。]{1,5}(?:部门?|组|科)的?)?$"
    r"|\b(?:our|my)(?: own)?(?: (?!customer|client|contact|prospect)[\w-]+){0,3},? $|\b(?:colleague|teammate),? $|\b(?:me|myself)(?:,| and|, and) $|\bme,[^.]{0,40} and $",
    re.IGNORECASE,
)
_OURS_AFTER = re.compile(
    r"^(?:明天|后天|今天|下周.|上午|下午|就|会|再|先)*(?:到|去|上)(?:他们|客户|那边)?(?:现场|门)(?:去)?(?:处理|看|装|修|调|维|排|检|勘)"
    r"|^(?:，)?(?:是)?(?:我们|咱们|我)(?:公司|这边)?的?(?:同事|领导|老板|工程师|技术)"
    r"|^,? (?:is )?(?:from|in|on|of) (?:our|my|pre-?sales)\b|^,? (?:our|my) (?!contact|client|customer|champion|new contact)[a-z]",
    re.IGNORECASE,
)
_NAMED_CUSTOMER = re.compile(
    r"(?:客户|甲方)(?:就|还)?(?:是|叫|名称|名字)?(?:，|：)?$|\b(?:customer|client|account|company)(?: name)?(?: is|:|,)? $",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:不是|并非|别搞成)(?:那个|那家)?$|\bnot (?:the |to be confused with )?$")
_RIVAL_AFTER = re.compile(
    r"^(?:公司|那边|那家)?(?:也)?(?:给(?:他们?|她们?|客户|对方)(?:们)?(?:也)?)?(?:报(?=[\d一二两三四五六七八九十百])|报了|报的|报价|报出|报到|出价|开价|才报|只报|比我们|抢了|插进来)"
    r"|^(?:那边|公司|他们)?也在(?:投|报|抢|谈|跟他)|^(?:那边|公司)?报得|^(?:只是|不过是)|^[^，。]{0,4}(?:的报价|的价格)(?:比|只|才|更)"
    r"|^ (?:came in|quoted|undercut|(?:was|were|is|are) (?:\w+ )?(?:cheaper|lower)|(?:had |have )?bid|offered (?:them|him|her)|underbid|pitched)\b|^['’]s (?:price|quote|offer|bid)",
    re.IGNORECASE,
)
# They buy from somebody else as yet.
_BOUGHT_FROM = re.compile(
    r"\b(?:they|he|she|who)(?:['’](?:re|s)| are| is| were| was)? (?:currently |now |still |always )*(?:buy(?:s|ing)?|get(?:s|ting)? (?:\w+ ){0,3}|order(?:s|ing)?|sourc(?:e|es|ing)) ?from $",
    re.IGNORECASE,
)
# 给骏驰报了个价: we quoted them.
_TO_THEM = re.compile(r"(?:给|跟|向|帮|替|为|到|去)(?:了)?$")
_RIVAL_BEFORE = re.compile(
    r"\b(?:had|got|at|quote of)? ?[$£€]?\d[\d.,]*k? from $",
    re.IGNORECASE,
)
# 江总，呃不是江，是蒋; Tom, sorry, Tim.
_TAKEN_BACK = re.compile(
    r"^(?:，|……)?(?:呃|嗯|哦|啊|噢|诶|欸)?(?:，)?(?:不对|不是(?!那个|[^，。]{1,4}的[^，。]?(?:，|。|$)|[^，。]{2,8}(?:。|；|$))|说错|错了|口误)"
    r"|^,? (?:no(?=,| wait| sorry| I mean| it)|sorry|wait|I mean|or rather|correction|scratch that),? ",
    re.IGNORECASE,
)
_NOBODY_MET = re.compile(
    r"没有?(?:去)?(?:见|拜访|跑|约|接触)(?:到|着|过)?(?:任何|什么|一个)?客户|没(?:有)?(?:什么|啥)客户|没有?(?:具体|真正)?[跟和]谁(?:谈|聊|说|见)|没有?(?:跟|和)客户"
    r"|\bnothing (?:much |really )?(?:from the road|to (?:report|log|note|record)|customer[- ]facing)\b|客户(?:这边|那边)?(?:没啥|没什么|没有什么)(?:可|要|好)?(?:记|说|写|报)|内部(?:会议?|讨论|培训|沟通)|(?<!their )(?<!his )(?<!her )(?<!an )\binternal (?:note|meeting|call|only|memo|stuff)\b"
    r"|\bno (?:customer|client)s? (?:contact|visits?|meetings?|calls?|today|involved|seen|met|visited|work)\b|\bdid(?:n['’]t| not) (?:really |actually )?(?:see|meet|speak (?:to|with)|talk (?:to|with)) any(?:one|body|\s(?:customer|client))",
    re.IGNORECASE,
)
_NO_JOY = re.compile(
    r"\b(?:no (?:joy|luck|answer)|nobody(?: in)?) (?:at|with|from) $", re.IGNORECASE
)
_NOBODY_THERE = re.compile(
    r"^[，]?[^，。]{0,4}(?:没约上|没人|人不在|没见到|没见着|白跑|扑了?个?空|关门|没开门)"
    r"|^,? (?:but|and) (?:nobody|no one|they were (?:closed|shut)|it was (?:closed|shut)|the place was)|^,? (?:but )?(?:the )?(?:gate|door|place|office|shop)s? (?:was|were) (?:locked|closed|shut)",
    re.IGNORECASE,
)


def person_standing(text: str, start: int, end: int) -> float:
    """How much more, or less, likely the words around make a person the contact."""
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    worth = 0.25 * bool(_MET.search(before) or _MET_AFTER.match(after)) - 0.3 * is_absent(
        text, start, end
    )
    worth += 0.35 * bool(_INTRODUCED.search(before))
    return worth - 1.0 * is_ours(text, start, end) - 1.0 * bool(_TAKEN_BACK.match(after))


def is_absent(text: str, start: int, end: int) -> bool:
    """Whether somebody was sought and not met, has left, or is only whose assistant one met."""
    return bool(_MISSED.search(text[max(0, start - 60) : start]) or _ABSENT.match(text[end:]))


def met_nobody(text: str) -> bool:
    """Whether the note itself says that it is about no customer."""
    return _NOBODY_MET.search(text) is not None


def is_ours(text: str, start: int, end: int) -> bool:
    """Whether the words around say that somebody works with us."""
    before, after = text[max(0, start - 60) : start], text[end : end + 40]
    return bool(_OURS_BEFORE.search(before) or _OURS_AFTER.match(after))


def firm_standing(text: str, start: int, end: int) -> float:
    """How much more, or less, likely the words around make a firm the customer."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    worth = 0.3 * bool(_NAMED_CUSTOMER.search(before)) - 0.8 * bool(_DENIED.search(before))
    rival = _RIVAL_AFTER.match(after) if not _TO_THEM.search(before) else None
    rival = rival or _RIVAL_BEFORE.search(before)
    worth -= 0.8 * bool(_TAKEN_BACK.match(after))
    closed = _NOBODY_THERE.match(after) or _NO_JOY.search(before)
    worth -= 0.9 * bool(_BOUGHT_FROM.search(before))
    return worth - 0.5 * bool(rival) - 0.5 * bool(closed)
