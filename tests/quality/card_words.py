"""Invented people, companies and places for made cards; nobody in here exists."""

import random
import unicodedata
from dataclasses import dataclass, field

from crm_app.lib.wording import words

SURNAMES = words(
    "王Wang 李Li 张Zhang 刘Liu 陈Chen 杨Yang 赵Zhao 黄Huang 周Zhou 吴Wu 徐Xu 孙Sun 胡Hu "
    "朱Zhu 高Gao 林Lin 何He 郭Guo 马Ma 罗Luo 梁Liang 宋Song 郑Zheng 谢Xie 韩Han 唐Tang "
    "冯Feng 于Yu 董Dong 萧Xiao 程Cheng 曹Cao 袁Yuan 邓Deng 许Xu 傅Fu 沈Shen 曾Zeng "
    "彭Peng 吕Lyu 苏Su 卢Lu 蒋Jiang 蔡Cai 贾Jia 丁Ding 魏Wei 薛Xue 叶Ye 阎Yan 欧阳Ouyang "
    "司马Sima 上官Shangguan 诸葛Zhuge 慕容Murong 覃Qin 冼Xian 佘She 付Fu 闫Yan 单Shan "
    "仇Qiu 查Zha 尉迟Yuchi"
)
GIVEN = words(
    "伟Wei 芳Fang 秀英Xiuying 娜Na 敏Min 静Jing 丽Li 强Qiang 磊Lei 军Jun 洋Yang 勇Yong "
    "艳Yan 杰Jie 娟Juan 涛Tao 明Ming 超Chao 秀兰Xiulan 霞Xia 平Ping 刚Gang 桂英Guiying "
    "思远Siyuan 雨桐Yutong 志强Zhiqiang 浩然Haoran 晓东Xiaodong 子涵Zihan 国栋Guodong "
    "雪梅Xuemei 梓萱Zixuan 凯文Kaiwen 一诺Yinuo 建华Jianhua 文博Wenbo 海燕Haiyan "
    "婷婷Tingting 金凤Jinfeng 安琪Anqi 宇轩Yuxuan 学文Xuewen"
)
TRADITIONAL = words(
    "陳Chan志明Chi-ming 黃Wong美玲Mei-ling 劉Lau家輝Ka-fai 張Cheung詠詩Wing-sze "
    "林Lin建宏Chien-hung 葉Yeh雅婷Ya-ting 蔡Tsai宗翰Tsung-han 鄭Cheng麗華Lai-wah "
    "吳Wu淑芬Shu-fen 許Hsu文龍Wen-lung 歐陽Au-yeung震華Chun-wah 羅Law偉文Wai-man"
)
LATIN = {
    "US": "James Carter|Olivia Bennett|Michael O'Brien|Sarah Thompson|David Kowalski|Emma Rodriguez|Grace Okafor|Ethan Brooks|Chloe Martin|Robert A. Hughes|Tyrone Maddox|Leigh Ann Porter",
    "GB": "Alistair Pemberton|Fiona MacGregor|Rhys Llewellyn|Gemma Hartley|Nigel Crowther|Siobhan Kelleher",
    "DE": "Thomas Müller|Jürgen Weiß|Katrin Schäfer|Annegret Vogt|Dr. Matthias Brandt|Hannah van Dijk",
    "IN": "Rajesh Kulkarni|Priya Natarajan|S. Venkataraman|Amit Deshpande|K. R. Subramaniam|Neha Chaturvedi",
    "JP": "Kenji Yamamoto|Yuki Tanaka|Haruka Nishimura|Satoshi Ogawa",
    "SG": "Tan Wei Ming|Lim Hui Shan|Muhammad Faizal|Rachel Goh",
}
TITLES = (
    "销售总监|Sales Director 总经理|General Manager 区域销售经理|Regional Sales Manager 高级工程师|Senior Engineer 市场经理|Marketing Manager 采购主管|Procurement Supervisor 首席技术官|Chief Technology Officer "
    "大客户经理|Key Account Manager 副总裁|Vice President 产品经理|Product Manager 人力资源总监|HR Director 财务总监|Chief Financial Officer 客户成功经理|Customer Success Manager 董事长|Chairman "
    "商务拓展经理|Business Development Manager 项目经理|Project Manager 执行董事|Executive Director 技术顾问|Technical Consultant 合伙人|Partner 创始人兼CEO|Founder & CEO 副总经理|Deputy General Manager "
    "研发部部长|Head of R&D 主任医师|Chief Physician 资深设计师|Senior Designer 总经理助理|Assistant to General Manager 业务代表|Sales Representative 软件架构师|Software Architect 教授|Professor"
)
CITIES = words(
    "上海Shanghai021 北京Beijing010 深圳Shenzhen0755 广州Guangzhou020 "
    "杭州Hangzhou0571 苏州Suzhou0512 成都Chengdu028 武汉Wuhan027 青岛Qingdao0532 "
    "西安Xi'an029 宁波Ningbo0574 厦门Xiamen0592"
)
BRANDS = words(
    "云帆Yunfan 智行Zhixing 恒创Hengchuang 南粤Nanyue 数澜Shulan 精工Jinggong 瑞达Ruida "
    "天府Tianfu 海通达Haitongda 蓝湾Lanwan 鼎晟Dingsheng 启明Qiming 博远Boyuan 金穗Jinsui "
    "华腾Huateng 星澜Xinglan 绿源Lyuyuan 中旭Zhongxu"
)
TRADES = (
    "信息技术|Information Technology 电子科技|Electronic Technology 国际贸易|International Trading 软件|Software 机械制造|Machinery 生物医药|Biopharma 物流|Logistics 文化传媒|Culture Media 教育科技|Education Technology "
    "环保工程|Environmental Engineering 建筑设计|Architectural Design 食品|Food 新能源|New Energy 医疗器械|Medical Devices 服饰|Garment"
)
FORMS = "有限公司|Co., Ltd. 股份有限公司|Co., Ltd. 有限责任公司|Co., Ltd. 集团|Group"
ROADS = words(
    "张江路Zhangjiang 中关村大街Zhongguancun 科苑南路Keyuan_South 华夏路Huaxia "
    "文一西路West_Wenyi 星湖街Xinghu 天府大道Tianfu 香港东路East_Hong_Kong 人民路Renmin "
    "解放北路North_Jiefang 创业路Chuangye"
)
DISTRICTS = words(
    "浦东新区Pudong 海淀区Haidian 南山区Nanshan 天河区Tianhe 余杭区Yuhang "
    "工业园区Industrial_Park 高新区High-tech_Zone 崂山区Laoshan 江北区Jiangbei 思明区Siming"
)
BUILDINGS = [
    "科技大厦Tech_Tower",
    "国际中心International_Center",
    "创新广场Innovation_Plaza",
    "软件园Software_Park",
    "商务楼Business_Building",
]
LATIN_COMPANIES = {
    "US": "Northwind Harbor Inc.|Blue Harbor Freight LLC|Granite Peak Software|Oakridge Consulting Group|Vertex Industrial Supply Co.|Lumen Analytics Corporation|Cedar & Stone Architects",
    "GB": "Helix Biotech Ltd|Sterling & Wolfe Partners|Thornbury Logistics Limited|Ashdown Legal LLP",
    "DE": "Kestrel Robotik GmbH|Nordwind Anlagenbau GmbH & Co. KG|Lindenhof Verlag|Falkenstein Maschinen AG",
    "IN": "Saffron Textiles Pvt. Ltd.|Deccan Precision Tools|Lotus Agro Exports|Garuda Infotech Private Limited",
    "JP": "Aozora Precision Co., Ltd.|Midori Systems K.K.|Hoshino Trading Corporation",
    "SG": "Pacific Rim Trading Pte. Ltd.|Merlion Marine Services Pte Ltd|Straits Capital",
}
LATIN_ADDRESSES = {
    "US": "1200 Market Street, Suite 400, San Francisco, CA 94102|350 Fifth Avenue, 21st Floor, New York, NY 10118|77 West Wacker Drive, Chicago, IL 60601|4820 Alder Creek Rd, Austin, TX 78701|P.O. Box 2210, Boise, ID 83701",
    "GB": "45 King William Street, London EC4R 9AN|Unit 7, Kelham Business Park, Sheffield S3 8SE|12 Castle Terrace, Edinburgh EH1 2EN",
    "DE": "Friedrichstraße 110, 10117 Berlin, Germany|Industrieweg 14, 70565 Stuttgart|Am Lindenplatz 3, D-80331 München",
    "IN": "Plot No. 42, Sector 18, Udyog Vihar, Gurgaon 122015, Haryana|301, Shree Complex, Nr. Town Hall, Ashram Road, Ahmedabad - 380 009|No. 17, 2nd Cross, Indiranagar, Bangalore 560038, India",
    "JP": "2-7-1 Nishi-Shinjuku, Shinjuku-ku, Tokyo 163-0704, Japan|5F Minato Bldg., 1-3-8 Shiba, Minato-ku, Tokyo 105-0014",
    "SG": "8 Marina Boulevard #14-02, Singapore 018981|21 Ubi Crescent, #05-11 Techlink, Singapore 408600",
}
TRADITIONAL_COMPANIES = "匯豐達貿易有限公司|Wui Fung Tat Trading Limited|wuifungtat.com.hk 宏碁遠科技股份有限公司|Hungyuan Technology Co., Ltd.|hungyuan.com.tw 維港設計有限公司|Harbour View Design Limited|harbourviewdesign.com.hk 大稻埕茶業股份有限公司|Twatutia Tea Co., Ltd.|twatutiatea.com.tw"
TRADITIONAL_ADDRESSES = "香港九龍觀塘道388號創紀之城1座20樓2003室|Room 2003, 20/F, Tower 1, 388 Kwun Tong Road, Kowloon, Hong Kong;香港灣仔軒尼詩道139號中國海外大廈12樓A室|Flat A, 12/F, 139 Hennessy Road, Wanchai, Hong Kong;台北市信義區基隆路一段178號9樓|9F, No. 178, Sec. 1, Keelung Rd., Xinyi Dist., Taipei, Taiwan;新竹市東區光復路二段101號|No. 101, Sec. 2, Guangfu Rd., East Dist., Hsinchu, Taiwan"
SLOGANS_ZH = "品质铸就未来|诚信为本，客户至上|让世界爱上中国智造|专注工业自动化二十年|科技改变生活|为您提供一站式解决方案"
SLOGANS_EN = "Engineering a better tomorrow|Your trusted partner since 1987|Quality you can build on|Moving ideas forward|All kinds of precision parts"
DEPARTMENTS = "市场部|Marketing Department 研发中心|R&D Center 国际业务部|International Business Dept. 人力资源部|Human Resources Department 第二事业部|Business Division II".replace(
    " Department", "_Department"
)


