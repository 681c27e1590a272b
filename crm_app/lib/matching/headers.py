"""Which column of a table is which field, by its heading in Chinese or English."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from operator import itemgetter

from crm_app.lib.matching.fields import FIELDS

_MEANT = {
    "name": "name fullname displayname contactname contact person fn 姓名 名字 客户名称 联系人 联系人姓名 全名 备注名 显示名称",
    "given": "given givenname firstname forename first 名 given1",
    "family": "family familyname lastname surname last 姓 姓氏",
    "company": "company companyname organization organisation organizationname organization1name employer account "
    "accountname org business 公司 企业 单位 公司名称 企业名称 工作单位",
    "mobiles": "mobile mobilephone cell cellphone mobilenumber 手机 手机号 手机号码 移动电话",
    "phones": "phone phones telephone tel phonenumber businessphone workphone homephone phone1value phone2value phone3value "
    "primaryphone otherphone 电话 电话号码 座机 固定电话 办公电话 联系电话 联系方式",
    "emails": "email emails mail emailaddress email1value email2value email3value email2address 邮箱 电子邮件 邮件 电子邮箱",
    "website": "website web url site webpage website1value 网址 网站",
    "birthday": "birthday birthdate dateofbirth dob born 生日 出生日期",
    "title": "title jobtitle position role organization1title organizationtitle 职务 职位 头衔",
    "address": "address street1 addressline fulladdress businessstreet homestreet address1formatted 地址 详细地址 通讯地址",
    "street_number": "streetnumber housenumber number 门牌号",
    "street": "street streetname 街道 路",
    "place": "place building",
    "suburb": "suburb district 区",
    "city": "city town businesscity homecity address1city locality 城市 市",
    "postcode": "postcode zip zipcode postalcode businesspostalcode 邮编 邮政编码",
    "state": "state province region businessstate 省 省份 地区",
    "tax_id": "taxid vat vatnumber uscc creditcode 税号 统一社会信用代码 信用代码",
    "id_number": "idnumber idcard socsecid ssn nationalid socialsecurity passport 身份证 身份证号 证件号",
    "wechat": "wechat weixin wechatid 微信 微信号",
}
_ADDRESS_LINES = {"address1": "street", "address2": "place"}
_KNOWN = {word: field for field, words in _MEANT.items() for word in words.split()}
_KNOWN |= {field.replace("_", ""): field for field in FIELDS}
_KNOWN |= {"person": "name", "mobile": "mobiles", "phone": "phones", "email": "emails"}


def plain(heading: str) -> str:
    """A heading without case, spaces and punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", heading)).casefold()


def field_named(typed: str) -> str | None:
    """The field somebody means; the names of headings will do."""
    return _KNOWN.get(plain(typed)) or _ADDRESS_LINES.get(plain(typed))


def guessed(headings: Sequence[str], kind: str = "contacts") -> list[tuple[str, int]]:
    """Field and place of each column that is known; several columns may be of one field."""
    words = [plain(heading) for heading in headings]
    numbered = {"streetnumber", "address1", "address2"} & set(words)
    found = []
    for place, word in enumerate(words):
        field = _KNOWN.get(word)
        if len(numbered) > 1 and word in _ADDRESS_LINES:
            field = _ADDRESS_LINES[word]
        elif field is None and word in _ADDRESS_LINES:
            field = "address"
        if field == "title" and "jobtitle" in words and word == "title":
            continue  # Outlook's form of address
        if field:
            found.append((_of_kind(field, kind), place))
    return found


def _of_kind(field: str, kind: str) -> str:
    return "name" if kind == "customers" and field == "company" else field


def columns_of(
    rows: Iterable[Sequence[str]], chosen: Sequence[tuple[str, int]]
) -> tuple[dict[str, list[str]], int]:
    """The cells by field, several of a field in one, and how many rows there are."""
    table = list(rows)
    found: dict[str, list[str]] = {}
    least = min(map(len, table), default=0)
    for field, place in chosen:
        if place < least:
            cells = list(map(itemgetter(place), table))
        else:
            cells = [row[place] if place < len(row) else "" for row in table]
        if field in found:
            cells = [
                f"{one};{other}" if one and other else one or other
                for one, other in zip(found[field], cells, strict=True)
            ]
        found[field] = cells
    return found, len(table)
