"""Teams: a tree."""

TEXT = {
    "teams.title": ("团队", "Teams"),
    "teams.hint": (
        "上级团队的经理能看到下级团队的记录",
        "A manager sees the records of his own team and of all below it",
    ),
    "teams.none": ("还没有团队", "No teams yet"),
    "teams.name": ("名称", "Name"),
    "teams.parent": ("上级团队", "Belongs to"),
    "teams.top": ("最上层", "The top"),
    "teams.new": ("新建团队", "New team"),
    "teams.below": ("在下面新建", "New team below"),
    "teams.edit": ("改名或移动", "Rename or move"),
    "teams.members": ("{count} 人", "Members: {count}"),
    "teams.created": ("已新建团队“{name}”", "Team “{name}” is there"),
    "teams.saved": ("团队“{name}”已保存", "Team “{name}” saved"),
    "teams.deleted": ("已删除团队“{name}”", "Team “{name}” is deleted"),
    "teams.menu": ("{name}：更多操作", "{name}: more"),
}