@dataclass(slots=True)
class Person:
    """Everything that may be printed; the second entry of a list is its English."""

    region: str
    names: list[str]
    titles: list[str]
    companies: list[str]
    domain: str
    local: str
    addresses: list[str]
    mobile: str = ""
    phone: str = ""
    phone_truth: list[str] = field(default_factory=list)
    fax: str = ""


def _cut(text: str) -> tuple[str, str]:
    """Chinese and Latin part of an entry: 张江路Zhangjiang."""
    at = next(i for i, letter in enumerate(text) if letter.isascii())
    return text[:at], text[at:].replace("_", " ")


def _pairs(text: str) -> list[tuple[str, str]]:
    """Entries parted by spaces that stand before a Chinese character: 经理|Manager 总监|Director."""
    entries: list[str] = []
    for word in text.split(" "):
        if entries and word[:1].isascii():
            entries[-1] += " " + word
        else:
            entries.append(word)
    return [(zh, en.replace("_", " ")) for zh, _, en in (entry.partition("|") for entry in entries)]


def _digits(r: random.Random, count: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(count))


def chinese(r: random.Random) -> Person:
    """Somebody in mainland China."""
    family, family_en = _cut(r.choice(SURNAMES))
    given, given_en = _cut(r.choice(GIVEN))
    city = r.choice(CITIES)
    city_zh, rest = _cut(city)
    city_en, area = rest.rstrip("0123456789"), rest[len(rest.rstrip("0123456789")) :]
    brand, brand_en = _cut(r.choice(BRANDS))
    trade, trade_en = r.choice(_pairs(TRADES))
    form, form_en = r.choice(_pairs(FORMS))
    company = r.choice(
        [
            f"{city_zh}{brand}{trade}{form}",
            f"{brand}{trade}{form}",
            f"{city_zh}市{brand}{trade}{form}",
        ]
    )
    company_en = r.choice(
        [
            f"{city_en} {brand_en} {trade_en} {form_en}",
            f"{brand_en} {trade_en} ({city_en}) {form_en}",
        ]
    )
    local = r.choice(
        [
            f"{given_en}.{family_en}",
            f"{family_en}{given_en}",
            f"{family_en[0]}_{given_en}",
            f"{given_en}{_digits(r, 3)}",
            f"{family_en}{given_en[0]}",
        ]
    ).lower()
    address, address_en = _address(r, city_zh, city_en)
    title = r.choice(_pairs(TITLES))
    person = Person(
        "CN",
        [family + given, f"{given_en} {family_en}"],
        list(title),
        [company, company_en],
        brand_en.lower() + r.choice(["-tech.com", ".com.cn", ".cn", "group.com"]),
        local,
        [address, address_en],
    )
    _chinese_phones(r, person, area)
    return person


