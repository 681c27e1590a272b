"""The command palette and the keyboard."""

TEXT = {
    "palette.nothing": ("没有找到", "Nothing found"),
    "kind.customer": ("客户", "Customer"),
    "kind.contact": ("联系人", "Contact"),
    "kind.deal": ("商机", "Deal"),
    "kind.quote": ("报价", "Quote"),
    "kind.activity": ("活动", "Activity"),
    "kind.task": ("任务", "Task"),
    "kind.voice_note": ("语音", "Voice note"),
    "keys.title": ("键盘快捷键", "Keyboard"),
    "keys.palette": ("搜索与命令", "Search and commands"),
    "keys.search": ("在列表中搜索", "Search in the list"),
    "keys.go": ("去某一页（g 后按一个字母）", "Go to a page (g, then a letter)"),
    "keys.create": ("新建", "New"),
    "keys.rows": ("下一行、上一行", "Next row, previous row"),
    "keys.note": ("写跟进", "Write what happened"),
    "keys.edit": ("编辑", "Edit"),
    "keys.help": ("显示这个帮助", "Show this help"),
    "update.ready": ("有新版本", "A new version is ready"),
    "update.now": ("更新", "Update"),
}
