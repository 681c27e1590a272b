"""Cards as people really have them made: shops, practices, chambers, schools; nobody in here exists.

Each card is what stands on it, line by line, with what a reader should make of it.
"""

import random
from dataclasses import dataclass, field

from crm_app.lib.wording import words

FAMILY = words(
    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 郭 何 林 罗 梁 宋 郑 谢 韩 唐 冯 于 董 程 曹 袁 邓 许 傅 沈 曾 彭 吕 苏 卢 蒋 蔡 "
    "贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 邱 秦 江 史 顾 侯 邵 孟 龙 万 "
    "段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 兰 殷 施 陶 洪 翟 安 颜 倪 严 牛 温 芦 季 俞 章 鲁 葛 伍 韦 申 尤 欧阳 诸葛 司徒 皇甫"
)
GIVEN = words(
    "建国 丽萍 永强 小燕 志远 春梅 海峰 晓琳 俊 倩 伟东 佳怡 鹏 颖 振宇 素珍 立新 晨曦 国平 雅琴 一鸣 若曦 子轩 斌 婧 宏亮 慧敏 "
    "家豪 玉兰 少华 思源 梦洁 天佑 冬冬 红 光明 新民 克勤 可欣 大伟"
)
CITIES = words(
    "南京江苏025 合肥安徽0551 长沙湖南0731 郑州河南0371 济南山东0531 昆明云南0871 福州福建0591 南昌江西0791 无锡江苏0510 东莞广东0769 "
    "佛山广东0757 温州浙江0577 嘉兴浙江0573 烟台山东0535 洛阳河南0379 常州江苏0519 珠海广东0756 石家庄河北0311 太原山西0351 贵阳贵州0851"
)
BRANDS = words(
    "禾木hemu 青柠qingning 百川baichuan 德润derun 和泰hetai 明珠mingzhu 鹭洲luzhou 正源zhengyuan 九鼎jiuding 新航xinhang 佳禾jiahe "
    "诚达chengda 晨光里chenguangli 万象源wanxiangyuan 福满堂fumantang 长风changfeng 宏图hongtu 雅韵yayun 速捷sujie 远山yuanshan"
)
FIRMS = words(
    "{city}{brand}装饰工程有限公司 {brand}（{city}）律师事务所 {city}市{brand}会计师事务所(普通合伙) {city}{brand}国际旅行社有限公司 "
    "{brand}茶业 {city}{brand}口腔医院 {brand}火锅店 {brand}摄影工作室 {province}{brand}建设集团有限公司 {city}{brand}机电设备厂 "
    "{brand}房产 {city}{brand}知识产权代理有限公司 {city}{brand}汽车销售服务有限公司 {brand}股权投资基金管理（{city}）有限公司 "
    "{city}{brand}大酒店 {province}{brand}律师事务所 {city}{brand}农业科技股份有限公司 {brand}健身俱乐部 {city}{brand}印务有限公司 "
    "{city}第二{brand}幼儿园 {city}{brand}医院 {brand}花艺 {city}{brand}保险经纪有限公司{city}分公司 {city}{brand}研究院"
)
TITLES = words(
    "总经理 市场部经理 销售部|客户经理 董事长兼总经理 高级合伙人 华东区销售总监 技术研发中心|主任 副院长 主治医师 置业顾问 理财经理 店长 "
    "业务经理 国家一级建造师|项目经理 采购部部长 法定代表人 执业律师 高级美容顾问 校长助理 运营总监|联合创始人 首席代表 党委书记|董事长 "
    "副总经理 车间主任 外贸部|业务主管 招商经理 专利代理师 注册会计师|合伙人 行政总厨 工程部|总工程师 园长 大堂经理 客服专员 教练 "
    "渠道销售主管 品牌策划 营销副总裁"
)
ROADS = words(
    "中山北路 建设大道 滨江东路 望湖街 学府路 和平西路 花园口大街 珠江路 五一广场 环城南路"
)
DISTRICTS = words(
    "鼓楼区 高新技术开发区 蜀山区 雨花区 中原区 历下区 西山区 梁溪区 南城街道 禅城区 新城镇"
)
HOUSES = words(
    "银河大厦B座1206室 绿地中心38层 万达广场2号写字楼903 软件园三期4栋5楼 民营科技园内 电子商城二楼A18号 阳光花园12幢3单元502 "
    "工业区8号厂房 文化创意产业园7-2 (地铁3号线2号口) 人民医院对面"
)
SLOGANS = "诚信 专业 高效|用心服务每一位客户|匠心品质 值得信赖|让生活更美好|一站式企业服务平台|以质量求生存 以信誉求发展|品味生活 尽在于此|专注·专业·专心"
GOODS = "主营：钢材 管材 阀门 水暖器材|经营范围：办公用品、图文快印、展板制作|业务范围：公司注册 代理记账 商标申请|承接：室内外装修、水电安装|产品：轴承、密封件、液压元件"


@dataclass(slots=True)
class Habit:
    """What stands on a card: who, which firm, how to reach, and the truth about it."""

    region: str
    head: list[str]
    firm: list[str]
    lines: list[str]
    fields: dict[str, list[str]]
    below: list[str] = field(default_factory=list)


def _cut(entry: str) -> tuple[str, str]:
    at = next(i for i, letter in enumerate(entry) if letter.isascii())
    return entry[:at], entry[at:]


