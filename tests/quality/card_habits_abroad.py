"""Cards of Hong Kong, Taiwan and of the English speaking world as they are really made; all invented."""

import random
import re
import unicodedata

from crm_app.lib.wording import words
from tests.quality.card_habits import Habit, _digits

FAMILY = words(
    "陳Chan 黃Wong 林Lam 李Lee 張Cheung 何Ho 鄭Cheng 梁Leung 葉Yip 郭Kwok 馮Fung 鄧Tang 蕭Siu 羅Law 譚Tam"
)
GIVEN = words(
    "嘉欣Ka_Yan 子軒Tsz_Hin 偉明Wai_Ming 美儀Mei_Yee 國強Kwok_Keung 詠琪Wing_Ki 浩賢Ho_Yin 麗珍Lai_Chun"
)
WESTERN = words("Peter Amy Jason Vivian Kelvin Grace Raymond Joyce")
TAIWANESE = words(
    "陳 林 黃 張 李 王 吳 劉 蔡 楊 許 鄭 謝 洪 郭 邱 曾 廖 賴 徐 周 葉 蘇 莊 呂 江 何 蕭 羅 高 簡 潘 游 詹"
)
TAIWANESE_GIVEN = words("雅惠 俊傑 淑娟 冠宇 怡君 志豪 佩珊 家銘 宜蓁 承翰 美玲 建志 筱婷 文彬")
HK_TITLES = "高級客戶經理|Senior Account Manager;理財顧問|Financial Consultant;董事|Director;項目統籌|Project Coordinator;註冊中醫師|Registered Chinese Medicine Practitioner;分行經理|Branch Manager;營運總監|Operations Director;首席設計師|Chief Designer"
HK_FIRMS = "恒景地產代理有限公司|Hang King Property Agency Limited;德昌會計師行|Tak Cheong & Co.;仁愛診所|Yan Oi Clinic;創域廣告有限公司|Chong Wik Advertising Company Limited;海景冷氣工程公司|Hoi King Air-conditioning Engineering Co.;樂天旅遊有限公司|Lok Tin Travel Ltd."
HK_PLACES = "九龍旺角彌敦道688號旺角中心15樓1502室|Room 1502, 15/F, Argyle Centre, 688 Nathan Road, Mongkok, Kowloon;新界葵涌葵豐街18號永康工業大廈9樓C室|Flat C, 9/F, Wing Hong Industrial Building, 18 Kwai Fung Street, Kwai Chung, N.T.;香港中環德輔道中71號8樓|8/F, 71 Des Voeux Road Central, Central, Hong Kong"
TW_TITLES = words(
    "業務經理 專案經理 執行長 資深協理 店長 負責人 工程師 行銷企劃 理事長 院長 業務專員 設計總監 副總經理 不動產經紀人 保險業務員"
)
TW_FIRMS = words(
    "{b}企業有限公司 {b}國際股份有限公司 {b}商行 {b}牙醫診所 {b}設計工作室 {b}不動產仲介經紀有限公司 {b}汽車修配廠 {b}律師事務所 {b}生技股份有限公司 {b}咖啡館"
)
TW_BRANDS = words(
    "晨禾chenhe 鼎泰源dingtaiyuan 綠點greendot 巨岳juyue 安欣anxin 福隆fulong 品悅pinyue"
)
TW_PLACES = words(
    "新北市板橋區文化路一段25號3樓之2 高雄市左營區博愛二路366號 台中市西屯區市政路402號12樓 桃園市中壢區中正路88號 台南市東區林森路一段149號 彰化縣員林市三民街12號 220新北市板橋區民生路二段250號5樓"
)
ENGLISH_NAMES = "Margaret Ellison|Tobias Whitlock|Dr. Henrietta Vance|Curtis J. Pemberton|Aisha Bakare|Pradeep Ranganathan|Lorna McAllister|Wendell Hargrove, CPA|Ingrid Solberg|Nathaniel Obi|Chetan Vaidya|Beatrix Lindqvist, Ph.D.|Marcus Delacroix|Yolanda Prewitt|S. Venkat Rao|K. Lakshmi Narayana|MOHD. IRFAN|P.V.S. Murthy|Dr. B. Nagesh, MDS|Suresh Babu|O'Neil Baptiste|Jean-Luc Moreau|Maria del Carmen Ruiz|Sven Åkesson|Björn Lund|Anh Nguyen|Kwame Mensah|Tran Van Minh"
ENGLISH_TITLES = "Realtor®|Realtor;Attorney at Law;Owner;Master Plumber;Professor of Chemistry;Regional Vice President, Sales;Branch Manager;Executive Chef;Loan Officer;Postdoctoral Fellow;Head of Procurement;Office Manager;Interior Designer;Managing Partner;Insurance Agent;Licensed Massage Therapist;Business Development Executive;Service Advisor;Pastor;Wedding Photographer"
ENGLISH_FIRMS = "Hollis & Crane Realty|holliscrane.com;Bramblewood Dental Care|bramblewooddental.com;Stonebridge Mortgage, LLC|stonebridgemortgage.com;La Tavola Trattoria|latavola.com;Prewitt Plumbing & Heating|prewittplumbing.com;University of Eastmoor|eastmoor.edu;Quillfeather Press|quillfeather.com;First Harbor Bank|firstharbor.com;Grace Hill Church|gracehill.org;Ranganathan Exports Pvt. Ltd.|ranganathanexports.in;Silverlake Auto Body|silverlakeauto.com;Fenwick Garden Centre Ltd|fenwickgardens.co.uk;Meridian Freight Systems Inc.|meridianfreight.com;Studio Lindqvist|studiolindqvist.com;Larkin & Toubro|larkintoubro.com;Royal Heron|royalheron.in;KPX|kpx.com;Windhover|windhover.com;City of Eastmoor|eastmoor.gov;Om Sai Travels|omsaitravels.in;Sri Balaji Enterprises|balajienterprises.in;Taj Heron Palace|tajheron.in;Century 31|century31.com;Edward Larkin|edwardlarkin.com;RE/HOME Elite|rehome.com;Osprey Motors|ospreymotors.in;Little Herons Daycare|littleherons.com;Heron Cement|heroncement.in;St. Osyth Hospital|stosyth.org"
AMERICAN = "2208 Juniper Ridge Drive, Suite B, Asheville, NC 28803|918 Harbor Blvd., Oxnard, CA 93035|One Liberty Plaza, 14th Floor, Boston, MA 02109|PO Box 771, Bozeman, MT 59715|6100 W. 44th Ave., Denver, Colorado 80212"
INDIAN = "Shop No. 4, Laxmi Market, M.G. Road, Pune - 411 001|#27/3, 4th Main, Malleswaram, Bangalore - 560 003|Plot 118, Road No. 12, Banjara Hills, Hyderabad - 500 034"
BRITISH = "The Old Mill, 3 Riverside, Guildford, Surrey GU1 4RT|88 Deansgate, Manchester M3 2ER|Unit 12 Harrow Trading Estate, Leeds LS11 5QN"
NOTES = "Residential · Commercial · Land|Family owned since 1974|Free estimates|Lic. #{d6}|Equal Housing Lender|Each office independently owned and operated|NMLS# {d6}|Mon-Fri 9:00am - 6:00pm|Sales, Service & Repairs|Authorized Dealer"


