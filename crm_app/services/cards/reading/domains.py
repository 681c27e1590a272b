"""Domains: how they end, whose they are, what OCR does to them undone."""

import re

from crm_app.lib.wording import words

TLD = (
    "com|cn|net|org|io|co|uk|de|sg|hk|tw|in|my|asia|us|edu|gov|info|biz|ai|jp|kr|ca|au|fr|tech|me|cc|top|mo|vn|th|id|ph|ch|at|it|es|nl|be|se|no|dk|fi|"
    "pl|cz|pt|br|mx|ru|za|ae|sa|nz|ie|eu|tv|app|dev|cloud|online|site|shop|store|xyz|club|vip|ltd|group|work|pro|law|design|studio|agency|health|care|"
    "finance|capital|bank|global|world|travel|photo|email|company|solutions|services|systems|science|bio|int|mil|mobi|name|ac|tel|wang|ren|link|pk|bd|lk|np|"
    "tr|il|gr|hu|ro|ar|cl|pe|example|test"
)
ENDING = re.compile(TLD)
FREE_MAIL = frozenset(
    words(
        "gmail googlemail yahoo hotmail outlook live msn icloud me aol qq 163 126 139 189 sina sohu foxmail yeah aliyun gmx web mail "
        "protonmail proton rediffmail ymail vip tom 21cn netvigator hinet seed pchome naver example"
    )
)


def tidy_domain(domain: str) -> str:
    """Dots doubled, lost or misread put right, and the commonest endings."""
    domain = re.sub(r"\.{2,}", ".", domain).strip(".-")
    domain = re.sub(r"\.(?:c0m|corn|cim|conn|ccm)$", ".com", domain, flags=re.IGNORECASE)
    domain = re.sub(r"\.comcn$", ".com.cn", domain, flags=re.IGNORECASE)
    if "." not in domain:
        domain = re.sub(r"(?<=\w{2})(com|net|org|cn)(cn|hk|tw|sg|my)?$", _dotted, domain)
    return domain


def _dotted(match: re.Match[str]) -> str:
    return f".{match.group(1)}" + (f".{match.group(2)}" if match.group(2) else "")


def domain_of(value: str) -> str:
    """The domain of a site or an address, without www."""
    text = re.sub(r"^(?:https?:/*)?(?:www\.)?", "", value.rpartition("@")[2].lower())
    return text.partition("/")[0]


def is_free(domain: str) -> bool:
    """Whether anybody can have an address there, so that it says nothing about a company."""
    return domain.split(".", maxsplit=1)[0] in FREE_MAIL
