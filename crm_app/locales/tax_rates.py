"""Tax rates."""

TEXT = {
    "tax_rates.title": ("税率", "Tax rates"),
    "tax_rates.hint": (
        "单据可用的税率；默认税率先选好",
        "What papers may be taxed at; the default is chosen beforehand",
    ),
    "tax_rates.new": ("新增税率", "New tax rate"),
    "tax_rates.edit": ("修改税率", "Change the tax rate"),
    "tax_rates.none": ("还没有税率。", "No tax rates yet."),
    "tax_rates.zh": ("中文名称", "Chinese name"),
    "tax_rates.en": ("英文名称", "English name"),
    "tax_rates.percent": ("税率 %", "Percent"),
    "tax_rates.is_default": ("默认", "Default"),
    "tax_rates.is_active": ("可选", "Offered"),
    "tax_rates.off": ("不再使用", "No longer used"),
    "tax_rates.keeps": ("已有的保留原来的税率。", "What is there keeps the percent it has."),
    "tax_rates.saved": ("税率已保存", "Tax rate saved."),
    "tax_rates.name_missing": ("请填写税率名称", "The rate needs a name."),
    "tax_rates.percent_missing": ("请填写税率", "Say how many percent."),
    "tax_rates.taken": ("已有 {percent}% 的税率", "There is a rate of {percent} % already."),
    "tax_rates.default_needed": (
        "总要有一个默认税率；请把另一个设为默认",
        "There has to be a default: make another rate the default instead.",
    ),
    "tax_rates.not_found": ("没有这个税率", "There is no such tax rate."),
}