def _two(entry: str) -> tuple[str, str]:
    at = next(i for i, letter in enumerate(entry) if letter.isascii())
    return entry[:at], entry[at:].replace("_", " ")


def hong_kong(r: random.Random) -> Habit:
    """A card of Hong Kong, mostly in both languages."""
    (family, family_en), (given, given_en), western = (
        _two(r.choice(FAMILY)),
        _two(r.choice(GIVEN)),
        r.choice(WESTERN),
    )
    name = family + given
    name_en = r.choice(
        [
            f"{western} {family_en}",
            f"{family_en.upper()} {given_en}, {western}",
            f"{family_en} {given_en}",
            f"{western} {given_en.title()} {family_en}",
        ]
    )
    title, title_en = r.choice(HK_TITLES.split(";")).split("|")
    firm, firm_en = r.choice(HK_FIRMS.split(";")).split("|")
    place, place_en = r.choice(HK_PLACES.split(";")).split("|")
    phone, fax, mobile = (f"{head}{_digits(r, 3)} {_digits(r, 4)}" for head in "239")
    domain = "".join(firm_en.lower().replace("&", "").split()[:2]).replace("-", "") + ".com.hk"
    mail = r.choice(
        [f"{western.lower()}.{family_en.lower()}@{domain}", f"{western.lower()}@{domain}"]
    )
    both = r.random() < 0.6
    code = r.choice(["", "(852) ", "+852 "])
    lines = [
        r.choice(["直線：{}", "Tel: {}", "電話 Tel: {}", "電話：{}"]).format(code + phone),
        r.choice(["手提：{}", "Mobile: {}", "流動電話：{}", "手機 Mobile: {}"]).format(
            code + mobile
        ),
        r.choice(["圖文傳真：{}", "Fax: {}", "傳真 Fax: {}"]).format(code + fax),
        r.choice(["電郵：{}", "Email: {}", "E-mail: {}"]).format(mail),
        r.choice(["地址：", ""]) + place,
    ]
    fields = {
        "name": [name, name_en] if both else [name],
        "title": [title, title_en] if both else [title],
        "company": [firm, firm_en] if both else [firm],
        "mobile": [mobile],
        "phone": [phone],
        "fax": [fax],
        "email": [mail],
        "website": [],
        "address": [place, place_en] if both else [place],
    }
    if both:
        lines.append(place_en)
    if r.random() < 0.3:
        lines.append(r.choice([f"牌照號碼：S-{_digits(r, 6)}", f"Licence No.: C-0{_digits(r, 5)}"]))
    head = [r.choice([f"{name} {name_en}", name]), title] if both else [name, title]
    if both:
        head = [head[0], *([] if name_en in head[0] else [name_en]), title, title_en]
    return Habit("HK", head, [firm, firm_en] if both else [firm], lines, fields)


