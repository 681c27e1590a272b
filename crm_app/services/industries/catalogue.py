"""What each industry begins with: fields, a pipeline with its follow-up plans, records of a demo.

A field a line: record, kind, key, Chinese, English, and options, currency or formula. A stage a line: Chinese,
English, probability, and the task that whoever enters it gets, with its days. A demo record a line:
company, contact, deal, amount, and values by key. People, firms and numbers are made up.
"""

from dataclasses import dataclass

from crm_app.services.industries.lines import Demo, Line, Step, demos, lines, steps


@dataclass(frozen=True, slots=True)
class Template:
    """An industry."""

    key: str
    zh: str
    en: str
    pipeline: tuple[str, str]
    fields: tuple[Line, ...]
    stages: tuple[Step, ...]
    demo: tuple[Demo, ...]
    asks_viewings: bool = False


def _template(  # noqa: PLR0913 - a table's columns
    key: str,
    name: str,
    pipeline: str,
    *,
    fields: str,
    stages: str,
    demo: str,
    asks_viewings: bool = False,
) -> Template:
    (zh, en), (line_zh, line_en) = name.split("|"), pipeline.split("|")
    return Template(
        *(key, zh, en, (line_zh, line_en)),
        *(lines(fields), steps(stages), demos(demo)),
        asks_viewings,
    )