def _digits(r: random.Random, count: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(count))


def mainland(r: random.Random) -> Habit:
    """A card of mainland China."""
    name = r.choice(FAMILY) + r.choice(GIVEN)
    place, rest = _cut(r.choice(CITIES))
    area = rest
    city, province = place[:-2], place[-2:]
    brand, latin = _cut(r.choice(BRANDS))
    firm = r.choice(FIRMS).format(city=city, brand=brand, province=province)
    title = r.choice(TITLES)
    mobile = r.choice(words("133 135 137 151 152 173 181 188 199")) + _digits(r, 8)
    shown = r.choice(
        [
            mobile,
            f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}",
            f"{mobile[:3]}-{mobile[3:7]}-{mobile[7:]}",
        ]
    )
    local = r.choice("2345678") + _digits(r, 7)
    street = f"{city}市{r.choice(DISTRICTS)}{r.choice(ROADS)}{r.randint(2, 980)}号{r.choice([*HOUSES, ''])}"
    street = r.choice([street, province + "省" + street])
    domain = latin + r.choice([".com", ".cn", ".com.cn", ".net"])
    mail = r.choice(
        [
            f"{latin}{_digits(r, 3)}@163.com",
            f"{_digits(r, 9)}@qq.com",
            f"info@{domain}",
            f"{latin}_hr@{domain}",
        ]
    )
    fields = {
        "name": [name],
        "title": _accepted(title),
        "company": [firm],
        "mobile": [mobile],
        "phone": [],
        "fax": [],
        "email": [mail],
        "website": [],
        "address": [street],
    }
    lines = [
        r.choice(
            [
                "手机：{}",
                "手机/微信：{}",
                "Mobile: {}",
                "联系电话：{}",
                "{}（微信同号）",
                "M: {}",
                "手 机 {}",
            ]
        ).format(shown)
    ]
    lines += _office(r, area, local, fields)
    lines.append(r.choice(["邮箱：{}", "E-mail：{}", "Email: {}", "{}", "E：{}"]).format(mail))
    if r.random() < 0.4:
        fields["website"] = ["www." + domain]
        lines.append(r.choice(["网址：{}", "{}", "官网：{}", "Http://{}"]).format("www." + domain))
    postcode = r.choice(["", "", f"（{_digits(r, 6)}）", f"  邮编：{_digits(r, 6)}"])
    lines.append(
        r.choice(["地址：{}", "{}", "公司地址：{}", "Add：{}", "总部：{}"]).format(
            street + postcode
        )
    )
    r.shuffle(lines)
    return Habit("CN", _heading(r, name, title), [firm], lines, fields, _below(r))


def _accepted(title: str) -> list[str]:
    """Both halves, either, in one."""
    parts = title.split("|")
    return [*parts, "".join(parts)] if len(parts) > 1 else parts


def _heading(r: random.Random, name: str, title: str) -> list[str]:
    spaced = " ".join(name) if len(name) < 4 and r.random() < 0.4 else name
    parts = title.split("|")
    joined = " ".join(parts)
    kind = r.random()
    if kind < 0.3:
        return [f"{spaced}  {joined}"]
    if kind < 0.4:
        return [f"{parts[-1]}：{name}"] if len(parts) == 1 else [*parts, spaced]
    if kind < 0.5:
        return [f"{name}（{parts[-1]}）"] if len(parts) == 1 else [spaced, " / ".join(parts)]
    if kind < 0.6:
        return [f"姓名：{name}", f"职务：{joined}"]
    if kind < 0.72:
        return [joined, spaced]
    return [spaced, *parts] if r.random() < 0.5 else [spaced, joined]


def _office(r: random.Random, area: str, local: str, fields: dict[str, list[str]]) -> list[str]:
    lines = []
    number = f"{area}{local}"
    if r.random() < 0.7:
        fields["phone"] = [number]
        form = r.choice(
            [
                f"{area}-{local}",
                f"({area}){local}",
                f"{area}-{local[:4]} {local[4:]}",
                f"+86 {area[1:]} {local}",
            ]
        )
        form += r.choice(["", "", "", " 转 80{}", "-6{}", " 分机：{}8"]).format(r.randint(10, 99))
        lines.append(
            r.choice(["电话：{}", "TEL：{}", "Tel: {}", "座机：{}", "总机：{}", "电 话 {}"]).format(
                form
            )
        )
        if r.random() < 0.5:
            fax = f"{area}{local[:-2]}{(int(local[-2:]) + 7) % 90 + 10}"
            fields["fax"] = [fax]
            lines.append(
                r.choice(["传真：{}", "FAX：{}", "Fax: {}", "传 真 {}"]).format(
                    f"{fax[: len(area)]}-{fax[len(area) :]}"
                )
            )
    if r.random() < 0.25:
        free = f"400-{_digits(r, 3)}-{_digits(r, 4)}"
        fields["phone"] = [*fields["phone"], free]
        lines.append(r.choice(["全国服务热线：{}", "热线：{}", "客服电话：{}"]).format(free))
    return lines


def _below(r: random.Random) -> list[str]:
    found = []
    if r.random() < 0.3:
        found.append(r.choice(SLOGANS.split("|")))
    if r.random() < 0.3:
        found.append(r.choice(GOODS.split("|")))
    if r.random() < 0.15:
        found.append(f"开户行：中国银行城东支行  账号：{_digits(r, 12)}")
    return found