def taiwan(r: random.Random) -> Habit:
    """A card of Taiwan."""
    name, title, place = (
        r.choice(TAIWANESE) + r.choice(TAIWANESE_GIVEN),
        r.choice(TW_TITLES),
        r.choice(TW_PLACES),
    )
    brand, latin = _two(r.choice(TW_BRANDS))
    firm = r.choice(TW_FIRMS).format(b=brand)
    mobile = f"09{_digits(r, 2)}-{_digits(r, 3)}{r.choice(['-', ''])}{_digits(r, 3)}"
    phone, fax = f"04-2{_digits(r, 3)}-{_digits(r, 4)}", f"04-2{_digits(r, 3)}-{_digits(r, 4)}"
    mail = r.choice(
        [f"{latin}@gmail.com", f"service@{latin}.com.tw", f"{latin}.{_digits(r, 2)}@yahoo.com.tw"]
    )
    lines = [
        r.choice(["行動電話：{}", "手機：{}", "M / {}", "行動 {}", "{}"]).format(mobile),
        r.choice(["電話：{}", "TEL：{}", "T / {}", "公司電話 {}"]).format(
            phone + r.choice(["", " 分機 12", " #203", "轉15"])
        ),
        r.choice(["E-mail：{}", "信箱：{}", "E / {}", "{}"]).format(mail),
        r.choice(["地址：{}", "{}", "A / {}"]).format(place),
    ]
    fields = {
        "name": [name],
        "title": [title],
        "company": [firm],
        "mobile": [mobile],
        "phone": [phone],
        "fax": [],
        "email": [mail],
        "website": [],
        "address": [place],
    }
    if r.random() < 0.5:
        fields["fax"] = [fax]
        lines.insert(2, r.choice(["傳真：{}", "FAX：{}", "F / {}"]).format(fax))
    if r.random() < 0.3:
        lines.append(f"統一編號：{_digits(r, 8)}")
    if r.random() < 0.3:
        lines.append(f"LINE ID：{latin}{_digits(r, 3)}")
    head = r.choice(
        [[f"{name}  {title}"], [name, title], [title, " ".join(name)], [f"{title}  {name}"]]
    )
    return Habit("TW", head, [firm], lines, fields)


