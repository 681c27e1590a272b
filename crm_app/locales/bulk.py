"""Many records at once."""

TEXT = {
    "bulk.none_chosen": ("请先选择记录", "Choose records first."),
    "bulk.too_many": (
        "一次最多处理 {most} 条，请缩小范围再试",
        "At most {most} at once; narrow the list first.",
    ),
    "bulk.not_editable": ("这种记录不能批量编辑", "Such records are not edited many at once."),
    "bulk.no_field": ("请选择要修改的字段", "Choose what to change."),
    "bulk.field_unknown": ("“{name}”不能批量修改", "“{name}” is not changed on many at once."),
    "bulk.not_found": ("没有这次批量操作", "There is no such bulk change."),
    "bulk.undone_already": ("这次批量操作已经撤销过了", "That was taken back already."),
    "bulk.all_touched": (
        "这些记录后来都被改过，保留现在的内容，没有撤销",
        "All of these were changed since; they stay as they are.",
    ),
    "bulk.cannot_assign": ("您的角色不能分配记录", "Your role does not assign records."),
    "bulk.owner_cannot": (
        "这个人的角色不能处理这类记录",
        "That person's role does not work on such records.",
    ),
    "bulk.not_yours": (
        "只能分配自己或本团队的记录",
        "Only records of your own or your team are assigned.",
    ),
    "audit.action.bulk.edit": ("批量修改", "Edit many"),
    "audit.action.bulk.assign": ("批量分配", "Assign many"),
    "audit.action.bulk.delete": ("批量删除", "Delete many"),
    "audit.action.bulk.restore": ("批量恢复", "Restore many"),
    "audit.action.bulk.undo": ("撤销批量操作", "Take a bulk change back"),
    "audit.kind.bulk_change": ("批量操作", "Bulk change"),
}