def _address(r: random.Random, city: str, city_en: str) -> tuple[str, str]:
    district, district_en = _cut(r.choice(DISTRICTS))
    road, road_en = _cut(r.choice(ROADS))
    building, building_en = _cut(r.choice(BUILDINGS))
    number, floor, room = r.randint(1, 2999), r.randint(2, 33), r.randint(1, 20)
    zh = f"{city}市{district}{road}{number}号"
    en = f"{number} {road_en} Road, {district_en}, {city_en}"
    if r.random() < 0.7:
        zh += r.choice(
            [
                f"{building}{floor}楼{floor}{room:02d}室",
                f"{building}{r.choice('ABC')}座{floor}层",
                f"{r.randint(1, 9)}号楼{floor}{room:02d}室",
            ]
        )
        en = f"Room {floor}{room:02d}, {floor}/F, {building_en}, {en}"
    return zh, f"{en} {r.choice([200000, 100080, 518057, 310012]) + r.randint(0, 99)}"


def _chinese_phones(r: random.Random, person: Person, area: str) -> None:
    number = r.choice(words("138 139 186 150 177 158 136 189")) + _digits(r, 8)
    grouped = f"{number[:3]} {number[3:7]} {number[7:]}"
    person.mobile = r.choice(
        [
            number,
            grouped,
            f"+86 {grouped}",
            grouped.replace(" ", "-"),
            f"(+86) {number}",
            f"86-{number}",
        ]
    )
    main = r.choice("2345678") + _digits(r, 7)
    plain = r.choice(
        [
            f"{area}-{main}",
            f"+86-{area[1:]}-{main[:4]} {main[4:]}",
            f"({area}) {main}",
            f"86 {area[1:]} {main}",
        ]
    )
    person.phone, person.phone_truth = plain, [area + main]
    kind = r.random()
    if kind < 0.2:
        person.phone = plain + r.choice([" 转 {}", "-{}", " ext. {}", "转{}"]).format(
            r.randint(100, 8999)
        )
    elif kind < 0.3:
        other = f"{int(main[-2:]) // 10}{(int(main[-1]) + 1) % 10}"
        person.phone, person.phone_truth = (
            f"{area}-{main}/{other}",
            [area + main, area + main[:-2] + other],
        )
    elif kind < 0.36:
        person.phone, person.phone_truth = (
            "400-" + r.choice(["820", "618"]) + "-" + _digits(r, 4),
            [],
        )
        person.phone_truth = [person.phone]
    person.fax = f"{area}-{r.choice('2345678')}{_digits(r, 7)}"