def english(r: random.Random) -> Habit:
    """A card in English: practices, shops, churches, schools."""
    name, title = r.choice(ENGLISH_NAMES.split("|")), r.choice(ENGLISH_TITLES.split(";")).split("|")
    firm, domain = r.choice(ENGLISH_FIRMS.split(";")).split("|")
    region = {"in": "IN", "uk": "GB"}.get(domain.rpartition(".")[2], "US")
    place = r.choice({"US": AMERICAN, "IN": INDIAN, "GB": BRITISH}[region].split("|"))
    bare = name.partition(",")[0].removeprefix("Dr. ")
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    parts = [part.lower() for part in re.findall(r"[A-Za-z]{3,}", plain.replace("'", ""))]
    mail = r.choice(
        [
            f"{parts[0]}@{domain}",
            f"{parts[0][0]}{parts[-1]}@{domain}",
            f"info@{domain}",
            f"{parts[0]}{parts[-1]}{_digits(r, 2)}@gmail.com",
        ]
    )
    fields = {
        "name": [name, bare, name.partition(",")[0]],
        "title": title,
        "company": [firm],
        "mobile": [],
        "phone": [],
        "fax": [],
        "email": [mail],
        "website": [],
        "address": [place],
    }
    lines = _reach(r, region, fields)
    lines.append(r.choice(["{}", "Email: {}", "e: {}", "E-mail: {}"]).format(mail))
    if r.random() < 0.6:
        fields["website"] = ["www." + domain]
        lines.append("www." + domain)
    at = r.randrange(len(lines) + 1)
    cut = place.find(", ", len(place) // 3)
    lines.insert(at, f"{place[: cut + 1]}\n{place[cut + 2 :]}" if r.random() < 0.6 else place)
    head = r.choice([[name, title[0]], [name.upper(), title[0]], [f"{name}", title[0].upper()]])
    below = [r.choice(NOTES.split("|")).format(d6=_digits(r, 6))] if r.random() < 0.6 else []
    return Habit(region, head, [r.choice([firm, firm.upper()])], lines, fields, below)


def _reach(r: random.Random, region: str, fields: dict[str, list[str]]) -> list[str]:
    """Telephone, mobile and fax under the labels of the country."""
    area = r.choice(["828", "805", "617", "406", "303"])
    shape = r.choice(["({}) 555-01{}", "{}-555-01{}", "{}.555.01{}"])
    numbers = {
        "US": [shape.format(area, f"{n}{_digits(r, 1)}") for n in (1, 4, 7)],
        "IN": [
            f"020-2555 {_digits(r, 4)}",
            f"+91 98{_digits(r, 3)} {_digits(r, 5)}",
            f"020-2556 {_digits(r, 4)}",
        ],
        "GB": [
            f"01632 960{_digits(r, 3)}",
            f"07700 900{_digits(r, 3)}",
            f"01632 961{_digits(r, 3)}",
        ],
    }[region]
    labels = r.choice(
        [
            ("Office: ", "Cell: ", "Fax: "),
            ("O ", "M ", "F "),
            ("Tel. ", "Mobile ", "Fax "),
            ("Ph: ", "Mob: ", "Fax: "),
            ("Direct: ", "Mobile: ", "Facsimile: "),
        ]
    )
    lines = []
    for kind, label, number, chance in zip(
        ("phone", "mobile", "fax"), labels, numbers, (0.9, 0.7, 0.4), strict=True
    ):
        if r.random() < chance:
            fields[kind] = [number]
            lines.append(label + number)
    return [" | ".join(lines)] if len(lines) == 2 and r.random() < 0.3 else lines
