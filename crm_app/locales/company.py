"""The profile of the house: its settings page."""

TEXT = {
    "company.title": ("公司资料", "Company"),
    "company.hint": (
        "单据上的名称、地址、税号、Logo 和条款",
        "Names, address, tax id, logo and terms on papers",
    ),
    "company.name_zh": ("中文名称", "Name in Chinese"),
    "company.name_en": ("英文名称", "Name in English"),
    "company.address_zh": ("中文地址", "Address in Chinese"),
    "company.address_en": ("英文地址", "Address in English"),
    "company.country": ("国家或地区", "Country"),
    "company.country_hint": (
        "没有国家代码的电话按它来读，日期的月和日也是。不选就按公司电话判断，默认中国。",
        "Numbers without a country code are read as of it, and 03/04 in dates. Left open: of the house's own number, else China.",
    ),
    "company.country_unknown": ("没有这个国家代码", "There is no such country code."),
    "company.tax_id": ("统一社会信用代码 / 税号", "Tax id"),
    "company.phone": ("电话", "Telephone"),
    "company.email": ("邮箱", "E-mail"),
    "company.website": ("网站", "Website"),
    "company.bank": ("开户行与账号", "Bank and account"),
    "company.terms_zh": ("报价条款（中文）", "Terms of quotes in Chinese"),
    "company.terms_en": ("报价条款（英文）", "Terms of quotes in English"),
    "company.terms_hint": (
        "印在每份报价单末尾；已发送的报价保留发送时的条款。",
        "Printed at the end of each quote; what was sent keeps the terms of that day.",
    ),
    "company.quote_pattern": ("报价编号规则", "Pattern of quote numbers"),
    "company.contract_pattern": ("合同编号规则", "Pattern of contract numbers"),
    "company.order_pattern": ("订单编号规则", "Pattern of order numbers"),
    "company.pattern_hint": (
        "{YYYY} 是年，{MM} 是月，{NNNN} 是流水号，例如 Q-{YYYY}-{NNNN}",
        "{YYYY} is the year, {MM} the month, {NNNN} the count: Q-{YYYY}-{NNNN}",
    ),
    "company.logo": ("Logo", "Logo"),
    "company.logo_choose": ("选择图片", "Choose a picture"),
    "company.logo_remove": ("移除 Logo", "Remove the logo"),
    "company.logo_hint": (
        "PNG、JPEG 或 WebP，透明背景会保留",
        "PNG, JPEG or WebP; a transparent ground stays so",
    ),
    "company.logo_none": ("还没有 Logo", "There is no logo."),
    "company.saved": ("公司资料已保存", "The company's profile is saved."),
    "company.name_missing": ("请填写公司名称", "Enter the company's name."),
    "company.pattern_invalid": (
        "规则要有年份在前、一个流水号在后，例如 Q-{YYYY}-{NNNN}",
        "A pattern has the year first and one count after it, such as Q-{YYYY}-{NNNN}.",
    ),
}
