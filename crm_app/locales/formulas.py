"""Formulas of custom fields: what they read, give, and what can be wrong with one."""

_AT_ZH, _AT_EN = "第 {at} 个字：", "At character {at}: "

TEXT = {
    "custom_fields.formula": ("公式", "Formula"),
    "custom_fields.formula_hint": (
        '像表格一样写，例如 amount * 0.13、if(amount > 100000, "大单", "普通")、today() - signed',
        'As in a spreadsheet, e.g. amount * 0.13, if(amount > 100000, "big", "normal"), '
        "today() - signed",
    ),
    "custom_fields.formula_fields": ("可以用的字段", "Fields it can read"),
    "custom_fields.formula_functions": ("可以用的函数", "Functions"),
    "custom_fields.result": ("显示为", "Shown as"),
    "custom_fields.result.plain": ("按结果", "What it comes to"),
    "custom_fields.result.money": ("金额", "An amount of money"),
    "custom_fields.reckoned": ("由公式算出", "Reckoned by a formula"),
    "custom_fields.gives.number": ("数字", "a number"),
    "custom_fields.gives.date": ("日期", "a day"),
    "custom_fields.gives.text": ("文字", "a text"),
    "custom_fields.gives.tick": ("是或否", "yes or no"),
    "custom_fields.gives.nothing": ("空", "nothing"),
    "custom_fields.formula_empty": ("请填写公式", "A formula is needed."),
    "custom_fields.formula_long": (
        "公式最多 {most} 个字",
        "A formula has {most} characters at most.",
    ),
    "custom_fields.formula_sign": (
        _AT_ZH + "不认识「{found}」",
        _AT_EN + "{found} means nothing here.",
    ),
    "custom_fields.formula_unexpected": (
        _AT_ZH + "这里不该出现「{found}」",
        _AT_EN + "{found} does not belong here.",
    ),
    "custom_fields.formula_ended": (
        "公式没有写完：第 {at} 个字处还缺内容（少了括号或数值？）",
        "The formula stops at character {at}: something is missing, a bracket or a value.",
    ),
    "custom_fields.formula_deep": (
        _AT_ZH + "嵌套太深，最多 {most} 层",
        _AT_EN + "it is nested too deep, {most} levels at most.",
    ),
    "custom_fields.formula_nothing": ("公式没有结果", "The formula comes to nothing."),
    "custom_fields.formula_name_unknown": (
        _AT_ZH + "没有叫「{name}」的字段，或它不能用在公式里",
        _AT_EN + "there is no field {name} that a formula can read.",
    ),
    "custom_fields.formula_function_unknown": (
        _AT_ZH + "没有叫「{name}」的函数",
        _AT_EN + "there is no function {name}.",
    ),
    "custom_fields.formula_arguments": (
        _AT_ZH + "{name} 需要 {least} 到 {most} 个参数",
        _AT_EN + "{name} takes {least} to {most} values.",
    ),
    "custom_fields.formula_kind_wrong": (
        _AT_ZH + "{zh}",
        _AT_EN + "{en}",
    ),
    "custom_fields.formula_kinds_differ": (
        _AT_ZH + "{zh}",
        _AT_EN + "{en}",
    ),
    "custom_fields.formula_kind_wrong_is": (
        "这里要{wanted}，得到的是{got}",
        "{wanted} is needed here, this is {got}.",
    ),
    "custom_fields.formula_kinds_differ_is": (
        "两边不是一种东西：{wanted}和{got}",
        "{wanted} and {got} cannot be compared or mixed.",
    ),
    "custom_fields.formula_circle": (
        "公式绕回了自己：{zh}",
        "The formula reads itself in the end: {en}",
    ),
    "custom_fields.result_fixed": (
        "公式的结果类型（数字、日期、文字、是否）建好后不能改；需要的话停用它，另建一个",
        "What a formula gives (number, day, text, yes or no) stays. Retire it and make another.",
    ),
    "custom_fields.used_by": (
        "公式「{zh}」要用这个字段；先改那个公式",
        "The formula {en} reads this field. Change that formula first.",
    ),
    "custom_fields.files_many": ("一个字段最多 {most} 个文件", "{most} files at most in a field."),
    "custom_fields.file_unknown": (
        "没有这个文件，或者不是你上传的",
        "There is no such file, or it is not yours to put here.",
    ),
    "custom_fields.add_file": ("添加文件", "Add a file"),
    "custom_fields.remove_file": ("移除", "Remove"),
    "custom_fields.file_comes": ("正在上传…", "Uploading …"),
    "custom_fields.has_file": ("有文件", "Has a file"),
    "custom_fields.has_none": ("没有文件", "Has none"),
    "files.field_unknown": (
        "没有这个文件字段，或者你不能填写它",
        "There is no such field for files, or it is not yours to fill.",
    ),
    "files.in_field": (
        "这个文件在自定义字段里，请在那里移除",
        "This file stands in a custom field. Remove it there.",
    ),
    "custom_fields.own.name": ("名称", "Name"),
    "custom_fields.own.tier": ("等级", "Tier"),
    "custom_fields.own.stage": ("阶段", "Stage"),
    "custom_fields.own.region": ("地区", "Region"),
    "custom_fields.own.industry": ("行业", "Industry"),
    "custom_fields.own.source": ("来源", "Source"),
    "custom_fields.own.created_at": ("创建日期", "Created"),
    "custom_fields.own.honorific": ("称呼", "Honorific"),
    "custom_fields.own.company": ("公司", "Company"),
    "custom_fields.own.currency": ("币种", "Currency"),
    "custom_fields.own.amount": ("金额", "Amount"),
    "custom_fields.own.expected_close": ("预计成交日期", "Expected close"),
    "custom_fields.own.number": ("编号", "Number"),
    "custom_fields.own.total": ("含税合计", "Total"),
    "custom_fields.own.net": ("未税合计", "Net"),
    "custom_fields.own.tax": ("税额", "Tax"),
    "custom_fields.own.discount": ("折扣", "Discount"),
    "custom_fields.own.valid_until": ("有效期至", "Valid until"),
    "custom_fields.own.code": ("编码", "Code"),
    "custom_fields.own.name_zh": ("中文名称", "Name in Chinese"),
    "custom_fields.own.name_en": ("英文名称", "Name in English"),
    "custom_fields.own.unit": ("单位", "Unit"),
    "custom_fields.own.price": ("单价", "Price"),
    "custom_fields.own.tax_rate": ("税率", "Tax rate"),
}