def traditional(r: random.Random) -> Person:
    """Somebody in Hong Kong or Taiwan."""
    entry = r.choice(TRADITIONAL)
    at = next(i for i, letter in enumerate(entry) if letter.isascii())
    family, tail = entry[:at], entry[at:]
    cut = next(i for i, letter in enumerate(tail) if not letter.isascii())
    family_en, (given, given_en) = tail[:cut], _cut(tail[cut:])
    company = r.choice(
        TRADITIONAL_COMPANIES.split(" 匯")[0:1]
        + TRADITIONAL_COMPANIES.replace(".hk ", ".hk;").replace(".tw ", ".tw;").split(";")
    )
    zh, en, domain = company.split("|")[:3]
    domain = domain.split(" ")[0]
    hong_kong = domain.endswith("hk")
    fit = [one for one in TRADITIONAL_ADDRESSES.split(";") if one.startswith("香港") == hong_kong]
    title, title_en = r.choice(
        [
            ("營業經理", "Sales Manager"),
            ("董事總經理", "Managing Director"),
            ("設計總監", "Design Director"),
            ("高級工程師", "Senior Engineer"),
        ]
    )
    person = Person(
        "HK" if hong_kong else "TW",
        [family + given, f"{given_en} {family_en}"],
        [title, title_en],
        [zh, en],
        domain,
        f"{given_en.replace('-', '')}.{family_en}".lower(),
        list(r.choice(fit).split("|")),
    )
    if hong_kong:
        mobile, phone, fax = (f"{head}{_digits(r, 3)} {_digits(r, 4)}" for head in ("9", "2", "3"))
        person.mobile, person.phone, person.fax = (
            r.choice([mobile, f"(852) {mobile}", f"+852 {mobile}"]),
            f"(852) {phone}",
            f"(852) {fax}",
        )
    else:
        person.mobile = r.choice(
            [
                f"09{_digits(r, 2)}-{_digits(r, 3)}-{_digits(r, 3)}",
                f"+886 9{_digits(r, 2)} {_digits(r, 3)} {_digits(r, 3)}",
            ]
        )
        person.phone, person.fax = (f"02-2{_digits(r, 3)}-{_digits(r, 4)}" for _ in "ab")
    person.phone_truth = [person.phone]
    return person


