"""Made-up words of the demo workspace: nobody of it exists; numbers come from unused ranges."""

TITLES = (
    ("总经理", "General Manager"), ("采购经理", "Purchasing Manager"), ("技术总监", "Technical Director"),
    ("财务经理", "Finance Manager"), ("运营总监", "Operations Director"), ("店长", "Store Manager"),
    ("项目经理", "Project Manager"), ("信息部主任", "Head of IT"), ("总裁助理", "Executive Assistant"),
    ("仓储主管", "Warehouse Supervisor"),
)  # fmt: skip
DETAILS = (
    ("喜欢喝普洱茶，要熟普，不加糖", "Drinks Pu'er, ripe, no sugar"),
    ("女儿今年高考", "Her daughter sits the university entrance exam this year"),
    ("周三下午都在工厂，别约", "In the factory on Wednesday afternoons; don't book then"),
    ("跑马拉松，去年跑了三场", "Runs marathons, three last year"),
    ("对花生过敏", "Allergic to peanuts"),
    ("老家在云南大理", "Comes from Dali in Yunnan"),
    ("不喜欢微信语音，打字或电话", "Dislikes voice messages; write or call"),
    ("养了两只橘猫", "Has two ginger cats"),
    ("爱看羽毛球比赛", "Follows badminton"),
    ("上午十点以后再打电话", "Call after ten in the morning"),
)
PRODUCTS = (
    ("PE-100", "茶园管理系统 标准版", "Estate Suite Standard", "套", 48000, 19000),
    ("PE-200", "茶园管理系统 企业版", "Estate Suite Enterprise", "套", 128000, 52000),
    ("PE-310", "智能称重终端", "Smart Scale Terminal", "台", 6800, 4100),
    ("PE-320", "扫码收银一体机", "Scan & Pay Station", "台", 4200, 2700),
    ("PE-400", "冷链温湿度记录仪", "Cold Chain Logger", "台", 980, 520),
    ("PE-500", "年度维护服务", "Annual Maintenance", "年", 18000, 6000),
    ("PE-510", "上门安装调试", "On-site Installation", "次", 3500, 2100),
    ("PE-520", "用户培训（一天）", "Training Day", "天", 6000, 2400),
    ("PE-600", "数据迁移服务", "Data Migration", "项", 15000, 7000),
    ("PE-700", "标签打印机", "Label Printer", "台", 2600, 1700),
    ("PE-710", "热敏标签纸（箱）", "Thermal Labels (box)", "箱", 320, 190),
    ("PE-800", "报表分析模块", "Analytics Module", "套", 36000, 9000),
)
NEEDS = (
    ("年度采购", "annual supply"), ("门店改造", "store refit"), ("系统升级", "system upgrade"),
    ("新厂设备", "new plant equipment"), ("仓库扫码项目", "warehouse scanning"), ("续费", "renewal"),
    ("二期扩容", "phase two"), ("样品试用", "pilot"), ("全国推广", "national roll-out"),
)  # fmt: skip
TALK = (
    ("call", "电话沟通，对方对报价基本认可，想再看一下交货周期。", "Called. They are fine with the price and want to see the lead time."),
    ("call", "没接通，下午再打。", "No answer, will call again in the afternoon."),
    ("visit", "上门拜访，带看了现场，仓库扫码是痛点，月底前要方案。", "Visited the site. Scanning in the warehouse hurts most; they want a plan by the end of the month."),
    ("visit", "和采购、技术一起开会，确认了三十台终端的需求。", "Met purchasing and engineering: thirty terminals are confirmed."),
    ("meeting", "线上会议演示了报表模块，老板很满意。", "Showed the analytics module online; the owner was pleased."),
    ("meal", "请李总吃饭，他说竞争对手报价低八个点。", "Lunch: a competitor is eight points cheaper."),
    ("mail", "发了报价和合同模板，等法务回复。", "Sent the quote and the contract draft; waiting for legal."),
    ("chat", "微信里问了售后响应时间，已答复四小时。", "Asked about response times in chat; answered four hours."),
    ("note", "预算要等董事会，最快下个月。", "The budget waits for the board, next month at the earliest."),
    ("note", "介绍了隔壁园区的朋友，值得跟进。", "Introduced a friend in the next park; worth following up."),
    ("call", "投诉上一批标签纸掉粉，已安排换货。", "Complained about dusty labels in the last batch; replacement arranged."),
    ("visit", "季度回访，设备运行正常，聊到明年要开两家新店。", "Quarterly visit. All running; two new shops are planned for next year."),
)  # fmt: skip
STEPS = (
    ("发送修改后的报价", "Send the revised quote"), ("约采购经理开会", "Book a meeting with purchasing"),
    ("回电确认交期", "Call back about the lead time"), ("准备演示环境", "Prepare the demo"),
    ("寄样品", "Send samples"), ("催合同回签", "Chase the signed contract"), ("上门拜访", "Visit"),
    ("确认发票信息", "Confirm invoice details"),
)  # fmt: skip
COLLEAGUES = (
    ("陈晓峰", "east", "rep"), ("林雨桐", "east", "rep"), ("何志远", "east", "rep"), ("高明月", "north", "rep"),
    ("周立群", "north", "rep"), ("Amy Tan", "south", "rep"), ("罗嘉文", "south", "rep"), ("Tom Fielding", "overseas", "rep"),
    ("宋雅丽", "north", "manager"), ("黄国强", "south", "manager"),
)  # fmt: skip
# Who has sold for long: leads of the top band go to them.
SENIORS = ("张小川", "高明月", "罗嘉文", "Tom Fielding")
ACCOUNTS = (
    ("rep", "张小川", "east"), ("manager", "李静怡", "east"), ("director", "王海涛", "top"), ("desk", "赵文慧", "top"),
    ("service", "孙小雨", "top"), ("marketing", "Grace Lin", "top"), ("finance", "钱卫东", "top"), ("admin", "吴敏", "top"),
)  # fmt: skip
TEAMS = (
    ("east", "华东销售部"),
    ("north", "华北销售部"),
    ("south", "华南销售部"),
    ("overseas", "Overseas Sales"),
)

