"""Predicted industry, size and region of leads, and settling them."""

TEXT = {
    "classification.page": ("线索分类", "Classify leads"),
    "classification.hint": (
        "没填的行业、规模和地区由系统推测。推测不是事实：选中几行，确认或改成正确的值，系统会从中学习。",
        "Industry, size and region that nobody filled in are predicted. A prediction is no fact: select rows, "
        "confirm them or set the right value, and the next predictions learn from it.",
    ),
    "classification.open": ("批量分类", "Classify"),
    "classification.field": ("字段", "Field"),
    "classification.field.industry": ("行业", "Industry"),
    "classification.field.size": ("规模", "Size"),
    "classification.field.region": ("地区", "Region"),
    "classification.state": ("状态", "State"),
    "classification.state.waiting": ("待确认", "To be settled"),
    "classification.state.known": ("已确定", "Settled"),
    "classification.guess": ("推测", "Predicted"),
    "classification.predicted": ("推测", "predicted"),
    "classification.predicted_value": (
        "推测：{value}，把握 {percent}%",
        "Predicted: {value}, {percent}% sure",
    ),
    "classification.fact": ("已确定的值", "Known"),
    "classification.sure": ("把握", "Sure"),
    "classification.because": ("依据", "Because of"),
    "classification.basis.rules": ("词语“{word}”", "the word “{word}”"),
    "classification.basis.learnt": (
        "从已确定的线索学到：“{word}”",
        "learnt from settled leads: “{word}”",
    ),
    "classification.basis.same_company": (
        "同一家公司的其他线索：{word}",
        "other leads of the same company: {word}",
    ),
    "classification.untold": ("看不出来", "Cannot be told"),
    "classification.confirm": ("确认推测", "Confirm"),
    "classification.confirm_one": ("确认", "Confirm"),
    "classification.set": ("改为所选值", "Set value"),
    "classification.value": ("值", "Value"),
    "classification.chosen": ("已选 {count} 条", "{count} selected"),
    "classification.choose_row": ("选择 {name}", "Select {name}"),
    "classification.choose_all": ("全选本页", "Select all on this page"),
    "classification.settled": ("已确定 {count} 条线索", "Leads settled: {count}"),
    "classification.settled_some": (
        "已确定 {count} 条；{refused} 条没有改：没有推测，或者不能由您修改",
        "Leads settled: {count}. Left as they were: {refused} (nothing predicted, or not yours to change)",
    ),
    "classification.nothing_set": (
        "没有改动：所选线索没有推测，或者不能由您修改。",
        "Nothing was changed: the selected leads have no prediction, or are not yours to change.",
    ),
    "classification.none_chosen": ("请先选择线索。", "Select leads first."),
    "classification.too_many": ("一次最多 {most} 条线索。", "At most {most} leads at once."),
    "classification.field_unknown": ("没有这个分类字段。", "There is no such field to classify."),
    "classification.value_unknown": ("列表里没有这个值。", "The list has no such value."),
    "classification.region_missing": (
        "请填写地区，最多 {most} 个字。",
        "Enter a region of at most {most} characters.",
    ),
    "classification.none": ("没有待确认的线索。", "No lead waits to be settled."),
    "classification.none_found": ("没有符合条件的线索。", "No lead fits."),
}
