"""Where a deal seems to stand, from what the note tells."""

import re

_ZH = {
    "lost": r"丢单|丢了|输给|黄了|没戏了|选了别|选择了?别|选了(竞争)?对手|不做了|不买了|取消了?(项目|采购|订单|这个)|项目取消|跟别家签|签了别家|被.{1,8}(抢|拿)走|没中标|落标|流标|拒绝了|不续约|不续了|终止合作|放弃了",
    "won": r"中标了?|拿下了?|签下来|签完|成交了?|(合同|协议).{0,4}签了|签了(合同|字|约|单|.{0,6}(合同|协议|大单))|已经?签|正式签约|签约成功|打款|付了(定金|款|首付|预付)|款(已经?)?到账?|下单了|下了(正式)?订单|盖章|续签了|订单.{0,3}(定|确认)了|收到.{0,4}(订单|PO)",
    "negotiation": r"折扣|砍价|压价|降价|让价|价格偏?(太)?(高|贵)|偏贵|嫌贵|太贵|优惠|谈判|商务条款|合同条款|合同(在|正|还在)?.{0,6}(走|审|法务|修改|改)|付款方式|付款条件|账期|分期|法务|签合同|签约|续约|续签|定稿|谈价|比价|竞争对手报|谈合同|把合同|合同发|合同寄|最终价|大单.{0,4}确定|准备下.{0,4}订单|基本(定|确定)",
    "proposal": r"报价|方案|标书|投标|招标|提案|竞标|应标|报价单|建议书|交货计划|测算",
    "qualified": r"预算|立项|演示|试用|样品|样机|测试|POC|需求(明确|很|比较|清)|决策|调研|考察|试点|部署|打样|试单",
    "lead": r"第一次|初次|首次|展会|名片|咨询|了解一下|想了解|打听|陌拜|扫楼|新客户|线索|转介绍|介绍的|没接通|留言|感兴趣|加了微信|问问",
}
_EN = {
    "lost": r"\blost (?:the|this|it|them)\b|\bwent with (?:a|another|someone|the comp|our comp)|\bchose (?:a |another |the )?(?:competitor|other|different)|\bno longer interested|\bdecided not to\b|\bdeal is dead|\bcancell?ed (?:the|their) (?:project|order|contract|deal)|\bwalked away|\bnot moving forward|\bpulled the plug|\bgone with (?:a|another|someone)|\bturned us down|\bnot renewing",
    "won": r"\bsigned (?:the|a|our|off|today|yesterday|it|on)|\bwe won\b|\bwe got it\b|\bcontract award|\bclosed (?:the|it|this)\b|\bclosed won\b|\bpurchase order (?:came|arrived|received|is in)|\b(?:got|received) (?:the|a|their) (?:po|purchase order|signed)|\bverbal (?:yes|go-?ahead)|\bdeposit (?:is|was|has been) paid|\bplaced (?:the|an|their) order|\bpaid the deposit|\bdone deal|\bcontract is signed|\bit'?s ours",
    "negotiation": r"\bdiscount|\bnegotiat|\btoo (?:high|expensive|pricey)|\bterms\b|\blegal\b|\bredline|\bcontract\b|\bsign\b|\bmatch (?:the|their) price|\bbetter price|\blower price|\bcompetitor|\bpayment (?:terms|schedule|plan)|\bprocurement is|\brenew|\bcounter-?offer|\bhaggl|\bknock\b|\bpaperwork|\bcome down\b",
    "proposal": r"\bproposal|\bquot(?:e|ation|ed|ing)\b|\brfp\b|\btender|\bbid\b|\bspecification|\bstatement of work|\bestimate\b|\bpricing\b|\bbusiness case",
    "qualified": r"\bbudget|\bdemo|\btrial|\bpilot|\bproof of concept|\bpoc\b|\bdecision maker|\brequirements|\bevaluat|\bsample|\bworkshop|\bsite visit|\bshortlist|\btest(?:ing)?\b",
    "lead": r"\bfirst (?:call|meeting|contact|chat|conversation)|\btrade (?:show|fair)|\bcold call|\binquir|\benquir|\bcurious|\bintroduc|\binterested in|\bnew lead|\bvoicemail|\bbusiness card|\breferr(?:ed|al)|\bjust looking|\bwants to know more|\bexpo\b|\bbooth\b|\bno answer",
}


def stage(text: str, language: str) -> tuple[str, tuple[int, int]] | None:
    """The furthest stage that the words show, and where they stand."""
    for key, pattern in (_ZH if language == "zh" else _EN).items():
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            return key, found.span()
    return None
