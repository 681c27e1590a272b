"""Promotions."""

TEXT = {
    "promotions.title": ("促销", "Promotions"),
    "promotions.hint": (
        "限时优惠：哪些产品、哪些客户、多大优惠，能不能再叠加折扣",
        "Something off for a time: on what, for whom, how much, and whether more may come on top",
    ),
    "promotions.rule": (
        "开单时会提示正在进行的促销，由销售选择是否采用；已有折扣与不可叠加的促销冲突时，单据和审批里都会说明。促销折扣同样计入审批限额。",
        "Lines are offered what runs, and the seller takes it or not. Where a discount does not go "
        "together with a promotion that stands alone, the paper and its approval say so. What a "
        "promotion takes off counts for approvals like any other discount.",
    ),
    "promotions.new": ("新建促销", "New promotion"),
    "promotions.edit": ("编辑促销", "Edit promotion"),
    "promotions.none": (
        "还没有促销。新建一个，开单时就会提示可用的优惠。",
        "No promotions yet. Make one, and it is offered wherever something is priced.",
    ),
    "promotions.zh": ("中文名称", "Chinese name"),
    "promotions.en": ("英文名称", "English name"),
    "promotions.effect": ("优惠方式", "What it gives"),
    "promotions.discount": ("折扣 %", "Percent off"),
    "promotions.price": ("特价（未税）", "Price, before tax"),
    "promotions.effect_hint": ("折扣和特价填一个", "Enter one of the two"),
    "promotions.currency": ("币种", "Currency"),
    "promotions.products": ("产品", "Products"),
    "promotions.categories": ("产品分类", "Product groups"),
    "promotions.everything_hint": ("都不选就是全部产品", "None chosen: all products"),
    "promotions.add_product": ("输入编号或名称", "Type its code or name"),
    "promotions.no_product": ("没有找到产品", "No product found"),
    "promotions.take_out": ("移除 {name}", "Remove {name}"),
    "promotions.is_stackable": ("可与其他折扣叠加", "Other discounts may come on top"),
    "promotions.saved": ("促销已保存", "Promotion saved."),
    "promotions.deleted": ("促销已删除", "Promotion deleted."),
    "promotions.delete": ("删除", "Delete"),
    "promotions.used": ("{count} 行报价采用", "taken by {count} lines of quotes"),
    "promotions.effect_discount": ("优惠 {percent}%", "{percent}% off"),
    "promotions.effect_price": ("特价 {price}", "{price} each"),
    "promotions.effect_least": ("满 {least} 起{effect}", "{effect}, from {least} on"),
    "promotions.least_quantity": ("起订数量", "From this quantity on"),
    "promotions.least_hint": (
        "一行不足这个数量就不能用；留空不限",
        "Lines of less do not get it; empty for any",
    ),
    "promotions.too_few": (
        "这个促销要满 {least} 才能用",
        "This promotion runs from a quantity of {least} on.",
    ),
    "promotions.more": ("还有 {count} 条", "and {count} more"),
    "promotions.named": ("促销：{name}", "Promotion: {name}"),
    "promotions.brief": ("“{name}”（{effect}）", "“{name}” ({effect})"),
    "promotions.said_everything": ("全部产品", "all products"),
    "promotions.said_stacks": ("可叠加其他折扣", "adds up with other discounts"),
    "promotions.said_alone": ("不可叠加其他折扣", "stands alone"),
    "promotions.collides_over": (
        "“{line}”采用的促销{promotion}（{days}）对这份报价不适用或不在期内。",
        "“{line}” took the promotion {promotion}, {days}, which does not run for this offer.",
    ),
    "promotions.collides_few": (
        "“{line}”采用了促销{promotion}（{days}），但数量不足 {least}。",
        "“{line}” took the promotion {promotion}, {days}, with less than the {least} that it takes.",
    ),
    "promotions.collides_on_top": (
        "“{line}”采用了促销{promotion}（{days}），该促销不可叠加其他折扣，"
        "但这份报价共让了 {given}%，实际单价 {left}。",
        "“{line}” took the promotion {promotion}, {days}, which stands alone; this offer takes "
        "{given}% off in all and leaves {left} each.",
    ),
    "promotions.collides_below": (
        "“{line}”没有采用促销{promotion}（{days}），却另让了 {given}%，实际单价 {left}，低于促销价。",
        "“{line}” did not take the promotion {promotion}, {days}, but has {given}% off of its own: "
        "{left} each, below the promotion.",
    ),
    "promotions.collides_above": (
        "“{line}”另让了 {given}%（实际单价 {left}），客户却本可享受更优惠的促销{promotion}（{days}）。",
        "“{line}” has {given}% off of its own ({left} each), while the promotion {promotion}, {days}, "
        "would give the customer more.",
    ),
    "promotions.collisions": ("与进行中的促销冲突", "Collides with a promotion"),
    "promotions.day_missing": (
        "促销要有开始和结束日期",
        "A promotion needs its first and its last day.",
    ),
    "promotions.both": ("折扣和特价只能填一个", "It is either percent off or a price."),
    "promotions.effect_missing": ("请填写折扣或特价", "Enter percent off, or a price."),
    "promotions.name_missing": ("请填写促销名称", "The promotion needs a name."),
    "promotions.name_taken": (
        "已有促销“{typed}”",
        "There is a promotion “{typed}” already.",
    ),
    "promotions.not_found": ("没有这个促销", "There is no such promotion."),
    "promotions.not_running": (
        "这个促销对该产品、客户或今天不适用",
        "This promotion does not run today for that product and customer.",
    ),
    "promotions.is_taken": (
        "已有报价采用“{name}”，不能删除；可以停用",
        "Quotes took “{name}”: it cannot be deleted. Put it out of use instead.",
    ),
    "promotions.too_many_targets": (
        "一个促销最多 {most} 个产品和分类",
        "A promotion is about at most {most} products and groups.",
    ),
}
