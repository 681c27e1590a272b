"""Tags of customers that an industry begins with: Chinese, English."""

TAGS: dict[str, str] = {
    "retail": "会员:Member;老客户:Regular;团购:Group buyer;沉睡:Asleep",
    "catering": "常客:Regular;宴会:Banquets;企业用餐:Company meals;忌口多:Many dislikes",
    "hotel": "协议客户:Contract;常住:Long stays;会议:Meetings;贵宾:VIP",
    "bank": "私行:Private banking;代发:Payroll;贷款:Borrower;到期提醒:Matures soon",
    "ecommerce": "大客户:Key buyer;主播:Streamer;退货多:Many returns;复购:Buys again",
    "education": "在读:Enrolled;试听:Trial;续费:Renews;转介绍:Refers others",
    "real_estate": "刚需:First home;改善:Upgrade;投资:Investor;急售:Urgent",
    "mother_baby": "孕期:Expecting;新生儿:Newborn;二胎:Second child;奶粉:Formula milk",
    "logistics": "冷链:Cold chain;整车:Full load;月结:Monthly terms;旺季:Peak season",
    "cars": "保养到期:Service due;置换:Trade-in;试驾过:Test driven;保险到期:Insurance due",
    "b2b": "标杆:Reference;续约:Renewal;招标:Tender;高风险:At risk",
}


def tags_of(key: str) -> dict[str, str]:
    """Chinese → English."""
    said = (one.partition(":") for one in TAGS[key].split(";"))
    return {zh: en for zh, _, en in said}
