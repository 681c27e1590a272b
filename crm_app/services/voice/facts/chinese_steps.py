"""What we promise to do, as Chinese notes say it: 下周三之前我要把报价单发给他."""

import re
from dataclasses import replace

from crm_app.services.voice.facts.calendar_days import DateMention
from crm_app.services.voice.facts.chinese_words import SURNAMES
from crm_app.services.voice.facts.sentences import Stretch
from crm_app.services.voice.facts.steps import Step

_ACTION = re.compile(
    r"把|借(?!口|此|着)|告诉|通知|反馈|答|封|编|发|寄|送|签|提交|交(?!流|付期|通|货期)|安排|部署|打(?!折|算)|约|谈|跟进|跟一下|联系|拜访|回访|准备|做|写|改|出(?!差回|来|现|货慢)|报(?!价[高低太偏]|修)|给|确认|协调|整理|演示|测试|培训|开(?!心|始)|"
    r"沟通|汇报|申请|催|邀|带|上门|对接|补|更新|核|算|提供|落实|敲定|推进|回复|答复|回(?!款|来|去|头|访了)|上线|实施|验收|收款|开票|走(?!了)|去(?!年)|过去|到(?!期|位|账|了)|见(?!面礼)|聊|请|派|收(?!到|获|入|成|费)|装|调试|修|换|查|问|订|定(?=时间|会|方案|合同|下)|"
    r"递|投|盯|对(?=[^，]{0,2}账)|拉(?!了)|找|跑|讲|试|拟|起草|出差|碰|盖章|弄|搞定|解决|处理|复盘|评估|介绍|参加|参观|考察|勘察|现场|设计|排(?!斥)|备货|发货|交货|搭|配|列|拿|取|传|转|抄送|同步|下单|付款"
)
_PROMISE = re.compile(
    r"我(们|这边|方|司)?[^，的]{0,6}?(得|要|会|来|去|需要|答应|应该|必须|打算|准备|计划|先|再|尽快|争取|负责|给|把|跟|和|到|带|借|就|明|后|下|今|周|安排|承诺|约|发|寄|盯|出)|"
    r"咱们?(得|要|先|再)|(要|让|叫|希望|要求|请|催|等|嘱咐|约|邀)我(们|方|司)?|下一步|接下来|下步|待办|记得|别忘|不要忘|提醒我|回头|回去(后|之后|就|得|要)?|约好|约定|约了|约在|约的|说好|定好|定了|商定|"
    r"(需要|得|要|必须|务必|争取|尽快|抓紧|赶紧|准备|打算|计划|安排)(?!了).{0,12}|我方|由我|后续|我再|到时候?我?|^(?:暂时|那|就|现在|我们?|咱们?)*先(?:借|给|把|发|寄|送|让|派|做|去|拿)"
)
_STRONG = re.compile(
    r"下一步|接下来|下步|待办|记得|别忘|(?<![他她总姐])提醒我|我这[头边]|我(们|这边)?(得|要|会|需要|答应|必须|打算|准备|承诺|负责)|约好|说好|约定|约了|商定|要我|让我|叫我|催我|要求我|希望我|请我|等我|需要我"
)
_SURNAMES = "".join(sorted(SURNAMES))
_THEIRS = re.compile(
    rf"^(但|不过|可|因为|所以|而且|然后|另外|同时|后来|其实|结果|如果|只要|等)?[^，我]{{0,8}}?(?<![给跟和向帮替对陪约找带])(他们?|她们?|对方|客户|甲方|那边|人家|领导|[{_SURNAMES}][^，我]{{0,2}}(?:总|经理|主任|工|老师|女士|先生|院长|校长|厂长|总监|处长|科长|局长|主管|老板|姐|哥))"
    r"(那边|们|这边|自己|公司|内部)?(也|就|又|还|都|目前|现在|今天|明天|后天|下周|下个?月|[^，我]{0,6})?(说|讲|喊|要(?!我)|想|希望(?!我)|要求(?!我)|会|计划|打算|需要(?!我)|反馈|觉得|问|承诺|答应|回去|内部|准备|认为|表示|提|担心|嫌|同意|愿意|让(?!我)|再|考虑|得|去|负责|安排|将|给(?!我们?看))"
)
_EVENT = re.compile(
    r"拖到|拖延|延[期后到]|推迟|发车|开标|截标|截止|评审|上会|到期|到货|上线|付款|打款|放款|出结果|开庭|结束(?!后|以后|之后)|才[能会有]|[有给]答复$"
)
_REPORTED = re.compile(
    r"(?:但|不过|还|又|也|就|然后)?(?:说|讲|表示|反馈|提到|问|觉得|认为|希望|要求|透露|承诺|担心|抱怨|想)(?!好|定|我|办法)"
)
_PASSED = re.compile(
    r"(拜访|见|聊|谈|沟通|演示|发|寄|送|签|打|开|做|提|报|去|来|到|吃|跑|走访|回访|接|收|通|确认|介绍|联系|参观|交流|汇报|问|试|看|陪|给.{1,8})(完|过(?!去|来|程|两|几|一)|了)(?!再|就|吧|之后|以后|后)|(搞定|敲定|谈妥|谈拢|办好|装好)了|刚(刚|才|和|跟|去|从|给|见|拜)|已经|了一[下趟次个]|通完|昨天|上周|上午[^，]{0,8}了|没有?(接通|联系上)|见到了|(?P<again>.)了(?P=again)"
)
# 先把发票发了: not done, but to be done.
_INTENDED = re.compile(
    r"(?:先|得|要|赶紧|赶快|尽快|记得|抓紧)[^，]{0,4}把|(?:把|给)[^，]{1,12}(?:了|掉)$(?<!过了)(?<!完了)"
)
_TODAY = re.compile(r"今[天日儿早]")
_TODAY_STILL = re.compile(
    r"把|得|(?<!主)要|会[把给去来发联再跟]|[之以]?[前内]|晚上|下班|回去|就|尽快|马上|记得|需要|答应|务必|(?:给|发)[他她客对]"
)
# 明天谭工到现场去处理: one of ours goes there.
# 别催了; 拖到三月份: left alone, or put off.
_LEFT = re.compile(
    r"(?:先|暂时|都|那|就|那就|原来讲的)?(?:改(?:成|到|为)?$|(?:改|推|挪|延|顺延)(?:成|到|为|至)[^，]{0,3}$|讲的?$|哦|别(?!忘)|不要(?!忘)|不用|不必|拖到|拖延|延[后期到]|推迟)"
)
# 龙泉那边要做磨床: their wish.
_WISH = re.compile(r"[^，我咱]{2,12}(?:要|想)(?:做|上|买|换|采购|装|建|搞|订|用|扩|招|租|加)")
_ON_SITE = re.compile(r"(?:到|去|上)(?:他们|客户|那边)?(?:现场|门(?!来))")
_WAITING = re.compile(
    r"^(?:现在|目前|就|只能|得|要|说|还|先|说要|都|在)*等(?!我)|^(?![^，]*再)[^，]{0,6}(等|看)(他|她|对方|客户|他们|领导|通知|消息|结果|回复|审批)"
)
_NOT_DONE = re.compile(
    r"不用|不必|来不及|不需要|暂时不|不打算|(?:没有?|没啥|没什么)[^，]{0,3}要?(?:做|办|跟)的?|没见着?|没见到|(?<!有)没[聊谈提说讲问](?!到|完)|没人|出差了|休假|请假了|白跑|先不(?!用)|不跟了|不要(?!忘)|别(?!忘|的|人|家|处|墅)|没有?(?:再|出去|见|拜访|约(?!到)|去|跑|打|发|动)|约了改天|改天再|介绍我|推荐我|没法|无法|不能|不会"
)
_MONEY_TALK = re.compile(
    r"(预算|报价|金额|总价|价格|费用|合同额|单价)[^，]{0,6}[\d一二两三四五六七八九十百千万]+"
)
# Speech without pauses: the deed begins where we come in.
_LONG = 24
_OURS = re.compile(
    r"(?:我们?|咱们?)(?:得|要|会|先|再|去|给|把|准备|打算|答应|到|派|带|亲自|过去)(?!说|底|了)"
)
_LEAD = re.compile(
    r"^(?:[，、：:\s]|我说|我讲|说(?=[就明马])|[审问谈弄办看]完了?|那|然后|所以|另外|还有|不过|但是?|而且|同时|接下来|下一步|下步|后续|待办|计划(?:是|就是)?|就是|是|主要|目前|现在|最后|回头|回去以?后?|"
    r"我(?:们|这边|方|司)?|咱们?|这边|自己|他让我|她让我|要求我们?|希望我们?|要我们?|让我们?|叫我们?|请我们?|对方|客户|他们?|她|需要|得|要|必须|务必|打算|准备(?=[^，]{0,2}(?:发|去|给|把|约|做|写|再|跟|和|上门|下|安排))|会|答应(?:了)?|承诺|负责|争取|尽快|抓紧|赶紧|"
    r"记得|别忘了?|提醒我|应该|先|就|也|都|还|约好了?|约定|约了|说好了?|商定|定好了?|定了|双方|一起|到时候?|安排(?=[^，]{1,2}(?:去|上门|部署|做|给))|之前|以前|前(?![台期面])|之内|内|后|以后|之后|左右|一早|早上|上午|中午|下午|晚上|傍晚|"
    r"[一二两三四五六七八九十\d]{1,3}点(?:半|钟|[\d一二三四五十]{1,2}分?)?|的时候|的话|来|，)+"
)
_TAKE = re.compile(
    r"^把(?P<what>[^把，]{1,16}?)(?P<verb>(?:重新|再|都|先|一起|尽快)?(?:发(?!票|货|布|展|动|现|言)|寄|交(?!期|货|付|通)|送(?!货)|给(?!他|她|客户|.{1,3}[寄发送])|报(?!价|告|表|销|名)|做|改(?!造|善)|整理|准备|提交|签(?!字|约|证)|写|算(?!力)|核对|核(?!心)|确认|更新|安排|带|拿|递|传(?!真|单|感|册|播|统)|敲定|落实|补(?!贴)|出(?!货|差|口)|定(?!金|价|制)|处理|解决|打印|盖(?!章)|转|开(?!发|票)|排(?!期|产)|弄|搭|调(?!研)|修|备(?!件|案|货)|走))(?P<rest>(?:好|完|出来|出去|过去|过来|上去|一下|到位|掉|齐|清楚|下来)?)(?P<to>.*)$"
)


