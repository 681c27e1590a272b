"""Voice notes."""

TEXT = {
    "voice_note.not_found": (
        "没有这条语音，或不在你的权限内",
        "There is no such voice note, or it is not yours to hear.",
    ),
    "voice.not_now": ("正在处理，请稍等", "It is being worked on; please wait."),
    "voice.confirmed_already": ("这条语音已经保存过了", "This note was saved already."),
}
