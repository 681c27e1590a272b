"""Absences."""

TEXT = {
    "absences.page": ("请假", "Absences"),
    "absences.hint": (
        "请假期间不会分到新线索",
        "While somebody is away, no new leads are given to him",
    ),
    "absences.new": ("登记请假", "New absence"),
    "absences.user": ("谁", "Who"),
    "absences.myself": ("我自己", "Myself"),
    "absences.first_day": ("第一天", "First day"),
    "absences.last_day": ("最后一天", "Last day"),
    "absences.note": ("备注", "Note"),
    "absences.note_hint": ("只有你和你的主管看得到", "Only you and your manager see it"),
    "absences.none": ("没有登记请假。", "No absence is entered."),
    "absences.saved": ("已登记", "Entered."),
    "absences.removed": ("已删除请假", "Absence removed."),
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
        "这段时间里已经登记过请假。",
        "Some of these days are entered already.",
    ),
    "absences.not_found": ("没有这条请假", "There is no such absence."),
}