# Who bids for the same deals.
COMPETITORS = ("恒牛软件", "Northbell", "青禾数科")
# Renewals: key, names, what it means, probability, age limit, what it needs, advice.
RENEWAL_STAGES = (
    ("due", "到期提醒", "Coming due", "open", 60, 30, (), (
        "到期前两个月联系，先问用得怎么样，再谈续约。",
        "Call two months ahead: first how it serves them, then the renewal.")),
    ("talk", "续约沟通", "In talks", "open", 75, 21, ("contact",), (
        "带上一年的使用数据去谈，听清楚不满意的地方。",
        "Bring a year of usage, and listen to what they are unhappy with.")),
    ("offer", "续约报价", "Offer out", "open", 85, 14, ("amount", "expected_close", "contact"), (
        "报价后三天内确认，价格变动要说明原因。", "Ask within three days; explain any change of price.")),
    ("won", "已续约", "Renewed", "won", 100, 0, ("amount",), ("更新合同到期日。", "Note the new end of contract.")),
    ("lost", "未续约", "Not renewed", "lost", 0, 0, (), ("问清去向和原因。", "Ask where they go, and why.")),
)  # fmt: skip
RENEWAL_TASKS = (
    ("整理客户这一年的使用情况", "Gather how they used it this year", 2),
    ("约续约沟通的时间", "Arrange the talk about renewing", 5),
)
# What goes with what.
GOES_WITH = (("PE-700", "PE-710"), ("PE-310", "PE-700"), ("PE-200", "PE-520"), ("PE-100", "PE-800"))
VIEWINGS = (
    ("浦东样板门店", "采购经理和店长", "对收银动线很满意，担心培训时间"),
    ("Harbour showroom", "Operations lead", "Liked the scales, asked about spare parts"),
    ("苏州仓库现场", "仓储主管", "扫码速度打动了他，想先试两台"),
)
QUESTIONS = (
    (
        "这家客户你以前接触过，他们最看重什么？",
        "You dealt with them before: what matters most to them?",
    ),
    ("冷链方案的交期你那边有参考吗？", "Do you have lead times for the cold chain package?"),
    ("明天的演示能一起来吗？", "Could you join the demo tomorrow?"),
)
