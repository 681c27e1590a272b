"""What a deed is done to where the clause only says it: I'll send it across, 我礼拜四之前发给他."""

import re

from crm_app.services.voice.facts.chinese_words import TITLES

_PRONOUN = re.compile(r"\b(?:that|those|it|these|this|them)\b(?= |$)", re.IGNORECASE)
# Set that up, get those to her; not: ask her if it fits.
_DONE_TO = re.compile(
    r"^(?:\w+ (?:up |over |out |back |off |for )?)(?P<what>that|those|it|these|this|them)\b(?! (?:\w+ )?(?:is|was|are|were)\b)",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:wants?|wanted|asked (?:me |us )?for|asking for|needs?|would like|'d like|requested|expects?|(?:wants?|needs?|would like) to (?:see|have|get|read)|write up|writes? up|draw up|put together|prepare|finish|draft|owe (?:him|her|them)|likes? to see|waiting for)"
    r" (?P<what>(?!to\b|me\b|us\b|him\b|her\b|them\b)(?:(?:an?|the|our|some|another|two|three|his|her|their) )?[\w'-]+(?: (?!by\b|before\b|and\b|but\b|so\b|on\b|until\b|to\b|that\b|which\b)[\w'-]+){0,7})",
    re.IGNORECASE,
)
_AS_WANTED = re.compile(
    r"\b(?:likes?|wants?|asked|needs?|expects?)(?: me| us)? to (?P<what>[\w' -]{4,50}?)(?= by\b| on\b| before\b| so\b|[,.;]|$)",
    re.IGNORECASE,
)
# What goes from hand to hand; the nearest one named is meant.
_PAPER = re.compile(
    r"\b(?P<what>(?:(?:the|an?|our|their|his|her|signed|revised|updated|final|new|two|three) )*(?:[\w-]+ )?(?:quotes?|quotations?|proposals?|contracts?|agreements?|invoices?|reports?|samples?|brochures?|drawings?|certificates?|spec(?:ification)?s?|catalogues?|references|price lists?|schedules?|plans?|layouts?|datasheets?|manuals?|photos|minutes|estimates?|questionnaires?))\b",
    re.IGNORECASE,
)
_PAPER_ZH = re.compile(
    r"(?P<what>(?:[\u4e00-\u9fffA-Z]{2,6}的)?[\u4e00-\u9fffA-Z]{0,4}?(?:合同文本|合同|报价单|报价|方案|样品|样机|资料|标书|协议|发票|图纸|清单|参数表|手册|报告|证书|计划|授权书|承诺函|照片|视频|目录|效果图|说明书))"
)
_TITLES = "|".join(sorted(TITLES, key=len, reverse=True))
_BARE_ZH = re.compile(
    r"(?P<do>(?:安排|让|叫|请|找)[^，]{1,6})?(?P<verb>写|做|弄|出|办|准备|处理|搞)(?:好|完|出来|一下|一份)?"
    rf"|(?P<hand>(?:再|就|先|都|尽快|抓紧)?(?:发|寄|送|给|交|报|拿|带|传|提供)(?:到|给|过去给|去给)?(?:他们?|她们?|客户|对方|过去|过来|回去|[\u4e00-\u9fff]{{1,3}}(?:{_TITLES}))(?:们)?(?:邮箱|微信|看看|看)?)|(?P<alone>(?:再|就|先|马上|立刻|尽快)*(?:发|寄|送|给|交|报|传))"
)
_TOPIC_ZH = re.compile(
    r"^(?:那个?|这个?|然后|另外)?(?P<what>(?!他|她|我|咱|你|所以|因为|但|让|不|先|再|说|还|也|就)[\u4e00-\u9fffA-Za-z]{2,10}?)(?:(?:他|她|他们|她们|对方|客户)(?:要求|需要|要|想要|急着要)|我来|由我|我负责|归我|要[^，]{0,4}$|(?:得|还没))"
)
_OBJECT_ZH = re.compile(
    r".*(?:想要|需要|急要|等着要|要求|要看|想看|拿到|收到|看到|提供|缺|(?:出|做|写|整理|准备|弄)(?=一?[份个套张])|要)(?!求)(?:我们|咱们|一个|一份|一套|一张|的|个|份|看|先)*(?P<what>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z\d]{1,14})$"
)


def english_referent(value: str, before: str) -> str:
    """The deed with what it is done to in the place of the pronoun; as it was where nothing says."""
    if re.fullmatch(r"do(?: (?:that|it|this|so))?", value, re.IGNORECASE):
        wanted = [*_AS_WANTED.finditer(before)]
        undone = re.search(r"(?:^|[.,;] )(?P<what>[^.,;]+ needs? \w+ing\b[^.,;]*)[.,;\s]*$", before)
        return wanted[-1]["what"] if wanted else f"{value}: {undone['what']}" if undone else value
    if re.match(r"(?:that|this|it)(?:['’]s| is|['’]ll| will)", value, re.IGNORECASE):
        said = [*_AS_WANTED.finditer(before)] or [*_WANTED.finditer(before)]
        return said[-1]["what"] if said else value
    done = _DONE_TO.match(value)
    wanted = ([*_WANTED.finditer(before)] or [*_PAPER.finditer(before)]) if done else []
    if done is None or not wanted:
        return value
    start, end = done.span("what")
    return f"{value[:start]}{wanted[-1]['what'].strip()}{value[end:]}"


def chinese_referent(value: str, earlier: list[str]) -> str:
    """The same in Chinese, from the clauses before, the nearest first."""
    bare = _BARE_ZH.fullmatch(value)
    if bare is None:
        return value
    for pattern, clause in [(None, clause) for clause in earlier] + [
        (_PAPER_ZH, c) for c in earlier
    ]:
        found = (
            pattern.search(clause)
            if pattern
            else _TOPIC_ZH.match(clause) or _OBJECT_ZH.match(clause)
        )
        if found:
            what = found["what"]
            return f"{value}{what}" if bare["verb"] else f"把{what}{value}"
    return value