def judge(clause: Stretch, sentence: Stretch, dates: list[DateMention]) -> Step | None:
    """The clause as a step of ours; None when it holds no action."""
    clause, dates = _last_part(clause, dates)
    text = clause.text
    ours = re.search(r"(?:让|要|叫|要求|希望|请|催|约|邀请|嘱咐|等|需要)我(?:们|方|司|这边)?", text)
    value = _value(clause, dates, ours.end() if ours else 0)
    if not value or not _ACTION.search(value) or _LEFT.match(value):
        return None
    score = _score(clause, dates, handed_over=ours is not None)
    return Step(clause, sentence, score, value, None)


def _last_part(clause: Stretch, dates: list[DateMention]) -> tuple[Stretch, list[DateMention]]:
    """Speech without pauses tells first and promises last."""
    said = list(_OURS.finditer(clause.text)) if len(clause.text) > _LONG else []
    if not said:
        return clause, dates
    start = clause.start + said[-1].start()
    # 约的是八月二十四号我到重庆签合同: the day before it is its own.
    start = next((one.start for one in dates if one.end in (start, start - 1)), start)
    last = replace(clause, start=start, text=clause.text[start - clause.start :])
    return last, [mention for mention in dates if mention.start >= start]


def _undated(clause: Stretch, dates: list[DateMention]) -> str:
    """The clause without its days."""
    text = clause.text
    for mention in sorted(dates, key=lambda one: -one.start):
        text = text[: mention.start - clause.start] + text[mention.end - clause.start :]
    return text


