"""Rules that an administrator adds: what records must keep."""

TEXT = {
    "validation_rules.page": ("校验规则", "Validation rules"),
    "validation_rules.page_hint": (
        "保存客户、联系人等记录之前要满足的条件；先在现有记录上试一下",
        "What customers, contacts and other records must keep; tried on what there is first",
    ),
    "validation_rules.new": ("新建规则", "New rule"),
    "validation_rules.edit": ("编辑规则", "Edit rule"),
    "validation_rules.none": (
        "还没有规则。比如：客户阶段是“复购”时，税号必须填写。",
        "No rules yet. For example: only when the stage is Repeat, the tax id must be filled.",
    ),
    "validation_rules.record.customer": ("客户", "Customers"),
    "validation_rules.record.contact": ("联系人", "Contacts"),
    "validation_rules.record.lead": ("线索", "Leads"),
    "validation_rules.record.deal": ("商机", "Deals"),
    "validation_rules.record.quote": ("报价", "Quotes"),
    "validation_rules.name_zh": ("规则名称（中文）", "Name in Chinese"),
    "validation_rules.name_en": ("规则名称（英文）", "Name in English"),
    "validation_rules.message_zh": ("不满足时怎么说（中文）", "What it says in Chinese"),
    "validation_rules.message_en": ("不满足时怎么说（英文）", "What it says in English"),
    "validation_rules.message_hint": (
        "写清楚该怎么做，例如“请填写税号，对账要用”。只写一种语言也可以。",
        "Say what to do: “Please fill the tax id, the books need it”. One language will do.",
    ),
    "validation_rules.only_when": ("仅当（不填就总是检查）", "Only when (left open: always)"),
    "validation_rules.asked": ("必须满足", "Must hold"),
    "validation_rules.add": ("加一个条件", "Add a condition"),
    "validation_rules.drop": ("去掉这个条件", "Remove this condition"),
    "validation_rules.field": ("字段", "Field"),
    "validation_rules.operator": ("怎么比", "How it is compared"),
    "validation_rules.value": ("比较的值", "What it is compared with"),
    "validation_rules.join": ("多个条件", "Several conditions"),
    "validation_rules.join.and": ("全部满足", "All of them"),
    "validation_rules.join.or": ("满足一个就行", "One of them is enough"),
    "validation_rules.try": ("在现有记录上试一下", "Try on what there is"),
    "validation_rules.tried": (
        "现有 {total} 条记录中，{failing} 条不满足",
        "{failing} of {total} would fail",
    ),
    "validation_rules.tried_all": (
        "现有 {total} 条记录全部满足",
        "All {total} records keep it.",
    ),
    "validation_rules.tried_more": (
        "只看了前 {total} 条",
        "Only the first {total} were looked at.",
    ),
    "validation_rules.stays": (
        "这些记录不会被改动；以后有人改到相关字段时才会要求补上。",
        "They stay as they are, and are asked for when somebody changes a field that the rule looks at.",
    ),
    "validation_rules.saved": ("规则已保存，马上生效", "Saved. It is asked from now on."),
    "validation_rules.retire": ("停用", "Retire"),
    "validation_rules.restore": ("重新启用", "Use again"),
    "validation_rules.retired": ("已停用", "Retired"),
    "validation_rules.retired_note": ("已停用规则 {name}", "{name} is asked no more."),
    "validation_rules.gone": (
        "不起作用：用到已停用的字段 ",
        "Asks nothing: it looks at a retired field: ",
    ),
    "validation_rules.unmet": ("这条记录还缺：", "Still to be put right:"),
    "validation_rules.broken": ("{zh}", "{en}"),
    "validation_rules.not_found": ("没有这条规则", "There is no such rule."),
    "validation_rules.record_unknown": ("这种记录不能加规则", "Such records have no rules."),
    "validation_rules.record_fixed": (
        "规则属于哪种记录不能再改",
        "What a rule is about cannot be changed.",
    ),
    "validation_rules.name_missing": ("请给规则起个名字", "A name is needed."),
    "validation_rules.message_missing": (
        "请写明不满足时怎么提示",
        "What it says to people is needed.",
    ),
    "validation_rules.nothing_asked": (
        "请至少加一个必须满足的条件",
        "At least one condition that must hold is needed.",
    ),
    "validation_rules.too_many": ("最多 {most} 个条件", "At most {most} conditions."),
    "validation_rules.too_many_rules": ("最多 {most} 条规则", "At most {most} rules."),
    "validation_rules.field_unknown": ("没有字段“{name}”", "There is no field “{name}”."),
    "validation_rules.operator_unknown": (
        "“{zh}”不能这样比较",
        "“{en}” cannot be compared that way.",
    ),
    "validation_rules.value_unknown": (
        "“{zh}”不能和“{typed}”比较",
        "“{en}” cannot be compared with “{typed}”.",
    ),
    "validation_rules.retired_already": ("这条规则已经停用", "It is retired already."),
    "validation_rules.active_already": ("这条规则正在使用", "It is in use already."),
    "validation_rules.says": ("{asked}", "{asked}"),
    "validation_rules.says_when": ("仅当{when}时：{asked}", "Only when {when}: {asked}"),
    "validation_rules.join_and": ("，并且", " and "),
    "validation_rules.join_or": ("，或者", " or "),
    "validation_rules.value_hint_date": (
        "日期，或 today、today+30、today-7",
        "A date, or today, today+30, today-7",
    ),
    "validation_rules.value_hint_list": ("多个值用逗号隔开", "Several, with commas"),
}
_OPERATORS = {
    "filled": ("已填写", "is filled"),
    "empty": ("未填写", "is empty"),
    "is": ("是", "is"),
    "is_not": ("不是", "is not"),
    "has": ("包含", "contains"),
    "has_not": ("不包含", "does not contain"),
    "begins": ("开头是", "begins with"),
    "longer": ("至少几个字", "has at least"),
    "shorter": ("最多几个字", "has at most"),
    "over": ("大于", "is over"),
    "least": ("不少于", "is at least"),
    "under": ("小于", "is under"),
    "most": ("不多于", "is at most"),
    "before": ("早于", "is before"),
    "after": ("晚于", "is after"),
    "yes": ("有", "is there"),
    "no": ("没有", "is not there"),
}
_KINDS = {
    "text": "filled empty is is_not has has_not begins longer shorter",
    "number": "filled empty is is_not over least under most",
    "date": "filled empty before after least most",
    "choice": "filled empty is is_not",
    "flag": "yes no",
}
# Kind of field → its operators, in the order in which they are offered.
OPERATORS_OF = {kind: tuple(names.split()) for kind, names in _KINDS.items()}
for _kind, _names in _KINDS.items():
    for _key in _names.split():
        _zh, _en = _OPERATORS[_key]
        if _kind == "date" and _key in ("least", "most"):
            _zh, _en = (
                ("不早于", "is not before") if _key == "least" else ("不晚于", "is not after")
            )
        _alone = _key in ("filled", "empty", "yes", "no")
        _pair = (f"{_zh}", f"{_en}") if _alone else (f"{_zh}“{{value}}”", f"{_en} “{{value}}”")
        if _key in ("longer", "shorter"):
            _pair = (f"{_zh[:2]}{{value}}个字", f"{_en} {{value}} characters")
        TEXT[f"validation_rules.choice.{_kind}.{_key}"] = (
            _zh,
            f"{_en} … characters" if _key in ("longer", "shorter") else _en,
        )
        _lead = "{name}" + _pair[0] if _kind != "flag" else _zh + "{name}"
        TEXT[f"validation_rules.is.{_kind}.{_key}"] = (_lead, "{name} " + _pair[1])
