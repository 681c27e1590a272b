"""Absences and who stands in."""

TEXT = {
    "absences.page": ("请假与外出", "Absences"),
    "absences.hint": (
        "不在期间由代理人替你审批，不给你分新的",
        "Your stand-in decides for you while you are away, and nothing new is given to you",
    ),
    "absences.new": ("登记请假外出", "New absence"),
    "absences.user": ("谁", "Who"),
    "absences.myself": ("我自己", "Myself"),
    "absences.first_day": ("第一天", "First day"),
    "absences.last_day": ("最后一天", "Last day"),
    "absences.note": ("备注", "Note"),
    "absences.note_hint": (
        "只有你、你的主管和代理人看得到",
        "Only you, your manager and your stand-in see it",
    ),
    "absences.none": (
        "没有人请假或外出。要离开时在这里登记，可以指定代理人。",
        "Nobody is away. Enter here when you will be, and who stands in for you.",
    ),
    "absences.stand_in": ("代理人", "Stands in"),
    "absences.stand_in_hint": (
        "替你审批（记录写明代谁），并接收规则指定给你的；可以不选",
        "Decides what you are asked for (the record says for whom) and gets what a rule gives to you; may be empty",
    ),
    "absences.nobody": ("不指定", "Nobody"),
    "absences.by": ("{name} 代理", "{name} stands in"),
    "absences.now": ("进行中", "Now"),
    "absences.for_me": ("由你代理", "You stand in"),
    "absences.stand_in_self": ("代理人不能是自己", "Somebody else has to stand in."),
    "absences.stand_in_cannot": (
        "这位同事不能代理：需要审批的人要由能审批的人代理，其他人由能跟进线索的人代理。",
        "This colleague cannot: who decides needs somebody who may decide, others somebody who works on leads.",
    ),
    "absences.stand_in_own": (
        "审批人的代理人只能由本人或管理员指定。",
        "Who decides names his stand-in himself, or an administrator does.",
    ),
    "absences.notice_stand_in": (
        "{starts} 至 {ends}，你代理 {who}",
        "You stand in for {who} from {starts} to {ends}",
    ),
    "absences.saved": ("已登记", "Entered."),
    "absences.removed": ("已删除", "Absence removed."),
    "absences.days": ("{first} 至 {last}", "{first} to {last}"),
    "absences.mine": ("我", "Me"),
    "absences.day_invalid": ("日期不对", "This is no date."),
    "absences.backwards": (
        "最后一天在第一天之前。",
        "The last day is before the first.",
    ),
    "absences.too_long": ("一次最多 400 天", "At most 400 days at once."),
    "absences.over": ("这段时间已经过去。", "This time is over."),
    "absences.known_already": (
        "这段时间里已经登记过。",
        "Some of these days are entered already.",
    ),
    "absences.not_found": ("没有这条登记", "There is no such absence."),
}