def foreign(r: random.Random) -> Person:
    """Somebody whose card has no Chinese."""
    region = r.choice(["US", "US", "GB", "DE", "IN", "JP", "SG"])
    name = r.choice(LATIN[region].split("|"))
    company = r.choice(LATIN_COMPANIES[region].split("|"))
    bare = "".join(
        c
        for c in unicodedata.normalize("NFKD", name.replace("Dr. ", "").replace("ß", "ss"))
        if c.isascii() and (c.isalpha() or c == " ")
    )
    words = bare.lower().split()
    ending = {
        "US": ".com",
        "GB": ".co.uk",
        "DE": ".de",
        "IN": ".in",
        "JP": ".co.jp",
        "SG": ".com.sg",
    }[region]
    stem = "".join(
        c for c in company.split(" Pte")[0].split(" Pvt")[0].lower() if c.isalpha() or c == " "
    ).split()
    local = r.choice([f"{words[0]}.{words[-1]}", f"{words[0][0]}{words[-1]}", words[0]])
    title = r.choice(_pairs(TITLES))[1]
    person = Person(
        region,
        [name],
        [title],
        [company],
        "".join(stem[:2]) + ending,
        local,
        [r.choice(LATIN_ADDRESSES[region].split("|"))],
    )
    person.mobile, person.phone, person.fax = (
        _foreign_phone(r, region, kind) for kind in ("mobile", "phone", "fax")
    )
    person.phone_truth = [person.phone]
    if r.random() < 0.2:
        person.phone += f" {r.choice(['ext.', 'x'])} {r.randint(100, 999)}"
    return person


def _foreign_phone(r: random.Random, region: str, kind: str) -> str:
    two, three, four = _digits(r, 2), _digits(r, 3), _digits(r, 4)
    if region == "US":
        area = r.choice(["415", "212", "312", "617", "206"])
        return r.choice(
            [
                f"({area}) 555-01{two}",
                f"+1 {area} 555 01{two}",
                f"{area}.555.01{two}",
                f"{area}-555-01{two}",
            ]
        )
    mobile = kind == "mobile"
    return {
        "GB": f"+44 (0)7700 900{three}" if mobile else f"020 7946 0{three}",
        "DE": f"+49 151 2{three}{four}" if mobile else f"+49 (0)30 2{three} {four}",
        "IN": f"+91 98{three} {two}{three}" if mobile else f"079-2658 {four}",
        "JP": f"+81 90-{four}-{_digits(r, 4)}" if mobile else f"+81-3-5{three}-{four}",
        "SG": f"+65 9{three} {four}" if mobile else f"+65 6{three} {four}",
    }[region]
