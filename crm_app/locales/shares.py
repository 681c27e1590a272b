"""Records shared with colleagues."""

TEXT = {
    "shares.title": ("协作人", "Collaborators"),
    "shares.none": ("还没有协作人", "Nobody besides the owner."),
    "shares.add": ("添加协作人", "Add a collaborator"),
    "shares.person": ("同事", "Colleague"),
    "shares.rights": ("权限", "Rights"),
    "shares.rights.view": ("可查看", "may see"),
    "shares.rights.edit": ("可编辑", "may edit"),
    "shares.reason.person": ("添加", "added"),
    "shares.reason.mention": ("被提到", "mentioned"),
    "shares.remove": ("移除 {name}", "Remove {name}"),
    "shares.added": ("已添加协作人，对方会收到通知", "Added; your colleague is told."),
    "shares.removed": ("已移除 {name}", "{name} removed."),
    "shares.rights_unknown": ("权限只能是查看或编辑", "Rights are view or edit."),
    "shares.user_unknown": (
        "不能和这个人共享：不存在、已停用或无权看商机",
        "It cannot be shared with that person: unknown, disabled or not allowed to see deals.",
    ),
    "shares.cannot_edit": (
        "这个人的角色不能编辑商机，只能查看",
        "That person's role cannot edit deals, only see them.",
    ),
    "shares.owner_already": ("{name} 就是负责人", "{name} is the owner."),
    "shares.not_found": ("没有和这个人共享", "It is not shared with that person."),
    "record.view_only": (
        "这条记录只让您查看，不能修改",
        "This record was shared with you to be looked at only.",
    ),
}
