"""Exports of other programs, known by their headers, and what they mean by a few of their names."""

import re
from collections.abc import Mapping, Sequence

_OUTLOOK = {"Title": "honorific", "Suffix": "suffix", "Location": None, "Account": None}
_OUTLOOK |= {"Profession": None, "Office Location": None, "Web Page": "website"}
_GOOGLE = {
    "Location": None,
    "Occupation": None,
    "Subject": None,
    "File As": None,
    "Short Name": None,
}
_GOOGLE |= {"Maiden Name": None, "Labels": None, "Group Membership": None, "Name Suffix": "suffix"}
_WECOM = {"客户名称": "name", "备注名": "other_name", "企业": "company", "企业名称": "company"}
_WECOM |= {"客户昵称": "name", "昵称": "name", "备注": "other_name", "描述": "note"}
# Whose department: that of the colleague who added them.
_WECOM |= {"客户备注名": "other_name", "所属部门": None, "添加人所属部门": None}
_HUBSPOT = {"Lead Status": None, "Last Activity Date": None}
_SALESFORCE = {"Type": None, "Rating": None, "Lead ID": None, "Id": None, "Next Step": None}
_PIPEDRIVE = {"Deal - Status": None, "Deal - Value": "amount", "Deal - Title": "name"}
# What the program is called, how it is known, and its own words in tables of people.
_KNOWN: tuple[tuple[str, re.Pattern[str], int, Mapping[str, str | None]], ...] = (
    (
        "google",
        re.compile(r"E-mail 1 - Value|Group Membership|Phonetic First Name|File As"),
        2,
        _GOOGLE,
    ),
    (
        "outlook",
        re.compile(
            r"E-mail (?:Display Name|Type|Address)|Business Street|Business Fax|Company Main Phone"
            r"|商务地址 街道|住宅地址 街道|电子邮件显示名称|电子邮件类型|单位主要电话"
        ),
        2,
        _OUTLOOK,
    ),
    ("wecom", re.compile(r"备注名|添加人|添加渠道|添加时间|客户昵称|企业标签"), 3, _WECOM),
    (
        "hubspot",
        re.compile(
            r"Record ID|Contact owner|Company owner|Deal owner|Lifecycle Stage|Marketing contact status"
            r"|Original Source|Associated (?:Company|Contact|Deal).*|Create Date"
        ),
        3,
        _HUBSPOT,
    ),
    (
        "salesforce",
        re.compile(
            r"(?:Lead|Account|Contact|Opportunity) (?:ID|Owner)|Fiscal Period|SystemModstamp|IsDeleted"
            r"|Account Name|Opportunity Name|Company / Account|Zip/Postal Code|Unread By Owner|OwnerId"
        ),
        3,
        _SALESFORCE,
    ),
    (
        "pipedrive",
        re.compile(r"(?:Person|Deal|Organization|Lead|Activity|Product) - .+"),
        3,
        _PIPEDRIVE,
    ),
)


def known_export(columns: Sequence[str]) -> str:
    """The program that wrote such a table: google, outlook, wecom, …; "" if none is known."""
    for name, sign, wanted, _ in _KNOWN:
        if len({column for column in columns if sign.fullmatch(column)}) >= wanted:
            return name
    return ""


def own_words(name: str) -> Mapping[str, str | None]:
    """Column → field as that program means it, where this is not what anybody would."""
    return next((words for known, _, _, words in _KNOWN if known == name), {})