_FIELDS = {
    "customer": {
        "name": ("名称", "Name"),
        "kind": ("类型", "Kind"),
        "tier": ("等级", "Tier"),
        "stage": ("阶段", "Stage"),
        "region": ("地区", "Region"),
        "industry": ("行业", "Industry"),
        "size": ("规模", "Size"),
        "source": ("来源", "Source"),
        "tax_id": ("税号", "Tax id"),
        "legal_name_zh": ("中文全称", "Legal name in Chinese"),
        "legal_name_en": ("英文全称", "Legal name in English"),
    },
    "contact": {
        "name": ("姓名", "Name"),
        "honorific": ("称呼", "Form of address"),
        "other_name": ("其他姓名", "Other name"),
        "birthday": ("生日", "Birthday"),
        "source": ("来源", "Source"),
        "customer": ("所在客户", "Company"),
    },
    "lead": {
        "name": ("姓名", "Name"),
        "company": ("公司", "Company"),
        "title": ("职位", "Title"),
        "region": ("地区", "Region"),
        "address": ("地址", "Address"),
        "industry": ("行业", "Industry"),
        "size": ("规模", "Size"),
        "source": ("来源", "Source"),
        "note": ("备注", "Note"),
    },
    "deal": {
        "name": ("名称", "Name"),
        "amount": ("金额", "Amount"),
        "currency": ("币种", "Currency"),
        "expected_close": ("预计成交日", "Expected close"),
        "stage": ("阶段", "Stage"),
        "contact": ("联系人", "Contact"),
    },
    "quote": {
        "discount": ("整单折扣（%）", "Discount (%)"),
        "total": ("总额", "Total"),
        "currency": ("币种", "Currency"),
        "valid_until": ("有效期至", "Valid until"),
        "payment_days": ("账期（天）", "Days to pay"),
        "payment_terms": ("付款条件", "Payment terms"),
        "note": ("备注", "Note"),
        "contact": ("联系人", "Contact"),
    },
}
for _record, _fields in _FIELDS.items():
    TEXT |= {f"validation_rules.field.{_record}.{key}": words for key, words in _fields.items()}