TEMPLATES: tuple[Template, ...] = (
    _template(
        "retail",
        "零售|Retail",
        "门店销售|Store sales",
        fields="""
            customer|text|member_no|会员号|Member number|
            customer|choice|member_level|会员等级|Member level|普通:Basic;银卡:Silver;金卡:Gold
            customer|multi|buys|常买品类|Buys|服饰:Clothing;食品:Food;家居:Home;数码:Electronics
            customer|money|spent|累计消费|Spent so far|CNY
            customer|formula|worth_visit|值得回访|Worth a call|spent > 5000
        """,
        stages="""
            进店咨询|Asked in store|10|三天内发新品信息|Send news within three days|3
            试用体验|Tried out|40|回访试用感受|Ask how it went|2
            下单|Ordered|80||
        """,
        demo="""
            云杉百货|陈晓岚|秋季会员团购|36000|member_no=M10021;member_level=金卡;spent=12800
            青禾便利|赵一鸣|门店补货|8200|member_no=M10058;member_level=普通;spent=2600
        """,
    ),
    _template(
        "catering",
        "餐饮|Catering",
        "宴会预订|Banquet bookings",
        fields="""
            customer|multi|taste|口味|Taste|清淡:Light;辣:Spicy;素食:Vegetarian;清真:Halal
            customer|text|avoids|忌口|Does not eat|
            deal|number|guests|人数|Guests|
            deal|money|per_guest|人均预算|Budget a guest|CNY
            deal|formula|budget|预算合计|Whole budget|guests * per_guest
            deal|date|served_on|用餐日期|Served on|
        """,
        stages="""
            询价|Asked|10|当天给菜单和报价|Menu and price the same day|0
            试菜|Tasting|40|试菜后第二天回访|Ask after the tasting|1
            付订金|Deposit paid|80|宴会前三天确认人数|Confirm the guests|3
        """,
        demo="""
            海棠婚庆|林可欣|十月婚宴|88000|guests=200;per_guest=388;served_on=2027-10-02
            云杉科技工会|周启航|年会晚宴|45000|guests=120;per_guest=320;served_on=2027-01-18
        """,
    ),
    _template(
        "hotel",
        "酒店|Hotel",
        "客房与会议|Rooms and meetings",
        fields="""
            customer|choice|guest_kind|客源|Kind of guest|协议公司:Contract company;旅行社:Agency;散客:Walk-in
            contact|multi|room_wishes|房间偏好|Room wishes|高楼层:High floor;安静:Quiet;无烟:No smoking;双床:Twin
            deal|date|arrives|到店|Arrives|
            deal|date|leaves|离店|Leaves|
            deal|number|rooms|房间数|Rooms|
            deal|formula|room_nights|间夜|Room nights|rooms * days(leaves, arrives)
        """,
        stages="""
            询房|Asked|10|一小时内回复房态|Answer about rooms|0
            预留|Held|50|预留到期前一天跟进|Before the hold ends|2
            确认|Confirmed|85|到店前一天确认接待|Prepare the arrival|1
        """,
        demo="""
            远帆旅行社|何思源|春季团队房|96000|arrives=2027-03-12;leaves=2027-03-15;rooms=20
            青禾制药|吴佳宁|区域会议|54000|arrives=2027-04-08;leaves=2027-04-10;rooms=30
        """,
    ),
    _template(
        "bank",
        "银行|Bank",
        "对公与理财|Business and wealth",
        fields="""
            customer|choice|risk|风险等级|Risk class|保守:Careful;稳健:Balanced;进取:Bold
            customer|money|deposits|存款余额|Deposits|CNY
            customer|money|products_held|理财余额|Products held|CNY
            customer|formula|assets|管理资产|Assets|sum(deposits, products_held)
            deal|choice|need|需求|Need|贷款:Loan;理财:Wealth;结算:Payments
            deal|date|matures|到期日|Matures on|
        """,
        stages="""
            意向|Interested|10|两天内约面谈|Meet within two days|2
            尽职调查|Due diligence|40|收齐资料|Collect the papers|5
            审批|Under approval|70|每周问一次进度|Ask once a week|7
        """,
        demo="""
            明达机械|孙立群|流动资金贷款|5000000|need=贷款;matures=2027-12-31
            梁若溪|梁若溪|养老理财|600000|need=理财;matures=2028-06-30
        """,
    ),
    _template(
        "ecommerce",
        "电商|E-commerce",
        "渠道与团购|Channels and group buying",
        fields="""
            customer|choice|platform|平台|Platform|自营商城:Own shop;综合平台:Marketplace;直播:Live stream
            customer|text|shop_account|店铺账号|Shop account|
            customer|number|orders_year|年订单数|Orders a year|
            customer|money|spent_year|年消费额|Spent a year|CNY
            customer|formula|per_order|客单价|A typical order|round(spent_year / orders_year, 2)
        """,
        stages="""
            加购|In the cart|10|一天内提醒未付款|Remind of what is unpaid|1
            议价|Bargaining|40|给出阶梯价|Offer a price by quantity|2
            待付款|To be paid|80||
        """,
        demo="""
            拾光生活馆|郑雨桐|年货团购|120000|
            蓝莓优选|冯浩然|直播专场|68000|
        """,
    ),
    _template(
        "education",
        "教育|Education",
        "招生|Enrolment",
        fields="""
            contact|choice|grade|年级|Grade|小学:Primary;初中:Middle;高中:High;成人:Adult
            contact|multi|subjects|意向科目|Subjects|数学:Maths;英语:English;物理:Physics;编程:Coding
            contact|text|school|就读学校|School|
            deal|number|lessons|课时|Lessons|
            deal|money|lesson_price|课时单价|Price a lesson|CNY
            deal|formula|tuition|学费|Tuition|lessons * lesson_price
        """,
        stages="""
            咨询|Asked|10|当天约试听|Offer a trial lesson|0
            试听|Trial lesson|50|试听后第二天反馈|Report after the trial|1
            缴费|Paying|85|开课前通知班级|Tell the class|3
        """,
        demo="""
            钱家|钱思远|高一数学全年班|12800|lessons=64;lesson_price=200
            许家|许安然|编程启蒙班|6000|lessons=30;lesson_price=200
        """,
    ),
    _template(
        "real_estate",
        "房地产|Real estate",
        "购房|Home buying",
        fields="""
            deal|money|budget_from|预算从|Budget from|CNY
            deal|money|budget_to|预算到|Budget to|CNY
            deal|number|area_from|面积从（㎡）|Area from (m²)|
            deal|number|area_to|面积到（㎡）|Area to (m²)|
            deal|choice|rooms_wanted|户型|Rooms|一室:One;两室:Two;三室:Three;四室及以上:Four or more
            deal|text|districts|意向区域|Districts|
            deal|choice|purpose|购房目的|Purpose|自住:To live in;投资:To invest;改善:To move up
            deal|multi|musts|必须有|Musts|电梯:Lift;车位:Parking;学区:School district;地铁:Metro
            deal|formula|price_m2|预算单价（元/㎡）|Budget a m²|round(budget_to / area_to)
        """,
        stages="""
            登记需求|Needs noted|10|一天内推荐三套房|Propose three homes|1
            带看|Viewing|30|带看当天记录反馈|Note what they said|0
            议价|Bargaining|60|两天内回复业主|Answer the owner|2
            签约|Signing|90|准备贷款资料|Prepare the loan|3
        """,
        demo="""
            高家|高志远|三室改善房|4600000|budget_from=4000000;budget_to=4800000;area_from=110;area_to=130;rooms_wanted=三室;districts=滨江、钱江新城;purpose=改善
            沈家|沈梦瑶|地铁旁两室|2300000|budget_from=2000000;budget_to=2500000;area_from=75;area_to=90;rooms_wanted=两室;districts=城西;purpose=自住
        """,
        asks_viewings=True,
    ),
    _template(
        "mother_baby",
        "母婴|Mother and baby",
        "会员服务|Member service",
        fields="""
            contact|date|due_on|预产期|Due date|
            contact|date|born_on|宝宝生日|Baby born on|
            contact|formula|months|宝宝月龄|Baby's months|floor(days(today(), born_on) / 30.4)
            contact|choice|feeding|喂养方式|Feeding|母乳:Breast milk;配方奶:Formula milk;混合:Both
            contact|multi|allergies|过敏|Allergies|牛奶:Milk;鸡蛋:Egg;花生:Peanut
        """,
        stages="""
            孕期咨询|During pregnancy|20|每月关怀一次|Ask once a month|30
            入会|Member|60|一周内送新生儿礼包|Send the first gift|7
            复购|Buys again|85||
        """,
        demo="""
            罗家|罗语嫣|奶粉年卡|9800|
            宋家|宋佳怡|早教课程|5600|
        """,
    ),
    _template(
        "logistics",
        "物流|Logistics",
        "运输业务|Freight",
        fields="""
            customer|multi|lanes|常用线路|Lanes|华东:East;华南:South;西南:South-west;跨境:Cross-border
            deal|text|route|起止地|Route|
            deal|number|tons|吨数|Tons|
            deal|money|ton_price|每吨运价|Price a ton|CNY
            deal|formula|freight|运费|Freight|tons * ton_price
            deal|choice|temperature|温控|Temperature|常温:Plain;冷藏:Chilled;冷冻:Frozen
        """,
        stages="""
            询价|Asked|10|两小时内报价|Quote within two hours|0
            试运|First load|50|送达当天回访|Ask on arrival|1
            签年框|Yearly contract|85||
        """,
        demo="""
            海盛食品|马文博|华东冷链|320000|route=宁波—杭州;tons=40;ton_price=180;temperature=冷藏
            明达机械|叶子昂|设备整车|76000|route=苏州—成都;tons=22;ton_price=420;temperature=常温
        """,
    ),
    _template(
        "cars",
        "汽车 4S 店|Car dealer",
        "购车|Car sales",
        fields="""
            customer|text|plate|车牌|Plate|
            customer|text|car|车型|Car|
            customer|date|bought_on|购车日期|Bought on|
            customer|date|insured_until|保险到期|Insured until|
            customer|formula|insurance_days|保险剩余天数|Days insured|insured_until - today()
            deal|choice|pays|付款方式|Pays|全款:At once;贷款:Loan;置换:Trade-in
            deal|text|model_wanted|意向车型|Wanted model|
        """,
        stages="""
            到店|Came by|10|当天加微信发资料|Send the papers the same day|0
            试驾|Test drive|40|试驾第二天回访|Call the day after|1
            谈价|Bargaining|60|三天内给最终价|Final price in three days|3
            下订|Ordered|90|交车前一天确认|Confirm the handing over|1
        """,
        demo="""
            邓家|邓子墨|家用 SUV|218000|pays=贷款;model_wanted=七座 SUV
            云杉出行|韩雪松|公务用车 3 台|540000|pays=全款;model_wanted=新能源轿车
        """,
    ),
    _template(
        "b2b",
        "企业服务（B2B）|Business to business",
        "大客户|Key accounts",
        fields="""
            customer|number|staff|员工数|Staff|
            customer|date|contract_ends|服务到期|Contract ends|
            customer|formula|days_left|到期天数|Days left|contract_ends - today()
            deal|choice|buying|采购方式|Way of buying|招标:Tender;询价:Request for quotes;直签:Direct
            deal|number|seats|账号数|Seats|
            deal|money|seat_price|每账号年费|Price a seat|CNY
            deal|formula|yearly|年费合计|Yearly fee|seats * seat_price
            deal|file|tender_papers|招标文件|Tender papers|
        """,
        stages="""
            需求确认|Needs known|10|三天内发方案|Send a proposal|3
            方案演示|Demonstration|30|演示后两天收反馈|Ask after the demo|2
            商务谈判|Negotiation|60|确认合同条款|Agree on the terms|5
            合同审批|Contract review|85|每周跟进一次|Ask once a week|7
        """,
        demo="""
            云杉科技|袁明轩|客服系统采购|240000|buying=招标;seats=200;seat_price=1200
            海盛食品|唐婉清|协同办公|90000|buying=直签;seats=150;seat_price=600
        """,
    ),
)
BY_KEY = {one.key: one for one in TEMPLATES}
