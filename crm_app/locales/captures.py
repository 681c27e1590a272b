"""The capture sheet: what a phone brings in."""

TEXT = {
    "captures.title": ("记录", "Capture"),
    "captures.open": ("记录名片、语音、跟进", "Capture a card, a voice note, a visit"),
    "captures.card": ("名片", "Card"),
    "captures.card_hint": ("拍照，几秒填好", "Take a photo, filled in seconds"),
    "captures.album": ("从相册选择", "From the album"),
    "captures.file": ("选择图片", "Choose pictures"),
    "captures.drop": (
        "也可以把图片拖到这里，或直接粘贴",
        "Or drop pictures here, or paste one",
    ),
    "captures.voice": ("语音", "Voice"),
    "captures.voice_hint": ("说完自动整理", "Speak; it sorts itself out"),
    "captures.note": ("备注", "Note"),
    "captures.visit": ("拜访", "Visit"),
    "captures.task": ("任务", "Task"),
    "captures.customer": ("客户", "Customer"),
    "captures.cards_waiting": ("{count} 张名片待确认", "{count} cards to confirm"),
    "captures.notes_waiting": ("{count} 条语音待确认", "{count} voice notes to confirm"),
    "captures.sending": ("正在上传…", "Sending …"),
    "captures.again": ("再试一次", "Try again"),
    "captures.drop_it": ("不要了", "Drop it"),
    "captures.failed": (
        "没有上传成功，图片还在，请再试一次。",
        "It was not sent. The picture is still here; try again.",
    ),
    "captures.offline": (
        "连不上网络，图片还在这里，联网后再试。",
        "No connection. The picture is still here; try again when you are online.",
    ),
    "captures.more": ("更多", "More"),
}
