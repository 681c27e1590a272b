"""The recycle bin, and going from record to record."""

TEXT = {
    "recycle.title": ("回收站", "Recycle bin"),
    "recycle.hint": (
        "删除的客户、联系人、线索、商机和报价，可以恢复",
        "Deleted customers, contacts, leads, deals and quotes, to be restored",
    ),
    "recycle.none": ("回收站是空的", "Nothing was deleted."),
    "recycle.none_found": ("回收站里没有符合条件的记录", "Nothing like that was deleted."),
    "recycle.any_kind": ("所有类型", "Any kind"),
    "recycle.what": ("记录", "Record"),
    "recycle.kind": ("类型", "Kind"),
    "recycle.deleted_at": ("删除时间", "Deleted"),
    "recycle.by": ("删除人", "By"),
    "recycle.restore": ("恢复", "Restore"),
    "recycle.restore_chosen": ("恢复所选", "Restore selected"),
    "recycle.kind.customer": ("客户", "Customer"),
    "recycle.kind.contact": ("联系人", "Contact"),
    "recycle.kind.lead": ("线索", "Lead"),
    "recycle.kind.deal": ("商机", "Deal"),
    "recycle.kind.quote": ("报价", "Quote"),
    "place.previous": ("上一条", "Previous record"),
    "place.next": ("下一条", "Next record"),
    "keys.pick": ("选择当前行（Shift 连选）", "Select the row (Shift: up to it)"),
    "keys.neighbours": ("上一条 / 下一条记录", "Previous / next record"),
}
