"""Standards of data: why something is none, and what forms say of what they changed."""

TEXT = {
    "standards.person_invalid": ("请填写姓名", "A name is needed."),
    "standards.company_invalid": ("请填写公司名称", "A company's name is needed."),
    "standards.phone_invalid": ("“{typed}”不是电话号码", "“{typed}” is not a phone number."),
    "standards.mail_invalid": ("“{typed}”不是邮箱地址", "“{typed}” is not an e-mail address."),
    "standards.web_invalid": ("“{typed}”不是网址", "“{typed}” is not the address of a site."),
    "standards.address_invalid": ("请填写地址", "An address is needed."),
    "standards.credit_code_invalid": (
        "统一社会信用代码是 18 位，“{typed}”不是",
        "A unified social credit code has 18 characters; “{typed}” is none.",
    ),
    "standards.credit_code_check": (
        "统一社会信用代码“{typed}”的校验位不对，请对照营业执照再看一遍",
        "The check digit of “{typed}” does not fit. Please compare it with the business licence.",
    ),
    "standards.credit_code_letters": (
        "统一社会信用代码里没有 I、O、S、V、Z 这几个字母，请核对“{typed}”",
        "A unified social credit code has no I, O, S, V or Z. Please check “{typed}”.",
    ),
    "standards.tax_number_invalid": (
        "“{typed}”不是税号：国内是 18、15 或 20 位，国外要带国家代码，如 DE136695976",
        "“{typed}” is no tax number: Chinese ones have 18, 15 or 20 characters, others begin with the country, as DE136695976.",
    ),
    "standards.id_number_invalid": (
        "身份证号是 18 位，“{typed}”不是",
        "An ID number has 18 characters; “{typed}” is none.",
    ),
    "standards.id_number_check": (
        "这个身份证号的校验位、生日或地区不对，请再核对",
        "The check digit, birthday or region of this ID number does not fit. Please compare it.",
    ),
    "standards.birthday_invalid": (
        "“{typed}”不是日期。可以写 1985-08-15、8月15日、农历八月十五、闰四月初八",
        "“{typed}” is not a date. Write 1985-08-15, 15 Aug, or 农历八月十五 for a lunar day.",
    ),
    "standards.kind_unknown": ("没有这种格式", "There is no such standard."),
    "standards.back": ("按我输入的存", "Keep what I typed"),
    "standards.tidied": ("已整理，输入的是“{typed}”", "Tidied; you typed “{typed}”."),
    "standards.name": ("姓名 {name}", "Name {name}"),
    "standards.honorific": ("称呼 {word}", "form of address {word}"),
    "standards.other": ("其他姓名 {word}", "other name {word}"),
    "standards.branch": ("看起来是分支机构", "This looks like a branch."),
    "standards.mark": ("，", ", "),
    "standards.proposed": ("是不是 {proposal}？", "Did you mean {proposal}?"),
    "standards.take": ("改成这个", "Take it"),
    "standards.copy": ("复制 {value}", "Copy {value}"),
    "standards.copied": ("已复制", "Copied."),
    "standards.map": ("在地图中打开", "Open in a map"),
}
