"""How the customer feels, from words of praise and complaint."""

import re

_ZH_GOOD = {
    2: "非常满意|很满意|特别满意|很感兴趣|非常感兴趣|特别感兴趣|很喜欢|太好了|赞不绝口|很认可|高度认可|爽快|一拍即合|非常认可|很高兴|特别高兴|超出预期|签了|中标|拿下|签下来|当场拍板|很痛快|竖大拇指|大力支持|很看好|惊喜",
    1: "满意|上心|还行|还可以|没大问题|可以接受|能接受|接受得了|没意见|没有意见|顺手|搞定|决定用|选了我们|选我们|定我们|中了.{1,10}标|机会挺?[大好]|[大好]的一?个?机会|通过了|引荐|敲定|谈下来|顺畅|拍板|合作愉快|愉快|感兴趣|有兴趣|兴趣[很挺不]?[大浓]|兴趣蛮大|喜欢|认可|愿意|不错|挺好|很好|顺利|稳定|有意向|意向[很挺比]?[较强大]|积极|热情|支持|同意|信任|看好|期待|放心|确定给我们|基本定|基本确定|倾向(于)?我们|夸|表扬|好评|续约|答应|点头|聊得[很挺]?[好来开]|气氛[很挺]?好|有戏|开心|高兴|加单|追加|推荐给|没问题|有诚意|松口|想尽快|着急要|好用|省心|靠谱|专业|靠前|优先考虑|心动",
}
_ZH_BAD = {
    2: "投诉|发.{0,2}脾气|很不满|非常不满|很不高兴|特别生气|很生气|发火|发脾气|大发雷霆|退货|退款|解约|取消|终止合作|丢单|输给|黄了|没戏|拒绝|失望|骂|要换供应商|索赔|赔偿|不续|泡汤|拍桌子|气坏|恼火|闹",
    1: "不满|抢走|丢了|晚了|不够(?!用心)|砍到|砍了|没谈拢|谈崩|流标|落标|白忙|停了|裁员|登录不上|上不去|用不了|坏了|断了|不放心|不着急|没什么兴趣|没啥兴趣|冷冰冰|一般般|没感觉|爱答不理|不高兴|生气|偏高|太贵|嫌贵|嫌|贵了|偏贵|延期|延误|推迟|拖|搁置|暂停|犹豫|顾虑|担心|质疑|不太|不确定|冷淡|抱怨|故障|崩溃|出错|报错|卡顿|问题[很较比]?[多大]|麻烦|失误|压价|砍价|砍预算|预算[被]?砍|缩减|没预算|预算不够|预算紧|不着急|没兴趣|不感兴趣|没时间|不方便|为难|压力|风险|竞争对手|比我们(便宜|低)|没接通|联系不上|不回|没回|敷衍|催了|不理想|不好用|不稳定|质量差|变卦|反悔|卡住|卡在|没松口|不松口|难谈|不认可|难缠|挑刺|缺货|掉线|吃亏|瓶颈|不肯|没通过|没过|不靠谱|换人|离职",
}
_EN_GOOD = {
    2: r"love[sd]?|loving|thrilled|delighted|very happy|really happy|extremely happy|very impressed|really impressed|really liked?|very keen|over the moon|fantastic|excellent|signed|we won|won the|closed the deal|blown away|ecstatic|raving|couldn'?t be happier|super (?:happy|excited|keen)|very (?:pleased|positive|upbeat|well|excited|enthusiastic|interested)",
    1: r"happy|impressed|interested|keen|pleased|good|great|positive|upbeat|well|excited|enthusiastic|agreed|agrees|ready to|(?<!would )(?<!feel )likes?|liked|convinced|smooth(?:ly)?|stable|satisfied|promising|confident|on board|warm|friendly|supportive|renew(?:ed|ing)?|recommend(?:ed)?|green light|go-?ahead|well received|certain|eager|glad|trusts?|looks? solid|wants to (?:sign|buy|expand|upgrade|move|go)|nice|expand(?:ing)?|upgrad(?:e|ing)|thumbs up|appreciat\w+|fond|comfortable|no objections|sold on|nodded|we got it|got the (?:deal|order|contract)|blown away|in our favou?r|wins?|move ahead|moving ahead|go ahead|done deal|relaxed|cheerful",
}
_EN_BAD = {
    2: r"angry|furious|livid|very unhappy|really unhappy|very (?:upset|disappointed|frustrated)|terrible|awful|cancel(?:l?ed|l?ing)?|terminat\w+|lost the|walked away|threaten\w*|refund|complain\w*|complaint|hates?|fed up|outraged|went with (?:a|another|someone)|fuming|churn|switch(?:ing)? to (?:a )?competitor|deal is dead|pulled the plug",
    1: r"unhappy|steep|upset|annoyed|frustrat\w+|disappoint\w+|too (?:high|expensive|slow|much|pricey)|expensive|pricey|delay\w*|postpone\w*|worried|concern\w*|hesita\w+|unsure|not sure|doubt\w*|skeptical|sceptical|reluctant|risk|problems?|issues?|bugs?|crash\w*|broken|outage|downtime|late|missed|stuck|on hold|cold|no budget|budget (?:was |is |got )?(?:cut|frozen|tight)|cut (?:the|their) budget|freeze|competitor|cheaper|push(?:ed|ing) back|pushback|stall\w*|lukewarm|not interested|unimpressed|confus\w+|struggl\w+|blocked|went quiet|no answer|didn'?t (?:pick up|answer|like)|balk\w*|sticker shock|nervous|grumbl\w+|impatient|slipp\w+|wary|tense|rejected|declined|damaged|wrong|defect\w*|losing patience|overdue|mix-up|postponing|unacceptable",
}
_ZH_NOT = re.compile(
    r"(不|没什么|没有什么|没啥|没多大|没有?|别|并非|谈不上|不是很?|不太|不怎么|未|无)(太|很|怎么|那么|算|是|再|会|能|大)?$"
)
_EN_NOT = re.compile(
    r"\b(?:not|n[o']t|never|no|isn't|wasn't|don't|doesn't|didn't|aren't|hardly|without)\b(?:\s+\w+){0,2}\s*$|n't(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
# Calm words around trouble that is over, or that is ours to ask.
_ZH_CALM = re.compile(r"(没|没有|无|解决了?|不用|不必)(什么)?$")


def mood(text: str, language: str) -> tuple[float, tuple[int, int] | None]:
    """-1 to 1, and where the strongest word stands; 0 and None when nothing tells."""
    good, bad = (_ZH_GOOD, _ZH_BAD) if language == "zh" else (_EN_GOOD, _EN_BAD)
    denial = _ZH_NOT if language == "zh" else _EN_NOT
    hits = _hits(text, bad, -1, denial, [])
    hits += _hits(text, good, 1, denial, [(start, end) for _, start, end in hits])
    if not hits:
        return 0.0, None
    total = sum(weight for weight, _, _ in hits)
    size = sum(abs(weight) for weight, _, _ in hits)
    strongest = max(hits, key=lambda hit: abs(hit[0]))
    return round(total / (size + 0.8), 2), strongest[1:]


def _hits(
    text: str,
    lists: dict[int, str],
    sign: int,
    denial: re.Pattern[str],
    taken: list[tuple[int, int]],
) -> list[tuple[float, int, int]]:
    found: list[tuple[float, int, int]] = []
    for weight, words in lists.items():
        pattern = words if not words.isascii() else rf"\b(?:{words})\b"
        for match in re.finditer(pattern, text, re.IGNORECASE):
            span = match.span()
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            taken.append(span)
            denied = denial.search(text[max(0, span[0] - 24) : span[0]])
            if denied and sign < 0:
                # 没有抱怨: no praise, but no blame either.
                continue
            found.append((sign * weight * (-0.8 if denied else 1.0), *span))
    return found