def _score(clause: Stretch, dates: list[DateMention], *, handed_over: bool) -> float:
    text = clause.text
    told = _PASSED.search(text) is not None and not _INTENDED.search(text)
    # 今天上门调试 tells of today; 今天把手册发给他 promises.
    told = told or bool(_TODAY.search(text) and not _TODAY_STILL.search(text))
    ahead = any(mention.day is not None and (mention.sure > 0.9 or not told) for mention in dates)
    passed = any(mention.day is None for mention in dates)
    score = 1.0 + 3.0 * ahead + 1.5 * bool(_PROMISE.search(text)) + 2.2 * bool(_STRONG.search(text))
    bare = _undated(clause, dates)
    score += 2.0 * bool(ahead and _ON_SITE.search(text)) - 3.0 * bool(_WISH.match(bare))
    if handed_over:
        score += 0.5
    elif (_THEIRS.search(text) and not _ON_SITE.search(text)) or _REPORTED.match(text):
        score -= 4.0
    score -= 3.0 * passed + 3.5 * (told and not ahead and (passed or not _STRONG.search(text)))
    score -= 2.5 * bool(_WAITING.search(text)) + 2.5 * bool(_NOT_DONE.search(text))
    score -= 1.0 * bool(re.search(r"每(?:个?月|周|天|年)|刚刚?(?!好)", text)) + 3.0 * (
        "已经" in text
    )
    score -= 0.3 * (not ahead and not _PROMISE.search(text)) + 1.5 * bool(
        re.search(r"(?<!我)的$", text)
    )
    score -= 2.5 * bool(_EVENT.search(text) and not re.search(r"我|咱|把", text))
    return score - 1.5 * bool(_MONEY_TALK.search(text))


def _value(clause: Stretch, dates: list[DateMention], offset: int) -> str:
    """The words of the deed: no day, hour, subject or promise before it; 把 undone."""
    shown = list(clause.text)
    for mention in dates:
        for place in range(
            mention.start - clause.start, min(mention.end - clause.start, len(shown))
        ):
            shown[place] = "\0"
    rest = "".join(shown[offset:]).strip("\0 ")
    rest = re.sub(r"\0+(?:之前|以前|前|之内|以内|内|的?时候|左右)?", "\0", rest)
    said = list(_OURS.finditer(rest)) if len(rest) > _LONG else []
    rest = rest[said[-1].start() :] if said else rest
    while (
        shorter := _LEAD.sub("", re.sub(r"^(?:在|于|到|等)?\0+", "", rest)).lstrip("\0 ")
    ) != rest:
        rest = shorter
    rest = re.sub(r"(?<=\w)(?:在)?\0+(?=\w)", "", rest).replace("\0", "").strip()
    taken = _TAKE.match(rest)
    if taken and not taken["rest"] and not taken["to"].startswith(("了", "过")):
        rest = f"{taken['verb']}{taken['what']}{taken['to']}"
    return rest.rstrip("吧啊呢哦了。，").strip()
