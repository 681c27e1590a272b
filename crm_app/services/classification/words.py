"""Words by which an industry, a size or a country is known; the surest first."""

# Key of the list `industry` → Chinese words | English words. Longer words are surer than short ones.
INDUSTRIES: dict[str, tuple[str, str]] = {
    "manufacturing": (
        "精密机械 自动化设备 新材料 机械 制造 机电 模具 五金 电子 电器 仪器 塑料 橡胶 化工 纺织 服装厂 钢铁 铸造 轴承 阀门 "
        "汽车零部件 设备 包装 家具 印刷 陶瓷 玻璃 造纸 工业 厂",
        "manufacturing machinery precision robotics automation industrial components electronics plastics "
        "steel textile packaging tooling factory engineering materials chemicals instruments",
    ),
    "technology": (
        "信息技术 智能科技 网络科技 软件 人工智能 大数据 云计算 互联网 信息 数据 通信 系统集成 半导体 芯片 网络 科技",
        "software technology technologies tech systems digital data cloud semiconductor internet cyber "
        "informatics computing",
    ),
    "retail": (
        "连锁超市 百货 超市 便利店 商场 零售 商贸 贸易 电商 母婴 服饰 珠宝 眼镜 专卖 批发",
        "retail store stores shop shops supermarket department fashion trading wholesale ecommerce outlet",
    ),
    "food": (
        "餐饮管理 食品 餐饮 茶业 茶叶 饮料 酒业 乳业 烘焙 咖啡 饭店 餐厅 酒楼 火锅 粮油 农业 水产 肉类 调味",
        "food foods restaurant catering beverage beverages brewery bakery coffee tea dairy kitchen farms",
    ),
    "education": (
        "教育咨询 教育 培训 学校 大学 学院 中学 小学 幼儿园 辅导",
        "education learning school university college academy training kindergarten institute edu",
    ),
    "health": (
        "医疗器械 大药房 生物医药 医疗 医药 制药 医院 诊所 药业 健康 口腔 体检 养老",
        "medical health healthcare pharma pharmaceutical pharmaceuticals hospital clinic dental biotech",
    ),
    "finance": (
        "银行 保险 证券 基金 融资租赁 融资 小额贷款 金融 投资 信托 期货 担保",
        "bank banking insurance finance financial capital securities investment fund leasing",
    ),
    "property": (
        "置业 房地产 地产 物业 房产 不动产 商业管理 园区",
        "estate estates property properties realty housing",
    ),
    "construction": (
        "建筑工程 建筑 建设 工程 装饰 装修 园林 幕墙 路桥 建材 钢结构 土木",
        "construction builders building contractors contractor architects civil",
    ),
    "logistics": (
        "物流 供应链 运输 货运 快递 仓储 航运 冷链 港务 国际货代 货代",
        "logistics freight shipping transport cargo courier warehousing forwarding supply",
    ),
    "energy": (
        "新能源 光伏 电力 风电 能源 石油 燃气 煤炭 储能 充电桩 水电 热力",
        "energy solar power wind oil gas petroleum battery electric utilities",
    ),
    "services": (
        "商务服务 人力资源 会计师事务所 律师事务所 广告 咨询 传媒 文化传播 会展 旅游 酒店 设计 策划 保洁 安保",
        "consulting services advisory legal law accounting marketing media agency travel hotel staffing",
    ),
    "public": (
        "人民政府 管理委员会 公安局 税务局 委员会 研究院 协会 水务 公交 消防 图书馆",
        "government ministry municipal council authority public association gov",
    ),
}
# Too general to be believed where another word is there too.
_GENERAL = "科技 设备 工业 厂 贸易 商贸 信息 电子 数据 投资 设计 工程 services systems engineering supply public power"
WEAK = frozenset(_GENERAL.split())

# What a name says of the size: key of the list `size` → words, with the confidence in percent.
SIZES: tuple[tuple[str, int, str, str], ...] = (
    ("2001+", 60, "世界500强 央企 上市公司", "multinational plc"),
    ("501-2000", 55, "集团 股份有限公司 控股", "group holdings corporation"),
    ("1-20", 70, "工作室 个体 经营部 门市 小店 事务所", "studio freelance sole"),
)
# What ends a domain, or begins a number, of a country: code, prefix, name.
COUNTRIES: tuple[tuple[str, str, str], ...] = (
    ("sg", "+65", "Singapore"),
    ("hk", "+852", "香港"),
    ("mo", "+853", "澳门"),
    ("tw", "+886", "台湾"),
    ("jp", "+81", "Japan"),
    ("kr", "+82", "South Korea"),
    ("in", "+91", "India"),
    ("my", "+60", "Malaysia"),
    ("th", "+66", "Thailand"),
    ("vn", "+84", "Vietnam"),
    ("id", "+62", "Indonesia"),
    ("ph", "+63", "Philippines"),
    ("au", "+61", "Australia"),
    ("nz", "+64", "New Zealand"),
    ("uk", "+44", "United Kingdom"),
    ("ie", "+353", "Ireland"),
    ("de", "+49", "Germany"),
    ("at", "+43", "Austria"),
    ("ch", "+41", "Switzerland"),
    ("fr", "+33", "France"),
    ("it", "+39", "Italy"),
    ("es", "+34", "Spain"),
    ("nl", "+31", "Netherlands"),
    ("se", "+46", "Sweden"),
    ("br", "+55", "Brazil"),
    ("mx", "+52", "Mexico"),
    ("ae", "+971", "United Arab Emirates"),
    ("za", "+27", "South Africa"),
)
_CITIES = (
    "Singapore London Sydney Hamburg Dublin Toronto Berlin Munich Paris Madrid Milan Amsterdam Zurich Vienna "
    "Tokyo Osaka Seoul Mumbai Bangkok Jakarta Manila Melbourne Auckland Chicago Boston Seattle Vancouver "
    "Montreal Dubai Stockholm Manchester Birmingham Frankfurt Barcelona Houston Atlanta Dallas"
)
CITIES = tuple(_CITIES.split())
# Landline codes of the largest cities.
AREAS = {
    "10": "北京", "20": "广州", "21": "上海", "22": "天津", "23": "重庆", "24": "沈阳", "25": "南京",
    "27": "武汉", "28": "成都", "29": "西安", "311": "石家庄", "351": "太原", "371": "郑州", "411": "大连",
    "431": "长春", "451": "哈尔滨", "510": "无锡", "512": "苏州", "513": "南通", "519": "常州", "531": "济南",
    "532": "青岛", "535": "烟台", "551": "合肥", "571": "杭州", "573": "嘉兴", "574": "宁波", "575": "绍兴",
    "577": "温州", "579": "金华", "591": "福州", "592": "厦门", "595": "泉州", "731": "长沙", "752": "惠州",
    "755": "深圳", "756": "珠海", "757": "佛山", "760": "中山", "769": "东莞", "771": "南宁", "791": "南昌",
    "851": "贵阳", "871": "昆明", "898": "海口", "931": "兰州", "971": "西宁", "991": "乌鲁木齐",
}  # fmt: skip
